"""What a map is drawn on: land, places and lines between them, in degrees. Names are in the site's source language."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator

from precis.chart.projection import Box, Point
from precis.records import Record, UrlPart, refuse
from precis.source import is_web_address

PlaceKind = Literal["town", "port", "village", "site"]
RouteKind = Literal["motorway", "road", "railway", "tunnel", "ferry"]
AreaKind = Literal["country", "region", "sea"]
Side = Literal[
    "right", "left", "above", "below", "above-right", "above-left", "below-right", "below-left"
]  # fmt: skip
POLAR = 85
"Latitude up to which a map can be drawn."


def _degrees(value: object) -> object:
    pair = value if isinstance(value, list | tuple) and len(value) == 2 else ("", "")
    if not all(
        type(angle) in {int, float} and abs(angle) <= most for angle, most in zip(pair, (180, POLAR), strict=True)
    ):
        expected = f"[longitude, latitude] in degrees, up to {POLAR} north or south"
        raise refuse(f"is {value}", expected, "write the longitude first, west and south with a minus")
    return value


def _at_least(number: int) -> Callable[[tuple[Point, ...]], tuple[Point, ...]]:
    def check(value: tuple[Point, ...]) -> tuple[Point, ...]:
        if len(value) < number:
            raise refuse(f"has {len(value)} of the {number} points that it needs", f"{number} or more", "add points")
        return value

    return check


def _part_of_the_globe(value: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    west, south, east, north = value
    if not (-180 <= west < east <= 180 and -POLAR <= south < north <= POLAR):
        said = ", ".join(f"{number:g}" for number in value)
        raise refuse(f"is [{said}]", "[west, south, east, north] in degrees", "put the four numbers in this order")
    return value


def _web_address(value: str) -> str:
    if not value.startswith("https://"):
        raise refuse(f"is “{value}”", "an address that begins with https://", "correct the address")
    return is_web_address(value)


Degrees = Annotated[Point, BeforeValidator(_degrees)]
"Longitude (east), then latitude (north)."
Path = Annotated[tuple[Degrees, ...], AfterValidator(_at_least(2))]
Ring = Annotated[tuple[Degrees, ...], AfterValidator(_at_least(3))]
Edges = Annotated[tuple[float, float, float, float], AfterValidator(_part_of_the_globe)]


class Credit(Record):
    name: str
    "Whose coast it is."
    url: Annotated[str, AfterValidator(_web_address)]
    note: str = ""
    "What is from elsewhere, in the source language."


class Place(Record):
    name: str
    kind: PlaceKind
    at: Degrees
    what: str = ""
    "What it is, where its kind says too little."
    label: Side | None = None
    "Where its name stands if there is room; else where there is most."


class Route(Record):
    name: str
    kind: RouteKind
    path: Path
    label: Side | None = None


class Area(Record):
    name: str
    kind: AreaKind
    at: Degrees
    "About where its name stands."


class MapBase(Record):
    """A file of `docs/_maps/`."""

    credit: Credit
    box: Edges
    "West, south, east and north of the map."
    land: tuple[Ring, ...]
    "Outlines, as scripts/cut_map.py writes them."
    places: Mapping[UrlPart, Place]
    routes: Mapping[UrlPart, Route] = {}
    areas: Mapping[UrlPart, Area] = {}
    distance: tuple[UrlPart, UrlPart] | None = None
    "Two of the places, how far apart which are the map says."

    @property
    def extent(self) -> Box:
        return Box(*self.box)


def messages(base: MapBase) -> Iterator[tuple[str, str, str]]:
    """The base's strings to translate, each after the keys of where it stands."""
    if base.credit.note:
        yield "credit", "note", base.credit.note
    for group, named in (("places", base.places), ("routes", base.routes), ("areas", base.areas)):
        for id_, one in named.items():
            yield group, id_, one.name
            if isinstance(one, Place) and one.what:
                yield group, id_, one.what
