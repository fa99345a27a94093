"""Figures and dates of a text with their places in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from precis.article.sentences import sentences
from precis.dates import Span
from precis.language import Language
from precis.reading import Figure, Reader
from precis.words import one_of, plain

WIDEST = 9
"Words that a figure may be written in."
_MILLION = 1_000_000
_WORD = re.compile(r"\S+")
_EDGES = ".,;:!?()“”«»\"'’‘ \u00a0\u202f"


@dataclass(frozen=True, slots=True)
class Found:
    """What a text says in figures: `text[start:end]`."""

    start: int
    end: int
    value: Figure | Span


def found(text: str, reader: Reader) -> list[Found]:
    """Figures that the coverage of a page counts, and dates, in the text's order. The text is composed (NFC)."""
    every = [one for span in sentences(text) for one in (*_dates(text, span, reader), *_figures(text, span, reader))]
    return sorted(every, key=lambda one: one.start)


def _dates(text: str, span: tuple[int, int], reader: Reader) -> Iterator[Found]:
    said, at = plain(text[span[0] : span[1]]), 0
    for date in reader.spans(said):
        start = said.find(date.text, at)
        if start >= 0:
            at = start + len(date.text)
            yield Found(span[0] + start, span[0] + at - date.text.endswith("."), date)


def _figures(text: str, span: tuple[int, int], reader: Reader) -> Iterator[Found]:
    said, at = text[span[0] : span[1]], 0
    for figure in reader.figures(said):
        place = _literal(said, figure, at) or _spelled(said, figure, at, reader)
        if place is None:
            continue
        at = place[1]
        figure, end = _share(*_uncoined(figure, said, place, reader), said, place[0], reader)
        if is_counted(figure, said[place[0] : end], reader.language):
            yield Found(span[0] + place[0], span[0] + end, figure)


def _uncoined(figure: Figure, said: str, place: tuple[int, int], reader: Reader) -> tuple[Figure, int]:
    """`6 000 livres` are books."""
    coin = re.search(rf"\s{one_of(reader.language.press.not_money)}\Z", plain(said[place[0] : place[1]]), re.IGNORECASE)
    if coin is None or not figure.mark.isupper() or figure.high >= _MILLION:
        return figure, place[1]
    return replace(figure, mark="", text=figure.text[: -len(coin[0])]), place[1] - len(coin[0])


def _share(figure: Figure, end: int, said: str, start: int, reader: Reader) -> tuple[Figure, int]:
    """`18% higher than a year` is no rate, but a share that ends at its sign."""
    if figure.mark != "%" or not figure.per:
        return figure, end
    ends = (start + word.end() for word in _WORD.finditer(said[start:end]))
    parts = ((reader.figures(said[start:at]), at) for at in ends)
    return next(((one[0], at) for one, at in parts if len(one) == 1 and one[0].mark == "%"), (figure, end))


def is_counted(figure: Figure, words: str, language: Language) -> bool:
    """Whether a page must give a source for it: digits, shares, multiples, and large numbers in words."""
    spelled = not any(sign.isdigit() for sign in words)
    return not spelled or figure.mark in {"x", "frac"} or figure.low >= language.coverage.spelled_from


def _literal(said: str, figure: Figure, at: int) -> tuple[int, int] | None:
    if not any(sign.isdigit() for sign in figure.text):
        return None
    words = re.compile(rf"(?<![\w.,]){re.escape(figure.text)}(?!\w)", re.IGNORECASE).search(plain(said), at)
    return words.span() if words else None


def _spelled(said: str, figure: Figure, at: int, reader: Reader) -> tuple[int, int] | None:
    """The fewest words, from the left, that are read as the same figure: they may have other letters than it."""
    words = [match.span() for match in _WORD.finditer(said, at)]
    for length in range(1, WIDEST + 1):
        for first in range(len(words) - length + 1):
            start, end = words[first][0], words[first + length - 1][1]
            end -= len(said[start:end]) - len(said[start:end].rstrip(_EDGES))
            start += len(said[start:end]) - len(said[start:end].lstrip(_EDGES))
            if [str(one) for one in reader.figures(said[start:end])] == [str(figure)]:
                return start, end
    return None
