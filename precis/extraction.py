"""Babel's way to the strings of the fact files: an extractor named in `locales/content.cfg`."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import IO, Any

from precis.fact import Fact, messages
from precis.records import parse, validated

Extracted = tuple[int, str | None, str | tuple[str, str], list[str]]


def extract_facts(
    fileobj: IO[bytes], keywords: Mapping[str, Any], comment_tags: Collection[str], options: Mapping[str, Any]
) -> Iterator[Extracted]:
    """Labels, names and notes of a file of facts: line, function, message, comments (Babel's extractor interface)."""
    records = parse(fileobj.read().decode("utf-8"), str(getattr(fileobj, "name", "facts")))
    facts: dict[str, Fact] = validated(records, dict[str, Fact])
    for fact_id, fact in facts.items():
        line = records.line([fact_id]) or 1
        for message in messages(fact):
            yield line, None if isinstance(message, str) else "ngettext", message, [fact_id]
