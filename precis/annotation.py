"""Turns the links and words of a rendered page into explained figures and terms.

Each opens a note, which stands at the end of its section.
"""

from __future__ import annotations

from collections.abc import Callable

from lxml import etree
from lxml.html import HtmlElement

from precis import pace
from precis.citing import Citer
from precis.dossier import Dossier
from precis.draft import Context, Draft
from precis.explaining import Explainer
from precis.localisation import localise
from precis.markup import Gate
from precis.sections import Section, blocks, links, serialised
from precis.site import SitePage

_WORDS = etree.XPath(".//text()[not(ancestor::a[contains(@class, 'headerlink')])]")
"Those of a heading without its permalink."


class PageAnnotator:
    """Annotates the texts of one page."""

    def __init__(self, page: SitePage, dossier: Dossier, context: Context) -> None:
        self._draft = Draft(page, dossier, context)
        self._citer, self._explainer = Citer(self._draft), Explainer(self._draft)
        self._gate = Gate(page.source, self._draft.has_id)
        self.result = self._draft.result
        self.cite_box, self.watch = self._citer.cite_box, self._explainer.watch
        self.words = self._explainer.words

    def annotate(self, text: str, section: str = "", mark: Callable[[HtmlElement], None] = lambda _: None) -> str:
        """HTML of a text in the page's source order; `section` names what precedes the first heading. What authors
        may not write is reported and left out; then `mark` may add to the tree, and all that is added here."""
        root, problems = self._gate.passed(text)
        self.result.problems += problems
        mark(root)
        sections = [Section(section)]
        for element, place in list(links(root, sections)):
            self._citer.resolve(element, place)
        for block in list(blocks(root, sections)):
            self.result.words[section] += pace.words(block.text)
            self._explainer.typeset(block)
            self._explainer.explain(block)
        if not section:
            self.result.headings = {h2.get("id", ""): "".join(_WORDS(h2)).strip() for h2 in root.iter("h2")}
        localise(root, self._draft.context.writer)
        parts = zip(map(self._citer.illustrator.drawn, serialised(root)), sections, strict=True)
        return "".join(f"{part}{self._notes_of(section)}" for part, section in parts)

    def _notes_of(self, section: Section) -> str:
        notes = list(section.notes.values())
        return self._draft.context.render_notes(notes, self._draft.dossier) if notes else ""
