"""What the drawer of a type of chart is given, and what it gives back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from lxml.etree import _Element as Element

from precis.chart.chart import Chart
from precis.chart.mapbase import MapBase
from precis.fact import Fact
from precis.view import FactView
from precis.writing import Writer


@dataclass(frozen=True, slots=True)
class Datum:
    """A fact of a chart."""

    fact: Fact
    view: FactView
    "The same in the page's language."
    label: str
    "What stands beside its value, in the page's language."


@dataclass(frozen=True, slots=True)
class ChartData:
    chart: Chart
    data: tuple[Datum, ...]
    writer: Writer
    id: str
    "Unique on its page; ids within the drawing begin with it."
    base: MapBase | None = None
    "Of a map: what it is drawn on."

    @property
    def rtl(self) -> bool:
        return self.writer.language.direction == "rtl"


@dataclass(frozen=True, slots=True)
class Cell:
    text: str
    fact: str = ""
    "Id of the fact whose page it links to."
    certainty: str = ""
    "The record's word, where the cell says how certain the fact is."


Row: TypeAlias = tuple[Cell, ...]
"The first names the row."


@dataclass(frozen=True, slots=True)
class Credit:
    name: str
    url: str
    note: str = ""
    "What is from elsewhere, in the page's language."


@dataclass(frozen=True, slots=True)
class Drawing:
    svg: Element
    "The root, without role and name, which the figure gives it."
    says: str
    "What the drawing shows, in words of the page's language."
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    "The same as a table."
    doubts: tuple[str, ...] = ()
    "What marks of doubt in the drawing mean, where it does not say so itself."
    credit: Credit | None = None
    "Whose material it is drawn on."


Draw: TypeAlias = Callable[[ChartData], Drawing]
