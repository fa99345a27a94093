"""Front matter edited as text: a fact of the box, figures that are signed off. Everything else stays as it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import yaml
from yaml.nodes import MappingNode, Node, SequenceNode

from precis.edit import Edit
from precis.page import PageSource
from precis.record_text import field, flow, trimmed
from precis.records import Core
from precis.wrapping import WIDTH


def box_edits(page: PageSource, fact: str, other: str = "") -> Iterator[Edit]:
    """Replaces a fact of the page's box by another one, or takes it out."""
    start, node = _front(page)
    key, box = _found(node, "facts")
    if key is None or not isinstance(box, SequenceNode):
        return
    ids = [str(item.value) for item in box.value]
    if fact not in ids:
        return
    place = ids.index(fact)
    item = box.value[place]
    if other and other not in ids:
        yield Edit(start + item.start_mark.index, start + item.end_mark.index, other)
    elif box.flow_style:
        yield _out_of_brackets(box, place, start)
    else:
        first = key if len(ids) == 1 else item
        yield Edit(*_lines(page.text, start + first.start_mark.index, start + item.end_mark.index), "")


def _out_of_brackets(box: SequenceNode, place: int, start: int) -> Edit:
    """Takes an item out of a list in brackets, with the comma before or after it."""
    items = box.value
    a, b = items[place].start_mark.index, items[place].end_mark.index
    if place:
        a = items[place - 1].end_mark.index
    elif len(items) > 1:
        b = items[1].start_mark.index
    return Edit(start + a, start + b, "")


def _lines(text: str, start: int, end: int) -> tuple[int, int]:
    """The whole lines around a place."""
    return text.rfind("\n", 0, start) + 1, text.index("\n", end) + 1


def signing_edits(page: PageSource, reasons: Mapping[str, str]) -> Iterator[Edit]:
    """Adds figures with the reason why they need no source."""
    if not reasons:
        return
    start, node = _front(page)
    _, signed = _found(node, "unsourced")
    if not isinstance(signed, MappingNode):
        end = page.text.rfind("\n", 0, page.body_start - 1) + 1
        yield Edit(end, end, _new(reasons))
    elif signed.flow_style:
        last = signed.value[-1][1].end_mark.index if signed.value else signed.start_mark.index + 1
        yield Edit(start + last, start + last, ", " * bool(signed.value) + flow(reasons)[1:-1])
    else:
        at = start + _end(page.text[start : page.body_start], signed)
        indent = " " * signed.value[0][0].start_mark.column
        yield Edit(at, at, "".join(f"{indent}{field(words, reason)}\n" for words, reason in reasons.items()))


def _new(reasons: Mapping[str, str]) -> str:
    line = field("unsourced", reasons)
    if len(line) <= WIDTH and len(reasons) == 1:
        return f"{line}\n"
    return "unsourced:\n" + "".join(f"  {field(words, reason)}\n" for words, reason in reasons.items())


def _end(front: str, mapping: MappingNode) -> int:
    """Where the line after a mapping's last key begins."""
    lines = front.splitlines(keepends=True)
    key, _ = mapping.value[-1]
    stop = min(mapping.end_mark.line, len(lines) - 1)
    last = trimmed(lines, key.start_mark.line, max(stop, key.start_mark.line + 1), key.start_mark.column)
    return sum(map(len, lines[:last]))


def _front(page: PageSource) -> tuple[int, MappingNode]:
    """Where the front matter begins in the file, and its keys."""
    start = page.text.index("\n") + 1
    end = page.text.rfind("\n", 0, page.body_start - 1) + 1
    node = yaml.compose(page.text[start:end], Loader=Core)
    assert isinstance(node, MappingNode)
    return start, node


def _found(mapping: MappingNode, name: str) -> tuple[Node, Node] | tuple[None, None]:
    pairs: Sequence[tuple[Node, Node]] = mapping.value
    return next(((key, value) for key, value in pairs if key.value == name), (None, None))
