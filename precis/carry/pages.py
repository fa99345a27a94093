"""Of an explainer that is made anew, the texts and the pages that would come out as they did the last time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from precis.carry.asked import Asked
from precis.carry.carrier import Carrier, Past
from precis.carry.grounds import Grounds
from precis.carry.keeper import Keeper
from precis.carry.leaf import Leaf, Leaves, Text
from precis.carry.unit import KeptPage
from precis.compression import METHODS
from precis.publication import Publication
from precis.site import SitePage


@dataclass(frozen=True, slots=True)
class KeptText:
    text: Text
    page: KeptPage

    def take(self, page: SitePage, publication: Publication) -> str:
        """Returns its HTML."""
        assert self.page.text is not None
        return publication.take(page, self.text, self.page.text)


@dataclass
class Pages:
    keeper: Keeper
    explainer: str
    _asked: Asked = field(default_factory=Asked)
    "By its texts, once that is known."

    def texts(self) -> Iterator[tuple[SitePage, KeptText]]:
        """Those that are carried over; before any text is made."""
        for page in self._pages if self._past else ():
            leaf, kept = self._leaf(page), self._kept(page)
            if leaf and kept and leaf.text and kept.text and self._holds(page, leaf.text, kept):
                yield page, KeptText(leaf.text, kept)

    def note_texts(self) -> None:
        """Once all texts are known: what they asked."""
        asked = self._publication.asked.setdefault(self.explainer, Asked())
        if self._past and any(page in self._publication.texts_kept for page in self._pages):
            asked.ask(self._past.leaves.asked)
        self._asked = asked.so_far()

    def take(self) -> list[SitePage]:
        """The pages that are carried over, once their files are in the site. After all texts are known, and all files
        that pages lead to; keeps what the pages are made of."""
        leaves = {_uri(page): Leaf(self._grounds.page(page), self._text(page)) for page in self._pages}
        answers = self._carrier.answers.digest(self._asked)
        self.keeper.keep_leaves(self.explainer, Leaves(self._asked, answers, leaves))
        taken = [page for page in self._pages if self._same(page, leaves[_uri(page)]) and self._placed(page)]
        for page in self._pages:
            if found := self._publication.annotated.get((page.language, page.key)):
                found.skeletons = ()
        if self._past and taken:
            self._publication.asked[self.explainer].ask(self._past.unit.asked)
        return taken

    @property
    def _carrier(self) -> Carrier:
        return self.keeper.carrier

    @property
    def _publication(self) -> Publication:
        return self._carrier.publication

    @cached_property
    def _past(self) -> Past | None:
        return self._carrier.past(self.explainer)

    @cached_property
    def _grounds(self) -> Grounds:
        return Grounds(self._publication, self.explainer, self._carrier.around)

    @cached_property
    def _pages(self) -> tuple[SitePage, ...]:
        return tuple(self._publication.project.site.unit(self.explainer))

    def _leaf(self, page: SitePage) -> Leaf | None:
        return self._past.leaves.pages.get(_uri(page)) if self._past else None

    def _kept(self, page: SitePage) -> KeptPage | None:
        return self._past.unit.pages.get(_uri(page)) if self._past else None

    def _holds(self, page: SitePage, text: Text, kept: KeptPage) -> bool:
        assert self._past is not None
        assert kept.text is not None
        if self._grounds.text(page, kept.text) != text.ground:
            return False
        words: dict[str, set[str]] = {page.source.language: set(text.words)}
        for tag in (page.language, page.source.language):
            words.setdefault(tag, set()).update(self._carrier.answers.definitions(tag, kept.text.terms))
        return self._carrier.same_words(self._past.unit, words)

    def _text(self, page: SitePage) -> Text | None:
        found = self._publication.annotated.get((page.language, page.key))
        if found is None or found.problems:
            return None
        leads, words = self._publication.leads(page), sorted(found.skeletons)
        return Text(self._grounds.text(page, found), found.html, leads, words)

    def _same(self, page: SitePage, leaf: Leaf) -> bool:
        """Whether a page would come out as it did, with all texts that it shows."""
        before = self._leaf(page) if self._past and self._past.whole else None
        if before is None or before.ground != leaf.ground:
            return False
        shown = [one for one in self._pages if one.language == page.language] if page.kind == "whole" else [page]
        return all(one in self._publication.texts_kept for one in shown if one.source.generated is None)

    def _placed(self, page: SitePage) -> bool:
        assert self._past is not None
        publication, unit, names = self._publication, self._past.unit, self._files[page.dest_uri]
        if not self._carrier.claimed.isdisjoint(names) or not self._carrier.place(unit, names):
            return False
        publication.placed.update(names)
        publication.kept_files.update(names)
        if page.dest_uri in self._searched:
            texts = publication.texts.setdefault((page.language, self.explainer), {})
            texts[page.dest_uri] = self._searched[page.dest_uri]
        if page.dest_uri in unit.inline:
            publication.inline[page.dest_uri] = unit.inline[page.dest_uri]
        return True

    @cached_property
    def _searched(self) -> Mapping[str, str]:
        assert self._past is not None
        return {path: text for one in self._past.unit.searched.values() for path, text in one.texts.items()}

    @cached_property
    def _files(self) -> Mapping[str, list[str]]:
        """Of the last unit, by those of its pages: what is made of a page itself."""
        assert self._past is not None
        files = set(self._past.unit.files)
        return {
            page.dest_uri: [name for name in _own(page) if name in files] if page.dest_uri in files else []
            for page in self._pages
        }


def _uri(page: SitePage) -> str:
    return f"{page.language}/{page.key}"


def _own(page: SitePage) -> Iterator[str]:
    """Files in the site, also the one that a preview shows below the page."""
    yield from (page.dest_uri, *(page.dest_uri + suffix for suffix in METHODS), f"{page.url}beside/index.html")
