"""Babel's way to the strings of facts and sources: the extractors named in `locales/content.cfg`."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import IO, Any

from precis.chart import chart, mapbase
from precis.chart.chart import Charts
from precis.chart.mapbase import MapBase
from precis.fact import Entries, messages
from precis.records import Records, parse, validated
from precis.source import Source

Extracted = tuple[int, str | None, str | tuple[str, str], list[str]]


def extract_facts(
    fileobj: IO[bytes], keywords: Mapping[str, Any], comment_tags: Collection[str], options: Mapping[str, Any]
) -> Iterator[Extracted]:
    """Labels, names and notes of a file of facts: line, function, message, comments (Babel's extractor interface)."""
    records = _records(fileobj)
    facts: Entries = validated(records, Entries)
    for fact_id, fact in facts.items():
        for message in messages(fact):
            yield _line(records, fact_id), None if isinstance(message, str) else "ngettext", message, [fact_id]


def extract_sources(
    fileobj: IO[bytes], keywords: Mapping[str, Any], comment_tags: Collection[str], options: Mapping[str, Any]
) -> Iterator[Extracted]:
    """Notes of a file of sources, in the same form. Titles and names stay in their own language."""
    records = _records(fileobj)
    sources: dict[str, Source] = validated(records, dict[str, Source])
    for source_id, source in sources.items():
        if source.note:
            yield _line(records, source_id), None, source.note, [source_id]


def extract_charts(
    fileobj: IO[bytes], keywords: Mapping[str, Any], comment_tags: Collection[str], options: Mapping[str, Any]
) -> Iterator[Extracted]:
    """Titles, labels and notes of a file of charts, in the same form."""
    records = _records(fileobj)
    charts: Charts = validated(records, Charts)
    for chart_id, one in charts.items():
        for message in chart.messages(one):
            yield _line(records, chart_id), None, message, [chart_id]


def extract_maps(
    fileobj: IO[bytes], keywords: Mapping[str, Any], comment_tags: Collection[str], options: Mapping[str, Any]
) -> Iterator[Extracted]:
    """Names and notes of a map's base, in the same form."""
    records = _records(fileobj)
    base: MapBase = validated(records, MapBase)
    for *keys, message in mapbase.messages(base):
        yield records.line(keys) or 1, None, message, [keys[-1]]


def _records(fileobj: IO[bytes]) -> Records:
    return parse(fileobj.read().decode("utf-8"), str(getattr(fileobj, "name", "records")))


def _line(records: Records, key: str) -> int:
    return records.line([key]) or 1
