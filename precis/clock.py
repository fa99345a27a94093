"""The day a build takes place."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping


def today(environment: Mapping[str, str]) -> dt.date:
    """The day (UTC) of SOURCE_DATE_EPOCH, for builds that can be repeated, or today's where it is not set."""
    stated = environment.get("SOURCE_DATE_EPOCH", "")
    moment = dt.datetime.fromtimestamp(int(stated), dt.UTC) if stated.isdecimal() else dt.datetime.now(dt.UTC)
    return moment.date()
