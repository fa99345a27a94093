"""Replacements in a text, which leave everything else as it is, its line ends included."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import accumulate

_SIGN = re.compile(r"\r\n|[\s\S]")
_MARK = "\ufeff"


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    start: int
    end: int
    "Place in the text without byte order mark and with single line ends, as `disk.read_text` gives it."
    text: str


def applied(text: str, edits: Iterable[Edit]) -> str:
    return _spliced(text, edits, list(range(len(text) + 1)), "\n")


def applied_raw(raw: str, edits: Iterable[Edit]) -> str:
    """The same for a file's text with its byte order mark and its line ends."""
    skipped = len(_MARK) if raw.startswith(_MARK) else 0
    places = [found.start() for found in _SIGN.finditer(raw, skipped)]
    return _spliced(raw, edits, [*places, len(raw)], "\r\n" if "\r\n" in raw else "\n")


def _spliced(text: str, edits: Iterable[Edit], places: list[int], end_of_line: str) -> str:
    parts, at = [], 0
    for edit in sorted(edits):
        parts += [text[at : places[edit.start]], edit.text.replace("\n", end_of_line)]
        at = places[edit.end]
    return "".join([*parts, text[at:]])


def differing(old: str, new: str) -> list[Edit]:
    """The edits that make one text of another, line by line."""
    ours, theirs = old.splitlines(keepends=True), new.splitlines(keepends=True)
    starts = [0, *accumulate(map(len, ours))]
    found = SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes()
    return [Edit(starts[a], starts[b], "".join(theirs[c:d])) for kind, a, b, c, d in found if kind != "equal"]
