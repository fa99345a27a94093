"""Turns the links and words of a rendered page into explained figures and terms.

Each opens a note, which stands at the end of its section.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from lxml import html
from lxml.html import HtmlElement

from precis.agreement import disagreement
from precis.fact import Fact
from precis.localisation import localise
from precis.matching import Matcher, Mention
from precis.notes import Notes
from precis.problems import Problem
from precis.project import Dossier
from precis.quotation import is_quoted, is_said_by_others, quotations
from precis.reading import Reader
from precis.sections import HEADINGS, Block, Note, Section, blocks, links, serialised
from precis.site import SitePage
from precis.term import Glossary
from precis.words import plain
from precis.writing import Writer

SCHEMES = frozenset({"http", "https", "mailto", "tel"})
"Of links out of the site; all others are typing errors or attacks."
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)


@dataclass(slots=True)
class Annotated:
    """What a page's text cites, in order of appearance, and its text with the notes in place."""

    html: str = ""
    facts: dict[str, list[str]] = field(default_factory=dict)
    "Fact id to the ids of the sections that cite it."
    terms: dict[str, dict[str, str]] = field(default_factory=dict)
    "Term id to the ids of the sections that explain it, each with the id of the words that do."
    sources: list[str] = field(default_factory=list)
    sourced: int = 0
    "How many figures of the text are linked to a fact."
    unsourced: list[str] = field(default_factory=list)
    "Figures of the text that are not, those that the page signs off included."
    problems: list[Problem] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Context:
    """What the text of one language may cite."""

    writer: Writer
    reader: Reader | None
    "None where figures are not checked."
    glossary: Glossary
    matcher: Matcher
    avoided: Matcher
    "Finds the words that the newsroom keeps out of its own voice."
    entries: str
    "Address of the glossary, relative to the page; empty where there is none."
    render_notes: Callable[[Sequence[Note], Dossier], str]


