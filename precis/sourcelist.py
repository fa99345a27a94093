"""The page of all sources of an explainer: in the order in which they appeared, each with what rests on it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from precis.fact import Fact
from precis.presentation import Presentation
from precis.site import SitePage
from precis.view import FactView, SourceView


@dataclass(frozen=True, slots=True)
class Resting:
    """A fact that rests on a source, or has an account in it that differs."""

    fact: FactView
    page: SitePage | None
    rival: bool


@dataclass(frozen=True, slots=True)
class Entry:
    source: SourceView
    facts: tuple[Resting, ...]
    pages: tuple[SitePage, ...]
    "Those whose text cites it, in reading order."


@dataclass(frozen=True, slots=True)
class Group:
    year: str
    "In the language's digits; empty for sources without a date."
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class SourceList:
    here: Presentation
    site_name: str

    @property
    def groups(self) -> list[Group]:
        """Year by year, the oldest first, what has no date at the end."""
        sources, digits = self.here.views.dossier.sources, self.here.language.in_digits
        dated = sorted((not source.issued, source.issued or "", id_) for id_, source in sources.items())
        years = groupby(dated, lambda item: item[1][:4])
        return [Group(digits(year), tuple(self._entry(id_) for _, _, id_ in found)) for year, found in years]

    @property
    def total(self) -> int:
        return len(self.here.views.dossier.sources)

    def _entry(self, source_id: str) -> Entry:
        return Entry(
            self.here.views.source(source_id), self._resting.get(source_id, ()), self._citing.get(source_id, ())
        )

    @cached_property
    def _resting(self) -> Mapping[str, tuple[Resting, ...]]:
        found: dict[str, dict[str, Resting]] = {}
        for fact_id, fact in self.here.views.dossier.facts.items():
            for source_id, rival in _sources(fact):
                resting = Resting(self.here.views.fact(fact_id), self.here.fact_page(fact_id), rival)
                found.setdefault(source_id, {}).setdefault(fact_id, resting)
        return {source_id: tuple(facts.values()) for source_id, facts in found.items()}

    @cached_property
    def _citing(self) -> Mapping[str, tuple[SitePage, ...]]:
        found: dict[str, dict[SitePage, None]] = {}
        for page in self.here.explainer:
            annotated = self.here.publication.annotated.get((page.language, page.key))
            for source_id in annotated.sources if annotated else ():
                found.setdefault(source_id, {})[page] = None
        return {source_id: tuple(pages) for source_id, pages in found.items()}


def _sources(fact: Fact) -> Iterator[tuple[str, bool]]:
    """Ids of the sources of a fact, then of its rivals, which are marked."""
    for place, statement in enumerate((fact, *fact.disputed_by)):
        for citation in statement.sources:
            yield citation.id, place > 0
