"""What a build has done, counted by all processes that share it: numbers that do not depend on the machine."""

from __future__ import annotations

import mmap
import os

REPORTED = ("pages", "templates", "texts")
"Pages rendered, templates rendered (those of pages among them), Markdown texts of pages converted."
_COLUMNS = (*REPORTED, "read", "at")
"Also pages read, with a text or without one, and the number of the explainer that is being made, from 1."
_LEAST = 100
"Processes that there is room for; the memory comes by the page."
_BYTES = 8


class Work:
    """Each process writes a row of its own, in memory that they share: none waits for another."""

    def __init__(self) -> None:
        self._processes = max(_LEAST, 1 + (os.cpu_count() or 1))
        self._cells = memoryview(mmap.mmap(-1, self._processes * len(_COLUMNS) * _BYTES)).cast("Q")
        self._row = 0

    def take_row(self, number: int) -> None:
        """In a copied process, from 1."""
        self._row = number

    def count(self, column: str) -> None:
        self._cells[self._row * len(_COLUMNS) + _COLUMNS.index(column)] += 1

    def note(self, explainer: int) -> None:
        self._cells[self._row * len(_COLUMNS) + _COLUMNS.index("at")] = explainer

    def elsewhere(self, column: str) -> list[int]:
        """By each other process that has begun."""
        start = (self._row + 1) * len(_COLUMNS) + _COLUMNS.index(column)
        return [number for number in self._cells[start :: len(_COLUMNS)] if number]

    def report(self, files: int) -> dict[str, int]:
        """All of it, and how many files were made."""
        totals = {name: sum(self._cells[place :: len(_COLUMNS)]) for place, name in enumerate(REPORTED)}
        return {**totals, "files": files}
