"""Quotations of an article, those that go on over several paragraphs too."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from precis.quotation import Span, quotations

FEWEST = 4
"Words of a quotation that stands for itself; fewer are a word in a tone of voice, or a title."
_STRAIGHT = re.compile(r"\"|''")
_OPEN = re.compile("[“«„](?![^“«„]*[”»])")


@dataclass(frozen=True, slots=True)
class Quote:
    start: int
    end: int
    "What is said, without the marks."
    goes_on: bool
    "Whether it is not closed in its paragraph."


def quotes(text: str) -> list[Quote]:
    """The quotations of a paragraph that say something."""
    found = (_inner(text, span) for span in _all(text))
    return [one for one in found if len(text[one.start : one.end].split()) >= FEWEST]


def spans(text: str) -> list[Span]:
    """All quotations, marks included."""
    return sorted(_all(text))


def _all(text: str) -> Iterator[Span]:
    curved = quotations(text)
    yield from curved
    marks = [m.span() for m in _STRAIGHT.finditer(text) if not any(a <= m.start() < b for a, b in curved)]
    for opening, closing in zip(marks[::2], [*marks[1::2], None], strict=False):
        if closing is None:
            yield opening[0], len(text)
        elif text[opening[0] : opening[1]] == text[closing[0] : closing[1]]:
            yield opening[0], closing[1]


def _inner(text: str, span: Span) -> Quote:
    start, end = span
    said = text[start:end]
    before = len(said) - len(said.lstrip("“«„\"'‘ \u00a0\u202f"))
    closed = re.search("[”»\"'’“][ \u00a0\u202f]*\\Z", said[before:])
    after = len(said) - len(said.rstrip("”»\"'’“ \u00a0\u202f")) if closed else len(said) - len(said.rstrip())
    return Quote(start + before, end - after, closed is None)
