"""Sources, with the field names of CSL (Citation Style Language 1.0.2, citationstyles.org)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field, field_validator

from precis.period import parse_period
from precis.records import Record

SourceType = Literal[
    "article-newspaper", "article-magazine", "article-journal", "webpage", "report", "legislation", "hearing",
    "speech", "broadcast", "dataset", "post-weblog", "bill", "treaty", "book", "entry-encyclopedia", "interview",
]  # fmt: skip


def _is_period(value: str) -> str:
    parse_period(value)
    return value


def _year_as_text(value: object) -> object:
    """YAML reads a bare year as a number."""
    return str(value) if type(value) is int else value


Edtf = Annotated[str, BeforeValidator(_year_as_text), AfterValidator(_is_period)]


class Name(Record):
    family: str = ""
    given: str = ""
    literal: str = ""
    "An organisation or a name that is not split."

    def __str__(self) -> str:
        return self.literal or f"{self.given} {self.family}".strip()


class Source(Record):
    type: SourceType
    title: str
    container_title: str = Field("", alias="container-title")
    "The newspaper, site or series it appeared in."
    publisher: str = ""
    author: tuple[Name, ...] = ()
    issued: Edtf | None = None
    "EDTF; a final `?` says that the date was inferred."
    url: str = Field(alias="URL")
    language: str
    "BCP 47 tag of the source's text."
    note: str = ""

    @field_validator("url")
    @classmethod
    def _is_web_address(cls, value: str) -> str:
        if not value.startswith(("https://", "http://")) or any(c in value for c in " <>\"'\\"):
            raise ValueError("expected a web address that starts with https:// or http://")
        return value

    @field_validator("publisher")
    @classmethod
    def _strip(cls, value: str) -> str:
        return value.strip()

    @property
    def outlet(self) -> str:
        """Who brought it out, for a short citation."""
        return self.container_title or self.publisher


Sources = Mapping[str, Source]
