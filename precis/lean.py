"""Files as they are published, without what readers would load in vain: comments on lines of their own and indentation
in style sheets, scripts and pages; in pages what is said to the search’s index alone, and end tags
that HTML does without."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import PurePosixPath

_SPARED: Mapping[str, re.Pattern[str]] = {
    ".css": re.compile(r"/\*.*?\*/\s*|(?<=\n)\s+", re.DOTALL),
    ".js": re.compile(r"^\s*//.*\n|^[ \t]+", re.MULTILINE),
}
"By suffix; no text of ours breaks lines within a string."
_KEPT = re.compile(r"(<(?:pre\b.*?</pre|textarea\b.*?</textarea|script\b.*?</script|style\b.*?</style)>)", re.DOTALL)
_INDENTED = re.compile(r"\n\s+")
_INDEXED = re.compile(r""" data-pagefind-[a-z]+(?:="[^"]*")?(?=[ >\n])""")
_BLOCKS = (
    r"article|aside|blockquote|details|dialog|div|dl|figure|footer|form|h\d|header|main|nav|ol|p|pre|section|table|ul"
)
_HOLDERS = "article|blockquote|body|dd|details|dialog|div|figcaption|figure|footer|form|header|li|main|nav|section|td"
_ENDS = re.compile(
    rf"</li>(?=\s*(?:<li\b|</[ou]l>))|</dt>(?=\s*<d[dt]\b)|</dd>(?=\s*(?:<d[dt]\b|</d(?:l|iv)>))"
    rf"|</p>\s*(?=(?:<(?:{_BLOCKS})\b|</(?:{_HOLDERS})>))"
)
"Where what follows ends the element as well: another one of its kind, a block, the end of what holds them."


def lean(path: str, data: bytes) -> bytes:
    """The file as browsers need it; others than those stay as they are."""
    spared = _SPARED.get(PurePosixPath(path).suffix)
    return data if spared is None else spared.sub("", data.decode("utf-8")).encode("utf-8")


def page(html: str) -> str:
    """The page as browsers need it, once the search has its index; the same elements with the same text."""
    parts = _KEPT.split(html)
    parts[::2] = map(_spared, parts[::2])
    return "".join(parts)


def _spared(part: str) -> str:
    """Of a part of a page without preformatted text: its lines begin at the margin."""
    part = _INDENTED.sub("\n", part)
    found = _INDEXED.sub(lambda match: "" if _in_tag(part, match.start()) else match[0], part)
    return _ENDS.sub("", found)


def _in_tag(part: str, at: int) -> bool:
    return part.rfind("<", 0, at) > part.rfind(">", 0, at)
