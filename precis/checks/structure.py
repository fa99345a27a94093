"""Whether the HTML of a page is put together so that everybody finds their way: what can be told without a browser."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from itertools import pairwise

from precis.checks.built import BuiltPage
from precis.checks.inspection import Inspection
from precis.checks.names import name_of
from precis.checks.outcome import Outcome, once, outcome
from precis.problems import Problem

REFERRING = ("for", "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "popovertarget", "list")
"Attributes that hold ids of the page."
_TEMPLATE = "correct the page, or the template that writes it"


def check(inspection: Inspection) -> Outcome:
    pages = inspection.built_pages
    found = [problem for page in pages for rule in RULES for problem in rule(page)]
    return outcome(len(pages), "pages", once(found))


def _language(page: BuiltPage) -> Iterator[Problem]:
    stated = page.tree.get("lang")
    if page.page is not None and stated != page.page.language:
        yield _problem(page, None, f"says that its language is “{stated}”", f"lang=“{page.page.language}”")


def _headings(page: BuiltPage) -> Iterator[Problem]:
    """A page that shows an explainer whole may have a heading of the first level a part."""
    headings = page.tree.xpath("//h1 | //h2 | //h3 | //h4 | //h5 | //h6")
    first = [one for one in headings if one.tag == "h1"]
    whole = page.page is not None and page.page.kind == "whole"
    if len(first) != 1 and not whole and not page.led_on:
        yield _problem(page, None, f"has {len(first)} headings of the first level", "one")
    for before, heading in pairwise(headings):
        if int(heading.tag[1]) > int(before.tag[1]) + 1:
            words = " ".join(heading.text_content().split()).removesuffix(" #").removesuffix("#")
            what = f"the heading “{words}” ({heading.tag}) follows one of the level {before.tag}"
            yield _problem(page, page.line_of(words), what, "levels one after the other")


def _ids(page: BuiltPage) -> Iterator[Problem]:
    counts = Counter(map(str, page.tree.xpath("//@id")))
    for id_, count in counts.items():
        if count > 1:
            yield _problem(page, page.line_of(f"#{id_}"), f"has the id “{id_}” {count} times", "each id once")
    for name in REFERRING:
        for value in page.tree.xpath(f"//@{name}"):
            for id_ in str(value).split():
                if id_ not in counts:
                    yield _problem(page, None, f"{name}=“{value}” refers to nothing", "the id of an element")


def _names(page: BuiltPage) -> Iterator[Problem]:
    """Whether what can be clicked is called something."""
    for element in page.tree.xpath("//a[@href] | //button | //summary"):
        if not name_of(element, page.tree) and not element.xpath("ancestor-or-self::*[@aria-hidden='true']"):
            shown = element.get("href") or element.get("class") or element.tag
            what = f"<{element.tag}> “{shown}” has no name"
            yield _problem(page, page.line_of_link(str(shown)), what, "words in it, or aria-label")


def _tables(page: BuiltPage) -> Iterator[Problem]:
    for table in page.tree.iter("table"):
        if not table.xpath(".//th"):
            words = " ".join(table.text_content().split())[:40]
            yield _problem(page, None, f"the table “{words}…” has no headings", "th in its first row or column")


RULES: tuple[Callable[[BuiltPage], Iterator[Problem]], ...] = (_language, _headings, _ids, _names, _tables)


def _problem(page: BuiltPage, line: int | None, what: str, expected: str) -> Problem:
    return Problem(page.path, line, what, expected, _TEMPLATE)
