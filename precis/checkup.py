"""How long ago facts were compared with their sources, and which are due again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from precis.fact import Certainty, Fact, Facts


@dataclass(frozen=True, slots=True)
class Checkup:
    fact: str
    "Its id."
    checked: dt.date
    days: int
    "Since the last check."
    certainty: Certainty
    sources: int
    "How many it has, those of rival accounts not counted."
    next_check: dt.date | None
    due: bool


def is_due(fact: Fact, today: dt.date) -> bool:
    """Whether the day for which the next check was planned has passed."""
    return fact.next_check is not None and fact.next_check < today


def checkups(facts: Facts, today: dt.date) -> list[Checkup]:
    """All facts, those checked longest ago first."""
    return sorted((_checkup(fact_id, facts[fact_id], today) for fact_id in facts), key=lambda one: one.checked)


def due(facts: Facts, today: dt.date) -> Iterator[Checkup]:
    return (one for one in checkups(facts, today) if one.due)


def _checkup(fact_id: str, fact: Fact, today: dt.date) -> Checkup:
    return Checkup(
        fact=fact_id,
        checked=fact.checked,
        days=(today - fact.checked).days,
        certainty=fact.certainty,
        sources=len({citation.id for citation in fact.sources}),
        next_check=fact.next_check,
        due=is_due(fact, today),
    )
