"""A page while it is annotated: what its texts may cite, and what they were found to cite."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from lxml.html import HtmlElement

from precis.dossier import Dossier
from precis.matching import Matcher
from precis.notes import Notes
from precis.problems import Problem
from precis.reading import Reader
from precis.sections import Note, Section
from precis.site import SitePage
from precis.term import Glossary
from precis.writing import Writer

_OWN_ID = re.compile(r"(fact|box|term|use-term|source|chart)-(.+)")
_END = re.compile(r"-(?:\d+|title|says|definition)$")
"Of ids that several places of one record have."


@dataclass(slots=True)
class Annotated:
    """What a page's text cites, in order of appearance, and its text with the notes in place."""

    html: str = ""
    facts: dict[str, list[str]] = field(default_factory=dict)
    "Fact id to the ids of the sections that cite it."
    terms: dict[str, dict[str, str]] = field(default_factory=dict)
    "Term id to the ids of the sections that explain it, each with the id of the words that do."
    charts: dict[str, dict[str, Sequence[str]]] = field(default_factory=dict)
    "Section id to the charts that it shows, each with its facts."
    sources: list[str] = field(default_factory=list)
    sourced: int = 0
    "How many figures of the text are linked to a fact."
    unsourced: list[str] = field(default_factory=list)
    "Figures of the text that are not, those that the page signs off included."
    words: Counter[str] = field(default_factory=Counter)
    "How many words the answer, the short version and, under an empty name, the text have."
    headings: dict[str, str] = field(default_factory=dict)
    "Words of the sections' headings by their ids."
    problems: list[Problem] = field(default_factory=list)
    skeletons: Sequence[str] = ()
    "Of the words of its texts, in which terms were looked for."


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
    render_chart: Callable[[str, str], str] = lambda *_: ""
    "HTML of a chart of the page's explainer, given its id there and on the page."


class Draft:
    """One page's texts, which share their notes' ids."""

    def __init__(self, page: SitePage, dossier: Dossier, context: Context) -> None:
        self.page, self.dossier, self.context = page, dossier, context
        self.result = Annotated()
        self._notes = Notes(context.writer)

    def cite_fact(self, fact_id: str, section: str) -> None:
        places = self.result.facts.setdefault(fact_id, [])
        if section not in places:
            places.append(section)

    def open_fact(self, words: HtmlElement, fact_id: str, section: Section) -> None:
        """Makes an element open the note about a fact."""
        self.cite_fact(fact_id, section.id)
        self._notes.open_by(words, "fact", fact_id, section)

    def open_term(self, words: HtmlElement, term_id: str, section: Section) -> None:
        """Makes an element open the note about a term, and lead to its entry."""
        entry = f"{self.context.entries}#{term_id}" if self.context.entries else ""
        place = self._notes.open_by(words, "term", term_id, section, entry)
        self.result.terms.setdefault(term_id, {}).setdefault(section.id, place)

    def has_id(self, name: str) -> bool:
        """Whether an id is one that notes, charts, sources, the page's box or its terms may have."""
        if self.page.kind == "glossary" and (name in self.context.glossary or name.startswith("letter-")):
            return True
        found = _OWN_ID.match(name)
        return found is not None and any(about in self._named[found[1]] for about in (found[2], _END.sub("", found[2])))

    @cached_property
    def _named(self) -> Mapping[str, Collection[str]]:
        """The records that ids begin for, by their beginnings."""
        facts, terms = self.dossier.facts, self.context.glossary
        own = {"fact": facts, "box": facts, "term": terms, "use-term": terms}
        return {**own, "source": self.dossier.sources, "chart": self.dossier.charts}

    def report(self, problem: Problem) -> None:
        self.result.problems.append(problem)
