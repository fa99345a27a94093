"""A fact's own page: everything that is known about it, where it is used and how it is cited."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from precis import linked
from precis.fact import Fact
from precis.formula import tokens
from precis.presentation import Presentation, Use, counterparts
from precis.reference import Reference
from precis.site import SitePage
from precis.view import FactView

SIGNS = {"*": "×", "/": "÷", "-": "−", "+": "+", "(": "(", ")": ")"}


@dataclass(frozen=True, slots=True)
class Part:
    """A sign, a number, or a fact of a formula."""

    text: str
    fact: FactView | None = None
    page: SitePage | None = None


@dataclass(frozen=True, slots=True)
class Citing:
    """A page that cites the fact."""

    page: SitePage
    sections: tuple[tuple[Use, str], ...]
    "Each with its heading; none where only the answer, the box or the opening cites it."


@dataclass(frozen=True)
class Factsheet:
    here: Presentation
    site_name: str

    @property
    def record(self) -> Fact:
        return self.here.views.dossier.facts[self.here.page.name]

    @property
    def fact(self) -> FactView:
        return self.here.views.fact(self.here.page.name)

    @property
    def citing(self) -> list[Citing]:
        publication = self.here.publication
        found = []
        for page, ids in publication.citing(self.here.page):
            headings = publication.headings(page)
            found.append(Citing(page, tuple((Use(page, id_), headings[id_]) for id_ in ids if id_ in headings)))
        return found

    @property
    def formula(self) -> list[Part]:
        """Empty for a fact that is not computed."""
        return list(self._parts())

    @property
    def serves(self) -> list[Part]:
        """The facts that are computed from this one."""
        facts = self.here.views.dossier.facts
        wanted = ("fact", self.here.page.name)
        return [self._part(other) for other, fact in facts.items() if wanted in tokens(fact.derived)]

    @cached_property
    def reference(self) -> Reference:
        page, fact, overview = self.here.page, self.fact, self.here.explainer[0]
        return Reference(
            id=f"{page.explainer}-{page.name}-{page.language}",
            title=f"{fact.value} – {fact.label}",
            container=self.here.language.typeset(overview.front.title),
            publisher=self.site_name,
            author=self.here.publication.author or self.site_name,
            url=self.here.absolute(page.url),
            checked=self.record.checked,
            issued=None,
            language=page.language,
        )

    @property
    def citation(self) -> str:
        return self.reference.text(self.here.views.writer)

    @property
    def json_ld(self) -> str:
        views, page = self.here.views, self.here.page
        dossier = views.dossier
        entity, *rivals = linked.observations(self.record, self.fact, dossier.sources, views.writer)
        if parts := [{"@id": self.here.absolute(part.page.url)} for part in self.formula if part.page]:
            entity["prov:wasDerivedFrom"] = parts
        dataset = self.here.all_facts
        node = {
            "@type": "WebPage",
            "@id": self.here.absolute(page.url),
            "name": self.here.title,
            "inLanguage": page.language,
            **counterparts(self.here),
            "license": linked.LICENCE,
            "lastReviewed": self.record.checked.isoformat(),
            "isPartOf": {"@type": "Dataset", "@id": self.here.absolute(dataset.url)} if dataset else None,
            "mainEntity": entity,
            "mentions": rivals,
            "citation": [
                {
                    "@type": "CreativeWork",
                    "name": source.title,
                    "url": source.url or None,
                    "inLanguage": source.language,
                }
                for source in self.fact.sources
            ],
        }
        return linked.script(node)

    def _parts(self) -> Iterator[Part]:
        for kind, text in tokens(self.record.derived):
            yield self._part(text) if kind == "fact" else Part(SIGNS.get(text, text))

    def _part(self, fact_id: str) -> Part:
        return Part(fact_id, self.here.views.fact(fact_id), self.here.fact_page(fact_id))
