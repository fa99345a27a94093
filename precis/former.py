"""Old addresses of pages: what front matter calls `was`, and what follows from it for the pages below a folder.

`was: old-slug` is an earlier last part of the address, at the place where the page is now; `was: /en/old/place/` an
earlier address as a whole. On an explainer’s overview both stand for its folder: all its pages, those of its facts too,
answer at their old addresses. Nothing of it passes from one language to another, but from `fr` to `fr-CA`, like slugs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from precis.page import PageSource
from precis.problems import Problem

if TYPE_CHECKING:
    from precis.site import SitePage


@dataclass(frozen=True, slots=True)
class Node:
    """One part of a page’s address: what it is now, and what it was."""

    part: str
    was: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Former:
    """Old addresses of a page, relative to the site’s root like `SitePage.url`."""

    stated: tuple[str, ...] = ()
    "By the page itself."
    implied: tuple[str, ...] = ()
    "By pages above it."


NOWHERE = Former()


def former(home: Node, below: Sequence[Node]) -> Former:
    """Of the page at the end of the line, from its language’s home (whose part is the language’s tag)."""
    now = ""
    old: list[str] = []
    stated: tuple[str, ...] = ()
    for node in (home, *below):
        stated = (*(f"{now}{was}/" for was in _slugs(node)), *_wholes(node))
        implied = [f"{above}{part}/" for above in old if above.endswith("/") for part in (node.part, *_slugs(node))]
        now, old = f"{now}{node.part}/", [*stated, *implied]
    return Former(tuple(dict.fromkeys(stated)), tuple(one for one in dict.fromkeys(old) if one not in (*stated, now)))


def settled(pages: Sequence[SitePage]) -> dict[str, SitePage]:
    """Where each old address leads now. What a page states comes before what pages above it imply, and a page that is
    there now before both; see `clashes`."""
    taken = {page.url for page in pages}
    stated = [(old, page) for page in pages for old in page.former.stated]
    implied = [(old, page) for page in pages for old in page.former.implied]
    found: dict[str, SitePage] = {}
    for old, page in (*stated, *implied):
        if old not in taken:
            found.setdefault(old, page)
    return found


def clashes(pages: Sequence[SitePage]) -> Iterator[Problem]:
    """Old addresses that are pages now, or that two pages state."""
    now = {page.url: page for page in pages}
    claimed: dict[str, SitePage] = {}
    for page in pages:
        for old in page.former.stated:
            other, there = now.get(old), claimed.setdefault(old, page)
            if other is not None:
                whose = "its own now" if other is page else f"now that of {_named(other)}"
                yield _clash(page, old, f"says that it was at /{old}, which is {whose}")
            elif there is not page:
                yield _clash(page, old, f"says that it was at /{old}, as {_named(there)} does")


def _clash(page: SitePage, old: str, what: str) -> Problem:
    source = file(page)
    last = old.rstrip("/").rpartition("/")[2]
    line = source.line or _line(source, last)
    key = "was_id:" if source.generated == "fact" else "was:"
    return Problem(source.path, line, what, "old addresses of this page alone", f"correct “{key}”, or remove it")


def _named(page: SitePage) -> str:
    source = file(page)
    return f"the fact “{page.name}”" if source.generated == "fact" else source.path


def _line(source: PageSource, value: str) -> int | None:
    """The line of the front matter on which an old address stands."""
    lines = source.text[: source.body_start].splitlines()
    begins = next((number for number, text in enumerate(lines) if text.startswith("was:")), None)
    if begins is None:
        return None
    return next((number + 1 for number, text in enumerate(lines) if number >= begins and value in text), begins + 1)


def file(page: SitePage) -> PageSource:
    """The file that states the page's address."""
    return page.prepared or page.source


def _slugs(node: Node) -> Iterator[str]:
    return (was for was in node.was if not was.startswith("/"))


def _wholes(node: Node) -> Iterator[str]:
    return (was[1:] for was in node.was if was.startswith("/"))


def without_wholes(was: Iterable[str]) -> tuple[str, ...]:
    """What a variant of a language takes over from its base."""
    return tuple(one for one in was if not one.startswith("/"))
