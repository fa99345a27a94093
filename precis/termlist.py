"""The glossary page: the terms of its language in its order, each with its names elsewhere and where it is used."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from markupsafe import Markup

from precis.collation import collator
from precis.draft import Annotated
from precis.graft import relative
from precis.language import Language
from precis.linked import LICENCE, Node, script
from precis.matching import Matcher
from precis.memo import memo
from precis.presentation import Presentation, Use, counterparts
from precis.site import SitePage
from precis.term import Glossary, TermSource
from precis.thesaurus import narrower
from precis.view import SourceView
from precis.vocabulary import FILES, FOLDER
from precis.words import particle

_LINK = Markup('<a href="{}">{}</a>')


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a definition."""

    text: str
    term: str = ""
    "Id of the other term that the text names."


@dataclass(frozen=True, slots=True)
class Relative:
    id: str
    pref: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A term as the page shows it."""

    id: str
    pref: str
    acronym: str
    others: tuple[str, ...]
    definition: tuple[Piece, ...]
    note: tuple[Piece, ...]
    example: str
    gender: str
    number: str
    elsewhere: tuple[tuple[Language, str], ...]
    "The preferred label in the other languages."
    broader: tuple[Relative, ...]
    narrower: tuple[Relative, ...]
    related: tuple[Relative, ...]
    same_as: tuple[tuple[str, str], ...]
    "Names of other vocabularies, with the concept's URLs there."
    sources: tuple[SourceView, ...]


def _links(start: str, page: SitePage, found: Annotated) -> Mapping[str, Markup]:
    """By term, to the words that a page explains, from an address: the first link is called after the page, the others
    after the sections that they are in; words without a heading only if they are the first. HTML is made here, since
    a large site has thousands of these, which stay the same between two builds of a preview."""
    made = {}
    for term_id, sections in found.terms.items():
        places = [(found.headings.get(section, ""), Use(page, words).url) for section, words in sections.items()]
        named = [(page.label, places[0][1]), *(place for place in places[1:] if place[0])]
        made[term_id] = Markup(", ").join(_LINK.format(relative(url, start), name) for name, url in named)
    return made


@dataclass(frozen=True)
class TermList:
    here: Presentation
    site_name: str

    @property
    def groups(self) -> list[tuple[str, list[Entry]]]:
        """The terms by initial letter."""
        groups: dict[str, list[Entry]] = {}
        for entry in self.entries(self._glossary):
            groups.setdefault(_initial(self._filed(entry.id)), []).append(entry)
        return list(groups.items())

    def entries(self, term_ids: Iterable[str]) -> list[Entry]:
        """Those of the terms that the language has, in its order (Unicode Collation Algorithm)."""
        filed = {term_id: self._filed(term_id) for term_id in term_ids if term_id in self._glossary}
        letters = frozenset("".join(map(self._filed, self._glossary)))  # of all terms: one collator for every list
        key = collator(letters).sort_key
        return [self._entry(term_id) for term_id in sorted(filed, key=lambda term_id: key(filed[term_id]))]

    def uses(self, term_id: str) -> Sequence[Markup]:
        """Of each page that explains a term, links to where it does."""
        return self._uses.get(term_id, ())

    @property
    def downloads(self) -> list[tuple[str, str]]:
        """Name and site-relative URL of each file."""
        return [(name, f"{FOLDER}/{name}") for name in FILES]

    @property
    def json_ld(self) -> str:
        """The page as a DefinedTermSet of schema.org; its definitions stand on the page and in the files."""
        address = self.here.absolute(self.here.page.url)
        node = {
            "@type": "DefinedTermSet",
            "@id": address,
            "url": address,
            "name": self.here.title,
            "description": self.here.description,
            "inLanguage": self.here.page.language,
            **counterparts(self.here),
            "license": LICENCE,
            "hasDefinedTerm": [self._defined(term_id, address) for term_id in self._glossary],
        }
        return script(node)

    def _defined(self, term_id: str, address: str) -> Node:
        term = self._glossary[term_id]
        return {
            "@type": "DefinedTerm",
            "@id": f"{address}#{term_id}",
            "name": term.pref,
            "alternateName": [*term.alt, term.acronym] if term.acronym else list(term.alt),
            "termCode": term_id,
            "sameAs": [url for _, url in term.same_as.urls()],
        }

    @cached_property
    def _uses(self) -> Mapping[str, Sequence[Markup]]:
        uses: dict[str, list[Markup]] = {}
        for page, found in self.here.publication.explaining(self.here.language.tag):
            for term_id, links in memo(_links, self.here.page.url, page, found).items():
                uses.setdefault(term_id, []).append(links)
        return uses

    @cached_property
    def _glossary(self) -> Glossary:
        return self.here.publication.project.glossaries[self.here.page.language]

    @cached_property
    def _narrower(self) -> Mapping[str, list[str]]:
        return narrower(self._glossary)

    def _filed(self, term_id: str) -> str:
        """What a term is filed under: what it says itself, else its label without an opening quotation mark or an
        article before it."""
        term = self._glossary[term_id]
        return term.sort or re.sub(rf"^{particle(self.here.language.particles)}[“”«»\"'\s]*", "", term.pref)

    def _entry(self, term_id: str) -> Entry:
        language, term = self.here.language, self._glossary[term_id]
        return Entry(
            id=term_id,
            pref=language.typeset(term.pref),
            acronym=term.acronym if term.acronym != term.pref else "",
            others=tuple(map(language.typeset, term.alt)),
            definition=self._pieces(term.definition, term_id),
            note=self._pieces(term.note, term_id) if term.note else (),
            example=language.typeset(term.example),
            gender=term.gender,
            number=term.number,
            elsewhere=tuple(self.here.publication.elsewhere(language.tag, term_id)),
            broader=self._relatives(term.broader),
            narrower=self._relatives(self._narrower.get(term_id, ())),
            related=self._relatives(term.related),
            same_as=tuple(term.same_as.urls()),
            sources=tuple(map(self._source, term.sources)),
        )

    def _pieces(self, text: str, term_id: str) -> tuple[Piece, ...]:
        text = self.here.language.typeset(text)
        return memo(_pieces, text, term_id, self.here.publication.matchers[self.here.language.tag])

    def _source(self, source: TermSource) -> SourceView:
        writer = self.here.publication.writer(self.here.page)
        issued = writer.edtf(source.issued) if source.issued else ""
        return SourceView("", source.title, source.publisher, "", issued, source.url or "", source.language, "")

    def _relatives(self, ids: Iterable[str]) -> tuple[Relative, ...]:
        typeset = self.here.language.typeset
        return tuple(Relative(other, typeset(self._glossary[other].pref)) for other in ids if other in self._glossary)


def _pieces(text: str, term_id: str, matcher: Matcher) -> tuple[Piece, ...]:
    """The text with the first mention of each term other than its own apart."""
    pieces, named, done = list[Piece](), {term_id}, 0
    for mention in matcher.mentions(text):
        if mention.term not in named:
            named.add(mention.term)
            pieces += [Piece(text[done : mention.start]), Piece(text[mention.start : mention.end], mention.term)]
            done = mention.end
    return (*pieces, Piece(text[done:]))


def _initial(text: str) -> str:
    return unicodedata.normalize("NFD", text[:1]).upper()[:1]
