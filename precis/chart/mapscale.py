"""The scale of a map: bars of a round length, in the units that readers of the language know."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from babel import Locale

from precis.chart.maplabels import SIZE, Rect, width
from precis.chart.projection import Projection
from precis.writing import Writer

MILE = 1.609344
"In kilometres."
_MILES = frozenset({"GB", "US", "LR"})
"Countries that measure roads in miles."
_SHARE = 0.25
"Of the map's width that a bar has at most."
ROW, GAP = 1.3, 0.4
"Height of a bar with what it says, and space between the two, in em."
_INSET = 8.0
"From the edges of the map, in its units."


@dataclass(frozen=True, slots=True)
class Bar:
    said: str
    length: float
    "In units of the map."


@dataclass(frozen=True, slots=True)
class Scale:
    """Bars under each other, each with what it says beside its end."""

    bars: tuple[Bar, ...]
    x: float
    y: float
    "Where it begins and where it ends below, in units of the map."
    odd: float = 0.0

    def rect(self) -> Rect:
        return Rect(self.x - 2, self.y - ROW * SIZE * len(self.bars), self.x + _wide(self.bars) + 2, self.y + 2)


def corners(found: tuple[Bar, ...], projection: Projection) -> Iterator[Scale]:
    """Where it can stand; below and on the left, if nothing is there."""
    right, top = projection.width - _INSET - _wide(found), _INSET + ROW * SIZE * len(found)
    for number, (x, y) in enumerate(
        ((_INSET, projection.height - _INSET), (right, projection.height - _INSET), (_INSET, top), (right, top))
    ):
        yield Scale(found, x, y, number / 10)


def bars(projection: Projection, writer: Writer) -> tuple[Bar, ...]:
    """One for each unit of length, kilometres first."""
    return tuple(_bar(unit, kilometres, projection, writer) for unit, kilometres in units(writer.language.locale))


def units(locale: Locale) -> tuple[tuple[str, float], ...]:
    """CLDR's units of length that readers know, and what they are in kilometres."""
    metric, imperial = ("kilometer", 1.0), ("mile", MILE)
    return (metric, imperial) if locale.territory in _MILES else (metric,)


def round_length(most: float) -> float:
    """The longest of 1, 2 and 5 times a power of ten that is not longer."""
    power = 10.0
    while power > most:
        power /= 10
    while power * 10 <= most:
        power *= 10
    return max(step * power for step in (1, 2, 5) if step * power <= most)


def _bar(unit: str, kilometres: float, projection: Projection, writer: Writer) -> Bar:
    length = round_length(_SHARE * projection.width * projection.kilometres / kilometres)
    return Bar(writer.quantity(length, f"length-{unit}", "short"), length * kilometres / projection.kilometres)


def _wide(found: tuple[Bar, ...]) -> float:
    return max(bar.length + (GAP + width(bar.said)) * SIZE for bar in found)
