"""Glossary terms, with the names of SKOS (W3C Simple Knowledge Organization System) and, for grammar, of TBX."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field, ValidationInfo, WithJsonSchema, field_validator

from precis.markup import FRAME
from precis.records import Record, UrlPart, number_as_text, refuse
from precis.source import Edtf, WebAddress

Capitals = Literal["any", "kept", "exact", "same"]
"""How far a label's capitals count: not at all; no fewer than it has; all but the first letter's; all."""


class TermSource(Record):
    """Where a definition comes from, with the names of CSL."""

    title: str
    publisher: str = ""
    issued: Edtf | None = None
    url: WebAddress | None = Field(None, alias="URL")
    language: str = ""
    "BCP 47 tag of the source's text."


class SameAs(Record):
    """The same concept in other vocabularies (`skos:exactMatch`)."""

    wikidata: str = ""
    "Item of Wikidata, as Q132551."
    emn: str = ""
    "Entry of the EMN Asylum and Migration Glossary: the part of its address before `_en`."
    iate: Annotated[str, BeforeValidator(number_as_text), WithJsonSchema({"type": ["string", "integer"]})] = ""
    "Number of the entry in IATE, the terminology database of the European Union."

    @field_validator("*")
    @classmethod
    def _has_its_form(cls, value: str, info: ValidationInfo) -> str:
        form, shown = _FORMS[str(info.field_name)]
        if value and re.fullmatch(form, value) is None:
            raise refuse(f"is “{value}”", f"the end of the entry’s address, as {shown}", "correct it")
        return value

    def urls(self) -> Iterator[tuple[str, str]]:
        """Name of each vocabulary, and the concept's URL there."""
        for name, (title, pattern) in VOCABULARIES.items():
            if getattr(self, name):
                yield title, pattern.format(getattr(self, name))


_FORMS = {
    "wikidata": (r"Q[1-9]\d*", "Q132551"),
    "emn": (r"[a-z0-9]+(-[a-z0-9]+)*", "asylum-seeker"),
    "iate": (r"\d+", "3556805"),
}
_EMN = "https://home-affairs.ec.europa.eu/networks/european-migration-network-emn/emn-asylum-and-migration-glossary"
VOCABULARIES: Mapping[str, tuple[str, str]] = {
    "wikidata": ("Wikidata", "http://www.wikidata.org/entity/{}"),
    "emn": ("EMN", _EMN + "/glossary/{}_en"),
    "iate": ("IATE", "https://iate.europa.eu/entry/result/{}"),
}
"Their names, and the URLs of their concepts."


@dataclass(frozen=True, slots=True)
class Label:
    text: str
    capitals: Capitals


class Term(Record):
    pref: str
    "Preferred label, as it stands in running text."
    alt: tuple[str, ...] = ()
    "Other labels for the same thing."
    hidden: tuple[str, ...] = ()
    "Variants that are found but never shown."
    forms: tuple[str, ...] = ()
    "Inflected forms of the labels: plurals, feminines. scripts/terms.py proposes them."
    acronym: str = ""
    "Found in exactly this spelling only."
    definition: str
    "One sentence of plain text."
    note: str = ""
    "A caution: what the term must not be mistaken for."
    example: str = ""
    "The term in a sentence."
    broader: tuple[UrlPart, ...] = ()
    "Terms of the glossary that are more general; stated once, in the source language."
    related: tuple[UrlPart, ...] = ()
    "Other terms of the glossary to read next; stated once, in the source language."
    same_as: SameAs = SameAs()
    "The concept in other vocabularies; stated once, in the source language."
    gender: Literal["", "m", "f", "mf", "n"] = ""
    "Grammatical gender of the preferred label."
    number: Literal["", "singular", "plural"] = ""
    "Grammatical number of the preferred label, where it has but one."
    sort: str = ""
    "What it is filed under, where that is not its label: May, Theresa."
    case: Literal["", "exact"] = ""
    "`exact`: no label is found in other capitals."
    match: Literal["auto", "marked", "never"] = "auto"
    "`marked`: explained only where a page links it by hand (`term:`); `never`: in the glossary only."
    first: Literal["section", "page", "all"] = "section"
    "Which mentions are explained: the first of every section, the first of a page, or all."
    not_near: tuple[str, ...] = ()
    "Single words that, within five words, show that something else of that name is meant."
    avoid: tuple[str, ...] = ()
    "Words this newsroom keeps out of its own voice; `pref` replaces them."
    sources: tuple[TermSource, ...] = ()

    @field_validator("not_near")
    @classmethod
    def _are_single_words(cls, words: tuple[str, ...]) -> tuple[str, ...]:
        for word in words:
            if re.fullmatch(r"\w+", word) is None:
                raise refuse(f"holds “{word}”", "single words", "leave the rest of the phrase out")
        return words

    @field_validator("pref", "alt", "hidden", "forms", "avoid")
    @classmethod
    def _can_be_found(cls, value: str | tuple[str, ...]) -> str | tuple[str, ...]:
        for label in (value,) if isinstance(value, str) else value:
            if re.search(r"\w", label) is None:
                raise refuse(f"holds “{label}”", "words", "write the label as it stands in running text")
        return value

    @field_validator("definition")
    @classmethod
    def _says_something(cls, value: str) -> str:
        if not value.strip():
            raise refuse("is empty", "one sentence of plain text", "write it")
        return value

    def labels(self) -> Iterator[Label]:
        """What to find in prose."""
        for text in (self.pref, *self.alt, *self.hidden, *self.forms):
            capitals: Capitals = "any" if text == text.lower() else "kept"
            yield Label(text, "exact" if self.case == "exact" else capitals)
        if self.acronym:
            yield Label(self.acronym, "same")


def _not_of_the_page(value: str) -> str:
    if value in FRAME or value.startswith("letter-"):
        raise refuse(f"is “{value}”", "an id that the page of the glossary has not already", "rename the term")
    return value


TermId = Annotated[UrlPart, AfterValidator(_not_of_the_page)]
"The id of the term’s entry."
Glossary = Mapping[str, Term]
Glossaries = Mapping[str, Glossary]
"Terms by id, by language tag; the source language first. Ids join the languages."
CONCEPT = ("broader", "related", "same_as")
"Fields about the concept rather than its name in one language."
