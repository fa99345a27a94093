"""A timeline: dates, events and what happened in a period, from the first down to the last."""

from __future__ import annotations

from lxml.etree import _Element as Element

from precis.catalogue import N_
from precis.chart import svg, telling
from precis.chart.drawing import Cell, ChartData, Datum, Drawing, Row
from precis.period import Period
from precis.phrase import filled

_YEAR = 365.25
_LONG = 2 * _YEAR
"Days without an event after which the line is broken."
_BREAK, _GAP = 1.2, 0.7
"Space of such a break, and between two events, in em."
_MARK, _TEXT = 0.45, 1.5
"Where the marks and the texts stand, in em from where lines begin."


def draw(data: ChartData) -> Drawing:
    found = sorted(data.data, key=lambda datum: (when(datum).start.first, when(datum).end.last))
    root = svg.canvas(0)
    drawn = svg.add(root, "svg", x="100%") if data.rtl else root
    top, before = 0.0, 0.0
    last: Datum | None = None
    for datum in found:
        broken = last is not None and (when(datum).start.first - when(last).end.last).days > _LONG
        top += (_BREAK if broken else 0) + (_GAP if last else 0)
        if last is not None:
            _line(drawn, before + 0.3, top + 0.3, data, broken=broken)
        before = top + svg.LINE / 2
        _mark(drawn, datum, before, data)
        top, last = _words(drawn, datum, top, data), datum
    root.set("height", svg.em(top))
    return Drawing(root, _says(found, data), telling.columns(data, *_COLUMNS), tuple(_row(d, data) for d in found))


def when(datum: Datum) -> Period:
    """When it happened; the checks of the record see to it that this is known."""
    period = datum.fact.date if datum.fact.kind == "date" else datum.fact.when
    assert period is not None
    return period


def _words(drawn: Element, datum: Datum, top: float, data: ChartData) -> float:
    """Writes date, event and doubt under each other; gives where they end."""
    parts = (
        (telling.capital(_date(datum, data)), ""),
        (_what(datum, data), ""),
        (telling.doubt(datum, data.writer), "chart__doubt"),
    )
    for number, (text, kind) in enumerate(parts):
        for line in svg.lines(text, svg.NARROW - 2):
            top += svg.LINE
            kind = kind if number else "chart__value"
            svg.add(drawn, "text", line, class_=kind, x=_across(_TEXT, data), y=svg.em(top - 0.4))
    return top


def _line(drawn: Element, start: float, end: float, data: ChartData, *, broken: bool) -> None:
    place, kind = _across(_MARK, data), "chart__axis chart__axis--broken" if broken else "chart__axis"
    svg.add(drawn, "line", class_=kind, x1=place, x2=place, y1=svg.em(start), y2=svg.em(end))


def _mark(drawn: Element, datum: Datum, middle: float, data: ChartData) -> None:
    kind = "chart__mark chart__mark--open" if datum.fact.certainty in telling.DOUBTFUL else "chart__mark"
    svg.add(drawn, "circle", class_=kind, cx=_across(_MARK, data), cy=svg.em(middle), r=svg.em(0.35))


def _across(place: float, data: ChartData) -> str:
    return svg.em(-place if data.rtl else place)


def _date(datum: Datum, data: ChartData) -> str:
    return datum.view.written if datum.fact.kind in {"date", "event"} else data.writer.period(when(datum))


def _what(datum: Datum, data: ChartData) -> str:
    """What happened, with the value of what was counted."""
    if datum.fact.kind in {"date", "event"}:
        return datum.label
    return f"{datum.label}{data.writer.language.colon}{datum.view.written}"


def _row(datum: Datum, data: ChartData) -> Row:
    return (
        Cell(_what(datum, data)),
        Cell(telling.capital(_date(datum, data)), fact=datum.view.id),
        *telling.says_who(datum),
    )


def _says(found: list[Datum], data: ChartData) -> str:
    first, last, number = found[0], found[-1], len(found)
    said = data.writer.translations.ngettext(
        "{number} date. First: {first} ({first_label}); last: {last} ({last_label}).",
        "{number} dates. First: {first} ({first_label}); last: {last} ({last_label}).",
        number,
    )
    return filled(
        data.writer.language.typeset(said),
        number=data.writer.number(number),
        first=_date(first, data),
        first_label=first.label,
        last=_date(last, data),
        last_label=last.label,
    )


_COLUMNS = (N_("What"), N_("When"), N_("Stated by"), N_("Certainty"))
