"""Files compressed once, when the site is built, for servers that hand them out as they are."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Mapping
from types import MappingProxyType

import brotli

KINDS = frozenset(
    {".html", ".css", ".js", ".json", ".jsonld", ".csv", ".svg", ".xml", ".txt", ".md", ".bib", ".atom", ".webmanifest"}
)
"Text, by suffix: fonts, pictures and Pagefind’s files are compressed already."
LEAST = 1400
"Bytes: what is smaller takes one packet, compressed or not."


def gzipped(data: bytes, level: int = 6) -> bytes:
    """The same bytes give the same, by every Python: since 3.13 the header names no system, and here it never does."""
    packed = gzip.compress(data, level, mtime=0)
    return packed[:9] + b"\xff" + packed[10:]


METHODS: Mapping[str, Callable[[bytes], bytes]] = MappingProxyType(
    {
        ".gz": gzipped,
        # 10 would gain a tenth more, in thirty times the time: a fifth of a large site's build. No page fills a window.
        ".br": lambda data: brotli.compress(data, quality=8, lgwin=16),
    }
)


def compressed(data: bytes) -> Mapping[str, bytes]:
    """What stands beside a file, by the suffix added to its name; the same bytes give the same."""
    if len(data) < LEAST:
        return {}
    made = {suffix: method(data) for suffix, method in METHODS.items()}
    return {suffix: packed for suffix, packed in made.items() if len(packed) < len(data)}
