"""Reads figures and dates in running text, by the rules of the text's language."""

from __future__ import annotations

import calendar
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import pairwise

from babel.dates import get_month_names
from text_to_num import alpha2digit

from precis.language import Language
from precis.period import Moment, Period

_SPACES = "\u00a0\u202f\u2009\u2007"
_UNIFY = str.maketrans({**dict.fromkeys(_SPACES, " "), "’": "'", "‑": "-", "−": "-"})


@dataclass(frozen=True, slots=True)
class Figure:
    number: Decimal
    "In base units: `7 million` is 7000000."
    mark: str
    "`%` for per cent, an ISO 4217 code for money, else empty."


@dataclass(frozen=True, slots=True)
class Day:
    """One date as far as a text says it; a part that it does not say is None."""

    day: int | None
    month: int | None
    year: int | None

    def __str__(self) -> str:
        parts = (("????", "%04d", self.year), ("??", "%02d", self.month), ("??", "%02d", self.day))
        said = [form % value if value is not None else unknown for unknown, form, value in parts]
        return "-".join(said).removesuffix("-??").removesuffix("-??")

    def filled(self, later: Day) -> Day:
        """With the month and year of the other end of the period, as in `27 to 28 July 2015`."""
        return Day(self.day, self.month or later.month, self.year or later.year)

    def admits(self, moment: Moment) -> bool:
        """Whether the record's moment may be written so: what both say is the same."""
        said = (self.day, self.month, self.year)
        known = (moment.day, moment.month, moment.year)
        return all(a is None or b is None or a == b for a, b in zip(said, known, strict=True)) and not (
            (self.day and not moment.day) or (self.month and not moment.month)
        )


@dataclass(frozen=True, slots=True)
class Span:
    """A date or period in a text."""

    start: Day
    end: Day

    def __str__(self) -> str:
        return str(self.start) if self.start == self.end else f"{self.start}/{self.end}"

    def names(self, period: Period) -> bool:
        """Whether a text that says this span says the period, perhaps less precisely."""
        if self.start == self.end and not period.single:
            return not self.start.day and self.start.admits(period.start) and self.start.admits(period.end)
        return self.start.admits(period.start) and self.end.admits(period.end)

    def lies_in(self, period: Period) -> bool:
        """Whether the span falls within the period, as far as it says."""
        if self.start.year is None:
            return self.start.admits(period.start) or self.end.admits(period.end)
        return _moment(self.start).first <= period.end.last and period.start.first <= _moment(self.end).last


