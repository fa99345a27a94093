"""The glossaries as open data: a SKOS concept scheme in JSON-LD, and a table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from precis.dataset import dumped
from precis.linked import LICENCE, Node, stated
from precis.spelling import spaced
from precis.table import Column, Table
from precis.term import Glossaries, Glossary, Term
from precis.thesaurus import narrower

FOLDER = "data"
FILES = {
    "glossary.jsonld": "application/ld+json",
    "glossary.csv": "text/csv",
    "glossary.csv-metadata.json": "application/csvm+json",
}
"Names and media types."
_LIST = "|"
"Between the items of a cell."
_SKOS = "http://www.w3.org/2004/02/skos/core#"
_BY_LANGUAGE = ("prefLabel", "altLabel", "hiddenLabel", "definition", "scopeNote", "example")
_CONCEPTS = ("inScheme", "topConceptOf", "broader", "narrower", "related", "exactMatch")
CONTEXT: Node = {
    **{name: {"@id": f"{_SKOS}{name}", "@container": "@language"} for name in _BY_LANGUAGE},
    **{name: {"@id": f"{_SKOS}{name}", "@type": "@id"} for name in _CONCEPTS},
    "Concept": f"{_SKOS}Concept",
    "ConceptScheme": f"{_SKOS}ConceptScheme",
    "license": {"@id": "http://purl.org/dc/terms/license", "@type": "@id"},
    "source": {"@id": "http://purl.org/dc/terms/source", "@type": "@id"},
    "page": {"@id": "http://xmlns.com/foaf/0.1/page", "@type": "@id"},
    "title": {"@id": "http://purl.org/dc/terms/title"},
}


@dataclass(frozen=True)
class Vocabulary:
    title: str
    glossaries: Glossaries
    pages: Mapping[str, str]
    "Absolute URL of each language's glossary page."
    uri: str
    "Absolute URL of the JSON-LD file: the concept scheme; a concept's is the same with `#` and its id."

    def files(self) -> dict[str, str]:
        """Texts by site-relative path."""
        table = Table("glossary.csv", list(self._columns()), list(self._terms()), ("id",))
        texts = (dumped(self.skos()), table.csv(), dumped(table.metadata()))
        return {f"{FOLDER}/{name}": text for name, text in zip(FILES, texts, strict=True)}

    def skos(self) -> Node:
        scheme = {"@id": self.uri, "@type": "ConceptScheme", "title": self.title, "license": LICENCE}
        below: dict[str, list[str]] = {}
        for glossary in self.glossaries.values():
            below = {**narrower(glossary), **below}
        concepts = [self._concept(term_id, below.get(term_id, [])) for term_id in self._terms()]
        return {"@context": CONTEXT, "@graph": [scheme, *concepts]}

    def _terms(self) -> Iterable[str]:
        return dict.fromkeys(term_id for glossary in self.glossaries.values() for term_id in glossary)

    def _concept(self, term_id: str, below: Iterable[str]) -> Node:
        names = {tag: glossary[term_id] for tag, glossary in self.glossaries.items() if term_id in glossary}
        one = next(iter(names.values()))
        node = {
            "@id": self._uri(term_id),
            "@type": "Concept",
            "inScheme": self.uri,
            "topConceptOf": None if one.broader else self.uri,
            **{name: {tag: text(term) for tag, term in names.items()} for name, text in _TEXTS.items()},
            "broader": list(map(self._uri, one.broader)),
            "narrower": list(map(self._uri, below)),
            "related": list(map(self._uri, one.related)),
            "exactMatch": [url for _, url in one.same_as.urls()],
            "source": sorted({source.url for term in names.values() for source in term.sources if source.url}),
            "page": [f"{self.pages[tag]}#{term_id}" for tag in names if tag in self.pages],
        }
        kept: Node = stated(node)
        return kept

    def _uri(self, term_id: str) -> str:
        return f"{self.uri}#{term_id}"

    def _columns(self) -> Iterator[Column[str]]:
        yield Column("id", "string", "The term’s id, the same in all languages", lambda term_id: term_id)
        for tag, glossary in self.glossaries.items():
            for name, about, cell, separator in _COLUMNS:
                yield Column(f"{name}_{tag}", "string", about, _cell(glossary, cell), separator)
            address = self.pages.get(tag)
            if address:
                yield Column(f"url_{tag}", "anyURI", "The term’s entry", _address(glossary, address))
        for name, about, cell, separator in _CONCEPT_COLUMNS:
            yield Column(name, "string", about, self._of_concept(cell), separator)

    def _of_concept(self, cell: Callable[[Term], str]) -> Callable[[str], str]:
        return lambda term_id: cell(next(terms[term_id] for terms in self.glossaries.values() if term_id in terms))


def _cell(glossary: Glossary, text: Callable[[Term], str]) -> Callable[[str], str]:
    return lambda term_id: text(glossary[term_id]) if term_id in glossary else ""


def _address(glossary: Glossary, page: str) -> Callable[[str], str]:
    return lambda term_id: f"{page}#{term_id}" if term_id in glossary else ""


def _alternatives(term: Term) -> list[str]:
    return _unlike([*term.alt, term.acronym], [term.pref])


def _hidden(term: Term) -> list[str]:
    return _unlike([*term.hidden, *term.forms], [term.pref, *_alternatives(term)])


def _unlike(labels: Iterable[str], others: Iterable[str]) -> list[str]:
    """The labels that none of the others is: SKOS wants preferred, alternative and hidden labels apart."""
    known = {*map(spaced, others), ""}
    return list({spaced(label): label for label in labels if spaced(label) not in known}.values())


def _same_as(term: Term) -> str:
    return _LIST.join(url for _, url in term.same_as.urls())


_TEXTS: Mapping[str, Callable[[Term], Any]] = {
    "prefLabel": lambda term: term.pref,
    "altLabel": _alternatives,
    "hiddenLabel": _hidden,
    "definition": lambda term: term.definition,
    "scopeNote": lambda term: term.note,
    "example": lambda term: term.example,
}
_COLUMNS: tuple[tuple[str, str, Callable[[Term], str], str], ...] = (
    ("pref", "Preferred label", lambda term: term.pref, ""),
    ("alt", "Other labels", lambda term: _LIST.join(term.alt), _LIST),
    ("acronym", "Acronym", lambda term: term.acronym, ""),
    ("forms", "Inflected forms", lambda term: _LIST.join(term.forms), _LIST),
    ("gender", "Grammatical gender of the preferred label: m, f, mf, n", lambda term: term.gender, ""),
    ("number", "Its number where it has but one: singular, plural", lambda term: term.number, ""),
    ("definition", "Definition", lambda term: term.definition, ""),
    ("note", "What it must not be mistaken for", lambda term: term.note, ""),
    ("example", "The term in a sentence", lambda term: term.example, ""),
)
_CONCEPT_COLUMNS: tuple[tuple[str, str, Callable[[Term], str], str], ...] = (
    ("broader", "Ids of more general terms", lambda term: _LIST.join(term.broader), _LIST),
    ("related", "Ids of related terms", lambda term: _LIST.join(term.related), _LIST),
    ("same_as", "URIs of the same concept in other vocabularies", _same_as, _LIST),
)
