"""Files without what only their authors read: of style sheets and scripts comments on lines of their own and
indentation, of pages what the search index has taken from them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import PurePosixPath

_COMMENTS = re.compile(r"/\*.*?\*/\s*|(?<=\n)\s+", re.DOTALL)
_LINES = re.compile(r"^\s*//.*\n|^[ \t]+", re.MULTILINE)
"No text of ours breaks lines within a string."
_TAG = re.compile(r"""<[a-z](?:[^<>"']++|"[^"]*"|'[^']*')*+>""")
_INDEXED = re.compile(r"""("[^"]*"|'[^']*')|\sdata-pagefind-[a-z]+(?:="[^"]*")?""")


def lean(path: str, data: bytes) -> bytes:
    """The file as browsers need it; others than those stay as they are."""
    spared = _SPARED.get(PurePosixPath(path).suffix)
    return data if spared is None else spared(data.decode("utf-8")).encode("utf-8")


def _page(html: str) -> str:
    return _TAG.sub(lambda tag: _INDEXED.sub(r"\1", tag[0]) if " data-pagefind" in tag[0] else tag[0], html)


_SPARED: Mapping[str, Callable[[str], str]] = {
    ".css": lambda text: _COMMENTS.sub("", text),
    ".js": lambda text: _LINES.sub("", text),
    ".html": _page,
}
"By suffix."
