"""The glossaries against the pages: what `scripts/terms.py check` finds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from precis.audit import KINDS, QUESTIONS, Finding
from precis.checks.inspection import Inspection
from precis.checks.outcome import Outcome, outcome
from precis.problems import Problem

_REPAIRS: Mapping[str, tuple[str, str]] = {
    "candidates": ("an entry, or a line in not-terms.txt", "add the term, or the name to locales/<tag>/not-terms.txt"),
    "unused": ("a page that mentions it", "write of it, or remove the term"),
    "possible": ("the term’s words there too", "compare the two; nothing need be done where it is well put"),
}
"What is expected, and what helps, for those that are questions."


def check(inspection: Inspection) -> Outcome:
    kinds = [kind for kind in KINDS if kind != "avoided"]
    found = (_told(kind, one) for kind in kinds for one in KINDS[kind][1](inspection.audit))
    paths = {page.source.path for page in inspection.pages}
    chosen = [one for one in found if inspection.whole or one.path in paths]
    return outcome(len(inspection.terms), "terms", [*chosen, *_avoided(inspection)])


def _avoided(inspection: Inspection) -> Iterator[Problem]:
    """As the build has them, which says what to write instead."""
    return inspection.of_pages([one for one in inspection.voice if one.severity == "warning"])


def _told(kind: str, one: Finding) -> Problem:
    what, _, expected = one.what.partition("; expected: ")
    expected, repair = _REPAIRS.get(kind, (expected, "add it under the same id"))
    return Problem(one.path, one.line, what, expected, repair, "note" if kind in QUESTIONS else "warning")
