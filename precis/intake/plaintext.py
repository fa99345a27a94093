"""Plain text as paragraphs: lines that were broken to fit a width are joined, all others stay by themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from precis.intake.block import Block
from precis.intake.escape import escaped

WIDEST = 100
"Columns of a text whose lines somebody broke to fit."
_LONG = 40
"Columns from which a line shows how wide the text is."
_BULLET = re.compile(r"[-*•–—·▪►]\s+(?=\S)")
_RULE = re.compile(r"\s*([-=_*~#.•]\s*){3,}")
_HEADING = re.compile(r"(#{1,6})\s+(.*?)\s*#*")


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    number: int
    apart: bool
    "Whether a blank line stands before it."


def blocks(text: str) -> tuple[Block, ...]:
    """Paragraphs and lists in their order; rules such as `* * *` hold no words and go."""
    lines = list(_lines(text))
    return tuple(_listed(_paragraphs(lines, width(line.text for line in lines))))


def width(lines: Iterator[str]) -> int:
    """The width that the lines were broken to; 0 where each line is a paragraph."""
    lengths = sorted(len(line) for line in lines if len(line) > _LONG)
    if len(lengths) < 2:
        return 0
    widest = lengths[min(len(lengths) * 9 // 10, len(lengths) - 1)]
    near = sum(widest * 0.75 <= length <= widest * 1.15 for length in lengths)
    return widest if widest <= WIDEST and near >= 0.6 * len(lengths) else 0


def _lines(text: str) -> Iterator[_Line]:
    apart = True
    for number, line in enumerate(text.split("\n"), 1):
        words = " ".join(line.split())
        if words and _RULE.fullmatch(words) is None:
            yield _Line(words, number, apart)
        apart = not words or _RULE.fullmatch(words) is not None


def _paragraphs(lines: list[_Line], columns: int) -> Iterator[Block]:
    if not lines:
        return
    held = [lines[0]]
    for before, line in pairwise(lines):
        if not _goes_on(before, line, columns):
            yield _paragraph(held)
            held = []
        held.append(line)
    yield _paragraph(held)


def _goes_on(before: _Line, line: _Line, columns: int) -> bool:
    """Whether a line was broken only because the next one's first word had no room."""
    if line.apart or not columns or _BULLET.match(line.text):
        return False
    return len(before.text) + 1 + len(line.text.split(" ", 1)[0]) > columns


def _paragraph(lines: list[_Line]) -> Block:
    text, first = " ".join(line.text for line in lines), lines[0]
    heading = _HEADING.fullmatch(text)
    if heading:
        reason = "it begins with # as in Markdown"
        return Block("heading", heading[2], level=len(heading[1]), line=first.number, apart=first.apart, reason=reason)
    return Block("paragraph", text, line=first.number, apart=first.apart)


def _listed(found: Iterator[Block]) -> Iterator[Block]:
    """Lines with bullets that follow each other as one list."""
    items: list[Block] = []
    for block in found:
        bullet = block.role == "paragraph" and _BULLET.match(block.text)
        if not bullet:
            yield from _list(items)
            items = []
            yield block
        else:
            items.append(block)
    yield from _list(items)


def _list(items: list[Block]) -> Iterator[Block]:
    if len(items) == 1:  # a dash opens a speech, too
        yield items[0]
    elif items:
        texts = [_BULLET.sub("", item.text, count=1) for item in items]
        markdown = "\n".join(f"- {escaped(text, listed=True)}" for text in texts)
        yield Block("list", " ".join(texts), markdown, line=items[0].line, apart=items[0].apart)
