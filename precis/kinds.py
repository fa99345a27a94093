"""What a fact of each kind needs: its value, its unit, its rivals. Each check raises what a validator raises."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from babel import Locale

from precis.records import refuse
from precis.source import is_period

if TYPE_CHECKING:
    from precis.fact import Fact, Statement


def check(fact: Fact) -> None:
    """Raises where the fact does not fit its kind, is disputed without a rival, or was reviewed and has its context."""
    _NEEDS.get(fact.kind, _needs_number)(fact)
    if fact.certainty == "disputed" and not fact.disputed_by and not fact.derived:
        expected = "at least one rival under “disputed_by:”"
        raise refuse("is disputed without a rival", expected, "add what others say, or change “certainty:”")
    if fact.context and fact.certainty != "unreviewed":
        expected = "“context:” only while the certainty is “unreviewed”"
        raise refuse(f"is {fact.certainty} and has a “context:”", expected, "remove “context:”; it is for the review")
    for rival in fact.disputed_by:
        _like_the_fact(rival, fact)


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
    """What is counted, which of an unreviewed fact nobody may have said yet."""
    if isinstance(fact.unit, str) or (fact.unit is None and not fact.unreviewed):
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


Check = Callable[["Fact"], None]
_NEEDS: Mapping[str, Check] = {"date": _needs_date, "event": _needs_period, "text": _needs_text}
_NEEDS_UNIT: Mapping[str, Check] = {
    "money": _needs_currency,
    "distance": _needs_measure,
    "duration": _needs_measure,
    "count": _needs_noun,
    "rate": _needs_rate,
}
