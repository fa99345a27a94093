"""Records as a table: CSV, and what its columns hold as CSV on the Web (CSVW)."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from precis.linked import LICENCE

Row = TypeVar("Row")
_COMPUTED = tuple("=+-@\t\r\uff1d\uff0b\uff0d\uff20")
"Signs that begin a formula."


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    name: str
    datatype: str
    "Of XML Schema, by CSVW's name."
    about: str
    cell: Callable[[Row], object]
    "Empty where nothing is stated."
    separator: str = ""
    "What stands between the items of a cell that is a list."


@dataclass(frozen=True)
class Table(Generic[Row]):
    file: str
    columns: Sequence[Column[Row]]
    rows: Sequence[Row]
    key: tuple[str, ...]
    "Names of the columns that together tell the rows apart."

    def csv(self) -> str:
        """As RFC 4180. A text that a spreadsheet would compute, as `=1+1`, gets an apostrophe before it, which
        spreadsheets take for “this is text”: readers open these files, and texts come from many hands."""
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(column.name for column in self.columns)
        writer.writerows([_cell(column, row) for column in self.columns] for row in self.rows)
        return text.getvalue()

    def metadata(self) -> dict[str, Any]:
        """What the columns hold: https://www.w3.org/TR/tabular-metadata/."""
        schema = {"columns": list(map(_described, self.columns)), "primaryKey": list(self.key)}
        node = {"@context": "http://www.w3.org/ns/csvw", "url": self.file, "dc:license": {"@id": LICENCE}}
        return {**node, "tableSchema": schema}


def _cell(column: Column[Row], row: Row) -> object:
    cell = column.cell(row)
    return f"'{cell}" if column.datatype == "string" and isinstance(cell, str) and cell[:1] in _COMPUTED else cell


def _described(column: Column[Row]) -> dict[str, str]:
    node = {"name": column.name, "titles": column.name, "datatype": column.datatype, "dc:description": column.about}
    return {**node, "separator": column.separator} if column.separator else node
