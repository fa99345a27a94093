"""Whether maps hold together: places within their box, names with room, charts with a base that exists."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from precis.chart.chart import Charts
from precis.chart.mapbase import MapBase
from precis.chart.maplayout import laid_out
from precis.problems import InvalidInput, Problem
from precis.records import KeyPath, Records, validated
from precis.writing import Writer

FOLDER = "_maps"


def read(records: Records) -> MapBase:
    """The base of a map. Raises InvalidInput."""
    base: MapBase = validated(records, MapBase)
    problems = list(_faults(records, base))
    if problems:
        raise InvalidInput(problems)
    return base


def unknown(records: Records, charts: Charts, bases: Collection[str]) -> Iterator[Problem]:
    """Charts drawn on a base that does not exist; `bases`: the names of those that do."""
    for chart_id, chart in charts.items():
        if chart.type == "map" and chart.base and chart.base not in bases:
            what = f"the chart “{chart_id}” is drawn on the unknown base “{chart.base}”"
            expected = f"one of {', '.join(sorted(bases))}" if bases else f"a file of docs/{FOLDER}/"
            line = records.line([chart_id, "base"])
            yield Problem(
                records.path, line, what, expected, f"correct the name, or add docs/{FOLDER}/{chart.base}.yml"
            )


def crowded(bases: Mapping[str, MapBase], writers: Mapping[str, Writer]) -> Iterator[Problem]:
    """Names that hide each other or a mark in one of the languages."""
    for name, base in bases.items():
        for writer in writers.values():
            if laid_out(base, writer).crowded:
                what = f"names on the map do not fit beside each other in {writer.language.name}"
                expected, repair = "names with room on a phone", "shorten a translation, widen the box, or drop a place"
                yield Problem(f"docs/{FOLDER}/{name}.yml", None, what, expected, repair, "warning")


def _faults(records: Records, base: MapBase) -> Iterator[Problem]:
    for keys, name, point in _points(base):
        if not base.extent.holds(point):
            what = f"“{name}” is at [{point[0]:g}, {point[1]:g}], which is outside the map"
            edges = ", ".join(f"{edge:g}" for edge in base.box)
            repair = "correct it (longitude first), or leave it out"
            yield Problem(records.path, records.line(keys), what, f"a place within “box: [{edges}]”", repair)
    for number, place in enumerate(base.distance or ()):
        if place not in base.places:
            what, expected = f"“distance” names the unknown place “{place}”", "two ids of “places:”"
            yield Problem(records.path, records.line(("distance", number)), what, expected, "correct the id")


def _points(base: MapBase) -> Iterator[tuple[KeyPath, str, tuple[float, float]]]:
    for id_, place in base.places.items():
        yield ("places", id_, "at"), id_, place.at
    for id_, area in base.areas.items():
        yield ("areas", id_, "at"), id_, area.at
    for id_, route in base.routes.items():
        for number, point in enumerate(route.path):
            yield ("routes", id_, "path", number), id_, point
