"""What templates show of a page: its versions in other languages, its place in the explainer, its records."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from precis import pace
from precis.address import absolute
from precis.draft import Annotated
from precis.freshness import Provenance
from precis.language import Language
from precis.markup import parsed
from precis.page import LEADS
from precis.publication import Coverage, Enclosure, Publication, paragraphs
from precis.site import SitePage
from precis.view import FactView, SourceView, Views

_EMPTY_LINK = re.compile(r"\[\]\(fact:([^)]*)\)")
"Stands for a fact's value."
NOTES = '<div class="explanations"'
"What the notes of a text begin with: overrides/partials/notes.html."


@dataclass(frozen=True, slots=True)
class Version:
    """The page in one language, for the switcher."""

    language: Language
    page: SitePage
    current: bool

    @property
    def translated(self) -> bool:
        return not self.page.fallback


@dataclass(frozen=True, slots=True)
class Alternate:
    hreflang: str
    href: str
    "Absolute."


@dataclass(frozen=True, slots=True)
class Use:
    page: SitePage
    anchor: str

    @property
    def url(self) -> str:
        return self.page.url + (f"#{self.anchor}" if self.anchor not in {"", *LEADS} else "")


@dataclass(frozen=True)
class Presentation:
    """One page, as its template sees it. URLs are relative to the site's root unless they say otherwise."""

    publication: Publication
    page: SitePage
    site_url: str
    "Absolute, with a final slash."

    @property
    def language(self) -> Language:
        return self.publication.language(self.page)

    @property
    def text_language(self) -> Language:
        """The language of the body: the source's on a page that is not translated yet."""
        return self.publication.project.languages[self.page.source.language]

    @property
    def title(self) -> str:
        return self.text_language.typeset(self.page.front.title)

    def lead(self, name: str) -> str:
        """HTML of the page's answer or short version, with its figures explained."""
        return self.publication.leads(self.page).get(name, "")

    def lead_words(self, name: str) -> str:
        """The same without its notes, which must stand outside of what folds."""
        return self.lead(name).partition(NOTES)[0]

    def lead_notes(self, name: str) -> str:
        _, opening, rest = self.lead(name).partition(NOTES)
        return opening + rest

    def minutes(self, name: str = "") -> str:
        """How long the page's text, or one of its front matter, takes to read: `4 min`."""
        writer = self.publication.project.writers[self.page.language]
        return writer.quantity(pace.minutes(self.annotated.words[name], self.text_language), "duration-minute", "short")

    def lead_mark(self, name: str) -> str:
        """Said before a text of the front matter whose original has changed."""
        return self.publication.freshness.lead_mark(self.page, name)

    @property
    def provenance(self) -> Provenance | None:
        """What the page was translated from; None for originals."""
        return self.publication.freshness.provenance(self.page)

    @property
    def annotated(self) -> Annotated:
        return self.publication.annotated.get((self.page.language, self.page.key), Annotated())

    @property
    def description(self) -> str:
        """For search engines and shared links."""
        return self.page.front.description or words(self.publication, self.page, self.page.front.answer)

    @property
    def views(self) -> Views:
        return self.publication.views(self.page)

    @cached_property
    def versions(self) -> list[Version]:
        languages = self.publication.project.languages
        found = self.publication.project.site.versions(self.page)
        return [Version(languages[p.language], p, p.language == self.page.language) for p in found]

    @property
    def canonical(self) -> str:
        """Absolute; a page that is not translated yet points to the text it shows, an explainer on one page to its
        overview."""
        return self.absolute(self._canonical.url)

    @property
    def alternates(self) -> list[Alternate]:
        """Mutual and self-including, for pages that truly exist; none for a page without a translation, or one that
        repeats others."""
        return [] if self.page.repeats else alternates(self.publication, self.page, self.site_url)

    @property
    def locales(self) -> list[str]:
        """Of the page, then of its versions in other languages, with the names of OpenGraph: `fr_FR`."""
        languages = self.publication.project.languages
        others = [languages[page.language] for page in self.publication.project.site.translations(self.page)]
        found = [self.language, *(one for one in others if one is not self.language)]
        return [str(one.locale) for one in found]

    @property
    def home(self) -> SitePage | None:
        return self.publication.project.site.home(self.page.language)

    @property
    def glossary(self) -> SitePage | None:
        return self.publication.project.site.glossary(self.page.language)

    @property
    def all_facts(self) -> SitePage | None:
        """The page of all facts of this page's explainer."""
        return self.publication.project.site.facts(self.page.language, self.page.explainer)

    @property
    def all_sources(self) -> SitePage | None:
        """The page of all sources of this page's explainer."""
        return self.publication.project.site.sources(self.page.language, self.page.explainer)

    @property
    def whole(self) -> SitePage | None:
        """The page that holds this page's explainer whole."""
        return self.publication.project.site.whole(self.page.language, self.page.explainer)

    @property
    def booklet(self) -> Enclosure | None:
        """The PDF of this page's explainer."""
        return self.publication.booklets.get((self.page.language, self.page.explainer))

    @property
    def card(self) -> str:
        """The picture of shared links, absolute: that of the page whose text this one repeats; empty where there is
        none."""
        page = self._canonical
        name = self.publication.cards.get((page.language, page.key), "")
        return self.absolute(name) if name else ""

    @property
    def citable(self) -> bool:
        """Whether files beside the page say how to cite it."""
        return self.page.kind in {"overview", "section", "fact"} and not self.page.repeats

    @property
    def corrections(self) -> SitePage | None:
        return self.publication.project.site.corrections(self.page.language)

    def fact_page(self, fact_id: str) -> SitePage | None:
        return self.publication.project.site.fact(self.page.language, self.page.explainer, fact_id)

    @property
    def explainer(self) -> Sequence[SitePage]:
        """The explainer's pages, its overview first; none on the site's own pages."""
        return self.publication.project.site.explainer(self.page.language, self.page.explainer) if self.inside else ()

    @property
    def inside(self) -> bool:
        return bool(self.page.explainer)

    @property
    def sections(self) -> Sequence[SitePage]:
        return [page for page in self.explainer if page.kind == "section"]

    @property
    def place(self) -> int:
        """1-based among the explainer's sections; 0 for its overview."""
        return self.sections.index(self.page) + 1 if self.page in self.sections else 0

    @property
    def contents(self) -> list[tuple[str, str]]:
        """Id and text of each section that has a heading."""
        return [(id_, text) for id_, text in self.publication.headings(self.page).items() if id_]

    @property
    def previous(self) -> SitePage | None:
        return self.publication.project.site.neighbours(self.page)[0]

    @property
    def next(self) -> SitePage | None:
        return self.publication.project.site.neighbours(self.page)[1]

    @property
    def box(self) -> list[FactView]:
        """The facts of the page's box; unknown ones are reported elsewhere."""
        known = self.views.dossier.facts
        return [self.views.fact(fact_id) for fact_id in self.page.front.facts or () if fact_id in known]

    @property
    def coverage(self) -> Coverage:
        """The figures of this page."""
        return Coverage(self.annotated.sourced, self.annotated.sourced + len(self.annotated.unsourced))

    @property
    def explainer_coverage(self) -> Coverage:
        return self.publication.coverage(self.page.language, self.page.explainer)

    @property
    def sources(self) -> list[SourceView]:
        """Every source the page's facts and citations rest on, in order of first use."""
        facts, cited = self.views.dossier.facts, self.annotated
        statements = [s for f in cited.facts for s in (facts[f], *facts[f].disputed_by)]
        ids = [citation.id for statement in statements for citation in statement.sources]
        unique = dict.fromkeys((*ids, *cited.sources))
        return [self.views.source(source_id) for source_id in unique]

    @property
    def linked_sources(self) -> set[str]:
        """Ids of the sources that links on the page lead to: those of its texts and of its charts."""
        facts = self.views.dossier.facts
        charted = (one for charts in self.annotated.charts.values() for names in charts.values() for one in names)
        return {*self.annotated.sources, *(citation.id for fact_id in charted for citation in facts[fact_id].sources)}

    def overviews(self) -> list[Presentation]:
        """The explainers, but for drafts, which are in no list."""
        site = self.publication.project.site
        pages = (page for page in site.overviews(self.page.language) if not page.front.draft)
        return [Presentation(self.publication, page, self.site_url) for page in pages]

    def lead_of(self, page: SitePage, name: str) -> str:
        """Another page's answer or short version as plain text, for lists."""
        text = words(self.publication, page, str(getattr(page.front, name)))
        return self.publication.project.languages[page.source.language].typeset(text)

    def whole_minutes(self) -> str:
        """How long all pages of the explainer take to read."""
        found = (self.publication.annotated.get((page.language, page.key)) for page in self.explainer)
        count = sum(one.words.total() for one in found if one)
        writer = self.publication.project.writers[self.page.language]
        return writer.quantity(pace.minutes(count, self.text_language), "duration-minute", "short")

    @property
    def _canonical(self) -> SitePage:
        shown = self.explainer[0] if self.page.kind == "whole" else self.page
        return self.publication.project.site.page(shown.source.language, shown.key) or shown

    def absolute(self, url: str) -> str:
        return absolute(self.site_url, url)


