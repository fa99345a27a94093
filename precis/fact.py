"""Facts: figures, dates and events as records, each kept once and without running prose.

Names follow schema.org `Observation` and PROV where they have one. Labels are in the site's source language and
are translated through the gettext domain `content`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Literal, Self

from pydantic import field_validator, model_validator

from precis.period import Period, parse_period
from precis.records import Record, refuse
from precis.source import Edtf, is_period

Kind = Literal["count", "money", "percent", "ratio", "distance", "duration", "date", "rank", "text", "event"]
Stance = Literal["exact", "about", "over", "nearly", "at-least", "up-to"]
Certainty = Literal["confirmed", "reported", "disputed", "unconfirmed"]

NUMERIC: frozenset[str] = frozenset({"count", "money", "percent", "ratio", "distance", "duration", "rank"})


class Noun(Record):
    """What is counted, in the source language."""

    one: str
    other: str


class Citation(Record):
    id: str
    "Identifier in `docs/_sources/`."
    locator: str = ""
    "Page, column or paragraph."


class Statement(Record):
    """What a fact and its rivals share: a value, who states it and where."""

    value: int | Decimal | str | None = None
    "A number in base units (7000000, not 7), an EDTF string for dates, a text; None for an event."
    unit: Noun | str | None = None
    "What is counted, or CLDR's name of a unit of distance or duration."
    label: str = ""
    period: Edtf | None = None
    stance: Stance = "exact"
    stated_by: str
    sources: tuple[Citation, ...]
    note: str = ""

    @field_validator("value", mode="before")
    @classmethod
    def _exact_number(cls, value: object) -> object:
        return Decimal(str(value)) if isinstance(value, float) else value

    @field_validator("sources")
    @classmethod
    def _has_source(cls, value: tuple[Citation, ...]) -> tuple[Citation, ...]:
        if not value:
            raise refuse("is empty", "at least one source", "add “sources: [{id: …}]”")
        return value

    @property
    def when(self) -> Period | None:
        return None if self.period is None else parse_period(self.period)


class Fact(Statement):
    kind: Kind
    label: str
    certainty: Certainty
    currency: str | None = None
    "ISO 4217."
    place: str = ""
    checked: dt.date
    "The day someone last compared the record with its sources."
    next_check: dt.date | None = None
    disputed_by: tuple[Statement, ...] = ()
    "Rival values for the same thing: shown, never hidden."

    @field_validator("checked", "next_check", mode="before")
    @classmethod
    def _day(cls, value: object) -> object:
        return dt.date.fromisoformat(value) if isinstance(value, str) else value

    @model_validator(mode="after")
    def _fits_its_kind(self) -> Self:
        _NEEDS.get(self.kind, _needs_number)(self)
        return self

    @property
    def when_valued(self) -> Period:
        """The value of a fact of kind date."""
        return parse_period(str(self.value))


Facts = Mapping[str, Fact]


def messages(fact: Fact) -> Iterator[str | tuple[str, str]]:
    """The record's strings to translate; a pair is singular and plural."""
    for statement in (fact, *fact.disputed_by):
        if isinstance(statement.unit, Noun):
            yield (statement.unit.one, statement.unit.other)
        yield from filter(None, (statement.label, statement.stated_by, statement.note))
    if fact.place:
        yield fact.place


def _needs_number(fact: Fact) -> None:
    if not isinstance(fact.value, int | Decimal) or isinstance(fact.value, bool):
        raise refuse(
            f"is of kind “{fact.kind}” and has no number", "a number as value", "add “value: 7000000”, in full"
        )
    if fact.kind == "money" and not fact.currency:
        raise refuse("is money without a currency", "a code of ISO 4217", "add “currency: GBP”")
    if fact.kind in {"distance", "duration"} and not isinstance(fact.unit, str):
        expected = "a unit of CLDR: kilometer, hour, day, month, year"
        raise refuse(f"is a {fact.kind} without a unit", expected, "add “unit: hour”")
    if fact.kind == "count" and not isinstance(fact.unit, Noun):
        raise refuse("does not say what is counted", "a noun", "add “unit: {one: attempt, other: attempts}”")


def _needs_date(fact: Fact) -> None:
    if not isinstance(fact.value, str):
        raise refuse("is a date without a value", "a date or period", "add “value: 2015-07-28”")
    is_period(fact.value)


def _needs_period(fact: Fact) -> None:
    if fact.value is not None or fact.period is None:
        raise refuse("is an event", "a period and no value", "write “period: 2015-08-20”, remove “value:”")


def _needs_text(fact: Fact) -> None:
    if not isinstance(fact.value, str):
        raise refuse("is a text without a value", "a text", "add “value: …”")


_NEEDS = {"date": _needs_date, "event": _needs_period, "text": _needs_text}
