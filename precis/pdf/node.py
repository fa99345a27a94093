"""What a booklet is made of: plain data that goes to the template as JSON, so that no text ever becomes code.

A text is a string; all else has a kind `k`. Inline: `strong` `em` `code` `sup` `sub` `strike` `small` `lang` `plain`
(content `c`), `link` (`url`), `ref` (`to`, an anchor) and `term` (the same, to an entry of the glossary), `note` (`n`,
the number of an endnote; `id` where that leads back) and `back`, `anchor` (`id`), `br`. Blocks: `para` (`c`, `style`),
`heading` (`level`, `id`), `kicker` (`c`), `list` (`items` of blocks, `ordered`, `start`), `table` (`columns`, `head`,
`rows` of cells), `quote`, `box`, `figure`, `answer`, `small` and `part` (`blocks`), `pre` (`text`), `picture` (`svg`,
`alt`), `rule`, `anchor`, and with `items` `notes`, `lines` and `terms`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any, TypeAlias

Node: TypeAlias = dict[str, Any]
Inline: TypeAlias = str | Node

_SPACES = re.compile(r"[ \t\n\r\f]+")
_LANGUAGE = re.compile(r"([A-Za-z]{2,3})(?:-[A-Za-z]{4})?(?:-([A-Za-z]{2}))?(?:-.*)?")


def collapsed(text: str | None) -> str:
    """Text as a browser shows it: a space for any run of spaces and line breaks; no-break spaces stay."""
    return _SPACES.sub(" ", text or "")


def tidy(inlines: Sequence[Inline]) -> list[Inline]:
    """A line's content without spaces at its ends and without two in a row, wherever elements begin and end."""
    ahead = _Spaces()
    return ahead.trimmed(ahead.single(inlines))


class _Spaces:
    def __init__(self) -> None:
        self._after = True
        "Whether what was read last ends with a space, or the line has just begun."

    def single(self, inlines: Sequence[Inline]) -> list[Inline]:
        kept: list[Inline] = []
        for inline in inlines:
            if isinstance(inline, str):
                text = inline.lstrip(" ") if self._after else inline
                self._after = text.endswith(" ") if text else self._after
                if text:
                    kept.append(text)
            elif "c" in inline:
                kept.append({**inline, "c": self.single(inline["c"])})
            else:
                self._after = inline["k"] == "br" or (self._after and inline["k"] == "anchor")
                kept.append(inline)
        return kept

    def trimmed(self, inlines: list[Inline]) -> list[Inline]:
        """Without the space at the end, however deep it stands."""
        for place in range(len(inlines) - 1, -1, -1):
            inline = inlines[place]
            if isinstance(inline, str):
                return [*inlines[:place], *filter(None, [inline.rstrip(" ")]), *inlines[place + 1 :]]
            if inline["k"] != "anchor":
                content = {"c": self.trimmed(inline["c"])} if "c" in inline else {}
                return [*inlines[:place], {**inline, **content}, *inlines[place + 1 :]]
        return inlines


def tongue(tag: str, direction: str = "") -> Node:
    """A language as the template takes it; nothing for a tag that names none."""
    found = _LANGUAGE.fullmatch(tag)
    named = {} if found is None else {"lang": found[1].lower(), "region": (found[2] or "").upper()}
    return {**named, "dir": direction} if direction in {"ltr", "rtl"} else named


def names(tree: Any) -> Iterator[str]:
    """The anchors of a tree."""
    if isinstance(tree, dict) and tree.get("id"):
        yield tree["id"]
    for part in _parts(tree):
        yield from names(part)


def resolved(tree: Any, known: Collection[str]) -> Any:
    """The tree, its links to what is not there as plain text: an anchor may have stood where nothing is printed."""
    if isinstance(tree, list):
        return [resolved(part, known) for part in tree]
    if not isinstance(tree, dict):
        return tree
    made = {name: resolved(value, known) for name, value in tree.items()}
    return {"k": "plain", "c": made["c"]} if "to" in made and made["to"] not in known else made


def _parts(tree: Any) -> Iterable[Any]:
    return tree if isinstance(tree, list) else tree.values() if isinstance(tree, dict) else ()
