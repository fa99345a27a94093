"""Facts, sources and terms as templates show them: every string written in the page's language."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from functools import cached_property

from precis.catalogue import N_
from precis.checkup import is_due
from precis.dossier import Dossier
from precis.fact import Citation, Fact, Noun, Revision, Statement
from precis.source import Source
from precis.writing import Writer

CERTAINTY_LABELS = {
    "confirmed": N_("Confirmed"),
    "reported": N_("Reported"),
    "disputed": N_("Accounts differ"),
    "unconfirmed": N_("Not confirmed"),
    "unreviewed": N_("Not reviewed"),
}
CERTAINTY_MEANINGS = {
    "confirmed": N_("An official source or several independent ones say so."),
    "reported": N_("One source says so, or relays it."),
    "disputed": N_("Sources contradict each other."),
    "unconfirmed": N_("We found no source that could be checked."),
    "unreviewed": N_("Taken from an article by a program; nobody has checked it yet."),
}
REASONS = {
    "error": N_("Error corrected"),
    "update": N_("Updated"),
    "refinement": N_("Made more precise"),
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
    archived: str = ""
    "Address of a copy in a web archive."


@dataclass(frozen=True, slots=True)
class StatementView:
    value: str
    label: str
    period: str
    stated_by: str
    note: str
    sources: tuple[SourceView, ...]


@dataclass(frozen=True, slots=True)
class RevisionView:
    on: str
    was: str
    reason: str
    note: str


@dataclass(frozen=True, slots=True)
class FactView(StatementView):
    id: str
    kind: str
    written: str
    "The value as it stands within a sentence."
    place: str
    certainty: str
    "The record's word, for styles."
    certainty_label: str
    certainty_meaning: str
    checked: str
    due: str
    "The day since which it should have been checked again; empty while there is time."
    counted: str
    "What is counted, in the plural; empty where the value says it."
    rivals: tuple[StatementView, ...]
    revisions: tuple[RevisionView, ...]
    "The newest first."


@dataclass(frozen=True)
class Views:
    """Views of one explainer's records in one language."""

    writer: Writer
    dossier: Dossier
    today: dt.date
    asking: Callable[[], AbstractContextManager[None]] = nullcontext
    "Opened while all facts are written, for whichever page is the first to show one."

    @cached_property
    def facts(self) -> Mapping[str, FactView]:
        with self.asking():
            return {fact_id: self._fact(fact_id, fact) for fact_id, fact in self.dossier.facts.items()}

    def fact(self, fact_id: str) -> FactView:
        return self.facts[fact_id]

    def cited(self, citations: Iterable[Citation]) -> tuple[SourceView, ...]:
        return tuple(self.source(citation.id, citation.locator) for citation in citations)

    def revision(self, revision: Revision) -> RevisionView:
        write = self.writer
        return RevisionView(
            on=write.day(revision.on),
            was=write.message(revision.was),
            reason=write.message(REASONS[revision.why]),
            note=write.message(revision.note),
        )

    def _fact(self, fact_id: str, fact: Fact) -> FactView:
        write = self.writer
        return FactView(
            id=fact_id,
            kind=fact.kind,
            value=_capital(write.fact(fact)),
            written=write.fact(fact),
            label=write.message(fact.label),
            period=self._period(fact, fact),
            stated_by=write.message(fact.stated_by),
            note=write.message(fact.note),
            sources=self.cited(fact.sources),
            place=write.message(fact.place),
            certainty=fact.certainty,
            certainty_label=write.message(CERTAINTY_LABELS[fact.certainty]),
            certainty_meaning=write.message(CERTAINTY_MEANINGS[fact.certainty]),
            checked=write.day(fact.checked),
            due=write.day(fact.next_check) if fact.next_check and is_due(fact, self.today) else "",
            counted=self._counted(fact),
            rivals=tuple(self._rival(rival, fact) for rival in fact.disputed_by),
            revisions=tuple(map(self.revision, reversed(fact.revisions))),
        )

    def source(self, source_id: str, locator: str = "") -> SourceView:
        source = self.dossier.sources[source_id]
        return SourceView(
            id=source_id,
            title=source.title,
            outlet=source.outlet,
            author=", ".join(map(str, source.author)),
            issued=self._issued(source),
            url=source.url or "",
            language=source.language,
            note=self.writer.message(source.note),
            locator=locator,
            archived=source.archived or "",
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

    def _counted(self, fact: Fact) -> str:
        unit = fact.unit
        return self.writer.translations.ngettext(unit.one, unit.other, 2) if isinstance(unit, Noun) else ""

    def _issued(self, source: Source) -> str:
        return self.writer.edtf(source.issued) if source.issued else ""


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
