"""Charts as records: which facts to draw, how, and under which title. Texts are in the site's source language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Literal

from pydantic import AfterValidator, Discriminator, Tag

from precis.fact import FactId
from precis.records import Record, refuse, url_part

ChartType = Literal["bars", "line", "timeline", "map"]
LabelField = Literal["label", "period", "place", "stated_by"]
"What of a fact stands beside its value; `label` is what exactly was counted."
FACTS_FILE = "facts"
"Name of the data of all facts, beside which those of the charts stand."


def _not_the_facts(value: str) -> str:
    if value == FACTS_FILE:
        raise refuse("is taken by the data of all facts", "another id", "rename the chart")
    return value


def _branch(value: object) -> str:
    return "by-fact" if isinstance(value, Mapping) else "by-field"


ChartId = Annotated[str, AfterValidator(url_part), AfterValidator(_not_the_facts)]
"Part of the address of its data."
Labels = Annotated[
    Annotated[LabelField, Tag("by-field")] | Annotated[Mapping[FactId, str], Tag("by-fact")], Discriminator(_branch)
]


class Chart(Record):
    type: ChartType
    "How the facts are drawn."
    title: str
    "What the chart shows, in the source language."
    facts: tuple[FactId, ...] = ()
    "In the order in which they are drawn; a line and a timeline put them in the order of time."
    labels: Labels | None = None
    """What stands beside each value: a field of the facts, or a short text for each, in the source language. If left
    out: the period on a line, else the label."""
    note: str = ""
    "What to keep in mind, in the source language."
    base: str = ""
    "For a map: a file of `docs/_maps/`, without its ending."

    @property
    def short_labels(self) -> Mapping[str, str]:
        """By fact; empty where the labels are a field of the facts."""
        return self.labels if isinstance(self.labels, Mapping) else {}


Charts = Mapping[ChartId, Chart]


def messages(chart: Chart) -> Iterator[str]:
    """The record's strings to translate."""
    yield from filter(None, (chart.title, chart.note, *chart.short_labels.values()))
