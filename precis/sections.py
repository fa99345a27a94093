"""The tree of a rendered page: its sections, their links, and the stretches of text in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal, cast

from lxml import etree, html
from lxml.html import HtmlElement

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
VERBATIM = frozenset({"code", "pre", "kbd", "samp", "script", "style", "svg", "math"})
UNEXPLAINED = VERBATIM | HEADINGS | {"a", "label", "button", "blockquote", "q", "abbr", "cite"}
UNCOUNTED = frozenset({"label", "sup", "blockquote", "q", "cite"})
"Where figures need no source of their own: explained words, note numbers, quotations."


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


@dataclass(slots=True)
class Slot:
    """A stretch of text in the tree: before an element's first child, or after an element."""

    element: HtmlElement
    where: Literal["text", "tail"]
    text: str
    section: Section
    typeset: bool
    explain: bool
    counted: bool
    "Whether its figures need a source."

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
    """The links in reading order, each with its section; fills the list of sections."""
    for child in root:
        if child.tag == "h2":
            sections.append(Section(child.get("id", "")))
        for link in child.iter("a"):
            yield link, sections[-1]


def slots(root: HtmlElement, sections: Sequence[Section]) -> Iterator[Slot]:
    number = 0
    for child in root:
        number += child.tag == "h2"
        yield from _slots_in(child, sections[number], typeset=True, explain=True, counted=True)
        if child.tail and child.tail.strip():
            yield Slot(child, "tail", child.tail, sections[number], True, True, True)


def _slots_in(element: HtmlElement, section: Section, *, typeset: bool, explain: bool, counted: bool) -> Iterator[Slot]:
    if not isinstance(element.tag, str):
        return
    typeset = typeset and element.tag not in VERBATIM and element.get("translate") != "no"
    explain = explain and typeset and element.tag not in UNEXPLAINED
    counted = counted and typeset and element.tag not in UNCOUNTED
    if element.text:
        yield Slot(element, "text", element.text, section, typeset, explain, counted)
    for child in element:
        yield from _slots_in(child, section, typeset=typeset, explain=explain, counted=counted)
        if child.tail:
            yield Slot(child, "tail", child.tail, section, typeset, explain, counted)


def mark_ends(root: HtmlElement, sections: Sequence[Section]) -> None:
    """Marks the end of each section."""
    headings = [child for child in root if child.tag == "h2"]
    for number, heading in enumerate(headings):
        heading.addprevious(_comment(number))
    root.append(_comment(len(sections) - 1))


def _comment(number: int) -> HtmlElement:
    return cast(HtmlElement, etree.Comment(f"notes-{number}"))


def mark(number: int) -> str:
    return f"<!--notes-{number}-->"


def serialised(root: HtmlElement) -> str:
    inner = [html.tostring(child, encoding="unicode") for child in root]
    return (root.text or "") + "".join(inner)
