"""Text made comparable, and regular expressions made from lists of words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from precis.numerals import TO_LATIN

_UNIFY = str.maketrans(
    {**dict.fromkeys("\u00a0\u202f\u2009\u2007\u2002\u2003", " "), "’": "'", "ʼ": "'", "‑": "-", "‐": "-", "−": "-"}
) | dict(TO_LATIN)


@lru_cache(maxsize=1000)
def plain(text: str) -> str:
    """The text with one kind of space, apostrophe, hyphen and digit; as long as the composed text (NFC)."""
    return unicodedata.normalize("NFC", text).translate(_UNIFY)


def line(text: str) -> str:
    """The same in one line: where a text is broken says nothing."""
    return plain(text).replace("\n", " ")


def one_of(words: Iterable[str]) -> str:
    """An expression for any of the words, the longest first; matches nothing where there are none."""
    ordered = sorted({plain(word) for word in words}, key=lambda word: (-len(word), word))
    return f"(?:{'|'.join(map(re.escape, ordered))})" if ordered else r"(?!)"


def particle(words: Iterable[str]) -> str:
    """An expression for one of the words with the space it needs, or nothing; those with an apostrophe need none."""
    return one_of(word if plain(word).endswith("'") else f"{word} " for word in words) + "?"


def blanked(text: str, expression: re.Pattern[str]) -> str:
    """The text with what matches replaced by as many spaces."""
    return expression.sub(lambda match: " " * len(match[0]), text)
