"""What the sections of a page link to and show, named alike in all languages."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from urllib.parse import unquote

from precis.page import PageSource
from precis.segment import Segment, segments

_LINK = re.compile(r"(?P<picture>!?)\[[^\[\]]*\]\(\s*<?(?P<target>[^()\s<>]*)>?[^()]*\)")
_CODE = re.compile(r"^ {0,3}(`{3,}|~{3,}).*?^ {0,3}\1|(`+)[^`]+\2", re.DOTALL | re.MULTILINE)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
OWN = frozenset({"fact", "term", "chart"})
"Schemes compared elsewhere, or that differ with the words of a language."

Targets = Mapping[str, Mapping[str, int]]
"By section: each target with the first line that names it."


def targets(page: PageSource) -> Targets:
    """A page of the same language is named by its key, a picture by its path below its language's folder."""
    found: dict[str, dict[str, int]] = {}
    for segment in segments(page):
        there = found.setdefault(segment.section, {})
        text = page.text[segment.start : segment.end]
        for link in _LINK.finditer(_CODE.sub(lambda code: " " * len(code[0]), text)):
            name = _name(link["target"], page, picture=bool(link["picture"]))
            if name:
                there.setdefault(name, page.line_of(segment.start + link.start()))
    return found


def unnamed(page: PageSource) -> list[Segment]:
    """Headings of sections that state no id; ids made from words differ with the language."""
    return [one for one in segments(page) if one.kind == "heading" and re.fullmatch(r"\.\d+", one.section)]


def _name(target: str, page: PageSource, *, picture: bool) -> str:
    scheme = _SCHEME.match(target)
    if scheme:
        return "" if scheme[0][:-1].lower() in OWN else target
    path, _, anchor = unquote(target).partition("#")
    if not path and not picture:
        return f"#{anchor}"
    whole = posixpath.normpath(posixpath.join(page.language, posixpath.dirname(page.key), path))
    return whole.removeprefix(f"{page.language}/") + (f"#{anchor}" if anchor else "")
