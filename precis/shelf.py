"""What is kept between builds, by what it was made of, in a folder that may be thrown away at any time.

Each entry is written whole under its final name or not at all, and carries a digest of its own: two builds at once, a
crash or a damaged file cost a build time, never its result.
"""

from __future__ import annotations

import contextlib
import math
import os
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from precis import disk

ABANDONED = 24 * 60 * 60
"Seconds after which nobody is still writing a file."
LIMIT = 1_000_000_000
"Bytes; what was used longest ago goes first."


def of(root: Path) -> Shelf:
    """That of a project's folder."""
    return Shelf(root / ".cache" / "precis")


@dataclass(frozen=True)
class Shelf:
    folder: Path
    limit: int = LIMIT

    def find(self, name: str) -> bytes | None:
        try:
            data = self.path(name).read_bytes()
        except OSError:
            return None
        self.use(name)
        return data

    def stamp(self, name: str) -> int | None:
        """Another one for each time that an entry was kept; None for none."""
        try:
            return self.path(name).stat().st_ino
        except OSError:
            return None

    def use(self, name: str) -> None:
        """Says that an entry is used today."""
        with contextlib.suppress(OSError):
            os.utime(self.path(name))

    def drop(self, name: str) -> None:
        """Of what nobody will ask for again."""
        with contextlib.suppress(OSError):
            self.path(name).unlink()

    def keep(self, name: str, data: bytes) -> None:
        """Where there is no room, or no right to write, the next build does the work again."""
        with contextlib.suppress(OSError):
            disk.write_bytes(self.path(name), data)

    def names(self) -> Iterator[str]:
        """Of all entries."""
        return (path.name for path in disk.files_below(self.folder, "*/*") if not path.name.startswith("."))

    def path(self, name: str) -> Path:
        return self.folder / name[:2] / name

    def tidy(self, since: float = math.inf) -> None:
        """Keeps within the limit, but for what was used since a moment (Unix time): the next build of a large site
        needs it. What others delete at the same time is gone already."""
        found = sorted(self._files())
        left = sum(size for _, size, _ in found)
        for used, size, path in found:
            abandoned = path.name.startswith(".") and time.time() - used > ABANDONED
            if (left > self.limit and used < since) or abandoned:
                left -= size
                with contextlib.suppress(OSError):
                    path.unlink()

    def _files(self) -> Iterator[tuple[float, int, Path]]:
        """When each was last used, and its size."""
        for path in disk.files_below(self.folder, "*/*"):
            with contextlib.suppress(OSError):
                told = path.stat()
                yield told.st_mtime, told.st_size, path
