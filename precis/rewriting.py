"""Texts of an explainer that name a fact, led to another one or without it: pages, copies, record of translations.

Each function gives the new texts of the files that change, by path. Raises InvalidInput where a page cannot be
rewritten without a person.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from precis import factlinks
from precis.desk import Desk
from precis.edit import Edit, applied
from precis.front_text import box_edits, signing_edits
from precis.page import LEADS, PageSource, parse_page
from precis.problems import InvalidInput, Problem
from precis.translated import dumped, rewritten

Edits = Callable[[PageSource], Iterator[Edit]]
Words = Callable[[str, str], str]
"A text, and the tag of its language."


def relinked(desk: Desk, fact_id: str, other: str) -> dict[str, str]:
    """Links and boxes name another fact."""

    def edits(page: PageSource) -> Iterator[Edit]:
        for link in factlinks.links(page.text):
            if link.fact == fact_id:
                yield Edit(link.target, link.target + len(fact_id), other)
        yield from box_edits(page, fact_id, other)

    return _all(desk, fact_id, edits, lambda text, _: factlinks.relinked(text, fact_id, other))


def unlinked(desk: Desk, fact_id: str, reason: str) -> dict[str, str]:
    """Links are their words alone, boxes lack the fact, and figures are signed off where they need a source."""

    def words(text: str, tag: str) -> str:
        return factlinks.unlinked(text, fact_id, desk.written(fact_id, tag))

    def edits(page: PageSource) -> Iterator[Edit]:
        for link in factlinks.links(page.text):
            if link.fact == fact_id:
                yield Edit(link.start, link.end, words(page.text[link.start : link.end], page.language))
        yield from box_edits(page, fact_id)
        yield from signing_edits(page, dict.fromkeys(uncovered(desk, page, fact_id), reason))

    return _all(desk, fact_id, edits, words)


def uncovered(desk: Desk, page: PageSource, fact_id: str) -> list[str]:
    """The figures of a page that would have no source without a fact; none while nobody has translated it."""
    if not page.front.translated or f"fact:{fact_id}" not in page.text:
        return []
    return factlinks.uncovered(page, fact_id, desk.written(fact_id, page.language), desk.reader(page.language))


def _all(desk: Desk, fact_id: str, edits: Edits, words: Words) -> dict[str, str]:
    changed: dict[str, str] = {}
    for page in (*desk.pages, *desk.copies):
        text = applied(page.text, edits(page))
        if text != page.text:
            _check(page, text, fact_id, words)
            changed[page.path] = text
    source = next(iter(desk.writers))
    for path, state in desk.translated.items():
        new = rewritten(state, desk.name, lambda text: words(text, source))
        if new != state:
            changed[path] = dumped(new)
    return changed


def _check(page: PageSource, text: str, fact_id: str, words: Words) -> None:
    """The page must be read as before, but for what was meant to change."""
    new = parse_page(text, page.path, page.language, page.key)
    meant = [words(text, page.language) for text in _leads(page)]
    if new.front.title != page.front.title or _leads(new) != meant or _refers(text, fact_id):
        what, expected = f"cites the fact “{fact_id}” in a way that cannot be rewritten", f"[words](fact:{fact_id})"
        raise InvalidInput([Problem(page.path, page.line_with("answer:"), what, expected, "rewrite it by hand")])


def _leads(page: PageSource) -> list[str]:
    return [str(getattr(page.front, name)) for name in LEADS]


def _refers(text: str, fact_id: str) -> bool:
    """Whether a definition of a link, `[1]: fact:its-id`, is left."""
    return re.search(rf"^ {{0,3}}\[[^\]\n]+\]:\s*<?fact:{fact_id}>?\s*$", text, re.MULTILINE) is not None
