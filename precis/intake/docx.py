"""A Word document read: its text by mammoth, what mammoth does not give from the file itself."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator

import mammoth
from lxml import etree
from lxml.html import HtmlElement

from precis.intake.block import Article, Block, Metadata
from precis.intake.docx_outline import Aside, prepare
from precis.intake.docx_parts import ANEW, EXPECTED, MAIN, damaged, own_texts, parts, raise_powers, texts
from precis.intake.docx_styles import Styles
from precis.intake.dom import OUT, ROLE
from precis.intake.escape import SPACE
from precis.intake.fragment import fragment
from precis.intake.wordcount import words
from precis.problems import InvalidInput, Problem

_STYLE_MAP = "\n".join(
    (
        *(f"p.PrecisHeading{level} => h{level}:fresh" for level in range(1, 7)),
        *(
            f"p.Precis{name} => p.precis-{name.lower()}:fresh"
            for name in ("Title", "Subtitle", "Byline", "Date", "Caption")
        ),
        "p.PrecisQuote => blockquote > p:fresh",
        "p.PrecisBullet => ul > li:fresh",
        "p.PrecisNumber => ol > li:fresh",
    )
)
_ROLES = {
    "precis-title": "title",
    "precis-subtitle": "standfirst",
    "precis-byline": "byline",
    "precis-date": "date",
}
_BY_PART = (
    ("word/header", "page header"),
    ("word/footer", "page footer"),
    ("word/footnotes", "footnote"),
    ("word/endnotes", "endnote"),
    ("word/comments", "comment"),
    ("word/glossary", "building block of Word"),
)
_ONE_BY_ONE = ("footnote", "endnote", "comment")
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
_KEPT = ("word/_rels/document.xml.rels", "word/numbering.xml")
_CHECKBOX = re.compile(r"<input\b[^>]*>")
"mammoth draws the boxes of forms; they hold no words."
_LANGUAGE = "{http://purl.org/dc/elements/1.1/}language"


def read(data: bytes, name: str) -> Article:
    """Raises InvalidInput where it is damaged, encrypted, a trap, nested too deeply or without text."""
    roots = parts(data, name)
    if MAIN not in roots:
        raise InvalidInput([damaged(name, f"it has no {MAIN}")])
    total = Counter[str]()
    for root in (roots[MAIN], *(root for _, root in texts(roots))):
        raise_powers(root)
        total.update(words(*own_texts(root)))
    asides = prepare(roots[MAIN], Styles(roots.get("word/styles.xml")))
    reading = fragment(_html(roots, name), name, mark=_mark)
    blocks = (*reading.blocks, *map(_left_out, asides), *_other_parts(roots))
    if not blocks:
        raise InvalidInput([Problem(name, None, "holds no text", EXPECTED, "name the file that holds the article")])
    return Article(
        format="docx",
        blocks=blocks,
        words=total,
        structured=any(block.role == "heading" for block in reading.blocks),
        metadata=_metadata(roots),
        notes=reading.notes,
    )


def _html(roots: dict[str, etree._Element], name: str) -> str:
    """mammoth gets a file of ours: what was parsed safely, and no pictures."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        for entry in (MAIN, *(entry for entry in _KEPT if entry in roots)):
            archive.writestr(entry, etree.tostring(roots[entry], encoding="UTF-8", xml_declaration=True))
    try:
        return _CHECKBOX.sub("", mammoth.convert_to_html(packed, style_map=_STYLE_MAP).value)
    except RecursionError as error:
        raise InvalidInput([Problem(name, None, "is nested too deeply to be read", EXPECTED, ANEW)]) from error
    except Exception as error:  # mammoth trusts that a file is as the standard says
        raise InvalidInput([damaged(name, f"{type(error).__name__}: {error}")]) from error


def _mark(body: HtmlElement) -> None:
    for paragraph in body.iter("p"):
        style = paragraph.get("class", "")
        if style in _ROLES:
            paragraph.set(ROLE, _ROLES[style])
        elif style == "precis-caption":
            paragraph.set(OUT, "caption of a picture")


def _left_out(aside: Aside) -> Block:
    return Block("left-out", aside.text, reason=aside.reason)


def _other_parts(roots: dict[str, etree._Element]) -> Iterator[Block]:
    for entry, root in texts(roots):
        reason = next((reason for start, reason in _BY_PART if entry.startswith(start)), f"part of the file, {entry}")
        for element in root if reason in _ONE_BY_ONE else (root,):
            text = SPACE.sub(" ", " ".join(own_texts(element))).strip(" ")
            if words(text):
                yield Block("left-out", text, reason=reason)


def _metadata(roots: dict[str, etree._Element]) -> Metadata:
    """The language alone: title, author and dates are those of the file or its template, not of the article."""
    core = roots.get("docProps/core.xml")
    tag = "" if core is None else (core.findtext(_LANGUAGE) or "").strip()
    return Metadata(language=tag if re.fullmatch(r"[A-Za-z]{2,3}(-\w+)*", tag) else "")
