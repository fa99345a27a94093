"""What a translation must keep: facts, terms, sources, addresses, ids, attributes, notes, code and tags.

A Markdown text is cut into words, which are translated, and codes, which are not. A code around words is a pair: of a
link, the address is the code and its words are translated.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

_ADDRESS = r"""\((?:<[^<>\n]*>|(?:[^()\s]|\([^()\s]*\))*)(?:\s+(?:"[^"]*"|'[^']*'))?\s*\)"""
_REFERENCE = r"\[(?!\^)[^\[\]]*\]"
_TARGET = re.compile(rf"{_ADDRESS}|{_REFERENCE}")
_TITLE = re.compile(r"""(\]\(\S+)\s+["'].*\)$""")
_LINK = re.compile(r"!?\[")
_CODES = (
    r"\A(?P<heading>#{1,6}[ \t]+)",
    r"\A(?P<admonition>(?:!!!|\?\?\?\+?)(?:[ \t]+[\w-]+)+)",
    r"^(?P<definition>\[\^[^\]\s]+\]:|\[[^\]\n]+\]:[ \t]*\S+)",
    r"^(?P<fence>[ \t]*(?P<fence_mark>`{3,}|~{3,})[\s\S]*?^[ \t]*(?P=fence_mark)[`~]*[ \t]*$)",
    r"(?P<escape>\\[^\w\s])",
    r"(?P<code>(?<!`)(?P<code_mark>`+)(?!`)[\s\S]+?(?<!`)(?P=code_mark)(?!`))",
    r"(?P<tag><(?:!--[\s\S]*?--|/?[a-zA-Z][^<>]*)>)",
    r"(?P<note>\[\^[^\]\s]+\])",
    r"(?P<attributes>\{[^{}\n]*\})",
    rf"(?P<empty>!?\[\](?:{_ADDRESS}))",
    r"(?P<link>!?\[)",
    r"(?P<address>https?://[^\s<>()\[\]]*[^\s<>()\[\].,;:!?’”»])",
)
_INDENTED = r"^(?P<indented>(?: {4}|\t).*)$"
_CODE = re.compile("|".join(_CODES), re.MULTILINE)
_CODE_IN_PROSE = re.compile("|".join((_INDENTED, *_CODES)), re.MULTILINE)
_CONTAINER = re.compile(r"[ \t]*(?:!!!|\?\?\?|[-*+][ \t]|\d+\.[ \t]|\[\^)")
"Begins a passage whose indented lines are prose; in others they are code."
_DEEPEST = 9
"How many brackets may stand in each other."


@dataclass(frozen=True, slots=True)
class Code:
    native: str
    "As Markdown has it; of a pair, without its words: `[](fact:ships)`."
    inside: Pieces | None = None
    "What stands in a pair; None where the code stands alone."

    @property
    def key(self) -> str:
        """What must come back; the titles of links need not."""
        said = " ".join(self.native.split())
        return said if self.inside is None else _TITLE.sub(r"\1)", said).replace("[]", "[…]", 1)


Piece: TypeAlias = str | Code
Pieces: TypeAlias = tuple[Piece, ...]


def pieces(text: str) -> Pieces:
    """The words and codes of a Markdown text, in order."""
    return tuple(_joined(_cut(text, _CODE if _CONTAINER.match(text) else _CODE_IN_PROSE)))


def written(found: Iterable[Piece]) -> str:
    """The Markdown text of pieces."""
    return "".join(piece if isinstance(piece, str) else _native(piece) for piece in found)


def codes(found: Iterable[Piece]) -> Iterator[Code]:
    """All codes, each before those inside it."""
    for piece in found:
        if isinstance(piece, Code):
            yield piece
            yield from codes(piece.inside or ())


def protected(text: str) -> Counter[str]:
    """What must come back, and how often."""
    return Counter(code.key for code in codes(pieces(text)))


def _native(code: Code) -> str:
    if code.inside is None:
        return code.native
    middle = code.native.index("[") + 1
    return code.native[:middle] + written(code.inside) + code.native[middle:]


def _cut(text: str, expression: re.Pattern[str]) -> Iterator[Piece]:
    at = 0
    while found := expression.search(text, at):
        yield text[at : found.start()]
        kind = next(name for name, value in found.groupdict().items() if value is not None)
        if kind == "link":
            piece, at = _link(text, found.start())
        else:
            piece, at = found[0] if kind == "escape" else Code(found[0]), found.end()
        yield piece
    yield text[at:]


def _link(text: str, start: int) -> tuple[Piece, int]:
    """The link that begins there and where it ends, or its bracket alone where it is none."""
    opening = _LINK.match(text, start)
    assert opening is not None
    end = _closing(text, opening.end())
    target = _TARGET.match(text, end + 1) if end >= 0 else None
    if target is None:
        return opening[0], opening.end()
    inside = tuple(_joined(_cut(text[opening.end() : end], _CODE)))
    return Code(f"{opening[0]}]{target[0]}", inside), target.end()


def _closing(text: str, start: int) -> int:
    """Where the bracket that was opened before `start` closes; -1 where it does not, or holds too many others."""
    depth = 1
    for found in re.compile(r"\\.|[\[\]]|\n[ \t]*\n").finditer(text, start):
        depth += {"[": 1, "]": -1}.get(found[0], 0)
        if depth == 0 or depth > _DEEPEST or found[0].startswith("\n"):
            return found.start() if depth == 0 else -1
    return -1


def _joined(found: Iterable[Piece]) -> Iterator[Piece]:
    """Without empty texts, and with one text where several follow each other."""
    begun = ""
    for piece in found:
        if isinstance(piece, str):
            begun += piece
            continue
        if begun:
            yield begun
        begun = ""
        yield piece
    if begun:
        yield begun
