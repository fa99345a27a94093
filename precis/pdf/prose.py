"""The HTML of a page as the blocks of a booklet."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from precis.pdf.endnotes import Endnotes
from precis.pdf.node import Inline, Node, collapsed, tidy, tongue
from precis.pdf.picture import Pictures

SKIPPED = frozenset({"button", "script", "style", "template", "input", "select", "textarea", "form", "colgroup", "wbr"})
SKIPPED_CLASSES = frozenset({"explanations", "headerlink", "footnote-backref", "unseen"})
"Notes stand at the booklet's end; the others are of use on a screen only."
INLINE_KINDS: Mapping[str, str] = {
    **dict.fromkeys(("strong", "b", "th", "dt", "summary"), "strong"),
    **dict.fromkeys(("em", "i", "cite", "dfn", "var"), "em"),
    **dict.fromkeys(("code", "kbd", "samp"), "code"),
    **dict.fromkeys(("del", "s"), "strike"),
    "sup": "sup",
    "sub": "sub",
    "small": "small",
}
BLOCKS = frozenset(
    {"p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd", "table", "blockquote", "pre", "div"}
    | {"section", "article", "header", "footer", "aside", "nav", "figure", "figcaption", "details", "summary", "hr"}
    | {"address", "main", "dialog"}
)


@dataclass
class Prose:
    """Reads the texts of one booklet, in order."""

    address: str
    "Absolute address of the page that the HTML was made for; its links are relative to it."
    ids: Collection[str]
    "The ids that internal links may lead to."
    endnotes: Endnotes
    pictures: Pictures
    _waiting: list[str] = field(default_factory=list)
    "Ids of elements whose text has not begun yet."
    _level: int = 0
    "Of the last heading."

    def heading(self, content: Sequence[Inline], level: int, name: str = "") -> Node:
        """One whose level never skips any: tags of a PDF may not."""
        self._level = min(level, self._level + 1)
        return {"k": "heading", "level": self._level, "id": name, "c": tidy(content)}

    def blocks(self, element: HtmlElement) -> list[Node]:
        """The content of an element: paragraphs, lists and so on; loose text makes paragraphs."""
        found: list[Node] = []
        loose: list[Inline] = [collapsed(element.text)]
        for child in element:
            if isinstance(child.tag, str) and _holds_blocks(child):
                found += self._paragraph(loose)
                loose = []
                if not _skipped(child):
                    found += self._block(child)
            else:
                loose += self._inline(child)
            loose.append(collapsed(child.tail))
        return [*found, *self._paragraph(loose)]

    def inlines(self, element: HtmlElement) -> list[Inline]:
        """The content of an element in one line."""
        found: list[Inline] = [collapsed(element.text)]
        for child in element:
            found += self._inline(child)
            if isinstance(child.tag, str) and child.tag in BLOCKS:
                found.append(" ")
            found.append(collapsed(child.tail))
        return found

    def _block(self, element: HtmlElement) -> list[Node]:
        made = _BLOCKS.get(str(element.tag), Prose._container)
        if element.tag not in _HEADINGS:
            self._wait_for(element)
        found = made(self, element)
        language = tongue(element.get("lang", ""), element.get("dir", ""))
        return [{"k": "part", **language, "blocks": found}] if language and found else found

    def _paragraph(self, content: Sequence[Inline], style: str = "") -> list[Node]:
        line = tidy(content)
        if not line or all(not isinstance(one, str) and one["k"] == "anchor" for one in line):
            return []
        return [{"k": "para", "style": style, "c": [*self._anchors(), *line]}]

    def _wait_for(self, element: HtmlElement) -> None:
        if element.get("id", "") in self.ids:
            self._waiting.append(element.get("id", ""))

    def _anchors(self) -> list[Inline]:
        waiting, self._waiting = self._waiting, []
        return [{"k": "anchor", "id": name} for name in waiting]

    def _container(self, element: HtmlElement) -> list[Node]:
        classes = element.get("class", "").split()
        if "admonition" in classes:
            return [{"k": "box", "blocks": self.blocks(element)}]
        return self.blocks(element)

    def _text(self, element: HtmlElement) -> list[Node]:
        classes = element.get("class", "").split()
        style = next((_STYLES[name] for name in classes if name in _STYLES), "")
        return self._paragraph(self.inlines(element), style)

    def _bold(self, element: HtmlElement) -> list[Node]:
        return self._paragraph([{"k": "strong", "c": self.inlines(element)}])

    def _heading(self, element: HtmlElement) -> list[Node]:
        before: list[Node] = [{"k": "anchor", "id": name} for name in self._waiting]
        self._waiting.clear()
        name = element.get("id", "")
        return [
            *before,
            self.heading(self.inlines(element), int(str(element.tag)[1]) - 1, name if name in self.ids else ""),
        ]

    def _list(self, element: HtmlElement) -> list[Node]:
        items = [self._item(item) for item in element if item.tag == "li"]
        start = element.get("start", "")
        number = int(start) if start.isdecimal() else 1
        return [{"k": "list", "ordered": element.tag == "ol", "start": number, "items": [one for one in items if one]}]

    def _item(self, element: HtmlElement) -> list[Node]:
        self._wait_for(element)
        return self.blocks(element)

    def _quote(self, element: HtmlElement) -> list[Node]:
        return [{"k": "quote", "blocks": self.blocks(element)}]

    def _verbatim(self, element: HtmlElement) -> list[Node]:
        return [{"k": "pre", "text": str(element.text_content()).strip("\n")}]

    def _rule(self, _element: HtmlElement) -> list[Node]:
        return [{"k": "rule"}]

    def _table(self, element: HtmlElement) -> list[Node]:
        captions = (one for one in element.iterchildren("caption") if not _skipped(one))
        caption = [node for one in captions for node in self._bold(one)]
        rows = [[cell for cell in row if cell.tag in {"td", "th"}] for row in element.iter("tr")]
        rows = [row for row in rows if row]
        heads = next((n for n, row in enumerate(rows) if any(cell.tag == "td" for cell in row)), len(rows))
        made = [[self._cell(cell) for cell in row] for row in rows]
        columns = max((sum(cell["across"] for cell in row) for row in made), default=0)
        if not any(cell["down"] > 1 for row in made for cell in row):
            empty = {"blocks": [], "across": 1, "down": 1}
            made = [[*row, *[empty] * (columns - sum(cell["across"] for cell in row))] for row in made]
        table = {"k": "table", "columns": columns, "head": made[:heads], "rows": made[heads:]}
        return [*caption, table] if columns else caption

    def _cell(self, element: HtmlElement) -> Node:
        content = self.blocks(element)
        if element.tag == "th":
            content = [{**one, "c": [{"k": "strong", "c": one["c"]}]} if one["k"] == "para" else one for one in content]
        across, down = element.get("colspan", ""), element.get("rowspan", "")
        spans = {"across": int(across) if across.isdecimal() else 1, "down": int(down) if down.isdecimal() else 1}
        return {"blocks": content, **spans}

    def _definitions(self, element: HtmlElement) -> list[Node]:
        found: list[Node] = []
        for child in element.iter("dt", "dd"):
            found += self._bold(child) if child.tag == "dt" else self.blocks(child)
        return found

    def _inline(self, element: HtmlElement) -> list[Inline]:
        if not isinstance(element.tag, str) or _skipped(element):
            return []
        act = _INLINES.get(str(element.tag))
        content = self._wrapped(element) if act is None else act(self, element)
        language = tongue(element.get("lang", ""), element.get("dir", ""))
        if language and content:
            content = [{"k": "lang", **language, "c": content}]
        name = element.get("id", "")
        return [{"k": "anchor", "id": name}, *content] if name in self.ids else content

    def _wrapped(self, element: HtmlElement) -> list[Inline]:
        content = self.inlines(element)
        if "explained--fact" in element.get("class", ""):
            return [*content, *self._note(element)]
        kind = INLINE_KINDS.get(str(element.tag))
        return [{"k": kind, "c": content}] if kind and content else content

    def _note(self, element: HtmlElement) -> Iterator[Inline]:
        for button in element.iter("button"):
            yield from self.endnotes.cited(button.get("popovertarget", ""))

    def _link(self, element: HtmlElement) -> list[Inline]:
        content, href = self.inlines(element), element.get("href", "")
        if not href or not content:
            return content
        if href.startswith("#") and href[1:] in self.ids:
            parent = element.getparent()
            term = parent is not None and "explained--term" in parent.get("class", "")
            return [{"k": "term" if term else "ref", "to": href[1:], "c": content}]
        url = urljoin(self.address, href)
        return [{"k": "link", "url": url, "c": content}] if urlsplit(url).scheme in _SCHEMES else content

    def _picture(self, element: HtmlElement) -> list[Inline]:
        """An image of a file is named, and led to: booklets hold text and drawings."""
        text, src = element.get("alt", ""), element.get("src", "")
        name = text or src.rpartition("/")[2]
        return [{"k": "link", "url": urljoin(self.address, src), "c": [f"[{name}]"]}] if name else []

    def _figure(self, element: HtmlElement) -> list[Node]:
        """A drawing with its title and, without the words that open it, its table."""
        for summary in list(element.iter("summary")):
            summary.drop_tree()
        return [{"k": "figure", "blocks": self.blocks(element)}]

    def _drawing(self, element: HtmlElement) -> list[Node]:
        svg = self.pictures.standalone(element)
        return [{"k": "picture", "svg": svg, "alt": self.pictures.told(element)}] if svg else []

    def _break(self, _element: HtmlElement) -> list[Inline]:
        return [{"k": "br"}]


_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_SCHEMES = frozenset({"http", "https", "mailto", "tel"})
_STYLES: Mapping[str, str] = {
    **dict.fromkeys(("admonition-title", "chart__title"), "title"),
    **dict.fromkeys(("stale", "notice"), "small"),
    **dict.fromkeys(("chart__says", "chart__note", "chart__doubt", "chart__more"), "quiet"),
}
"Classes of paragraphs that the template sets apart."
_BLOCKS: Mapping[str, Callable[[Prose, HtmlElement], list[Node]]] = {
    **dict.fromkeys(_HEADINGS, Prose._heading),
    **dict.fromkeys(("ul", "ol"), Prose._list),
    **dict.fromkeys(("dt", "summary"), Prose._bold),
    "p": Prose._text,
    "figcaption": Prose._container,
    "blockquote": Prose._quote,
    "pre": Prose._verbatim,
    "figure": Prose._figure,
    "hr": Prose._rule,
    "table": Prose._table,
    "dl": Prose._definitions,
    "svg": Prose._drawing,
}
_INLINES: Mapping[str, Callable[[Prose, HtmlElement], list[Inline]]] = {
    "a": Prose._link,
    "img": Prose._picture,
    "br": Prose._break,
    "svg": lambda _prose, _element: [],
}


def _holds_blocks(element: HtmlElement) -> bool:
    """Whether it is, or holds, what stands in lines of its own."""
    return element.tag in BLOCKS or element.tag == "svg"


def _skipped(element: HtmlElement) -> bool:
    return element.tag in SKIPPED or bool(SKIPPED_CLASSES.intersection(element.get("class", "").split()))
