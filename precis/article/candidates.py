"""Facts that an article may hold: its figures, dates and quotations as records that nobody has reviewed."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from precis.agreement import disagreement
from precis.article.attribution import Attribution
from precis.article.fact_name import fact_name, provisional_label
from precis.article.figures import Found, found
from precis.article.findings import Doubt, Findings, Link
from precis.article.observation import Fields, Observer
from precis.article.sentences import sentence_at
from precis.article.speech import Quote, quotes, spans
from precis.candidacy import DroppedFact
from precis.fact import Fact, Facts
from precis.intake.block import Block
from precis.language import Language
from precis.quotation import Span
from precis.reading import Reader

LONGEST = 60
"Words of a sentence that is kept whole."
READ = 10_000
"Characters of a paragraph that is searched for facts; what is longer is a table of figures, or no text."
UNREPEATED = frozenset({"ratio", "percent", "points", "rank", "duration", "distance", "rate"})
"Kinds of which the same value, told twice, is rarely the same fact."


@dataclass(frozen=True)
class Context:
    """What is known before the article is read for facts."""

    language: Language
    reader: Reader
    issued: dt.date | None
    today: dt.date
    source: str
    "Id of the article's record among the sources."
    outlet: str
    "Who states what the article does not ascribe to anybody."
    known: Facts
    dropped: Sequence[DroppedFact]


class Search:
    """Goes through an article's parts, a page each, and gathers what may be a fact."""

    def __init__(self, context: Context) -> None:
        self.context, self.result = context, Findings()
        self._observer = Observer(context.language, context.issued)
        self._attribution = Attribution(context.language.press)
        self.speaker, self._goes_on = "", False
        self._linked: set[str] = set()

    def read(self, part: int, number: int, block: Block) -> None:
        """One block; the order is the article's, since quotations go on and `he` is who spoke before."""
        if len(block.text) > READ:
            self._doubt(part, block.text, f"a text of more than {READ} letters is not searched for facts")
            return
        said = spans(block.text)
        places: list[tuple[int, Found | Quote]] = [(one.start, one) for one in quotes(block.text)]
        free = (one for one in found(block.text, self.context.reader) if not _within(one, said))
        places += [(one.start, one) for one in free]
        for _, one in sorted(places, key=lambda place: place[0]):
            if isinstance(one, Quote):
                self._quoted(part, number, block.text, one)
            else:
                self._figure(part, number, block.text, one)

    def _figure(self, part: int, number: int, text: str, one: Found) -> None:
        words = text[one.start : one.end]
        fields = self._observer.fields(text, one)
        if fields is None:
            self._doubt(part, words, "a date whose year the article does not tell: write it in full, or leave it")
            return
        who = self._attribution.speaker(*_sentence(text, one.start), before=self.speaker)
        self._keep(Link(part, number, one.start, one.end, ""), text, {**fields, "stated_by": who})

    def _quoted(self, part: int, number: int, text: str, one: Quote) -> None:
        opening = _sentence(text, one.start, one.end)
        who, end = self._attribution.speaker(*opening, before=self.speaker), one.end
        if not who:
            who, said = self._attribution.within(text[one.start : one.end], before=self.speaker)
            end = one.start + said
        if not who and (self._goes_on or _follows(text, one)):
            who = self.speaker
        if not who:
            self._doubt(part, text[one.start : one.end], "a quotation without a speaker: who said it?")
        self.speaker, self._goes_on = who or self.speaker, one.goes_on
        words = text[one.start : end].rstrip(",")
        link = Link(part, number, one.start, one.start + len(words), "")
        self._keep(link, text, {"kind": "text", "value": words, "stated_by": who})

    def _keep(self, link: Link, text: str, fields: Fields) -> None:
        words = text[link.start : link.end]
        context = _context(text, link)
        try:
            fact = Fact.model_validate(self._record(fields, context, text, link))
        except ValidationError:
            self._doubt(link.part, words, "no record can say so: write a fact by hand, or sign it off as unsourced")
            return
        known = self._known(words, fact)
        if known is None and self._is_dropped(words, fact):
            return
        if known is None and (said := disagreement(words, fact, self.context.reader)) is not None:
            self._doubt(link.part, words, f"read as {said}, which no record can say so: write a fact by hand")
            return
        fact_id = known or self._new_id(fact)
        if known is None:
            self.result.facts[fact_id] = fact
        elif known in self.context.known:
            self.result.matched.add(known)
        self._linked.add(fact_id)
        self.result.links.append(Link(link.part, link.block, link.start, link.end, fact_id))

    def _record(self, fields: Fields, context: str, text: str, link: Link) -> dict[str, Any]:
        return {
            **{key: value for key, value in fields.items() if key not in {"stated_by", "note"}},
            "label": provisional_label(context, text[link.start : link.end]),
            "certainty": "unreviewed",
            "stated_by": fields["stated_by"] or self.context.outlet,
            "sources": ({"id": self.context.source},),
            "checked": self.context.today,
            "context": context,
            **{key: value for key, value in fields.items() if key == "note"},
        }

    def _known(self, words: str, fact: Fact) -> str | None:
        """The fact that says the same: of the explainer as it stands, or from earlier in the article; of several, one
        that nothing is linked to yet."""
        there = {**self.context.known, **self.result.facts}
        found = [name for name, other in there.items() if self._is_same(words, fact, name, other)]
        return next((name for name in found if name not in self._linked), next(iter(found), None))

    def _is_same(self, words: str, fact: Fact, name: str, other: Fact) -> bool:
        alike = (other.kind, other.currency, other.per) == (fact.kind, fact.currency, fact.per)
        if not alike or (fact.kind == "text" and fact.value != other.value):
            return False
        if other.unreviewed and (other.unit != fact.unit or (fact.numeric and other.ends != fact.ends)):
            return False
        new = name in self.result.facts
        if fact.kind in UNREPEATED and (new or (other.unreviewed and other.context != fact.context)):
            return False
        return disagreement(words, other, self.context.reader) is None

    def _is_dropped(self, words: str, fact: Fact) -> bool:
        return any(one.kind == fact.kind and words in one.words for one in self.context.dropped)

    def _new_id(self, fact: Fact) -> str:
        name = fact_name(fact, self.context.language.press.connectives)
        taken = self.context.known.keys() | self.result.facts.keys()
        numbers = (f"{name}-{number}" for number in range(2, 10_000))
        return name if name not in taken else next(one for one in numbers if one not in taken)

    def _doubt(self, part: int, words: str, why: str) -> None:
        self.result.doubts.append(Doubt(part, words, why))


