"""The site as a whole: which page exists in which language, at which address, in which order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from precis import former
from precis.former import NOWHERE, Former
from precis.page import FrontMatter, PageKind, PageSource
from precis.problems import Problem
from precis.register import CORRECTIONS, fact_key, facts_key, sources_key, whole_key


@dataclass(frozen=True, eq=False)
class SitePage:
    """One page in one language, published under one address."""

    language: str
    key: str
    source: PageSource
    "What its text comes from: another language's file for a fallback."
    front: FrontMatter
    "Its front matter, with what the translation leaves to the source language filled in."
    dest_uri: str
    "File in the built site."
    prepared: PageSource | None = None
    "The file that awaits its translation (`translated: false`); its slug counts already."
    former: Former = NOWHERE
    "Where it was before."

    @property
    def fallback(self) -> bool:
        """Not translated yet: the page shows the source language's text, and says so."""
        return self.source.language != self.language

    @cached_property
    def kind(self) -> PageKind:
        return self.front.kind or self.source.kind

    @property
    def repeats(self) -> bool:
        """Shows again what other pages show: left out of the search and the sitemap."""
        return self.fallback or self.kind == "whole"

    @cached_property
    def explainer(self) -> str:
        return self.source.explainer

    @property
    def name(self) -> str:
        """Its file's name without the ending: on a fact's page, the fact's id."""
        return self.key.rpartition("/")[2].removesuffix(".md")

    @property
    def url(self) -> str:
        """Address relative to the site's root, with a final slash."""
        return self.dest_uri.removesuffix("index.html")

    @property
    def label(self) -> str:
        return self.front.short or self.front.title


@dataclass(frozen=True)
class Site:
    languages: tuple[str, ...]
    "Tags; the source language first."
    pages: tuple[SitePage, ...]
    "Explainer by explainer, each in reading order."
    problems: tuple[Problem, ...] = field(default=())
    "What is wrong but can be published: missing translations."

    @cached_property
    def moved(self) -> Mapping[str, SitePage]:
        """Old addresses, relative to the site's root, with the page that each leads to."""
        return former.settled(self.pages)

    @cached_property
    def written(self) -> tuple[SitePage, ...]:
        """The pages that editors write, without those made from records."""
        return tuple(page for page in self.pages if page.source.generated is None)

    @cached_property
    def _by_key(self) -> Mapping[tuple[str, str], SitePage]:
        return {(page.language, page.key): page for page in self.pages}

    @cached_property
    def _by_explainer(self) -> Mapping[tuple[str, str], tuple[SitePage, ...]]:
        groups: dict[tuple[str, str], tuple[SitePage, ...]] = {}
        for page in self.written:
            place = (page.language, page.explainer)
            groups[place] = (*groups.get(place, ()), page)
        return groups

    def unit(self, name: str) -> Sequence[SitePage]:
        """All pages of an explainer, those made from records too, in all languages."""
        return self._units.get(name, ())

    @cached_property
    def _units(self) -> Mapping[str, list[SitePage]]:
        units: dict[str, list[SitePage]] = {}
        for page in self.pages:
            units.setdefault(page.explainer, []).append(page)
        return units

    def page(self, language: str, key: str) -> SitePage | None:
        return self._by_key.get((language, key))

    def home(self, language: str) -> SitePage | None:
        return self.page(language, "index.md")

    def glossary(self, language: str) -> SitePage | None:
        return next((page for page in self.explainer(language, "") if page.kind == "glossary"), None)

    def fact(self, language: str, explainer: str, fact_id: str) -> SitePage | None:
        """The fact's own page; none where the explainer has no pages."""
        return self.page(language, fact_key(explainer, fact_id))

    def facts(self, language: str, explainer: str) -> SitePage | None:
        """The page of all facts of an explainer."""
        return self.page(language, facts_key(explainer))

    def sources(self, language: str, explainer: str) -> SitePage | None:
        """The page of all sources of an explainer."""
        return self.page(language, sources_key(explainer))

    def whole(self, language: str, explainer: str) -> SitePage | None:
        """The page that holds the explainer whole."""
        return self.page(language, whole_key(explainer))

    def corrections(self, language: str) -> SitePage | None:
        return self.page(language, CORRECTIONS)

    def explainer(self, language: str, name: str) -> Sequence[SitePage]:
        """An explainer's written pages in reading order, its overview first."""
        return self._by_explainer.get((language, name), ())

    def overviews(self, language: str) -> list[SitePage]:
        return [page for page in self.pages if page.language == language and page.kind == "overview"]

    def versions(self, page: SitePage) -> list[SitePage]:
        """The page in every language, itself included, fallbacks too."""
        found = (self.page(language, page.key) for language in self.languages)
        return [version for version in found if version is not None]

    def translations(self, page: SitePage) -> list[SitePage]:
        """The versions that truly exist in their language."""
        return [version for version in self.versions(page) if not version.fallback]

    def original(self, page: SitePage) -> SitePage:
        """The version that the others are translated from: the one that says so, or that of the first language."""
        found = self.translations(page)
        return next((version for version in found if version.source.front.original), found[0])

    def neighbours(self, page: SitePage) -> tuple[SitePage | None, SitePage | None]:
        """The previous and the next page of the same explainer and language."""
        pages = self.explainer(page.language, page.explainer)
        if not page.explainer or page not in pages:
            return None, None
        place = pages.index(page)
        before = pages[place - 1] if place else None
        return before, pages[place + 1] if place + 1 < len(pages) else None
