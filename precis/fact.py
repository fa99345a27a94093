"""Facts: figures, dates and events as records, each kept once and without running prose.

Names follow schema.org `Observation` and `QuantitativeValue`, and PROV where they have one. Labels are in the site's
source language and are translated through the gettext domain `content`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Annotated, Literal, Self

from babel import Locale
from pydantic import AfterValidator, BeforeValidator, Discriminator, Field, Tag, model_validator

from precis.period import Period, parse_period
from precis.records import Record, refuse, url_part
from precis.source import Edtf, is_period

Kind = Literal[
    "count", "money", "percent", "points", "ratio", "rate", "distance", "duration", "rank", "date", "text", "event"
]
Stance = Literal["exact", "about", "over", "nearly", "at-least", "up-to"]
Certainty = Literal["confirmed", "reported", "disputed", "unconfirmed"]
CERTAINTIES: tuple[Certainty, ...] = ("confirmed", "reported", "disputed", "unconfirmed")
"From the surest to the least sure."


LARGEST = 10**18
"Numbers that nobody means."


def _exact(value: object) -> object:
    """Decimals as they are written, not as binary floating point has them; no truth values, nothing astronomical."""
    if isinstance(value, bool) or (isinstance(value, int | float) and not abs(value) < LARGEST):
        raise refuse(f"is {str(value)[:40]}", "a number below 10^18", "write the number in digits")
    return Decimal(str(value)) if isinstance(value, float) else value


def _day(value: object) -> object:
    if isinstance(value, dt.date):
        return value
    try:
        return dt.date.fromisoformat(str(value))
    except ValueError:
        raise refuse(f"is “{value}”", "a day, as 2026-11-22", "correct the date") from None


def _not_index(value: str) -> str:
    if value == "index":
        raise refuse("is taken by the page of all facts", "another id", "rename the fact")
    return value


FactId = Annotated[str, AfterValidator(url_part), AfterValidator(_not_index)]
"Part of the fact's address."
Number = Annotated[int | Decimal, BeforeValidator(_exact)]
Day = Annotated[dt.date, BeforeValidator(_day)]


class Noun(Record):
    """What is counted, in the source language."""

    one: str
    other: str


class Citation(Record):
    id: str
    "Identifier in `docs/_sources/`."
    locator: str = ""
    "Page, column or paragraph."


class Revision(Record):
    """A change of a published record."""

    on: Day
    was: str
    "What stood before, in words or figures, in the source language."
    why: Literal["error", "update", "refinement"]
    "An error is listed among the corrections."
    note: str = ""


class Statement(Record):
    """What a fact and its rivals share: a value, who states it and where."""

    value: Annotated[int | Decimal | str | None, BeforeValidator(_exact)] = None
    "A number in base units (7000000, not 7), an EDTF string for dates, a text; None for an event or a range."
    min: Number | None = None
    "With `max`, the ends of a range that the sources give."
    max: Number | None = None
    margin: Number | None = None
    "Half the width of the interval the source states: ±."
    unit: Noun | str | None = None
    "What is counted, or CLDR's name of a unit of distance or duration."
    label: str = ""
    period: Edtf | None = None
    stance: Stance = "exact"
    "How exact the value is: the hedge that prose needs."
    stated_by: str
    "Who says so, in the source language."
    sources: tuple[Citation, ...] = Field(min_length=1)
    note: str = ""
    "What to keep in mind, in the source language."

    @property
    def when(self) -> Period | None:
        return None if self.period is None else parse_period(self.period)

    @property
    def ends(self) -> tuple[Decimal, Decimal]:
        """The number, or both ends of the range, of a numeric statement."""
        low, high = (self.value, self.value) if self.min is None else (self.min, self.max)
        assert isinstance(low, int | Decimal)
        assert isinstance(high, int | Decimal)
        return Decimal(low), Decimal(high)

    @property
    def numeric(self) -> bool:
        return isinstance(self.value, int | Decimal) or self.min is not None


class Measured(Record):
    """What says how a fact's value is to be taken; the same for stated and derived facts."""

    kind: Kind
    "What sort of value it is; says how it is read in texts and written."
    currency: str | None = None
    "ISO 4217."
    per: str | None = None
    "For a rate, CLDR's unit of time: day, month, year."
    place: str = ""
    "Where, in the source language."
    next_check: Day | None = None
    "The day by which it should be compared with its sources again; once past, readers and the build are told."
    revisions: tuple[Revision, ...] = ()
    "The public history, oldest first."


class Fact(Measured, Statement):
    label: str
    "What exactly was counted, in the source language."
    certainty: Certainty
    "Confirmed: officially or by several independent sources; reported: by one; disputed: sources contradict."
    checked: Day
    "The day someone last compared the record with its sources."
    night: bool = False
    "For a date: the night between its two days is meant."
    disputed_by: tuple[Statement, ...] = ()
    "Rival values for the same thing: shown, never hidden."
    derived: str = ""
    "The formula a computed fact came from."

    @model_validator(mode="after")
    def _fits_its_kind(self) -> Self:
        _NEEDS.get(self.kind, _needs_number)(self)
        if self.certainty == "disputed" and not self.disputed_by and not self.derived:
            expected = "at least one rival under “disputed_by:”"
            raise refuse("is disputed without a rival", expected, "add what others say, or change “certainty:”")
        for rival in self.disputed_by:
            _like_the_fact(rival, self)
        return self

    @property
    def date(self) -> Period:
        """The value of a fact of kind date."""
        return parse_period(str(self.value))


