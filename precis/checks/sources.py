"""Whether the sources still answer, by what was found when somebody last had a network (`docs/_reachability.yml`)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from precis.checks.inspection import Inspection
from precis.checks.outcome import Outcome, outcome
from precis.problems import Problem
from precis.reachability import FILE, Status, Visit

OLD = dt.timedelta(days=90)
"After which a finding is no longer believed."
_VISIT = "python scripts/sources.py check"


@dataclass(frozen=True, slots=True)
class Place:
    """Where an address stands, and what it is the address of."""

    path: str
    line: int | None
    name: str
    url: str


def check(inspection: Inspection) -> Outcome:
    places = [*_of_sources(inspection), *_of_terms(inspection)]
    known = inspection.reachability
    if known is None:
        what = "is missing: nobody has looked whether the sources answer"
        found = [Problem(FILE, None, what, "what visits found", _VISIT, "note")]
        return outcome(len(places), "addresses", found if places else ())
    found = [one for place in places for one in _judged(place, known.by_url.get(place.url), inspection)]
    if inspection.whole:
        cited = {place.url for place in places}
        found += [_stray(entry, known.line(entry.url)) for entry in known.entries if entry.url not in cited]
    return outcome(len(places), "addresses", found)


def _of_sources(inspection: Inspection) -> Iterator[Place]:
    for name, id_ in sorted(inspection.sources):
        source, path = inspection.project.dossier(name).sources.get(id_), f"docs/_sources/{name}.yml"
        if source is not None and source.url:
            yield Place(path, inspection.source_lines.get((name, id_)), f"the source “{id_}”", source.url)


def _of_terms(inspection: Inspection) -> Iterator[Place]:
    for tag, id_ in sorted(inspection.terms):
        file, term = inspection.audit.files[tag], inspection.project.glossaries[tag].get(id_)
        for number, source in enumerate(term.sources if term else ()):
            if source.url:
                place = file.line([id_, "sources", number])
                yield Place(file.path, place, f"the source of the term “{id_}”", source.url)


def _judged(place: Place, entry: Visit | None, inspection: Inspection) -> Iterator[Problem]:
    if entry is None:
        what, expected = f"{place.name}: nobody has looked whether {place.url} answers", f"a line in {FILE}"
        yield Problem(place.path, place.line, what, expected, _VISIT, "note")
        return
    if entry.status in JUDGEMENTS:
        yield from JUDGEMENTS[entry.status](place, entry)
    if inspection.publication.today - entry.checked > OLD:
        what = f"{place.name}: {place.url} was last tried on {entry.checked}"
        expected = f"a try within the last {OLD.days} days"
        yield Problem(place.path, place.line, what, expected, _VISIT, "note")


def _moved(place: Place, entry: Visit) -> Iterator[Problem]:
    what = f"{place.name}: {place.url} has moved ({entry.checked})"
    yield Problem(
        place.path, place.line, what, "the address where it is now", "open it and copy the address", "warning"
    )


def _gone(place: Place, entry: Visit) -> Iterator[Problem]:
    code = f", {entry.code}" if entry.code else ""
    what = f"{place.name}: {place.url} is gone ({entry.checked}{code})"
    if entry.archived:
        expected = f"its archived copy: {entry.archived}"
        yield Problem(place.path, place.line, what, expected, "cite the copy, where readers should see it", "note")
    else:
        repair = "look for it elsewhere, or for a copy in an archive of the web, or cite another source"
        yield Problem(place.path, place.line, what, "an address that answers, or an archived copy", repair)


def _silent(place: Place, entry: Visit) -> Iterator[Problem]:
    why = "turns programs away" if entry.status == "blocked" else "did not answer"
    what = f"{place.name}: {place.url} {why} ({entry.checked})"
    yield Problem(place.path, place.line, what, "an address that answers", "open it in a browser", "note")


JUDGEMENTS: Mapping[Status, Callable[[Place, Visit], Iterator[Problem]]] = {
    "moved": _moved,
    "gone": _gone,
    "blocked": _silent,
    "unreachable": _silent,
}


def _stray(entry: Visit, line: int | None) -> Problem:
    what = f"{entry.url} is the address of no source"
    return Problem(FILE, line, what, "addresses of sources", _VISIT, "note")
