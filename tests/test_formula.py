"""Derived facts are computed, and refused where they cannot be."""

from __future__ import annotations

from decimal import Decimal

import pytest

from precis.fact import Entry, Facts
from precis.formula import complete
from precis.problems import InvalidInput
from precis.records import parse, validated

RECORDS = """
a: {kind: count, value: 40000, unit: {one: attempt, other: attempts}, stance: about, certainty: confirmed, %(rest)s}
b: {kind: count, value: 18000, unit: {one: attempt, other: attempts}, certainty: reported, %(rest)s}
p: {kind: count, value: 9, unit: {one: person, other: people}, certainty: confirmed, %(rest)s}
m: {kind: money, value: 7000000, currency: GBP, certainty: confirmed, %(rest)s}
d: {kind: derived, %(derived)s}
"""
REST = "label: x, stated_by: x, sources: [{id: s}], checked: 2026-01-01"


def facts(derived: str) -> Facts:
    text = RECORDS.replace("{kind: derived, %(derived)s}", "{" + derived + ", label: x}").replace("%(rest)s", REST)
    records = parse(text, "facts.yml")
    return complete(records, validated(records, dict[str, Entry]))


@pytest.mark.parametrize(
    ("derived", "value"),
    [
        ("kind: ratio, derived: a / b", Decimal(40000) / Decimal(18000)),
        ("kind: percent, derived: (a - b) / b * 100", Decimal(22000) / Decimal(18000) * 100),
        ("kind: count, unit: {one: attempt, other: attempts}, derived: a + b", Decimal(58000)),
        ("kind: count, unit: {one: attempt, other: attempts}, derived: a - b * 2", Decimal(4000)),
        ("kind: money, currency: GBP, derived: m / 2", Decimal(3500000)),
        ("kind: ratio, value: 2.2, derived: a / b", Decimal(40000) / Decimal(18000)),
    ],
)
def test_computes(derived: str, value: Decimal) -> None:
    computed = facts(derived)["d"]
    assert computed.value == value
    assert computed.sources[0].id == "s"


def test_what_follows_from_the_parts() -> None:
    computed = facts("kind: ratio, derived: a / b")["d"]
    assert (computed.certainty, computed.stance) == ("reported", "about")


@pytest.mark.parametrize(
    ("derived", "why"),
    [
        ("kind: ratio, derived: a / p", "gives attempts × people^-1, but is a ratio in a plain number"),
        ("kind: count, unit: {one: attempt, other: attempts}, derived: a + p", "“+” joins attempts and people"),
        ("kind: ratio, derived: a / z", "is derived from the unknown fact “z”"),
        ("kind: ratio, derived: d / a", "is derived from itself: d → d"),
        ("kind: ratio, derived: a / (b - b)", "divides by zero"),
        ("kind: ratio, derived: a /", "cannot be read from “/” on"),
        ("kind: ratio, derived: (a / b", "is not a complete formula"),
        ("kind: ratio, derived: a ; b", "cannot be read from “; b” on"),
        ("kind: ratio, value: 3, derived: a / b", "stores 3, but its formula gives 2.2222"),
        ("kind: ratio, derived: 1 / 2", "is derived from no fact"),
    ],
)
def test_refuses(derived: str, why: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        facts(derived)
    assert why in str(refused.value)
    assert "facts.yml:6" in str(refused.value)
