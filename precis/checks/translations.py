"""How far the translations are: what `scripts/translations.py status` tells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from babel.messages.catalog import Catalog

from precis.catalogue import is_translated
from precis.checks.inspection import Inspection
from precis.checks.outcome import Outcome, outcome
from precis.drift import Drift
from precis.problems import Problem
from precis.progress import Progress, of_strings, progress, share
from precis.site import SitePage

_KINDS = {"wording": "has changed", "figure": "has changed", "removed": "was removed", "added": "is new"}


def check(inspection: Inspection) -> Outcome:
    freshness = inspection.publication.freshness
    keys = {page.key for page in inspection.pages}
    rows = [row for row in progress(freshness) if inspection.whole or row.page in keys]
    stale = (one for page in inspection.pages for one in _stale(inspection, page))
    site = inspection.project.site
    missing = inspection.of_pages([*site.problems, *freshness.problems(site.written)])
    found = [*stale, *missing, *_strings(inspection)]
    if inspection.whole:
        found += [*_behind(inspection, rows)]
    return outcome(sum(row.total for row in rows), "passages", found)


def _stale(inspection: Inspection, page: SitePage) -> Iterator[Problem]:
    """Passages behind their originals; a figure that changed is an error of its own."""
    original = inspection.publication.freshness.original(page)
    for drift in inspection.publication.freshness.drifts(page):
        if drift.kind != "figure" and original is not None:
            yield _drifted(drift, page, original)


def _drifted(drift: Drift, page: SitePage, original: SitePage) -> Problem:
    there = f"{original.source.path}:{drift.source.line(original.source)}" if drift.source else original.source.path
    line = drift.translation.line(page.source) if drift.translation else None
    repair = f"translate it, then: python scripts/translations.py confirm {page.language} {page.key}"
    what = f"the original of this passage {_KINDS[drift.kind]}"
    if drift.kind == "added":
        what = "the original has a new passage after this one"
    return Problem(page.source.path, line, what, f"a translation of {there}", repair, "warning")


def _strings(inspection: Inspection) -> Iterator[Problem]:
    """Messages that wait for a translation; in one page, those of the records that it cites."""
    cited = {one.text for one in inspection.cited_strings}
    known = set()
    for path, (tag, catalog) in inspection.catalogs.items():
        for message in catalog:
            words = message.id if isinstance(message.id, str) else next(iter(message.id), "")
            known.add((tag, words))
            wanted = inspection.project.languages[tag].complete and (inspection.whole or words in cited)
            if words and wanted and not is_translated(message):
                state = "is only guessed (fuzzy)" if message.fuzzy else "is not translated"
                repair = "translate it, and remove “fuzzy”"
                yield Problem(path, message.lineno, f"“{words}” {state}", "a msgstr", repair, "warning")
    for problem in inspection.publication.missing_translations() if inspection.whole else ():
        words = problem.what.removeprefix("“").removesuffix("” is not translated")
        if (problem.path.split("/")[1], words) not in known:
            yield problem


def _behind(inspection: Inspection, rows: Sequence[Progress]) -> Iterator[Problem]:
    """Languages of which less is current than their `language.yml` asks for."""
    for tag in inspection.project.translated:  # of the others nobody follows the translation
        language = inspection.project.languages[tag]
        catalogs: list[Catalog] = [one for other, one in inspection.catalogs.values() if other == tag]
        own = [row for row in rows if row.language == tag] + [of_strings(tag, "", one) for one in catalogs]
        if share(own) < language.translated:
            what = f"{share(own):.1f} % of the translation is current"
            expected = f"{language.translated:g} % (translated:)"
            repair = f"python scripts/translations.py status {tag} tells where it lacks"
            yield Problem(f"locales/{tag}/language.yml", None, what, expected, repair)
