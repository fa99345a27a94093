"""Reads the cases: one line each, under the heading of their language."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path


def cases(name: str) -> Iterator[tuple[str, str, str]]:
    """Language, input and output of each case of a file."""
    language = ""
    for line in (Path(__file__).parent / f"{name}.md").read_text("utf-8").splitlines():
        if line.startswith("## "):
            language = line[3:].strip()
        elif line.startswith("- "):
            given, _, expected = line[2:].partition("→")
            yield language, given.strip(), expected.strip()
