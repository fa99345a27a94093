"""How current each translation is, and how its readers are told."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial

from lxml.html import HtmlElement

from precis import stalemarks
from precis.carry.asked import Asked
from precis.catalogue import N_
from precis.drift import Drift, drifts, figure_problems
from precis.history import ChangedOn
from precis.memo import memo
from precis.phrase import filled
from precis.problems import Problem
from precis.project import Project
from precis.reading import Reader
from precis.segment import segments
from precis.site import SitePage
from precis.translated import STATE, How, PageState
from precis.wording import Comparison, words

CHANGED = N_("The original ({language}) changed on {date}; this translation is being updated.")
CHANGED_SOME_DAY = N_("The original ({language}) has changed; this translation is being updated.")
ADDED = N_("The original ({language}) has a new passage after this one; its translation is under way.")
REMOVED = N_("The original ({language}) no longer has this passage; this translation is being updated.")
_OTHERWISE = {"added": ADDED, "removed": REMOVED}
HOW: Mapping[How, str] = {
    "human": N_("Translated by people."),
    "machine": N_("Translated by machine, not reviewed."),
    "machine-reviewed": N_("Translated by machine, reviewed by people."),
}


@dataclass(frozen=True, slots=True)
class Provenance:
    """What a translated page says of itself."""

    language: str
    "The language it was translated from, as the page's own has it."
    checked: str
    "The day on which it was last compared with its original."
    how: str
    stale: int
    "How many of its passages are behind their originals."


@dataclass(frozen=True)
class Freshness:
    project: Project
    readers: Mapping[str, Reader]
    changed_on: ChangedOn
    asked: dict[str, Asked] = field(default_factory=dict)
    "What each explainer asked of the other pages, and of the history."
    _found: dict[tuple[str, str], list[Drift]] = field(default_factory=dict)

    def drifts(self, page: SitePage) -> Sequence[Drift]:
        """The page's passages that are behind their originals; none where nobody follows the translation."""
        place = (page.language, page.key)
        if place not in self._found:
            self._found[place] = self._compared(page)
        return self._found[place]

    def source_of(self, page: SitePage) -> SitePage:
        """The version that others are made from: the page itself where it is an original."""
        return self.project.site.original(page)

    def original(self, page: SitePage) -> SitePage | None:
        """The page it translates; None for originals and for pages that are not translated."""
        first = page if page.fallback or page.source.generated else self.source_of(page)
        return None if first is page else first

    def provenance(self, page: SitePage) -> Provenance | None:
        state = self._state(page)
        if state is None or self.original(page) is None:
            return None
        writer, source = self.project.writers[page.language], self.project.languages[state.source]
        how = writer.message(HOW[state.how])
        return Provenance(source.name_in(writer.language), writer.day(state.checked), how, len(self.drifts(page)))

    def mark(self, page: SitePage, root: HtmlElement) -> None:
        """Marks the page's stale passages in the tree of its text."""
        found = [
            drift for drift in self.drifts(page) if not drift.section.startswith(".") or drift.section == ".opening"
        ]
        stalemarks.mark(root, found, segments(page.source), lambda drift: self._said(drift, page))

    def lead_mark(self, page: SitePage, name: str) -> str:
        """What is said of the page's answer or short version; empty where it is current."""
        return next((self._said(drift, page) for drift in self.drifts(page) if drift.section == f".{name}"), "")

    def problems(self, pages: Iterable[SitePage]) -> Iterator[Problem]:
        for page in pages:
            original = self.original(page)
            if original is None or page.language not in self.project.translated:
                continue
            if self._state(page) is None:
                what = f"is not recorded in {STATE.format(page.language)}"
                repair = f"python scripts/translations.py confirm {page.language} {page.key}"
                expected = "what it was translated from"
                yield Problem(page.source.path, None, what, expected, repair, "warning")
            yield from figure_problems(self.drifts(page), original.source, page.source)

    def _compared(self, page: SitePage) -> list[Drift]:
        state, original = self._state(page), self.original(page)
        if state is None or original is None:
            return []
        reader = self.readers[self.project.site.languages[0]]
        return drifts(state, original.source, page.source, Comparison(reader, partial(self._is_word, page.explainer)))

    def _state(self, page: SitePage) -> PageState | None:
        return self.project.translated.get(page.language, {}).get(page.key)

    def _is_word(self, explainer: str, word: str) -> bool:
        self.asked.setdefault(explainer, Asked()).spelling.add(word)
        return word in self.vocabulary

    @cached_property
    def vocabulary(self) -> Collection[str]:
        """The words of all pages of the source language; looked at only where a passage has changed."""
        tag = self.project.site.languages[0]
        pages = (page.source.text for page in self.project.site.written if page.source.language == tag)
        return frozenset().union(*(memo(_words, text) for text in pages))

    def _said(self, drift: Drift, page: SitePage) -> str:
        writer, original = self.project.writers[page.language], self.source_of(page)
        day = self._day(drift, original)
        message = _OTHERWISE.get(drift.kind, CHANGED if day else CHANGED_SOME_DAY)
        language = self.project.languages[original.language].name_in(writer.language)
        date = writer.day(day) if day else ""
        return writer.language.typeset(filled(writer.message(message), language=language, date=date))

    def _day(self, drift: Drift, original: SitePage) -> dt.date | None:
        if drift.source is None or drift.kind in _OTHERWISE:
            return None
        page = original.source
        lines = page.path, page.line_of(drift.source.start), page.line_of(drift.source.end)
        self.asked.setdefault(original.explainer, Asked()).days.add(lines)
        return self.changed_on(*lines)


def _words(text: str) -> frozenset[str]:
    return frozenset(words(text))
