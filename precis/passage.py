"""The texts of a page as the build finds them, before anything is explained, each with its place in the file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from lxml import html

from precis.language import Language
from precis.page import LEADS, PageSource
from precis.publication import paragraphs
from precis.sections import Block, Section, blocks, links
from precis.words import blanked, plain

_MARKUP = re.compile(r"\]\([^()]*\)|\{[^{}]*\}|(`+)[^`]+\1")
"What no reader reads: addresses, attributes, and code, which is not language."
_LEAD = re.compile(rf"^({'|'.join(LEADS)}):", re.MULTILINE)
BREAK = " | "
"Stands for code: words beside it do not belong together."


@dataclass(frozen=True, slots=True)
class Passage:
    """A text that is read in one go: a title, a paragraph, an item, a cell."""

    page: PageSource
    section: str
    "Id of its heading; `answer` or `brief`, or empty for the opening and the title."
    text: str
    "Typeset, without code and addresses."
    term: str = ""
    "Id of the term that a link explains here by hand; the passage then has no text."
    heads_column: bool = False
    "Whether it is the heading of a column or row, whose capitals say nothing."

    def line(self, words: str) -> int:
        """The line on which the words first stand in the section, or else in the page; or where the section begins."""
        text = blanked(plain(self.page.text), _MARKUP)
        start, end = self._span()
        wanted = re.compile(r"(?<!\w)" + r"\s+".join(map(re.escape, plain(words).split())) + r"(?!\w)")
        found = wanted.search(text, start, end) or wanted.search(text)
        return self.page.line_of(found.start() if found else start)

    @property
    def first_line(self) -> int:
        """Where the section begins."""
        return self.page.line_of(self._span()[0])

    def _span(self) -> tuple[int, int]:
        """The section's start and end in the file; the opening's where a heading states no id."""
        page = self.page
        starts = [0, *(match.end() for match in re.finditer("\n", page.text))]
        headings = [(heading.id, starts[heading.line - 1]) for heading in page.headings()]
        edges = [("", page.body_start), *headings, ("", len(page.text))]
        spans: dict[str, tuple[int, int]] = {}
        for (id_, start), (_, end) in pairwise(edges):
            spans.setdefault(id_, (start, end))
        for lead in _LEAD.finditer(page.text, 0, page.body_start):
            spans.setdefault(lead[1], (lead.start(), page.body_start))
        return spans.get(self.section, spans[""])


def passages(page: PageSource, body: str, language: Language) -> Iterator[Passage]:
    """Title, answer, short version and body (HTML) of a page."""
    yield Passage(page, "", language.typeset(page.front.title))
    leads = ((name, paragraphs(str(getattr(page.front, name)))) for name in LEADS)
    for section, text in (*leads, ("", body)):
        root = html.fragment_fromstring(text, create_parent="div")
        sections = [Section(section)]
        for link, place in links(root, sections):
            scheme, _, target = str(link.get("href", "")).partition(":")
            if scheme == "term":
                yield Passage(page, place.id, "", term=target)
        for block in blocks(root, sections):
            yield Passage(page, block.section.id, _text(block, language), heads_column=_heads_column(block))


def _text(block: Block, language: Language) -> str:
    for slot in block.slots:
        slot.text = language.typeset(slot.text) if slot.manner.typeset else BREAK
    return block.text


def _heads_column(block: Block) -> bool:
    element = block.slots[0].element
    return any(one.tag == "th" for one in (element, *element.iterancestors()))
