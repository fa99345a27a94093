"""What one process of `mkdocs serve` keeps between its builds: the site that stands, and what it was made of.

A save is shown by laying what it changed over the site that stands. An explainer’s files stand where the very unit that
was carried over, or made, is that of the last build that was published; whoever made them meanwhile, whatever else
happened to their entry on the shelf, they are those that this process put there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from precis.carry.unit import Unit
from precis.search import FOLDER


@dataclass
class Preview:
    folder: Path
    "Where readers find the site."
    _units: dict[str, Unit] = field(default_factory=dict)
    "By their keys on the shelf: those that the last builds used."
    _standing: Mapping[str, Unit] = field(default_factory=dict)
    "By explainer."
    _files: frozenset[str] = frozenset()
    "Of the site that stands; none before the first build is published."

    @property
    def stands(self) -> bool:
        return bool(self._files) and self.folder.is_dir()

    def find(self, key: str) -> Unit | None:
        return self._units.get(key)

    def keep(self, units: Mapping[str, Unit]) -> None:
        """Forgets all others; by their keys."""
        self._units = dict(units)

    def holds(self, unit: Unit) -> bool:
        """Whether the unit's files stand."""
        return self._standing.get(unit.explainer) is unit and self.stands

    def gone(self, files: Iterable[str]) -> list[str]:
        """What stands, and is no file of the site any more."""
        return sorted(self._files - frozenset(files))

    def note(self, files: Iterable[str], units: Iterable[Unit]) -> None:
        """What stands from now on: files of the site, and the units that it is made of. The search’s come later."""
        self._files = frozenset(name for name in files if not name.startswith(f"{FOLDER}/"))
        self._standing = {unit.explainer: unit for unit in units}

    def forget(self) -> None:
        """Where something went wrong between two builds: the next one is published whole."""
        self._files, self._standing = frozenset(), {}


_previews: dict[Path, Preview] = {}


def of(folder: Path) -> Preview:
    """That of a published folder, in this process."""
    return _previews.setdefault(folder, Preview(folder))
