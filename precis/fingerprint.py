"""Assets under names that change with what they hold, so that browsers may keep them for good.

The plain names stay beside them, for whoever links to one: `assets/precis.css` and `assets/precis.1f2e3d4c5b.css`.
"""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections.abc import Mapping
from urllib.parse import unquote, urlsplit

KINDS = (".woff2", ".svg", ".png", ".webp", ".js", ".css")
"In this order, so that style sheets name fonts and pictures by their new names."
DIGITS = 10
NAMED = re.compile(rf"\.[0-9a-f]{{{DIGITS}}}\.[a-z0-9]+$")
"What has such a name already."
_TAG = re.compile(r"<(?:link|script|img|source|image|use)\b[^>]*>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""(?<=[\s"'])((?:href|src)=)(["'])([^"']+)\2""")
_URL = re.compile(r"""(url\()(["']?)([^"')]+)\2(?=\))""")


def fingerprinted(assets: Mapping[str, bytes]) -> dict[str, tuple[str, bytes]]:
    """Files by their path in the site, each with its new path and what stands there; others are left out."""
    renamed: dict[str, tuple[str, bytes]] = {}
    for kind in KINDS:
        for path in sorted(path for path in assets if path.endswith(kind)):
            names = {old: new for old, (new, _) in renamed.items()}
            data = assets[path]
            if kind == ".css":
                data = _rewritten(_URL, data.decode("utf-8"), f"/{path}", names).encode("utf-8")
            renamed[path] = (name(path, hashlib.sha256(data).hexdigest()), data)
    return renamed


def referring(html: str, path: str, names: Mapping[str, str], base: str = "/") -> str:
    """A page with the new names of the assets that it loads. `base` is the path at which the site is published.

    Only what tags load is changed, never text; relative addresses stay relative.
    """
    here = posixpath.join(base, path)
    placed = {posixpath.join(base, old).lstrip("/"): new for old, new in names.items()}
    return _TAG.sub(lambda tag: _rewritten(_ATTRIBUTE, tag[0], here, placed), html)


def _rewritten(pattern: re.Pattern[str], text: str, here: str, names: Mapping[str, str]) -> str:
    """References in the pattern’s third group lead to the new names; their folders stay as they were written."""

    def changed(match: re.Match[str]) -> str:
        before, quote, reference = match.groups()
        parts = urlsplit(reference)
        target = posixpath.normpath(posixpath.join(posixpath.dirname(here), unquote(parts.path))).lstrip("/")
        if parts.scheme or parts.netloc or target not in names:
            return match[0]
        path = posixpath.join(posixpath.dirname(parts.path), posixpath.basename(names[target]))
        after = reference[len(parts.path) :]
        return f"{before}{quote}{path}{after}{quote}"

    return pattern.sub(changed, text)


def name(path: str, digest: str) -> str:
    """The path with the beginning of a digest (hexadecimal) before its suffix."""
    stem, suffix = posixpath.splitext(path)
    return f"{stem}.{digest[:DIGITS]}{suffix}"
