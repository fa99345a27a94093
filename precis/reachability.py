"""Whether the addresses of sources still answer, as a program with a network once found: `docs/_reachability.yml`.

A list; the project’s checks read it without a network:

    - url: https://www.example.org/report
      checked: 2026-11-28
      status: gone
      code: 404
      archived: https://web.archive.org/web/2026/https://www.example.org/report
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from precis.days import Day
from precis.records import Record, Records, validated
from precis.source import WebAddress

FILE = "docs/_reachability.yml"
Status = Literal["reachable", "moved", "gone", "blocked", "unreachable"]
"""Moved: for good, to another address. Gone: the server says so (404, 410), or has no name any more. Blocked: it turns
programs away (401, 403, 429, 451). Unreachable: no answer, or an error of the server."""


class Visit(Record):
    """What one address gave on a day."""

    url: WebAddress
    checked: Day
    "The day of the last try."
    status: Status
    code: int | None = None
    "HTTP status; none where no server answered."
    archived: WebAddress | None = None
    "A copy in an archive of the web."


@dataclass(frozen=True)
class Reachability:
    entries: Sequence[Visit]
    records: Records

    @cached_property
    def by_url(self) -> Mapping[str, Visit]:
        """The last one of each address."""
        return {entry.url: entry for entry in self.entries}

    def line(self, url: str) -> int | None:
        """Where the address stands in the file."""
        places = (number for number, entry in enumerate(self.entries) if entry.url == url)
        return self.records.line([next(places, -1), "url"])


def read(records: Records) -> Reachability:
    """Raises InvalidInput where an entry is faulty."""
    entries: list[Visit] = validated(records, list[Visit]) if records.data else []
    return Reachability(entries, records)
