"""Reads dates and periods in running text, by the rules of the text's language."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

from babel.dates import get_month_names

from precis.language import Language
from precis.period import SEASONS, Moment, Period
from precis.words import line, one_of, particle, plain

_YEAR = r"(?:1[0-9]|20)\d{2}"


@dataclass(frozen=True, slots=True)
class Day:
    """One date as far as a text says it; a part that it does not say is None."""

    day: int | None
    month: int | None
    "21 to 24 for a season."
    year: int | None

    def __str__(self) -> str:
        parts = (("????", "%04d", self.year), ("??", "%02d", self.month), ("??", "%02d", self.day))
        said = [form % value if value is not None else unknown for unknown, form, value in parts]
        return "-".join(said).removesuffix("-??").removesuffix("-??")

    def filled(self, later: Day) -> Day:
        """With the month and year of the other end of the period, as in `27 to 28 July 2015`."""
        return Day(self.day, self.month or later.month, self.year or later.year)

    def admits(self, moment: Moment) -> bool:
        """Whether the record's moment may be written so: what both say is the same, and no more is said."""
        if self.month in SEASONS or moment.month in SEASONS:
            return self._covers(moment)
        said, known = (self.day, self.month, self.year), (moment.day, moment.month, moment.year)
        if any(a is not None and b is None for a, b in zip(said, known, strict=True)):
            return False
        return all(a is None or a == b for a, b in zip(said, known, strict=True))

    def moment(self, year: int) -> Moment:
        """The date in a year that the text does not say."""
        year = self.year or year
        last = calendar.monthrange(year, self.month)[1] if self.month and self.month <= 12 else 31
        return Moment(year, self.month, min(self.day, last) if self.day else None)

    def _covers(self, moment: Moment) -> bool:
        mine = self.moment(moment.year)
        return mine.first <= moment.first and moment.last <= mine.last


@dataclass(frozen=True, slots=True)
class Span:
    """A date or period in a text."""

    start: Day
    end: Day
    text: str = ""
    part: bool = False
    "A part of a year, as `first half of 2015`, which a date in it may be called."

    def __str__(self) -> str:
        return str(self.start) if self.start == self.end else f"{self.start}/{self.end}"

    @property
    def bare_year(self) -> bool:
        return self.start.month is None and self.end.month is None

    @property
    def dated(self) -> bool:
        """Whether it says a day: more than a passing mention of a season, month or year."""
        return self.end.day is not None

    def names(self, period: Period) -> bool:
        """Whether a text that says this span says the period, perhaps less precisely."""
        if self.start == self.end and not period.single:
            return not self.start.day and self.start.admits(period.start) and self.start.admits(period.end)
        if self.part and self._around(period):
            return True
        return self.start.admits(period.start) and self.end.admits(period.end)

    def lies_in(self, period: Period) -> bool:
        """Whether the span touches the period, as far as it says."""
        year = period.start.year
        start, end = self.start.moment(year), self.end.moment(year)
        return start.first <= period.end.last and period.start.first <= end.last

    def _around(self, period: Period) -> bool:
        year = period.start.year
        return self.start.moment(year).first <= period.start.first and period.end.last <= self.end.moment(year).last


