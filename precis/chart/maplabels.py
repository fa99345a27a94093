"""Where the names of a map stand: of all places for a name the one that hides least, in the language's own words.

All is measured as on the narrowest phone, where the text is largest beside the map. On wider pages it is smaller
beside it and stands nearer to its marks, so that what is apart there is apart everywhere.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise, product
from operator import attrgetter
from typing import Literal, Protocol, TypeVar

from precis.chart.projection import Point

SIZE = 12.0
"Of the text, in units of the map, whose width is that of the narrowest phone's text in pixels."
LINE = 1.15
"From one line to the next, in em."
_SIGN, _PAD = 0.62, 0.25
"Width of a sign, generously, and what is kept free on either side, in em."
_UP, _DOWN = 0.8, 0.25
"What letters take above and below the line they stand on, in em."
MARK = 4.0
"Half the width of a mark with what is kept free around it."

_REACH = 4
"Steps by which the name of an area is moved at most."

Anchor = Literal["start", "middle", "end"]
Segment = tuple[Point, Point]


@dataclass(frozen=True, slots=True)
class Rect:
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Rect) -> bool:
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )

    @property
    def middle(self) -> Point:
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    def crossed(self, segment: Segment) -> bool:
        """Whether any of the segment is within (Liang and Barsky's way)."""
        (x, y), (x2, y2) = segment
        start, end = 0.0, 1.0
        for step, room in (
            (x - x2, x - self.left),
            (x2 - x, self.right - x),
            (y - y2, y - self.top),
            (y2 - y, self.bottom - y),
        ):
            if step == 0 and room < 0:
                return False
            if step < 0:
                start = max(start, room / step)
            elif step > 0:
                end = min(end, room / step)
        return start <= end

    def within(self, other: Rect) -> bool:
        return (
            self.left >= other.left
            and self.right <= other.right
            and self.top >= other.top
            and self.bottom <= other.bottom
        )


@dataclass(frozen=True, slots=True)
class Label:
    lines: tuple[str, ...]
    at: Point
    anchor: Anchor
    across: float
    down: float
    "From the point to where the first line is anchored, in em."
    spaced: float = 0.0
    "Space between letters, in em."
    odd: float = 0.0
    "What it costs that it is not where it was wanted."

    def rect(self, size: float = SIZE) -> Rect:
        """What it covers; `size`: of the text, in units of the map."""
        wide = (max(width(line) + len(line) * self.spaced for line in self.lines) + 2 * _PAD) * size
        x = self.at[0] + self.across * size
        left = {"start": x - _PAD * size, "middle": x - wide / 2, "end": x - wide + _PAD * size}[self.anchor]
        first = self.at[1] + self.down * size
        last = first + (len(self.lines) - 1) * LINE * size
        return Rect(left, first - _UP * size, left + wide, last + _DOWN * size)


class Placeable(Protocol):
    """What takes up room on a map."""

    @property
    def odd(self) -> float: ...

    def rect(self) -> Rect: ...


Placed = TypeVar("Placed", bound=Placeable)


@dataclass
class Board:
    """A map's surface with what is on it already."""

    frame: Rect
    marks: Sequence[Point] = ()
    routes: Sequence[Segment] = ()
    coasts: Sequence[Segment] = ()
    taken: list[Rect] = field(default_factory=list)

    def put(self, candidates: Iterable[Placed]) -> tuple[Placed, bool]:
        """The cheapest of the labels, and whether it is clear of all others."""
        best, *others = sorted(candidates, key=attrgetter("odd"))
        cost = best.odd + self.cost(best.rect())
        for one in others:
            if one.odd >= cost:  # nor can those be cheaper that come after it
                break
            if (other := one.odd + self.cost(one.rect())) < cost:
                best, cost = one, other
        self.taken.append(best.rect())
        return best, cost < _BLOCKED

    def settle(self, names: Sequence[Sequence[Placed]]) -> list[tuple[Placed, bool]]:
        """One label of each name: first one after the other, then each once more among all others."""
        found = [self.put(candidates) for candidates in names]
        for _ in range(_ROUNDS):
            for number, candidates in enumerate(names):
                self.taken.remove(found[number][0].rect())
                found[number] = self.put(candidates)
        return found

    def cost(self, rect: Rect) -> float:
        marks = [Rect(x - MARK, y - MARK, x + MARK, y + MARK) for x, y in self.marks]
        blocked = sum(rect.meets(other) for other in (*self.taken, *marks)) + (not rect.within(self.frame))
        hides = any(rect.crossed(route) for route in self.routes)
        ashore = any(rect.crossed(coast) for coast in self.coasts)
        return blocked * _BLOCKED + hides * _ROUTE + ashore * _COAST


_BLOCKED, _ROUTE, _COAST = 1000.0, 10.0, 1.0
"What it costs to hide a mark or a name, to hide a line, and to lie across the coast."
_ROUNDS = 2
_ASIDE, _NEXT = 2.0, 0.1
"What it costs to stand elsewhere than its record wants it, and for each better place that is left for this one."


def beside(text: str, at: Point, first: str | None = None) -> Iterator[Label]:
    """A name around a mark: where its record wants it, then anywhere; in one line, then in two."""
    sides = dict.fromkeys([*([first] if first else []), *_SIDES])
    for number, (lines, side) in enumerate(product(broken(text), sides)):
        anchor, across, down, rows = _SIDES[side]
        odd = number * _NEXT + (_ASIDE if first and side != first else 0)
        yield Label(lines, at, anchor, across, down - rows * (len(lines) - 1) * LINE, odd=odd)


def along(text: str, path: Sequence[Point], first: str | None = None) -> Iterator[Label]:
    """A name beside a line, the nearer to its middle the better."""
    for number, share in enumerate((0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8)):
        for label in beside(text, _part_of(path, share), first):
            yield replace(label, odd=label.odd + number * _NEXT)


def around(text: str, at: Point, spaced: float = 0.0) -> Iterator[Label]:
    """A name of an area: at a point or not far from it."""
    for across, down in product(range(-_REACH, _REACH + 1), repeat=2):
        moved = (at[0] + across * SIZE, at[1] + down * SIZE / 2)
        for number, lines in enumerate(broken(text)):
            odd = (abs(across) + abs(down) + number) * _NEXT
            yield Label(lines, moved, "middle", 0, 0.3 - (len(lines) - 1) * LINE / 2, spaced, odd)


def width(text: str) -> float:
    """About what a line of text takes, in em; signs as broad as Chinese ones more."""
    return sum(1.0 if unicodedata.east_asian_width(sign) in "WF" else _SIGN for sign in text)


def broken(text: str) -> Iterator[tuple[str, ...]]:
    """In one line, and in two about equally long ones where it has spaces or hyphens."""
    yield (text,)
    halves = [(text[: found.end()].rstrip(), text[found.end() :]) for found in re.finditer(r"[ -](?=[^ -])", text)]
    if halves:
        yield min(halves, key=lambda half: max(map(len, half)))


def _part_of(path: Sequence[Point], share: float) -> Point:
    """A point of a line, by the share of its length that is before it."""
    left = share * sum(math.dist(start, end) for start, end in pairwise(path))
    for start, end in pairwise(path):
        length = math.dist(start, end)
        if left <= length and length:
            return start[0] + left / length * (end[0] - start[0]), start[1] + left / length * (end[1] - start[1])
        left -= length
    return path[-1]


_SIDES: Mapping[str, tuple[Anchor, float, float, float]] = {
    "right": ("start", 0.62, 0.33, 0.5),
    "left": ("end", -0.62, 0.33, 0.5),
    "above": ("middle", 0, -0.62, 1),
    "below": ("middle", 0, 1.3, 0),
    "above-right": ("start", 0.3, -0.62, 1),
    "above-left": ("end", -0.3, -0.62, 1),
    "below-right": ("start", 0.3, 1.16, 0),
    "below-left": ("end", -0.3, 1.16, 0),
}
"Anchor; from the mark to the first line in em; by how many of its further lines it is moved up."
