"""What the texts of an article are besides paragraphs: title, standfirst, byline, date, and what is no part of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from precis.article.opening import HEAD, opened
from precis.article.press_lines import SHORT, PressLines, is_trail
from precis.intake.block import Block
from precis.language import Language
from precis.words import plain

TAIL = 3
"Blocks at the end that may tell who wrote the article."
_QUOTES = "“”«»„\"‘’' .…"
_ASIDE = frozenset({"left-out", "byline", "date"})


@dataclass(frozen=True, slots=True)
class Recognised:
    blocks: tuple[Block, ...]
    authors: tuple[str, ...]
    issued: str
    "EDTF; empty where no line gives a full date."


def recognised(blocks: Sequence[Block], language: Language) -> Recognised:
    """Gives paragraphs that are something else their role, with the reason."""
    lines = PressLines(language)
    found = opened(list(_without_repeats([_outside(block, lines) for block in blocks])), lines)
    found = list(_signed(found, _writers(found, lines), lines))
    told = (block for i, block in enumerate(found) if block.role in {"date", "byline"} or _is_running_head(block, i))
    days = (lines.day(block.text) for block in told)
    return Recognised(tuple(found), _writers(found, lines), next(filter(None, days), ""))


def _outside(block: Block, lines: PressLines) -> Block:
    reason = lines.outside(block.text) if block.role == "paragraph" else ""
    return replace(block, role="left-out", reason=reason) if reason else block


def _without_repeats(blocks: Sequence[Block]) -> Iterator[Block]:
    """Pull quotes, which say again what a paragraph says, are left out."""
    texts = ["" if block.role == "left-out" else plain(block.text).lower() for block in blocks]
    for i, block in enumerate(blocks):
        said = texts[i].strip(_QUOTES)
        repeated = i > 0 and block.role == "paragraph" and 4 <= len(said.split()) <= 2 * SHORT
        if repeated and any(said in text for j, text in enumerate(texts) if j != i and len(text) > len(texts[i])):
            yield replace(block, role="left-out", reason="a pull quote: the words of a paragraph again")
        else:
            yield block


def _writers(found: Iterable[Block], lines: PressLines) -> tuple[str, ...]:
    bylines = (block.text for block in found if block.role == "byline")
    return tuple(dict.fromkeys(name for byline in bylines for name in lines.names(byline)))


def _signed(found: Sequence[Block], authors: Sequence[str], lines: PressLines) -> Iterator[Block]:
    """With a signature, or a line about the writer, at the end."""
    last = [i for i, block in enumerate(found) if block.role not in _ASIDE][-TAIL:]
    for i, block in enumerate(found):
        if i not in last or block.role != "paragraph" or len(block.text.split()) > SHORT:
            yield block
        elif lines.is_byline(block.text) or (not authors and lines.is_signature(block.text)):
            yield replace(block, role="byline", reason="a signature at the end")
        elif any(name in block.text for name in authors) and lines.names_role(block.text):
            yield replace(block, role="left-out", reason="about the writer")
        else:
            yield block


def _is_running_head(block: Block, place: int) -> bool:
    """Which has the day."""
    return place < HEAD and block.role == "left-out" and is_trail(block.text)
