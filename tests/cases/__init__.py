"""Reads the cases: one line each, under the heading of their language."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

FOLDER = Path(__file__).parent


def cases(name: str) -> list[tuple[str, str, str]]:
    """Language, input and output of each case of a file."""
    return list(_cases((FOLDER / f"{name}.md").read_text("utf-8")))


def _cases(text: str) -> Iterator[tuple[str, str, str]]:
    language = ""
    for line in text.splitlines():
        if line.startswith("## "):
            language = line[3:].strip()
        elif line.startswith("- "):
            given, _, expected = line[2:].rpartition("→")
            yield language, given.strip(), expected.strip()
