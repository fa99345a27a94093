"""What an explainer asked of the rest of the site, and whether it would be answered the same today."""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from precis.catalogue import Translations
from precis.digest import digest
from precis.language import Language
from precis.matching import Matcher
from precis.memo import memo
from precis.term import Glossaries, Glossary, Term
from precis.thesaurus import narrower

if TYPE_CHECKING:
    from precis.freshness import Freshness

Labels = frozenset[tuple[str, ...]]
"What decides which words of a text are terms, or to be avoided: the words, then all that says how they are found."


_BY_LANGUAGE = ("messages", "terms", "words")


@dataclass
class Asked:
    """What it says no more of is by language tag."""

    messages: dict[str, set[str]] = field(default_factory=dict)
    terms: dict[str, set[str]] = field(default_factory=dict)
    words: dict[str, set[str]] = field(default_factory=dict)
    "Skeletons of the words of texts, in which terms were looked for."
    addresses: dict[str, str] = field(default_factory=dict)
    "Of the files that links led to, by their paths in `docs`; empty for those that were not found."
    spelling: set[str] = field(default_factory=set)
    "Words that were looked for in all pages of the source language, to tell misspelt ones."
    days: set[tuple[str, int, int]] = field(default_factory=set)
    "Files of pages, each with the first and the last line that it was asked when these changed."

    def plain(self) -> dict[str, Any]:
        """For JSON."""
        sets = {name: getattr(self, name) for name in _BY_LANGUAGE}
        told = {name: {tag: sorted(found) for tag, found in one.items()} for name, one in sets.items()}
        return {**told, "addresses": self.addresses, "spelling": sorted(self.spelling), "days": sorted(self.days)}

    @classmethod
    def of(cls, plain: Mapping[str, Any]) -> Asked:
        """Explainers ask much the same, so that words are kept once."""
        sets = {name: {tag: set(map(sys.intern, found)) for tag, found in plain[name].items()} for name in _BY_LANGUAGE}
        days = {(path, first, last) for path, first, last in plain["days"]}
        return cls(**sets, addresses=plain["addresses"], spelling=set(plain["spelling"]), days=days)

    def ask(self, before: Asked) -> None:
        """What is carried over asked; which page or text asked it is not known. Terms and words are."""
        for tag, messages in before.messages.items():
            self.messages.setdefault(tag, set()).update(messages)
        self.addresses.update(before.addresses)
        self.spelling |= before.spelling
        self.days |= before.days

    def so_far(self) -> Asked:
        """A copy, without terms and words."""
        messages = {tag: set(found) for tag, found in self.messages.items()}
        return Asked(messages, addresses=dict(self.addresses), spelling=set(self.spelling), days=set(self.days))


@dataclass(frozen=True)
class Answers:
    """What the site answers in this build."""

    translations: Mapping[str, Translations]
    glossaries: Glossaries
    languages: Mapping[str, Language]
    address: Callable[[str], str]
    freshness: Freshness

    def digest(self, asked: Asked) -> str:
        """The same while every answer but those about terms and words stays the same."""
        strings = tuple(self.translations[tag].strings for tag in asked.messages)
        addresses = [[one, self.address(one)] for one in sorted(asked.addresses)]
        words = [[one, one in self.freshness.vocabulary] for one in sorted(asked.spelling)]
        days = [[*lines, self.freshness.changed_on(*lines)] for lines in sorted(asked.days)]
        return digest(memo(_said, asked, strings), addresses, words, days)

    def explained(self, asked: Asked) -> str:
        """The same while every answer about terms stays the same."""
        return memo(_explained, asked, self.glossaries)

    def complete(self, asked: Asked) -> bool:
        """Whether every message that was asked for is translated."""
        return all(self.translations[tag].knows(one) for tag, found in asked.messages.items() for one in found if one)

    @cached_property
    def labels(self) -> Mapping[str, Labels]:
        return {tag: memo(_labels, glossary) for tag, glossary in self.glossaries.items()}

    @cached_property
    def label_digests(self) -> Mapping[str, str]:
        return {tag: memo(_told, labels) for tag, labels in self.labels.items()}

    def touches(self, tag: str, before: Labels, words: Collection[str]) -> bool:
        """Whether a label that came, went or changed could stand in a text of these words."""
        matcher = self._matchers[tag]
        firsts = (matcher.words(label[0]).skeletons[:1] for label in before ^ self.labels[tag])
        return any(not first or first[0] in words for first in firsts)

    def definitions(self, tag: str, term_ids: Iterable[str]) -> Iterator[str]:
        """Skeletons of the words in which other terms are looked for where these are defined."""
        for term_id in term_ids:
            if term := self.glossaries[tag].get(term_id):
                yield from self._matchers[tag].words(f"{term.definition} {term.note}").skeletons

    @cached_property
    def _matchers(self) -> Mapping[str, Matcher]:
        """For their way of cutting texts alone."""
        return {tag: Matcher((), language.words) for tag, language in self.languages.items()}


def _said(asked: Asked, strings: Sequence[Mapping[str, object]]) -> str:
    """Digest of the messages; `strings`: of the languages in the order in which they were asked."""
    found = {
        tag: [[one, known.get(one)] for one in sorted(messages)]
        for (tag, messages), known in zip(asked.messages.items(), strings, strict=True)
    }
    return digest(found)


def _explained(asked: Asked, glossaries: Glossaries) -> str:
    return explained(asked.terms, glossaries)


def explained(terms: Mapping[str, Collection[str]], glossaries: Glossaries) -> str:
    """Digest of terms, given by language tag and id, and of what other terms say of them."""
    return digest({tag: [memo(_term, glossaries, tag, one) for one in sorted(ids)] for tag, ids in terms.items()})


def _term(glossaries: Glossaries, tag: str, term_id: str) -> list[object]:
    """The term, and what it and its relatives are called."""
    glossary = glossaries.get(tag, {})
    term = glossary.get(term_id)
    if term is None:
        return [term_id, None]
    near = (*term.broader, *term.related, *memo(narrower, glossary).get(term_id, ()))
    named = [[other, glossary[other].pref] for other in near if other in glossary]
    elsewhere = [[other, terms[term_id].pref] for other, terms in glossaries.items() if term_id in terms]
    return [term_id, term.model_dump(mode="json"), named, elsewhere]


def _told(labels: Labels) -> str:
    return digest(sorted(labels))


def _labels(glossary: Glossary) -> Labels:
    return frozenset(_each_label(glossary))


def _each_label(glossary: Glossary) -> Iterator[tuple[str, ...]]:
    for term_id, term in glossary.items():
        for label in term.labels():
            yield label.text, term_id, label.capitals, *_manner(term)
        for words in term.avoid:
            yield words, term_id, "avoided", term.pref


def _manner(term: Term) -> tuple[str, ...]:
    return term.match, term.first, *term.not_near
