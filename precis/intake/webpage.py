"""A web page read: what is the article, what stands beside it, and what the page says of itself."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from urllib.parse import urljoin

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from precis.intake.address import Addresses, is_web
from precis.intake.block import Article, Block, Metadata
from precis.intake.body import body
from precis.intake.decoding import Decoded
from precis.intake.dom import BODY, OUT, ROLE, Weights, counted, inside, key, said
from precis.intake.furniture import Furniture
from precis.intake.head import Head, title
from precis.intake.statement import day, statement
from precis.intake.walk import Walk
from precis.intake.wordcount import words
from precis.problems import InvalidInput, Problem

_SUPERSCRIPT = str.maketrans("0123456789+-−–()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁽⁾")
_POWER = re.compile(r"[0-9+−–-]{1,3}")
_NAMES = {"script": "script", "style": "style sheet", "template": "template", "comment": "comment", "pi": "instruction"}


@dataclass(frozen=True, slots=True)
class Reading:
    """What a tree gave: the same for pages and for what other formats are turned into."""

    blocks: tuple[Block, ...]
    counted: str
    notes: tuple[str, ...]


def read(decoded: Decoded, name: str) -> Article:
    """Raises InvalidInput where the page is nested too deeply to be read without loss, or holds nothing."""
    root = tree(decoded.text, name)
    stated = statement(root)
    weights = Weights(root)
    found = body(root, weights, stated.metadata.description)
    found.set(BODY, "")
    heading = title(root, found, stated, weights)
    Furniture(found, heading, weights).mark(root)
    Head(found, heading, stated, weights).mark(root)
    _mark_again(found, heading)
    reading = walked(root, _base(root, stated.metadata))
    if not reading.blocks:
        raise InvalidInput([_nothing(name)])
    return Article(
        format="html",
        blocks=reading.blocks,
        words=words(reading.counted),
        structured=any(block.role == "heading" for block in reading.blocks),
        metadata=_dated(stated.metadata, root),
        encoding=decoded.encoding,
        guessed=decoded.guessed,
        notes=(*decoded.notes, *reading.notes),
    )


def tree(text: str, name: str) -> HtmlElement:
    """The page's elements, with powers in their own signs; InvalidInput where they are nested too deeply."""
    parser = HTMLParser(encoding="utf-8", huge_tree=True)
    try:
        root = document_fromstring(text.encode("utf-8"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, AssertionError):  # nothing but comments, or not even those
        root = document_fromstring("<html><body></body></html>")
    too_deep = next((entry for entry in parser.error_log if "xcessive depth" in entry.message), None)
    if too_deep is not None:
        raise InvalidInput([_too_deep(name, too_deep.line)])
    _join(root)
    for power in root.iter("sup"):
        _raise(power)
    return root


def walked(root: HtmlElement, base: str = "", *, counts_lines: bool = True) -> Reading:
    addresses = Addresses(base)
    walk = Walk(addresses, counts_lines=counts_lines)
    blocks = walk.through(root)
    dropped = [f"{many} {_NAMES[what]}{'s' if many > 1 else ''}" for what, many in sorted(walk.dropped.items())]
    notes = (f"{', '.join(dropped)} passed over: they hold no words of the article",) if dropped else ()
    return Reading(blocks, counted(root), (*notes, *addresses.notes()))


def _dated(metadata: Metadata, root: HtmlElement) -> Metadata:
    """With the day that the article's own line of date gives in its mark-up, where the page gives none elsewhere."""
    if metadata.issued:
        return metadata
    lines = (element for element in inside(root) if element.get(ROLE) in ("date", "byline"))
    days = (day(time.get("datetime")) for line in lines for time in line.iter("time"))
    return replace(metadata, issued=next((one for one in days if one), ""))


def _join(root: HtmlElement) -> None:
    """What follows `</html>` stands beside the root in libxml2’s tree; it is moved into the body."""
    others = list(root.itersiblings(etree.Element))
    if others:
        body = root.find("body")
        body = etree.SubElement(root, "body") if body is None else body
        for other in others:
            other.tag = "div"
            body.append(other)


def _mark_again(found: HtmlElement, heading: HtmlElement | None) -> None:
    """The title where it is repeated in the body."""
    if heading is None:
        return
    said_title = key(said(heading))
    for one in inside(found):
        if one is not heading and one.tag in ("h1", "h2") and ROLE not in one.attrib and key(said(one)) == said_title:
            one.set(OUT, "the title again")


def _base(root: HtmlElement, metadata: Metadata) -> str:
    """What the page's relative addresses are relative to."""
    stated = next((str(href).strip() for href in root.xpath("//base/@href")), "")
    if is_web(stated):
        return stated
    try:
        return urljoin(metadata.url, stated) if metadata.url else ""
    except ValueError:
        return metadata.url


def _raise(power: HtmlElement) -> None:
    """10<sup>6</sup> is not 106."""
    text = power.text or ""
    if len(power) == 0 and _POWER.fullmatch(text):
        power.text = text.translate(_SUPERSCRIPT)


def _nothing(name: str) -> Problem:
    return Problem(name, None, "holds no text", "a web page with an article", "save the page anew, or its text alone")


def _too_deep(name: str, line: int) -> Problem:
    what = "its elements are nested too deeply to be read without losing text"
    return Problem(
        name, line or None, what, "a web page", "copy the article’s text and save that as plain text in UTF-8"
    )