def _context(text: str, link: Link) -> str:
    """The sentence; of one that is very long, as a table is, the words around."""
    start, end = sentence_at(text, link.start)
    if len(text[start:end].split()) <= LONGEST:
        return text[start:end]
    before, after = text[start : link.start].split(), text[link.end : end].split()
    words = (*before[-LONGEST // 4 :], text[link.start : link.end], *after[: LONGEST // 4])
    return f"… {' '.join(words)} …"


def _within(one: Found, said: Sequence[Span]) -> bool:
    return any(start <= one.start and one.end <= end for start, end in said)


def _sentence(text: str, start: int, end: int | None = None) -> tuple[str, list[Span]]:
    """The sentence around a place, with its quotations; up to the end of the one that holds `end`."""
    first = sentence_at(text, start)[0]
    last = sentence_at(text, end if end is not None else start)[1]
    first = _unquoted_start(text, first)
    quoted = [(max(a - first, 0), min(b, last) - first) for a, b in spans(text) if a < last and b > first]
    return text[first:last], quoted


def _unquoted_start(text: str, start: int) -> int:
    """Where a sentence begins inside a quotation: the start of the one in which the quotation is opened."""
    around = next((a for a, b in spans(text) if a < start < b), None)
    return start if around is None else sentence_at(text, around)[0]


def _follows(text: str, one: Quote) -> bool:
    """Whether a quotation is a sentence by itself right after one whose speaker is named."""
    before = [span for span in spans(text) if span[1] <= one.start]
    if not before:
        return False
    start = sentence_at(text, one.start)[0]
    alone = not re.search(r"\w", text[start : one.start])
    return alone and re.search(r"[.!?…]\s", text[before[-1][1] : start]) is not None


def iterate(parts: Sequence[Sequence[Block]]) -> Iterator[tuple[int, int, Block]]:
    """Every block that may hold a fact, with its place."""
    for part, blocks in enumerate(parts):
        yield from (
            (part, number, block) for number, block in enumerate(blocks) if block.role not in {"heading", "code"}
        )
