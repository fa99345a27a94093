"""What a candidate is called until somebody looks at it: its id, and a provisional label."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping

from precis.fact import Fact
from precis.reading import shown
from precis.slug import slug

LONGEST = 90
"Characters of a label."
_WORDS = 3
"Of a quotation, in its id."


def fact_name(fact: Fact, small: Collection[str]) -> str:
    """Part of an id made of kind or noun and value: migrants-2100, gbp-7000000, date-2015-07-28. `small`: words that
    say nothing."""
    if fact.kind != "text":
        return _NAMES.get(fact.kind, _counted)(fact)
    words = [word for word in slug(str(fact.value)).split("-") if word not in small and len(word) > 1]
    return slug("quote " + " ".join(words[:_WORDS] or ["words"]))


def provisional_label(sentence: str, words: str) -> str:
    """The sentence, shortened around the words where it is long."""
    said = " ".join(sentence.split())
    if len(said) <= LONGEST:
        return said
    middle = max(said.find(" ".join(words.split())[: LONGEST // 2]), 0) + min(len(words), LONGEST) // 2
    start = max(0, min(middle - LONGEST // 2, len(said) - LONGEST))
    cut = said[start : start + LONGEST]
    head = "… " + cut.partition(" ")[2] if start else cut
    return head.rpartition(" ")[0] + " …" if start + LONGEST < len(said) else head


def _counted(fact: Fact) -> str:
    noun = fact.unit if isinstance(fact.unit, str) else fact.unit.other if fact.unit else ""
    return "-".join(filter(None, (slug(noun, 30) or fact.kind, _value(fact))))


def _value(fact: Fact) -> str:
    low, high = fact.ends
    return re.sub(r"\D+", "-", shown(low) if low == high else f"{shown(low)}-{shown(high)}").strip("-")


_NAMES: Mapping[str, Callable[[Fact], str]] = {
    "date": lambda fact: f"date-{slug(str(fact.value))}",
    "money": lambda fact: f"{(fact.currency or '').lower()}-{_value(fact)}",
}
