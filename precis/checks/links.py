"""Whether every link within the site leads somewhere, its anchor included."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from precis.checks.built import Built, BuiltPage, file_of
from precis.checks.inspection import Inspection
from precis.checks.outcome import Outcome, once, outcome
from precis.problems import Problem

LINKS = (
    "//a/@href | //area/@href | //form/@action | //script/@src | //img/@src | //source/@src | //video/@src"
    " | //audio/@src | //iframe/@src | //link[not(@hreflang) and not(@rel='canonical')]/@href"
    " | //meta[@property='og:image']/@content"
)
MADE_LATER = frozenset({".atom", ".bib", ".pdf", ".csv", ".json", ".jsonld", ".js", ".css", ".txt", ".xml"})
"What a build of some pages does not make, besides texts for programs and what the preview adds."


def check(inspection: Inspection) -> Outcome:
    built = inspection.site
    links = [(page, href) for page in inspection.built_pages for href in _links(page)]
    inside = [(page, href, place) for page, href in links if (place := built.target(page, href)) is not None]
    found = (problem for page, href, place in inside for problem in _broken(built, page, href, place))
    return outcome(len(inside), "links", once(found))


def _links(page: BuiltPage) -> list[str]:
    """Each once."""
    return sorted({*map(str, page.tree.xpath(LINKS)), page.led_on} - {""})


def _broken(built: Built, page: BuiltPage, href: str, place: tuple[str, str]) -> Iterator[Problem]:
    address, fragment = place
    line = page.line_of_link(href)
    if address not in built.pages:
        if not _exists(built, address):
            what, expected = f"links to “{href}”, which does not exist", "the address of a page or file of the site"
            yield Problem(page.path, line, what, expected, "correct the link, or make what it leads to")
    elif fragment and fragment != "top" and fragment not in built.pages[address].ids and fragment[0] != ":":
        what = f"links to “{href}”, but {built.pages[address].path} has no “#{fragment}”"
        yield Problem(page.path, line, what, "the id of a heading there", "correct the link, or the heading’s {#id}")


def _exists(built: Built, address: str) -> bool:
    if address in built.files or file_of(address) in built.files or address in built.unbuilt:
        return True
    later = PurePosixPath(address).suffix in MADE_LATER or address.endswith((".html.md", "/beside/"))
    return built.partial and later
