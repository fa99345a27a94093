"""Decides which explainers are carried over, and keeps those that may be the next time."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from precis import disk
from precis.carry import keys, standing
from precis.carry.asked import Answers, Asked, Labels
from precis.carry.preview import Left, Preview
from precis.carry.standing import Standing
from precis.carry.unit import KeptPage, Unit
from precis.digest import digest
from precis.inlined import together
from precis.pack import packed, unpacked
from precis.publication import Publication
from precis.shelf import Shelf

_LABELS = "labels-{}"


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
    _made: dict[str, Unit] = field(default_factory=dict)
    _late: dict[str, Unit] = field(default_factory=dict)

    @property
    def names(self) -> Iterable[str]:
        """Of all explainers."""
        return self._keys

    def take(self, names: Iterable[str], standing: Sequence[Standing]) -> dict[str, Unit]:
        """Those of the explainers that nothing has changed for, by name, once their files are in the site."""
        return {unit.explainer: unit for unit in self._found(names) if self._placed(unit, standing)}

    def put_off(self, names: Iterable[str]) -> dict[str, Unit]:
        """Those of the explainers to be made that a preview may show as they were, by name."""
        if self.preview is not None:
            self._late = self.preview.put_off(names, self.own)
        return self._late

    def whole(self, names: Iterable[str]) -> Mapping[str, Sequence[str]]:
        """Those of the explainers that could be carried over anywhere, each with its entries on the shelf."""
        found = (unit.explainer for unit in self._found(names) if self._kept_files(unit, unit.files) is not None)
        return {name: (self._keys[name], _files(self._keys[name])) for name in found}

    def keep(self, name: str, pages: Mapping[str, KeptPage], files: Mapping[str, bytes]) -> None:
        """Keeps an explainer that was made in this build."""
        if not self.claimed.isdisjoint(files):
            return
        publication, asked = self.publication, self._asked(name)
        booklets = {tag: one for (tag, explainer), one in publication.booklets.items() if explainer == name}
        texts = {path: publication.texts[path] for path in files if path in publication.texts}
        answers, labels = self._answers.digest(asked), dict(self._answers.label_digests)
        inline = together(publication.inline[path] for path in files if path in publication.inline)
        held = (inline.scripts, inline.styles)
        problems = publication.problems_of(name)
        unit = Unit(name, asked, answers, labels, pages, booklets, held, texts, tuple(files), problems)
        self.shelf.keep(_files(self._keys[name]), packed(None, files))
        told = unit.packed()
        self.shelf.keep(self._keys[name], told)
        if self.preview is not None:  # the next build finds here what it would find on the shelf
            unit = Unit.unpacked(told) or unit
        self._made[name] = unit

    @property
    def left(self) -> Left:
        carried = self.publication.carried if self.publication.share is None else {}
        return Left({**carried, **self._made}, self.own, dict(self._wanted()))

    def note(self, folder: Path) -> None:
        """Once all files are as they will be read: those of explainers that this build kept or carried over stand in
        a folder from now on, so that the next build need not write them."""
        units = self.left.units
        if self.preview is not None:
            self.preview.keep({self._key(name): unit for name, unit in units.items()}, self.shelf)
            return
        standing.keep(folder, {self._keys[name]: unit.files for name, unit in units.items()}, self.shelf, self.site)

    def keep_labels(self) -> None:
        for tag, told in self._answers.label_digests.items():
            name = _LABELS.format(told)
            if self.shelf.find(name) is None:
                self.shelf.keep(name, json.dumps(sorted(self._answers.labels[tag])).encode())

    @cached_property
    def _keys(self) -> Mapping[str, str]:
        around = digest(self.program, keys.frame(self.publication))
        return {name: digest(around, own) for name, own in self.own.items()}

    @cached_property
    def own(self) -> Mapping[str, str]:
        """Digests of the explainers themselves, without what they share."""
        return {name: keys.own(self.publication, name) for name in self.publication.numbers}

    @cached_property
    def _answers(self) -> Answers:
        project = self.publication.project
        translations = {tag: writer.translations for tag, writer in project.writers.items()}
        return Answers(translations, project.glossaries, project.languages, self.address, self.publication.freshness)

    def _key(self, name: str) -> str:
        """That of what is shown of an explainer."""
        before = self.preview.key(name) if self.preview and name in self._late else None
        return before or self._keys[name]

    def _found(self, names: Iterable[str]) -> Iterator[Unit]:
        """Those that nothing has changed for, wherever their files are."""
        for name in names:
            units = (unit for unit in self._units(self._keys[name]) if self.claimed.isdisjoint(unit.files))
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

    def _wanted(self) -> Iterator[tuple[str, str]]:
        """Of each explainer that was put off, a digest of all that may decide what it is to be."""
        for name, unit in self._late.items():
            answers = self._answers.digest(unit.asked), dict(self._answers.label_digests)
            yield name, digest(self._keys[name], answers)

    def _holds(self, unit: Unit) -> bool:
        if self._answers.digest(unit.asked) != unit.answers:
            return False
        return all(self._same_terms(tag, told, unit) for tag, told in unit.labels.items())

    def _same_terms(self, tag: str, told: str, unit: Unit) -> bool:
        """Whether the same words of the explainer are terms, or to be avoided."""
        if told == self._answers.label_digests.get(tag):
            return True
        before = self._labels(told)
        return before is not None and not self._answers.touches(tag, before, unit.asked.words.get(tag, set()))

    def _placed(self, unit: Unit, sources: Sequence[Standing]) -> bool:
        """Whether all of its files are in the site now, or stand where it will be laid over."""
        if self.preview and self.preview.holds(unit):
            return True
        key, missing = self._keys[unit.explainer], list(unit.files)
        for source in sources:
            missing = source.put(key, missing, self.site)
        if not missing:
            self.shelf.use(_files(key))  # where no site stands, the next build needs it
            return True
        kept = self._kept_files(unit, missing)
        if kept is None:
            for name in unit.files:
                (self.site / name).unlink(missing_ok=True)
            return False
        for name in missing:
            disk.place(self.site / name, kept[name])
        return True

    def _kept_files(self, unit: Unit, names: Iterable[str]) -> Mapping[str, bytes] | None:
        """What is kept of an explainer's files; None where some of these are missing."""
        found = unpacked(self.shelf.find(_files(self._keys[unit.explainer])) or b"")
        return found[1] if found is not None and found[1].keys() >= set(names) else None

    def _labels(self, told: str) -> Labels | None:
        data = self.shelf.find(_LABELS.format(told))
        try:
            return None if data is None else frozenset(tuple(label) for label in json.loads(data))
        except ValueError:
            return None

    def _asked(self, name: str) -> Asked:
        """With the terms that its pages explain, in every language that says what they are."""
        publication = self.publication
        asked = publication.asked.get(name, Asked())
        for page in publication.project.site.unit(name):
            found = publication.annotated.get((page.language, page.key))
            for tag in {page.language, page.source.language} if found else ():
                assert found is not None
                asked.terms.setdefault(tag, set()).update(found.terms)
                asked.words.setdefault(tag, set()).update(self._answers.definitions(tag, found.terms))
        return asked


def _files(key: str) -> str:
    """What an explainer's files are kept under."""
    return f"{key}-files"
