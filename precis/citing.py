"""Links with our schemes, fact:, term:, source: and chart:, become what they stand for; what they say is compared."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from lxml.html import HtmlElement

from precis.agreement import disagreement
from precis.draft import Draft
from precis.fact import Fact
from precis.illustrating import Illustrator
from precis.page import LEADS
from precis.problems import Problem
from precis.sections import HEADINGS, Section, address

_LINES = re.compile(r"[ \t]*\n[ \t]*")


class Citer:
    """Resolves the links of one page."""

    def __init__(self, draft: Draft) -> None:
        self.draft, self.page, self.dossier, self.context = draft, draft.page, draft.dossier, draft.context
        self._links: Counter[str] = Counter()
        self.illustrator = Illustrator(draft, self._complain)

    def cite_box(self, fact_ids: Iterable[str]) -> None:
        """Notes the facts of the page's box; an unknown one is reported on the page that lists it."""
        for fact_id in fact_ids:
            if fact_id in self.dossier.facts:
                self.draft.cite_fact(fact_id, "box")
            if fact_id in self.dossier.facts or self.page.source.front.facts is None:
                continue
            what, path = f"lists the unknown fact “{fact_id}”", self.page.source.path
            expected = f"an id of docs/_facts/{self.dossier.name}.yml"
            line = next((n for n, text in enumerate(self.page.source.text.splitlines(), 1) if fact_id in text), 1)
            self.draft.report(Problem(path, line, what, expected, "correct “facts:”, or add the fact"))

    def resolve(self, link: HtmlElement, section: Section) -> None:
        """A link with one of our schemes becomes what it stands for."""
        href = address(link)
        scheme, _, target = href.partition(":")
        self._links[href] += 1
        if link.tag == "img":
            if scheme == "chart":
                self.illustrator.place(link, target, section)
            return
        act = {"fact": self._fact, "term": self._term, "source": self._source}.get(scheme)
        if act is not None:
            act(link, target, section)
        elif section.id in LEADS and not target:
            what, expected = f"holds a link to a page in its {section.id}", "links to facts, terms and sources"
            self._complain(link, what, expected, "move the link into the text")

    def _fact(self, link: HtmlElement, fact_id: str, section: Section) -> None:
        fact = self.dossier.facts.get(fact_id)
        if fact is None:
            expected = f"an id of docs/_facts/{self.dossier.name}.yml"
            self._complain(link, f"cites the unknown fact “{fact_id}”", expected, "correct the id, or add the fact")
            link.tag = "label"
            link.attrib.clear()
            return
        if any(ancestor.tag in HEADINGS for ancestor in link.iterancestors()):
            self._complain(link, f"cites the fact “{fact_id}” in a heading", "figures in running text", "move it below")
        text = _LINES.sub(" ", link.text_content().strip())
        if text:
            self._compare(link, text, fact_id, fact)
        else:
            link.text = self.context.writer.fact(fact)
        self.draft.result.sourced += 1
        self.draft.open_fact(link, fact_id, section)

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
        self.draft.open_term(link, term_id, section)

    def _source(self, link: HtmlElement, source_id: str, _section: Section) -> None:
        if source_id not in self.dossier.sources:
            expected = f"an id of docs/_sources/{self.dossier.name}.yml"
            self._complain(link, f"cites the unknown source “{source_id}”", expected, "correct the id, or add it")
            return
        if source_id not in self.draft.result.sources:
            self.draft.result.sources.append(source_id)
        if not link.text_content().strip():
            link.text = self.dossier.sources[source_id].outlet
        link.set("href", f"#source-{source_id}")
        link.set("class", "cite")

    def _complain(self, link: HtmlElement, what: str, expected: str, repair: str) -> None:
        lines = self.page.source.occurrences(address(link))
        nth = self._links[address(link)]
        line = lines[nth - 1] if 0 < nth <= len(lines) else None
        self.draft.report(Problem(self.page.source.path, line, what, expected, repair))
