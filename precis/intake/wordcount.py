"""Words as they are counted to show that none is lost."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060-\u2064\ufeff\u061c\u202a-\u202e\u2066-\u2069]")
_WORD = re.compile(r"[^\W_]+")


def words(*texts: str) -> Counter[str]:
    """Runs of letters and digits, composed (NFC), without soft hyphens and other signs that nobody sees."""
    return Counter(word for text in texts for word in listed(text))


def listed(text: str) -> list[str]:
    """The same in their order."""
    return _WORD.findall(_INVISIBLE.sub("", unicodedata.normalize("NFC", text)))
