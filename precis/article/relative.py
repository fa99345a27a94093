"""Days that an article names from its own: yesterday, on Monday, last week."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from precis.language import Language
from precis.press import Unit
from precis.words import one_of, plain


@dataclass(frozen=True, slots=True)
class Relative:
    start: int
    text: str
    when: str
    "EDTF; empty where the day of the article is not known."


@dataclass(frozen=True)
class RelativeDays:
    """Reads one language."""

    language: Language
    issued: dt.date | None
    "The day of the article."

    def found(self, text: str) -> Iterator[Relative]:
        said = plain(text)
        for match in self._expression.finditer(said):
            words = match[0].lower()
            yield Relative(match.start(), text[match.start() : match.end()], self._when(words, match["weekday"]))

    def _when(self, words: str, weekday: str | None) -> str:
        if self.issued is None:
            return ""
        if weekday is None:
            unit, number = self._units[words]
            return _SHIFTED[unit](self.issued, number)
        ahead = re.match(r"next|prochain", words)
        back = (self.issued.weekday() - self._weekdays[weekday.lower()]) % 7
        return (self.issued - dt.timedelta(days=back - 7 if ahead else back)).isoformat()

    @cached_property
    def _units(self) -> Mapping[str, tuple[Unit, int]]:
        return {plain(words).lower(): shift for words, shift in self.language.press.relative.items()}

    @cached_property
    def _weekdays(self) -> Mapping[str, int]:
        names: Mapping[int, str] = self.language.locale.days["format"]["wide"]
        return {plain(name).lower(): number for number, name in names.items()}

    @cached_property
    def _expression(self) -> re.Pattern[str]:
        before = one_of(self.language.press.weekdays)
        habit = "".join(rf"(?<!(?<!\w){re.escape(plain(word))} )" for word in self.language.press.habitual)
        named = rf"(?:{before} )?(?P<weekday>{one_of(self._weekdays)})(?!\w)"
        return re.compile(rf"{habit}(?<!\w)(?:{one_of(self._units)}(?!\w)|{named}(?! \d))", re.IGNORECASE)


def _days(day: dt.date, number: int) -> str:
    return (day + dt.timedelta(days=number)).isoformat()


def _weeks(day: dt.date, number: int) -> str:
    monday = day + dt.timedelta(days=7 * number - day.weekday())
    return f"{monday}/{monday + dt.timedelta(days=6)}"


def _months(day: dt.date, number: int) -> str:
    months = day.year * 12 + day.month - 1 + number
    return f"{months // 12:04d}-{months % 12 + 1:02d}"


def _years(day: dt.date, number: int) -> str:
    return f"{day.year + number:04d}"


_SHIFTED: Mapping[Unit, Callable[[dt.date, int], str]] = {
    "day": _days,
    "week": _weeks,
    "month": _months,
    "year": _years,
}
