"""Style sheets and scripts without what only their authors read: comments on lines of their own, indentation."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import PurePosixPath

_SPARED: Mapping[str, re.Pattern[str]] = {
    ".css": re.compile(r"/\*.*?\*/\s*|(?<=\n)\s+", re.DOTALL),
    ".js": re.compile(r"^\s*//.*\n|^[ \t]+", re.MULTILINE),
}
"By suffix; no text of ours breaks lines within a string."


def lean(path: str, data: bytes) -> bytes:
    """The file as browsers need it; others than those stay as they are."""
    spared = _SPARED.get(PurePosixPath(path).suffix)
    return data if spared is None else spared.sub("", data.decode("utf-8")).encode("utf-8")
