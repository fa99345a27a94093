"""Decides which explainers are carried over, and keeps those that may be the next time."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from precis.carry import keys
from precis.carry.asked import Answers, Asked, Labels
from precis.carry.unit import KeptPage, Unit
from precis.digest import digest
from precis.inlined import together
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
    since: float = field(default_factory=time.time)
    "When the build began."

    @property
    def names(self) -> Iterable[str]:
        """Of all explainers."""
        return self._keys

    def take(self, names: Iterable[str] | None = None) -> dict[str, Unit]:
        """Those of the explainers that nothing has changed for, by name."""
        found = self._found(self._keys if names is None else names)
        return {name: unit for name, unit in found if self._holds(unit)}

    def keep(self, name: str, pages: Mapping[str, KeptPage], files: Mapping[str, bytes]) -> None:
        """Keeps an explainer that was made in this build."""
        publication, asked = self.publication, self._asked(name)
        booklets = {tag: one for (tag, explainer), one in publication.booklets.items() if explainer == name}
        texts = {path: publication.texts[path] for path in files if path in publication.texts}
        answers, labels = self._answers.digest(asked), dict(self._answers.label_digests)
        inline = together(publication.inline[path] for path in files if path in publication.inline)
        held = (inline.scripts, inline.styles)
        unit = Unit(name, asked, answers, labels, pages, booklets, held, texts, files)
        self.shelf.keep(self._keys[name], unit.packed())

    def keep_labels(self) -> None:
        for tag, told in self._answers.label_digests.items():
            name = _LABELS.format(told)
            if self.shelf.find(name) is None:
                self.shelf.keep(name, json.dumps(sorted(self._answers.labels[tag])).encode())

    @cached_property
    def _keys(self) -> Mapping[str, str]:
        around = digest(self.program, keys.frame(self.publication))
        names = dict.fromkeys(page.explainer for page in self.publication.project.site.pages if page.explainer)
        return {name: keys.explainer(self.publication, name, around) for name in names}

    @cached_property
    def _answers(self) -> Answers:
        project = self.publication.project
        translations = {tag: writer.translations for tag, writer in project.writers.items()}
        return Answers(translations, project.glossaries, project.languages, self.address)

    def _found(self, names: Iterable[str]) -> Iterator[tuple[str, Unit]]:
        for name in names:
            data = self.shelf.find(self._keys[name])
            unit = Unit.unpacked(data) if data else None
            if unit is not None:
                yield name, unit

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