def counterparts(here: Presentation) -> dict[str, Any]:
    """What a page is translated from, or its translations, with the names of schema.org; nothing for pages that stand
    alone."""
    site, page = here.publication.project.site, here.page
    if page.fallback:
        return {}
    original, versions = site.original(page), site.translations(page)
    if original is not page:
        return {"translationOfWork": {"@id": here.absolute(original.url)}}
    return {"workTranslation": [{"@id": here.absolute(one.url)} for one in versions if one is not page]}


def alternates(publication: Publication, page: SitePage, site_url: str) -> list[Alternate]:
    """hreflang links of a translated page, with the source language's (or the site's root) as `x-default`."""
    site = publication.project.site
    pages = site.translations(page)
    links = [Alternate(version.language, absolute(site_url, version.url)) for version in pages]
    if page.kind == "home":
        return [*links, Alternate("x-default", site_url)]
    return [*links, Alternate("x-default", absolute(site_url, pages[0].url))]


def words(publication: Publication, page: SitePage, markdown_text: str) -> str:
    """A text of the page's front matter as readers see it, the values that the build writes among its words; for
    descriptions and lists."""
    facts = publication.project.dossier(page.explainer).facts
    writer = publication.project.writers[page.source.language]

    def written(link: re.Match[str]) -> str:
        return writer.fact(facts[link[1]]) if link[1] in facts else link[0]

    return plain(_EMPTY_LINK.sub(written, markdown_text))


@lru_cache(maxsize=10_000)
def plain(markdown_text: str) -> str:
    """Markdown as text."""
    return str(parsed(paragraphs(markdown_text)).text_content()).strip()
