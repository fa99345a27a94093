"""A translation beside its original, aligned passage by passage, for translators and reviewers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from lxml import html
from lxml.html import HtmlElement

from precis.publication import Publication
from precis.segment import OPENING
from precis.site import SitePage

Passage = list[HtmlElement]
"An element with the marks that belong to it."


@dataclass(frozen=True, slots=True)
class Row:
    section: str
    original: str
    "HTML, as the translation."
    translation: str
    stale: bool


def rows(publication: Publication, page: SitePage, original: SitePage) -> Iterator[Row]:
    """Answer and short version, then section by section; passage by passage where both have as many."""
    yield Row("", f"<h1>{_escaped(original.front.title)}</h1>", f"<h1>{_escaped(page.front.title)}</h1>", stale=False)
    for name, text in publication.leads(original).items():
        mark = publication.freshness.lead_mark(page, name)
        translated = publication.leads(page).get(name, "")
        said = f'<p class="stale">{_escaped(mark)}</p>' if mark else ""
        yield Row("", _plain(text), said + _plain(translated), bool(mark))
    ours = _sections(publication.annotated[page.language, page.key].html)
    theirs = _sections(publication.annotated[original.language, original.key].html)
    for section in dict.fromkeys((*theirs, *ours)):
        yield from _aligned(section, theirs.get(section, []), ours.get(section, []))


def _aligned(section: str, theirs: Sequence[Passage], ours: Sequence[Passage]) -> Iterator[Row]:
    if len(theirs) != len(ours):
        theirs, ours = [list(chain(*theirs))], [list(chain(*ours))]
    for one, other in zip(theirs, ours, strict=True):
        yield Row(section, _html(one), _html(other), any("stale" in _classes(element) for element in other))


def _sections(text: str) -> dict[str, list[Passage]]:
    root = _without_notes(text)
    section = OPENING
    found: dict[str, list[Passage]] = {}
    marks: Passage = []
    for child in root:
        if child.tag == "h2":
            section = child.get("id", "")
        there = found.setdefault(section, [])
        if "stale" in _classes(child) and not (there and _is_heading(there[-1])):
            marks.append(child)  # of the passage that follows; beside a heading, of the heading
        elif "stale" in _classes(child):
            there[-1].append(child)
        else:
            there.append([*marks, child])
            marks = []
    return found


def _is_heading(passage: Passage) -> bool:
    return "is-stale" in _classes(passage[-1]) and str(passage[-1].tag)[0] == "h" and len(str(passage[-1].tag)) == 2


def _without_notes(text: str) -> HtmlElement:
    """The text with its explained words as plain links and words."""
    root = html.fragment_fromstring(text, create_parent="div")
    for part in root.xpath("//*[contains(@class, 'explanations') or @popovertarget]"):
        part.drop_tree()
    return root


def _plain(text: str) -> str:
    return _html(list(_without_notes(text))) if text else ""


def _html(passage: Passage) -> str:
    return "".join(html.tostring(element, encoding="unicode", with_tail=False) for element in passage)


def _classes(element: HtmlElement) -> list[str]:
    return (element.get("class") or "").split()


def _escaped(text: str) -> str:
    words = html.Element("span")
    words.text = text
    return str(html.tostring(words, encoding="unicode"))
