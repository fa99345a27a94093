"""Sources, with the field names of CSL (Citation Style Language 1.0.2, citationstyles.org)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema, model_validator

from precis.period import parse_period
from precis.records import Record, number_as_text, refuse

SourceType = Literal[
    "article-newspaper", "article-magazine", "article-journal", "webpage", "report", "legislation", "hearing",
    "speech", "broadcast", "dataset", "post-weblog", "bill", "treaty", "book", "entry-encyclopedia", "interview",
]  # fmt: skip


def is_period(value: str) -> str:
    """The value, where it is EDTF as we use it."""
    try:
        parse_period(value)
    except ValueError as error:
        expected = "a date (2015-07-28, 2015-07, 2015) or a period (start/end, in order)"
        raise refuse(f"is “{value}”", expected, "correct the date") from error
    return value


Edtf = Annotated[
    str,
    BeforeValidator(number_as_text),
    AfterValidator(is_period),
    WithJsonSchema({"type": ["string", "integer"], "examples": ["2015-07-28", "2015-07-27/2015-07-28", "2015-07?"]}),
]


def is_web_address(value: str) -> str:
    if re.fullmatch(r"https?://[^\s<>\"'\\]+", value) is None:
        raise refuse(f"is “{value}”", "a web address, https://…", "copy the address from the browser")
    return value


WebAddress = Annotated[str, AfterValidator(is_web_address)]


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
    url: WebAddress | None = Field(None, alias="URL")
    "May be missing where the newspaper or publisher is known: for what is on paper."
    archived: WebAddress | None = Field(None, alias="archive_location")
    "A copy that a web archive keeps, for readers who find the address gone."
    language: str
    "BCP 47 tag of the source's text."
    note: str = ""

    @model_validator(mode="after")
    def _can_be_found(self) -> Self:
        if self.url is None and not self.outlet:
            repair = "add “URL:”; for what is on paper, “container-title:” or “publisher:”"
            raise refuse("has neither an address nor a publisher", "where readers find it", repair)
        return self

    @property
    def outlet(self) -> str:
        """Who brought it out, for a short citation."""
        return self.container_title or self.publisher


Sources = Mapping[str, Source]
