"""What a web page tells machines of itself: the objects of its JSON-LD."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from lxml.html import HtmlElement

from precis.intake.decoding import cleaned
from precis.intake.dom import key
from precis.intake.escape import SPACE

_ARTICLE = re.compile(r"article|posting|report|review", re.IGNORECASE)
_DEEPEST = 20
"Levels of JSON-LD that are looked into."


def items(root: HtmlElement) -> list[dict[str, Any]]:
    """The objects of a page's JSON-LD; malformed ones are passed over."""
    found: list[dict[str, Any]] = []
    for script in root.xpath("//script[contains(@type, 'ld+json')]"):
        try:
            found += _objects(json.loads(script.text or "", strict=False))
        except (ValueError, RecursionError):
            continue
    return found


def _objects(data: object, depth: int = 0) -> Iterator[dict[str, Any]]:
    if depth > _DEEPEST:
        return
    if isinstance(data, dict):
        yield data
    for part in data.values() if isinstance(data, dict) else data if isinstance(data, list) else ():
        yield from _objects(part, depth + 1)


def names(value: object, people: dict[str, dict[str, Any]]) -> Iterator[str]:
    """Names of persons and organisations: texts, objects, references to objects, lists of them."""
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, dict):
            named = one if "name" in one else people.get(str(one.get("@id")), {})
            one = named.get("name")
        for name in one if isinstance(one, list) else [one]:
            if string(name):
                yield string(name)


def article(found: list[dict[str, Any]], called: str) -> dict[str, Any]:
    """The object that describes the article, not one of others that the page announces."""
    articles = [item for item in found if _ARTICLE.search(str(item.get("@type", "")))]
    same = [
        item
        for item in articles
        if key(string(item.get("headline"))) and key(string(item.get("headline"))) in key(called)
    ]
    return next(iter(same or articles), {})


def string(value: object) -> str:
    """A text in one line; empty where it is none."""
    return SPACE.sub(" ", cleaned(value)[0]).strip(" ") if isinstance(value, str) else ""
