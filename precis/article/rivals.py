"""Figures of an article that may be counts of one thing and differ."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from precis.fact import Fact, Facts, Noun
from precis.press import PressRules
from precis.words import plain

FARTHEST = Decimal("1.6")
"How far two counts of one thing are apart at most, as a factor."
STEM = 5
"Letters by which two words count as the same."
_SHARED = 2
"Telling words that both sentences have, besides the noun."
_YEAR = re.compile(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)")


@dataclass(frozen=True, slots=True)
class Rivals:
    """Two candidates that may contradict each other."""

    one: str
    other: str
    shared: tuple[str, ...]
    "Words of the first sentence that the other one has, too, perhaps in another form."


def rivals(facts: Facts, rules: PressRules) -> Iterator[Rivals]:
    """Pairs of facts of one kind whose values differ a little and whose sentences speak of the same."""
    small = frozenset(plain(word).lower() for word in (*rules.connectives, *rules.says))
    counted = {fact_id: fact for fact_id, fact in facts.items() if fact.numeric and fact.context}
    words = {fact_id: _words(fact, small) for fact_id, fact in counted.items()}
    for (one, first), (other, second) in combinations(counted.items(), 2):
        if first.context == second.context or not _comparable(first, second):
            continue
        nouns = _stems(_noun(first).lower().split()) | _stems(_noun(second).lower().split())
        shared = (_stems(words[one]) & _stems(words[other])) - nouns
        if len(shared) >= (_SHARED if _noun(first) == _noun(second) else _SHARED + 1):
            yield Rivals(one, other, tuple(word for word in words[one] if word[:STEM] in shared))


def _comparable(one: Fact, other: Fact) -> bool:
    if one.kind != other.kind or one.currency != other.currency or one.kind not in _COUNTED:
        return False
    low, high = sorted((one.ends[1], other.ends[1]))
    years = [set(_YEAR.findall(fact.context)) for fact in (one, other)]
    apart = bool(years[0] and years[1]) and years[0].isdisjoint(years[1])
    return 0 < low < high <= low * FARTHEST and not apart


_COUNTED = frozenset({"count", "rate", "money", "percent", "duration", "distance"})


def _words(fact: Fact, small: Collection[str]) -> list[str]:
    """Words of the sentence that tell what it is about."""
    words = dict.fromkeys(re.findall(r"[^\W\d_]+", plain(fact.context).lower()))
    return [word for word in words if word not in small and len(word) > 3]


def _stems(words: Iterable[str]) -> set[str]:
    return {plain(word)[:STEM] for word in words}


def _noun(fact: Fact) -> str:
    return fact.unit.other if isinstance(fact.unit, Noun) else fact.unit or ""
