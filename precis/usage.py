"""Which terms the pages of a language mention, and where a translation may lack one that its original has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from precis.matching import Matcher
from precis.passage import Passage
from precis.rules import WordRules
from precis.term import Glossary

Place = tuple[str, str]
"A page's key and a section's id: the same in every language."


@dataclass(frozen=True, slots=True)
class Lack:
    """A term that a section mentions and its translation does not."""

    term: str
    words: str
    "As the original has them."
    original: Passage
    translation: Passage
    "The first passage of the section."


@dataclass(frozen=True)
class Usage:
    """The terms that the passages of one language mention, explained there or not."""

    glossary: Glossary
    rules: WordRules
    passages: Sequence[Passage]

    def unused(self) -> Iterator[str]:
        """Ids of terms that no passage mentions, but for those that are never found in pages."""
        for term_id, term in self.glossary.items():
            if term.match != "never" and not self._mentions(term_id, self.passages):
                yield term_id

    def lacks(self, other: Usage) -> Iterator[Lack]:
        """What the sections of these passages mention and those of a translation do not, each term once a section."""
        matcher = Matcher.of_terms(self.glossary, self.rules)
        for place, originals in self._sections.items():
            theirs = other._sections.get(place, ())
            found: dict[str, tuple[str, Passage]] = {}
            for one in originals:
                for mention in matcher.mentions(one.text):
                    found.setdefault(mention.term, (one.text[mention.start : mention.end], one))
            for term_id, (words, one) in found.items():
                if theirs and term_id in other.glossary and not other._mentions(term_id, theirs):
                    yield Lack(term_id, words, one, theirs[0])

    def _mentions(self, term_id: str, passages: Iterable[Passage]) -> bool:
        matcher = self._matchers[term_id]
        return any(one.term == term_id or any(matcher.mentions(one.text)) for one in passages)

    @cached_property
    def _matchers(self) -> Mapping[str, Matcher]:
        """One a term, so that no longer label of another hides it; those that are linked by hand are found too."""
        found = ((term_id, term.model_copy(update={"match": "auto"})) for term_id, term in self.glossary.items())
        return {term_id: Matcher.of_terms({term_id: term}, self.rules) for term_id, term in found}

    @cached_property
    def _sections(self) -> Mapping[Place, Sequence[Passage]]:
        sections: dict[Place, list[Passage]] = {}
        for one in self.passages:
            sections.setdefault((one.page.key, one.section), []).append(one)
        return sections
