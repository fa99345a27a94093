"""A newsroom's project folder, read whole: languages, catalogues, glossaries, facts, sources and pages."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from precis import candidacy, completeness, lineage, register, thesaurus
from precis.arrangement import arrange
from precis.candidacy import Candidates
from precis.chart import mapcheck
from precis.chart.mapbase import MapBase
from precis.dossier import Dossier
from precis.fact import provisional
from precis.language import Language
from precis.ledger import Ledger
from precis.memo import memo
from precis.problems import InvalidInput, LeadsOut, Problem
from precis.projectfolder import ProjectFolder
from precis.site import Site
from precis.term import Glossaries, Glossary
from precis.translated import State
from precis.writing import Writer

T = TypeVar("T")


@dataclass(frozen=True)
class Project:
    languages: Mapping[str, Language]
    "By tag; the source language first."
    writers: Mapping[str, Writer]
    glossaries: Glossaries
    dossiers: Mapping[str, Dossier]
    "By explainer."
    site: Site
    translated: Mapping[str, State]
    "What the translations were made from, by language; without those that nobody follows."
    problems: tuple[Problem, ...] = ()
    """What is wrong but can be published: terms that a language lacks, facts and terms that nobody has reviewed, names
    that hide each other on maps."""
    addresses: Ledger = field(default_factory=dict)
    "What was published, by address."

    def dossier(self, explainer: str) -> Dossier:
        return self.dossiers.get(explainer, Dossier(explainer, {}, {}, {}))


def load(root: Path, docs: Path, source_language: str, *, drafts: bool = True) -> Project:
    """Reads the project. `drafts`: whether explainers that are drafts belong to it. Raises InvalidInput with every
    problem of every file, those of drafts included; LeadsOut before anything is read."""
    if links := list(completeness.leading_out(docs, root)):
        raise LeadsOut(links)
    reading = ProjectFolder(root, docs, source_language)
    languages = reading.languages()
    bases = {tag: language.base for tag, language in languages.items()}
    incomplete = {tag for tag, language in languages.items() if not language.complete}
    dossiers = {dossier.name: dossier for dossier in reading.dossiers()}
    passing = provisional(fact for dossier in dossiers.values() for fact in dossier.facts.values())
    writers = {
        tag: Writer(language, reading.translations(language, languages, passing)) for tag, language in languages.items()
    }
    read = {tag: reading.glossary(tag) for tag in languages}
    glossaries = memo(_glossaries, tuple(read), tuple(read.values()), tuple(bases[tag] for tag in read))
    reading.problems.extend(thesaurus.errors(glossaries, reading.glossary_files))
    translated = {tag: state for tag in languages if (state := reading.translated(tag)) is not None}
    candidates = reading.candidates(languages)
    addresses = reading.addresses()
    written = list(reading.pages(languages))
    reading.problems.extend(completeness.misplaced(docs, root))
    reading.problems.extend(completeness.unread(docs, root))
    reading.problems.extend(completeness.unpublishable(docs, root))
    reading.attempt(reading.door)
    if not reading.problems:
        reading.problems.extend(completeness.incomplete(written, dossiers, reading.imports()))
    if not drafts:
        hidden = {page.explainer for page in written if page.front.draft}
        written = [page for page in written if page.explainer not in hidden]
        dossiers, candidates = _without(dossiers, hidden), _without(candidates, hidden)
    lines = {name: dossier.fact_lines for name, dossier in dossiers.items()}
    made = register.pages(written, {name: dossier.facts for name, dossier in dossiers.items()}, writers, lines)
    pages = [*made, *written]
    sources = {tag: {key: page.source for key, page in state.items()} for tag, state in translated.items()}
    site = reading.attempt(arrange, pages, tuple(languages), bases, incomplete, sources) if languages else None
    if reading.problems or site is None:
        raise InvalidInput(reading.problems)
    problems = (
        *thesaurus.missing(glossaries, incomplete),
        *_unreviewed(dossiers, candidates, writers[source_language]),
        *mapcheck.crowded(_bases(dossiers), writers),
    )
    return Project(
        languages, writers, memo(thesaurus.joined, glossaries), dossiers, site, translated, problems, addresses
    )


def _glossaries(tags: Sequence[str], read: Sequence[Glossary], bases: Sequence[str]) -> Glossaries:
    """The same mapping for the same glossaries."""
    things = dict(zip(tags, read, strict=True))
    return lineage.inherited(things, dict(zip(tags, bases, strict=True)))


def _without(named: Mapping[str, T], names: Collection[str]) -> dict[str, T]:
    return {name: one for name, one in named.items() if name not in names}


def _bases(dossiers: Mapping[str, Dossier]) -> dict[str, MapBase]:
    """What the maps are drawn on that the explainers have."""
    charts = ((dossier, chart) for dossier in dossiers.values() for chart in dossier.charts.values() if chart.base)
    return {chart.base: dossier.bases[chart.base] for dossier, chart in charts}


def _unreviewed(dossiers: Mapping[str, Dossier], candidates: Candidates, writer: Writer) -> Iterator[Problem]:
    for name, dossier in dossiers.items():
        yield from candidacy.unreviewed_facts(name, dossier.facts, dossier.fact_lines, writer)
    yield from candidacy.unreviewed_terms(candidates)
