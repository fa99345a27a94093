"""Where others speak: what stands between quotation marks in a stretch of running text."""

from __future__ import annotations

import re
from collections.abc import Sequence

Span = tuple[int, int]
"Start and end in a text; the end is not part of it."
_MARK = re.compile('[“«„"‘]')
_QUOTATION = re.compile(
    r"“[^”]*(?:”|\Z)|«[^»]*(?:»|\Z)|„[^“”]*(?:[“”]|\Z)|\"[^\"]*\"|(?<!\w)‘(?:[^’]|’(?=\w))*’",
)
"One that is not closed goes to the end: the next paragraph goes on with it."


def quotations(text: str) -> list[Span]:
    """The quotations of a text, marks included, in its order; one inside another is part of it."""
    return [match.span() for match in _QUOTATION.finditer(text)] if _MARK.search(text) else []


def is_quoted(span: Span, quoted: Sequence[Span]) -> bool:
    """Whether words stand between quotation marks."""
    return any(start < span[0] and span[1] <= end for start, end in quoted)


def is_said_by_others(text: str, span: Span, quoted: Sequence[Span]) -> bool:
    """Whether words stand in a quotation; those that fill the marks alone are a name, in the writer's own voice."""
    start, end = span
    around = next(((a, b) for a, b in quoted if a < start and end <= b), None)
    if around is None:
        return False
    return bool(re.search(r"\w", text[around[0] : start] + text[end : around[1]]))
