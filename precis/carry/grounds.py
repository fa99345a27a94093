"""Digests of what each page of an explainer that is made anew is made of, so that those need not be that come out the
same: the site around it, its own text and those it is compared with, the records and terms that it shows.

What an explainer asks of the rest of the site (`Asked`) is no part of them: where that is answered otherwise, all of
its pages are made.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from precis import pace
from precis.carry.asked import explained
from precis.carry.keys import seen
from precis.checkup import is_due
from precis.digest import digest
from precis.draft import Annotated
from precis.formula import tokens
from precis.page import LEADS, PageKind
from precis.publication import Publication
from precis.records import Record
from precis.site import SitePage

_OWN = {*LEADS, "description", "facts", "unsourced", "voice", "parity", "updated"}
"What a page’s front matter says for that page alone, and for the lists of its explainer."


@dataclass(frozen=True)
class Grounds:
    publication: Publication
    explainer: str
    around: str
    "Digest of the program and of what all pages show of the site."

    def text(self, page: SitePage, found: Annotated) -> str:
        """Of its text, which shows what was `found` in it."""
        site = self.publication.project.site
        of = [page, site.original(page)]
        state = self.publication.project.translated.get(page.language, {}).get(page.key)
        bodies = [[self._seen[one], one.source.text, one.source.body_start] for one in of]
        charts = {name: ids for shown in found.charts.values() for name, ids in shown.items()}
        facts = self._records({*found.facts, *(one for ids in charts.values() for one in ids)}, self._facts)
        sources = self._records(found.sources, self._sources)
        drawn = self._records(charts, self._charts)
        tags, glossaries = dict.fromkeys((page.language, page.source.language)), self.publication.project.glossaries
        terms = [explained(dict.fromkeys(tags, found.terms), glossaries)]
        return digest(self._places, bodies, repr(state), facts, sources, drawn, terms)

    def page(self, page: SitePage) -> str:
        """Once the texts of all pages are known, and the files that pages lead to; of explainers that are kept."""
        publication = self.publication
        cards = [publication.cards.get((tag, page.key)) for tag in (page.language, page.source.language)]
        booklet = publication.booklets.get((page.language, self.explainer))
        made = _MADE[page.kind](self, page)
        return digest(self._frame, self._seen[page], cards, booklet and booklet.url, list(made))

    def _section(self, page: SitePage) -> Iterator[object]:
        yield self._texts.get(page)
        yield repr(self.publication.coverage(page.language, self.explainer))

    def _fact(self, page: SitePage) -> Iterator[object]:
        yield self._records(self._related[page.name], self._facts)
        for user, sections in self.publication.citing(page):
            yield user.key, sections, self.publication.headings(user)

    def _overview(self, page: SitePage) -> Iterator[object]:
        """It shows what all pages say of themselves, and how long they are together."""
        yield from self._section(page)
        yield list(self._seen.values()), self._facts, self._minutes
        yield repr(self.publication.booklets.get((page.language, self.explainer)))

    def _records_page(self, _page: SitePage) -> Iterator[object]:
        """Of all facts, or of all sources, with the pages that show them."""
        yield self._facts, self._sources, self._uses

    def _whole(self, page: SitePage) -> Iterator[object]:
        yield from self._overview(page)
        yield from self._records_page(page)
        yield [ground for one, ground in self._texts.items() if one.language == page.language]

    @cached_property
    def _pages(self) -> tuple[SitePage, ...]:
        return tuple(self.publication.project.site.unit(self.explainer))

    @cached_property
    def _seen(self) -> Mapping[SitePage, str]:
        return {page: digest(seen(page)) for page in self._pages}

    @cached_property
    def _texts(self) -> Mapping[SitePage, str]:
        found = ((page, self.publication.annotated.get((page.language, page.key))) for page in self._pages)
        return {page: self.text(page, one) for page, one in found if one is not None}

    @cached_property
    def _places(self) -> str:
        """Where the others are, and which names have a meaning in a text."""
        dossier = self.publication.project.dossier(self.explainer)
        named = list(map(list, (dossier.facts, dossier.sources, dossier.charts)))
        return digest(self.around, list(map(_place, self._pages)), named)

    @cached_property
    def _frame(self) -> str:
        """What every page shows of the others."""
        return digest(self._places, [page.front.model_dump_json(exclude=_OWN) for page in self._pages if _named(page)])

    @cached_property
    def _facts(self) -> Mapping[str, str]:
        """With the sources that they rest on."""
        dossier, today = self.publication.project.dossier(self.explainer), self.publication.today
        return {
            name: digest(
                fact.model_dump_json(),
                [self._sources.get(one.id) for told in (fact, *fact.disputed_by) for one in told.sources],
                is_due(fact, today),
            )
            for name, fact in dossier.facts.items()
        }

    @cached_property
    def _related(self) -> Mapping[str, set[str]]:
        """Each fact with those that it is computed from, and that are computed from it."""
        facts = self.publication.project.dossier(self.explainer).facts
        found = {name: {name} for name in facts}
        for name, fact in facts.items():
            for part in (text for kind, text in tokens(fact.derived) if kind == "fact"):
                found[name].add(part)
                found.setdefault(part, set()).add(name)
        return found

    @cached_property
    def _sources(self) -> Mapping[str, str]:
        return _told(self.publication.project.dossier(self.explainer).sources)

    @cached_property
    def _charts(self) -> Mapping[str, str]:
        return _told(self.publication.project.dossier(self.explainer).charts)

    @cached_property
    def _uses(self) -> list[object]:
        """Which pages show which records."""
        annotated = self.publication.annotated
        found = ((page, annotated[page.language, page.key]) for page in self._texts)
        return [[page.language, page.key, one.facts, one.sources] for page, one in found]

    @cached_property
    def _minutes(self) -> Mapping[str, list[int]]:
        """How long the pages of each language take to read, at the speed of each."""
        languages, words = self.publication.project.languages, Counter[str]()
        for page in self._texts:
            words[page.language] += self.publication.annotated[page.language, page.key].words.total()
        return {tag: [pace.minutes(count, one) for one in languages.values()] for tag, count in words.items()}

    def _records(self, names: Iterable[str], known: Mapping[str, str]) -> list[tuple[str, str | None]]:
        return [(name, known.get(name)) for name in sorted(names)]


_MADE: Mapping[PageKind, Callable[[Grounds, SitePage], Iterator[object]]] = {
    "overview": Grounds._overview,
    "section": Grounds._section,
    "fact": Grounds._fact,
    "facts": Grounds._records_page,
    "sources": Grounds._records_page,
    "whole": Grounds._whole,
}


def _told(records: Mapping[str, Record]) -> Mapping[str, str]:
    return {name: digest(record.model_dump_json()) for name, record in records.items()}


def _place(page: SitePage) -> list[str]:
    return [page.language, page.key, page.dest_uri, page.kind, page.source.path, page.source.language]


def _named(page: SitePage) -> bool:
    """Of a fact, other pages show what its record says."""
    return page.kind != "fact"
