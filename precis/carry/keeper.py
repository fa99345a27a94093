"""Keeps the explainers that a build made, so that the next one may carry them over."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from precis import pack
from precis.carry import standing
from precis.carry.asked import Asked
from precis.carry.carrier import LABELS, Carrier
from precis.carry.leaf import Leaves
from precis.carry.preview import Left
from precis.carry.unit import KeptPage, Unit
from precis.compression import METHODS
from precis.digest import digest
from precis.headers import NOTHING
from precis.pack import packed
from precis.publication import Publication


@dataclass
class Keeper:
    carrier: Carrier
    published: Path
    "Where readers find the site."
    _made: dict[str, Unit] = field(default_factory=dict)
    _leaves: dict[str, str] = field(default_factory=dict)
    "What they are kept under, by explainer."

    def keeps(self, name: str) -> bool:
        """Whether an explainer may be carried over. One with a glossary shows what the pages of all explainers explain:
        it is made each time."""
        return all(page.kind != "glossary" for page in self._publication.project.site.unit(name))

    def keep_leaves(self, name: str, leaves: Leaves) -> None:
        """Before the explainer itself."""
        data = leaves.packed()
        self._leaves[name] = pack.name(data)
        self.carrier.shelf.keep(self._leaves[name], data)

    def keep(self, name: str, pages: Mapping[str, KeptPage], there: Collection[str]) -> None:
        """`there`: all files of the site that are there as they will be read."""
        files = dict(self._files(name, there))
        if not (self.keeps(name) and self.carrier.claimed.isdisjoint(files)):
            return
        data, key = packed(None, files), self.carrier.keys[name]
        unit = self._unit(name, pages, files, pack.name(data))
        told, shelf = unit.packed(), self.carrier.shelf
        shelf.keep(unit.pack, data)
        shelf.keep(key, told)
        shelf.keep(self.carrier.last(name), key.encode())
        if self.carrier.preview is not None:  # the next build finds here what it would find on the shelf
            unit = Unit.unpacked(told) or unit
        self._made[name] = unit

    def keep_labels(self) -> None:
        answers, shelf = self.carrier.answers, self.carrier.shelf
        for tag, told in answers.label_digests.items():
            name = LABELS.format(told)
            if shelf.find(name) is None:
                shelf.keep(name, json.dumps(sorted(answers.labels[tag])).encode())

    def note(self, folder: Path) -> None:
        """Once all files are as they will be read: those of explainers that this build kept or carried over stand in
        a folder from now on, so that the next build need not write them."""
        units, shelf, preview = self.left.units, self.carrier.shelf, self.carrier.preview
        if preview is not None:
            preview.keep({self._shown(name): unit for name, unit in units.items()}, shelf)
            return
        standing.keep(folder, {unit.pack: unit.files for unit in units.values()}, shelf, self.carrier.site)

    @property
    def left(self) -> Left:
        carried = self._publication.carried if self._publication.share is None else {}
        return Left({**carried, **self._made}, self.carrier.own, dict(self._wanted()))

    @property
    def _publication(self) -> Publication:
        return self.carrier.publication

    def _unit(self, name: str, pages: Mapping[str, KeptPage], files: Mapping[str, bytes], kept: str) -> Unit:
        publication, answers, asked = self._publication, self.carrier.answers, self._asked(name)
        found = ((tag, publication.searched(tag, name)) for tag in publication.project.languages)
        return Unit(
            explainer=name,
            pack=kept,
            leaves=self._leaves.get(name, ""),
            asked=asked,
            answers=answers.digest(asked),
            explained=answers.explained(asked),
            labels=dict(answers.label_digests),
            pages=pages,
            booklets={tag: one for (tag, explainer), one in publication.booklets.items() if explainer == name},
            inline={path: held for path in files if (held := publication.inline.get(path, NOTHING)) != NOTHING},
            searched={tag: one for tag, one in found if one},
            files=tuple(files),
            problems=publication.problems_of(name),
        )

    def _files(self, name: str, there: Collection[str]) -> Iterator[tuple[str, bytes]]:
        """The explainer's, of those that are there."""
        pages = (page.dest_uri for page in self._publication.project.site.unit(name))
        for path in sorted({*pages, *self._publication.owned.get(name, ())}):
            for one in (path, *(path + suffix for suffix in METHODS)):
                if one in there:
                    yield one, self._read(one)

    def _read(self, name: str) -> bytes:
        """A preview’s pages that are carried over stand where it is laid over."""
        with contextlib.suppress(FileNotFoundError):
            return Path(f"{self.carrier.site}/{name}").read_bytes()
        return Path(f"{self.published}/{name}").read_bytes()

    def _asked(self, name: str) -> Asked:
        """With the terms that its pages explain, in every language that says what they are."""
        publication = self._publication
        asked = publication.asked.get(name, Asked())
        for page in publication.project.site.unit(name):
            found = publication.annotated.get((page.language, page.key))
            for tag in {page.language, page.source.language} if found else ():
                assert found is not None
                asked.terms.setdefault(tag, set()).update(found.terms)
                asked.words.setdefault(tag, set()).update(self.carrier.answers.definitions(tag, found.terms))
        return asked

    def _shown(self, name: str) -> str:
        """The key of what is shown of an explainer."""
        preview = self.carrier.preview if name in self.carrier.late else None
        return (preview and preview.key(name)) or self.carrier.keys[name]

    def _wanted(self) -> Iterator[tuple[str, str]]:
        """Of each explainer that was put off, a digest of all that may decide what it is to be."""
        answers = self.carrier.answers
        for name, unit in self.carrier.late.items():
            told = answers.digest(unit.asked), answers.explained(unit.asked), dict(answers.label_digests)
            yield name, digest(self.carrier.keys[name], told)
