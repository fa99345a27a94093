"""Files that stand in a folder as a build left them, to be taken from there in place of being written: those of
explainers, and those of the search index.

A file is known by its size and the time when it was last written: whatever else stands in its place is not taken.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from precis.digest import digest
from precis.shelf import Shelf

EXPLAINERS, SEARCH = "explainers", "search"
Told = tuple[int, int]
"Size in bytes, and nanoseconds of the time when it was last written."


@dataclass(frozen=True)
class Standing:
    folder: Path
    files: Mapping[str, Mapping[str, Told]]
    "What is known of each file, by what it is made of: the key of its explainer on the shelf, or its own digest."
    take: Callable[[str, str], None] = os.link
    "From its path to another one: `os.link` leaves it where it is, `os.rename` does not."

    @classmethod
    def of(cls, folder: Path, shelf: Shelf, take: Callable[[str, str], None] = os.link, kind: str = EXPLAINERS) -> Self:
        """As it was last kept; nothing stands in a folder of which nothing is known."""
        data = shelf.find(_name(folder, kind))
        try:
            found = {} if data is None else json.loads(data)
        except ValueError:
            found = {}
        return cls(folder, found if isinstance(found, dict) else {}, take)

    def put(self, key: str, names: Iterable[str], site: Path) -> list[str]:
        """Puts files that were made of one thing into a site; returns those that must be written."""
        known = self.files.get(key, {})
        return [name for name in names if name not in known or not self._put(name, known[name], site)]

    def _put(self, name: str, told: Told, site: Path) -> bool:
        to = f"{site}/{name}"
        with contextlib.suppress(OSError):
            try:
                self.take(f"{self.folder}/{name}", to)
            except FileNotFoundError:
                Path(to).parent.mkdir(parents=True, exist_ok=True)
                self.take(f"{self.folder}/{name}", to)
            if _told(to) == tuple(told):
                return True
            os.unlink(to)  # noqa: PTH108
        return False


def keep(folder: Path, files: Mapping[str, Iterable[str]], shelf: Shelf, site: Path, kind: str = EXPLAINERS) -> None:
    """Notes what stands in a site that is about to be found in a folder; names of files by what they are made of."""
    with contextlib.suppress(OSError):
        found = {key: {name: _told(f"{site}/{name}") for name in names} for key, names in files.items()}
        shelf.keep(_name(folder, kind), json.dumps(found).encode())


def forget(folder: Path, shelf: Shelf) -> None:
    """What stood of explainers in a folder that goes."""
    shelf.drop(_name(folder, EXPLAINERS))


def _told(path: str) -> Told:
    found = os.stat(path)  # noqa: PTH116
    return found.st_size, found.st_mtime_ns


def _name(folder: Path, kind: str) -> str:
    return digest("standing", kind, str(folder))
