"""SVG files that are published as they are: opened by themselves, they could run scripts and call other hosts."""

from __future__ import annotations

import re

from lxml import etree

_ACTIVE = frozenset(
    {"script", "handler", "listener", "foreignObject", "iframe", "embed", "object", "video", "audio", "set"}
    | {"animate", "animateMotion", "animateTransform"}
)
_ELSEWHERE = re.compile(r"url\(\s*['\"]?(?!#)|@import", re.IGNORECASE)
_PICTURE = re.compile(r"#|data:image/(?:png|jpeg|gif|webp);base64,", re.IGNORECASE)
_LINKS = re.compile(r"#|https?://", re.IGNORECASE)


def wrong(data: bytes) -> str:
    """What is wrong with an SVG file; empty where nothing is."""
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        return "has a document type"
    try:
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    except (etree.XMLSyntaxError, ValueError):
        return "is no well-formed SVG"
    if list(root.xpath("preceding-sibling::processing-instruction()")):
        return "loads a style sheet"
    return next((what for element in root.iter() if (what := _of(element))), "")


def _of(element: etree._Element) -> str:
    if not isinstance(element.tag, str):
        return "" if isinstance(element, etree._Comment) else "has an instruction for programs"
    name = etree.QName(element).localname
    if name in _ACTIVE:
        return f"has the element <{name}>"
    if name == "style" and _ELSEWHERE.search(element.text or ""):
        return "loads other files from its styles"
    return next((what for key, value in element.attrib.items() if (what := _attribute(name, str(key), str(value)))), "")


def _attribute(tag: str, key: str, value: str) -> str:
    name = etree.QName(key).localname
    if name.lower().startswith("on"):
        return f"has the attribute “{name}”"
    if name in {"href", "src"} and not (_LINKS if tag == "a" else _PICTURE).match(value):
        return f"leads to “{value[:80]}”"
    return f"loads another file in “{name}”" if _ELSEWHERE.search(value) else ""
