"""Files that were made before, kept by a digest of what they were made of: the same is not made twice."""

from __future__ import annotations

import contextlib
import hashlib
import time
from dataclasses import dataclass, field
from pathlib import Path

from precis import disk
from precis.staging import FORGOTTEN


@dataclass(frozen=True)
class Shelf:
    folder: Path
    "A cache: may be lost at any time."
    suffix: str
    _used: set[Path] = field(default_factory=set)

    def find(self, name: str) -> Path | None:
        """The file of that name, which may be a pattern; its suffix is added."""
        path = next(disk.files_below(self.folder, name + self.suffix), None)
        if path is not None:
            self._used.add(path)
        return path

    def keep(self, name: str, data: bytes) -> None:
        """Where there is room; else it is made anew the next time."""
        path = self.folder / (name + self.suffix)
        with contextlib.suppress(OSError):
            disk.write_bytes(path, data)
            self._used.add(path)

    def forget_others(self) -> None:
        """Deletes what was neither found nor kept since this shelf was opened."""
        for path in disk.files_below(self.folder, f"*{self.suffix}"):
            if path not in self._used:
                path.unlink(missing_ok=True)
        for path in disk.files_below(self.folder, f".*{self.suffix}.*"):  # a killed build was writing it
            with contextlib.suppress(FileNotFoundError):  # another build took it away
                if time.time() - path.stat().st_mtime > FORGOTTEN:
                    path.unlink()


def digest(*parts: str | bytes) -> str:
    """Of texts and files in their order, hexadecimal."""
    found = hashlib.sha256()
    for part in parts:
        found.update(part.encode() if isinstance(part, str) else part)
        found.update(b"\0")
    return found.hexdigest()
