"""Facts as a table: one row for each fact and for each of its rivals."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import get_args

from precis.dossier import Dossier
from precis.fact import CERTAINTIES, Fact, Kind, Noun, Statement
from precis.linked import dates, number
from precis.period import Period
from precis.table import Column, Table
from precis.writing import Writer

Addresses = Mapping[str, Mapping[str, str]]
"Absolute URLs of the fact pages: fact id, then language."


@dataclass(frozen=True, slots=True)
class Row:
    id: str
    account: int
    "0 for the fact itself, 1 and up for its rivals."
    statement: Statement
    fact: Fact


@dataclass(frozen=True)
class FactTable:
    dossier: Dossier
    writers: Mapping[str, Writer]
    addresses: Addresses

    def table(self, file: str) -> Table[Row]:
        return Table(file, self._columns(), list(self._rows()), ("id", "account"))

    def _rows(self) -> Iterator[Row]:
        for fact_id, fact in self.dossier.facts.items():
            for account, statement in enumerate((fact, *fact.disputed_by)):
                yield Row(fact_id, account, statement, fact)

    def _columns(self) -> list[Column[Row]]:
        texts = [_localised(writer, *text) for text in _TEXTS for writer in self.writers.values()]
        pages = [Column(f"url_{tag}", "anyURI", "The fact’s page", self._address(tag)) for tag in self.writers]
        sources = Column("source_urls", "string", "Addresses of the sources, separated by spaces", self._sources)
        return [*_COLUMNS, *texts, sources, *pages]

    def _address(self, tag: str) -> Callable[[Row], object]:
        return lambda row: self.addresses[row.id].get(tag, "")

    def _sources(self, row: Row) -> str:
        return " ".join(self.dossier.sources[citation.id].url or "" for citation in row.statement.sources).strip()


def _localised(writer: Writer, name: str, about: str, text: Callable[[Writer, Row], str]) -> Column[Row]:
    return Column(f"{name}_{writer.language.tag}", "string", about, lambda row: text(writer, row))


def _number(row: Row) -> object:
    value = row.statement.value
    return number(value) if isinstance(value, int | Decimal) else ""


def _text(row: Row) -> object:
    return row.statement.value if isinstance(row.statement.value, str) and row.fact.kind == "date" else ""


def _optional(value: Decimal | int | None) -> object:
    return "" if value is None else number(value)


def _when(row: Row) -> Period | None:
    return row.statement.when or row.fact.when


def _period(row: Row) -> str:
    return row.statement.period or row.fact.period or ""


def _unit(row: Row) -> str:
    unit = row.statement.unit or row.fact.unit
    return unit.other if isinstance(unit, Noun) else unit or ""


def _written(writer: Writer, row: Row) -> str:
    return writer.statement(row.statement, row.fact)


_COLUMNS: tuple[Column[Row], ...] = (
    Column("id", "string", "The fact’s id", lambda row: row.id),
    Column("account", "integer", "0 for what the site states, 1 and up for rival accounts", lambda row: row.account),
    Column("kind", "string", f"One of {', '.join(get_args(Kind))}",
           lambda row: row.fact.kind),
    Column("value", "decimal", "The number in base units, where there is one", _number),
    Column("min", "decimal", "Lower end of a range", lambda row: _optional(row.statement.min)),
    Column("max", "decimal", "Upper end of a range", lambda row: _optional(row.statement.max)),
    Column("margin", "decimal", "Plus or minus, as the source states it", lambda row: _optional(row.statement.margin)),
    Column("date", "string", "The value of a date, in EDTF", _text),
    Column("unit", "string", "What is counted, or CLDR’s unit of measure", _unit),
    Column("currency", "string", "ISO 4217", lambda row: row.fact.currency or ""),
    Column("per", "string", "For a rate, the unit of time", lambda row: row.fact.per or ""),
    Column("stance", "string", "exact, about, over, nearly, at-least or up-to", lambda row: row.statement.stance),
    Column("period", "string", "When the value holds, in EDTF; a rival’s own, or that of the fact", _period),
    Column("period_start", "date", "First day of the period", lambda row: dates(_when(row))[0]),
    Column("period_end", "date", "Last day of the period", lambda row: dates(_when(row))[1]),
    Column("certainty", "string", f"Of the fact: {', '.join(CERTAINTIES)}",
           lambda row: row.fact.certainty),
    Column("checked", "date", "Day of the last comparison with the sources", lambda row: row.fact.checked.isoformat()),
    Column("next_check", "date", "Day planned for the next one",
           lambda row: row.fact.next_check.isoformat() if row.fact.next_check else ""),
    Column("derived", "string", "Formula of a computed fact, in ids of facts", lambda row: row.fact.derived),
    Column("sources", "string", "Ids of the sources, separated by spaces",
           lambda row: " ".join(citation.id for citation in row.statement.sources)),
)  # fmt: skip
_TEXTS: tuple[tuple[str, str, Callable[[Writer, Row], str]], ...] = (
    ("written", "The value as readers see it", _written),
    ("label", "What was counted", lambda writer, row: writer.message(row.statement.label or row.fact.label)),
    ("stated_by", "Who says so", lambda writer, row: writer.message(row.statement.stated_by)),
    ("place", "Where", lambda writer, row: writer.message(row.fact.place)),
    ("note", "What to keep in mind", lambda writer, row: writer.message(row.statement.note)),
)
