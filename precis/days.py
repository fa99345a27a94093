"""Days in records and front matter."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from pydantic import BeforeValidator

from precis.records import refuse


def _day(value: object) -> object:
    if isinstance(value, dt.date):
        return value
    try:
        return dt.date.fromisoformat(str(value))
    except ValueError:
        raise refuse(f"is “{value}”", "a day, as 2026-11-22", "correct the date") from None


Day = Annotated[dt.date, BeforeValidator(_day)]
