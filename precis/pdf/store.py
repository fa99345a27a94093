"""Booklets that were set before, with their numbers of pages."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from precis.pdf.typesetter import Printed
from precis.shelf import Shelf


@dataclass(frozen=True)
class Store:
    folder: Path
    "A cache: may be lost at any time."

    def find(self, digest: str) -> Printed | None:
        path = self._shelf.find(f"{digest}-*")
        pages = path.stem.rpartition("-")[2] if path else ""
        return Printed(path.read_bytes(), int(pages)) if path and pages.isdecimal() else None

    def keep(self, digest: str, printed: Printed) -> None:
        """Keeps what would come out the same on any machine, where there is room."""
        if not printed.lacking:
            self._shelf.keep(f"{digest}-{printed.pages}", printed.pdf)

    def forget_others(self) -> None:
        """Deletes what was not asked for since this store was opened."""
        self._shelf.forget_others()

    @cached_property
    def _shelf(self) -> Shelf:
        return Shelf(self.folder, ".pdf")
