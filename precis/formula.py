"""Facts computed from other facts: the formula's value and unit, and everything that follows from its parts."""

from __future__ import annotations

import operator
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, DivisionByZero, InvalidOperation

from precis.catalogue import N_
from precis.fact import CERTAINTIES, Citation, Derived, Entries, Entry, Fact, Facts, Noun
from precis.problems import InvalidInput, Problem
from precis.records import Records

_TOKEN = re.compile(r"\s*(?:([()])|([-+*/])(?=\s)|(\d+(?:\.\d+)?)(?![\w-])|([a-z][a-z0-9-]*))")
_PRECEDENCE = {"+": 1, "-": 1, "*": 2, "/": 2}
_OPERATORS = {"+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv}
COMPUTED = N_("Précis, computed from other facts")


class Unsound(ValueError):
    """A formula that cannot be computed; the message says why."""


@dataclass(frozen=True, slots=True)
class Quantity:
    number: Decimal
    unit: Mapping[str, int]
    "Units to their exponents; none for a plain number, a ratio or a per cent."

    def combined(self, sign: str, other: Quantity) -> Quantity:
        """The result of an operation. Raises Unsound where units clash or a divisor is zero."""
        if sign in "+-":
            if dict(self.unit) != dict(other.unit):
                raise Unsound(f"“{sign}” joins {_named(self.unit)} and {_named(other.unit)}")
            unit = self.unit
        else:
            unit = _product(self.unit, other.unit, 1 if sign == "*" else -1)
        try:
            return Quantity(_OPERATORS[sign](self.number, other.number), unit)
        except (DivisionByZero, InvalidOperation):
            raise Unsound("divides by zero") from None


def complete(records: Records, entries: Entries) -> Facts:
    """All facts of a file, the derived ones computed. Raises InvalidInput with every formula that cannot be."""
    problems: list[Problem] = []
    facts: dict[str, Fact] = {key: entry for key, entry in entries.items() if isinstance(entry, Fact)}
    for key in entries:
        try:
            _compute(key, entries, facts, ())
        except Unsound as unsound:
            line = records.line([key, "derived"])
            expected = "a formula of facts whose units fit its kind"
            problems.append(Problem(records.path, line, f"“{key}” {unsound}", expected, "correct “derived:”"))
    if problems:
        raise InvalidInput(problems)
    return {key: facts[key] for key in entries}


def _compute(key: str, entries: Entries, facts: dict[str, Fact], path: tuple[str, ...]) -> Fact:
    if key in facts:
        return facts[key]
    if key in path:
        raise Unsound(f"is derived from itself: {' → '.join((*path, key))}")
    entry: Entry | None = entries.get(key)
    if entry is None:
        raise Unsound(f"is derived from the unknown fact “{key}”")
    assert isinstance(entry, Derived)
    formula = list(tokens(entry.derived))
    parts = [name for kind, name in formula if kind == "fact"]
    for name in parts:
        _compute(name, entries, facts, (*path, key))
    facts[key] = _completed(entry, _evaluated(formula, facts), [facts[name] for name in parts])
    return facts[key]


def _completed(entry: Derived, result: Quantity, parts: list[Fact]) -> Fact:
    if not parts:
        raise Unsound("is derived from no fact")
    wanted = _unit(entry)
    if dict(result.unit) != wanted:
        raise Unsound(f"gives {_named(result.unit)}, but is a {entry.kind} in {_named(wanted)}")
    if entry.value is not None and not _close(Decimal(entry.value), result.number):
        raise Unsound(f"stores {entry.value}, but its formula gives {result.number.normalize():f}")
    citations = {citation.id: citation for part in parts for citation in part.sources}
    inexact = any(part.stance != "exact" for part in parts)
    return Fact(
        **{name: getattr(entry, name) for name in Derived.model_fields if name not in {"value", "stance"}},
        value=result.number,
        stance=entry.stance or ("about" if inexact else "exact"),
        stated_by=COMPUTED,
        sources=tuple(Citation(id=citation) for citation in citations),
        certainty=max((part.certainty for part in parts), key=CERTAINTIES.index),
        checked=min(part.checked for part in parts),
    )


def tokens(formula: str) -> Iterator[tuple[str, str]]:
    """The formula's parts in order: kind (bracket, sign, number or fact) and text. Raises Unsound."""
    place = 0
    while place < len(formula.rstrip()):
        match = _TOKEN.match(formula, place)
        if match is None:
            raise Unsound(f"cannot be read from “{formula[place:].strip()}” on")
        kind = ("bracket", "sign", "number", "fact")[next(i for i, group in enumerate(match.groups()) if group)]
        yield kind, match[0].strip()
        place = match.end()


def _evaluated(formula: list[tuple[str, str]], facts: Facts) -> Quantity:
    """Value of the formula's tokens (Dijkstra's two stacks)."""
    values: list[Quantity] = []
    signs: list[str] = []
    for kind, text in [("bracket", "("), *formula, ("bracket", ")")]:
        if kind == "number":
            values.append(Quantity(Decimal(text), {}))
        elif kind == "fact":
            values.append(_quantity(facts[text]))
        elif text == "(":
            signs.append(text)
        else:
            _reduce(values, signs, 0 if text == ")" else _PRECEDENCE[text])
            signs.append(text) if text != ")" else _close_bracket(signs)
    if len(values) != 1 or signs:
        raise Unsound("is not a complete formula")
    return values[0]


def _reduce(values: list[Quantity], signs: list[str], precedence: int) -> None:
    while signs and signs[-1] != "(" and _PRECEDENCE[signs[-1]] >= precedence:
        if len(values) < 2:
            raise Unsound("is not a complete formula")
        right, left = values.pop(), values.pop()
        values.append(left.combined(signs.pop(), right))


def _close_bracket(signs: list[str]) -> None:
    if not signs:
        raise Unsound("closes a bracket that it never opened")
    signs.pop()


def _quantity(fact: Fact) -> Quantity:
    if not isinstance(fact.value, int | Decimal):
        raise Unsound("is derived from a fact without a single number")
    return Quantity(Decimal(fact.value), _unit(fact))


def _unit(fact: Fact | Derived) -> dict[str, int]:
    name = fact.unit.other if isinstance(fact.unit, Noun) else fact.unit
    unit = {name or fact.currency: 1} if name or fact.currency else {}
    return {key: power for key, power in {**unit, fact.per: -1}.items() if key}


def _product(left: Mapping[str, int], right: Mapping[str, int], sign: int) -> dict[str, int]:
    powers = {name: left.get(name, 0) + sign * right.get(name, 0) for name in (*left, *right)}
    return {name: power for name, power in powers.items() if power}


def _named(unit: Mapping[str, int]) -> str:
    return " × ".join(name if power == 1 else f"{name}^{power}" for name, power in unit.items()) or "a plain number"


def _close(stored: Decimal, computed: Decimal) -> bool:
    """Equal at the precision that is stored."""
    return stored == computed.quantize(stored) if stored.as_tuple().exponent else stored == round(computed)
