"""The errors that were corrected in published facts, over all explainers of a site."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from precis.presentation import Presentation
from precis.site import SitePage
from precis.view import FactView, RevisionView


@dataclass(frozen=True, slots=True)
class Correction:
    day: dt.date
    revision: RevisionView
    fact: FactView
    page: SitePage
    "The fact's."
    explainer: SitePage


@dataclass(frozen=True)
class Corrections:
    here: Presentation
    site_name: str

    @property
    def all(self) -> list[Correction]:
        """The newest first."""
        site = self.here.publication.project.site
        overviews = site.overviews(self.here.page.language)
        found = [one for overview in overviews for one in self._of(overview)]
        return sorted(found, key=lambda one: one.day, reverse=True)

    def _of(self, overview: SitePage) -> list[Correction]:
        site, views = self.here.publication.project.site, self.here.publication.views(overview)
        return [
            Correction(revision.on, views.revision(revision), views.fact(fact_id), page, overview)
            for fact_id, fact in views.dossier.facts.items()
            if (page := site.fact(overview.language, overview.explainer, fact_id))
            for revision in fact.revisions
            if revision.why == "error"
        ]
