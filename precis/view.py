"""Facts, sources and terms as templates show them: every string written in the page's language."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from precis.catalogue import N_
from precis.fact import Citation, Fact, Statement
from precis.project import Dossier
from precis.source import Source
from precis.writing import Writer

CERTAINTIES = {
    "confirmed": N_("Confirmed"),
    "reported": N_("Reported"),
    "disputed": N_("Accounts differ"),
    "unconfirmed": N_("Not confirmed"),
}
CERTAINTY_MEANINGS = {
    "confirmed": N_("An official source or several independent ones say so."),
    "reported": N_("One source says so, or relays it."),
    "disputed": N_("Sources contradict each other."),
    "unconfirmed": N_("We found no source that could be checked."),
}


@dataclass(frozen=True, slots=True)
class SourceView:
    id: str
    title: str
    outlet: str
    author: str
    issued: str
    "The date in words; with a question mark in brackets where it was inferred."
    url: str
    language: str
    note: str
    locator: str = ""


@dataclass(frozen=True, slots=True)
class StatementView:
    value: str
    label: str
    period: str
    stated_by: str
    note: str
    sources: tuple[SourceView, ...]


@dataclass(frozen=True, slots=True)
class FactView(StatementView):
    id: str
    kind: str
    place: str
    certainty: str
    "The record's word, for styles."
    certainty_label: str
    certainty_meaning: str
    checked: str
    rivals: tuple[StatementView, ...]


@dataclass(frozen=True, slots=True)
class Views:
    """Views of one explainer's records in one language."""

    writer: Writer
    dossier: Dossier

    def fact(self, fact_id: str) -> FactView:
        fact = self.dossier.facts[fact_id]
        write = self.writer
        return FactView(
            id=fact_id,
            kind=fact.kind,
            value=_capital(write.fact(fact)),
            label=write.message(fact.label),
            period=self._period(fact, fact),
            stated_by=write.message(fact.stated_by),
            note=write.message(fact.note),
            sources=self.cited(fact.sources),
            place=write.message(fact.place),
            certainty=fact.certainty,
            certainty_label=write.message(CERTAINTIES[fact.certainty]),
            certainty_meaning=write.message(CERTAINTY_MEANINGS[fact.certainty]),
            checked=write.day(fact.checked),
            rivals=tuple(self._rival(rival, fact) for rival in fact.disputed_by),
        )

    def cited(self, citations: Iterable[Citation]) -> tuple[SourceView, ...]:
        return tuple(self.source(citation.id, citation.locator) for citation in citations)

    def source(self, source_id: str, locator: str = "") -> SourceView:
        source = self.dossier.sources[source_id]
        return SourceView(
            id=source_id,
            title=source.title,
            outlet=source.outlet,
            author=", ".join(map(str, source.author)),
            issued=self._issued(source),
            url=source.url,
            language=source.language,
            note=self.writer.message(source.note),
            locator=locator,
        )

    def _rival(self, rival: Statement, fact: Fact) -> StatementView:
        return StatementView(
            value=_capital(self.writer.statement(rival, fact)),
            label=self.writer.message(rival.label),
            period=self._period(rival, fact),
            stated_by=self.writer.message(rival.stated_by),
            note=self.writer.message(rival.note),
            sources=self.cited(rival.sources),
        )

    def _period(self, statement: Statement, fact: Fact) -> str:
        """When the value holds; empty where the value itself is the date."""
        return "" if fact.kind in {"date", "event"} or not statement.when else self.writer.period(statement.when)

    def _issued(self, source: Source) -> str:
        return self.writer.edtf(source.issued) if source.issued else ""


def filing_text(label: str) -> str:
    """What a term is filed under: its label without an opening quotation mark or an article before it."""
    return re.sub(r"^(?:the )?[“”«»\"'\s]+", "", label)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
