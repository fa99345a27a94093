"""A built site as its readers get it: its pages as trees, its files, and where each comes from."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from lxml import html
from lxml.html import HtmlElement

from precis import disk
from precis.site import SitePage

_REFRESH = re.compile(r"url\s*=\s*['\"]?([^'\";]+)", re.IGNORECASE)
_TARGET = re.compile(r"\]\(<?([^\s)>]+)")


@dataclass(frozen=True, eq=False)
class BuiltPage:
    address: str
    "Relative to the site's root: `en/harbour/`, `404.html`."
    tree: HtmlElement
    page: SitePage | None
    "None for the door and pages of errors."

    @property
    def path(self) -> str:
        """The file that its text comes from; of a page that nobody writes, its file in the site."""
        if self.page and self.page.source.generated is None and not self.page.fallback:
            return self.page.source.path
        return "site/" + file_of(self.address)

    def line_of_link(self, href: str) -> int | None:
        """Where the page's file has a link: word for word, or else one to the same place below a page."""
        if self.page is None or not self.path.endswith(".md"):
            return None
        source = self.page.source
        if found := source.occurrences(href):
            return found[0]
        _, sign, fragment = href.partition("#")
        links = _TARGET.finditer(source.text)
        return next((source.line_of(one.start()) for one in links if sign and one[1].endswith(f"#{fragment}")), None)

    def line_of(self, words: str) -> int | None:
        """The first line that has the words."""
        found = self.page.source.text.find(words) if words and self.page and self.path.endswith(".md") else -1
        return None if self.page is None or found < 0 else self.page.source.line_of(found)

    @cached_property
    def ids(self) -> frozenset[str]:
        return frozenset(map(str, self.tree.xpath("//@id | //a/@name")))

    @cached_property
    def led_on(self) -> str:
        """Where the page leads its readers by itself, as one under an old address does; empty for all others."""
        contents = self.tree.xpath("//meta[translate(@http-equiv, 'REFSH', 'refsh')='refresh']/@content")
        return next((found[1] for content in contents if (found := _REFRESH.search(str(content)))), "")

    @cached_property
    def passing(self) -> bool:
        """Whether it is no page of its own for search engines: of errors, leading on, or repeating others."""
        return self.address.endswith(".html") or bool(self.led_on) or bool(self.page and self.page.repeats)


@dataclass(frozen=True)
class Built:
    home: str
    "Address of the site's root, with a final slash."
    pages: Mapping[str, BuiltPage]
    "By address."
    files: Collection[str]
    "Relative to the site's root."
    sitemap: str | None
    unbuilt: Collection[str] = ()
    "Addresses of pages that exist and were left out of a build of some pages; such a build has no other files."

    @property
    def partial(self) -> bool:
        return bool(self.unbuilt)

    def target(self, page: BuiltPage, href: str) -> tuple[str, str] | None:
        """Address below the root and fragment that a link leads to; None where it leaves the site."""
        if urlsplit(href).scheme not in {"", "http", "https"}:
            return None
        there = urlsplit(urljoin(self.home + page.address, href))
        home = urlsplit(self.home)
        if there.netloc != home.netloc:
            return None
        inside = there.path.startswith(home.path)
        path = there.path[len(home.path) :] if inside else f"..{there.path}"
        return unquote(path), unquote(there.fragment)


def file_of(address: str) -> str:
    return f"{address}index.html" if address.endswith("/") or not address else address


def read(folder: Path, home: str, pages: Collection[SitePage], *, partial: bool = False) -> Built:
    """A site from its folder. Raises InvalidInput for pages that are not UTF-8."""
    by_address = {page.url: page for page in pages}
    files = frozenset(disk.relative(path, folder) for path in disk.files_below(folder, "**/*"))
    built = {page.address: page for page in _pages(folder, files, by_address)}
    sitemap = disk.read_text(folder / "sitemap.xml", folder) if "sitemap.xml" in files and not partial else None
    return Built(home, built, files, sitemap, frozenset(by_address.keys() - built.keys()) if partial else ())


def _pages(folder: Path, files: Collection[str], pages: Mapping[str, SitePage]) -> Iterator[BuiltPage]:
    for name in sorted(files):
        if name.endswith(".html"):
            address = name.removesuffix("index.html") if name.rpartition("/")[2] == "index.html" else name
            text = disk.read_text(folder / name, folder)
            yield BuiltPage(address, html.document_fromstring(text or "<html></html>"), pages.get(address))
