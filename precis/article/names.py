"""Names and acronyms of an article's pages that may deserve an entry in the glossary."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from precis.article.sentences import sentence_at
from precis.candidacy import TermCandidate
from precis.candidates import Candidates
from precis.language import Language
from precis.passage import Passage
from precis.slug import slug
from precis.term import Glossary
from precis.words import plain

_LONGEST = 40
"Characters of an id."
_ACRONYM = re.compile(r"\(([^\W\d_]{2,8})\)")


def term_candidates(
    passages: Sequence[Passage], language: Language, glossary: Glossary, others: Collection[str]
) -> dict[str, TermCandidate]:
    """By id. `others`: names that need no entry."""
    known = {plain(label.text).casefold() for term in glossary.values() for label in term.labels()}
    known |= {plain(name).casefold() for name in others}
    spelled = {short: place for short, place in _spelled(passages) if plain(short).casefold() not in known}
    full = {place.name: short for short, place in spelled.items()}
    found = [_Place(one.name, one.count, one.first) for one in Candidates(language, glossary, others).among(passages)]
    rest = [place for place in found if place.name not in spelled and place.name not in full]
    made: dict[str, TermCandidate] = {}
    for short, place in spelled.items():
        made.setdefault(slug(short, _LONGEST), place.candidate(language.tag, short))
    for place in rest:
        made.setdefault(slug(place.name, _LONGEST), place.candidate(language.tag))
    return {name: one for name, one in made.items() if name}


@dataclass(frozen=True, slots=True)
class _Place:
    name: str
    count: int
    first: Passage

    def candidate(self, tag: str, acronym: str = "") -> TermCandidate:
        text = " ".join(self.first.text.split())
        start, end = sentence_at(text, max(text.find(self.name), 0))
        return TermCandidate(
            name=self.name,
            acronym=acronym,
            language=tag,
            count=self.count,
            first=f"{self.first.page.path}:{self.first.line(self.name)}",
            context=text[start:end],
        )


def _spelled(passages: Sequence[Passage]) -> Iterator[tuple[str, _Place]]:
    """Acronyms in brackets, and the names before them whose letters they are."""
    for passage in passages:
        for found in _ACRONYM.finditer(passage.text):
            words = re.findall(r"[\w’'-]+", passage.text[: found.start()])
            for length in range(2, min(len(words), 2 * len(found[1])) + 1):
                if _stands_for(found[1], words[-length:]):
                    before = passage.text[: found.start()]
                    name = " ".join(before[before.rindex(words[-length]) :].split())
                    count = sum(len(re.findall(rf"(?<!\w){re.escape(found[1])}(?!\w)", one.text)) for one in passages)
                    yield found[1], _Place(name, count, passage)
                    break


def _stands_for(acronym: str, words: Sequence[str]) -> bool:
    """Whether an acronym's letters are found in the words, in their order, the first at the beginning."""
    letters = iter("".join(words).casefold())
    begins = words[0][0].isupper() and words[0][0].casefold() == acronym[0].casefold()
    return begins and all(sign in letters for sign in acronym.casefold())
