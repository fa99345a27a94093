"""The tree of a rendered page: its sections, their links, and the stretches of text in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import escape
from itertools import accumulate
from typing import Literal, NamedTuple

from lxml import html
from lxml.html import HtmlElement

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
VERBATIM = frozenset({"code", "pre", "kbd", "samp", "script", "style", "svg", "math"})
QUOTED = frozenset({"blockquote", "q", "cite"})
UNEXPLAINED = VERBATIM | HEADINGS | QUOTED | {"a", "label", "button", "abbr"}
UNCOUNTED = QUOTED | {"label", "sup"}
"Where figures need no source of their own: explained words, note numbers, quotations."
CAPTIONS = frozenset({"caption", "figcaption"})
INLINE = frozenset(
    {"a", "abbr", "b", "bdi", "bdo", "br", "button", "cite", "code", "data", "del", "dfn", "em", "i", "img", "ins"}
    | {"kbd", "label", "mark", "q", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr"}
)
"Elements that stand within a line; all others begin a text of their own."
APART = frozenset({"br", "img", "sup"})
"Inline elements that are no part of the word beside them: line breaks, pictures, numbers of notes."


@dataclass(frozen=True, slots=True)
class Note:
    kind: Literal["fact", "term"]
    about: str
    "Id of the fact or term."
    id: str
    "HTML id of the popover."
    text: str
    "The words that open it."


@dataclass(slots=True)
class Section:
    id: str
    notes: dict[tuple[str, str], Note] = field(default_factory=dict)


class Manner(NamedTuple):
    """What is done with a text."""

    typeset: bool = True
    explain: bool = True
    counted: bool = True
    "Whether its figures need a source."
    own: bool = True
    "Whether it is written in the newsroom's own voice."

    def within(self, element: HtmlElement) -> Manner:
        """The same inside an element."""
        tag = element.tag
        typeset = self.typeset and tag not in VERBATIM and element.get("translate") != "no"
        linking = tag in CAPTIONS and element.find(".//a") is not None
        explain = self.explain and typeset and not linking and tag not in UNEXPLAINED
        explained = element.get("class", "").startswith("explained")
        counted = self.counted and typeset and not explained and tag not in UNCOUNTED
        return Manner(typeset, explain, counted, self.own and typeset and tag not in QUOTED)


@dataclass(slots=True)
class Slot:
    """A stretch of text in the tree: before an element's first child, or after an element."""

    element: HtmlElement
    where: Literal["text", "tail"]
    text: str
    manner: Manner

    def replace(self, pieces: Sequence[str], labels: Sequence[HtmlElement]) -> None:
        """Text, label, text, label, … text in the slot's place."""
        first, *rest = pieces
        setattr(self.element, self.where, first)
        parent = self.element if self.where == "text" else self.element.getparent()
        assert parent is not None
        place = 0 if self.where == "text" else parent.index(self.element) + 1
        for number, (label, tail) in enumerate(zip(labels, rest, strict=True)):
            label.tail = tail
            parent.insert(place + number, label)


def links(root: HtmlElement, sections: list[Section]) -> Iterator[tuple[HtmlElement, Section]]:
    """The links and pictures in reading order, each with its section; fills the list of sections."""
    for child in root:
        if child.tag == "h2":
            sections.append(Section(child.get("id", "")))
        for link in child.iter("a", "img"):
            yield link, sections[-1]


def address(link: HtmlElement) -> str:
    """Where a link leads, or which picture is shown."""
    return str(link.get("src" if link.tag == "img" else "href", ""))


@dataclass(slots=True)
class Block:
    """A paragraph, a cell, an item: the stretches of text that are read in one go."""

    section: Section
    slots: list[Slot] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(self._pieces())

    @property
    def starts(self) -> list[int]:
        """Where each slot begins in the block's text."""
        ends = list(accumulate(map(len, self._pieces())))
        return [end - len(slot.text) for end, slot in zip(ends, self.slots, strict=True)]

    def _pieces(self) -> list[str]:
        return ["\n" * (slot.element.tag in APART) + slot.text for slot in self.slots]


def blocks(root: HtmlElement, sections: Sequence[Section]) -> Iterator[Block]:
    """The texts of a page, in the order in which they begin."""
    number = 0
    for child in root:
        number += child.tag == "h2"
        found = [Block(sections[number])]
        _collect(child, found[0], Manner(), found)
        if child.tail and child.tail.strip():
            found.append(Block(sections[number], [Slot(child, "tail", child.tail, Manner())]))
        yield from (block for block in found if block.slots)


def _collect(element: HtmlElement, around: Block, manner: Manner, found: list[Block]) -> None:
    """Adds the texts of an element to the block around it, or to blocks of their own."""
    if not isinstance(element.tag, str):
        return
    block, manner = around, manner.within(element)
    if element.tag not in INLINE:
        block = Block(around.section)
        found.append(block)
    if element.text or element.tag in APART:
        block.slots.append(Slot(element, "text", element.text or "", manner))
    for child in element:
        _collect(child, block, manner, found)
        if child.tail:
            block.slots.append(Slot(child, "tail", child.tail, manner))


def serialised(root: HtmlElement) -> list[str]:
    """The HTML of each section, what precedes the first heading first."""
    parts = [[escape(root.text or "", quote=False)]]
    for child in root:
        if child.tag == "h2":
            parts.append([])
        parts[-1].append(html.tostring(child, encoding="unicode"))
    return ["".join(part) for part in parts]
