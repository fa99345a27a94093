"""Builds SVG whose text never shrinks: places across in per cent of the width, places down and sizes in em.

Such a drawing has no `viewBox`, so that only what is measured in per cent grows with the page. Its colours are classes.
"""

from __future__ import annotations

import textwrap
import unicodedata

from lxml import etree
from lxml.etree import _Element as Element

LINE = 1.45
"Height of a line of text, in em."
NARROW = 32
"Signs that surely fit beside each other in the width of a small phone."


def canvas(height: float) -> Element:
    """An empty drawing as wide as its place; its height is in em of its text."""
    return etree.Element("svg", {"width": "100%", "height": em(height)})


def element(tag: str, text: str = "", /, **attributes: str) -> Element:
    """`class_` stands for `class`; empty attributes are left out."""
    named = {name.rstrip("_"): value for name, value in attributes.items() if value}
    made = etree.Element(tag, named)
    made.text = text or None
    return made


def add(parent: Element, tag: str, text: str = "", /, **attributes: str) -> Element:
    """The same, within another."""
    made = element(tag, text, **attributes)
    parent.append(made)
    return made


def em(number: float) -> str:
    return f"{_short(number)}em"


def per_cent(share: float) -> str:
    """Of the width, from its share (0 to 1)."""
    return f"{_short(share * 100)}%"


def across(share: float, *, rtl: bool) -> str:
    """A place counted from where lines begin: the right edge in right-to-left languages."""
    return per_cent(1 - share if rtl else share)


def lines(text: str, width: int = NARROW) -> list[str]:
    """The text in lines of about one length that fit the narrowest page; signs as broad as Chinese ones count twice."""
    broad = any(unicodedata.east_asian_width(sign) in "WF" for sign in text)
    width = width // 2 if broad else width
    found = _wrapped(text, width)
    while width > 1 and len(found) > 1 and len(narrower := _wrapped(text, width - 1)) == len(found):
        found, width = narrower, width - 1
    return found


def markup(root: Element) -> str:
    return etree.tostring(root, encoding="unicode", with_tail=False)


def _wrapped(text: str, width: int) -> list[str]:
    return textwrap.wrap(text, width, break_on_hyphens=False)


def _short(number: float) -> str:
    return f"{number:.2f}".rstrip("0").rstrip(".") or "0"
