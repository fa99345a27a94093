"""What charts say in words: values, ratios, what is doubtful, and the rows of their tables."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from precis.catalogue import N_
from precis.chart.drawing import Cell, ChartData, Datum, Row
from precis.chart.fitting import unit_of
from precis.fact import Fact, Noun, Statement
from precis.phrase import filled
from precis.writing import Writer

DOUBTFUL = frozenset({"disputed", "unconfirmed", "unreviewed"})
"Certainties that a drawing shows."
_CLOSE = Decimal("1.05")
"A ratio below which two values are said to be nearly the same."
COLUMNS = (N_("What"), N_("Value"), N_("Stated by"), N_("Certainty"))


def columns(data: ChartData, *names: str) -> tuple[str, ...]:
    return tuple(map(data.writer.message, names or COLUMNS))


def rows(data: ChartData) -> tuple[Row, ...]:
    """Each fact and, below it, its rivals: the table of a chart of values."""
    return tuple(row for datum in data.data for row in _accounts(datum, data.writer))


def _accounts(datum: Datum, writer: Writer) -> Iterator[Row]:
    yield (Cell(datum.label), Cell(datum.view.written, fact=datum.view.id), *says_who(datum))
    for rival in rivals(datum.fact):
        written, who = writer.statement(rival, datum.fact), writer.message(rival.stated_by)
        yield (
            Cell(datum.label),
            Cell(written, fact=datum.view.id),
            Cell(who),
            Cell(writer.message(N_("Other account"))),
        )


def says_who(datum: Datum) -> Row:
    view = datum.view
    return Cell(view.stated_by), Cell(view.certainty_label, certainty=view.certainty)


def doubt(datum: Datum, writer: Writer) -> str:
    """`Accounts differ: 9,106`; empty where nothing is doubtful and nobody gives another value."""
    others = [bare(datum, writer, rival) for rival in rivals(datum.fact)]
    doubtful = datum.fact.certainty in DOUBTFUL
    if not doubtful and not others:
        return ""
    accounts = N_("Other account") if len(others) == 1 else N_("Other accounts")
    said = datum.view.certainty_label if doubtful else writer.message(accounts)
    return f"{said}{writer.language.colon}{', '.join(others)}" if others else said


def doubts(data: ChartData) -> Iterator[str]:
    """A sentence where the certainty of values is in doubt."""
    number = sum(datum.fact.certainty in DOUBTFUL for datum in data.data)
    if number:
        said = data.writer.phrase(N_("Not certain: {number} of {total} values."))
        yield said.format(number=number, total=len(data.data))


def rivals(fact: Fact) -> list[Statement]:
    """Other accounts that can be drawn on the same scale."""
    return [one for one in fact.disputed_by if one.numeric and (one.unit is None or same_unit(one, fact))]


def same_unit(rival: Statement, fact: Fact) -> bool:
    return unit_of(fact.model_copy(update={"unit": rival.unit})) == unit_of(fact)


def largest(data: ChartData) -> Decimal:
    """The greatest value that is drawn; 1 where all are nought."""
    ends = (one.ends[1] for datum in data.data for one in (datum.fact, *rivals(datum.fact)))
    return max(ends, default=Decimal(0)) or Decimal(1)


def bare(datum: Datum, writer: Writer, statement: Statement | None = None) -> str:
    """The value with its hedge, without the noun that says what is counted."""
    said = statement or datum.fact
    if isinstance(datum.fact.unit, Noun) and datum.fact.kind == "count":
        return writer.language.typeset(writer.hedged(writer.figures(said), said))
    return writer.statement(said, datum.fact)


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def times(low: Fact, high: Fact, writer: Writer) -> str:
    """How many times one value is of another, in figures; empty where that says little."""
    if low.ends[1] <= 0 or {low.min, high.min} != {None} or high.ends[1] / low.ends[1] < _CLOSE:
        return ""
    ratio = high.ends[1] / low.ends[1]
    rounded = round(ratio) if ratio >= 10 else round(ratio, 1).normalize()
    exact = rounded == ratio and {low.stance, high.stance} == {"exact"}
    figures = writer.number(rounded)
    return figures if exact else filled(writer.message(N_("about {value}")), value=figures)
