"""Calendar periods at the precision they are known to: a day, a month, a year, or an interval of these.

The text form is EDTF (ISO 8601-2): `2015-07-28`, `2015-07`, `2015`, `2015-07-27/2015-07-28`; a final `?` marks
an uncertain date. Months 21 to 24 are the seasons from spring to winter; winter runs into the next year.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass

SEASONS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 2)}
"EDTF's seasons, as meteorology divides the northern year, to their first and last month."
_MOMENT = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


@dataclass(frozen=True, slots=True)
class Moment:
    year: int
    month: int | None = None
    day: int | None = None

    @property
    def first(self) -> dt.date:
        return dt.date(self.year, self._months[0], self.day or 1)

    @property
    def last(self) -> dt.date:
        month = self._months[1]
        year = self.year + (month < self._months[0])
        return dt.date(year, month, self.day or calendar.monthrange(year, month)[1])

    @property
    def _months(self) -> tuple[int, int]:
        if self.month is None:
            return 1, 12
        return SEASONS.get(self.month, (self.month, self.month))

    def __str__(self) -> str:
        parts = (f"{self.year:04d}", *(f"{part:02d}" for part in (self.month, self.day) if part is not None))
        return "-".join(parts)


@dataclass(frozen=True, slots=True)
class Period:
    start: Moment
    end: Moment
    uncertain: bool = False

    @property
    def single(self) -> bool:
        return self.start == self.end

    def __str__(self) -> str:
        text = str(self.start) if self.single else f"{self.start}/{self.end}"
        return text + "?" * self.uncertain


def parse_period(text: str) -> Period:
    """Reads EDTF. Raises ValueError."""
    body = text.strip().removesuffix("?")
    start, _, end = body.partition("/")
    period = Period(_moment(start), _moment(end or start), text.strip().endswith("?"))
    if period.end.last < period.start.first:
        raise ValueError(text)
    return period


def _moment(text: str) -> Moment:
    match = _MOMENT.fullmatch(text)
    if match is None:
        raise ValueError(text)
    year, month, day = (int(part) if part else None for part in match.groups())
    assert year is not None
    moment = Moment(year, month, day)
    _ = moment.first
    return moment
