"""The notes of a page, and the words that open them.

Explained words stay ordinary text, so that they wrap, copy and survive reading modes. A figure is a `<label>` whose
button opens its note. A term is a link to its entry in the glossary, which `notes.js` turns into the note's opener;
the button beside it shows where there is no JavaScript.
"""

from __future__ import annotations

from collections import Counter
from typing import Literal

from lxml import html
from lxml.html import HtmlElement

from precis.catalogue import N_
from precis.phrase import filled
from precis.sections import Note, Section
from precis.writing import Writer

DETAILS = N_("{text}: details")


class Notes:
    """Hands out the notes of one page, each with an id of its own."""

    def __init__(self, writer: Writer) -> None:
        self._writer = writer
        self._ids: Counter[str] = Counter()
        self._notes: dict[tuple[str, str], Note] = {}
        "Each stands at the end of the section that opens it first; those that follow open it too."
        self._places: set[tuple[str, str]] = set()
        "The sections that explain a term, with the term's id."

    def open_by(
        self, words: HtmlElement, kind: Literal["fact", "term"], about: str, section: Section, entry: str = ""
    ) -> str:
        """Makes an element open the page's note about a fact or term. Gives the element's id where it is the first of
        the section to explain a term. `entry` is the address that the words link to."""
        text = str(words.text_content() if len(words) else words.text or "").strip()
        note = self._notes.get((kind, about)) or Note(kind, about, self._id(f"{kind}-{about}"), text)
        if (kind, about) not in self._notes:
            section.notes[kind, about] = self._notes[kind, about] = note
        place = (section.id, about)
        words.attrib.clear()
        if kind == "term" and place not in self._places:
            self._places.add(place)
            words.set("id", self._id(f"use-term-{about}"))
        words.set("class", f"explained explained--{kind}")
        words.tag = "label"
        if entry:
            _link(words, entry)
        words.append(self._button(note, "" if words.tag == "label" else text))
        return words.get("id", "")

    def _id(self, name: str) -> str:
        self._ids[name] += 1
        number = self._ids[name]
        return name if number == 1 else f"{name}-{number}"

    def _button(self, note: Note, text: str) -> HtmlElement:
        """One within a label is named by its words; `text` names any other. It stands in no form, so needs no type."""
        button = html.Element("button", {"class": "explained__open", "popovertarget": note.id})
        if text:
            details = filled(self._writer.translations.gettext(DETAILS), text=text)
            button.set("aria-label", self._writer.language.typeset(details))
        return button


def _link(words: HtmlElement, address: str) -> None:
    """Puts the content of an element into a link."""
    link = html.Element("a", href=address)
    link.text, words.text = words.text, None
    link.extend(list(words))
    words.tag = "span"
    words.append(link)
