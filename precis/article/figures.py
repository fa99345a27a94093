"""Figures and dates of a text with their places in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from precis.article.sentences import sentences
from precis.dates import Span
from precis.language import Language
from precis.locating import locate
from precis.reading import Figure, Reader
from precis.words import one_of, plain

_MILLION = 1_000_000
_WORD = re.compile(r"\S+")


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
        place = locate(said, figure, at, reader)
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
