"""Parts of URLs, made from texts."""

from __future__ import annotations

import re
import unicodedata


def slug(text: str, longest: int = 0) -> str:
    """Small letters without accents, digits and hyphens; empty where nothing can be written in ASCII.

    `longest`: characters after which whole words are left out; 0 for no limit.
    """
    plain = unicodedata.normalize("NFKD", text.casefold().replace("œ", "oe").replace("æ", "ae"))
    letters = "".join(sign for sign in plain if not unicodedata.combining(sign))
    whole = re.sub(r"[^a-z0-9]+", "-", letters).strip("-")
    if not longest or len(whole) <= longest:
        return whole
    return whole[: longest + 1].rpartition("-")[0] or whole[:longest]
