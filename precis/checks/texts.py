"""All that readers read, text by text, with its language and its place in the files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import html
from lxml.html import HtmlElement

from precis.checks.inspection import Inspection
from precis.language import Language
from precis.localisation import ADMONITIONS
from precis.page import LEADS
from precis.passage import Passage
from precis.publication import paragraphs
from precis.sections import HEADINGS, Block, Section, Slot, blocks
from precis.site import SitePage
from precis.words import one_of, plain

_MARKUP = re.compile(r"<[^>]*>|\{[^}]*\}|%\(\w+\)[sd]")
"What stands in messages beside words: tags, and places for other words."
HIDDEN = "▯"
"Stands for each sign that is not looked at: of code, of a place for words, of a phrase in another language."
_PROSE = frozenset({"p", "li", "dd", "blockquote"})


@dataclass(frozen=True, slots=True)
class Text:
    language: str
    path: str
    place: Passage | int | None
    "Where it stands: on a page, or on a line of the file."
    text: str
    "Typeset, where it is in the language of its page."
    prose: bool = False
    "Whether it is running text of a page, no heading or cell of a table."

    def line(self, words: str) -> int | None:
        return self.place.line(words) if isinstance(self.place, Passage) else self.place


def of_pages(inspection: Inspection) -> Iterator[Text]:
    for page in inspection.pages:
        yield from of_page(page, inspection.audit.bodies[page], inspection.project.languages[page.language])


def of_page(page: SitePage, body: str, language: Language) -> Iterator[Text]:
    """Front matter and body of a page; what is in another language by itself."""
    source, front = page.source, page.source.front
    for words in (front.title, front.short, front.description):
        if words:
            yield Text(language.tag, source.path, Passage(source, "", ""), _own(language.typeset(words), language))
    leads = ((name, paragraphs(str(getattr(front, name)))) for name in LEADS)
    for section, text in (*leads, ("", body)):
        root = html.fragment_fromstring(text, create_parent="div")
        _hide(root)
        sections = [Section(section), *(Section(child.get("id", "")) for child in root if child.tag == "h2")]
        for block in blocks(root, sections):
            yield from _of_block(page, block, language)


def of_records(inspection: Inspection) -> Iterator[Text]:
    """Labels and notes of the records, as written and as translated, and the words of the interface."""
    language = inspection.project.languages[inspection.source_language]
    for one in inspection.cited_strings:
        yield Text(language.tag, one.path, one.line, _own(language.typeset(one.text), language))
    cited = {one.text for one in inspection.cited_strings}
    for path, (tag, catalog) in inspection.catalogs.items():
        language = inspection.project.languages[tag]
        for message in catalog:
            ids = {message.id} if isinstance(message.id, str) else set(message.id)
            strings = [message.string] if isinstance(message.string, str) else message.string or ()
            for string in strings if any(ids) and (inspection.whole or ids & cited) else ():
                words = language.typeset(_MARKUP.sub(_hidden, string or ""))
                yield Text(tag, path, message.lineno, _own(words, language))


def of_glossaries(inspection: Inspection) -> Iterator[Text]:
    for tag, id_ in sorted(inspection.terms):
        file, language = inspection.audit.files[tag], inspection.project.languages[tag]
        stated = isinstance(file.data, dict) and id_ in file.data
        term = inspection.project.glossaries[tag].get(id_) if stated else None
        for name in ("definition", "note", "example") if term else ():
            words = language.typeset(str(getattr(term, name)))
            yield Text(tag, file.path, file.line([id_, name]), _own(words, language))


def every(inspection: Inspection) -> list[Text]:
    return [*of_pages(inspection), *of_records(inspection), *of_glossaries(inspection)]


def _hide(root: HtmlElement) -> None:
    """What the build writes by itself: values of facts, [](fact:…), and the titles of !!! note."""
    for link in root.iter("a"):
        if not link.text_content().strip():
            link.text = HIDDEN
    for title in root.find_class("admonition-title"):
        if (title.text or "").lower() in ADMONITIONS:
            title.text = HIDDEN


def _of_block(page: SitePage, block: Block, language: Language) -> Iterator[Text]:
    tags = [_language_of(slot) or language.tag for slot in block.slots]
    for tag in dict.fromkeys(tags):
        pieces = [_piece(slot, language) if own == tag else HIDDEN for slot, own in zip(block.slots, tags, strict=True)]
        text = _own("".join(pieces), language) if tag == language.tag else "".join(pieces)
        place = Passage(page.source, block.section.id, "")
        yield Text(tag, page.source.path, place, text, tag == language.tag and _is_prose(block))


def _piece(slot: Slot, language: Language) -> str:
    if not slot.manner.typeset:
        return HIDDEN
    return "\n" * (slot.element.tag == "br") + language.typeset(slot.text)


def _language_of(slot: Slot) -> str:
    element: HtmlElement | None = slot.element if slot.where == "text" else slot.element.getparent()
    tags = element.xpath("ancestor-or-self::*/@lang") if element is not None else []
    return str(tags[-1]) if tags else ""


def _is_prose(block: Block) -> bool:
    element = block.slots[0].element
    around = {one.tag for one in (element, *element.iterancestors())}
    return bool(around & _PROSE) and not around & {*HEADINGS, "table"}


def _own(text: str, language: Language) -> str:
    """The text without the phrases of other languages that pages mark as such by themselves."""
    phrases = [phrase for named in language.foreign.values() for phrase in named]
    finder = re.compile(rf"(?<![\w-]){one_of(phrases)}(?![\w-])")
    kept = plain(text)
    if not phrases or len(kept) != len(text):
        return text
    for match in finder.finditer(kept):
        text = text[: match.start()] + _hidden(match) + text[match.end() :]
    return text


def _hidden(match: re.Match[str]) -> str:
    return HIDDEN * len(match[0])
