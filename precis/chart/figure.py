"""A chart as it stands on a page: the drawing, what it says in words, its table, its data and its sources."""

from __future__ import annotations

from dataclasses import dataclass

from precis.chart import svg
from precis.chart.chart import Chart, ChartType, LabelField
from precis.chart.drawing import ChartData, Datum, Drawing
from precis.chart.types import TYPES
from precis.dataset import folder
from precis.fact import Fact
from precis.view import SourceView, Views

_LABELS: dict[ChartType, LabelField] = {"line": "period"}
"What stands beside the values of a type unless its record says otherwise; of all others the label."


@dataclass(frozen=True, slots=True)
class Figure:
    id: str
    "Unique on its page."
    chart: Chart
    title: str
    note: str
    svg: str
    "Markup."
    drawing: Drawing
    sources: tuple[SourceView, ...]
    "Of its facts, each once."
    file: str
    "Address of its data below the site's root; empty where it shows neither facts nor places."


def figure(name: str, id_: str, views: Views) -> Figure:
    """An explainer's chart in the language of the views."""
    dossier, writer = views.dossier, views.writer
    chart = dossier.charts[name]
    data = tuple(_datum(fact_id, chart, views) for fact_id in chart.facts)
    drawing = TYPES[chart.type](ChartData(chart, data, writer, id_, dossier.bases.get(chart.base)))
    root = drawing.svg
    root.attrib.update({"role": "img", "aria-labelledby": f"{id_}-title", "aria-describedby": f"{id_}-says"})
    sources = {source.id: source for datum in data for source in datum.view.sources}
    return Figure(
        id=id_,
        chart=chart,
        title=writer.message(chart.title),
        note=writer.message(chart.note),
        svg=svg.markup(root),
        drawing=drawing,
        sources=tuple(sources.values()),
        file=address(dossier.name, name) if data or chart.base else "",
    )


def address(explainer: str, name: str) -> str:
    """Where a chart's data stand, below the site's root."""
    return f"{folder(explainer)}/{name}.csv"


def _datum(fact_id: str, chart: Chart, views: Views) -> Datum:
    fact, view = views.dossier.facts[fact_id], views.fact(fact_id)
    own = chart.short_labels.get(fact_id)
    field = chart.labels if isinstance(chart.labels, str) else _LABELS.get(chart.type, "label")
    return Datum(fact, view, views.writer.message(own) if own else _said(fact, field, views) or view.label)


def _said(fact: Fact, field: LabelField, views: Views) -> str:
    if field == "period":
        return views.writer.period(fact.when) if fact.when else ""
    return views.writer.message(str(getattr(fact, field)))
