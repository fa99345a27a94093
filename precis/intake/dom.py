"""A web page's tree: which elements break a line, which hold no words, and the marks that reading leaves on them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree
from lxml.html import HtmlElement

from precis.intake.escape import SPACE
from precis.intake.wordcount import listed

OUT = "LEFT-OUT"
"Attribute: why the element is left out. No page can hold it: parsing writes names of attributes small."
ROLE = "ROLE"
"Attribute: what the element is, a role of `precis.intake.block`."
LEVEL = "LEVEL"
BODY = "BODY"
"Attribute of the element that holds the article's text."
_MARKS = frozenset({OUT, ROLE, BODY})
DROPPED = frozenset({"script", "style", "template"})
"What holds no words."
QUOTED = "q"
"Shown between quotation marks, which part words though it breaks no line."
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_BREAKING = frozenset(
    (
        *("address", "article", "aside", "blockquote", "body", "br", "button", "canvas", "caption", "center"),
        *("col", "colgroup", "dd", "details", "dialog", "dir", "div", "dl", "dt", "fieldset"),
        *("figcaption", "figure", "footer", "form", "frame", "frameset", "h1", "h2", "h3", "h4"),
        *("h5", "h6", "head", "header", "hgroup", "hr", "html", "iframe", "img", "input"),
        *("isindex", "legend", "li", "link", "listing", "main", "menu", "meta", "nav", "noembed"),
        *("noframes", "noscript", "object", "ol", "optgroup", "option", "p", "plaintext", "pre", "search"),
        *("section", "select", "source", "summary", "table", "tbody", "td", "textarea", "tfoot", "th"),
        *("thead", "title", "tr", "track", "ul", "video", "audio", "svg", "xmp", "embed"),
        *("applet", "area", "map", "picture", "base", "param", "math"),
    )
)


def breaks(element: HtmlElement) -> bool:
    """Whether the words before and after its tags are apart: blocks, marked elements and those that a page invents."""
    tag = str(element.tag)
    return tag in _BREAKING or "-" in tag or not _MARKS.isdisjoint(element.attrib)


def counted(root: HtmlElement) -> str:
    """Every word of the tree and of the alternative texts in it, by another way than the walk: without its states."""
    pieces: list[str] = []
    events = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    for event, element in events:
        apart = " " if event in ("start", "end") and (breaks(element) or element.tag == QUOTED) else ""
        if event == "start" and element.tag in DROPPED:
            events.skip_subtree()
        elif event == "start":
            pieces += [apart, f" {element.get('alt', '')} " if "alt" in element.attrib else "", element.text or ""]
        elif element is not root:
            pieces += [apart, element.tail or ""]
    return "".join(pieces)


def said(element: HtmlElement) -> str:
    """The element's text in one line."""
    return SPACE.sub(" ", counted(element)).strip(" ")


def key(text: str) -> str:
    """What two texts have in common that say the same: their words in small letters."""
    return " ".join(listed(text)).casefold()


def named(element: HtmlElement) -> str:
    """The names that a page gives an element, small, parted by spaces, with hyphens: `article-share share`."""
    names = f"{element.get('class', '')} {element.get('id', '')} {element.get('itemprop', '')}"
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "-", names).lower().replace("_", "-")


def inside(element: HtmlElement) -> Iterator[HtmlElement]:
    """Elements in it, itself first; no comments."""
    return element.iter(etree.Element)


class Weights:
    """How many letters and digits stand before each element, in it, and in its links."""

    def __init__(self, root: HtmlElement) -> None:
        self.order: dict[HtmlElement, int] = {element: place for place, element in enumerate(inside(root))}
        "Also keeps lxml's elements alive, so that they are the same ones each time."
        self._spans: dict[HtmlElement, tuple[int, int, int, int]] = {}
        letters = linked = links = 0
        begun: list[tuple[int, int]] = []
        for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
            if event == "start":
                begun.append((letters, linked))
                links += element.tag == "a"
                text = "" if element.tag in DROPPED else element.text
            else:
                text = element.tail
            if event == "end":
                links -= element.tag == "a"
                self._spans[element] = (*begun.pop(), letters, linked)
            many = len(_LETTER.findall(text or ""))
            letters, linked = letters + many, linked + (many if links else 0)

    def before(self, element: HtmlElement) -> int:
        return self._spans[element][0]

    def of(self, element: HtmlElement) -> int:
        begin, _, end, _ = self._spans[element]
        return end - begin

    def linked(self, element: HtmlElement) -> float:
        """Share of its letters that stand in links."""
        _, begin, _, end = self._spans[element]
        return (end - begin) / max(self.of(element), 1)


_LETTER = re.compile(r"[^\W_]")
