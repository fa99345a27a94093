"""Whether figures and dates have a record, say what it says, and are the same in all languages; what else is cited."""

from __future__ import annotations

from precis.checks.inspection import Inspection
from precis.checks.outcome import Outcome, outcome


def check(inspection: Inspection) -> Outcome:
    publication = inspection.publication
    found = [publication.annotated[page.language, page.key] for page in inspection.pages]
    site = inspection.project.site
    others = {*inspection.project.problems, *site.problems, *publication.freshness.problems(site.written)}
    others |= set(inspection.voice)
    said = inspection.of_pages([one for one in publication.problems() if one not in others])
    return outcome(sum(one.sourced + len(one.unsourced) for one in found), "figures", said)
