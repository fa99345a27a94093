"""What a check looked at and found."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from precis.problems import Problem, ordered

Row = Mapping[str, str | int | float]
"Figures that are told, by their names: no judgement."


@dataclass(frozen=True, slots=True)
class Outcome:
    count: int
    "How much was looked at."
    of: str
    "What that is: links, pages."
    problems: tuple[Problem, ...] = ()
    rows: tuple[Row, ...] = ()


def outcome(count: int, of: str, problems: Iterable[Problem], rows: Iterable[Row] = ()) -> Outcome:
    return Outcome(count, of, ordered(problems), tuple(rows))


def once(problems: Iterable[Problem]) -> list[Problem]:
    """What is wrong alike on several pages, as a link of the frame is, said of the first one alone."""
    places: dict[Problem, list[Problem]] = {}
    for problem in ordered(problems):
        places.setdefault(replace(problem, path="", line=None), []).append(problem)
    return [_told(same) for same in places.values()]


def _told(same: list[Problem]) -> Problem:
    first, others = same[0], len({one.path for one in same}) - 1
    if not others:
        return first
    return replace(first, what=f"{first.what}, and so on {others} other page{'s' * (others != 1)}")
