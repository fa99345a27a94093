"""A page's HTML moved into another page: its ids made its own, its links and headings fitted to the new place."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from urllib.parse import SplitResult, unquote, urljoin, urlsplit

from lxml import etree, html
from lxml.html import HtmlElement

ADDRESSES = frozenset({"href", "src", "poster", "data", "xlink:href", "cite"})
"Attributes that hold an address."
REFERENCES = frozenset(
    {
        *("for", "form", "list", "headers", "itemref", "popovertarget", "commandfor", "anchor"),
        *("aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "aria-details", "aria-flowto"),
        *("aria-activedescendant", "aria-errormessage"),
    }
)
"Attributes that hold ids, separated by spaces."
_PAINT = re.compile(r"url\(\s*(['\"]?)#([^)'\"]+)\1\s*\)")
_HEADINGS = tuple(f"h{level}" for level in range(1, 7))
_TOLD = etree.XPath("descendant-or-self::*[@*[name() != 'class' and name() != 'lang']]")
"Elements with attributes that may say an id or an address."


@dataclass(frozen=True)
class Scion:
    """The HTML of one page, parsed once, before it is moved."""

    url: str
    "Address of the page it comes from, relative to the site's root."
    prefix: str
    "What its ids begin with in the new place."
    trees: tuple[HtmlElement, ...]
    ids: frozenset[str]

    @classmethod
    def of(cls, url: str, prefix: str, *texts: str) -> Scion:
        trees = tuple(html.fragment_fromstring(text, create_parent="div") for text in texts)
        return cls(url, prefix, trees, frozenset(str(name) for tree in trees for name in tree.xpath("//@id")))

    def renamed(self, name: str) -> str:
        return f"{self.prefix}.{name}"


@dataclass(frozen=True)
class Graft:
    """The place where several pages come together. Its own ids hold no full stop, so that none clashes with theirs."""

    url: str
    "Address of the new place, relative to the site's root."
    scions: Mapping[str, Scion]
    "By address: links between these pages become links within the new one."
    anchors: Mapping[tuple[str, str], str]
    "Address and id, on these pages or others, to an id of the new place."

    def take(self, scion: Scion, deeper: int = 0) -> list[str]:
        """The HTML of the page's texts as they stand in the new place, their headings so many levels deeper. Changes
        the trees: once for each page."""
        for tree in scion.trees:
            for element in _TOLD(tree):
                self._fit(element, scion)
            for heading in tree.iter(*_HEADINGS) if deeper else ():
                heading.tag = f"h{min(int(str(heading.tag)[1]) + deeper, 6)}"
        return [_inner(tree) for tree in scion.trees]

    def _fit(self, element: HtmlElement, scion: Scion) -> None:
        for name, value in element.attrib.items():
            text = str(value)
            if name == "id":
                element.set(name, scion.renamed(text))
            elif name in REFERENCES:
                element.set(name, " ".join(self._referred(one, scion) for one in text.split()))
            elif name in ADDRESSES:
                element.set(name, self._moved(text, scion))
            elif "url(" in text:
                element.set(name, _PAINT.sub(lambda found: f"url(#{self._referred(found[2], scion)})", text))

    def _referred(self, name: str, scion: Scion) -> str:
        return scion.renamed(name) if name in scion.ids else self.anchors.get((scion.url, name), name)

    def _moved(self, address: str, scion: Scion) -> str:
        """An address as it is written in the new place; those that leave the site, or say nothing, stay."""
        parts = urlsplit(address)
        if parts.scheme or parts.netloc or not address:
            return address
        url = urljoin("/" + scion.url, parts.path).lstrip("/") if parts.path else scion.url
        inside = None if parts.query else self._inside(url, unquote(parts.fragment))
        return f"#{inside}" if inside else self._outside(url, parts)

    def _inside(self, url: str, name: str) -> str | None:
        """The id in the new place that stands for a place of a page; None for what stands on other pages only."""
        if (url, name) in self.anchors:
            return self.anchors[url, name]
        target = self.scions.get(url)
        if target is None:
            return None
        return target.renamed(name) if name in target.ids else self.anchors.get((url, ""), target.prefix)

    def _outside(self, url: str, parts: SplitResult) -> str:
        return parts._replace(path=relative(url, self.url)).geturl()


def relative(url: str, start: str) -> str:
    """The address of a page or file, relative to a page; both relative to the site's root."""
    path = posixpath.relpath(f"/{url}", f"/{posixpath.dirname(start)}")
    return f"{path}/" if url.endswith("/") or not url else path


def anchors(names: Sequence[str], taken: Sequence[str]) -> list[str]:
    """Ids for pages, after their names: without full stops, none twice, none that is taken."""
    found: list[str] = []
    for name in names:
        anchor = re.sub(r"[.\s]+", "-", name)
        while anchor in found or anchor in taken:
            anchor += "_"
        found.append(anchor)
    return found


def _inner(tree: HtmlElement) -> str:
    return escape(tree.text or "", quote=False) + "".join(html.tostring(child, encoding="unicode") for child in tree)
