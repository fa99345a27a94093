"""Glossary terms, with the names of SKOS (W3C Simple Knowledge Organization System)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

from pydantic import Field

from precis.records import Record
from precis.source import Edtf


class TermSource(Record):
    title: str
    publisher: str = ""
    issued: Edtf | None = None
    url: str = Field("", alias="URL")


class Term(Record):
    pref: str
    "Preferred label, as it stands in running text."
    alt: tuple[str, ...] = ()
    "Other labels for the same thing."
    hidden: tuple[str, ...] = ()
    "Variants that are found but never shown."
    forms: tuple[str, ...] = ()
    "Inflected forms of the labels: plurals, feminines."
    acronym: str = ""
    "Found in exactly this spelling only."
    definition: str
    note: str = ""
    gender: Literal["", "m", "f", "mf"] = ""
    case: Literal["", "exact"] = ""
    "`exact`: no label is found in other capitals."
    match: Literal["auto", "marked", "never"] = "auto"
    "`marked`: explained only where a page links it by hand (`term:`); `never`: in the glossary only."
    first: Literal["section", "page"] = "section"
    "Where the first mention counts: in every section, or once a page."
    avoid: tuple[str, ...] = ()
    "Words this newsroom keeps out of its own voice; `pref` replaces them."
    sources: tuple[TermSource, ...] = ()

    def labels(self) -> Iterator[tuple[str, bool]]:
        """Every label to find in prose, with whether its capitals must be the same."""
        for label in (self.pref, *self.alt, *self.hidden, *self.forms):
            yield label, self.case == "exact" or label != label.lower()
        if self.acronym:
            yield self.acronym, True


Glossary = Mapping[str, Term]
