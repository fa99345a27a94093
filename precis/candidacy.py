"""What an import of an article leaves to people: facts and terms that nobody has reviewed, and what was dropped.

Candidate terms stand in `docs/_import/<explainer>/terms.yml` until they are in a glossary or among the names that need
no entry; `dropped.yml` beside it keeps the facts that a second import must not bring back.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from decimal import Decimal

from pydantic import Field

from precis.fact import Facts, Kind
from precis.problems import Problem
from precis.records import Record, Records, UrlPart
from precis.writing import Writer

FOLDER = "_import"
"Below the folder of pages: what imports keep, in a folder an explainer."
REVIEW = "python scripts/review.py {}"
_LONGEST = 60
"Characters of a value that is told."


class TermCandidate(Record):
    """A name of an article that may deserve an entry in the glossary."""

    name: str
    acronym: str = ""
    language: str
    "Tag of the article's language."
    count: int = Field(ge=0)
    "How often the article has it."
    first: str = ""
    "File and line of its first place in the pages: docs/en/calais-2015/index.md:14."
    context: str = ""
    "The sentence it was found in."


TermCandidates = Mapping[UrlPart, TermCandidate]
"By id, which becomes the term's."


class DroppedFact(Record):
    """A candidate that somebody looked at and did not want as a fact."""

    id: str
    kind: Kind
    value: int | Decimal | str | tuple[int | Decimal, ...] | None = None
    "As its record had it; both ends of a range; the period of an event."
    words: tuple[str, ...] = ()
    "The links' words, as the pages had them."
    reason: str = ""
    "Why, if somebody said it."


Candidates = Mapping[str, tuple[Records, TermCandidates]]
"By explainer, with the file they stand in."


def is_provisional(label: str, context: str) -> bool:
    """Whether a label is still what an import wrote: the article's sentence, or a part of it with `…`."""
    said, sentence = " ".join(label.strip("… ").split()), " ".join(context.strip("… ").split())
    cut = label.startswith("…") or label.endswith("…")
    return bool(sentence) and (said == sentence or (cut and said in sentence))


def unreviewed_facts(explainer: str, facts: Facts, places: Mapping[str, str], writer: Writer) -> Iterator[Problem]:
    """A warning each. `places`: file and line by fact; `writer`: of the source language."""
    for fact_id, fact in facts.items():
        if fact.unreviewed:
            path, _, line = places[fact_id].rpartition(":")
            what = f"the fact “{fact_id}” ({_short(writer.fact(fact))}) is not reviewed"
            expected = "a certainty that a person gave: confirmed, reported, disputed, unconfirmed"
            yield Problem(path, int(line), what, expected, REVIEW.format(explainer), "warning")


def unreviewed_terms(candidates: Candidates) -> Iterator[Problem]:
    for explainer, (file, found) in candidates.items():
        for term_id, one in found.items():
            what = f"the term “{term_id}” ({_short(one.name)}) is not reviewed"
            expected = f"an entry in locales/{one.language}/glossary.yml, or the decision that it needs none"
            yield Problem(file.path, file.line([term_id]), what, expected, REVIEW.format(explainer), "warning")


def strangers(candidates: Candidates, languages: Collection[str]) -> Iterator[Problem]:
    """Candidates of languages that the site does not have."""
    for file, found in candidates.values():
        for term_id, one in found.items():
            if one.language not in languages:
                what = f"“{term_id}.language” is “{one.language}”"
                expected = f"a language of the site: {', '.join(languages)}"
                yield Problem(file.path, file.line([term_id, "language"]), what, expected, "correct “language:”")


def _short(text: str) -> str:
    said = " ".join(text.split(" "))
    return said if len(said) <= _LONGEST else f"{said[: _LONGEST - 1].rstrip()}…"
