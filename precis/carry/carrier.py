"""Decides which explainers are carried over."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from precis import disk
from precis.carry.asked import Answers, Asked, Labels
from precis.carry.keys import frame, own
from precis.carry.leaf import Leaves
from precis.carry.preview import Preview
from precis.carry.standing import Standing
from precis.carry.unit import Unit
from precis.digest import digest
from precis.pack import unpacked
from precis.publication import Publication
from precis.shelf import Shelf

LABELS = "labels-{}"
"What labels are kept under, by their digest."


@dataclass(frozen=True, slots=True)
class Past:
    """An explainer that is made anew, as it was last made. All that its texts asked, but for terms, is still answered
    as it was, and nothing of it is missing."""

    unit: Unit
    leaves: Leaves
    whole: bool
    "Whether the same holds for its pages."


@dataclass
class Carrier:
    publication: Publication
    shelf: Shelf
    program: str
    "Digest of all that makes pages and is no content."
    address: Callable[[str], str]
    "Of a file in `docs`, in the site; empty for none."
    site: Path
    "Where this build writes."
    claimed: frozenset[str] = frozenset()
    """Files of the site that editors or the theme bring. Where one is in the place of an explainer's, this is made and
    not kept: what is carried over may be the very file of the last site, and nobody must write into that."""
    preview: Preview | None = None
    "What this process keeps between its builds, while it serves."
    since: float = field(default_factory=time.time)
    "When the build began."
    late: dict[str, Unit] = field(default_factory=dict)
    "Those that were put off, as they stand."
    _standing: Sequence[Standing] = ()

    @property
    def names(self) -> Iterable[str]:
        """Of all explainers."""
        return self.keys

    def take(self, names: Iterable[str], standing: Sequence[Standing]) -> dict[str, Unit]:
        """Those of the explainers that nothing has changed for, by name, once their files are in the site."""
        self._standing = standing
        return {unit.explainer: unit for unit in self._found(names) if self._taken(unit)}

    def put_off(self, names: Iterable[str]) -> dict[str, Unit]:
        """Those of the explainers to be made that a preview may show as they were, by name."""
        if self.preview is not None:
            self.late = self.preview.put_off(names, self.own)
        return self.late

    def past(self, name: str) -> Past | None:
        """None where nothing of it could be carried over."""
        key = self.preview.key(name) if self.preview else None
        key = key or (self.shelf.find(self.last(name)) or b"").decode("ascii", "replace")
        unit = next(self._units(key), None) if key else None
        leaves = Leaves.unpacked(self.shelf.find(unit.leaves) or b"") if unit else None
        if unit is None or leaves is None or not self._answered(leaves.asked, leaves.answers):
            return None
        return Past(unit, leaves, self._answered(unit.asked, unit.answers))

    def whole(self, names: Iterable[str]) -> Mapping[str, Sequence[str]]:
        """Those of the explainers that could be carried over anywhere, each with its entries on the shelf."""
        found = (unit for unit in self._found(names) if self._kept_files(unit, unit.files) is not None)
        return {unit.explainer: tuple(self._entries(unit)) for unit in found}

    @cached_property
    def keys(self) -> Mapping[str, str]:
        """What is said of explainers is kept under, by name."""
        return {name: digest(self.around, own) for name, own in self.own.items()}

    @cached_property
    def around(self) -> str:
        """Digest of the program, and of what all pages show."""
        return digest(self.program, frame(self.publication))

    @cached_property
    def own(self) -> Mapping[str, str]:
        """Digests of the explainers themselves, without what they share."""
        return {name: own(self.publication, name) for name in self.publication.numbers}

    @cached_property
    def answers(self) -> Answers:
        project = self.publication.project
        translations = {tag: writer.translations for tag, writer in project.writers.items()}
        return Answers(translations, project.glossaries, project.languages, self.address, self.publication.freshness)

    def _found(self, names: Iterable[str]) -> Iterator[Unit]:
        """Those that nothing has changed for, wherever their files are."""
        for name in names:
            units = (unit for unit in self._units(self.keys[name]) if self.claimed.isdisjoint(unit.files))
            if unit := next(filter(self._holds, units), None):
                yield unit

    def _units(self, key: str) -> Iterator[Unit]:
        """The one that this process has, and the one on the shelf, which may be newer."""
        if self.preview and (unit := self.preview.find(key)):
            yield unit
            if self.preview.knows(key, self.shelf):
                return
        if unit := Unit.unpacked(self.shelf.find(key) or b""):
            yield unit

    def _answered(self, asked: Asked, before: str) -> bool:
        return self.answers.digest(asked) == before and self.answers.complete(asked)

    def _holds(self, unit: Unit) -> bool:
        same = self.answers.digest(unit.asked) == unit.answers
        return same and self.answers.explained(unit.asked) == unit.explained and self.same_words(unit, unit.asked.words)

    def same_words(self, unit: Unit, words: Mapping[str, Collection[str]]) -> bool:
        """Whether the same of some words of an explainer, by language, are terms, or to be avoided."""
        return all(self._same_terms(tag, told, words.get(tag, ())) for tag, told in unit.labels.items())

    def _same_terms(self, tag: str, told: str, words: Collection[str]) -> bool:
        if told == self.answers.label_digests.get(tag):
            return True
        before = self._labels(told)
        return before is not None and not self.answers.touches(tag, before, words)

    def _taken(self, unit: Unit) -> bool:
        if not self.place(unit, unit.files):
            return False
        for name in self._entries(unit):  # where no site stands, or something changes, a build needs them
            self.shelf.use(name)
        key, last = self.keys[unit.explainer].encode(), self.last(unit.explainer)
        if self.shelf.find(last) != key:
            self.shelf.keep(last, key)
        return True

    def place(self, unit: Unit, names: Collection[str]) -> bool:
        """Whether files of a unit are in the site now, or stand where it will be laid over."""
        if self.preview and self.preview.holds(unit):
            return True
        missing = list(names)
        for source in self._standing:
            missing = source.put(unit.pack, missing, self.site)
        kept = self._kept_files(unit, missing) if missing else {}
        if kept is None:
            for name in names:
                (self.site / name).unlink(missing_ok=True)
            return False
        for name in missing:
            disk.place(self.site / name, kept[name])
        return True

    def _entries(self, unit: Unit) -> Iterator[str]:
        """Names of what is on the shelf of a unit of this build."""
        yield from (self.keys[unit.explainer], unit.pack)
        if unit.leaves and self.shelf.stamp(unit.leaves) is not None:
            yield unit.leaves

    def _kept_files(self, unit: Unit, names: Iterable[str]) -> Mapping[str, bytes] | None:
        """What is kept of an explainer's files; None where some of these are missing."""
        found = unpacked(self.shelf.find(unit.pack) or b"")
        return found[1] if found is not None and found[1].keys() >= set(names) else None

    def _labels(self, told: str) -> Labels | None:
        data = self.shelf.find(LABELS.format(told))
        try:
            return None if data is None else frozenset(tuple(label) for label in json.loads(data))
        except ValueError:
            return None

    def last(self, name: str) -> str:
        """What the key of an explainer is kept under that was made or carried over last."""
        return digest("last", self.around, name)
