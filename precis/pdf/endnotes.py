"""The notes of a booklet's figures: each record once, under one number, wherever it is cited."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import unquote

from lxml.html import HtmlElement

from precis.pdf.node import Inline, Node, collapsed, tidy

if TYPE_CHECKING:
    from precis.pdf.prose import Prose


@dataclass
class Endnotes:
    """Takes the popovers of a page as they stand in its HTML."""

    colon: str
    "What stands between a label and its value."
    dialogs: Mapping[str, HtmlElement]
    "The popovers of facts by their ids."
    sources: Mapping[str, str]
    "Address (without escapes) to the anchor of each source of the booklet: notes name it in short and lead there."
    _numbers: dict[str, int] = field(default_factory=dict)
    "By what a note says: the same record has the same number on all pages."
    _ids: dict[str, int] = field(default_factory=dict)
    _first: list[HtmlElement] = field(default_factory=list)

    def cited(self, name: str) -> list[Inline]:
        """The mark of a citation, given the id of its popover; nothing for one that is not there."""
        if name not in self.dialogs:
            return []
        if name not in self._ids:
            said = json.dumps([collapsed(text) for text in self.dialogs[name].itertext()])
            self._ids[name] = self._numbers.setdefault(said, len(self._numbers) + 1)
        number = self._ids[name]
        first = number > len(self._first)
        if first:
            self._first.append(self.dialogs[name])
        return [{"k": "note", "n": number, "to": f"note-{number}", "id": f"cited-{number}" if first else "", "c": []}]

    def items(self, prose: Prose) -> list[Node]:
        """The notes in order, each some lines of text."""
        return [
            {
                "n": number,
                "id": f"note-{number}",
                "back": [{"k": "back", "n": number, "to": f"cited-{number}", "c": []}],
                "lines": self._lines(one, prose),
            }
            for number, one in enumerate(self._first, 1)
        ]

    def _lines(self, dialog: HtmlElement, prose: Prose) -> list[list[Inline]]:
        lines = [self._opening(dialog, prose)]
        for rivals in _of(dialog, "rivals"):
            title = [text for one in _of(rivals, "rivals__title") for text in prose.inlines(one)]
            told = [self._rival(item, prose) for item in rivals.iter("li")]
            lines.append([{"k": "em", "c": title}, self.colon, *_joined(told, "; ")])
        for meta in dialog.iterchildren("dl"):
            pairs = [self._pair(pair, prose) for pair in meta.iterchildren("div")]
            lines.append(_joined(pairs, ". "))
        return [line for one in lines if (line := tidy(one))]

    def _opening(self, dialog: HtmlElement, prose: Prose) -> list[Inline]:
        value = _joined((prose.inlines(one) for one in _of(dialog, "explanation__value")), " ")
        label = _joined((prose.inlines(one) for one in _of(dialog, "explanation__label")), " ")
        cautions = [prose.inlines(one) for one in dialog.iterchildren("p") if "caution" in one.get("class", "")]
        return [{"k": "strong", "c": value}, " – ", *_joined([label, *cautions], ". ")]

    def _rival(self, item: HtmlElement, prose: Prose) -> list[Inline]:
        value = _joined((prose.inlines(one) for one in item.iterchildren("strong")), " ")
        told = [part for one in item.iterchildren("span") for part in (" – ", *self._said(one, prose))]
        return [{"k": "strong", "c": value}, *told]

    def _said(self, element: HtmlElement, prose: Prose) -> list[Inline]:
        """Who states a rival value, when, and the sources in short."""
        told: list[Inline] = [collapsed(element.text)]
        sources = []
        for child in element:
            if "meta__source" in child.get("class", ""):
                sources.append(self._source(child, prose))
            else:
                told += prose.inlines(child)
            told.append(collapsed(child.tail))
        return [*told, " ", *_joined(sources, ", ")]

    def _source(self, element: HtmlElement, prose: Prose) -> list[Inline]:
        """A source: who published it and when, which leads to the list; its title only where the list lacks it."""
        cite = next(element.iterchildren("cite"), None)
        link = None if cite is None else next(cite.iter("a"), None)
        anchor = None if link is None else self.sources.get(unquote(link.get("href", "")))
        short = "" if cite is None else collapsed(cite.tail).strip(" ,")
        return [{"k": "ref", "to": anchor, "c": [short]}] if anchor and short else prose.inlines(element)

    def _pair(self, pair: HtmlElement, prose: Prose) -> list[Inline]:
        name = [text for one in pair.iterchildren("dt") for text in prose.inlines(one)]
        values = []
        for one in pair.iterchildren("dd"):
            apart = _of(one, "meta__source")
            values += [self._source(source, prose) for source in apart] if apart else [prose.inlines(one)]
        return [{"k": "em", "c": name}, self.colon, *_joined(values, "; ")]


def _of(element: HtmlElement, name: str) -> list[HtmlElement]:
    """What has the class, in order."""
    return element.find_class(name)


def _joined(parts: Iterable[list[Inline]], sign: str) -> list[Inline]:
    """The parts that say anything, the sign between them; a full stop that is there already is not doubled."""
    found: list[Inline] = []
    for part in parts:
        line = tidy(part)
        if line and found:
            stopped = sign == ". " and isinstance(found[-1], str) and found[-1][-1:] in ".!?…؟"
            found.append(" " if stopped else sign)
        found += line
    return found
