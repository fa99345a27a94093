"""One build of a project: what its pages cite, and what is wrong with them."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache, partial
from typing import TYPE_CHECKING

import markdown

from precis import opendata
from precis.annotation import PageAnnotator
from precis.carry.asked import Asked
from precis.chart.figure import Figure, figure
from precis.dossier import Dossier
from precis.draft import Annotated, Context
from precis.freshness import Freshness
from precis.headers import NOTHING, Allowed
from precis.headway import Headway
from precis.history import ChangedOn, unknown
from precis.language import Language
from precis.matching import Matcher
from precis.memo import memo
from precis.page import LEADS
from precis.parity import differences
from precis.problems import Problem
from precis.project import Project
from precis.reading import Reader
from precis.rules import WordRules
from precis.searched import Searched
from precis.sections import Note
from precis.site import SitePage
from precis.term import Glossary
from precis.view import Views
from precis.work import Work
from precis.writing import Writer

if TYPE_CHECKING:
    from precis.carry.keeper import Keeper
    from precis.carry.leaf import Text
    from precis.carry.pages import KeptText
    from precis.carry.preview import Left
    from precis.carry.unit import Unit

_markdown = markdown.Markdown(output_format="html")

SITE = "."
"Stands for the site's own pages where explainers are named: no explainer has such a name."
RenderNotes = Callable[[Sequence[Note], Views, Glossary, SitePage], str]
RenderChart = Callable[[Figure, Views, SitePage], str]


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many figures of a text are linked to a fact."""

    sourced: int
    total: int

    @property
    def complete(self) -> bool:
        return self.sourced == self.total


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file that belongs to an explainer: its PDF."""

    url: str
    "Relative to the site's root."
    pages: int
    size: int
    "In bytes."


@dataclass
class Publication:
    project: Project
    today: dt.date
    checks: bool = True
    "Whether figures are compared with their records; only measurements switch it off."
    changed_on: ChangedOn = unknown
    "When lines of a file last changed."
    author: str = ""
    "Who answers for the texts; empty where it is the site."
    annotated: dict[tuple[str, str], Annotated] = field(default_factory=dict)
    booklets: dict[tuple[str, str], Enclosure] = field(default_factory=dict)
    "PDFs, by language and explainer, once they are made."
    cards: dict[tuple[str, str], str] = field(default_factory=dict)
    "Site-relative addresses of the pictures of shared links, by language and key; none while serving."
    sheets: dict[tuple[str, str], object] = field(default_factory=dict)
    "What pages show besides their text, where it is made once for several uses; by language and key."
    keeper: Keeper | None = None
    "Keeps what the next build may carry over; None where all is made anew."
    carried: dict[str, Unit] = field(default_factory=dict)
    "Explainers that are carried over from an earlier build."
    texts_kept: dict[SitePage, KeptText] = field(default_factory=dict)
    "Texts that are carried over of explainers that are made anew."
    left: Left | None = None
    "What the next build of a preview begins with."
    laid: int | None = None
    "How many files were laid over the last preview; None where the whole site was published."
    share: frozenset[str] | None = None
    "The explainers that this process makes, and nothing else, where others make the rest."
    placed: set[str] = field(default_factory=set)
    "Files of the site that are carried over, as they will be read."
    kept_files: set[str] = field(default_factory=set)
    "Those of them that an earlier build made."
    owned: dict[str, set[str]] = field(default_factory=dict)
    "Files of the site that are made of one explainer alone, by its name."
    texts: dict[tuple[str, str], dict[str, str]] = field(default_factory=dict)
    "What the search reads, by language and explainer, then by file in the site."
    asked: dict[str, Asked] = field(default_factory=dict)
    "What explainers asked of the rest of the site."
    faulty: set[str] = field(default_factory=set)
    "Explainers that something was said of: they are made anew each time, so that it is said each time."
    working_on: str = ""
    "The explainer whose pages are being made."
    inline: dict[str, Allowed] = field(default_factory=dict)
    "What each page holds inline, by file in the site."
    allowed: Allowed = NOTHING
    "What pages hold inline, once they are written: for the headers of servers."
    work: Work = field(default_factory=Work)
    headway: Headway = field(default_factory=Headway)
    _searched: dict[tuple[str, str], Searched] = field(default_factory=dict)
    _leads: dict[tuple[str, str], Mapping[str, str]] = field(default_factory=dict)
    _views: dict[tuple[str, str], Views] = field(default_factory=dict)
    _problems: dict[str, tuple[Problem, ...]] = field(default_factory=dict)

    @cached_property
    def matchers(self) -> Mapping[str, Matcher]:
        """Finds the terms of each language."""
        return self._matchers(Matcher.of_terms)

    @cached_property
    def _avoided(self) -> Mapping[str, Matcher]:
        return self._matchers(Matcher.of_avoided)

    def _matchers(self, make: Callable[[Glossary, WordRules], Matcher]) -> Mapping[str, Matcher]:
        languages = self.project.languages
        return {tag: memo(make, glossary, languages[tag].words) for tag, glossary in self.project.glossaries.items()}

    @cached_property
    def _readers(self) -> dict[str, Reader]:
        return {tag: Reader(language) for tag, language in self.project.languages.items()}

    @cached_property
    def freshness(self) -> Freshness:
        return Freshness(self.project, self._readers, self.changed_on, self.asked)

    def work_on(self, explainer: str) -> None:
        """From now on, what is asked is asked by an explainer; by the site's own pages where it has no name."""
        self.working_on = explainer
        asked = self.asked.setdefault(explainer, Asked())
        for tag, writer in self.project.writers.items():
            writer.translations.asked = asked.messages.setdefault(tag, set())

    @contextmanager
    def working(self, explainer: str) -> Iterator[None]:
        before = self.working_on
        self.work_on(explainer)
        try:
            yield
        finally:
            self.work_on(before)

    @cached_property
    def data(self) -> Mapping[str, str]:
        """Files of the site with explainers' records, each with its explainer."""
        dossiers = self.project.dossiers
        return {path: name for name, dossier in dossiers.items() for path in opendata.paths(self.project, dossier)}

    def own(self, explainer: str, *paths: str) -> None:
        """Says that files of the site are made of one explainer alone."""
        self.owned.setdefault(explainer, set()).update(paths)

    def unplaced(self, names: Iterable[str], *suffixes: str) -> list[str]:
        """Of files of the site, those of some kinds that are not carried over."""
        return [name for name in names if name.endswith(suffixes) and name not in self.placed]

    @cached_property
    def numbers(self) -> Mapping[str, int]:
        """Of the explainers, by their names, from 1."""
        names = dict.fromkeys(page.explainer for page in self.project.site.pages if page.explainer)
        return {name: number for number, name in enumerate(names, 1)}

    @property
    def fresh(self) -> Sequence[SitePage]:
        """The written pages that are not carried over."""
        return [page for page in self.project.site.written if self.makes(page.explainer)]

    def makes(self, explainer: str) -> bool:
        """Whether the pages of an explainer, or those of the site itself, are made here and now."""
        return explainer not in self.carried and (self.share is None or explainer in self.share)

    def language(self, page: SitePage) -> Language:
        return self.project.languages[page.language]

    def writer(self, page: SitePage) -> Writer:
        return self.project.writers[page.language]

    def views(self, page: SitePage) -> Views:
        """The page's records, written in the page's language."""
        return self._explainer_views(page.language, page.explainer)

    def _explainer_views(self, language: str, explainer: str) -> Views:
        """One for each explainer and language: every page shows the same ones."""
        place = (language, explainer)
        if place not in self._views:
            writer, dossier = self.project.writers[language], self.project.dossier(explainer)
            self._views[place] = Views(writer, dossier, self.today, partial(self.working, explainer))
        return self._views[place]

    def annotate(
        self, page: SitePage, body: str, entries: str, render: RenderNotes, draw: RenderChart = lambda *_: ""
    ) -> str:
        """Explains the figures and terms of a page; keeps what it cites and returns its HTML. `entries` is the
        address of the glossary, relative to the page."""
        text_language = page.source.language
        writer, glossary = self.project.writers[text_language], self.project.glossaries[text_language]
        dossier = self.project.dossier(page.explainer)

        def render_notes(notes: Sequence[Note], dossier: Dossier) -> str:
            return render(notes, self._explainer_views(text_language, dossier.name), glossary, page)

        def render_chart(name: str, id_: str) -> str:
            views = self._explainer_views(text_language, dossier.name)
            return draw(figure(name, id_, views), views, page)

        reader = self._readers[text_language] if self.checks else None
        matcher, avoided = self.matchers[text_language], self._avoided[text_language]
        context = Context(writer, reader, glossary, matcher, avoided, entries, render_notes, render_chart)
        annotator = PageAnnotator(page, dossier, context)
        place = (page.language, page.key)
        texts = {name: str(getattr(page.front, name)) for name in LEADS if getattr(page.front, name)}
        self._leads[place] = {name: annotator.annotate(paragraphs(text), name) for name, text in texts.items()}
        annotator.result.html = annotator.annotate(body, mark=partial(self.freshness.mark, page))
        annotator.cite_box(page.front.facts or ())
        for words in (page.source.front.title, page.source.front.short, page.source.front.description):
            annotator.watch(words)
        annotator.result.skeletons = tuple(map(sys.intern, annotator.words))
        return self._noted(page, annotator.result)

    def take(self, page: SitePage, text: Text, told: Annotated) -> str:
        """Takes what an earlier build kept of the page, with what its unit tells of it; returns its HTML."""
        self._leads[page.language, page.key] = text.leads
        return self._noted(page, replace(told, html=text.html, skeletons=text.words))

    def _noted(self, page: SitePage, found: Annotated) -> str:
        self.annotated[page.language, page.key] = found
        words = self.asked.setdefault(page.explainer, Asked()).words
        words.setdefault(page.source.language, set()).update(found.skeletons)
        return found.html

    def release(self, whole: SitePage) -> None:
        """Forgets the HTML of an explainer’s pages in one language, once it stands on its last page, too, and keeps in
        little room what the search reads of them."""
        self.searched(whole.language, whole.explainer)
        self.sheets.pop((whole.language, whole.key), None)
        for page in self.project.site.explainer(whole.language, whole.explainer):
            if found := self.annotated.get((page.language, page.key)):
                found.html = ""

    def searched(self, language: str, explainer: str) -> Searched | None:
        """What the search reads of the pages that were made of an explainer, or of the site's own."""
        place = language, explainer
        before = self._searched.get(place)
        if place in self.texts:
            self._searched[place] = Searched.of({**(before.texts if before else {}), **self.texts.pop(place)})
        return self._searched.get(place)

    def leads(self, page: SitePage) -> Mapping[str, str]:
        """HTML of the texts in a page's front matter that cite facts, by their names."""
        return self._leads.get((page.language, page.key), {})

    def problems(self) -> Iterator[Problem]:
        """Everything wrong with the pages; a fallback page's text is reported once, in its own language."""
        yield from self.project.site.problems
        yield from self.project.problems
        for unit in self.carried.values():
            yield from unit.problems
        for name in dict.fromkeys(page.explainer for page in self.fresh):
            yield from self.problems_of(name)

    def problems_of(self, explainer: str) -> tuple[Problem, ...]:
        """What is wrong with the pages of an explainer that is made here, or with those of the site itself."""
        if explainer not in self._problems:
            self._problems[explainer] = tuple(self._found_in(explainer))
        return self._problems[explainer]

    def _found_in(self, explainer: str) -> Iterator[Problem]:
        pages = [page for page in self.project.site.unit(explainer) if page.source.generated is None]
        yield from self.freshness.problems(pages)
        for page in pages:
            found = self.annotated.get((page.language, page.key))
            if found is not None and not page.fallback:
                yield from found.problems
                yield from self._parity(page, found)

    def _parity(self, page: SitePage, found: Annotated) -> Iterator[Problem]:
        """Compares a translation with the page it translates; nothing for originals."""
        first = self.project.site.original(page)
        other = self.annotated.get((first.language, first.key))
        if self.checks and first is not page and other is not None:
            yield from differences(first.source, other, page.source, found)

    def coverage(self, language: str, explainer: str) -> Coverage:
        """The figures of an explainer's pages in one language."""
        pages = self.project.site.explainer(language, explainer)
        found = [self.annotated[p.language, p.key] for p in pages if (p.language, p.key) in self.annotated]
        sourced = sum(annotated.sourced for annotated in found)
        return Coverage(sourced, sourced + sum(len(annotated.unsourced) for annotated in found))

    def missing_translations(self) -> Iterator[Problem]:
        """Messages shown without a translation; complete after the last page is rendered."""
        for tag, writer in self.project.writers.items():
            for message in sorted(writer.translations.missing):
                yield Problem(
                    f"locales/{tag}/LC_MESSAGES",
                    None,
                    f"“{message}” is not translated",
                    "a msgstr in a .po file there, not marked fuzzy",
                    "make strings, then translate it",
                    "warning",
                )

    def explaining(self, language: str) -> Iterator[tuple[SitePage, Annotated]]:
        """The pages of a language that explain terms, and which."""
        for page in self.project.site.written:
            found = self.annotated.get((page.language, page.key)) if page.language == language else None
            if found is not None and found.terms and not page.fallback:
                yield page, found

    def elsewhere(self, language: str, term: str) -> Iterator[tuple[Language, str]]:
        """What a term is called in the other languages, and in their variants where these call it otherwise."""
        named: set[tuple[str, str]] = set()
        for tag, glossary in self.project.glossaries.items():
            if tag != language and term in glossary:
                other, label = self.project.languages[tag], glossary[term].pref
                if (other.locale.language, label) not in named:
                    named.add((other.locale.language, label))
                    yield other, other.typeset(label)

    def citing(self, fact_page: SitePage) -> Sequence[tuple[SitePage, Sequence[str]]]:
        """Pages that cite the fact, in reading order, with the ids of the sections that do; complete once all are
        annotated."""
        return self._citing.get((fact_page.language, fact_page.explainer, fact_page.name), ())

    @cached_property
    def _citing(self) -> Mapping[tuple[str, str, str], list[tuple[SitePage, list[str]]]]:
        uses: dict[tuple[str, str, str], list[tuple[SitePage, list[str]]]] = {}
        for page in self.project.site.written:
            found = self.annotated.get((page.language, page.key))
            for fact_id, sections in found.facts.items() if found and not page.fallback else ():
                uses.setdefault((page.language, page.explainer, fact_id), []).append((page, sections))
        return uses

    def headings(self, page: SitePage) -> Mapping[str, str]:
        """Text of the page's sections by their ids."""
        return self.annotated[page.language, page.key].headings


@lru_cache(maxsize=10_000)
def paragraphs(text: str) -> str:
    """A short Markdown text as HTML, without extensions."""
    return str(_markdown.reset().convert(text))
