"""Whether the facts of a chart suit its type. Each check gives what is wrong, what is expected and how to repair it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TypeAlias

from precis.chart.chart import Chart, Charts, ChartType
from precis.fact import Fact, Facts, Noun
from precis.problems import Problem
from precis.records import KeyPath, Records

Fault: TypeAlias = tuple[KeyPath, str, str, str]
"Where in the chart's record; what, expected, repair."
Check: TypeAlias = Callable[[Chart, Facts], Iterator[Fault]]


def unfit(records: Records, charts: Charts, facts: Facts, path: str) -> Iterator[Problem]:
    """What is wrong with a file of charts; `path` is the file of the facts."""
    for chart_id, chart in charts.items():
        for keys, what, expected, repair in _faults(chart, facts, path):
            line = records.line([chart_id, *keys])
            yield Problem(records.path, line, f"the chart “{chart_id}” {what}", expected, repair)


def _faults(chart: Chart, facts: Facts, path: str) -> Iterator[Fault]:
    unknown = [(place, name) for place, name in enumerate(chart.facts) if name not in facts]
    for place, name in unknown:
        keys = ("facts", place)
        yield keys, f"shows the unknown fact “{name}”", f"an id of {path}", "correct the id, or add the fact"
    for place, name in enumerate(chart.facts):
        if name in chart.facts[:place]:
            yield ("facts", place), f"shows the fact “{name}” twice", "each fact once", "remove one of the two"
    for name in chart.short_labels:
        if name not in chart.facts:
            expected = "a fact that the chart shows"
            yield ("labels", name), f"labels “{name}”, which it does not show", expected, "add it to “facts:”"
    if chart.base and chart.type != "map":
        yield ("base",), f"is of type “{chart.type}” and has a “base:”", "a base for maps only", "remove “base:”"
    if not unknown:
        yield from _CHECKS[chart.type](chart, facts)


def _bars(chart: Chart, facts: Facts) -> Iterator[Fault]:
    yield from _several(chart)
    yield from _measured(chart, facts)


def _line(chart: Chart, facts: Facts) -> Iterator[Fault]:
    yield from _bars(chart, facts)
    for place, name in enumerate(chart.facts):
        if facts[name].when is None:
            what, repair = f"draws a line through “{name}”, which has no time", "add “period:” to it, or draw bars"
            yield ("facts", place), what, "facts with a period", repair


def _timeline(chart: Chart, facts: Facts) -> Iterator[Fault]:
    yield from _several(chart)
    for place, name in enumerate(chart.facts):
        if facts[name].kind != "date" and facts[name].when is None:
            what, repair = f"has “{name}” on its timeline, which has no time", "add “period:” to it, or leave it out"
            yield ("facts", place), what, "dates, events, and facts with a period", repair


def _map(chart: Chart, _: Facts) -> Iterator[Fault]:
    if not chart.base:
        expected = "the name of a file of docs/_maps/, without its ending"
        yield (), "is a map without a base", expected, "add “base:”"


def _several(chart: Chart) -> Iterator[Fault]:
    if len(chart.facts) < 2:
        yield ("facts",), "compares nothing", "two facts or more", "add facts, or write the value in the text"


def _measured(chart: Chart, facts: Facts) -> Iterator[Fault]:
    """All are numbers from nought up, of one unit."""
    first = next((facts[name] for name in chart.facts if facts[name].numeric), None)
    for place, name in enumerate(chart.facts):
        fact, keys = facts[name], ("facts", place)
        if not fact.numeric:
            expected, repair = "facts with a number", "leave it out, or draw a timeline"
            yield keys, f"draws the {fact.kind} “{name}”, which is no number", expected, repair
        elif fact.ends[0] < 0:
            yield keys, f"draws “{name}”, which is below nought", "numbers from 0 up", "leave it out"
        elif first is not None and unit_of(fact) != unit_of(first):
            what = f"draws “{name}” ({_said(fact)}) beside others ({_said(first)})"
            yield keys, what, "facts of one kind and unit", "leave it out, or make a chart of its own"


def unit_of(fact: Fact) -> tuple[object, ...]:
    """What two facts must have in common to be compared."""
    return fact.kind, fact.unit, fact.currency, fact.per


def _said(fact: Fact) -> str:
    unit = fact.unit.other if isinstance(fact.unit, Noun) else fact.unit
    per = f"per {fact.per}" if fact.per else None
    parts: tuple[str | None, ...] = (fact.kind, unit, fact.currency, per)
    return " ".join(filter(None, parts))


_CHECKS: Mapping[ChartType, Check] = {"bars": _bars, "line": _line, "timeline": _timeline, "map": _map}
