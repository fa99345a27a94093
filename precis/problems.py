"""What is wrong with the input, said so that an editor can repair it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal, ParamSpec, TypeVar

_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"Signs of quoted input and of names that a terminal would obey."
Severity = Literal["error", "warning", "note"]
P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Problem:
    path: str
    "File, relative to the project's folder, with forward slashes."
    line: int | None
    "1-based; None where the whole file is meant."
    what: str
    expected: str
    repair: str
    severity: Severity = "error"
    "A warning still publishes outside strict builds; a note, which only `scripts/check.py` tells, always does."

    @property
    def where(self) -> str:
        return self.path if self.line is None else f"{self.path}:{self.line}"

    def __str__(self) -> str:
        told = f"{self.where}: {self.what}\n    expected: {self.expected}\n    repair: {self.repair}"
        return _UNSEEN.sub(lambda sign: f"\\u{ord(sign[0]):04x}", told)


class InvalidInput(Exception):
    """Carries every problem found at one step, in the order of files and lines."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = ordered(problems)
        super().__init__("\n".join(map(str, self.problems)))


class LeadsOut(InvalidInput):
    """Files of the project stand elsewhere: nothing of it is read, or shown in a preview."""


def ordered(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Each problem once, by file and line."""
    return tuple(sorted(set(problems), key=lambda p: (p.path, p.line or 0, p.what, p.expected)))


class Collector:
    """Gathers problems of several steps, so that one build reports them all."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def attempt(self, step: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T | None:
        """The step's result, or None where its input was invalid (the problems are kept)."""
        try:
            return step(*args, **kwargs)
        except InvalidInput as invalid:
            self.problems.extend(invalid.problems)
            return None
