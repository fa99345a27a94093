"""Links to facts in Markdown: found, led to another fact, or turned into their words again."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from precis.page import LEADS, PageSource
from precis.reading import Reader
from precis.segment import segments
from precis.words import plain

_TARGET = re.compile(r"\]\(\s*<?fact:(?P<fact>[a-z0-9-]+)>?(?:\s+(?:\"[^\"]*\"|'[^']*'|\([^()]*\)))?\s*\)")
_FENCE = r"^ {0,3}(`{3,}|~{3,}).*?(?:^ {0,3}\1|\Z)"
_INLINE = r"(?<!`)(`+)(?!`)(?:(?!\n[ \t]*\n).)+?(?<!`)\2(?!`)"
_CODE = re.compile(rf"{_FENCE}|{_INLINE}", re.DOTALL | re.MULTILINE)
_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()]*\)")
_MARK = re.compile(r"\*+|<[^<>]*>|\[\^[^\]]*\]|[|]")
_ESCAPED = re.compile(r"\\([^\w\s])")
BREAK = "|"
"Stands for mark-up, at which a text is read in parts."


@dataclass(frozen=True, slots=True)
class FactLink:
    fact: str
    words: str
    "Markdown; empty where the build writes the value."
    start: int
    end: int
    target: int
    "Where the fact's id stands."

    @property
    def said(self) -> str:
        """The words as a reader sees them."""
        return " ".join(html.unescape(_ESCAPED.sub(r"\1", self.words.replace("*", ""))).split())


def links(text: str) -> Iterator[FactLink]:
    """In the order of the text; those in code are none."""
    hidden = [match.span() for match in _CODE.finditer(text)]
    for found in _TARGET.finditer(text):
        start = _opening(text, found.start())
        if start is not None and not any(a <= found.start() < b for a, b in hidden):
            words = text[start + 1 : found.start()]
            yield FactLink(found["fact"], words, start, found.end(), found.start("fact"))


def _opening(text: str, end: int) -> int | None:
    """The bracket that belongs to the one at the end; None where a paragraph begins before it."""
    depth = 0
    for place in range(end - 1, -1, -1):
        sign = text[place]
        if sign in "[]" and text[:place][-1:] != "\\":
            depth += 1 if sign == "]" else -1
        if depth < 0:
            return place
        if sign == "\n" and text[:place].rpartition("\n")[2].strip() == "":
            return None
    return None


def relinked(text: str, fact: str, other: str) -> str:
    """The text with its links to a fact leading to another one."""
    for link in reversed([one for one in links(text) if one.fact == fact]):
        text = text[: link.target] + other + text[link.target + len(fact) :]
    return text


def unlinked(text: str, fact: str, written: str) -> str:
    """The text with the words of its links to a fact instead of them; `written` where there are no words."""
    for link in reversed([one for one in links(text) if one.fact == fact]):
        text = text[: link.start] + (link.words or written) + text[link.end :]
    return text


def uncovered(page: PageSource, fact: str, written: str, reader: Reader) -> list[str]:
    """The figures of a page that would lack a source without its links to a fact, but for those it signs off."""
    signed = {plain(words).lower() for words in page.front.unsourced}
    found: dict[str, str] = {}
    for text in _counted(page):
        before = Counter(_claims(text, reader))
        for claim in _claims(unlinked(text, fact, written), reader):
            before[claim] -= 1
            if before[claim] < 0 and plain(claim).lower() not in signed:
                found.setdefault(plain(claim).lower(), claim)
    return list(found.values())


def _counted(page: PageSource) -> Iterator[str]:
    """The passages whose figures need a source: no code, no quotations."""
    yield from (str(getattr(page.front, name)) for name in LEADS)
    for one in segments(page):
        if one.kind != "front" and not one.text.lstrip().startswith((">", "```", "~~~")):
            yield one.text


def _claims(text: str, reader: Reader) -> list[str]:
    """What coverage counts in a text outside its links to facts, part by part as the build reads it."""
    for link in reversed(list(links(text))):
        text = text[: link.start] + BREAK + text[link.end :]
    text = _LINK.sub(rf"{BREAK}\1{BREAK}", _CODE.sub(BREAK, text))
    return [claim for part in _MARK.sub(BREAK, text).split(BREAK) for claim in reader.claims(part)]
