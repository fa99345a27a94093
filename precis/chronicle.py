"""When a page was published, and when what it says last changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from precis.fact import Fact, Revision
from precis.publication import Publication
from precis.site import SitePage


@dataclass(frozen=True, slots=True)
class Change:
    """A published change of a fact that a page cites."""

    fact_id: str
    fact: Fact
    revision: Revision


@dataclass(frozen=True)
class Chronicle:
    publication: Publication

    def published(self, page: SitePage) -> dt.date | None:
        """The day that the page states, or its explainer's overview for all of its pages."""
        overview = self.publication.project.site.page(page.language, f"{page.explainer}/index.md")
        return page.front.published or (overview.front.published if overview else None)

    def modified(self, page: SitePage) -> dt.date | None:
        """The last of: the day it was published, the one its text states, those on which a fact of it changed."""
        stated = (self.published(page), page.front.updated)
        changed = (change.revision.on for change in self.changes(page))
        return max((day for day in (*stated, *changed) if day), default=None)

    def changes(self, page: SitePage) -> list[Change]:
        """Of the facts that the page cites or is about, the newest first."""
        return sorted(self._changes(page), key=lambda change: change.revision.on, reverse=True)

    def _changes(self, page: SitePage) -> Iterator[Change]:
        if page.kind == "corrections":
            yield from self._errors(page.language)
            return
        facts = self.publication.project.dossier(page.explainer).facts
        for fact_id in self._facts(page):
            for revision in facts[fact_id].revisions:
                yield Change(fact_id, facts[fact_id], revision)

    def _errors(self, language: str) -> Iterator[Change]:
        """Those of all explainers that have pages: what the page of corrections shows."""
        for overview in self.publication.project.site.overviews(language):
            for fact_id, fact in self.publication.project.dossier(overview.explainer).facts.items():
                yield from (Change(fact_id, fact, one) for one in fact.revisions if one.why == "error")

    def _facts(self, page: SitePage) -> list[str]:
        """Ids of the facts that the page shows."""
        facts = self.publication.project.dossier(page.explainer).facts
        if page.kind in {"facts", "sources", "whole"}:
            return list(facts)
        cited = self.publication.annotated.get((page.language, page.key))
        return [page.name] if page.kind == "fact" else [one for one in (cited.facts if cited else ()) if one in facts]