class DateReader:
    """Reads one language."""

    def __init__(self, language: Language) -> None:
        self.language = language

    def spans(self, text: str) -> list[Span]:
        """Every date or period in the text."""
        return [self._span(match) for match in self.expression.finditer(line(text))]

    @cached_property
    def expression(self) -> re.Pattern[str]:
        """Finds dates in a text made plain."""
        rules = self.language.dates
        endings, scales = one_of(rules.day_endings), one_of(self.language.numbers.scales)
        day, month = rf"\d{{1,2}}(?:{endings})?(?!\w)", rf"{one_of(self._months)}(?!\w)\.?"
        alone = rf"(?(a_day)|(?(a_year)|(?(b_month)|(?<!{')(?<!'.join(rules.ambiguous)}))))" if rules.ambiguous else ""
        small = particle(self.language.particles)
        link = rf" ?{one_of(rules.joiners)} ?{small}"
        no_figure = rf"(?!\d|s(?!\w)|[,.]\d|%| ?%| ?{scales}(?!\w))"
        forms = [
            rf"(?P<iso>{_YEAR}-\d{{2}}-\d{{2}})(?!\d)",
            rf"(?P<slashed>\d{{1,2}}[/.]\d{{1,2}}[/.]{_YEAR})(?!\d)",
            rf"(?P<days_first>{day}){link}(?P<days_last>{day}) (?P<days_month>{month}){_year('days_year')}",
            rf"(?P<us_month>{month}) (?P<us_day>\d{{1,2}})(?:{endings})?(?!\w){_year('us_year')}",
            rf"{_one(day, month, 'a')}(?:{link}{_one(day, month, 'b')})?{alone}",
            rf"(?P<part>{one_of(rules.parts)}) ?(?P<part_year>{_YEAR})(?!\d)",
            rf"(?P<season>{one_of(rules.seasons)}) {small}(?P<season_year>{_YEAR})(?!\d)",
            rf"(?P<year>{_YEAR})(?:[-–/](?P<short>\d{{2}})(?!\d)|(?:{link}|/)(?P<until>{_YEAR}))?{no_figure}",
        ]
        return re.compile(rf"(?<![\w,.£€$#/])(?:{'|'.join(forms)})", re.IGNORECASE)

    @cached_property
    def _months(self) -> Mapping[str, int]:
        locale = self.language.locale
        found: dict[str, int] = {}
        for names in (get_month_names("wide", "format", locale), get_month_names("abbreviated", "format", locale)):
            for number, name in names.items():
                found.setdefault(plain(name).lower().rstrip("."), number)
        return found

    def _span(self, match: re.Match[str]) -> Span:
        form = next(name for name in _FORMS if match[name])
        start, end = _FORMS[form](self, match)
        return Span(start, end, match[0], form == "part")

    def _month(self, text: str | None) -> int | None:
        return self._months[text.lower().rstrip(".")] if text else None

    def _iso(self, match: re.Match[str]) -> tuple[Day, Day]:
        year, month, day = (int(part) for part in match["iso"].split("-"))
        return (Day(day, month, year),) * 2

    def _slashed(self, match: re.Match[str]) -> tuple[Day, Day]:
        first, second, year = (int(part) for part in re.split(r"[/.]", match["slashed"]))
        pattern = self.language.locale.date_formats["short"].pattern
        day, month = (first, second) if pattern.find("d") < pattern.find("M") else (second, first)
        return (Day(day, month, year),) * 2

    def _days(self, match: re.Match[str]) -> tuple[Day, Day]:
        end = Day(_digits(match["days_last"]), self._month(match["days_month"]), _digits(match["days_year"]))
        return Day(_digits(match["days_first"]), None, None).filled(end), end

    def _american(self, match: re.Match[str]) -> tuple[Day, Day]:
        return (Day(_digits(match["us_day"]), self._month(match["us_month"]), _digits(match["us_year"])),) * 2

    def _named(self, match: re.Match[str]) -> tuple[Day, Day]:
        start = Day(_digits(match["a_day"]), self._month(match["a_month"]), _digits(match["a_year"]))
        if not match["b_month"]:
            return start, start
        end = Day(_digits(match["b_day"]), self._month(match["b_month"]), _digits(match["b_year"]))
        return start.filled(end), end

    def _part(self, match: re.Match[str]) -> tuple[Day, Day]:
        parts = {plain(words).lower(): months for words, months in self.language.dates.parts.items()}
        first, last = parts[match["part"].lower()]
        year = _digits(match["part_year"])
        return Day(None, first, year), Day(None, last, year)

    def _season(self, match: re.Match[str]) -> tuple[Day, Day]:
        seasons = {plain(words).lower(): season for words, season in self.language.dates.seasons.items()}
        return (Day(None, seasons[match["season"].lower()], _digits(match["season_year"])),) * 2

    def _year(self, match: re.Match[str]) -> tuple[Day, Day]:
        start = int(match["year"])
        short = start // 100 * 100 + int(match["short"]) if match["short"] else None
        return Day(None, None, start), Day(None, None, short or _digits(match["until"]) or start)


_FORMS: Mapping[str, Callable[[DateReader, re.Match[str]], tuple[Day, Day]]] = {
    "iso": DateReader._iso,
    "slashed": DateReader._slashed,
    "days_first": DateReader._days,
    "us_month": DateReader._american,
    "a_month": DateReader._named,
    "part": DateReader._part,
    "season": DateReader._season,
    "year": DateReader._year,
}


def _one(day: str, month: str, name: str) -> str:
    return rf"(?:(?P<{name}_day>{day}) )?(?P<{name}_month>{month}){_year(f'{name}_year')}"


def _year(name: str) -> str:
    return rf"(?:,? (?P<{name}>{_YEAR})(?!\d))?"


def _digits(text: str | None) -> int | None:
    found = re.search(r"\d+", text or "")
    return int(found[0]) if found else None
