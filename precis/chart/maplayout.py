"""All that is written on a map, each in its place: names of places and lines, the scale, names of areas."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from precis.chart.mapbase import MapBase
from precis.chart.maplabels import Board, Label, Rect, Segment, along, around, beside
from precis.chart.mapscale import Scale, bars, corners
from precis.chart.projection import Point, Projection
from precis.writing import Writer

_EDGE = 1.0
"What is kept free within the frame, in units of the map."
_SPACED = 0.12
"Between the letters of a country's name, in em."


@dataclass(frozen=True, slots=True)
class Layout:
    labels: tuple[tuple[str, Label], ...]
    "Each with its kind: `place`, `route`, or that of an area."
    scale: Scale
    crowded: bool
    "Whether a name of a place or line, or the scale, hides another or a mark."


def laid_out(base: MapBase, projection: Projection, writer: Writer) -> Layout:
    """The most important first. Areas for whose name there is no room go without."""
    board = _board(base, projection)
    found = [("place", *board.put(names)) for names in _places(base, projection, writer)]
    found += [("route", *board.put(names)) for names in _routes(base, projection, writer)]
    scale, clear = board.put(corners(bars(projection, writer), projection))
    areas = [(kind, *board.put(names)) for kind, names in _areas(base, projection, writer)]
    labels = [(kind, label) for kind, label, _ in found] + [(kind, label) for kind, label, fits in areas if fits]
    return Layout(tuple(labels), scale, not clear or not all(fits for *_, fits in found))


def _places(base: MapBase, projection: Projection, writer: Writer) -> Iterator[Iterator[Label]]:
    for place in base.places.values():
        yield beside(writer.message(place.name), projection.place(place.at), place.label)


def _routes(base: MapBase, projection: Projection, writer: Writer) -> Iterator[Iterator[Label]]:
    for route in base.routes.values():
        yield along(writer.message(route.name), [projection.place(point) for point in route.path], route.label)


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
