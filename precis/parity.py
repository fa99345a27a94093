"""Whether all languages cite the same facts, section by section. Ids are compared, never words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from precis.draft import Annotated
from precis.page import PageSource
from precis.problems import Problem

OUTSIDE = {"answer": "the answer", "": "the opening"}
"Sections without a heading."


def differences(one: PageSource, cited: Annotated, other: PageSource, also: Annotated) -> Iterator[Problem]:
    """What a page's sections fail to cite that its counterpart's do, and the other way round."""
    mine, theirs = _by_section(one, cited), _by_section(other, also)
    for section in dict.fromkeys((*mine, *theirs)):
        if section in {*one.front.parity, *other.front.parity}:
            continue
        yield from _lacking(section, mine, theirs, one, other)
        yield from _lacking(section, theirs, mine, other, one)


def _lacking(
    section: str, have: Mapping[str, set[str]], want: Mapping[str, set[str]], page: PageSource, other: PageSource
) -> Iterator[Problem]:
    """Facts that the other page cites in the section and the page does not."""
    there = _place(other, section)
    if section not in have:
        what = f"has no section “{section}”, which {there} has"
        repair = f"add “## … {{#{section}}}”, or state a reason in front matter: parity: {{{section}: reason}}"
        yield Problem(page.path, None, what, "the same sections in every language", repair)
        return
    for fact in sorted(want.get(section, set()) - have[section]):
        named = OUTSIDE.get(section, f"the section “{section}”")
        what = f"{named} does not cite the fact “{fact}”, which {there} does"
        repair = f"cite it here too, or state a reason in front matter: parity: {{{section}: reason}}"
        yield Problem(page.path, _line(page, section), what, "the same facts in every language", repair)


def _by_section(page: PageSource, cited: Annotated) -> dict[str, set[str]]:
    sections: dict[str, set[str]] = {name: set() for name in ("answer", "", *(h.id for h in page.headings() if h.id))}
    for fact, places in cited.facts.items():
        for place in places:
            if place in sections:
                sections[place].add(fact)
    return sections


def _place(page: PageSource, section: str) -> str:
    line = _line(page, section)
    return page.path if line is None else f"{page.path}:{line}"


def _line(page: PageSource, section: str) -> int | None:
    if section == "answer":
        return page.line_with("answer:")
    if section == "":
        return page.line_of(page.body_start)
    return next((heading.line for heading in page.headings() if heading.id == section), None)
