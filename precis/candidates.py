"""Names and acronyms that pages use without an entry in the glossary."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from babel import Locale

from precis.language import Language
from precis.matching import Matcher
from precis.passage import Passage
from precis.term import Glossary, Label
from precis.words import plain

_WORD = re.compile(r"\w+(?:[-\u2010\u2011]\w+)*")
_JOINT = re.compile(r"\s+|['\u2019\u02bc]")
_ADDRESS = re.compile(r"\S*(?:://|@|www\.)\S*")
_OPENING = re.compile(r"(?:\A|[.!?\u2026:|]|[\u201c\u201e\u00ab\"(\u2013\u2014])[\s\u201c\u201e\u00ab\"()\]]*\Z")
"What stands before the first word of a sentence, or of a quotation."
_ACRONYM = re.compile(r"(?![IVX]+\Z)[^\W\d_]{2,6}\d*")
"Not those that are Roman numerals."
_OFTEN = 2
"How often a single word must have a capital where no sentence begins, to count as a name."
Run = Sequence[re.Match[str]]
"Capitalised words in a row."


@dataclass(frozen=True, slots=True)
class Candidate:
    name: str
    count: int
    first: Passage

    @property
    def line(self) -> int:
        return self.first.line(self.name)


@dataclass(frozen=True, slots=True)
class _Found:
    name: str
    "Empty where it is known already."
    rest: str
    "The name without the first word of the sentence, where that may owe its capital to its place; else as `name`."
    opens: bool
    "Whether it begins a sentence."
    passage: Passage


class Candidates:
    """What is known of one language's names."""

    def __init__(self, language: Language, glossary: Glossary, others: Iterable[str]) -> None:
        """`others`: names that need no entry."""
        labels = [label for term in glossary.values() for label in term.labels()]
        avoided = [word for term in glossary.values() for word in term.avoid]
        words = filter(_WORD.search, (*avoided, *others))
        labels += [Label(word, "any" if word.islower() else "kept") for word in words]
        self._known = Matcher(((label, "known", ()) for label in labels), language.words)
        self._common = common_names(language.locale)
        small = (*language.particles, *language.words.elided, *language.words.complements)
        self._small = {plain(word).rstrip("'") for word in small}

    def among(self, passages: Iterable[Passage]) -> list[Candidate]:
        """The names of the passages that have no entry, the most frequent first."""
        read = [one for one in passages if one.text and not one.heads_column]
        small = {word for one in read for word in _WORD.findall(one.text) if word == word.lower()} | self._small
        found = [name for one in read for name in self._found(one, small)]
        certain = {one.name for one in found if one.name == one.rest}
        places: dict[str, list[_Found]] = {}
        for one in found:
            places.setdefault(one.name if one.name in certain else one.rest, []).append(one)
        named = ((name, at) for name, at in places.items() if name and _is_name(name, at))
        made = [Candidate(name, len(at), at[0].passage) for name, at in named]
        return sorted(made, key=lambda one: (-one.count, one.name))

    def _found(self, passage: Passage, small: Collection[str]) -> Iterator[_Found]:
        text = _ADDRESS.sub(lambda address: "|" * len(address[0]), passage.text)
        known = [(mention.start, mention.end) for mention in self._known.mentions(text)]
        for run in _runs(text):
            opens = _OPENING.search(text, 0, run[0].start()) is not None
            doubtful = opens and run[0][0].lower() in small
            name = self._unknown(run, known)
            yield _Found(name, self._unknown(run[1:], known) if doubtful else name, opens, passage)

    def _unknown(self, run: Run, known: Iterable[tuple[int, int]]) -> str:
        """The words, unless all of them are known or common."""
        if not run or _together(run) in self._common or all(self._is_known(word, known) for word in run):
            return ""
        return " ".join(run[0].string[run[0].start() : run[-1].end()].split())

    def _is_known(self, word: re.Match[str], known: Iterable[tuple[int, int]]) -> bool:
        folded = plain(word[0]).casefold()
        covered = any(start <= word.start() and word.end() <= end for start, end in known)
        return covered or folded in self._small or not self._common.isdisjoint({folded, folded.removesuffix("s")})


def common_names(locale: Locale) -> frozenset[str]:
    """What CLDR calls months, days, languages and countries in a language; many languages are nationalities too."""
    lists: list[Mapping[object, str]] = [locale.languages, locale.territories]
    lists += [names[width] for names in (locale.months["format"], locale.days["format"]) for width in names]
    return frozenset(plain(name).casefold() for names in lists for name in names.values())


def _runs(text: str) -> Iterator[Run]:
    run: list[re.Match[str]] = []
    for word in _WORD.finditer(text):
        capital = word[0][0].isupper()
        if run and not (capital and _JOINT.fullmatch(text, run[-1].end(), word.start())):
            yield run
            run = []
        if capital:
            run.append(word)
    if run:
        yield run


def _together(run: Run) -> str:
    return " ".join(plain(word[0]).casefold() for word in run)


def _is_name(name: str, places: Sequence[_Found]) -> bool:
    """Whether the words' capitals make them a name or an acronym."""
    if len(_WORD.findall(name)) > 1 or (name.isupper() and _ACRONYM.fullmatch(name)):
        return True
    within = sum(not one.opens or one.name != name for one in places)
    return len(name) > 1 and within >= _OFTEN
