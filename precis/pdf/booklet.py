"""The booklet of an explainer: its texts as plain data for the template, each figure with a numbered note."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import unquote

from lxml import html
from lxml.html import HtmlElement

from precis.catalogue import N_
from precis.pdf.endnotes import Endnotes
from precis.pdf.node import Inline, Node, names, resolved, tidy, tongue
from precis.pdf.picture import Pictures
from precis.pdf.prose import Prose
from precis.phrase import filled
from precis.site import SitePage
from precis.termlist import Entry, Piece
from precis.view import SourceView
from precis.whole import ENTRY, SOURCE, Part, Whole

NOTES, ONLINE = N_("The figures, and who says so"), N_("To read online, with later corrections")
KEYWORDS = 24
"How many terms name what a booklet is about."


def file_name(page: SitePage) -> str:
    """File in the built site of the booklet that belongs to the page of an explainer whole: beside its overview, so
    called that it says what it is once it is kept elsewhere."""
    folder = page.dest_uri.rpartition("/")[0].rpartition("/")[0]
    return f"{folder}/{folder.rpartition('/')[2]}-{page.language}.pdf"


@dataclass(frozen=True)
class Booklet:
    whole: Whole
    style: str = ""
    "Rules for the classes of drawings."

    @property
    def day(self) -> dt.date:
        """The day that its file states: that of the last check, so that the same content makes the same file."""
        return self.whole.checked or self.whole.here.publication.today

    @cached_property
    def json(self) -> str:
        data = self._data()
        return json.dumps(resolved(data, frozenset(names(data))), ensure_ascii=False, sort_keys=True)

    def _data(self) -> Node:
        here, prose = self.whole.here, self._prose
        language = here.language
        first = here.explainer[0]
        return {
            **tongue(language.tag, language.direction),
            "digits": language.digits,
            "title": self.whole.title,
            "short": language.typeset(first.label),
            "publisher": self.whole.site_name,
            "description": self.whole.pages[0].description,
            "keywords": [entry.pref for entry in self.whole.entries[:KEYWORDS]],
            "kicker": self._message(N_("Explainer")),
            "contents": self._message(N_("Contents")),
            "day": [self.day.year, self.day.month, self.day.day],
            "meta": list(self._meta()),
            "lede": [block for tree in self._trees[:1] for block in prose.blocks(tree)],
            "blocks": list(self._blocks()),
        }

    def _blocks(self) -> Iterator[Node]:
        for chapter in (self._overview, self._questions, self._notes, self._sources, self._glossary, self._cite):
            yield from chapter()

    def _message(self, text: str) -> str:
        return self.whole.here.views.writer.message(text)

    def _meta(self) -> Iterator[list[Inline]]:
        """The lines of the title page."""
        if self.whole.checked:
            text = self._message(N_("Figures last checked on {date}"))
            yield [filled(text, date=self.whole.checked_on)]
        yield [self._message(ONLINE), self.whole.here.language.colon, _link(self.whole.address)]
        yield [self._message(N_("Text and data: CC BY 4.0."))]

    def _overview(self) -> list[Node]:
        return [*self._notices(self.whole.overview), *self._read(self.whole.overview, self._trees[1])]

    def _questions(self) -> Iterator[Node]:
        here = self.whole.here
        for number, part in enumerate(self.whole.questions, 1):
            answer, body = self._trees[2 * number], self._trees[2 * number + 1]
            place = self._message(N_("Question {number} of {total}"))
            write, total = here.views.writer.number, len(self.whole.questions)
            yield {"k": "kicker", "c": [filled(place, number=write(number), total=write(total))]}
            yield {**self._prose.heading([part.here.title], 1, part.anchor), "listed": "question", **self._tongue(part)}
            yield from self._notices(part)
            yield {"k": "answer", "blocks": self._read(part, answer)}
            yield from self._read(part, body)

    def _read(self, part: Part, tree: HtmlElement) -> list[Node]:
        blocks, language = self._prose.blocks(tree), self._tongue(part)
        return [{"k": "part", **language, "blocks": blocks}] if language and blocks else blocks

    def _tongue(self, part: Part) -> Node:
        """The language of a page that is not translated yet."""
        other = part.here.text_language
        return tongue(other.tag, other.direction) if other.tag != self.whole.here.language.tag else {}

    def _notices(self, part: Part) -> Iterator[Node]:
        for text in (self.whole.untranslated(part), part.here.lead_mark("answer")):
            if text:
                yield {"k": "para", "style": "small", "c": [text]}

    def _notes(self) -> list[Node]:
        items = self._prose.endnotes.items(self._prose)
        return self._chapter(NOTES, [{"k": "notes", "items": items}]) if items else []

    def _sources(self) -> list[Node]:
        count = self.whole.here.explainer_coverage
        text = self._message(N_("Figures with a source: {sourced} of {total} in this explainer."))
        write = self.whole.here.views.writer.number
        told = filled(text, sourced=write(count.sourced), total=write(count.total))
        coverage: list[Node] = [{"k": "para", "style": "", "c": [told]}] if count.total else []
        lines = [{"id": SOURCE.format(one.id), "c": _source(one)} for one in self.whole.sources]
        return self._chapter(N_("Sources"), [*coverage, {"k": "lines", "items": lines}], "sources") if lines else []

    def _glossary(self) -> list[Node]:
        items = [self._entry(entry) for entry in self.whole.entries]
        return self._chapter(N_("Glossary"), [{"k": "terms", "items": items}], "glossary") if items else []

    def _entry(self, entry: Entry) -> Node:
        name: list[Inline] = [entry.pref, *([f" ({entry.acronym})"] if entry.acronym else [])]
        note = self._pieces(entry.note)
        content: list[Inline] = [*self._pieces(entry.definition), " ", *([Node(k="em", c=note)] if note else [])]
        return {"id": ENTRY.format(entry.id), "name": name, "c": tidy(content)}

    def _pieces(self, pieces: Sequence[Piece]) -> list[Inline]:
        known = {entry.id for entry in self.whole.entries}
        return [
            {"k": "ref", "to": ENTRY.format(piece.term), "c": [piece.text]} if piece.term in known else piece.text
            for piece in pieces
            if piece.text
        ]

    def _cite(self) -> list[Node]:
        lines: list[list[Inline]] = [[self.whole.citation], [self._message(N_("Text and data: CC BY 4.0."))]]
        if made := self.whole.provenance:
            text = self._message(N_("Translated from the original ({language}) and last compared with it on {date}."))
            lines.append([filled(text, language=made.language, date=made.checked), " ", made.how])
        return self._chapter(N_("How to cite it"), [{"k": "para", "style": "", "c": tidy(line)} for line in lines])

    def _chapter(self, title: str, blocks: Sequence[Node], name: str = "") -> list[Node]:
        heading = self._prose.heading([self._message(title)], 1, name)
        return [{**heading, "listed": "chapter"}, {"k": "small", "blocks": blocks}]

    @cached_property
    def _trees(self) -> list[HtmlElement]:
        """Answer and body of each page, the overview's first."""
        parts = [self.whole.overview, *self.whole.questions]
        return [html.fragment_fromstring(text, create_parent="div") for one in parts for text in (one.answer, one.body)]

    @cached_property
    def _prose(self) -> Prose:
        here = self.whole.here
        dialogs = {str(one.get("id")): one for tree in self._trees for one in tree.iter("dialog")}
        sources = {unquote(one.url): SOURCE.format(one.id) for one in self.whole.sources if one.url}
        endnotes = Endnotes(here.language.colon, dialogs, sources)
        return Prose(here.absolute(here.page.url), self._targets(), endnotes, Pictures(self.style))

    def _targets(self) -> frozenset[str]:
        """The ids that links of the booklet lead to, of those that it has."""
        outside = "[not(ancestor-or-self::*[contains(@class, 'explanations')])]"
        own = {str(name) for tree in self._trees for name in tree.xpath(f"//*{outside}/@id")}
        own.update(part.anchor for part in self.whole.questions)
        own.update(["sources"] if self.whole.sources else [])
        own.update(SOURCE.format(one.id) for one in self.whole.sources)
        own.update(ENTRY.format(one.id) for one in self.whole.entries)
        links = (str(href) for tree in self._trees for href in tree.xpath("//a[not(@class='headerlink')]/@href"))
        linked = {href[1:] for href in links if href.startswith("#")}
        return frozenset(own & linked)


def _link(url: str) -> Node:
    return {"k": "link", "url": url, "c": [url]}


def _source(source: SourceView) -> list[Inline]:
    title: list[Inline] = [{"k": "em", "c": [{"k": "lang", **tongue(source.language), "c": [source.title]}]}]
    named: list[Inline] = [{"k": "link", "url": source.url, "c": title}] if source.url else title
    rest = "".join(f", {one}" for one in (source.author, source.outlet, source.issued, source.locator) if one)
    return tidy([*named, rest, f". {source.note}" if source.note else ""])
