"""What Markdown's extensions put into pages as ours have it: strings in the page's language, classes for styles."""

from __future__ import annotations

import re

from lxml import html
from lxml.html import HtmlElement

from precis.catalogue import N_
from precis.phrase import filled
from precis.writing import Writer

ADMONITIONS = {
    "note": N_("Note"),
    "info": N_("Good to know"),
    "tip": N_("Tip"),
    "warning": N_("Warning"),
    "example": N_("Example"),
    "quote": N_("Quotation"),
}


def localise(root: HtmlElement, writer: Writer) -> None:
    """Translates permalinks, footnote links and default admonition titles in place."""
    for link in root.iter("a"):
        classes = (link.get("class") or "").split()
        if "headerlink" in classes:
            _name(link, writer.message(N_("Permanent link to this section")))
            link.set("data-pagefind-ignore", "")
            _name_heading(link)
        elif "footnote-backref" in classes:
            _name(
                link, filled(writer.message(N_("Back to note {number} in the text")), number=_note_number(link, writer))
            )
        elif "footnote-ref" in classes:
            link.text = writer.language.in_digits(link.text_content())
            link.set("aria-label", filled(writer.message(N_("Note {number}")), number=link.text))
    for title in root.find_class("admonition-title"):
        _translate_default(title, writer)


def _name(link: HtmlElement, name: str) -> None:
    link.set("title", name)
    link.set("aria-label", name)


def _name_heading(link: HtmlElement) -> None:
    """The heading is named by its words alone, without the permalink after them."""
    heading = link.getparent()
    if heading is None or link.getnext() is not None or not heading.get("id"):
        return
    words = html.Element("span", id=f"{heading.get('id')}-words")
    words.text, heading.text = heading.text, None
    words.extend([child for child in heading if child is not link])
    heading.insert(0, words)
    heading.set("aria-labelledby", str(words.get("id")))


def _note_number(link: HtmlElement, writer: Writer) -> str:
    """The number as Markdown wrote it: `Jump back to footnote 2 in the text`."""
    found = re.search(r"\d+", link.get("title") or "")
    return writer.language.in_digits(found[0]) if found else ""


def _translate_default(title: HtmlElement, writer: Writer) -> None:
    """An admonition without a title of its own carries its class's name."""
    parent = title.getparent()
    kinds = (parent.get("class") or "").split() if parent is not None else []
    for kind in kinds:
        if kind in ADMONITIONS and title.text_content() == kind.capitalize():
            title.text = writer.message(ADMONITIONS[kind])
