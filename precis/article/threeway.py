"""An import repeated: what the article's pages were, what an editor made of them, and what the article says now."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Literal

Action = Literal["created", "updated", "unchanged", "kept", "both", "removed", "left"]
MEANINGS: Mapping[Action, str] = {
    "created": "new",
    "updated": "nobody had changed it; it says now what the article says",
    "unchanged": "the article says the same as before",
    "kept": "yours; the article says the same as before",
    "both": "yours, kept; the article has changed, too: carry over what you want",
    "removed": "no longer in the article; nobody had changed it",
    "left": "yours, kept; no longer in the article",
}


@dataclass(frozen=True, slots=True)
class Change:
    path: str
    action: Action
    text: str | None
    "What the file holds afterwards; None for no file."
    difference: tuple[str, ...] = ()
    "Of the article since the last import, where an editor has to carry it over: lines with + and -."


def changes(new: Mapping[str, str], base: Mapping[str, str], there: Mapping[str, str]) -> Iterator[Change]:
    """`new`: pages as the article makes them now; `base`: as the last import made them; `there`: as they are."""
    for path in dict.fromkeys((*new, *base)):
        yield _change(path, new.get(path), base.get(path), there.get(path))


def _change(path: str, new: str | None, base: str | None, there: str | None) -> Change:
    if base is None and there is None:
        return Change(path, "created", new)
    if there == base:  # nobody touched it
        if new is None:
            return Change(path, "removed", None)
        return Change(path, "unchanged" if new == base else "updated", new)
    if new is None:
        return Change(path, "left", there)
    if new == base:
        return Change(path, "kept", there)
    if new == there:
        return Change(path, "unchanged", there)
    return Change(path, "both", there, tuple(_difference(base or "", new)))


def _difference(before: str, after: str) -> Iterator[str]:
    lines = difflib.unified_diff(before.split("\n"), after.split("\n"), n=0, lineterm="")
    return (line for line in islice(lines, 2, None) if not line.startswith("@@"))
