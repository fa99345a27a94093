"""A link's words agree with its record exactly where the cases say so."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from precis.agreement import disagreement
from precis.fact import Fact, Noun
from tests.cases import cases
from tests.test_reading import READERS

COMMON: dict[str, Any] = {
    "label": "x",
    "certainty": "confirmed",
    "stated_by": "x",
    "sources": [{"id": "x"}],
    "checked": "2026-01-01",
}
STANCES = {"about", "over", "nearly", "at-least", "up-to"}
UNITS = {"money": "currency", "duration": "unit", "distance": "unit", "rate": "per"}


def record(text: str) -> Fact:
    """`count 2000 about`, `money 7000000 GBP`, `date 2015-07-28`, `count 250..500` as a fact."""
    kind, value, *rest = text.split()
    stance = next((word for word in rest if word in STANCES), "exact")
    units = [word for word in rest if word not in STANCES]
    fields: dict[str, Any] = dict(zip([UNITS.get(kind, "")], units, strict=False))
    if kind in {"count", "rate"}:
        fields["unit"] = Noun(one="x", other="x")
    return Fact(**{"kind": kind, "stance": stance, **_value(kind, value), **fields, **COMMON})


def _value(kind: str, text: str) -> dict[str, Any]:
    if kind in {"date", "event"}:
        return {"value" if kind == "date" else "period": text}
    low, _, high = text.partition("..")
    return {"min": Decimal(low), "max": Decimal(high)} if high else {"value": Decimal(low)}


@pytest.mark.parametrize(("tag", "case", "verdict"), cases("agreement"))
def test_agreement(tag: str, case: str, verdict: str) -> None:
    text, _, spec = case.rpartition("|")
    said = disagreement(text.strip(), record(spec), READERS[tag])
    assert ("right" if said is None else "wrong") == verdict, said


@pytest.mark.parametrize(
    ("tag", "text", "spec", "said"),
    [
        ("en", "about 200", "count 2000", "about 200"),
        ("en", "2,000 to 3,000", "count 2000", "2000..3000"),
        ("fr", "7 milliards de livres sterling", "money 7000000 GBP", "7000000000 GBP"),
        ("en", "many", "count 2000", "no figure"),
        ("en", "28 July 2016", "date 2015-07-28", "2016-07-28"),
        ("en", "soon", "date 2015-07-28", "no date"),
        ("en", "11 days", "duration 11 hour", "11 day"),
    ],
)
def test_says_what_was_read(tag: str, text: str, spec: str, said: str) -> None:
    assert disagreement(text, record(spec), READERS[tag]) == said
