"""A paragraph's sentences, by their signs."""

from __future__ import annotations

import re
from collections.abc import Iterator

Span = tuple[int, int]
"Start and end in a text; the end is not part of it."
_END = re.compile(r"[.!?…]+[”»\"’)\]]*\s+(?=[“«„\"‘(\[]?\s?[^\W_a-zà-ÿ])")
_SHORTENED = re.compile(
    r"(?:(?<!\w)(?:[^\W\d_]|Mr|Mrs|Ms|Dr|St|Prof|Rev|Gen|Col|Lt|Sgt|Capt|Mme|Mlle|MM|No|vs|etc|cf|env|av|art))\.\s*\Z"
)


def sentences(text: str) -> Iterator[Span]:
    """Their spans, which cover the text but for the white space between them."""
    start = 0
    for end in _END.finditer(text):
        if _SHORTENED.search(text, start, end.end()):
            continue
        yield start, end.end() - (len(end[0]) - len(end[0].rstrip()))
        start = end.end()
    if text[start:].strip():
        yield start, len(text)


def sentence_at(text: str, place: int) -> Span:
    """The sentence that holds a place."""
    return next((span for span in sentences(text) if place < span[1]), (0, len(text)))
