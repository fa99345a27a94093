"""What checks look at: a project as it was read, its pages as they were annotated, and the built site."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from babel.messages.catalog import Catalog

from precis.audit import Audit
from precis.checks.built import Built, BuiltPage
from precis.checks.wordlist import WordList
from precis.fact import Fact
from precis.problems import Problem
from precis.project import Project
from precis.publication import Publication
from precis.reachability import Reachability
from precis.site import SitePage

Limits = Mapping[str, Mapping[str, float]]
"By language, the most words a sentence (`words_a_sentence`) and the least ease (`ease`)."


@dataclass(frozen=True, slots=True)
class StringOf:
    """A text of a record, in the source language."""

    path: str
    line: int
    explainer: str
    "Empty for what belongs to all."
    about: str
    "Id of the fact, source or chart."
    text: str


@dataclass(frozen=True)
class Inspection:
    publication: Publication
    "Its pages are annotated."
    audit: Audit
    catalogs: Mapping[str, tuple[str, Catalog]]
    "By file: the language and its messages."
    strings: Sequence[StringOf]
    words: Mapping[str, WordList]
    "By language, words that the dictionaries need not know."
    reachability: Reachability | None
    "None where there is no such file."
    built: Built | None
    "None where the site could not be built."
    source_lines: Mapping[tuple[str, str], int | None]
    "Where each source stands in the file of its explainer."
    said: Sequence[str] = ()
    "What MkDocs warned of."
    only: Collection[SitePage] = ()
    "The pages to look at; all if empty."
    limits: Limits = field(default_factory=dict)

    @property
    def project(self) -> Project:
        return self.publication.project

    @property
    def whole(self) -> bool:
        return not self.only

    @property
    def site(self) -> Built:
        assert self.built is not None
        return self.built

    @property
    def source_language(self) -> str:
        return next(iter(self.project.languages))

    @cached_property
    def pages(self) -> Sequence[SitePage]:
        """The written pages to look at, each in its own language."""
        return [page for page in self.project.site.written if not page.fallback and (self.whole or page in self.only)]

    @cached_property
    def built_pages(self) -> Sequence[BuiltPage]:
        """The same as readers get them; if it is about all, those that nobody writes too."""
        pages = self.site.pages.values()
        return [page for page in pages if self.whole or page.page in self.only]

    @cached_property
    def voice(self) -> Sequence[Problem]:
        """What is said of the words of the pages, not of their figures."""
        return list(self.audit.problems())

    @cached_property
    def facts(self) -> Collection[tuple[str, str]]:
        """Explainer and id of the facts that the pages cite."""
        if self.whole:
            return {(name, id_) for name, dossier in self.project.dossiers.items() for id_ in dossier.facts}
        cited = ((page, self.publication.annotated[page.language, page.key]) for page in self.pages)
        return {(page.explainer, id_) for page, found in cited for id_ in (*found.facts, *_charted(found.charts))}

    @cached_property
    def sources(self) -> Collection[tuple[str, str]]:
        """Explainer and id of the sources that the pages and their facts cite."""
        if self.whole:
            return {(name, id_) for name, dossier in self.project.dossiers.items() for id_ in dossier.sources}
        linked = {
            (page.explainer, id_)
            for page in self.pages
            for id_ in self.publication.annotated[page.language, page.key].sources
        }
        return linked | {(name, id_) for name, fact in self.facts for id_ in self._sources_of(name, fact)}

    @cached_property
    def terms(self) -> Collection[tuple[str, str]]:
        """Language and id of the terms that the pages explain."""
        if self.whole:
            return {(tag, id_) for tag, glossary in self.project.glossaries.items() for id_ in glossary}
        cited = ((page, self.publication.annotated[page.language, page.key]) for page in self.pages)
        return {(page.language, id_) for page, found in cited for id_ in found.terms}

    @cached_property
    def charts(self) -> Collection[tuple[str, str]]:
        if self.whole:
            return {(name, id_) for name, dossier in self.project.dossiers.items() for id_ in dossier.charts}
        cited = ((page, self.publication.annotated[page.language, page.key]) for page in self.pages)
        return {(page.explainer, id_) for page, found in cited for charts in found.charts.values() for id_ in charts}

    def of_pages(self, problems: Sequence[Problem]) -> Iterator[Problem]:
        """Those that the pages looked at have, or what these cite."""
        paths = {page.source.path for page in self.pages}
        places = {self.project.dossier(name).fact_lines.get(fact) for name, fact in self.facts}
        return (one for one in problems if self.whole or one.path in paths or one.where in places)

    @cached_property
    def cited_strings(self) -> Sequence[StringOf]:
        """The texts of the records that the pages cite."""
        known = {*self.facts, *self.sources, *self.charts}
        return [one for one in self.strings if self.whole or (one.explainer, one.about) in known]

    def _sources_of(self, explainer: str, fact_id: str) -> Iterator[str]:
        fact = self.project.dossier(explainer).facts.get(fact_id)
        for statement in (fact, *fact.disputed_by) if isinstance(fact, Fact) else ():
            yield from (citation.id for citation in statement.sources)


def _charted(charts: Mapping[str, Mapping[str, Sequence[str]]]) -> Iterator[str]:
    return (fact for section in charts.values() for facts in section.values() for fact in facts)
