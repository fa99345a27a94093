"""How a passage changed: in its figures, its wording, or only in what a translation does not show.

Punctuation, spacing, capitals and markup make no difference. A word counts as misspelt, and its change as none, where
it differs from the new one by one letter, both have at least five, it is not a plural of it, and no page of the site
has it any more.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterable
from typing import Literal

from precis.reading import Reader
from precis.words import plain

Change = Literal["none", "figure", "wording"]
_LINK = re.compile(r"!?\[(?P<words>[^\[\]]*)\]\((?P<target>[^()\s]*)[^()]*\)")
_ATTRIBUTES = re.compile(r"\{[:#.][^{}]*\}|<[^<>]*>|\[\^[^\]]+\]")
_WORD = re.compile(r"\w+(?:['-]\w+)*|[£€$¥%‰±<>≤≥+−]")
_LONG = 5
_DIGITS = 12


def digest(text: str) -> str:
    """Twelve hexadecimal digits, the same for all writings of a passage that say the same with the same facts."""
    said = f"{' '.join(words(text))}\n{' '.join(sorted(facts(text)))}"
    return hashlib.sha256(said.encode()).hexdigest()[:_DIGITS]


def words(text: str) -> list[str]:
    return _WORD.findall(shown(text).casefold())


def shown(text: str) -> str:
    """The words of a Markdown text, without links' addresses, attributes and tags."""
    return plain(_ATTRIBUTES.sub(" ", _LINK.sub(lambda link: link["words"], text)))


def facts(text: str) -> list[str]:
    """Ids of the facts that a Markdown text cites."""
    return [link["target"][5:] for link in _LINK.finditer(text) if link["target"].startswith("fact:")]


class Comparison:
    """Tells how passages of the source language changed."""

    def __init__(self, reader: Reader, is_word: Callable[[str], bool]) -> None:
        """`is_word` tells whether a word stands in any page of the language as it is now."""
        self._reader, self._is_word = reader, is_word

    def change(self, old: str, new: str) -> Change:
        if Counter(facts(old)) != Counter(facts(new)) or self._figures(old) != self._figures(new):
            return "figure"
        return "none" if self._says_the_same(words(old), words(new)) else "wording"

    def _figures(self, text: str) -> Counter[str]:
        read: tuple[Callable[[str], Iterable[object]], ...] = (self._reader.figures, self._reader.spans)
        return Counter(str(found) for find in read for found in find(shown(text)))

    def _says_the_same(self, old: list[str], new: list[str]) -> bool:
        return len(old) == len(new) and all(a == b or self._is_misspelt(a, b) for a, b in zip(old, new, strict=True))

    def _is_misspelt(self, old: str, new: str) -> bool:
        long = min(len(old), len(new)) >= _LONG
        plural = old.rstrip("s") == new.rstrip("s")
        return long and not plural and _one_letter_apart(old, new) and not self._is_word(old)


def _one_letter_apart(one: str, other: str) -> bool:
    """Whether a letter was left out, put in, mistaken or exchanged with the next."""
    start = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    a, b = one[start:], other[start:]
    return a[1:] == b[1:] or a == b[1:] or a[1:] == b or (a[:2] == b[1::-1] and a[2:] == b[2:])
