"""How long a text takes to read."""

from __future__ import annotations

import re

from precis.language import Language

_WORD = re.compile(r"\w+(?:[.,'’\u00a0\u202f-]\w+)*")
"""A word with what hangs on it, or a number with its separators."""


def words(text: str) -> int:
    return len(_WORD.findall(text))


def minutes(count: int, language: Language) -> int:
    """Whole minutes, at least one, at the speed at which the language is read silently."""
    return max(1, round(count / language.words_a_minute))
