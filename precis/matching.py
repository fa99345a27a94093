"""Finds glossary terms in running text: whole words, longest label first, in one pass.

Text and labels are cut into words. Labels are kept by their first word, so the cost of a text does not depend on the
number of terms. For comparison only, apostrophes, hyphens and spaces of every kind are made alike; what stands
between an elided article and its noun (l’asile) separates words, so the article stays outside the term.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from precis.term import Glossary

_WORD = re.compile(r"\w+")
_SPACE = re.compile(r"[\s\u00a0\u202f\u2009]+|[-\u2010\u2011]")
_APOSTROPHE = re.compile(r"['\u2019\u02bc]")


@dataclass(frozen=True, slots=True)
class Mention:
    start: int
    end: int
    term: str
    "The term's id."


@dataclass(frozen=True, slots=True)
class _Label:
    words: tuple[str, ...]
    "Lower case."
    exact: tuple[str, ...]
    "As written; empty where capitals do not matter."
    joints: tuple[str, ...]
    "What stands between the words: a space or an apostrophe."
    term: str


class Matcher:
    """Finds the terms of one glossary."""

    def __init__(self, glossary: Glossary) -> None:
        self._by_first: dict[str, list[_Label]] = {}
        for term_id, term in glossary.items():
            for text, exact in term.labels() if term.match == "auto" else ():
                self._add(_label(text, term_id, exact=exact))
        for labels in self._by_first.values():
            labels.sort(key=lambda label: -len(label.words))

    def mentions(self, text: str) -> Iterator[Mention]:
        """Mentions in the order of the text; they do not overlap."""
        words = list(_WORD.finditer(text))
        place = 0
        while place < len(words):
            label = self._at(text, words, place)
            if label is None:
                place += 1
                continue
            last = place + len(label.words) - 1
            yield Mention(words[place].start(), words[last].end(), label.term)
            place = last + 1

    def _add(self, label: _Label) -> None:
        if label.words:
            self._by_first.setdefault(label.words[0], []).append(label)

    def _at(self, text: str, words: list[re.Match[str]], place: int) -> _Label | None:
        for label in self._by_first.get(_folded(words[place][0]), ()):
            found = words[place : place + len(label.words)]
            if _fits(label, found, text) and not _inside_compound(text, found):
                return label
        return None


def _label(text: str, term: str, *, exact: bool) -> _Label:
    words = list(_WORD.finditer(text))
    written = tuple(unicodedata.normalize("NFC", word[0]) for word in words)
    joints = tuple(_joint(text[a.end() : b.start()]) for a, b in pairwise(words))
    return _Label(tuple(map(_folded, written)), written if exact else (), joints, term)


def _fits(label: _Label, found: list[re.Match[str]], text: str) -> bool:
    if tuple(_folded(word[0]) for word in found) != label.words:
        return False
    if label.exact and not _same_capitals(label.exact, found):
        return False
    between = tuple(_joint(text[a.end() : b.start()]) for a, b in pairwise(found))
    return between == label.joints


def _same_capitals(exact: tuple[str, ...], found: list[re.Match[str]]) -> bool:
    """Exact but for a capital at the start of a sentence."""
    first, *rest = (unicodedata.normalize("NFC", word[0]) for word in found)
    return first in {exact[0], exact[0][:1].upper() + exact[0][1:]} and tuple(rest) == exact[1:]


def _inside_compound(text: str, found: list[re.Match[str]]) -> bool:
    """`refugee` in `non-refugee`, `forme` in `plate-forme`: another word hangs on by a hyphen."""
    start, end = found[0].start(), found[-1].end()
    before, after = text[max(0, start - 2) : start], text[end : end + 2]
    return bool(re.fullmatch(r"\w[-\u2010\u2011]", before) or re.fullmatch(r"[-\u2010\u2011]\w", after))


def _folded(word: str) -> str:
    return unicodedata.normalize("NFC", word).casefold()


def _joint(between: str) -> str:
    if _SPACE.fullmatch(between):
        return " "
    return "'" if _APOSTROPHE.fullmatch(between) else between
