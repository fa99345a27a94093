"""Builds SVG whose text never shrinks: places across in per cent of the width, places down and sizes in em.

Such a drawing has no `viewBox`, so that only what is measured in per cent grows with the page. Its colours are classes.
"""

from __future__ import annotations

from lxml import etree
from lxml.etree import _Element as Element

LINE = 1.45
"Height of a line of text, in em."
NARROW = 32
"Signs that surely fit beside each other in the width of a small phone."


def canvas(height: float) -> Element:
    """An empty drawing as wide as its place; its height is in em of its text."""
    return etree.Element("svg", {"width": "100%", "height": em(height)})


def add(parent: Element, tag: str, text: str = "", /, **attributes: str) -> Element:
    """Adds an element; an underscore at the end of an attribute's name is dropped, others become hyphens."""
    names = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
    element = etree.SubElement(parent, tag, {name: value for name, value in names.items() if value})
    element.text = text or None
    return element


def em(number: float) -> str:
    return f"{_short(number)}em"


def per_cent(share: float) -> str:
    """Of the width, from its share (0 to 1)."""
    return f"{_short(share * 100)}%"


def across(share: float, *, rtl: bool) -> str:
    """A place counted from where lines begin: the right edge in right-to-left languages."""
    return per_cent(1 - share if rtl else share)


def markup(element: Element) -> str:
    return etree.tostring(element, encoding="unicode", with_tail=False)


def _short(number: float) -> str:
    return f"{number:.2f}".rstrip("0").rstrip(".") or "0"
