"""What was found in an article: candidate facts, the words that stand for them, and what a person should look at."""

from __future__ import annotations

from dataclasses import dataclass, field

from precis.fact import Fact


@dataclass(frozen=True, slots=True)
class Link:
    """Words of the article that stand for a fact: `text[start:end]` of a block of a part."""

    part: int
    block: int
    start: int
    end: int
    fact: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something that a person should look at."""

    part: int
    words: str
    why: str


@dataclass(slots=True)
class Findings:
    facts: dict[str, Fact] = field(default_factory=dict)
    "Those that are new, in the article's order."
    links: list[Link] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    matched: set[str] = field(default_factory=set)
    "Facts that the explainer had before and the article tells again."