class PageAnnotator:
    """Annotates the texts of one page, which share their notes' ids."""

    def __init__(self, page: SitePage, dossier: Dossier, context: Context) -> None:
        self.page, self.dossier, self.context = page, dossier, context
        self.result = Annotated()
        self._notes = Notes(context.writer)
        self._links: Counter[str] = Counter()

    def annotate(self, text: str, section: str = "") -> str:
        """HTML of a text in the page's source order; `section` names what precedes the first heading."""
        root = html.fragment_fromstring(text, create_parent="div")
        sections = [Section(section)]
        for element, place in list(links(root, sections)):
            self._resolve(element, place)
        for block in list(blocks(root, sections)):
            self._typeset(block)
            self._explain(block)
        localise(root, self.context.writer)
        parts = zip(serialised(root), sections, strict=True)
        return "".join(f"{part}{self._notes_of(section)}" for part, section in parts)

    def cite_box(self, fact_ids: Iterable[str]) -> None:
        """Notes the facts of the page's box; an unknown one is reported on the page that lists it."""
        for fact_id in fact_ids:
            if fact_id in self.dossier.facts:
                _append(self.result.facts, fact_id, "box")
            if fact_id in self.dossier.facts or self.page.source.front.facts is None:
                continue
            what, path = f"lists the unknown fact “{fact_id}”", self.page.source.path
            expected = f"an id of docs/_facts/{self.dossier.name}.yml"
            line = next((n for n, text in enumerate(self.page.source.text.splitlines(), 1) if fact_id in text), 1)
            self.result.problems.append(Problem(path, line, what, expected, "correct “facts:”, or add the fact"))

    def _resolve(self, link: HtmlElement, section: Section) -> None:
        """A link with one of our schemes becomes what it stands for."""
        href = link.get("href", "")
        scheme, _, target = href.partition(":")
        self._links[href] += 1
        act = {"fact": self._fact, "term": self._term, "source": self._source}.get(scheme)
        if act is not None:
            act(link, target, section)
        elif _SCHEME.match(href) and scheme.lower() not in SCHEMES:
            expected = "https:, http:, mailto:, tel:, fact:, term: or source:"
            self._complain(link, f"links to “{href}”", expected, "correct the address")
            link.set("href", "")
        elif section.id == "answer" and not target:
            what, expected = "holds a link to a page in its answer", "links to facts, terms and sources"
            self._complain(link, what, expected, "move the link into the text")

    def _fact(self, link: HtmlElement, fact_id: str, section: Section) -> None:
        fact = self.dossier.facts.get(fact_id)
        if fact is None:
            expected = f"an id of docs/_facts/{self.dossier.name}.yml"
            self._complain(link, f"cites the unknown fact “{fact_id}”", expected, "correct the id, or add the fact")
            link.tag = "label"
            return
        if any(ancestor.tag in HEADINGS for ancestor in link.iterancestors()):
            self._complain(link, f"cites the fact “{fact_id}” in a heading", "figures in running text", "move it below")
        text = link.text_content().strip()
        if text:
            self._compare(link, text, fact_id, fact)
        else:
            link.text = self.context.writer.fact(fact)
        self.result.sourced += 1
        _append(self.result.facts, fact_id, section.id)
        self._notes.open_by(link, "fact", fact_id, section)

    def _compare(self, link: HtmlElement, text: str, fact_id: str, fact: Fact) -> None:
        reader = self.context.reader
        said = None if reader is None else disagreement(text, fact, reader)
        if said is None:
            return
        record = self.context.writer.fact(fact)
        what = f"“{text}” ({said}) does not say what the fact “{fact_id}” records"
        where = self.dossier.fact_lines.get(fact_id, "the facts")
        self._complain(link, what, f"{record} ({where})", f"correct the text, or the record in {where}")

    def _term(self, link: HtmlElement, term_id: str, section: Section) -> None:
        if term_id not in self.context.glossary:
            expected = f"an id of locales/{self.page.source.language}/glossary.yml"
            self._complain(link, f"explains the unknown term “{term_id}”", expected, "correct the id, or add it")
            return
        if not link.text_content().strip():
            link.text = self.context.glossary[term_id].pref
        self._open_term(link, term_id, section)

    def _source(self, link: HtmlElement, source_id: str, _section: Section) -> None:
        if source_id not in self.dossier.sources:
            expected = f"an id of docs/_sources/{self.dossier.name}.yml"
            self._complain(link, f"cites the unknown source “{source_id}”", expected, "correct the id, or add it")
            return
        if source_id not in self.result.sources:
            self.result.sources.append(source_id)
        if not link.text_content().strip():
            link.text = self.dossier.sources[source_id].outlet
        link.set("href", f"#source-{source_id}")
        link.set("class", "cite")

    def _typeset(self, block: Block) -> None:
        for slot in block.slots:
            if slot.manner.typeset:
                slot.text = self.context.writer.language.typeset(slot.text)
            if slot.manner.counted:
                self._cover(slot.text)

    def _explain(self, block: Block) -> None:
        """Explains the terms that a text mentions for the first time, and reports the words it should avoid."""
        text, starts = block.text, block.starts
        words, quoted = self.context.matcher.words(text), quotations(text)
        found: list[list[tuple[Mention, HtmlElement]]] = [[] for _ in block.slots]
        for mention in self.context.matcher.mentions(words, starts):
            place = bisect_right(starts, mention.start) - 1
            said = is_said_by_others(text, (mention.start, mention.end), quoted)
            if block.slots[place].manner.explain and not said and self._is_due(mention.term, block.section):
                label = html.Element("label")
                label.text = text[mention.start : mention.end]
                self._open_term(label, mention.term, block.section)
                found[place].append((mention, label))
        for slot, start, explained in zip(block.slots, starts, found, strict=True):
            if slot.text:
                slot.replace(*_cut(slot.text, start, explained))
        for mention in self.context.avoided.mentions(words, starts):
            own = block.slots[bisect_right(starts, mention.start) - 1].manner.own
            if own and not is_quoted((mention.start, mention.end), quoted):
                self._warn_of(text[mention.start : mention.end], mention.term)

    def _is_due(self, term_id: str, section: Section) -> bool:
        """Whether a mention is one of those that are explained."""
        before = self.result.terms.get(term_id, {})
        return _DUE[self.context.glossary[term_id].first](section.id, before)

    def _open_term(self, words: HtmlElement, term_id: str, section: Section) -> None:
        entry = f"{self.context.entries}#{term_id}" if self.context.entries else ""
        place = self._notes.open_by(words, "term", term_id, section, entry)
        self.result.terms.setdefault(term_id, {}).setdefault(section.id, place)

    def _cover(self, text: str) -> None:
        """Reports the figures of a text without a fact, unless the page signs them off."""
        reader = self.context.reader
        signed = [plain(words).lower() for words in self.page.source.front.unsourced]
        for claim in () if reader is None else reader.claims(text):
            self.result.unsourced.append(claim)
            if plain(claim).lower() not in signed:
                source = self.page.source
                what, expected = f"the figure “{claim}” has no source", "a link to a fact: [words](fact:id)"
                repair = "link it, or state a reason in front matter: unsourced: {words: reason}"
                line = source.line_with(claim)
                self.result.problems.append(Problem(source.path, line, what, expected, repair, "warning"))

    def _warn_of(self, words: str, term_id: str) -> None:
        source, pref = self.page.source, self.context.glossary[term_id].pref
        if plain(words).lower() in (plain(signed).lower() for signed in source.front.voice):
            return
        what, expected = f"says “{words}”, which the glossary avoids", f"“{pref}”, as the term “{term_id}” has it"
        repair = "reword it, quote it between quotation marks, or give a reason in front matter: voice: {words: reason}"
        self.result.problems.append(Problem(source.path, source.line_with(words), what, expected, repair, "warning"))

    def _complain(self, link: HtmlElement, what: str, expected: str, repair: str) -> None:
        lines = self.page.source.occurrences(link.get("href", ""))
        nth = self._links[link.get("href", "")]
        line = lines[nth - 1] if 0 < nth <= len(lines) else None
        self.result.problems.append(Problem(self.page.source.path, line, what, expected, repair))

    def _notes_of(self, section: Section) -> str:
        notes = list(section.notes.values())
        return self.context.render_notes(notes, self.dossier) if notes else ""


def _cut(
    text: str, start: int, explained: Sequence[tuple[Mention, HtmlElement]]
) -> tuple[list[str], list[HtmlElement]]:
    """The text before, between and after explained words, and these; `start` is where the text begins in its block."""
    edges = [start, *(edge for mention, _ in explained for edge in (mention.start, mention.end)), start + len(text)]
    pieces = [text[a - start : b - start] for a, b in zip(edges[::2], edges[1::2], strict=True)]
    return pieces, [words for _, words in explained]


def _append(uses: dict[str, list[str]], key: str, section: str) -> None:
    places = uses.setdefault(key, [])
    if section not in places:
        places.append(section)


_DUE: Mapping[str, Callable[[str, Mapping[str, str]], bool]] = {
    "section": lambda section, before: section not in before,
    "page": lambda _, before: not before,
    "all": lambda _section, _before: True,
}
"By a term's `first`: whether a mention is explained, given its section and the sections that explain the term."
