"""The indentation and empty lines of templates, which readers would have to load."""

from __future__ import annotations

import re

_FOUND = re.compile(r"(?P<kept><(?P<tag>pre|textarea|script|style)\b.*?</(?P=tag)>)|\n\s+", re.DOTALL)


def without(html: str) -> str:
    """The same page, its lines begun at the margin; what is preformatted stays as it is."""
    return _FOUND.sub(lambda match: match["kept"] or "\n", html)
