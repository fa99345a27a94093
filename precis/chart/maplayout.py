"""All that is written on a map, each in its place: names of places and lines, the scale, names of areas."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from precis.chart.mapbase import MapBase
from precis.chart.mapclip import inside
from precis.chart.maplabels import Board, Label, Rect, Segment, along, around, beside
from precis.chart.mapscale import Scale, bars, corners
from precis.chart.projection import Point, Projection
from precis.writing import Writer

WIDTH = 288.0
"Of a map in its units, and in pixels on a phone 320 px wide."
_EDGE = 1.0
"What is kept free within the frame, in units of the map."
_SPACED = 0.12
"Between the letters of a country's name, in em."


@dataclass(frozen=True, slots=True)
class Name:
    kind: str
    "`place`, `route`, or that of an area."
    label: Label
    ashore: bool
    "Whether it stands on land."


@dataclass(frozen=True, slots=True)
class Layout:
    names: tuple[Name, ...]
    scale: Scale
    crowded: bool
    "Whether a name of a place or line, or the scale, hides another or a mark."


def laid_out(base: MapBase, writer: Writer) -> Layout:
    """The most important first. Areas for whose name there is no room go without."""
    projection = projected(base)
    board = _board(base, projection)
    places, routes = (list(map(list, find(base, projection, writer))) for find in (_places, _routes))
    kinds = ["place"] * len(places) + ["route"] * len(routes)
    found = [(kind, label, fits) for kind, (label, fits) in zip(kinds, board.settle(places + routes), strict=True)]
    scale, clear = board.put(corners(bars(projection, writer), projection))
    crowded = not clear or not all(fits for *_, fits in found)
    areas = [(kind, *board.put(names)) for kind, names in _areas(base, projection, writer)]
    found += [area for area in areas if area[-1]]
    land = [[projection.place(point) for point in ring] for ring in base.land]
    ashore = [any(inside(label.rect().middle, ring) for ring in land) for _, label, _ in found]
    names = (Name(kind, label, dry) for (kind, label, _), dry in zip(found, ashore, strict=True))
    return Layout(tuple(names), scale, crowded)


def projected(base: MapBase) -> Projection:
    return Projection(base.extent, WIDTH)


def _places(base: MapBase, projection: Projection, writer: Writer) -> Iterator[Iterator[Label]]:
    for place in base.places.values():
        yield beside(writer.message(place.name), projection.place(place.at), place.label)


def _routes(base: MapBase, projection: Projection, writer: Writer) -> Iterator[Iterator[Label]]:
    for route in base.routes.values():
        yield along(writer.message(route.name), list(map(projection.place, route.path)), route.label)


def _areas(base: MapBase, projection: Projection, writer: Writer) -> Iterator[tuple[str, Iterator[Label]]]:
    for area in base.areas.values():
        spaced = 0.0 if area.kind == "sea" else _SPACED
        yield area.kind, around(writer.message(area.name), projection.place(area.at), spaced)


def _board(base: MapBase, projection: Projection) -> Board:
    def segments(path: Sequence[Point]) -> list[Segment]:
        return list(pairwise(map(projection.place, path)))

    return Board(
        Rect(_EDGE, _EDGE, projection.width - _EDGE, projection.height - _EDGE),
        [projection.place(place.at) for place in base.places.values()],
        [segment for route in base.routes.values() for segment in segments(route.path)],
        [segment for ring in base.land for segment in segments([*ring, ring[0]])],
    )
