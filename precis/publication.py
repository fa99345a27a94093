"""One build of a project: what its pages cite, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import markdown

from precis.annotation import Annotated, Context, Note, PageAnnotator
from precis.language import Language
from precis.matching import Matcher
from precis.parity import differences
from precis.problems import Problem
from precis.project import Dossier, Project
from precis.reading import Reader
from precis.site import SitePage
from precis.term import Glossary
from precis.view import Views
from precis.writing import Writer

RenderNotes = Callable[[Sequence[Note], Views, Glossary, SitePage], str]


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many figures of a text are linked to a fact."""

    sourced: int
    total: int

    @property
    def complete(self) -> bool:
        return self.sourced == self.total


@dataclass
class Publication:
    project: Project
    checks: bool = True
    "Whether figures are compared with their records; only measurements switch it off."
    answers: dict[tuple[str, str], str] = field(default_factory=dict)
    "HTML of each page's answer, by language and key."
    annotated: dict[tuple[str, str], Annotated] = field(default_factory=dict)

    @cached_property
    def _matchers(self) -> dict[str, Matcher]:
        return {tag: Matcher(glossary) for tag, glossary in self.project.glossaries.items()}

    @cached_property
    def _readers(self) -> dict[str, Reader]:
        return {tag: Reader(language) for tag, language in self.project.languages.items()}

    def language(self, page: SitePage) -> Language:
        return self.project.languages[page.language]

    def writer(self, page: SitePage) -> Writer:
        return self.project.writers[page.language]

    def views(self, page: SitePage) -> Views:
        """The page's records, written in the page's language."""
        return Views(self.writer(page), self.project.dossier(page.explainer))

    def annotate(self, page: SitePage, body: str, render: RenderNotes) -> str:
        """Explains the figures and terms of a page; keeps what it cites and returns its HTML."""
        text_language = page.source.language
        writer, glossary = self.project.writers[text_language], self.project.glossaries[text_language]
        dossier = self.project.dossier(page.explainer)

        def render_notes(notes: Sequence[Note], dossier: Dossier) -> str:
            return render(notes, Views(writer, dossier), glossary, page)

        reader = self._readers[text_language] if self.checks else None
        matcher = self._matchers[text_language]
        context = Context(writer, reader, glossary, matcher, render_notes)
        annotator = PageAnnotator(page, dossier, context)
        place = (page.language, page.key)
        self.answers[place] = annotator.annotate(paragraphs(page.front.answer), "answer")
        annotator.result.html = annotator.annotate(body)
        annotator.cite_box(page.front.facts or ())
        self.annotated[place] = annotator.result
        return annotator.result.html

    def problems(self) -> Iterator[Problem]:
        """Everything wrong with the pages; a fallback page's text is reported once, in its own language."""
        yield from self.project.site.problems
        yield from self.project.problems
        for page in self.project.site.pages:
            found = self.annotated.get((page.language, page.key))
            if found is not None and not page.fallback:
                yield from found.problems
                yield from self._parity(page, found)

    def _parity(self, page: SitePage, found: Annotated) -> Iterator[Problem]:
        """Compares a translation with the page it translates; nothing for the first language."""
        first = self.project.site.translations(page)[0]
        other = self.annotated.get((first.language, first.key))
        if self.checks and first is not page and other is not None:
            yield from differences(first.source, other, page.source, found)

    def coverage(self, language: str, explainer: str) -> Coverage:
        """The figures of an explainer's pages in one language."""
        pages = self.project.site.explainer(language, explainer)
        found = [self.annotated[p.language, p.key] for p in pages if (p.language, p.key) in self.annotated]
        sourced = sum(annotated.sourced for annotated in found)
        return Coverage(sourced, sourced + sum(len(annotated.unsourced) for annotated in found))

    def missing_translations(self) -> Iterator[Problem]:
        """Messages shown without a translation; complete after the last page is rendered."""
        for tag, writer in self.project.writers.items():
            for message in sorted(writer.translations.missing):
                yield Problem(
                    f"locales/{tag}/LC_MESSAGES",
                    None,
                    f"“{message}” is not translated",
                    "a msgstr in a .po file there, not marked fuzzy",
                    "make strings, then translate it",
                    "warning",
                )

    def uses(self, language: str, term: str) -> Iterator[tuple[SitePage, str]]:
        """Pages that explain a term, each with the id of the first section that does."""
        for page in self.project.site.pages:
            found = self.annotated.get((page.language, page.key))
            if page.language == language and found is not None and not page.fallback and term in found.terms:
                yield page, found.terms[term][0]


def paragraphs(text: str) -> str:
    """A short Markdown text as HTML, without extensions."""
    return str(markdown.markdown(text, output_format="html"))
