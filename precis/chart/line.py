"""A line: how a value changed in time. It is dashed where the values come from different bodies: they are no series."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from lxml.etree import _Element as Element

from precis.catalogue import N_
from precis.chart import svg, telling
from precis.chart.drawing import ChartData, Datum, Drawing
from precis.chart.placing import STEP, Places, anchor, extent
from precis.fact import Statement
from precis.phrase import filled

_HEIGHT = 9.0
"Of the place between nought and the highest value, in em."
_EDGE = 0.02
"Share of the width that is left free on either side."
_DIAMOND, _DASH = "M-6 0 0-6 6 0 0 6z", "M-6 0H6"


@dataclass(frozen=True, slots=True)
class Point:
    """A value in its place: share of the width, and em up from nought."""

    datum: Datum
    said: Statement
    text: str
    x: float
    up: float

    @property
    def rival(self) -> bool:
        return self.said is not self.datum.fact


def draw(data: ChartData) -> Drawing:
    data = replace(data, data=tuple(sorted(data.data, key=_middle)))
    points = list(_points(data))
    own = [point for point in points if not point.rival]
    values, dates = Places(), Places()
    heights = [values.free(point.text, point.x, _height(place, own, points), 0.3) for place, point in enumerate(own)]
    depths = [-dates.free(point.datum.label, point.x, 0, -STEP) for point in own]
    zero = max(*heights, *(point.up for point in points)) + 1.6 * svg.LINE
    root = svg.canvas(zero + max(depths) + 1.7)
    svg.add(root, "text", telling.capital(own[0].datum.view.counted), x="100%" if data.rtl else "", y="1em")
    svg.add(root, "line", class_="chart__axis", x2="100%", y1=svg.em(zero), y2=svg.em(zero))
    for point, depth in zip(own, depths, strict=True):
        _date(root, point, zero, depth, data)
    for one, other in pairwise(own):
        _segment(root, one, other, zero, data)
    for point in points:
        _mark(root, point, zero, data)
    for point, height in zip(own, heights, strict=True):
        _text(root, point.text, "chart__value", point.x, zero - height, data)
    says, doubts = " ".join(_says(data)), tuple(_doubts(data))
    return Drawing(root, says, telling.columns(data), telling.rows(data), doubts)


def _middle(datum: Datum) -> float:
    """The middle of its period, in days."""
    when = datum.fact.when
    assert when is not None
    return (when.start.first.toordinal() + when.end.last.toordinal()) / 2


def _points(data: ChartData) -> Iterator[Point]:
    start, end, top = _middle(data.data[0]), _middle(data.data[-1]), telling.largest(data)
    for datum in data.data:
        share = (_middle(datum) - start) / (end - start) if end > start else 0.5
        for said in (datum.fact, *telling.rivals(datum.fact)):
            text = telling.bare(datum, data.writer, said)
            yield Point(datum, said, text, _EDGE + share * (1 - 2 * _EDGE), float(said.ends[1] / top) * _HEIGHT)


def _height(place: int, own: list[Point], points: list[Point]) -> float:
    """Where the text of a value stands: above its mark, or below all of them where a rival or the line is above it."""
    point = own[place]
    ups = [other.up for other in points if other.datum is point.datum]
    below = min(ups) - 1.4
    crossed = max(ups) > point.up or _is_crossed(point, own[place - 1 : place] + own[place + 1 : place + 2])
    return below if crossed and below > 0 else max(ups) + 0.6


def _is_crossed(point: Point, neighbours: list[Point]) -> bool:
    """Whether the line to a neighbour climbs through a text above the mark."""
    start, end = extent(point.text, point.x)
    for other in neighbours:
        room = abs((end if other.x > point.x else start) - point.x)
        if other.x != point.x and (other.up - point.up) / abs(other.x - point.x) * room > 1:
            return True
    return False


def _date(root: Element, point: Point, zero: float, depth: float, data: ChartData) -> None:
    x, label = svg.across(point.x, rtl=data.rtl), point.datum.label
    svg.add(root, "line", class_="chart__stem", x1=x, x2=x, y1=svg.em(zero - point.up), y2=svg.em(zero + depth + 0.4))
    _text(root, label, "", point.x, zero + depth + 1.4, data)


def _segment(root: Element, one: Point, other: Point, zero: float, data: ChartData) -> None:
    series = one.datum.fact.stated_by == other.datum.fact.stated_by
    places = {"x1": svg.across(one.x, rtl=data.rtl), "y1": svg.em(zero - one.up)}
    places |= {"x2": svg.across(other.x, rtl=data.rtl), "y2": svg.em(zero - other.up)}
    svg.add(root, "line", class_="chart__line" if series else "chart__line chart__line--broken", **places)


def _mark(root: Element, point: Point, zero: float, data: ChartData) -> None:
    place = {"x": svg.across(point.x, rtl=data.rtl), "y": svg.em(zero - point.up)}
    if point.rival:
        svg.add(svg.add(root, "svg", **place), "path", class_="chart__rival", d=_DASH)
    elif point.datum.fact.certainty in telling.DOUBTFUL:
        svg.add(svg.add(root, "svg", **place), "path", class_="chart__mark chart__mark--open", d=_DIAMOND)
    else:
        svg.add(root, "circle", class_="chart__mark", cx=place["x"], cy=place["y"], r="0.35em")


def _text(root: Element, text: str, kind: str, x: float, y: float, data: ChartData) -> None:
    side = anchor(text, x)
    about = {"x": svg.across(x, rtl=data.rtl), "y": svg.em(y), "text-anchor": "" if side == "start" else side}
    svg.add(root, "text", text, class_=kind, **about)


def _doubts(data: ChartData) -> Iterator[str]:
    """What hollow marks and dashes mean: `July 2015 – Accounts differ: 2,500, 4,000`."""
    for datum in data.data:
        if said := telling.doubt(datum, data.writer):
            yield f"{datum.label} – {said}"


def _says(data: ChartData) -> Iterator[str]:
    """From what to what, how many times one is of the other, whether they are a series."""
    first, last = data.data[0], data.data[-1]
    falls = last.fact.ends[1] < first.fact.ends[1]
    times = telling.times(*((last.fact, first.fact) if falls else (first.fact, last.fact)), data.writer)
    yield filled(
        data.writer.message(_CHANGES[falls] if times else _STEADY),
        first=first.view.written,
        first_label=first.label,
        last=last.view.written,
        last_label=last.label,
        times=times,
    )
    if len({datum.fact.stated_by for datum in data.data}) > 1:
        yield data.writer.message(N_("Different bodies stated these values."))
    yield from telling.doubts(data)


_STEADY = N_("First: {first} ({first_label}); last: {last} ({last_label}).")
_CHANGES = {
    False: N_("First: {first} ({first_label}); last: {last} ({last_label}), {times} times the first."),
    True: N_("First: {first} ({first_label}), {times} times the last; last: {last} ({last_label})."),
}
"By whether the value fell."
