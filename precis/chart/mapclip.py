"""Outlines cut by the edges of a rectangle, and made of fewer points."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from itertools import pairwise

from precis.chart.projection import Box, Point

Ring = list[Point]


def within(ring: Sequence[Point], box: Box) -> Ring:
    """The part of a polygon in a box (Sutherland and Hodgman’s way); empty where it has none.

    Several parts stay one ring: they are joined along the edges of the box.
    """
    cut = list(ring)
    for axis, edge, sign in ((0, box.west, 1), (0, box.east, -1), (1, box.south, 1), (1, box.north, -1)):
        cut = _cut(cut, lambda point, axis=axis, edge=edge, sign=sign: sign * (point[axis] - edge))  # type: ignore[misc]
    return cut


def simpler(line: Sequence[Point], tolerance: float) -> Ring:
    """The line without the points that are nearer to it than the tolerance (Douglas and Peucker’s way)."""
    if len(line) < 3:
        return list(line)
    far = max(range(1, len(line) - 1), key=lambda i: off(line[i], line[0], line[-1]))
    if off(line[far], line[0], line[-1]) <= tolerance:
        return [line[0], line[-1]]
    return [*simpler(line[: far + 1], tolerance)[:-1], *simpler(line[far:], tolerance)]


def simpler_ring(ring: Sequence[Point], tolerance: float) -> Ring:
    """The same of a polygon, whose last point is joined to its first."""
    if not ring:
        return []
    half = max(range(len(ring)), key=lambda i: math.dist(ring[0], ring[i]))
    return [*simpler(ring[: half + 1], tolerance)[:-1], *simpler([*ring[half:], ring[0]], tolerance)[:-1]]


def off(point: Point, start: Point, end: Point) -> float:
    """How far a point is from a line between two others."""
    length = math.dist(start, end)
    if not length:
        return math.dist(point, start)
    along = sum((p - s) * (e - s) for p, s, e in zip(point, start, end, strict=True)) / length**2
    share = min(1.0, max(0.0, along))
    return math.dist(point, (start[0] + share * (end[0] - start[0]), start[1] + share * (end[1] - start[1])))


def inside(point: Point, ring: Sequence[Point]) -> bool:
    """Whether a polygon holds a point: a line from it to the west crosses the outline an odd number of times."""
    x, y = point
    crossings = 0
    for (x1, y1), (x2, y2) in pairwise([*ring, ring[0]]):
        if (y1 > y) != (y2 > y) and x > x1 + (y - y1) / (y2 - y1) * (x2 - x1):
            crossings += 1
    return crossings % 2 == 1


def _cut(ring: Ring, side: Callable[[Point], float]) -> Ring:
    """The part of the polygon where `side` is not negative."""
    kept: Ring = []
    for before, point in zip([*ring[-1:], *ring[:-1]], ring, strict=True):
        was, now = side(before), side(point)
        if was * now < 0:
            share = was / (was - now)
            kept.append((before[0] + share * (point[0] - before[0]), before[1] + share * (point[1] - before[1])))
        if now >= 0:
            kept.append(point)
    return kept
