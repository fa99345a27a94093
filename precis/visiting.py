"""What is made of visits to the addresses of sources: how they are judged, told and kept."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal
from urllib.parse import urlsplit

import yaml

from precis.problems import Problem
from precis.reachability import Status, Visit
from precis.source import Source

HEAD = "# What `python scripts/sources.py check` found; written by it.\n"
Failure = Literal["", "timeout", "certificate", "connection", "robots", "loop"]

CODES: Mapping[int, Status] = MappingProxyType(
    {404: "gone", 410: "gone", **dict.fromkeys((401, 402, 403, 407, 429, 451), "blocked")}
)
"What an answer means, beside what its hundreds do."
FAILURES: Mapping[Failure, Status] = MappingProxyType({"robots": "blocked"})
FOR_GOOD = frozenset({301, 308})
SAID: Mapping[Status, str] = MappingProxyType(
    {
        "reachable": "can be reached",
        "moved": "has moved for good",
        "gone": "is gone",
        "blocked": "refuses programs: look yourself",
        "unreachable": "cannot be reached",
    }
)


@dataclass(frozen=True, slots=True)
class Answer:
    """How a visit went: the statuses of all redirects and the last one, where it ended, and why it failed."""

    codes: tuple[int, ...]
    url: str
    failure: Failure = ""


def judged(url: str, answer: Answer, day: dt.date, archived: str | None) -> Visit:
    code = answer.codes[-1] if answer.codes else None
    return Visit(url=url, checked=day, status=_status(url, answer), code=code, archived=archived)


def _status(url: str, answer: Answer) -> Status:
    """A page that now leads to the front page of its site is gone, too."""
    if answer.failure or not answer.codes:
        return FAILURES.get(answer.failure, "unreachable")
    last = answer.codes[-1]
    if last in CODES:
        return CODES[last]
    if not 200 <= last < 300:
        return "unreachable"
    if len(answer.codes) > 1 and _is_front(answer.url) and not _is_front(url):
        return "gone"
    return "moved" if FOR_GOOD.issuperset(answer.codes[:-1]) and len(answer.codes) > 1 else "reachable"


def _is_front(url: str) -> bool:
    parts = urlsplit(url)
    return parts.path in {"", "/"} and not parts.query


def written(visits: Iterable[Visit]) -> str:
    """The file’s text, an address a line, in their order."""
    ordered = sorted(visits, key=lambda visit: visit.url)
    rows = (visit.model_dump(mode="json", exclude_none=True) for visit in ordered)
    lines = (yaml.safe_dump(row, default_flow_style=True, sort_keys=False, width=10_000) for row in rows)
    return HEAD + ("".join(f"- {line}" for line in lines) or "[]\n")


def problems(visit: Visit, source: Source, where: tuple[str, int | None]) -> list[Problem]:
    """What an editor has to do about an address; nothing where it can be reached. Warnings: no text is wrong by it."""
    if visit.status == "reachable":
        return []
    code = f" ({visit.code})" if visit.code else ""
    what = f"{visit.url} {SAID[visit.status]}{code}"
    return [Problem(*where, what, "a source that readers can look at", _repair(visit, source), "warning")]


def _repair(visit: Visit, source: Source) -> str:
    if visit.status == "moved":
        return "open it, look whether it is the same text, and write where it led as “URL:”"
    if source.archived:
        return "nothing: readers are led to the copy in “archive_location:”"
    if visit.archived:
        return f"look at the copy, then add “archive_location: {visit.archived}”"
    return "look for a copy in a web archive and add it as “archive_location:”, or cite another source"


def due(urls: Sequence[str], known: Mapping[str, Visit], day: dt.date, days: int) -> list[str]:
    """The addresses never visited, or not for some days."""
    return [url for url in urls if url not in known or (day - known[url].checked).days >= days]
