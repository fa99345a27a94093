"""A locator map: land and sea, places, lines between them, and a scale. It grows with the page, its text hardly does.

Its units are a small phone's pixels: there it is drawn as large as it is. Marks and text are measured in em; the style
sheet makes an em smaller, in units, on wider pages (`Maps` in overrides/assets/precis.css).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

from lxml import etree
from lxml.etree import _Element as Element

from precis.chart import mapwords, svg, telling
from precis.chart.drawing import ChartData, Credit, Drawing
from precis.chart.maplabels import LINE
from precis.chart.maplayout import WIDTH, Layout, Name, laid_out, projected
from precis.chart.mapscale import GAP, ROW, Scale
from precis.chart.projection import Point, Projection


def draw(data: ChartData) -> Drawing:
    base, writer = data.base, data.writer
    assert base is not None
    projection = projected(base)
    root = etree.Element("svg", {"viewBox": f"0 0 {_n(WIDTH)} {_n(projection.height)}"})
    svg.add(root, "rect", class_="map__sea", width="100%", height="100%")
    svg.add(root, "path", class_="map__land", d="".join(f"{_path(ring, projection)}z" for ring in base.land))
    for route in base.routes.values():
        svg.add(root, "path", class_=f"map__line map__line--{route.kind}", d=_path(route.path, projection))
    for place in base.places.values():
        x, y = projection.place(place.at)
        svg.add(root, "g", transform=f"translate({_n(x)} {_n(y)})").append(_MARKS[place.kind]())
    _written(root, laid_out(base, writer), rtl=data.rtl)
    credit = Credit(base.credit.name, base.credit.url, writer.message(base.credit.note))
    columns = telling.columns(data, *mapwords.COLUMNS)
    return Drawing(root, mapwords.says(base, writer), columns, mapwords.rows(base, writer), credit=credit)


def _path(points: Sequence[Point], projection: Projection) -> str:
    """From each point to the next, in tenths of a unit."""
    tenths = [tuple(round(10 * number) for number in projection.place(point)) for point in points]
    steps = [(x2 - x, y2 - y) for (x, y), (x2, y2) in pairwise(tenths)]
    said = " ".join(f"{_n(x / 10)} {_n(y / 10)}" for x, y in steps if x or y)
    return f"M{_n(tenths[0][0] / 10)} {_n(tenths[0][1] / 10)}l{said}".replace(" -", "-")


def _written(root: Element, layout: Layout, *, rtl: bool) -> None:
    for name in layout.names:
        _name(root, name, rtl=rtl)
    _scale(root, layout.scale, rtl=rtl)


def _name(root: Element, name: Name, *, rtl: bool) -> None:
    """Anchors turn round with the direction of the text, while places on the map do not."""
    label = name.label
    turned = {"start": "end", "end": "start"}
    anchor = turned.get(label.anchor, label.anchor) if rtl else label.anchor
    kind = f"map__name map__name--{name.kind}{' map__name--ashore' if name.ashore else ''}"
    x, y, across = _n(label.at[0]), _n(label.at[1]), svg.em(label.across) if label.across else ""
    text = svg.add(root, "text", class_=kind, x=x, y=y, dx=across, dy=svg.em(label.down))
    if anchor != "start":
        text.set("text-anchor", anchor)
    first, *others = label.lines
    text.text = telling.capital(first)
    for line in others:
        svg.add(text, "tspan", line, x=x, dx=across, dy=svg.em(LINE))


def _scale(root: Element, scale: Scale, *, rtl: bool) -> None:
    group = svg.add(root, "g", class_="map__scale", transform=f"translate({_n(scale.x)} {_n(scale.y)})")
    for number, bar in enumerate(reversed(scale.bars)):
        low, length = -number * ROW, _n(bar.length)
        for ends in (("0", length, -0.3, -0.3), ("0", "0", -0.6, 0), (length, length, -0.6, 0)):
            x1, x2, y1, y2 = ends
            svg.add(group, "line", x1=x1, x2=x2, y1=svg.em(low + y1), y2=svg.em(low + y2))
        text = svg.add(group, "text", bar.said, x=length, dx=svg.em(GAP), y=svg.em(low))
        if rtl:
            text.set("text-anchor", "end")


def _dot() -> Element:
    return svg.element("circle", class_="map__mark", r=svg.em(0.26))


def _ring() -> Element:
    return svg.element("circle", class_="map__mark map__mark--open", r=svg.em(0.2))


def _square() -> Element:
    return svg.element("rect", class_="map__mark", x="-.25em", y="-.25em", width=".5em", height=".5em")


def _diamond() -> Element:
    turned = _square()
    turned.attrib.update({"class": "map__mark map__mark--open", "transform": "rotate(45)"})
    return turned


_MARKS: Mapping[str, Callable[[], Element]] = {"town": _dot, "port": _square, "village": _ring, "site": _diamond}
"""How a kind of place is marked."""


def _n(number: float) -> str:
    """With one decimal at most, and as short as can be."""
    said = f"{number:.1f}".rstrip("0").rstrip(".")
    return {"-0": "0"}.get(said, said).replace("-0.", "-.") if number < 0 else said.removeprefix("0") or "0"
