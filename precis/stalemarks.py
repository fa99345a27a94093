"""Marks on a page the passages whose original has changed, and only those."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from lxml import html
from lxml.html import HtmlElement

from precis.drift import Drift
from precis.segment import OPENING, Segment, by_section

Say = Callable[[Drift], str]
"What the mark of a passage says, in the page's language."
STALE = "is-stale"
"Class of what is marked."
_SHOWN = frozenset({"heading", "block"})


def mark(root: HtmlElement, found: Sequence[Drift], translation: Sequence[Segment], say: Say) -> None:
    """Puts a note before each stale passage of a page; at its section's start where the passage is unknown."""
    if not found:
        return
    sections, elements = by_section(translation), _elements(root)
    said: set[tuple[HtmlElement, str]] = set()
    for drift in found:
        element = _place(drift, sections, elements)
        if element is not None and (told := (element, say(drift))) not in said:
            said.add(told)
            _mark(*told)


def _elements(root: HtmlElement) -> dict[str, list[HtmlElement]]:
    """What stands in each section, in order; notes are gathered at the page's end and belong to none."""
    section, unnamed = OPENING, 0
    found: dict[str, list[HtmlElement]] = {}
    for child in list(root):
        if child.tag == "h2":
            unnamed += not child.get("id")
            section = child.get("id") or f".{unnamed}"
        if isinstance(child.tag, str) and "footnote" not in child.get("class", ""):
            found.setdefault(section, []).append(child)
    return found


def _place(
    drift: Drift, sections: Mapping[str, Sequence[Segment]], elements: Mapping[str, Sequence[HtmlElement]]
) -> HtmlElement | None:
    there = elements.get(drift.section, ())
    shown = [one for one in sections.get(drift.section, ()) if one.kind in _SHOWN]
    if not there:
        return None
    if len(shown) != len(there) or drift.translation not in shown:
        return there[0]
    return there[shown.index(drift.translation)]


def _mark(element: HtmlElement, words: str) -> None:
    """Beside headings the note follows; everywhere else it comes first, so that readers are told before they read."""
    note = html.Element("p", {"class": "stale", "role": "note", "translate": "no", "data-pagefind-ignore": ""})
    note.text = words
    element.classes.add(STALE)
    if element.tag in {"h1", "h2", "h3", "h4", "h5", "h6"}:
        note.tail, element.tail = element.tail, None
        element.addnext(note)
    else:
        element.addprevious(note)
