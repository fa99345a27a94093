"""Written words compared: with their accents and capitals, but for what writers leave out or change at will.

Capital letters may lack their accents or carry them (Etat, État, ÉTAT); œ is oe, ß is ss; vowel marks of scripts
without capitals (Arabic, Hebrew), soft hyphens and other signs without width do not count.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from functools import lru_cache

from precis.term import Capitals
from precis.words import plain

MARKS = "".join(chr(n) for n in range(0x300, 0x3100) if unicodedata.category(chr(n))[0] == "M")
"Signs that belong to the letter before them."
INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060"
_LETTERS = str.maketrans({"œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE", "ß": "ss", "ẞ": "SS"} | dict.fromkeys(INVISIBLE))
_CACHED = 1 << 16
"Words kept."


def skeleton(word: str) -> str:
    """The word without capitals, accents and marks: the same for all its spellings, and for some other words."""
    return SKELETONS[word]


class _Skeletons(dict[str, str]):
    """Skeletons of the words met so far; a mapping is faster than a call, and texts use few words often."""

    def __missing__(self, word: str) -> str:
        if len(self) >= _CACHED:
            self.clear()
        self[word] = made = "".join(base for base, _, _ in _letters(word))
        return made


SKELETONS: Mapping[str, str] = _Skeletons()


def same(label: tuple[str, ...], found: tuple[str, ...], capitals: Capitals) -> bool:
    """Whether words with the same skeletons are the label, in its spelling and with its capitals."""
    if label == found:
        return True
    if capitals == "same":
        return [_composed(word) for word in label] == [_composed(word) for word in found]
    return all(map(_same_accents, label, found)) and _CAPITALS[capitals](label, found)


def spaced(text: str) -> str:
    """The text with one kind of space, apostrophe and accent, and spaces for hyphens."""
    return " ".join(plain(text).replace("-", " ").translate(_LETTERS).split())


@lru_cache(_CACHED)
def _letters(word: str) -> tuple[tuple[str, str, bool], ...]:
    """Of each letter: its small base letter, its accents, and whether these may be left out."""
    letters: list[tuple[str, str, bool]] = []
    for sign in unicodedata.normalize("NFD", word.translate(_LETTERS)):
        if letters and unicodedata.combining(sign):
            base, accents, free = letters.pop()
            letters.append((base, accents + sign, free))
        else:
            small = sign.casefold()
            letters.append((small, "", small != sign or sign == sign.upper()))
    return tuple(letters)


def _same_accents(label: str, found: str) -> bool:
    return all(
        free or ours == theirs for (_, ours, _), (_, theirs, free) in zip(_letters(label), _letters(found), strict=True)
    )


def _kept(label: Sequence[str], found: Sequence[str]) -> bool:
    """Capitals where the label has them; others at the start of its first word and in words all in capitals."""
    return all(
        theirs.isupper() or _cased(theirs) == _cased(ours) or (not place and _cased(theirs) == _opening(ours))
        for place, (ours, theirs) in enumerate(zip(label, found, strict=True))
    )


def _exact(label: Sequence[str], found: Sequence[str]) -> bool:
    first, *rest = map(_cased, found)
    return first in {_cased(label[0]), _opening(label[0])} and rest == list(map(_cased, label[1:]))


@lru_cache(_CACHED)
def _cased(word: str) -> tuple[bool, ...]:
    """Which letters are capitals."""
    return tuple(sign.isupper() for sign in unicodedata.normalize("NFD", word.translate(_LETTERS)) if sign.isalnum())


def _opening(word: str) -> tuple[bool, ...]:
    """The word's capitals at the start of a sentence."""
    return (word[:1].isalpha(), *_cased(word)[1:])


def _composed(word: str) -> str:
    return unicodedata.normalize("NFC", word)


_CAPITALS = {"any": lambda label, found: True, "kept": _kept, "exact": _exact}  # noqa: ARG005 - a table of one type
