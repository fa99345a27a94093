"""Where texts stand in a drawing as narrow as a phone, so that none covers another. Wider drawings have more room."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

STEP = 1.35
"From one line of text to the next, in em."
_SIGN, _PHONE = 0.56, 20.0
"Width of a sign, and of the narrowest drawing, in em."

Anchor = Literal["start", "middle", "end"]


@dataclass(slots=True)
class Places:
    taken: list[tuple[float, float, float]] = field(default_factory=list)
    "Start and end as shares of the width, and height in em."

    def free(self, text: str, x: float, height: float, step: float) -> float:
        """The first free height for a text at a share of the width, from one upwards, or down by a negative step."""
        start, end = extent(text, x)
        while any(start < other_end and other < end and abs(height - h) < STEP for other, other_end, h in self.taken):
            height += step
        self.taken.append((start, end, height))
        return height


def anchor(text: str, x: float) -> Anchor:
    """Around its place, or on the side of it where there is room."""
    half = _width(text) / 2
    if half <= x <= 1 - half:
        return "middle"
    return "start" if x < 0.5 else "end"


def extent(text: str, x: float) -> tuple[float, float]:
    """Where a text starts and ends, as shares of the width."""
    width = _width(text)
    start = {"start": x, "middle": x - width / 2, "end": x - width}[anchor(text, x)]
    return start, start + width


def _width(text: str) -> float:
    return (len(text) + 1) * _SIGN / _PHONE
