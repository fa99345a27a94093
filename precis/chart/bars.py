"""Bars: values of one unit under each other, each with its words on lines of their own above its bar."""

from __future__ import annotations

from decimal import Decimal

from lxml.etree import _Element as Element

from precis.catalogue import N_
from precis.chart import svg, telling
from precis.chart.drawing import ChartData, Datum, Drawing
from precis.phrase import filled

_BAR, _GAP = 1.1, 1.0
"Height of a bar and the space below it, in em."
_OVER = 0.3
"How far the mark of a rival stands out above and below the bar."
_LOWER = 0.4
"How far the line on which letters stand is above the end of a line of text."


def draw(data: ChartData) -> Drawing:
    values = _values(data)
    fit = all(len(f"{datum.label} {value}") <= svg.NARROW for datum, value in zip(data.data, values, strict=True))
    texts = [_texts(datum, value, data, beside=fit) for datum, value in zip(data.data, values, strict=True)]
    root = svg.canvas(sum(len(lines) * svg.LINE + _BAR + _GAP for lines in texts) - _GAP)
    top = 0.0
    for datum, lines in zip(data.data, texts, strict=True):
        for line in lines:
            top += svg.LINE
            line.attrib.update({"y": svg.em(top - _LOWER), **({"x": "100%"} if data.rtl else {})})
            root.append(line)
        _bar(root, datum, top, data)
        top += _BAR + _GAP
    says = " ".join((_says(data), *telling.doubts(data)))
    return Drawing(root, says, telling.columns(data), telling.rows(data))


def _values(data: ChartData) -> list[str]:
    """The values in words; without their noun, which the table has, where it does not fit on a line with them."""
    written = [datum.view.written for datum in data.data]
    if all(len(value) <= svg.NARROW for value in written):
        return written
    return [telling.bare(datum, data.writer) for datum in data.data]


def _texts(datum: Datum, value: str, data: ChartData, *, beside: bool) -> list[Element]:
    """The lines of text above a bar; its value stands beside its label where all fit."""
    labels = [svg.element("text", line) for line in svg.lines(datum.label)]
    if beside:
        labels[0].text = f"{datum.label} "
        svg.add(labels[0], "tspan", value, class_="chart__value")
    else:
        labels += [svg.element("text", line, class_="chart__value") for line in svg.lines(value)]
    said = telling.doubt(datum, data.writer)
    return [*labels, *(svg.element("text", line, class_="chart__doubt") for line in svg.lines(said))]


def _bar(root: Element, datum: Datum, top: float, data: ChartData) -> None:
    """Filled up to the value; hollow where it is doubtful, and between the ends of a range. Rivals are marks."""
    whole, (low, high) = telling.largest(data), datum.fact.ends
    if datum.fact.certainty in telling.DOUBTFUL:
        low = Decimal(0)
    if low:
        _rectangle(root, "chart__bar", (Decimal(0), low / whole), top, data)
    if high > low:
        _rectangle(root, "chart__bar chart__bar--open", (low / whole, high / whole), top, data)
    for rival in telling.rivals(datum.fact):
        place = svg.across(float(rival.ends[1] / whole), rtl=data.rtl)
        ends = {"y1": svg.em(top - _OVER), "y2": svg.em(top + _BAR + _OVER)}
        svg.add(root, "line", class_="chart__rival", x1=place, x2=place, **ends)


def _rectangle(root: Element, kind: str, ends: tuple[Decimal, Decimal], top: float, data: ChartData) -> None:
    start, end = map(float, ends)
    x = svg.per_cent(1 - end if data.rtl else start) if start or data.rtl else ""
    svg.add(root, "rect", class_=kind, x=x, y=svg.em(top), width=svg.per_cent(end - start), height=svg.em(_BAR))


def _says(data: ChartData) -> str:
    """The lowest and the highest value, and how many times one the other is."""
    low, *_, high = sorted(data.data, key=lambda datum: datum.fact.ends[1])
    times = telling.times(low.fact, high.fact, data.writer)
    with_times = N_("Lowest: {low} ({low_label}); highest: {high} ({high_label}), {times} times the lowest.")
    without = N_("Lowest: {low} ({low_label}); highest: {high} ({high_label}).")
    return filled(
        data.writer.message(with_times if times else without),
        low=low.view.written,
        low_label=low.label,
        high=high.view.written,
        high_label=high.label,
        times=times,
    )
