"""The glossary page: the terms of its language in its order, each with its names elsewhere and where it is used."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property

from pyuca import Collator

from precis.language import Language
from precis.presentation import Presentation, Use
from precis.term import Glossary
from precis.words import particle


@dataclass(frozen=True, slots=True)
class Entry:
    """A term as the page shows it."""

    id: str
    pref: str
    acronym: str
    others: tuple[str, ...]
    definition: str
    note: str
    gender: str
    elsewhere: tuple[tuple[Language, str], ...]
    "The preferred label in the other languages."
    uses: tuple[Use, ...]


@dataclass(frozen=True)
class TermList:
    here: Presentation
    site_name: str

    @property
    def groups(self) -> list[tuple[str, list[Entry]]]:
        """The terms by initial letter, in the language's order (Unicode Collation Algorithm)."""
        collator = Collator()
        groups: dict[str, list[Entry]] = {}
        filed = {term_id: self._filed(term.pref) for term_id, term in self._glossary.items()}
        for term_id in sorted(filed, key=lambda key: collator.sort_key(filed[key])):
            groups.setdefault(_initial(filed[term_id]), []).append(self._entry(term_id))
        return list(groups.items())

    @cached_property
    def _glossary(self) -> Glossary:
        return self.here.publication.project.glossaries[self.here.page.language]

    def _filed(self, label: str) -> str:
        """What a term is filed under: its label without an opening quotation mark or an article before it."""
        return re.sub(rf"^{particle(self.here.language.particles)}[“”«»\"'\s]*", "", label)

    def _entry(self, term_id: str) -> Entry:
        project, language = self.here.publication.project, self.here.language
        term = self._glossary[term_id]
        elsewhere = (
            (other, project.glossaries[other.tag][term_id].pref)
            for other in project.languages.values()
            if other.tag != language.tag and term_id in project.glossaries[other.tag]
        )
        uses = (Use(page, anchor) for page, anchor in self.here.publication.uses(language.tag, term_id))
        return Entry(
            id=term_id,
            pref=language.typeset(term.pref),
            acronym=term.acronym if term.acronym != term.pref else "",
            others=tuple(map(language.typeset, term.alt)),
            definition=language.typeset(term.definition),
            note=language.typeset(term.note),
            gender=term.gender,
            elsewhere=tuple(elsewhere),
            uses=tuple(uses),
        )


def _initial(text: str) -> str:
    return unicodedata.normalize("NFD", text[:1]).upper()[:1]
