"""The HTML that authors may write: elements, attributes and addresses. All else is reported and never published.

Markdown lets HTML through, and its extensions set attributes. What Précis adds to a page itself is added later.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from html import escape

import nh3
from lxml import etree, html
from lxml.html import HtmlElement

from precis.page import PageSource
from precis.problems import Problem
from precis.records import CONTROL

ELEMENTS = frozenset(
    {"p", "br", "hr", "div", "span", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "ul", "ol", "li"}
    | {"dl", "dt", "dd", "table", "caption", "colgroup", "col", "thead", "tbody", "tfoot", "tr", "th", "td"}
    | {"figure", "figcaption", "img", "details", "summary", "a", "abbr", "b", "bdi", "bdo", "cite", "code", "data"}
    | {"del", "dfn", "em", "i", "ins", "kbd", "mark", "q", "ruby", "rp", "rt", "s", "samp", "small", "strong", "sub"}
    | {"sup", "time", "u", "var", "wbr"}
)
ATTRIBUTES: Mapping[str, frozenset[str]] = {
    "*": frozenset({"id", "class", "lang", "dir", "title", "translate", "role", "aria-label"}),
    "a": frozenset({"href", "hreflang", "type"}),
    "img": frozenset({"src", "alt", "width", "height", "aria-hidden"}),
    "ol": frozenset({"start", "reversed", "type"}),
    "li": frozenset({"value"}),
    "data": frozenset({"value"}),
    "time": frozenset({"datetime"}),
    "ins": frozenset({"datetime"}),
    "del": frozenset({"datetime"}),
    "details": frozenset({"open"}),
    "td": frozenset({"colspan", "rowspan", "headers", "style"}),
    "th": frozenset({"colspan", "rowspan", "headers", "scope", "abbr", "style"}),
    "col": frozenset({"span"}),
    "colgroup": frozenset({"span"}),
}
"By element; under `*` those of all. `style` is what Markdown’s tables write: see `VALUES`."
VALUES: Mapping[str, re.Pattern[str]] = {
    "style": re.compile(r"text-align: (?:left|right|center);"),
    "aria-hidden": re.compile(r"true"),
    "role": re.compile(r"note"),
    "dir": re.compile(r"ltr|rtl|auto"),
    "translate": re.compile(r"yes|no|"),
    "id": re.compile(r"[^\s<>\"'&]{1,200}"),
}
"What attributes may hold; all others any text."
LINKS = frozenset({"http", "https", "mailto", "tel", "fact", "term", "source"})
"Schemes of links; an address without one stays on the site."
PICTURES = frozenset({"chart"})
"Schemes of pictures: all others are files of the project, so that no reader’s visit is told to another host."
FRAME = frozenset(
    {"main", "search", "search-open", "scheme", "contents", "sources", "page-sources", "glossary", "cite", "overview"}
    | {"explainer-questions", "explainers", "filter", "filter-text", "key-facts", "short-answers"}
)
"Ids of what stands around a page’s text."

EXPECTED = "HTML and attributes that CONTRIBUTING.md lists under “HTML in pages”"
_ODD = re.compile("^[\\s\x00-\x20]|[\x00-\x1f\x7f\\\\]|^//|^/\\\\")
"Signs that browsers leave out of an address or read as others, and an address of another host without its scheme."
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_SWALLOWED = re.compile(
    r"<!--.*?-->|(?P<mark><(?:/?(?:html|head|body|frameset|frame)\b|!|\?))", re.DOTALL | re.IGNORECASE
)
"What a parser leaves out without a word; comments, which are notes among authors, may be."
_SIGN = re.compile(rf"&#(?:x(?P<hexadecimal>[0-9a-f]+)|(?P<decimal>[0-9]+));?|{CONTROL.pattern}", re.IGNORECASE)
"What may stand for a sign that is no text."
_ALIGNED = {"left": "", "center": "at-middle", "right": "at-end"}


def parsed(text: str) -> HtmlElement:
    """The tree of a page’s HTML in a `<div>`, without comments."""
    body = html.document_fromstring(f"<html><body>{text}</body></html>").find("body")
    assert body is not None
    body.tag = "div"
    body.attrib.clear()
    for node in [*body.iter(etree.Comment, etree.PI)]:
        node.drop_tree()
    return body


class Gate:
    """What of the texts of one page may pass; knows the ids that they have used."""

    def __init__(self, page: PageSource, taken: Callable[[str], bool] = lambda _: False) -> None:
        """`taken`: whether the page has an id besides those of its frame."""
        self._page, self._taken = page, taken
        self._ids: set[str] = set()
        self._found: Counter[str] = Counter()

    def passed(self, text: str) -> tuple[HtmlElement, list[Problem]]:
        """The tree of a text as it may be published, and what was wrong with it."""
        controls = [found[0] for found in _SIGN.finditer(text) if _is_control(found)]
        text = _SIGN.sub(lambda found: "" if _is_control(found) else found[0], text) if controls else text
        root = parsed(text)
        problems = [*map(self._control, controls), *self._swallowed(text), *self._faults(root)]
        root = safe(text) if problems else root
        _align(root)
        return root, problems

    def _control(self, sign: str) -> Problem:
        shown = sign if len(sign) > 1 else f"U+{ord(sign):04X}"
        repair = "delete it; it often comes with text from a PDF"
        return self._problem(sign, f"holds the control character {shown}", repair, "text alone")

    def _swallowed(self, text: str) -> Iterator[Problem]:
        for found in _SWALLOWED.finditer(text):
            if mark := found["mark"]:
                yield self._problem(mark, f"holds “{mark}”", "leave it out; write `&lt;` where the sign is meant")

    def _faults(self, root: HtmlElement) -> Iterator[Problem]:
        for element in root.iterdescendants():
            tag = str(element.tag)
            if tag not in ELEMENTS:
                yield self._problem(f"<{tag}", f"holds the element <{tag}>", _instead(tag))
                continue
            for name, value in element.attrib.items():
                if what := wrong(tag, str(name), str(value)):
                    yield self._misused(tag, str(name), str(value), what)
            if "id" in element.attrib:
                yield from self._clash(tag, element.get("id", ""))

    def _misused(self, tag: str, name: str, value: str, what: str) -> Problem:
        if name in _ADDRESSES and name in ATTRIBUTES.get(tag, ()):
            expected, repair = _ADDRESSES[name]
            repair = "write ![](…): a chart is a picture" if value.startswith("chart:") else repair
            return self._problem(value if value in self._page.text else name, what, repair, expected)
        return self._problem(name, what, f"remove “{name}” from <{tag}>")

    def _clash(self, tag: str, name: str) -> Iterator[Problem]:
        if name in FRAME or name in self._ids or self._taken(name):
            what = f"gives <{tag}> the id “{name}”, which stands on the page already"
            yield self._problem(name, what, f"give it another: {{#{name}-2}}", "each id once on a page")
        self._ids.add(name)

    def _problem(self, mark: str, what: str, repair: str, expected: str = EXPECTED) -> Problem:
        line = self._line(mark)
        return Problem(self._page.path, line, what, expected, repair)

    def _line(self, mark: str) -> int | None:
        """The line that holds a tag or a name; the next one each time it is asked for."""
        form = re.escape(mark)
        found = list(re.finditer(rf"{form}(?![\w-])", self._page.text, re.IGNORECASE))
        self._found[mark] += 1
        return self._page.line_of(found[min(self._found[mark], len(found)) - 1].start()) if found else None


def wrong(tag: str, name: str, value: str) -> str:
    """What is wrong with an attribute, after the name of its page; empty where it may pass."""
    if name not in ATTRIBUTES["*"] and name not in ATTRIBUTES.get(tag, ()):
        return f"holds the attribute “{name}” on <{tag}>"
    if name in VALUES and VALUES[name].fullmatch(value) is None:
        return f"holds {name}=“{_shown(value)}” on <{tag}>"
    return _ADDRESS_CHECKS[name](value) if name in _ADDRESS_CHECKS else ""


def _links(value: str) -> str:
    scheme = _SCHEME.match(value)
    odd = _ODD.search(value) or (scheme and scheme[1].lower() not in LINKS)
    return f"links to “{_shown(value)}”" if odd else ""


def _shows(value: str) -> str:
    scheme = _SCHEME.match(value)
    odd = _ODD.search(value) or (scheme and scheme[1].lower() not in PICTURES)
    return f"shows the picture “{_shown(value)}”" if odd else ""


def _shown(value: str) -> str:
    return " ".join(value.split())[:80]


def _is_control(found: re.Match[str]) -> bool:
    digits = found["hexadecimal"] or found["decimal"]
    if not digits:
        return True
    number = int(digits[:9], 16 if found["hexadecimal"] else 10)
    return number > sys.maxunicode or CONTROL.fullmatch(chr(number)) is not None


def safe(text: str) -> HtmlElement:
    """The tree of what may pass of a text, as ammonia cleans it; the text as text where even that is in doubt."""
    root = parsed(cleaned(text))
    if any(not _passes(element) for element in root.iterdescendants()):
        return parsed(f"<pre>{escape(text)}</pre>")
    return root


def cleaned(text: str) -> str:
    """A text without what is not allowed."""
    return nh3.clean(
        text,
        tags=set(ELEMENTS),
        attributes={tag: set(names) for tag, names in ATTRIBUTES.items()},
        attribute_filter=lambda tag, name, value: None if wrong(tag, name, value) else value,
        url_schemes=set(LINKS | PICTURES),
        link_rel=None,
    )


def _passes(element: HtmlElement) -> bool:
    tag = str(element.tag)
    return tag in ELEMENTS and not any(wrong(tag, str(name), str(value)) for name, value in element.attrib.items())


def _align(root: HtmlElement) -> None:
    """Columns of tables by class: a page says nothing of styles."""
    for cell in root.iter("td", "th"):
        if style := cell.attrib.pop("style", ""):
            side = _ALIGNED[str(style).removeprefix("text-align: ").rstrip(";")]
            cell.set("class", " ".join(filter(None, (cell.get("class"), side))))


def _instead(tag: str) -> str:
    return _REPAIRS.get(tag, "write it in Markdown, as a picture of docs/, or as code: `<…>`")


_ADDRESS_CHECKS: Mapping[str, Callable[[str], str]] = {"href": _links, "src": _shows}
_ADDRESSES: Mapping[str, tuple[str, str]] = {
    "href": ("https:, http:, mailto:, tel:, fact:, term: or source:", "correct the address"),
    "src": (
        "a picture in docs/, or chart:",
        "put the file into docs/ and name it: no reader’s visit goes to another host",
    ),
}
"What is expected of addresses, and what to do."
_REPAIRS: Mapping[str, str] = {
    "script": "leave it out: pages work without scripts of their own",
    "style": "leave it out: what pages look like stands in overrides/assets/precis.css",
    "svg": "draw it as a chart, or show a file: ![what it shows](picture.svg)",
    "iframe": "link to it: [what it is](https://…)",
}
