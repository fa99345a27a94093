"""Where places of the globe stand on a flat map, and how far they are from each other."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TypeAlias

Point: TypeAlias = tuple[float, float]
"Longitude and latitude in degrees, or across and down on a map."
RADIUS = 6371.0088
"Mean radius of the Earth in kilometres (IUGG)."


@dataclass(frozen=True, slots=True)
class Box:
    """A part of the globe in degrees; it does not reach over the date line."""

    west: float
    south: float
    east: float
    north: float

    def holds(self, place: Point) -> bool:
        return self.west <= place[0] <= self.east and self.south <= place[1] <= self.north

    def grown(self, share: float) -> Box:
        """The box with a margin on each side, as a share of its width and height."""
        across, up = (self.east - self.west) * share, (self.north - self.south) * share
        return Box(self.west - across, self.south - up, self.east + across, self.north + up)


@dataclass(frozen=True, slots=True)
class Projection:
    """Mercator’s, which keeps angles and so the shape of what is small. North is up."""

    box: Box
    width: float
    "Of the map, in its own units."

    @property
    def height(self) -> float:
        return self._scale * (_stretched(self.box.north) - _stretched(self.box.south))

    @property
    def kilometres(self) -> float:
        """In a unit of the map, halfway between south and north."""
        middle = math.radians((self.box.south + self.box.north) / 2)
        return RADIUS * math.cos(middle) / self._scale

    def place(self, place: Point) -> Point:
        """Across from the western edge, down from the northern."""
        lon, lat = place
        across = math.radians(lon - self.box.west)
        return self._scale * across, self._scale * (_stretched(self.box.north) - _stretched(lat))

    @property
    def _scale(self) -> float:
        return self.width / math.radians(self.box.east - self.box.west)


def distance(one: Point, other: Point) -> float:
    """Kilometres between two places along the surface of a sphere (haversine formula)."""
    (lon, lat), (lon2, lat2) = (tuple(map(math.radians, place)) for place in (one, other))
    half = math.sin((lat2 - lat) / 2) ** 2 + math.cos(lat) * math.cos(lat2) * math.sin((lon2 - lon) / 2) ** 2
    return 2 * RADIUS * math.asin(min(1, math.sqrt(half)))


def _stretched(lat: float) -> float:
    return math.log(math.tan(math.pi / 4 + math.radians(lat) / 2))
