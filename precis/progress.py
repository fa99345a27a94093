"""How far each language is: by page and section, what is missing, stale or current."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from babel.messages.catalog import Catalog

from precis.catalogue import is_translated
from precis.freshness import Freshness
from precis.segment import by_section, segments
from precis.site import SitePage


@dataclass(frozen=True, slots=True)
class Progress:
    """The passages of one section of the source language, as one language has them."""

    language: str
    page: str
    section: str
    current: int
    stale: int
    "Behind their originals."
    fuzzy: int
    "Of strings: guessed by a tool."
    missing: int

    @property
    def total(self) -> int:
        return self.current + self.stale + self.fuzzy + self.missing


def progress(freshness: Freshness) -> Iterator[Progress]:
    """Every section of every page that is no original, in the order of the site."""
    for page in freshness.project.site.written:
        if freshness.source_of(page) is not page:
            yield from _of_page(freshness, page)


def of_strings(language: str, name: str, catalog: Catalog) -> Progress:
    """The messages of one catalogue."""
    messages = [message for message in catalog if message.id]
    fuzzy = sum(message.fuzzy for message in messages)
    missing = sum(not is_translated(message) for message in messages if not message.fuzzy)
    return Progress(language, name, "", len(messages) - fuzzy - missing, 0, fuzzy, missing)


def share(rows: Sequence[Progress]) -> float:
    """Per cent of the passages that are current; 100 where there are none."""
    total = sum(row.total for row in rows)
    return 100 * sum(row.current for row in rows) / total if total else 100.0


def _of_page(freshness: Freshness, page: SitePage) -> Iterator[Progress]:
    source = freshness.source_of(page).source
    followed = freshness.provenance(page) is not None
    behind = by_drift(freshness, page)
    for section, parts in by_section(segments(source)).items():
        stale, missing = behind.get(section, (0, 0)) if followed else (len(parts), 0)
        if page.fallback:
            stale, missing = 0, len(parts)
        yield Progress(page.language, page.key, section, max(0, len(parts) - stale - missing), stale, 0, missing)


def by_drift(freshness: Freshness, page: SitePage) -> dict[str, tuple[int, int]]:
    """By section, how many passages are stale and how many are missing."""
    counts: dict[str, tuple[int, int]] = {}
    for drift in freshness.drifts(page):
        stale, missing = counts.get(drift.section, (0, 0))
        new = drift.kind == "added"
        counts[drift.section] = (stale + (not new), missing + new)
    return counts
