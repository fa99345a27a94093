"""Facts of other explainers that say what a candidate says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from precis.agreement import disagreement
from precis.dossier import Dossier
from precis.fact import Fact, Noun
from precis.reading import Reader
from precis.writing import Writer

_TELLING = frozenset({"count", "money", "rate"})
"Kinds whose value, with its noun or currency, is rarely the same by chance."


def elsewhere(
    facts: Mapping[str, Fact], explainer: str, dossiers: Mapping[str, Dossier], writer: Writer, reader: Reader
) -> Iterator[tuple[str, str, str]]:
    """Candidate, explainer and id of each fact that agrees with it."""
    others = [(name, one) for name, dossier in dossiers.items() if name != explainer for one in dossier.facts.items()]
    for candidate, fact in facts.items():
        for name, (other_id, other) in others:
            if (
                fact.kind in _TELLING
                and _alike(fact, other)
                and fact.ends == other.ends
                and disagreement(writer.fact(fact), other, reader) is None
            ):
                yield candidate, name, other_id


def _alike(fact: Fact, other: Fact) -> bool:
    return (fact.kind, fact.currency, fact.per, _noun(fact)) == (other.kind, other.currency, other.per, _noun(other))


def _noun(fact: Fact) -> str:
    return fact.unit.other.casefold() if isinstance(fact.unit, Noun) else ""
