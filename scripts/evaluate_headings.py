"""Precision and recall of the importer on its public test set, tests/cases/articles/.

Usage: python scripts/evaluate_headings.py [--all]

Three folders: `plain`, bare-line articles by which the reasons were weighed; `heldout`, written by somebody else
afterwards (the first, blind run had a precision of 0.87 and a recall of 0.90; what it missed then changed the reasons,
too); `structured`: HTML, DOCX, Markdown, ninjs. --all names every difference. Each article goes through the importer's
own reading and division; every word of it is counted again.

What the set does not cover: languages other than English and French, articles of more than 700 words, tables of
contents, liveblogs, two articles in one file.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from precis.article.outline import Outline, divided
from precis.intake.block import Article
from precis.intake.file import read
from precis.intake.wordcount import words
from precis.language import Language
from precis.records import validated
from scripts import strings
from scripts.command import columns

FOLDER = Path(__file__).resolve().parent.parent / "tests/cases/articles"
TAGS = ("en", "fr")
SETS = ("plain", "heldout", "structured")


@dataclass(frozen=True, slots=True)
class Case:
    folder: str
    name: str
    expected: Mapping[str, Any]
    article: Article
    outline: Outline

    @property
    def marked(self) -> bool:
        """Whether the file marks its headings."""
        return str(self.expected.get("structure", "bare")) == "headings"

    @property
    def headings(self) -> Counter[str]:
        """Of all levels, as the importer has them."""
        inner = (block.text for part in self.outline.pages for block in part if block.role == "heading")
        return Counter(map(tidy, (*(section.title for section in self.outline.sections), *inner)))

    @property
    def wanted(self) -> Counter[str]:
        told = (one[1] if isinstance(one, list) else one for one in self.expected["headings"])
        return Counter(map(tidy, told))

    @property
    def conserved(self) -> bool:
        return words(*(block.text for block in self.article.blocks)) == self.article.words

    def differences(self) -> Iterator[str]:
        yield from (f"+ {text}" for text in self.headings - self.wanted)
        yield from (f"- {text}" for text in self.wanted - self.headings)
        names = ", ".join(self.expected["byline"].replace(" and ", ", ").replace(" et ", ", ").split(", "))
        standfirst = self.outline.standfirst.text if self.outline.standfirst else ""
        pairs = {
            "title": (self.outline.title, self.expected["title"]),
            "standfirst": (standfirst, self.expected["standfirst"]),
            "byline": (", ".join(self.outline.authors), names),
            "issued": (self.outline.issued, str(self.expected["issued"])),
        }
        for name, (got, want) in pairs.items():
            if tidy(got) != tidy(want):
                yield f"{name}: “{tidy(got)}” instead of “{tidy(want)}”"
        if not self.conserved:
            yield "words lost or added"


def cases() -> Iterator[Case]:
    known: dict[str, Language] = {tag: validated(strings.language(strings.ROOT, tag), Language) for tag in TAGS}
    for folder in SETS:
        for name, expected in yaml.safe_load((FOLDER / f"{folder}.yml").read_text("utf-8")).items():
            article = read((FOLDER / folder / name).read_bytes(), name)
            yield Case(folder, name, expected, article, divided(article, known[expected["language"]]))


def tidy(text: str) -> str:
    return " ".join(str(text).replace("\u00ad", "").split())


def main(arguments: list[str]) -> int:
    found = list(cases())
    print(columns([HEADER, *(row(*group) for group in groups(found))]))
    if "--all" in arguments:
        for case in found:
            for difference in case.differences():
                print(f"{case.folder}/{case.name}: {difference}")
    return 0


HEADER = ("set", "headings", "articles", "to find", "found", "right", "precision", "recall", "all words kept")


def groups(found: list[Case]) -> Iterator[tuple[str, str, list[Case]]]:
    for folder in SETS:
        for marked in (False, True):
            some = [case for case in found if case.folder == folder and case.marked is marked]
            if some:
                yield folder, "marked" if marked else "bare", some


def row(folder: str, kind: str, found: list[Case]) -> tuple[str, ...]:
    right, got, want = tally(found)
    kept = sum(case.conserved for case in found)
    shares = (f"{right / max(got, 1):.3f}", f"{right / max(want, 1):.3f}")
    return (folder, kind, *map(str, (len(found), want, got, right)), *shares, f"{kept} of {len(found)}")


def tally(found: list[Case]) -> tuple[int, int, int]:
    """Headings that are right, found, to find."""
    right = sum((case.headings & case.wanted).total() for case in found)
    return right, sum(case.headings.total() for case in found), sum(case.wanted.total() for case in found)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
