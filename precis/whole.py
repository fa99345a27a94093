"""An explainer whole: its pages one after the other, their sources and terms once, how to cite it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from lxml import html

from precis import citation
from precis.catalogue import N_
from precis.freshness import Provenance
from precis.graft import Graft, Scion, anchors
from precis.phrase import filled
from precis.presentation import Presentation
from precis.term import Glossary
from precis.termlist import Entry, TermList
from precis.view import SourceView

OWN = ("main", "search", "search-open", "scheme", "contents", "sources", "glossary", "cite", "overview")
"Ids of the page's frame, which no question may take."
SOURCE, ENTRY = "source-{}", "entry-{}"
"Ids of a source and of a term's entry."
UNTRANSLATED = N_("This page has not been translated yet. You are reading the original.")
UNADAPTED = N_("This page has not been adapted yet. You are reading it in another version ({language}).")
_OPENS = re.compile(r'explained__open" popovertarget="([^"]+)"')


@dataclass(frozen=True, slots=True)
class Part:
    """A page of the explainer as it stands within the whole."""

    here: Presentation
    anchor: str
    "Its id."
    answer: str
    "HTML."
    body: str
    "HTML."


@dataclass(frozen=True)
class Whole:
    here: Presentation
    "The page that holds the explainer whole."
    site_name: str

    @classmethod
    def of(cls, here: Presentation, site_name: str) -> Whole:
        """The one of this build: pages are moved only once, for the page and for the PDF."""
        made = here.publication.sheets.setdefault((here.page.language, here.page.key), cls(here, site_name))
        assert isinstance(made, Whole)
        return made

    @cached_property
    def pages(self) -> list[Presentation]:
        """The explainer's pages, the overview first."""
        return [Presentation(self.here.publication, page, self.here.site_url) for page in self.here.explainer]

    @property
    def title(self) -> str:
        return self.pages[0].title

    @property
    def overview(self) -> Part:
        return self._parts[0]

    @property
    def questions(self) -> list[Part]:
        return self._parts[1:]

    @cached_property
    def sources(self) -> list[SourceView]:
        """Those of all pages, in order of first use."""
        return list({source.id: source for page in self.pages for source in page.sources}.values())

    @cached_property
    def entries(self) -> list[Entry]:
        """The terms that the pages explain, in the order of their language."""
        return TermList(self.here, self.site_name).entries(self._terms)

    @property
    def checked(self) -> dt.date | None:
        """The day on which a fact of the explainer was checked last."""
        return max((fact.checked for fact in self.here.views.dossier.facts.values()), default=None)

    @property
    def checked_on(self) -> str:
        return self.here.views.writer.day(self.checked) if self.checked else ""

    @property
    def address(self) -> str:
        """Where the explainer is published: its overview."""
        return self.here.absolute(self.here.explainer[0].url)

    @property
    def citation(self) -> str:
        return citation.reference(self.pages[0], self.site_name).text(self.here.views.writer)

    @property
    def provenance(self) -> Provenance | None:
        """What its translated pages say of themselves, in one; None where there are none, or they say different
        things: then each says its own."""
        found = [provenance for page in self.pages if (provenance := page.provenance)]
        if len({(one.language, one.checked, one.how) for one in found}) != 1:
            return None
        first = found[0]
        return Provenance(first.language, first.checked, first.how, sum(one.stale for one in found))

    def untranslated(self, part: Part) -> str:
        """What is said above a page that is not translated yet; empty for others."""
        page, shown = part.here.page, part.here.text_language
        if not page.fallback:
            return ""
        original = page.source.language == self.here.publication.project.site.languages[0]
        text = self.here.views.writer.message(UNTRANSLATED if original else UNADAPTED)
        return filled(text, language=shown.name_in(self.here.language))

    @cached_property
    def _terms(self) -> dict[str, None]:
        """Ids of the terms that the pages explain, in order of appearance."""
        return dict.fromkeys(term for page in self.pages for term in page.annotated.terms)

    @cached_property
    def _parts(self) -> list[Part]:
        taken = [*OWN, *map(SOURCE.format, (one.id for one in self.sources)), *map(ENTRY.format, self._terms)]
        names = anchors([page.page.name for page in self.pages[1:]], taken)
        scions = [
            Scion.of(page.page.url, name, page.lead("answer") + _opened(page), page.annotated.html)
            for page, name in zip(self.pages, ["overview", *names], strict=True)
        ]
        graft = Graft(self.here.page.url, {scion.url: scion for scion in scions}, dict(self._anchors()))
        return [
            Part(page, scion.prefix, *graft.take(scion, deeper=int(scion.prefix != "overview")))
            for page, scion in zip(self.pages, scions, strict=True)
        ]

    def _anchors(self) -> Iterator[tuple[tuple[str, str], str]]:
        """What other pages have and this one, too: sources, entries of terms."""
        for page in self.pages:
            yield (page.page.url, "page-sources"), "sources"
            for source in self.sources:
                yield (page.page.url, SOURCE.format(source.id)), SOURCE.format(source.id)
        if glossary := self.here.glossary:
            for term in self._terms:
                if term in self._glossary:
                    yield (glossary.url, term), ENTRY.format(term)

    @property
    def _glossary(self) -> Glossary:
        return self.here.publication.project.glossaries[self.here.page.language]


def _opened(page: Presentation) -> str:
    """The notes of the page's short version, which is not shown here, that its answer or text opens."""
    wanted = set(_OPENS.findall(page.lead("answer") + page.annotated.html))
    notes = page.lead_notes("brief")
    if not notes:
        return ""
    root = html.fragment_fromstring(notes)
    for note in list(root):
        if note.get("id") not in wanted:
            note.drop_tree()
    return html.tostring(root, encoding="unicode") if len(root) else ""
