"""Where a section that is too long might be divided."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from precis.article.outline import LONG, Section
from precis.intake.block import Block
from precis.intake.wordcount import words

LENGTH = 450
"Words of the parts that are offered."
_TELLING = 4
"Letters from which a word tells what a paragraph is about."
_AROUND = 2
"Paragraphs on each side that are compared."


@dataclass(frozen=True, slots=True)
class Offer:
    """A paragraph before which a heading could stand."""

    section: str
    "Empty for the lead."
    words: int
    "Of the whole section."
    begins: str
    "The paragraph's first words, as a file of headings wants them."


def offers(section: Section) -> Iterator[Offer]:
    """Places that part a long section into pieces of readable length, where the subject changes most."""
    parts = math.ceil(section.words / LENGTH)
    texts = list(section.blocks)
    for number in range(1, parts if section.words > LONG else 0):
        wanted = section.words * number / parts
        places = [i for i in range(1, len(texts)) if texts[i].role == "paragraph" and texts[i - 1].role != "heading"]
        if places:
            best = min(places, key=lambda i: _badness(texts, i, wanted, section.words))
            yield Offer(section.title, section.words, " ".join(texts[best].text.split()[:6]))


def _badness(texts: list[Block], place: int, wanted: float, whole: int) -> float:
    """Distance from the place wanted, and how much the sides have in common; both from 0 to 1."""
    before = sum(len(block.text.split()) for block in texts[:place])
    left, right = (_subject(texts[a:b]) for a, b in ((max(0, place - _AROUND), place), (place, place + _AROUND)))
    return abs(before - wanted) / whole + len(left & right) / max(1, min(len(left), len(right))) / 2


def _subject(blocks: list[Block]) -> set[str]:
    return {word.lower() for block in blocks for word in words(block.text) if len(word) > _TELLING}