class Reader:
    """Reads one language."""

    def __init__(self, language: Language) -> None:
        self.language = language

    def figures(self, text: str) -> list[Figure]:
        """Every number in the text that is not part of a date."""
        plain = self._in_digits(self._dates.sub(" ", _plain(text)))
        return [self._figure(match) for match in self._number.finditer(plain)]

    def spans(self, text: str) -> list[Span]:
        """Every date or period in the text."""
        return [self._span(match) for match in self._dates.finditer(_plain(text))]

    def _in_digits(self, text: str) -> str:
        """Number words as digits; what already holds digits is left alone (`7 million` is not `7 1000000`)."""
        words = self.language.numbers.words
        if words is None:
            return text
        kept = [match.span() for match in self._number.finditer(text)]
        edges = [0, *(edge for span in kept for edge in span), len(text)]
        pieces = [text[a:b] for a, b in pairwise(edges)]
        return "".join(piece if i % 2 else _digits(piece, words) for i, piece in enumerate(pieces))

    def _figure(self, match: re.Match[str]) -> Figure:
        rules = self.language.numbers
        whole = re.sub(r"\D", "", match["whole"])
        number = Decimal(f"{whole}.{match['part'] or 0}")
        scale = rules.scales.get(match["scale"] or "", rules.scales.get((match["scale"] or "").lower(), 1))
        money = self._codes.get((match["before"] or match["after"] or "").lower(), "")
        return Figure((number * scale).normalize(), "%" if match["percent"] else money)

    @cached_property
    def _codes(self) -> dict[str, str]:
        read = self.language.currencies.read
        return {sign.lower(): code for code, signs in read.items() for sign in signs}

    @cached_property
    def _number(self) -> re.Pattern[str]:
        rules = self.language.numbers
        group, decimal = _one_of(_plain(sign) for sign in rules.group), _one_of(rules.decimal)
        money, scales, percent = _one_of(self._codes), _one_of(rules.scales), _one_of(rules.percent)
        return re.compile(
            rf"(?<![\w])(?:(?P<before>{money}) ?)?(?P<whole>\d{{1,3}}(?:{group}\d{{3}})+(?!\d)|\d+)"
            rf"(?:{decimal}(?P<part>\d+))?"
            rf"(?: ?(?P<scale>{scales})(?!\w))?(?: ?(?P<percent>{percent})(?!\w))?"
            rf"(?: ?(?:de |d')?(?P<after>{money})(?!\w))?",
            re.IGNORECASE,
        )

    @cached_property
    def _months(self) -> dict[str, int]:
        locale = self.language.locale
        found: dict[str, int] = {}
        for names in (get_month_names("wide", "format", locale), get_month_names("abbreviated", "format", locale)):
            for number, name in names.items():
                found[_plain(name).lower()] = number
                found.setdefault(_plain(name).rstrip(".").lower(), number)
        return found

    @cached_property
    def _dates(self) -> re.Pattern[str]:
        month, joiner = _one_of(self._months), _one_of(self.language.dates.joiners)
        day, year = r"\d{1,2}(?:st|nd|rd|th|er|\.)?", r"(?:1[0-9]|20)\d{2}"
        link = rf" ?(?:{joiner}) ?(?:the |le )?"
        one = rf"(?:(?P<d1>{day}) )?(?:(?P<m1>{month})(?!\w))(?:,? (?P<y1>{year}))?"
        two = rf"(?:(?P<d2>{day}) )?(?:(?P<m2>{month})(?!\w))(?:,? (?P<y2>{year}))?"
        days = rf"(?P<d0>{day}){link}(?P<d3>{day}) (?P<m3>{month})(?!\w)(?:,? (?P<y3>{year}))?"
        years = rf"(?P<y4>{year})(?:{link}(?P<y5>{year}))?(?![\d,.]\d|\d)"
        return re.compile(rf"(?<![\w,.£€$])(?:{days}|{one}(?:{link}{two})?|{years})", re.IGNORECASE)

    def _span(self, match: re.Match[str]) -> Span:
        if match["d0"]:
            end = self._day(match["d3"], match["m3"], match["y3"])
            return Span(self._day(match["d0"], None, None).filled(end), end)
        if match["y4"]:
            return Span(Day(None, None, int(match["y4"])), Day(None, None, int(match["y5"] or match["y4"])))
        start = self._day(match["d1"], match["m1"], match["y1"])
        end = self._day(match["d2"], match["m2"], match["y2"]) if match["m2"] else start
        return Span(start.filled(end), end)

    def _day(self, day: str | None, month: str | None, year: str | None) -> Day:
        number = int(re.sub(r"\D", "", day)) if day else None
        return Day(number, self._months[month.lower()] if month else None, int(year) if year else None)


def _plain(text: str) -> str:
    return unicodedata.normalize("NFC", text).translate(_UNIFY)


def _digits(text: str, words: str) -> str:
    return str(alpha2digit(text, words, threshold=0)) if text.strip() else text


def _one_of(words: Iterable[str]) -> str:
    return "(?:" + "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) + ")"


def _moment(day: Day) -> Moment:
    assert day.year is not None
    last = calendar.monthrange(day.year, day.month)[1] if day.month else 31
    return Moment(day.year, day.month, min(day.day, last) if day.day else None)
