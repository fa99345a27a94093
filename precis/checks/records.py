"""What a build says besides: records that nobody reviewed or that are due again, and what MkDocs warns of."""

from __future__ import annotations

import re
from collections.abc import Iterator

from precis.checks.inspection import Inspection
from precis.checks.outcome import Outcome, outcome
from precis.checkup import due
from precis.problems import Problem
from precis.thesaurus import missing

_FILE = re.compile(r"(?:file|page)? ?'(?P<name>[\w./-]+\.md)'")


def check(inspection: Inspection) -> Outcome:
    project = inspection.project
    terms = set(missing(project.glossaries))
    found = [one for one in inspection.of_pages(project.problems) if one not in terms]
    return outcome(len(inspection.facts), "records", [*found, *_due(inspection), *_said(inspection)])


def _due(inspection: Inspection) -> Iterator[Problem]:
    for name, dossier in inspection.project.dossiers.items():
        for one in due(dossier.facts, inspection.publication.today):
            if (name, one.fact) in inspection.facts:
                path, _, line = dossier.fact_lines[one.fact].rpartition(":")
                what = f"“{one.fact}” was to be checked again on {one.next_check}"
                repair = "compare it with its sources, then change “checked:” and “next_check:”"
                yield Problem(path, int(line), what, "a check by then", repair, "note")


def _said(inspection: Inspection) -> Iterator[Problem]:
    """MkDocs' own warnings, each with the page that it names."""
    for text in inspection.said if inspection.whole else ():
        name = _FILE.search(text)
        path = f"docs/{name['name']}" if name else "mkdocs.yml"
        yield Problem(path, None, text.split("\n")[0], "a build without warnings", "see what MkDocs says", "warning")
