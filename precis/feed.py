"""A language's feed in Atom (RFC 4287): its pages when they are new or have changed, each change of a figure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urljoin

from lxml import etree

from precis.catalogue import N_
from precis.chronicle import Chronicle
from precis.fact import Revision
from precis.phrase import filled
from precis.presentation import words
from precis.publication import Publication
from precis.site import SitePage
from precis.view import REASONS
from precis.writing import Writer

ATOM = "http://www.w3.org/2005/Atom"
XML = "http://www.w3.org/XML/1998/namespace"
FILE = "feed.atom"
"Below its language's folder."
MOST = 50
"Entries of a feed."
_KINDS = frozenset({"overview", "section"})
CHANGED = N_("{reason}: {label}")


@dataclass(frozen=True, slots=True)
class Entry:
    id: str
    title: str
    url: str
    "Absolute."
    updated: dt.date
    published: dt.date
    summary: str
    category: str


@dataclass(frozen=True)
class Feed:
    publication: Publication
    language: str
    site_name: str
    site_url: str

    @property
    def path(self) -> str:
        """File in the built site."""
        return f"{self.language}/{FILE}"

    def entries(self) -> list[Entry]:
        """The newest first."""
        found = [*self._pages(), *self._changes()]
        return sorted(found, key=lambda entry: (-entry.updated.toordinal(), entry.id))[:MOST]

    def xml(self) -> str:
        home = self.publication.project.site.home(self.language)
        entries = self.entries()
        root = etree.Element(f"{{{ATOM}}}feed", {f"{{{XML}}}lang": self.language}, nsmap={None: ATOM})
        title = home.front.title if home else self.site_name
        _text(root, "title", f"{self.site_name} – {self._writer.language.typeset(title)}")
        _text(root, "id", urljoin(self.site_url, self.path))
        _text(root, "updated", _moment(max((entry.updated for entry in entries), default=dt.date(1970, 1, 1))))
        _link(root, "self", urljoin(self.site_url, self.path), "application/atom+xml")
        _link(root, "alternate", urljoin(self.site_url, f"{self.language}/"), "text/html")
        author = etree.SubElement(root, f"{{{ATOM}}}author")
        _text(author, "name", self.site_name)
        _text(root, "rights", "CC BY 4.0")
        for entry in entries:
            _entry(root, entry)
        body: str = etree.tostring(root, encoding="unicode", pretty_print=True)
        return '<?xml version="1.0" encoding="utf-8"?>\n' + body

    def _pages(self) -> Iterator[Entry]:
        chronicle = Chronicle(self.publication)
        for page in self.publication.project.site.written:
            if page.language != self.language or page.kind not in _KINDS or page.repeats:
                continue
            published, modified = chronicle.published(page), chronicle.modified(page)
            if published and modified:
                title, summary = (self._typeset(text) for text in (page.front.title, self._summary(page)))
                url = urljoin(self.site_url, page.url)
                yield Entry(url, title, url, modified, published, summary, page.explainer)

    def _changes(self) -> Iterator[Entry]:
        """Each published change of a fact."""
        site, write = self.publication.project.site, self._writer
        for name, dossier in self.publication.project.dossiers.items():
            for fact_id, fact in dossier.facts.items():
                page = site.fact(self.language, name, fact_id)
                for number, revision in enumerate(fact.revisions if page and not page.repeats else ()):
                    assert page is not None
                    url = urljoin(self.site_url, page.url)
                    reason, label = write.message(REASONS[revision.why]), write.message(fact.label)
                    said = filled(write.message("It said: {before}"), before=write.message(revision.was))
                    now = filled(write.message("It says now: {now}"), now=write.fact(fact))
                    text = " ".join(filter(None, (f"{said}.", f"{now}.", write.message(revision.note))))
                    title = filled(write.message(CHANGED), reason=reason, label=label)
                    id_ = f"{url}#{revision.on.isoformat()}{_nth(number, fact.revisions)}"
                    yield Entry(id_, title, f"{url}#history", revision.on, revision.on, text, name)

    def _summary(self, page: SitePage) -> str:
        return page.front.description or words(self.publication, page, page.front.answer)

    def _typeset(self, text: str) -> str:
        return self._writer.language.typeset(text)

    @property
    def _writer(self) -> Writer:
        return self.publication.project.writers[self.language]


def _nth(number: int, revisions: Sequence[Revision]) -> str:
    """Tells apart what changed on one day: nothing for the first, `-2` for the second."""
    place = sum(one.on == revisions[number].on for one in revisions[: number + 1])
    return f"-{place}" if place > 1 else ""


def _entry(root: etree._Element, entry: Entry) -> None:
    node = etree.SubElement(root, f"{{{ATOM}}}entry")
    _text(node, "title", entry.title)
    _text(node, "id", entry.id)
    _link(node, "alternate", entry.url, "text/html")
    _text(node, "updated", _moment(entry.updated))
    _text(node, "published", _moment(entry.published))
    etree.SubElement(node, f"{{{ATOM}}}category", term=entry.category)
    _text(node, "summary", entry.summary)


def _text(parent: etree._Element, name: str, text: str) -> None:
    etree.SubElement(parent, f"{{{ATOM}}}{name}").text = text


def _link(parent: etree._Element, rel: str, href: str, media: str) -> None:
    etree.SubElement(parent, f"{{{ATOM}}}link", rel=rel, href=href, type=media)


def _moment(day: dt.date) -> str:
    """RFC 3339; days are all that pages know."""
    return f"{day.isoformat()}T00:00:00Z"
