"""Passages on their way to translators and back, as units of PO and XLIFF files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from precis.pairing import Pair, Pairing, Status
from precis.problems import Problem
from precis.wrapping import said


@dataclass(frozen=True, slots=True)
class Unit:
    """A passage as it is sent."""

    id: str
    path: str
    line: int
    "Where the source has it."
    source: str
    target: str
    "Markdown; empty where it is missing."
    status: Status
    was: str
    "What a stale target was made from; empty where nobody knows."


@dataclass(frozen=True, slots=True)
class Returned:
    """A passage as it comes back."""

    id: str
    source: str
    target: str
    approved: bool
    "Whether a translator says that it is done."
    line: int | None


@dataclass(frozen=True, slots=True)
class Parcel:
    """A file as it comes back."""

    path: str
    language: str
    "Tag of the translation's language, as the file states it; empty where it states none."
    source_language: str
    "Empty where the file states none."
    units: tuple[Returned, ...]
    problems: tuple[Problem, ...] = ()


def units(pairing: Pairing, *, everything: bool = False) -> Iterator[Unit]:
    """The passages of a page that are missing or stale, or all; without those that cannot be told apart."""
    page = pairing.source
    for pair in pairing.pairs:
        if pair.status in {"missing", "stale"} or (everything and pair.status == "current"):
            line = pair.source.line(page)
            yield Unit(pair.id, page.path, line, said(page, pair.source), target(pairing, pair), pair.status, pair.was)


def unclear(pairing: Pairing) -> list[str]:
    """Sections whose passages cannot be told apart."""
    return list(dict.fromkeys(pair.source.section for pair in pairing.pairs if pair.status == "unclear"))


def target(pairing: Pairing, pair: Pair) -> str:
    """What the translation says now."""
    passage = pairing.passage(pair)
    return said(pairing.translation, passage) if passage and pairing.translation else ""


def page_of(name: str) -> str:
    """The page of a unit's id."""
    return name.partition("#")[0]
