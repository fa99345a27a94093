"""Inline SVG of a page as a file of its own, which can be printed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass

from lxml import etree, html
from lxml.html import HtmlElement

WIDTH, TEXT = 640, 14
"Of a drawing without a size of its own, and of its text, in its own units."
TALLEST = 640
"As tall as it may be, in the same units."
_NAMESPACE = "http://www.w3.org/2000/svg"
_EM = re.compile(r"([0-9.]+)(?:r?em)")
_CASES: Mapping[str, str] = {
    name.lower(): name
    for name in (
        *("viewBox", "preserveAspectRatio", "gradientUnits", "gradientTransform", "patternUnits", "patternTransform"),
        *("clipPathUnits", "maskUnits", "markerWidth", "markerHeight", "markerUnits", "refX", "refY", "textLength"),
        *("linearGradient", "radialGradient", "clipPath", "textPath", "lengthAdjust", "pathLength", "spreadMethod"),
    )
}
"Names that HTML does not tell apart by capitals, but SVG does."


@dataclass(frozen=True)
class Pictures:
    style: str = ""
    "Rules for the classes of drawings, as simple as SVG readers take them: no variables, no functions."

    def standalone(self, element: HtmlElement) -> str:
        """The drawing as text of an SVG file; empty for one that shows nothing, or is too tall for a page of a
        booklet: its table says the same."""
        if not len(element):
            return ""
        root = deepcopy(element)
        root.tail = None
        for one in root.iter():
            if isinstance(one.tag, str):
                one.tag = _CASES.get(one.tag, one.tag)
                for name in set(one.attrib) & set(_CASES):
                    one.set(_CASES[str(name)], one.attrib.pop(name))
        if _measure(root) > TALLEST:
            return ""
        root.set("xmlns", _NAMESPACE)
        rules = html.Element("style")
        rules.text = self.style
        root.insert(0, rules)
        return etree.tostring(root, encoding="unicode")

    def told(self, element: HtmlElement) -> str:
        """What it shows, in words: its label, its title, or the texts that label and describe it."""
        named = [element.get("aria-label", ""), *(one.text or "" for one in element.iter("title"))]
        ids = f"{element.get('aria-labelledby', '')} {element.get('aria-describedby', '')}".split()
        root = element.getroottree().getroot()
        labels = [str(one.text_content()) for name in ids for one in root.xpath("//*[@id=$name]", name=name)]
        return " ".join(" ".join(filter(None, [*named[:1], *labels]) or named).split()) or " ".join(element.itertext())


def _measure(root: HtmlElement) -> float:
    """Lengths that a page gives by its own width and letters become numbers. Gives the height where it is known."""
    root.set("font-size", root.get("font-size", str(TEXT)))
    if root.get("viewBox") and not root.get("height", "").strip("0123456789."):
        return 0
    height = _EM.fullmatch(root.get("height", ""))
    root.set("width", str(WIDTH))
    tall = float(height[1]) * TEXT if height else WIDTH / 2
    root.set("height", f"{tall:.0f}")
    return tall
