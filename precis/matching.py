"""Finds labels in running text: whole words, the longest label first, in one pass.

Text and labels are cut into words, and the labels are kept as a tree of words, so the cost of a text depends on its
length alone, however many labels there are. Between words, apostrophes, hyphens and spaces of every kind are alike.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Self

from precis.rules import WordRules
from precis.spelling import INVISIBLE, MARKS, SKELETONS, same, skeleton
from precis.term import Capitals, Glossary, Label
from precis.words import plain

_SPACE = re.compile(r"\s+|[-\u2010\u2011]")
_BEFORE = re.compile(r"(?P<hangs>[-\u2010\u2011])?(?P<word>\w+)(?P<joint>[-\u2010\u2011'\u2019\u02bc])\Z")
_AFTER = re.compile(r"[-\u2010\u2011'\u2019\u02bc]\w+")
APOSTROPHES = "'\u2019\u02bc"
_ADDRESS = re.compile(r"\w{2}\.\w{2}|@|://|(?<!\w)#\w")
_AROUND = frozenset({"", *" \n,;()"})
_NEAR = 5
"Words on each side within which another word can say that something else is meant."
_REACH = 80
"Signs on each side among which the ends of an address are looked for."


@dataclass(frozen=True, slots=True)
class Mention:
    start: int
    end: int
    term: str
    "The term's id."


@dataclass(frozen=True, slots=True)
class Sought:
    """A label to find."""

    words: tuple[str, ...]
    capitals: Capitals
    not_near: frozenset[str]
    "Skeletons of words."
    term: str


@dataclass(slots=True)
class _Branch:
    next: dict[str, dict[str, _Branch]] = field(default_factory=dict)
    "By the skeleton of the next word, then by what joins it."
    labels: list[Sought] = field(default_factory=list)
    "Those that end here."


class _Anything:
    """What may follow a word that a label ends with."""

    def __contains__(self, word: object) -> bool:
        return True


_ANYTHING, _NOTHING = _Anything(), frozenset[str]()


class Words:
    """A text cut into words."""

    def __init__(self, text: str, word: re.Pattern[str]) -> None:
        self.text, self._word = text, word

    @cached_property
    def matches(self) -> list[re.Match[str]]:
        """Group 1 is the word without endings of inclusive writing."""
        return list(self._word.finditer(self.text))

    @cached_property
    def skeletons(self) -> list[str]:
        return [SKELETONS[match[1]] for match in self.matches]

    def joint(self, place: int) -> str:
        """What stands between a word and the next: a space for all spaces and hyphens, one kind of apostrophe."""
        between = self.text[self.matches[place].end() : self.matches[place + 1].start()]
        return " " if between == " " or _SPACE.fullmatch(between) else plain(between).replace("\n", " ")

    def words(self, first: int, last: int) -> tuple[str, ...]:
        return tuple(match[1] for match in self.matches[first : last + 1])

    def near(self, first: int, last: int) -> Iterable[str]:
        return self.skeletons[max(0, first - _NEAR) : first] + self.skeletons[last + 1 : last + 1 + _NEAR]

    def span(self, first: int, last: int) -> tuple[int, int]:
        return self.matches[first].start(), self.matches[last].end()


class Matcher:
    """Finds the labels of one language's terms."""

    def __init__(self, labels: Iterable[tuple[Label, str, Iterable[str]]], rules: WordRules) -> None:
        """Each label with the id of its term and the words that it must not stand near."""
        self._first: dict[str, _Branch] = {}
        self._elided = frozenset(skeleton(plain(word).rstrip("'")) for word in rules.elided)
        self._enclitics = frozenset(plain(word).casefold() for word in rules.enclitics)
        ending = f"(?i:{rules.inclusive})?" if rules.inclusive else ""
        self._word = re.compile(rf"(\w[\w{MARKS}{INVISIBLE}]*){ending}")
        for label, term, not_near in labels:
            self._add(label, term, frozenset(map(skeleton, not_near)))
        self._ahead = {word: _ANYTHING if branch.labels else branch.next for word, branch in self._first.items()}

    @classmethod
    def of_terms(cls, glossary: Glossary, rules: WordRules) -> Self:
        """Finds terms, but for those that are explained by hand or never."""
        found = ((term_id, term) for term_id, term in glossary.items() if term.match == "auto")
        return cls(((label, id_, term.not_near) for id_, term in found for label in term.labels()), rules)

    @classmethod
    def of_avoided(cls, glossary: Glossary, rules: WordRules) -> Self:
        """Finds the words that the newsroom keeps out of its own voice, with the term to use instead."""
        words = ((word, term_id) for term_id, term in glossary.items() for word in term.avoid)
        return cls(((Label(word, "any" if word.islower() else "kept"), term_id, ()) for word, term_id in words), rules)

    def words(self, text: str) -> Words:
        """The text, cut once for all matchers of a language."""
        return Words(text, self._word)

    def mentions(self, text: str | Words, cuts: Sequence[int] = ()) -> Iterator[Mention]:
        """Mentions in the order of the text; they do not overlap, and none spans a cut (an ascending place in it)."""
        given = text if isinstance(text, Words) else self.words(text)
        free = 0
        for place in self._starts(given):
            found = self._at(given, place, cuts) if place >= free else None
            if found is not None:
                free = place + len(found.words)
                yield Mention(*given.span(place, free - 1), found.term)

    def _starts(self, given: Words) -> list[int]:
        """Places of words that labels begin with, and go on or end there."""
        if not self._ahead or self._ahead.keys().isdisjoint(given.skeletons):
            return []
        ahead, words = self._ahead.get, given.skeletons
        pairs = enumerate(zip(words, [*words[1:], ""], strict=True))
        return [place for place, (word, following) in pairs if following in ahead(word, _NOTHING)]

    def _add(self, label: Label, term: str, not_near: frozenset[str]) -> None:
        given = Words(label.text, self._word)
        branch = self._first.setdefault(given.skeletons[0], _Branch())
        for place, word in enumerate(given.skeletons[1:]):
            branch = branch.next.setdefault(word, {}).setdefault(given.joint(place), _Branch())
        words = given.words(0, len(given.matches) - 1)
        branch.labels.append(Sought(words, label.capitals, not_near, term))

    def _at(self, given: Words, place: int, cuts: Sequence[int]) -> Sought | None:
        for last, labels in reversed(self._ends(given, place)):
            words = given.words(place, last)
            for label in labels:
                if same(label.words, words, label.capitals) and self._is_meant(label, given, place, last, cuts):
                    return label
        return None

    def _ends(self, given: Words, place: int) -> list[tuple[int, list[Sought]]]:
        """The labels on the way from a word, by the place of their last word; the shortest first."""
        branch = self._first[given.skeletons[place]]
        found: list[tuple[int, list[Sought]]] = []
        for following in range(place + 1, len(given.matches) + 1):
            if branch.labels:
                found.append((following - 1, branch.labels))
            joints = branch.next.get(given.skeletons[following]) if following < len(given.matches) else None
            onward = joints.get(given.joint(following - 1)) if joints else None
            if onward is None:
                break
            branch = onward
        return found

    def _is_meant(self, label: Sought, given: Words, place: int, last: int, cuts: Sequence[int]) -> bool:
        start, end = given.span(place, last)
        return (
            (not label.not_near or label.not_near.isdisjoint(given.near(place, last)))
            and not _is_cut(start, end, cuts)
            and (_is_free(given.text, start, end) or self._stands_alone(given.text, start, end))
        )

    def _stands_alone(self, text: str, start: int, end: int) -> bool:
        """Whether the words are not part of a longer one (non-refugee, presqu’île) or of an address."""
        before, after = text[max(0, start - _REACH) : start], text[end : end + _REACH]
        hung = _BEFORE.search(before)
        if hung and (hung["hangs"] or skeleton(hung["word"]) not in self._elided or hung["joint"] not in APOSTROPHES):
            return False
        ending = _AFTER.match(after)
        if ending and plain(ending[0]).casefold() not in self._enclitics:
            return False
        return not _ADDRESS.search(f"{_last_piece(before)}xx{_first_piece(after)}")


def _is_free(text: str, start: int, end: int) -> bool:
    """Whether words have space around them, or signs that nothing hangs on by; the usual case, told at a glance."""
    after = text[end : end + 2]
    return text[start - 1 : start] in _AROUND and (after[:1] in _AROUND or (after[:1] == "." and after[1:] in _AROUND))


def _is_cut(start: int, end: int, cuts: Sequence[int]) -> bool:
    after = bisect_right(cuts, start)
    return after < len(cuts) and cuts[after] < end


def _last_piece(text: str) -> str:
    return "" if text[-1:].isspace() else (text.split() or [""])[-1]


def _first_piece(text: str) -> str:
    return "" if text[:1].isspace() else (text.split(None, 1) or [""])[0]
