"""Whether all languages have the same sections, facts, charts, links and pictures. Names are compared, never words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from precis.draft import Annotated
from precis.linking import targets, unnamed
from precis.page import LEADS, PageSource
from precis.problems import Problem, Severity
from precis.segment import OPENING

OUTSIDE = {"answer": "the answer", "brief": "the short version", "": "the opening"}
"Sections without a heading."
_SECTIONS = {**{f".{name}": name for name in LEADS}, OPENING: ""}
Thing = tuple[Literal["fact", "chart", "link"], str]
Charts = Mapping[str, Sequence[str]]
"Those of a section, each with its facts."
Things = Mapping[str, Mapping[Thing, int | None]]
"By section: what it cites, links to or shows, with the line where that is known."
_SAID: Mapping[str, tuple[str, str, str, Severity]] = {
    "fact": ("does not cite the fact", "the same facts in every language", "cite it here too", "error"),
    "chart": ("does not show the chart", "the same charts in every language", "show it here too", "error"),
    "link": ("does not link to or show", "the same links and pictures in every language", "add it here too", "warning"),
}


def differences(one: PageSource, cited: Annotated, other: PageSource, also: Annotated) -> Iterator[Problem]:
    """What a page's sections lack that its counterpart's have, and the other way round. Links are compared once all of
    both pages lead somewhere: a mistyped one would be reported twice."""
    mine, theirs = _by_section(one, cited), _by_section(other, also)
    faulty = any(problem.severity == "error" for problem in (*cited.problems, *also.problems))
    if not faulty and mine.keys() == theirs.keys():
        mine, theirs = _with_links(one, mine), _with_links(other, theirs)
    for section in dict.fromkeys((*mine, *theirs)):
        if section in {*one.front.parity, *other.front.parity}:
            continue
        charts = {**cited.charts.get(section, {}), **also.charts.get(section, {})}
        yield from _lacking(section, mine, theirs, one, other, charts)
        yield from _lacking(section, theirs, mine, other, one, charts)
    for page in (one, other):
        yield from _unnamed(page)


def _lacking(
    section: str, have: Things, want: Things, page: PageSource, other: PageSource, charts: Charts
) -> Iterator[Problem]:
    """What the other page has in the section and the page has not. With a chart its facts lack; that is said once."""
    if section not in have:
        what = f"has no section “{section}”, which {_place(other, _line(other, section))} has"
        repair = f"add “## … {{#{section}}}”, or state a reason in front matter: parity: {{{section}: reason}}"
        yield Problem(page.path, None, what, "the same sections in every language", repair)
        return
    named = OUTSIDE.get(section, f"the section “{section}”")
    lacking = sorted(want.get(section, {}).keys() - have[section].keys())
    told = {fact for kind, name in lacking if kind == "chart" for fact in charts[name]}
    for kind, name in lacking:
        if kind != "fact" or name not in told:
            lacks, expected, repair, severity = _SAID[kind]
            line = want[section][kind, name]
            what = f"{named} {lacks} “{name}”, which {_place(other, line or _line(other, section))} does"
            key = section or '""'
            repair = f"{repair}, or state a reason in front matter: parity: {{{key}: reason}}"
            yield Problem(page.path, _line(page, section), what, expected, repair, severity)


def _unnamed(page: PageSource) -> Iterator[Problem]:
    for heading in unnamed(page):
        words = heading.text.lstrip("# ")
        expected = "an id that all languages share"
        yield Problem(
            page.path,
            heading.line(page),
            f"the heading “{words}” has no id",
            expected,
            f"## {words} {{#its-name}}",
            "warning",
        )


def _by_section(page: PageSource, cited: Annotated) -> Things:
    names = (*LEADS, "", *(heading.id for heading in page.headings() if heading.id))
    sections: dict[str, dict[Thing, int | None]] = {name: {} for name in names}
    for fact, places in cited.facts.items():
        for place in places:
            if place in sections:
                sections[place]["fact", fact] = None
    for place, charts in cited.charts.items():
        for name in charts if place in sections else ():
            sections[place]["chart", name] = next(iter(page.occurrences(f"chart:{name}")), None)
    return sections


def _with_links(page: PageSource, things: Things) -> Things:
    found = {_SECTIONS.get(section, section): there for section, there in targets(page).items()}
    return {
        section: {**there, **{("link", target): line for target, line in found.get(section, {}).items()}}
        for section, there in things.items()
    }


def _place(page: PageSource, line: int | None) -> str:
    return page.path if line is None else f"{page.path}:{line}"


def _line(page: PageSource, section: str) -> int | None:
    if section in LEADS:
        return page.line_with(f"{section}:")
    if section == "":
        return page.line_of(page.body_start)
    return next((heading.line for heading in page.headings() if heading.id == section), None)