class Derived(Measured):
    """A fact computed from others: value, sources, certainty and day of checking follow from theirs."""

    derived: str
    "Ids of facts, numbers, + - * / and brackets, with spaces around signs: `attempts-2015 / attempts-2014`."
    label: str
    value: Number | None = None
    "May be stored for readers of the file; must then be what the formula gives."
    unit: Noun | str | None = None
    period: Edtf | None = None
    stance: Stance | None = None
    note: str = ""


def _branch(value: object) -> str:
    return "derived" if isinstance(value, dict | Derived) and "derived" in dict(value) else "stated"


Entry = Annotated[Annotated[Fact, Tag("stated")] | Annotated[Derived, Tag("derived")], Discriminator(_branch)]
Entries = Mapping[FactId, Entry]
"A file of facts as written; `precis.formula.complete` computes what is derived."
Facts = Mapping[str, Fact]


def messages(entry: Fact | Derived) -> Iterator[str | tuple[str, str]]:
    """The record's strings to translate; a pair is singular and plural."""
    statements = (entry, *entry.disputed_by) if isinstance(entry, Fact) else (entry,)
    for statement in statements:
        if isinstance(statement.unit, Noun):
            yield (statement.unit.one, statement.unit.other)
        stated_by = "" if isinstance(statement, Derived) else statement.stated_by
        yield from filter(None, (statement.label, stated_by, statement.note))
    yield from filter(None, (entry.place, *(text for r in entry.revisions for text in (r.was, r.note))))
    if isinstance(entry, Fact) and entry.kind == "text":
        yield str(entry.value)


def _needs_number(fact: Fact) -> None:
    if (fact.min is None) != (fact.max is None) or (fact.min is not None and fact.value is not None):
        raise refuse("is half a range", "either “value:” or both “min:” and “max:”", "add or remove one")
    if isinstance(fact.value, str):
        raise refuse(f"has the value “{fact.value}”", "a number in digits alone", "write it as 12000 or 9.7")
    if not fact.numeric or isinstance(fact.value, bool):
        raise refuse(
            f"is of kind “{fact.kind}” and has no number", "a number as value", "add “value: 7000000”, in full"
        )
    if fact.ends[0] > fact.ends[1]:
        raise refuse("has a range that ends before it starts", "min ≤ max", "exchange “min:” and “max:”")
    _NEEDS_UNIT.get(fact.kind, _needs_nothing)(fact)


def _needs_currency(fact: Fact) -> None:
    if not fact.currency:
        raise refuse("is money without a currency", "a code of ISO 4217", "add “currency: GBP”")
    if fact.currency not in Locale("en").currencies:
        raise refuse(f"has the currency “{fact.currency}”", "a code of ISO 4217", "write GBP, EUR, USD…")


def _needs_measure(fact: Fact) -> None:
    units = _units("length" if fact.kind == "distance" else "duration")
    if fact.unit not in units:
        expected = f"a unit of CLDR: {', '.join(sorted(units)[:40])}"
        raise refuse(f"is a {fact.kind} in “{fact.unit or ''}”", expected, "add or correct “unit:”")


def _needs_noun(fact: Fact) -> None:
    if not isinstance(fact.unit, Noun):
        raise refuse("does not say what is counted", "a noun", "add “unit: {one: attempt, other: attempts}”")


def _needs_rate(fact: Fact) -> None:
    _needs_noun(fact)
    if fact.per not in _units("duration"):
        raise refuse("is a rate without its time", "“per:” day, month or year", "add “per: day”")


def _needs_nothing(fact: Fact) -> None:
    """Ratios, per cents, points and ranks have no unit."""


def _needs_date(fact: Fact) -> None:
    if fact.value is None:
        raise refuse("is a date without a value", "a date or period", "add “value: 2015-07-28”")
    is_period(str(fact.value))


def _like_the_fact(rival: Statement, fact: Fact) -> None:
    """A rival has a value of its fact's kind."""
    if fact.kind == "date" and rival.value is not None:
        is_period(str(rival.value))
    elif fact.kind not in {"date", "event", "text"} and not rival.numeric:
        raise refuse(f"has the rival value “{rival.value}”", "a number, like the fact's own", "correct “disputed_by:”")
    elif fact.kind in {"date", "text"} and rival.value is None:
        raise refuse("has a rival without a value", "a value of the fact's kind", "add “value:” to it")


def _needs_period(fact: Fact) -> None:
    if fact.value is not None or fact.period is None:
        raise refuse("is an event", "a period and no value", "write “period: 2015-08-20”, remove “value:”")


def _needs_text(fact: Fact) -> None:
    if not isinstance(fact.value, str):
        raise refuse("is a text without a value", "a text", "add “value: …”")


def _units(measure: str) -> set[str]:
    """CLDR's names of the units of a measure, without its prefix."""
    names: Mapping[str, object] = Locale("en").unit_display_names
    return {name.removeprefix(f"{measure}-") for name in names if name.startswith(f"{measure}-")}


_NEEDS = {"date": _needs_date, "event": _needs_period, "text": _needs_text}
_NEEDS_UNIT = {
    "money": _needs_currency,
    "distance": _needs_measure,
    "duration": _needs_measure,
    "count": _needs_noun,
    "rate": _needs_rate,
}
