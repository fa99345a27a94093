"""Pages as editors write them: Markdown with front matter, one folder a language, one file a section."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from pydantic import field_validator

from precis import bounds
from precis.address import FormerAddress
from precis.days import Day
from precis.problems import InvalidInput, Problem
from precis.records import CONTROL, Record, Records, parse, url_part, validated
from precis.words import plain

_FRONT = re.compile(r"\A---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*$\n?", re.DOTALL | re.MULTILINE)
_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,}).*?^ {0,3}\1`*~*[ \t]*$", re.DOTALL | re.MULTILINE)
_HEADING = re.compile(r"^## +(?P<text>.*?)[ \t]*(?:\{[^}]*#(?P<id>[\w-]+)[^}]*\})?[ \t]*#*[ \t]*$", re.MULTILINE)

LEADS = ("answer", "brief")
"Texts of the front matter that cite facts, in the order in which they are read."
GeneratedKind = Literal["fact", "facts", "sources", "corrections", "whole"]
PageKind = Literal["home", "overview", "section", "glossary"] | GeneratedKind


class FrontMatter(Record):
    title: str
    "The question the page answers; its h1."
    short: str = ""
    "A label for navigation."
    slug: str = ""
    "Its part of the URL in this language; the file's name if left out."
    was: tuple[FormerAddress, ...] = ()
    """Old slugs, or whole old addresses as `/en/old/place/`, of this language; on an overview, of its whole folder.
    They lead on to the page."""
    order: int | None = None
    "Place in its explainer; stated once, in the source language."
    facts: tuple[str, ...] | None = None
    "Facts of the page's box; stated once, in the source language."
    answer: str = ""
    "One or two sentences; Markdown."
    brief: str = ""
    "The short version: a paragraph that stands for the whole text; Markdown."
    description: str = ""
    "For search engines and shared links; the answer if left out."
    kind: Literal["", "glossary"] = ""
    unsourced: Mapping[str, str] = {}
    "Figures of the text that need no source, each with the reason."
    voice: Mapping[str, str] = {}
    "Words of the text that the glossary avoids, each with the reason."
    parity: Mapping[str, str] = {}
    "Sections that may cite other facts than their counterparts, each with the reason."
    original: bool = False
    "Whether the other versions are translated from this one, though it is not in the source language."
    published: Day | None = None
    "The day on which it was first published; on an overview, that of all pages of its explainer."
    updated: Day | None = None
    "The day of the last change of its text that readers should know of; changes of facts count by themselves."
    draft: bool = False
    "On an explainer's overview: all of the explainer is shown by `mkdocs serve` alone."
    translated: bool = True
    "False on a page that is only prepared for its translators: its slug counts, its text is not published."

    @field_validator("slug")
    @classmethod
    def _is_url_part(cls, value: str) -> str:
        return url_part(value) if value else value

    @field_validator("was", mode="before")
    @classmethod
    def _is_a_list(cls, value: object) -> object:
        """One may stand alone."""
        return value if isinstance(value, list | tuple) else (value,)

    @field_validator(*LEADS, "title", "description")
    @classmethod
    def _trimmed(cls, value: str) -> str:
        return value.strip()


@dataclass(frozen=True, slots=True)
class Heading:
    id: str
    "Empty where the heading states none."
    line: int


@dataclass(frozen=True, slots=True)
class PageSource:
    path: str
    "File, relative to the project's folder."
    language: str
    key: str
    "Path below its language's folder: the same page in every language, as `calais-2015/terminal.md`."
    text: str
    "The whole file."
    body_start: int
    "Where the body begins in the text."
    front: FrontMatter
    generated: GeneratedKind | None = None
    "What a page shows that nobody writes; None for pages that editors write."
    line: int | None = None
    "Where the record that it is made of stands in its file; None for pages that editors write."

    @property
    def body(self) -> str:
        return self.text[self.body_start :]

    @property
    def explainer(self) -> str:
        """The explainer's folder; empty for the pages of the site itself."""
        return self.key.partition("/")[0] if "/" in self.key else ""

    @property
    def name(self) -> str:
        """Its file's name without the ending."""
        return self.key.rpartition("/")[2].removesuffix(".md")

    @property
    def kind(self) -> PageKind:
        if self.generated:
            return self.generated
        if self.front.kind:
            return self.front.kind
        if self.key == "index.md":
            return "home"
        return "overview" if self.key == f"{self.explainer}/index.md" else "section"

    def line_of(self, position: int) -> int:
        return self.text.count("\n", 0, position) + 1

    def headings(self) -> Iterator[Heading]:
        """Headings of the second level, in order: the page's sections."""
        hidden = [match.span() for match in _FENCE.finditer(self.text, self.body_start)]
        for match in _HEADING.finditer(self.text, self.body_start):
            if not any(start <= match.start() < end for start, end in hidden):
                yield Heading(match["id"] or "", self.line_of(match.start()))

    def line_with(self, words: str) -> int | None:
        """The first line that holds the words outside a link, whatever their spaces, apostrophes and capitals; of a
        figure that is broken over lines, the one with its digits."""
        wanted = r"\s+".join(map(re.escape, plain(words).split()))
        found = re.search(rf"(?<!\w){wanted}(?![^\[\]]*\]\()", plain(self.text), re.IGNORECASE)
        if found is None:
            return None
        digits = re.search(r"\d", found[0])
        return self.line_of(found.start() + (digits.start() if digits else 0))

    def occurrences(self, target: str) -> list[int]:
        """Lines on which a link to the target stands, in order, front matter included."""
        return [self.line_of(found.start()) for found in re.finditer(rf"\]\(<?{re.escape(target)}>?[\s)]", self.text)]


class Door(Record):
    """Front matter of the page before all languages."""

    title: str
    template: Literal["door.html"]


def parse_door(text: str, path: str) -> Door:
    """Reads that page, whose text is not shown. Raises InvalidInput."""
    door: Door = validated(_front(text, path), Door)
    return door


def parse_page(text: str, path: str, language: str, key: str) -> PageSource:
    """Reads one page. Raises InvalidInput for front matter that is missing, malformed or unknown, and for text that
    nobody could read."""
    records = _front(text, path)
    front: FrontMatter = validated(records, FrontMatter)
    match = _FRONT.match(text)
    assert match is not None
    return PageSource(path, language, key, text, match.end(), front)


def _front(text: str, path: str) -> Records:
    if problems := list(bounds.exceeded(text, path)):
        raise InvalidInput(problems)
    match = _FRONT.match(text)
    if match is None:
        expected = "“---”, a “title:” and “---” at the very top of the page"
        raise InvalidInput([Problem(path, 1, "has no front matter", expected, "add it; CONTRIBUTING.md shows one")])
    if (control := CONTROL.search(text)) is not None:
        line, what = text.count("\n", 0, control.start()) + 1, f"holds the control character U+{ord(control[0]):04X}"
        raise InvalidInput([Problem(path, line, what, "text alone", "delete it; it often comes with text from a PDF")])
    records = parse(match[1], path, first_line=2)
    if not isinstance(records.data, dict):
        problem = Problem(path, 2, "the front matter is no list of “key: value”", "title: …", "write one key a line")
        raise InvalidInput([problem])
    return records
