"""Passages without the line breaks of their lines, and with them again."""

from __future__ import annotations

import re

from precis.page import PageSource
from precis.problems import InvalidInput
from precis.records import parse
from precis.segment import BEGINNING, Segment, joined, segments

WIDTH = 120
"Columns of a wrapped line."
_SLACK = 20
"How much longer hand-wrapped lines may be."
_ITEM = re.compile(r"[ \t]*(?:(?:[-*+]|\d+\.)[ \t]+)?")
_UNWRAPPED = re.compile(r"[ \t]*[>|#]|\[[^\]\n]+\]: ")
_PLACE = re.compile(rf"(?<! ) (?! |{BEGINNING})")


def said(page: PageSource, segment: Segment) -> str:
    """What translators see of a passage."""
    if segment.kind != "front":
        return joined(segment.text)
    return re.sub(r"[ \t\n]+", " ", str(getattr(page.front, segment.section[1:]))).strip(" ")


def is_wrapped(page: PageSource) -> bool:
    """Whether most of the page's long paragraphs are broken into lines."""
    blocks = [one.text for one in segments(page) if one.kind == "block"]
    long_lines = sum(len(line) > WIDTH + _SLACK for text in blocks for line in text.split("\n"))
    return sum(joined(text) != text for text in blocks) > long_lines


def wrapped(text: str, width: int = WIDTH) -> str:
    """The text in lines of at most so many columns, where it can be broken without changing what it says."""
    lines = "\n".join(line if _UNWRAPPED.match(line) else _filled(line, width) for line in text.split("\n"))
    return lines if joined(lines) == text else text


def front(name: str, text: str) -> str:
    """A text of the front matter with its key: in one line where it fits and YAML reads it so, else folded."""
    line = f"{name}: {text}"
    if len(line) <= WIDTH and _reads(line, name, text):
        return line
    return f"{name}: >-\n" + "\n".join(f"  {part}" for part in _filled(text, WIDTH - 2).split("\n"))


def _reads(line: str, name: str, text: str) -> bool:
    try:
        return bool(parse(line, "").data == {name: text})
    except InvalidInput:
        return False


def _filled(line: str, width: int) -> str:
    """The line broken at single spaces, but not before what would begin something else."""
    start = _ITEM.match(line)
    prefix = start[0] if start else ""
    indent = " " * len(prefix)
    first, *rest = _PLACE.split(line[len(prefix) :])
    rows = [prefix + first]
    for word in rest:
        if len(rows[-1]) + 1 + len(word) <= width:
            rows[-1] += f" {word}"
        else:
            rows.append(indent + word)
    return "\n".join(rows)
