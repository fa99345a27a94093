"""The element of a web page that holds the article's text, by what trafilatura takes for it."""

from __future__ import annotations

import logging
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from copy import deepcopy

import trafilatura
from lxml.html import HtmlElement

from precis.intake.dom import DROPPED, HEADINGS, Weights, inside, key, named, said

logging.getLogger("trafilatura").addHandler(logging.NullHandler())  # it tells what it discards; we keep that ourselves
logging.getLogger("htmldate").addHandler(logging.NullHandler())
_LETTERS = re.compile(r"[\W_]+")
_SHORTEST = 25
"Letters of a paragraph that is looked for."
_LONGEST = 800
"Letters of a standfirst."
_MOST = 0.9
"Share of the text that the element must hold."
_MOST_LINKED = 0.5
_NAMED = re.compile(
    r"(?<![a-z])(?:article-?(?:body|text|content)|(?:entry|post|story|page)-?(?:body|content|text)|corps|fulltext)(?![a-z])"
)
STANDFIRST = re.compile(
    r"(?<![a-z])(?:standfirst|chap[oô]|chapeau|lede|dek|deck|excerpt|accroche|sous-titre|sub-?title|sub-?headline"
    r"|description)(?![a-z])"
    r"|(?<!\S)(?:(?:article|post|story|entry)-+)?(?:lead|intro|introduction|summary)(?!\S)"
)
_LINES = frozenset({"p", "li", "dt", "dd", *HEADINGS})
"What is part of a text, not its container."
_WORDLESS = DROPPED | {"title"}
_SCOPES = frozenset({"article", "main"})


def body(root: HtmlElement, weights: Weights, description: str = "") -> HtmlElement:
    """The smallest element that holds the text; the likeliest one where trafilatura finds none."""
    beside = _standfirsts(root, key(description), weights)
    held = _held(root, _paragraphs(root), beside)
    if not held:
        return _likeliest(root, weights)
    found, within = root, [root]
    while within:
        found = within[0]
        within = [child for child in found if held[child] >= _MOST * held[root]]
    return _around(found, held, weights)


def _paragraphs(root: HtmlElement) -> list[str]:
    """The letters of each paragraph that trafilatura keeps."""
    try:
        document = trafilatura.bare_extraction(deepcopy(root), include_comments=False, with_metadata=False)
    except Exception:  # it was not written for hostile pages
        return []
    text = getattr(document, "body", None)
    if text is None:
        return []
    kept = ("".join(part.itertext()) for part in text.iter("p", "head", "item", "quote", "cell", "code"))
    return [letters for letters in (_LETTERS.sub("", part) for part in kept) if len(letters) >= _SHORTEST]


def _held(root: HtmlElement, paragraphs: list[str], beside: set[HtmlElement]) -> Counter[HtmlElement]:
    """How many letters of the paragraphs stand in each element."""
    nodes = list(_texts(root, beside))
    starts, letters = [0], []
    for _, text in nodes:
        letters.append(text)
        starts.append(starts[-1] + len(text))
    whole, place, owners = "".join(letters), 0, Counter[HtmlElement]()
    for paragraph in paragraphs:
        found = whole.find(paragraph, place)
        found = whole.find(paragraph) if found < 0 else found
        if found >= 0:
            place = found + len(paragraph)
            for at in range(bisect_right(starts, found) - 1, bisect_right(starts, place - 1)):
                owners[nodes[at][0]] += len(nodes[at][1])
    held = Counter[HtmlElement]()
    for owner, many in owners.items():
        held[owner] += many
        for ancestor in owner.iterancestors():
            held[ancestor] += many
    return held


def _texts(root: HtmlElement, beside: set[HtmlElement]) -> Iterator[tuple[HtmlElement, str]]:
    """The letters of each text and the element it stands in."""
    for text in root.xpath("//text()"):
        parent = text.getparent()
        owner = parent.getparent() if text.is_tail else parent
        if isinstance(getattr(owner, "tag", None), str) and owner.tag not in _WORDLESS and owner not in beside:
            yield owner, _LETTERS.sub("", text)


def _standfirsts(root: HtmlElement, description: str, weights: Weights) -> set[HtmlElement]:
    """Elements of standfirsts, which may stand apart from the text."""
    found = (one for one in inside(root) if one.tag in ("p", "div", "h2") and 0 < weights.of(one) < _LONGEST)
    standfirsts = (
        one for one in found if STANDFIRST.search(named(one)) or (description and key(said(one)) == description)
    )
    return {element for one in standfirsts for element in inside(one)}


def _around(found: HtmlElement, held: Counter[HtmlElement], weights: Weights) -> HtmlElement:
    """The element that the page names its text, or the one that holds all paragraphs."""
    parent = found.getparent()
    while found.tag in _LINES and parent is not None:
        found, parent = parent, parent.getparent()
    above = list(found.iterancestors())
    for ancestor in (found, *above):
        if _NAMED.search(named(ancestor)) and held[ancestor] <= held[found] / _MOST:
            return ancestor
    scope = next((place for place, one in enumerate(above) if one.tag in _SCOPES), -1)
    for place, ancestor in enumerate(above):
        if place > scope and _is_beside(found, ancestor, held, weights):
            break
        if held[ancestor] > held[found]:
            found = ancestor
    return found


def _is_beside(found: HtmlElement, around: HtmlElement, held: Counter[HtmlElement], weights: Weights) -> bool:
    """Whether what the element around it adds is no lead: paragraphs after it, as of boxes, or links before it."""
    path = {found, *found.iterancestors()}
    branch = next((child for child in around if child in path), None)
    if branch is None or any(held[one] for one in branch.itersiblings()):
        return True
    return any(held[one] and weights.linked(one) > _MOST_LINKED for one in branch.itersiblings(preceding=True))


def _likeliest(root: HtmlElement, weights: Weights) -> HtmlElement:
    for path in ("//*[@itemprop='articleBody']", "//article", "//main", "//*[@role='main']", "//body"):
        found: list[HtmlElement] = root.xpath(path)
        if found:
            return max(found, key=weights.of)
    return root
