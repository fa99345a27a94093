"""The glossaries against the pages: what `scripts/terms.py check` finds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from precis.audit import KINDS, QUESTIONS, Finding
from precis.checks.inspection import Inspection
from precis.checks.outcome import Outcome, outcome
from precis.problems import Problem
from precis.thesaurus import missing

_REPAIRS: Mapping[str, tuple[str, str]] = {
    "candidates": ("an entry, or a line in not-terms.txt", "add the term, or the name to locales/<tag>/not-terms.txt"),
    "unused": ("a page that mentions it", "write of it, or remove the term"),
    "possible": ("the term’s words there too", "compare the two; nothing need be done where it is well put"),
}
"What is expected, and what helps, for each kind of question."


def check(inspection: Inspection) -> Outcome:
    found = (_told(kind, one) for kind in KINDS if kind in QUESTIONS for one in KINDS[kind][1](inspection.audit))
    paths = {page.source.path for page in inspection.pages}
    chosen = [one for one in found if inspection.whole or one.path in paths]
    return outcome(len(inspection.terms), "terms", [*chosen, *_avoided(inspection), *_missing(inspection)])


def _avoided(inspection: Inspection) -> Iterator[Problem]:
    """As the build has them, which says what to write instead."""
    return inspection.of_pages([one for one in inspection.voice if one.severity == "warning"])


def _missing(inspection: Inspection) -> Iterator[Problem]:
    """As the build has them: a language that is not complete may lack terms."""
    languages = inspection.project.languages
    incomplete = {tag for tag, language in languages.items() if not language.complete}
    return missing(inspection.project.glossaries, incomplete) if inspection.whole else iter(())


def _told(kind: str, one: Finding) -> Problem:
    expected, repair = _REPAIRS[kind]
    return Problem(one.path, one.line, one.what, expected, repair, "note")
