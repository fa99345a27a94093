"""The page of all facts of an explainer: grouped by the question that uses them first, counted, and as data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from precis import linked
from precis.dataset import FILES, folder
from precis.fact import CERTAINTIES
from precis.presentation import Presentation, counterparts
from precis.site import SitePage
from precis.view import CERTAINTY_LABELS, CERTAINTY_MEANINGS, FactView


@dataclass(frozen=True, slots=True)
class Tally:
    """How many facts are of one certainty."""

    certainty: str
    label: str
    meaning: str
    number: int


@dataclass(frozen=True, slots=True)
class Group:
    page: SitePage | None
    "The page that uses the facts; None for those that no text uses."
    facts: tuple[FactView, ...]


@dataclass(frozen=True)
class FactList:
    here: Presentation
    site_name: str

    @property
    def tallies(self) -> list[Tally]:
        """From the surest to the least sure."""
        write = self.here.views.writer.message
        numbers = Counter(fact.certainty for fact in self.here.views.facts.values())
        return [
            Tally(name, write(CERTAINTY_LABELS[name]), write(CERTAINTY_MEANINGS[name]), numbers[name])
            for name in CERTAINTIES
            if numbers[name]
        ]

    @property
    def groups(self) -> list[Group]:
        """In reading order, the overview last among the pages."""
        pages = (*self.here.sections, *self.here.explainer)
        found: dict[SitePage | None, list[FactView]] = {page: [] for page in pages}
        for fact_id, view in self.here.views.facts.items():
            found.setdefault(self._first(fact_id), []).append(view)
        return [Group(page, tuple(facts)) for page, facts in found.items() if facts]

    @property
    def downloads(self) -> list[tuple[str, str]]:
        """Name and site-relative URL of each file."""
        return [(name, f"{folder(self.here.page.explainer)}/{name}") for name in FILES]

    @property
    def json_ld(self) -> str:
        page, facts = self.here.page, self.here.views.dossier.facts.values()
        node = {
            "@type": "Dataset",
            "@id": self.here.absolute(page.url),
            "url": self.here.absolute(page.url),
            "name": self.here.title,
            "description": self.here.description,
            "inLanguage": page.language,
            **counterparts(self.here),
            "license": linked.LICENCE,
            "isAccessibleForFree": True,
            "creator": {"@type": "Organization", "name": self.site_name, "url": self.here.site_url},
            "isBasedOn": sorted({source.url for source in self.here.views.dossier.sources.values() if source.url}),
            "dateModified": max(fact.checked for fact in facts).isoformat(),
            "distribution": list(self._distribution()),
        }
        return linked.script(node)

    def _distribution(self) -> Iterator[linked.Node]:
        for name, url in self.downloads:
            yield {
                "@type": "DataDownload",
                "name": name,
                "encodingFormat": FILES[name],
                "contentUrl": self.here.absolute(url),
            }

    def _first(self, fact_id: str) -> SitePage | None:
        """The first question that uses the fact, else the overview, else none."""
        page = self.here.fact_page(fact_id)
        users = [user for user, _ in self.here.publication.citing(page)] if page else []
        return next((user for user in users if user.kind == "section"), users[0] if users else None)
