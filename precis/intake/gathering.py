"""A list, quotation, table or piece of code of a page, gathered into one block of Markdown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from lxml.html import HtmlElement

from precis.intake.block import Block, Role
from precis.intake.dom import BODY, HEADINGS, ROLE, inside
from precis.intake.escape import code
from precis.intake.runs import Run, markdown, plain

ROLES: dict[str, Role] = {
    **dict.fromkeys(("ul", "ol", "dl", "dir"), "list"),
    "blockquote": "quote",
    "table": "table",
    **dict.fromkeys(("pre", "listing", "xmp", "plaintext"), "code"),
}
"By the element that begins it."
_ITEMS = ("li", "dt")
_DEEPEST = 6
"Lists in lists."
_WIDEST = 40
"Columns that one cell may span."


@dataclass(slots=True)
class _Layer:
    """A list or quotation that is open."""

    mark: str
    "`>`, `-` or `1.`"
    number: int = 0
    has_items: bool = False
    is_new: bool = False
    "Whether the item has begun and holds nothing yet."

    @property
    def is_empty(self) -> bool:
        """Whether its last item holds nothing yet, or there is none."""
        return self.mark != ">" and (self.is_new or not self.has_items)

    def begin(self) -> None:
        """An item."""
        self.number, self.has_items, self.is_new = self.number + 1, True, True

    def first(self) -> str:
        if self.mark == ">" or not self.is_new:
            return self.rest
        return f"{self.number}. " if self.mark == "1." else "- "

    @property
    def rest(self) -> str:
        return "> " if self.mark == ">" else "    "


@dataclass(slots=True)
class Gathering:
    """Takes what the walk finds between the first and the last tag of the outermost element."""

    role: Role
    line: int | None = None
    texts: list[str] = field(default_factory=list)
    _lines: list[str] = field(default_factory=list)
    _layers: list[_Layer] = field(default_factory=list)
    _rows: list[list[str]] = field(default_factory=list)
    _spans: list[int] = field(default_factory=list)
    "Of each column, how many rows more a cell of an earlier one reaches down."
    _was_item: bool = False
    _in_caption: bool = False

    def begin(self, element: HtmlElement) -> None:
        tag = str(element.tag)
        if self.role == "table":
            self._open_in_table(element)
        elif ROLES.get(tag) in ("list", "quote"):
            self._layers.append(self._layer(element))
        elif tag in _ITEMS and self._layers and self._layers[-1].mark != ">":
            self._layers[-1].begin()

    def _layer(self, element: HtmlElement) -> _Layer:
        """A further one, or the one around it: where Markdown has no way to write it, or nobody could read it."""
        around = self._layers[-1] if self._layers else None
        if around is not None and (len(self._open) >= _DEEPEST or around.is_empty):
            return around  # two bullets in a row are text to Python-Markdown
        if element.tag == "blockquote":
            return around if around is not None and self._is_listed else _Layer(">")  # so is its mark after a bullet
        start = element.get("start", "")
        number = int(start) - 1 if start.isascii() and start.isdigit() and len(start) < 5 else 0
        return _Layer("1." if element.tag == "ol" else "-", number)

    def _open_in_table(self, element: HtmlElement) -> None:
        if element.tag == "tr":
            self._rows.append([])
        elif element.tag in ("td", "th"):
            self._cell(element)
        self._in_caption = element.tag == "caption"

    def close(self, element: HtmlElement) -> None:
        self._in_caption = False
        if self._layers and self.role != "table" and ROLES.get(str(element.tag)) in ("list", "quote"):
            self._layers.pop()

    def add(self, runs: Sequence[Run]) -> None:
        """One paragraph."""
        text = plain(runs)
        if text:
            self.texts.append(text)
            if self.role == "code":
                self._lines.append(code("".join(run.text for run in runs)))
            elif self.role == "table" and not self._in_caption:
                self._in_cell(runs)
            else:
                self._in_layers(runs)

    def block(self) -> Block:
        lines = self._table() if self.role == "table" else self._lines
        return Block(self.role, " ".join(self.texts), "\n".join(lines), line=self.line)

    @property
    def _is_listed(self) -> bool:
        return any(layer.mark != ">" for layer in self._layers)

    @property
    def _open(self) -> list[_Layer]:
        """Each layer once."""
        return [layer for i, layer in enumerate(self._layers) if i == 0 or layer is not self._layers[i - 1]]

    def _in_layers(self, runs: Sequence[Run]) -> None:
        layers = self._open
        for layer in layers:
            if layer.is_empty and not layer.is_new:  # words before the first item, or a list without any
                layer.begin()
        is_item = any(layer.is_new for layer in layers)
        if self._lines and not (is_item and self._was_item):
            self._lines.append(self._blank())
        first = "".join(layer.first() for layer in layers)
        self._lines.append(first + markdown(runs, listed=self._is_listed))
        for layer in layers:
            layer.is_new = False
        self._was_item = is_item

    def _blank(self) -> str:
        """An empty line that keeps quotations open."""
        layers = self._open
        quotes = [place for place, layer in enumerate(layers) if layer.mark == ">"]
        return "".join(layer.rest for layer in layers[: quotes[-1] + 1]).rstrip() if quotes else ""

    def _cell(self, element: HtmlElement) -> None:
        """A new cell after those that reach down from rows above, and the empty ones that it spans."""
        if not self._rows:
            self._rows.append([])
        row = self._rows[-1]
        while len(row) < len(self._spans) and self._spans[len(row)] > 0:
            self._spans[len(row)] -= 1
            row.append("")
        for place in range(_span(element, "colspan")):
            row.append("" if place else " ")
            self._spans += [0] * (len(row) - len(self._spans))
            self._spans[len(row) - 1] = _span(element, "rowspan") - 1

    def _in_cell(self, runs: Sequence[Run]) -> None:
        """In the last cell that has begun: the ones it spans stay empty."""
        if not self._rows or not self._rows[-1]:
            self._rows += [[" "]] if not self._rows else []
            self._rows[-1] = [" "]
        row = self._rows[-1]
        place = max((i for i, cell in enumerate(row) if cell), default=0)
        row[place] = f"{row[place]} {markdown(runs)}".strip()

    def _table(self) -> list[str]:
        """A caption, if there is one, and the rows, the first of which is the head."""
        rows = [[cell.strip() for cell in row] for row in self._rows if any(cell.strip() for cell in row)]
        wide = max(map(len, rows), default=0)
        written = [f"| {' | '.join(row + [''] * (wide - len(row)))} |" for row in rows]
        caption = [*self._lines, ""] if self._lines and written else self._lines
        return [*caption, *written[:1], *(["|" + " --- |" * wide] if written else []), *written[1:]]


def begins(element: HtmlElement) -> bool:
    """Whether a block is gathered from it: not where it only arranges the page, as old pages do with tables."""
    if ROLES.get(str(element.tag)) is None:
        return False
    held = [one for one in inside(element) if one is not element]
    if any(BODY in one.attrib or ROLE in one.attrib or one.tag in HEADINGS for one in held):
        return False
    return _is_data(element, held) if element.tag == "table" else not any(one.tag == "table" for one in held)


def _is_data(table: HtmlElement, held: Sequence[HtmlElement]) -> bool:
    rows = [one for one in held if one.tag == "tr"]
    cells = [one for one in held if one.tag in ("td", "th")]
    laid_out = table.get("role") in ("presentation", "none") or any(one.tag in ("table", *ROLES) for one in held)
    crowded = any(sum(child.tag in ("p", "div") for child in cell) > 1 for cell in cells)
    return not laid_out and not crowded and len(rows) > 1 and len(cells) > len(rows)


def _span(element: HtmlElement, name: str) -> int:
    """How many columns or rows a cell spans, within reason."""
    written = element.get(name, "1").strip()
    return max(1, min(int(written), _WIDEST)) if written.isascii() and written.isdigit() and len(written) < 6 else 1
