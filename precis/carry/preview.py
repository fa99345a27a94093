"""What one process of `mkdocs serve` keeps between its builds: the site that stands, and what it was made of.

A save is shown by laying what it changed over the site that stands. An explainer’s files stand where the very unit that
was carried over, or made, is that of the last build that was published; whoever made them meanwhile, whatever else
happened to their entry on the shelf, they are those that this process put there.

Where a save changes many explainers, those that nobody looks at stand as they were until they are made beside.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from precis.carry.readers import Readers
from precis.carry.unit import Unit
from precis.search import FOLDER
from precis.shelf import Shelf

FEW = 2
"As many explainers are made at once: a second build for them would cost more."


@dataclass(frozen=True)
class Left:
    """What a build leaves for the next one, by explainer."""

    units: Mapping[str, Unit] = field(default_factory=dict)
    "Carried over, or made and kept."
    own: Mapping[str, str] = field(default_factory=dict)
    "Digests of the explainers themselves, without what they share with others."
    late: Mapping[str, str] = field(default_factory=dict)
    "Those that were put off, with digests of what they are to be made of."


@dataclass
class Preview:
    folder: Path
    "Where readers find the site."
    readers: Readers = field(default_factory=Readers)
    in_full: bool = True
    "Whether the next build puts nothing off, since nobody would make it."
    _units: dict[str, Unit] = field(default_factory=dict)
    "By their keys on the shelf: those that the last builds used."
    _keys: dict[str, str] = field(default_factory=dict)
    "Of these, by explainer."
    _stamps: dict[str, int | None] = field(default_factory=dict)
    "Of the entries on the shelf that were there meanwhile, by the same keys."
    _left: Left = field(default_factory=Left)
    _files: frozenset[str] = frozenset()
    "Of the site that stands; none before the first build is published."

    @property
    def stands(self) -> bool:
        return bool(self._files) and self.folder.is_dir()

    @property
    def late(self) -> Mapping[str, str]:
        """Explainers that stand as they were before a save, with digests of what they are to be made of."""
        return self._left.late

    def find(self, key: str) -> Unit | None:
        return self._units.get(key)

    def key(self, name: str) -> str | None:
        """Of the unit that was last used of an explainer."""
        return self._keys.get(name)

    def keep(self, units: Mapping[str, Unit], shelf: Shelf) -> None:
        """Forgets all others; by their keys."""
        self._units = dict(units)
        self._keys = {unit.explainer: key for key, unit in units.items()}
        self._stamps = {key: shelf.stamp(key) for key in units}

    def knows(self, key: str, shelf: Shelf) -> bool:
        """Whether the shelf has nothing for the key but what it had after the last build. A build that puts nothing off
        looks in any case."""
        return not self.in_full and key in self._stamps and self._stamps[key] == shelf.stamp(key)

    def holds(self, unit: Unit) -> bool:
        """Whether the unit's files stand."""
        return self._left.units.get(unit.explainer) is unit and self.stands

    def put_off(self, names: Iterable[str], own: Mapping[str, str]) -> dict[str, Unit]:
        """Of the explainers to be made, those that nobody looks at and nobody wrote in since, as they stand; `own` are
        digests of all explainers themselves."""
        if self.in_full or not self.stands:
            return {}
        before, looked = self._left, set(self.readers.looked)
        same = (name for name in names if name not in looked and before.own.get(name) == own[name])
        found = {name: before.units[name] for name in same if name in before.units}
        return found if len(found) > FEW else {}

    def gone(self, files: Iterable[str]) -> list[str]:
        """What stands, and is no file of the site any more."""
        return sorted(self._files - frozenset(files))

    def note(self, files: Iterable[str], left: Left, pages: Mapping[str, str]) -> None:
        """What stands from now on: files of the site, what they were made of, and addresses of pages with the
        explainers that they belong to. The search’s files come later."""
        self._files = frozenset(name for name in files if not name.startswith(f"{FOLDER}/"))
        self._left = left
        self.readers.pages = pages

    def forget(self) -> None:
        """Where something went wrong between two builds: the next one is published whole."""
        self._files, self._left = frozenset(), Left()


_previews: dict[Path, Preview] = {}


def of(folder: Path) -> Preview:
    """That of a published folder, in this process."""
    return _previews.setdefault(folder, Preview(folder))
