"""What the reader of figures read, as the fields of a fact."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from precis.article.figures import Found
from precis.dates import Day, Span
from precis.language import Language
from precis.patterns import UNITS
from precis.reading import Figure
from precis.words import plain

Fields = Mapping[str, object]
"Keys and values of a fact, as in its file."
NOUN = 3
"Words after a number among which its noun is looked for."
_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_CLEAR = dt.timedelta(days=60)
"How near a day without a year must be to the article's for its year to be obvious."
_HALF_YEAR = dt.timedelta(days=183)
_CONTINUED = ("s", "x")
_LENGTHS = frozenset(unit.removeprefix("length-") for unit in UNITS if unit.startswith("length-"))
_LAST_DIGIT = re.compile(r"\d(?!.*\d)")


@dataclass(frozen=True)
class Observer:
    """Makes fields of what an article in one language says."""

    language: Language
    issued: dt.date | None
    "The day of the article, by which days without a year are understood."

    def fields(self, text: str, found: Found) -> Fields | None:
        """None for a day whose year nobody can tell."""
        if isinstance(found.value, Span):
            return self._date(found.value)
        kind = _kind(found.value.mark)
        return {**_numbers(kind, found.value), **_MORE.get(kind, _rated)(self, found.value, text[found.end :])}

    def unit(self, rest: str) -> Mapping[str, str] | None:
        """The noun after a number, singular and plural; None where no plural follows."""
        noun = self._noun(re.split(r"[.,;:!?()“”«»\"–—]", rest, maxsplit=1)[0])
        return {"one": self.singular(noun), "other": noun} if noun else None

    def singular(self, noun: str) -> str:
        """Of the word that carries the plural: the last one, or the first, as the language has it."""
        *before, last = noun.split() if self.language.words.head == "last" else noun.split()[::-1]
        known = self.language.press.plurals.get(last.lower())
        words = [*before, known or self._without_ending(last)]
        return " ".join(words if self.language.words.head == "last" else words[::-1])

    def _noun(self, rest: str) -> str:
        if not rest[:1].isspace():
            return ""
        taken: list[str] = []
        for word in _WORD.findall(re.sub(r"^\s+d['’]", " ", rest))[: NOUN + 1]:
            if plain(word).lower() in self._small:
                if taken or plain(word) not in self.language.words.complements:
                    break
                continue
            taken.append(word)
            if len(taken) > NOUN or self._is_plural(word):
                break
        return " ".join(taken) if taken and self._is_plural(taken[-1]) else ""

    def _is_plural(self, word: str) -> bool:
        return word.lower() in self.language.press.plurals or (len(word) > 3 and word.endswith(_CONTINUED))

    def _without_ending(self, word: str) -> str:
        """By the rows of `endings` that change a word's last letters, the plain ones last."""
        rows = [(row[0], row[1]) for row in self.language.words.endings if len(row[1]) > 2 and row[0] != row[1]]
        for one, other in rows:
            if one and word.endswith(other) and len(word) > len(other):
                return word.removesuffix(other) + one
        hissing = re.search(r"(?:s|x|z|ch|sh)es\Z", word) and ("", "es") in self.language.words.endings
        return word[:-2] if hissing else word[:-1]

    @cached_property
    def _small(self) -> frozenset[str]:
        return frozenset(plain(word) for word in self.language.press.connectives)

    def _date(self, span: Span) -> Fields | None:
        start, end = self._dated(span.start.filled(span.end)), self._dated(span.end)
        if start is None or end is None:
            return None
        inferred = {"note": INFERRED} if span.end.year is None and self._is_far(end) else {}
        value = str(start) if span.start == span.end else f"{start}/{end}"
        return {"kind": "date", "value": value, **inferred}

    def _is_far(self, day: Day) -> bool:
        return self.issued is not None and abs(day.moment(0).first - self.issued) > _CLEAR

    def _dated(self, day: Day) -> Day | None:
        """With the year that brings it nearest to the article's day."""
        if day.year is not None:
            return day
        if self.issued is None or day.day is None or day.month is None:
            return None
        years = (self.issued.year + shift for shift in (0, -1, 1))
        days = (Day(day.day, day.month, year) for year in years)
        near = (one for one in days if abs(one.moment(0).first - self.issued) <= _HALF_YEAR)
        return next(near, None)

    def counted(self, figure: Figure, rest: str) -> Fields:
        """The noun stands within a rate (`14 crossings a week`), or else after the figure."""
        unit = self.unit(_LAST_DIGIT.split(figure.text)[-1] if figure.per else rest)
        return {**({"unit": unit} if unit else {}), **_per(figure)}


INFERRED = "The article gives no year; it is inferred from the day of the article."


def _kind(mark: str) -> str:
    measure = "distance" if mark in _LENGTHS else "duration"
    return _KINDS.get(mark) or ("money" if mark.isupper() else measure)


def _numbers(kind: str, figure: Figure) -> Fields:
    low, high = (_written(number, figure.mark) for number in (figure.low, figure.high))
    value = {"value": low} if low == high else {"min": low, "max": high}
    stance = {} if figure.hedge in {"exact", "under"} else {"stance": figure.hedge}
    return {"kind": "rate" if kind == "count" and figure.per else kind, **value, **stance}


def _written(number: Decimal, mark: str) -> int | float:
    """A share in words as a percentage: a third is 33.3."""
    exact = round(number * 100, 1) if mark == "frac" else number
    return int(exact) if exact == int(exact) else float(exact)


def _rated(_: Observer, figure: Figure, __: str) -> Fields:
    return _per(figure)


def _per(figure: Figure) -> Fields:
    return {"per": figure.per} if figure.per else {}


_KINDS: Mapping[str, str] = {"": "count", "%": "percent", "pt": "points", "x": "ratio", "frac": "percent", "#": "rank"}
_MORE: Mapping[str, Callable[[Observer, Figure, str], Fields]] = {
    "count": Observer.counted,
    "money": lambda _, figure, __: {"currency": figure.mark, **_per(figure)},
    "distance": lambda _, figure, __: {"unit": figure.mark},
    "duration": lambda _, figure, __: {"unit": figure.mark},
}
