"""An article as it was read: its texts one after the other, each with what it is."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Literal

Role = Literal[
    "title", "standfirst", "byline", "date", "heading", "paragraph", "list", "quote", "table", "code", "left-out"
]
Format = Literal["text", "html", "markdown", "docx", "ninjs"]


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, a heading, a whole list or table, or what does not belong to the article."""

    role: Role
    text: str
    "As a reader sees it, without mark-up, each run of white space one space."
    markdown: str = ""
    "The same as Markdown that is safe in a page; as the text where empty."
    level: int = 0
    "Of a heading: 1 to 6."
    line: int | None = None
    "1-based, where the input has lines that people count."
    reason: str = ""
    "Why it is left out, or taken for what it is."
    bold: bool = False
    "Whether all its words stand out: the mark of a heading where there is no better one."
    apart: bool = True
    "Whether a blank line, or the beginning, stands before it."


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the file says of the article besides its text; empty where it says nothing."""

    title: str = ""
    description: str = ""
    authors: tuple[str, ...] = ()
    issued: str = ""
    "EDTF: 2015-07-29."
    outlet: str = ""
    "The newspaper, agency or site."
    url: str = ""
    "http or https."
    language: str = ""
    "BCP 47 tag as the file has it."


@dataclass(frozen=True, slots=True)
class Article:
    format: Format
    blocks: tuple[Block, ...]
    "Every text of the input in its order, what is left out too."
    words: Counter[str]
    "Every word of the input, counted by another way than the blocks were made: `precis.intake.wordcount.words`."
    structured: bool
    "Whether the file itself marks its headings."
    metadata: Metadata = field(default_factory=Metadata)
    encoding: str = ""
    "Of the file; empty where its format fixes it."
    guessed: str = ""
    "Why that encoding, where the file does not say it."
    notes: tuple[str, ...] = ()
    "What the editor should know: scripts dropped, addresses refused."
