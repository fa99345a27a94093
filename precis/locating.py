"""Where a figure that was read stands in its text, though number words were read as digits."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from precis.words import line

if TYPE_CHECKING:
    from precis.reading import Figure, Reader

WIDEST = 9
"Words that a figure may be written in."
_WORD = re.compile(r"\S+")
_EDGES = ".,;:!?()“”«»\"'’‘ \u00a0\u202f"


def locate(text: str, figure: Figure, start: int, reader: Reader) -> tuple[int, int] | None:
    """Start and end of the figure's words, the first from `start` on. The text is composed (NFC)."""
    return _literal(text, figure, start) or _spelled(text, figure, start, reader)


def _literal(text: str, figure: Figure, start: int) -> tuple[int, int] | None:
    if not any(sign.isdigit() for sign in figure.text):
        return None
    words = re.compile(rf"(?<![\w.,]){re.escape(figure.text)}(?!\w)", re.IGNORECASE).search(line(text), start)
    return words.span() if words else None


def _spelled(text: str, figure: Figure, start: int, reader: Reader) -> tuple[int, int] | None:
    """The fewest words that are read as the same figure, of those that end first."""
    words = [match.span() for match in _WORD.finditer(text, start)]
    for last in range(len(words)):
        for first in range(last, max(-1, last - WIDEST), -1):
            a, b = words[first][0], words[last][1]
            b -= len(text[a:b]) - len(text[a:b].rstrip(_EDGES))
            a += len(text[a:b]) - len(text[a:b].lstrip(_EDGES))
            if [str(one) for one in reader.figures(text[a:b])] == [str(figure)]:
                return a, b
    return None
