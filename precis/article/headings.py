"""Headings in a text that does not mark them: bare lines, scored by reasons that are said."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from precis.article.signs import Reason, reasons
from precis.article.surroundings import Place, Setting, is_numbered
from precis.intake.block import Block

LINE = 100
"Characters of a line that may be a heading."
SURE = 0.5
"Confidence from which a line is taken for a heading."
_ASIDE = frozenset({"left-out", "byline", "date"})


@dataclass(frozen=True, slots=True)
class Guess:
    at: int
    "Place among the article's blocks."
    text: str
    line: int | None
    reasons: tuple[Reason, ...]

    @property
    def confidence(self) -> float:
        """From 0 to 1."""
        return 1 / (1 + math.exp(-sum(reason.weight for reason in self.reasons)))

    @property
    def chosen(self) -> bool:
        return self.confidence >= SURE

    @property
    def speaking(self) -> list[str]:
        """What speaks for what was decided."""
        sign = 1 if self.chosen else -1
        return [reason.words for reason in self.reasons if reason.weight * sign > 0]


def guesses(blocks: Sequence[Block]) -> list[Guess]:
    """Every short line with its reasons, in order; chosen or not."""
    kept = [i for i, block in enumerate(blocks) if block.role not in _ASIDE]
    setting = Setting([blocks[i] for i in kept])
    found = [(n, Guess(i, blocks[i].text, blocks[i].line, ())) for n, i in enumerate(kept) if _is_line(blocks[i])]
    scored = [(n, replace(guess, reasons=tuple(reasons(_place(n, setting))))) for n, guess in found]
    runs = _runs(setting)
    return _alike([replace(one, reasons=(*one.reasons, *_listed(n, runs))) for n, one in scored], setting)


def _is_line(block: Block) -> bool:
    return block.role == "paragraph" and len(block.text) <= LINE


def _place(n: int, setting: Setting) -> Place:
    before = setting.blocks[n - 1] if n else None
    after = setting.blocks[n + 1] if n + 1 < len(setting.blocks) else None
    return Place(setting.blocks[n], before, after, setting)


def _runs(setting: Setting) -> list[tuple[int, int]]:
    """Start and end of three short lines or more in a row."""
    short = [block.role == "paragraph" and not setting.is_prose(block) for block in setting.blocks]
    edges = [i for i in range(len(short) + 1) if (i < len(short) and short[i]) != (i > 0 and short[i - 1])]
    return [(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True) if b - a > 2]


def _listed(n: int, runs: Sequence[tuple[int, int]]) -> Iterator[Reason]:
    """Such lines are a list; the last one may head the paragraph below."""
    for start, end in runs:
        if start <= n < end:
            yield Reason(-0.4 if n == end - 1 else -2.4, f"it is one of {end - start} short lines in a row")


def _alike(found: Sequence[Guess], setting: Setting) -> list[Guess]:
    """Headings of one article look alike: what the likely ones share speaks for the others, and against."""
    styles: Mapping[str, Callable[[str], bool]] = {
        "questions": lambda text: text.endswith("?") and not setting.is_speech(text),
        "in capitals": lambda text: text == text.upper() and any(sign.isalpha() for sign in text),
        "numbered": is_numbered,
        "ended by a colon": lambda text: text.endswith(":"),
    }
    result = []
    for guess in found:
        others = [other.text for other in found if other.chosen and other is not guess]
        more = [one for name, has in styles.items() if (one := _alike_in(name, has, guess.text, others))]
        result.append(replace(guess, reasons=(*guess.reasons, *more)))
    return result


def _alike_in(name: str, has: Callable[[str], bool], text: str, others: Sequence[str]) -> Reason | None:
    share = sum(map(has, others))
    if len(others) < 2:
        return None
    if has(text):
        return Reason(0.9, f"the others are {name}, too") if share >= len(others) * 0.6 else None
    if share < len(others):
        return None
    if name != "questions":
        return Reason(-1.6, f"the others are {name}")
    return Reason(-0.4, f"the others are {name}") if len(others) > 2 else None
