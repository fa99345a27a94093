"""A map in words: one sentence or two, the same as a table, and as data."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from babel.lists import format_list

from precis.catalogue import N_
from precis.chart.drawing import Cell, Row
from precis.chart.mapbase import MapBase, Place, Route
from precis.chart.mapscale import units
from precis.chart.projection import Point, distance
from precis.chart.telling import capital
from precis.phrase import filled
from precis.table import Column, Table
from precis.writing import Writer

COLUMNS = (N_("Name"), N_("What"), N_("Coordinates"))
KINDS: Mapping[str, str] = {
    "town": N_("Town"),
    "port": N_("Town with a port"),
    "village": N_("Village"),
    "site": N_("Site"),
    "motorway": N_("Motorway"),
    "road": N_("Road"),
    "railway": N_("Railway"),
    "tunnel": N_("Tunnel"),
    "ferry": N_("Ferry route"),
}
_NORTH, _SOUTH, _EAST, _WEST = N_("{degrees}° N"), N_("{degrees}° S"), N_("{degrees}° E"), N_("{degrees}° W")
_EXACT = 20
"Kilometres from which on a distance is told without decimals."


def says(base: MapBase, writer: Writer) -> str:
    """Which places and lines it shows, and how far apart two of them are."""
    places = _listed((place.name for place in base.places.values()), writer)
    lines = _listed((route.name for route in base.routes.values()), writer)
    with_lines = N_("Map with north at the top. Places: {places}. Lines: {lines}.")
    without = N_("Map with north at the top. Places: {places}.")
    said = filled(writer.message(with_lines if lines else without), places=places, lines=lines)
    return f"{said} {apart(base, writer)}".rstrip()


def apart(base: MapBase, writer: Writer) -> str:
    """The distance between two of the places, as the crow flies; empty where the base names none."""
    if base.distance is None:
        return ""
    one, other = (base.places[id_] for id_ in base.distance)
    said = N_("From {one} to {other} it is about {distance} in a straight line, computed from their coordinates.")
    names = {"one": writer.message(one.name), "other": writer.message(other.name)}
    return filled(writer.message(said), **names, distance=_length(distance(one.at, other.at), writer))


def rows(base: MapBase, writer: Writer) -> tuple[Row, ...]:
    """Places, then lines."""
    found: list[Place | Route] = [*base.places.values(), *base.routes.values()]
    return tuple(_row(one, writer) for one in found)


def csv(base: MapBase, writers: Mapping[str, Writer]) -> str:
    """The places as a table, with their names in all languages."""
    names = [Column(f"name_{tag}", "string", "Name", _name(writer)) for tag, writer in writers.items()]
    found = [_Entry(id_, place) for id_, place in base.places.items()]
    return Table("", [*_COLUMNS, *names], found, ("id",)).csv()


@dataclass(frozen=True, slots=True)
class _Entry:
    id: str
    place: Place


_COLUMNS: tuple[Column[_Entry], ...] = (
    Column("id", "string", "The place’s id", lambda row: row.id),
    Column("kind", "string", "What it is", lambda row: row.place.kind),
    Column("latitude", "decimal", "Degrees north", lambda row: row.place.at[1]),
    Column("longitude", "decimal", "Degrees east", lambda row: row.place.at[0]),
)


def _name(writer: Writer) -> Callable[[_Entry], str]:
    return lambda row: writer.message(row.place.name)


def _row(one: Place | Route, writer: Writer) -> Row:
    """Of a line, both ends."""
    ends = [one.at] if isinstance(one, Place) else [one.path[0], one.path[-1]]
    what = (isinstance(one, Place) and one.what) or KINDS[one.kind]
    where = " – ".join(_written(end, writer) for end in ends)
    return Cell(capital(writer.message(one.name))), Cell(writer.message(what)), Cell(where)


def _written(place: Point, writer: Writer) -> str:
    """`51.127° N, 1.313° E`."""
    lon, lat = place
    halves = ((lat, _NORTH if lat >= 0 else _SOUTH), (lon, _EAST if lon >= 0 else _WEST))
    north, east = (
        filled(writer.message(half), degrees=writer.number(Decimal(str(abs(angle))))).replace(" ", "\u00a0")
        for angle, half in halves
    )
    return filled(writer.message(N_("{latitude}, {longitude}")), latitude=north, longitude=east)


def _length(kilometres: float, writer: Writer) -> str:
    """`43 kilometres (27 miles)` where readers know both."""
    lengths = [kilometres / unit for _, unit in units(writer.language.locale)]
    rounded = [round(length) if length >= _EXACT else round(length, 1) for length in lengths]
    names = [name for name, _ in units(writer.language.locale)]
    metric, *others = (
        writer.quantity(length, f"length-{name}", "long") for length, name in zip(rounded, names, strict=True)
    )
    return f"{metric} ({others[0]})" if others else metric


def _listed(names: Iterable[str], writer: Writer) -> str:
    said = [writer.message(name) for name in names]
    return format_list(said, locale=writer.language.locale) if said else ""
