"""What lies before the reviewer of one explainer: its facts, pages and candidate terms, as their files say just now."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from precis.agreement import disagreement
from precis.candidacy import FOLDER, TermCandidate, TermCandidates
from precis.completeness import unknown_sources
from precis.fact import Derived, Entries, Fact, Facts
from precis.factlinks import FactLink, links
from precis.formula import complete, tokens
from precis.page import PageSource, parse_page
from precis.problems import InvalidInput, Problem
from precis.reading import Reader
from precis.records import Records, UrlPart, parse, validated
from precis.source import Source
from precis.term import Glossary, Term
from precis.translated import STATE, PageState, State
from precis.writing import Writer


@dataclass(frozen=True, slots=True)
class Mention:
    """A link to a fact on a page."""

    page: PageSource
    link: FactLink

    @property
    def where(self) -> str:
        return f"{self.page.path}:{self.page.line_of(self.link.start)}"


@dataclass(frozen=True)
class Desk:
    name: str
    "The explainer's."
    texts: Mapping[str, str]
    "What a review reads and changes, by path from the project's folder."
    writers: Mapping[str, Writer]
    "By tag; the source language first."
    reader: Callable[[str], Reader]
    "By tag."
    today: dt.date

    @property
    def facts_path(self) -> str:
        return f"docs/_facts/{self.name}.yml"

    @property
    def terms_path(self) -> str:
        return f"docs/{FOLDER}/{self.name}/terms.yml"

    @property
    def dropped_path(self) -> str:
        return f"docs/{FOLDER}/{self.name}/dropped.yml"

    def text(self, path: str) -> str:
        """Empty where there is no such file."""
        return self.texts.get(path, "")

    def after(self, changes: Mapping[str, str]) -> Desk:
        """The desk once some files have other texts. Raises InvalidInput where its facts or terms are faulty then."""
        desk = replace(self, texts={**self.texts, **changes})
        _ = desk.facts, desk.candidates
        return desk

    @cached_property
    def records(self) -> Records:
        return self._records(self.facts_path)

    @cached_property
    def facts(self) -> Facts:
        """Raises InvalidInput with all that is wrong with the file."""
        entries: Entries = validated(self.records, Entries)
        facts = complete(self.records, entries)
        path = f"docs/_sources/{self.name}.yml"
        sources: Mapping[str, Source] = validated(self._records(path), dict[str, Source])
        if problems := list(unknown_sources(self.records, facts, sources, path)):
            raise InvalidInput(problems)
        return facts

    @cached_property
    def candidates(self) -> TermCandidates:
        found: TermCandidates = validated(self._records(self.terms_path), TermCandidates)
        return found

    @cached_property
    def pages(self) -> tuple[PageSource, ...]:
        """Every page of the explainer in every language, in reading order; those that await their translation last."""
        return tuple(sorted(self._pages("docs"), key=self._reading_order))

    @cached_property
    def copies(self) -> tuple[PageSource, ...]:
        """The pages as the import wrote them."""
        return tuple(self._pages(f"docs/{FOLDER}/{self.name}/base"))

    @cached_property
    def mentions(self) -> Mapping[str, tuple[Mention, ...]]:
        """By fact, in the order of the pages; without pages that await their translation."""
        found: dict[str, tuple[Mention, ...]] = {}
        for page in self.pages:
            for link in links(page.text) if page.front.translated else ():
                found[link.fact] = (*found.get(link.fact, ()), Mention(page, link))
        return found

    @property
    def open_facts(self) -> list[str]:
        """Those that nobody has reviewed, in the order of their first mention; those that no page cites last."""
        order = list(self.mentions)
        unreviewed = [fact_id for fact_id, fact in self.facts.items() if fact.unreviewed]
        return sorted(unreviewed, key=lambda one: order.index(one) if one in order else len(order))

    @property
    def open_terms(self) -> list[str]:
        return list(self.candidates)

    def fact(self, fact_id: str) -> Fact:
        """A fact to review. Raises InvalidInput where it is none any more."""
        if fact_id not in self.open_facts:
            raise InvalidInput([self._gone(self.facts_path, "fact", fact_id)])
        return self.facts[fact_id]

    def term(self, term_id: str) -> TermCandidate:
        """A term to review. Raises InvalidInput where it is none any more."""
        if term_id not in self.candidates:
            raise InvalidInput([self._gone(self.terms_path, "term", term_id)])
        return self.candidates[term_id]

    def _gone(self, path: str, kind: str, name: str) -> Problem:
        return Problem(path, None, f"has no {kind} “{name}” to review any more", "one of those left", "leave it")

    def written(self, fact_id: str, tag: str = "") -> str:
        """The fact's value as a language writes it; the source language if none is named."""
        return self.writers[tag or next(iter(self.writers))].fact(self.facts[fact_id])

    def formulas(self, fact_id: str) -> Iterator[tuple[str, str]]:
        """Facts that are computed from a fact, each with its formula."""
        entries: Entries = validated(self.records, Entries)
        for other, entry in entries.items():
            if isinstance(entry, Derived) and ("fact", fact_id) in tokens(entry.derived):
                yield other, entry.derived

    def disagreements(self, fact_id: str, other: str = "") -> Iterator[Problem]:
        """Where the words of the links to a fact do not say what it, or another one, records."""
        name = other or fact_id
        for mention in self.mentions.get(fact_id, ()):
            said, tag = mention.link.said, mention.page.language
            wrong = disagreement(said, self.facts[name], self.reader(tag)) if said else None
            if wrong is not None:
                what = f"“{said}” ({wrong}) does not say what the fact “{name}” records"
                line = mention.page.line_of(mention.link.start)
                repair = f"correct the text or the record, {self.facts_path}:{self.records.line([name])}"
                yield Problem(mention.page.path, line, what, self.written(name, tag), repair)

    def glossary_path(self, tag: str) -> str:
        return f"locales/{tag}/glossary.yml"

    @cached_property
    def glossary_files(self) -> Mapping[str, Records]:
        return {tag: self._records(self.glossary_path(tag)) for tag in self.writers}

    @cached_property
    def glossaries(self) -> Mapping[str, Glossary]:
        """Each language's own. Raises InvalidInput."""
        return {tag: validated(file, dict[UrlPart, Term]) for tag, file in self.glossary_files.items()}

    @cached_property
    def translated(self) -> Mapping[str, State]:
        """What translations were made from, by the path of the file."""
        files = [path for tag in self.writers if (path := STATE.format(tag)) in self.texts]
        return {path: validated(self._records(path), dict[str, PageState]) for path in files}

    def _records(self, path: str) -> Records:
        return parse(self.text(path), path)

    def _pages(self, folder: str) -> Iterator[PageSource]:
        """Pages in a folder of languages."""
        for path, text in self.texts.items():
            tag, _, key = path.removeprefix(f"{folder}/").partition("/")
            if path.startswith(f"{folder}/") and tag in self.writers and path.endswith(".md"):
                yield parse_page(text, path, tag, key)

    def _reading_order(self, page: PageSource) -> tuple[bool, int, bool, int, str]:
        tags, orders = list(self.writers), self._orders
        order = orders.get(page.key, 1_000_000)
        return (not page.front.translated, tags.index(page.language), page.name != "index", order, page.key)

    @cached_property
    def _orders(self) -> Mapping[str, int]:
        """Each page's place, which one language states."""
        stated = ((page.key, page.front.order) for page in self._pages("docs"))
        return {key: order for key, order in stated if order is not None}
