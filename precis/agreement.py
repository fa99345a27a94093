"""Whether the words of a link to a fact say what the record says.

A record allows a set of true values: `about 2,000` those within five per cent, `more than 300` all above. A text
claims a set too. They agree where every value that the record allows is one that the text claims.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from precis.fact import Fact
from precis.reading import Figure, Reader, shown

Check = Callable[[str, Fact, Reader], str | None]

ROUNDING = Decimal("1.05")
"How far `about` may be from the number it stands before, as a factor."
NEAR = Decimal("0.9")
"How much of its number `nearly` must reach."
TELLING = Decimal("1.5")
"How far above its number a value may lie before `more than` misleads."
SHARE = Decimal("0.5")
"How far a fraction in words may be from a percentage, in points: a third for 33 per cent."
ENDLESS = Decimal("Infinity")


@dataclass(frozen=True, slots=True)
class Interval:
    low: Decimal
    high: Decimal
    open_low: bool = False
    "The low end itself is left out."
    open_high: bool = False

    def within(self, other: Interval) -> bool:
        """Whether every number of this interval lies in the other."""
        low = self.low > other.low or (self.low == other.low and (self.open_low or not other.open_low))
        high = self.high < other.high or (self.high == other.high and (self.open_high or not other.open_high))
        return low and high


def disagreement(text: str, fact: Fact, reader: Reader) -> str | None:
    """What the text says instead of the record's value, as `8000000 GBP`; None where they agree."""
    return _CHECKS.get(fact.kind, _number)(text, fact, reader)


def _number(text: str, fact: Fact, reader: Reader) -> str | None:
    text, _, margin = text.partition("±")
    found = reader.figures(text) or _ungrouped(text, reader)
    margins = [figure.low for figure in reader.figures(margin)]
    if len(found) == 1 and _says(found[0], fact) and margins in ([], [fact.margin]):
        return None
    return " and ".join(map(str, (*found, *(f"± {shown(number)}" for number in margins)))) or "no figure"


def _ungrouped(text: str, reader: Reader) -> list[Figure]:
    """`2000` alone looks like a year; where a figure must stand it is one."""
    years = (span.start.year for span in reader.spans(text) if span.bare_year and span.start == span.end)
    return [Figure(Decimal(year), Decimal(year), text=text) for year in years if year is not None]


def _says(figure: Figure, fact: Fact) -> bool:
    if figure.per and figure.per != fact.per:
        return False
    if figure.mark == "frac" and fact.kind == "percent":
        return _share(figure, fact)
    marks = _MARKS.get(fact.kind, {fact.currency, fact.unit})
    return figure.mark in marks and _true(figure, fact)


def _share(figure: Figure, fact: Fact) -> bool:
    """A fraction in words for a percentage."""
    said, (low, high) = figure.low * 100, fact.ends
    if figure.hedge in {"exact", "about"}:
        return abs(said - low) <= SHARE and low == high
    return _true(Figure(said, said, "%", hedge=figure.hedge), fact)


def _true(figure: Figure, fact: Fact) -> bool:
    """Whether what the figure claims holds for every value that the record allows."""
    low, high = fact.ends
    if figure.low != figure.high or low != high:
        return (figure.low, figure.high, figure.hedge) == (low, high, fact.stance)
    said, recorded = figure.low, low
    if figure.hedge == fact.stance and said == recorded:
        return True
    if figure.hedge == "about":
        exact = fact.stance in {"exact", "about"}
        return exact and recorded / ROUNDING <= said <= recorded * ROUNDING
    return _allowed(fact).within(_CLAIMS[figure.hedge](said))


def _allowed(fact: Fact) -> Interval:
    """The values that the record allows."""
    value, margin = fact.ends[0], fact.margin
    if margin is not None:
        return Interval(value - margin, value + margin)
    return _CLAIMS[fact.stance](value) if fact.stance != "over" else Interval(value, value * TELLING, open_low=True)


_CLAIMS: Mapping[str, Callable[[Decimal], Interval]] = {
    "exact": lambda n: Interval(n, n),
    "about": lambda n: Interval(n / ROUNDING, n * ROUNDING),
    "over": lambda n: Interval(n, n * TELLING, open_low=True),
    "at-least": lambda n: Interval(n, ENDLESS),
    "nearly": lambda n: Interval(n * NEAR, n, open_high=True),
    "under": lambda n: Interval(-ENDLESS, n, open_high=True),
    "up-to": lambda n: Interval(-ENDLESS, n),
}


_MARKS: Mapping[str, frozenset[str]] = {
    "count": frozenset({""}),
    "rate": frozenset({""}),
    "percent": frozenset({"%"}),
    "points": frozenset({"pt"}),
    "ratio": frozenset({"", "x"}),
    "rank": frozenset({"", "#"}),
}
"What may follow the number; of other kinds, the record's own currency or unit."


def _date(text: str, fact: Fact, reader: Reader) -> str | None:
    spans = reader.spans(text)
    if len(spans) == 1 and spans[0].names(fact.date):
        return None
    return ", ".join(map(str, spans)) or "no date"


def _event(text: str, fact: Fact, reader: Reader) -> str | None:
    period = fact.when
    assert period is not None
    return ", ".join(str(span) for span in reader.spans(text) if not span.lies_in(period)) or None


def _free(text: str, fact: Fact, reader: Reader) -> str | None:
    return None


_CHECKS: Mapping[str, Check] = {"date": _date, "event": _event, "text": _free}
