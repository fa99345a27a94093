"""Booklets that were set before, kept by what they were made of: the same content is not set twice."""

from __future__ import annotations

import contextlib
import hashlib
import time
from dataclasses import dataclass, field
from pathlib import Path

from precis import disk
from precis.pdf.typesetter import Printed
from precis.staging import FORGOTTEN


@dataclass(frozen=True)
class Store:
    folder: Path
    "A cache: may be lost at any time."
    _used: set[Path] = field(default_factory=set)

    def find(self, digest: str) -> Printed | None:
        path = next(disk.files_below(self.folder, f"{digest}-*.pdf"), None)
        pages = path.stem.rpartition("-")[2] if path else ""
        if path is None or not pages.isdecimal():
            return None
        self._used.add(path)
        return Printed(path.read_bytes(), int(pages))

    def keep(self, digest: str, printed: Printed) -> None:
        """Keeps what would come out the same on any machine, where there is room."""
        if not printed.lacking:
            path = self.folder / f"{digest}-{printed.pages}.pdf"
            with contextlib.suppress(OSError):  # it is made anew the next time
                disk.write_bytes(path, printed.pdf)
                self._used.add(path)

    def forget_others(self) -> None:
        """Deletes what was not asked for since this store was opened."""
        for path in disk.files_below(self.folder, "*.pdf"):
            if path not in self._used:
                path.unlink(missing_ok=True)
        for path in disk.files_below(self.folder, ".*.pdf.*"):  # a killed build was writing it
            with contextlib.suppress(FileNotFoundError):  # another build took it away
                if time.time() - path.stat().st_mtime > FORGOTTEN:
                    path.unlink()


def digest(*texts: str) -> str:
    return hashlib.sha256("\0".join(texts).encode()).hexdigest()
