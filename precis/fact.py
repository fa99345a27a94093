"""Facts: figures, dates and events as records, each kept once and without running prose.

Names follow schema.org `Observation` and `QuantitativeValue`, and PROV where they have one. Labels are in the site's
source language and are translated through the gettext domain `content`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BeforeValidator, Discriminator, Field, Tag, model_validator

from precis import kinds
from precis.days import Day
from precis.period import Period, parse_period
from precis.records import Record, UrlPart, refuse, url_part
from precis.source import Edtf

Kind = Literal[
    "count", "money", "percent", "points", "ratio", "rate", "distance", "duration", "rank", "date", "text", "event"
]
Stance = Literal["exact", "about", "over", "nearly", "at-least", "up-to"]
Certainty = Literal["confirmed", "reported", "disputed", "unconfirmed", "unreviewed"]
CERTAINTIES: tuple[Certainty, ...] = ("confirmed", "reported", "disputed", "unconfirmed", "unreviewed")
"From the surest to the least sure."


LARGEST = 10**18
"Numbers that nobody means."


def _exact(value: object) -> object:
    """Decimals as they are written, not as binary floating point has them; no truth values, nothing astronomical."""
    if isinstance(value, bool) or (isinstance(value, int | float) and not abs(value) < LARGEST):
        raise refuse(f"is {str(value)[:40]}", "a number below 10^18", "write the number in digits")
    return Decimal(str(value)) if isinstance(value, float) else value


def _not_index(value: str) -> str:
    if value == "index":
        raise refuse("is taken by the page of all facts", "another id", "rename the fact")
    return value


FactId = Annotated[str, AfterValidator(url_part), AfterValidator(_not_index)]
"Part of the fact's address."
Number = Annotated[int | Decimal, BeforeValidator(_exact)]


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
    was_id: tuple[UrlPart, ...] = ()
    "Ids that it had before, or of facts that it took the place of: their addresses lead on to its own."


class Fact(Measured, Statement):
    label: str
    "What exactly was counted, in the source language."
    certainty: Certainty
    "Confirmed: officially or by several; reported: by one; disputed: they contradict; unreviewed: checked by nobody."
    context: str = ""
    "The sentence it was found in, as the article has it; only while unreviewed, never published."
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
        kinds.check(self)
        return self

    @property
    def unreviewed(self) -> bool:
        """Whether a person still has to look at the record; what is computed from such facts has none to look at."""
        return self.certainty == "unreviewed" and not self.derived

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
    """The record's strings to translate; a pair is singular and plural. Those of an unreviewed one will change."""
    if not (isinstance(entry, Fact) and entry.unreviewed):
        yield from texts(entry)


def provisional(facts: Iterable[Fact]) -> set[str]:
    """Strings that unreviewed facts alone have: nobody translates them yet."""
    found: dict[bool, set[str]] = {True: set(), False: set()}
    for fact in facts:
        found[fact.unreviewed].update(map(_first, texts(fact)))
    return found[True] - found[False]


def _first(message: str | tuple[str, str]) -> str:
    return message if isinstance(message, str) else message[0]


def texts(entry: Fact | Derived) -> Iterator[str | tuple[str, str]]:
    """The record's strings in the source language; a pair is singular and plural."""
    statements = (entry, *entry.disputed_by) if isinstance(entry, Fact) else (entry,)
    for statement in statements:
        if isinstance(statement.unit, Noun):
            yield (statement.unit.one, statement.unit.other)
        stated_by = "" if isinstance(statement, Derived) else statement.stated_by
        yield from filter(None, (statement.label, stated_by, statement.note))
    yield from filter(None, (entry.place, *(text for r in entry.revisions for text in (r.was, r.note))))
    if isinstance(entry, Fact) and entry.kind == "text":
        yield str(entry.value)
