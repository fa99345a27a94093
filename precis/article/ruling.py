"""Headings as an editor wants them: a line each, where need be with the words that it goes before."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from precis.intake.block import Block
from precis.problems import InvalidInput, Problem
from precis.words import plain

LEVEL = 2
"Of the headings that an editor names, where the article marks none."
_REPAIR = "copy the line from the article; a new heading is written as “Heading | the first words it goes before”"


@dataclass(frozen=True, slots=True)
class Line:
    words: str
    before: str = ""
    "First words of the paragraph before which the heading is added; empty where the words are a line of the article."
    number: int | None = None
    "Of the line in its file."

    def __str__(self) -> str:
        return f"{self.words} | {self.before}" if self.before else self.words


@dataclass(frozen=True, slots=True)
class Ruling:
    """All headings of sections; other lines head none."""

    lines: tuple[Line, ...]
    path: str = "headings"
    "For messages."

    def __str__(self) -> str:
        return "".join(f"{line}\n" for line in self.lines)


def parse_ruling(text: str, path: str) -> Ruling:
    """A heading a line; empty lines and lines that begin with `# ` do not count."""
    lines = ((number, line.strip()) for number, line in enumerate(text.split("\n"), 1))
    return Ruling(tuple(_line(line, number) for number, line in lines if line and not line.startswith("# ")), path)


def _line(line: str, number: int) -> Line:
    words, _, before = line.partition("|")
    return Line(words.strip(), before.strip(), number)


def ruled(blocks: Sequence[Block], ruling: Ruling) -> list[Block]:
    """The blocks with these headings and no others. Raises InvalidInput with every line that is not found."""
    level = min((block.level for block in blocks if block.role == "heading"), default=LEVEL)
    found = [_unmade(block, level) for block in blocks]
    added: dict[int, list[Block]] = {}
    problems, at = [], 0
    for line in ruling.lines:
        place = _place(found, line, at)
        if place is None:
            problems.append(_unknown(found, line, ruling.path))
            continue
        at = place
        if line.before:
            added.setdefault(place, []).append(Block("heading", line.words, level=level, reason=ADDED))
        else:
            found[place] = replace(found[place], role="heading", level=level, reason=CHOSEN)
    if problems:
        raise InvalidInput(problems)
    return [one for i, block in enumerate(found) for one in (*added.get(i, ()), block)]


ADDED = "the editor added it"
CHOSEN = "the editor chose it"


def _unmade(block: Block, level: int) -> Block:
    """A heading of sections as a paragraph; those below stay."""
    heads = block.role == "heading" and block.level == level
    return replace(block, role="paragraph", level=0, reason="") if heads else block


def _place(blocks: Sequence[Block], line: Line, start: int) -> int | None:
    """From where the last heading was found; what the program left out may be named, too."""
    wanted = _folded(line.before or line.words)
    for i, block in enumerate(blocks[start:], start):
        said = _folded(block.text)
        if said == wanted or (line.before and said.startswith(wanted) and block.role != "left-out"):
            return i
    return None


def _unknown(blocks: Iterable[Block], line: Line, path: str) -> Problem:
    said = line.before or line.words
    lines = [block.text[: len(said) + 20] for block in blocks]
    near = difflib.get_close_matches(said, lines, 1, 0.6)
    expected = (
        f"a line of the article, in its order, such as “{near[0]}”" if near else "a line of the article, in order"
    )
    return Problem(path, line.number, f"“{said}” is not in the article", expected, _REPAIR)


def _folded(text: str) -> str:
    return " ".join(plain(text).casefold().split())
