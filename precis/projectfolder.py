"""The folder of a project: each kind of file in it, read and checked."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from babel.messages.catalog import Catalog

from precis import candidacy, completeness, disk, ledger, lineage
from precis.candidacy import Candidates, TermCandidates
from precis.catalogue import Translations, parse_po
from precis.chart import mapcheck
from precis.chart.chart import Charts
from precis.chart.fitting import unfit
from precis.chart.mapbase import MapBase
from precis.dossier import Dossier
from precis.fact import Entries, Facts
from precis.formula import complete
from precis.language import Language
from precis.ledger import Ledger
from precis.memo import memo
from precis.page import PageSource, parse_door, parse_page
from precis.problems import Collector, InvalidInput, Problem
from precis.records import Records, parse, validated
from precis.source import Source, Sources
from precis.term import Glossary, Term, TermId
from precis.translated import STATE, PageState, State

T = TypeVar("T")
_NO_CHARTS: Charts = MappingProxyType({})
_NO_TERMS: Glossary = MappingProxyType({})


class ProjectFolder(Collector):
    """One pass over the folder that keeps going after a problem."""

    def __init__(self, root: Path, docs: Path, source_language: str) -> None:
        super().__init__()
        self.root, self.docs, self.source_language = root, docs, source_language
        self.glossary_files: dict[str, Records] = {}

    def languages(self) -> dict[str, Language]:
        found = {}
        for folder in disk.folders_in(self.root / "locales"):
            language = self.attempt(self._language, folder)
            if language is not None:
                found[language.tag] = language
        written = (
            folder.name for folder in disk.folders_in(self.docs) if next(disk.files_below(folder, "**/*.md"), None)
        )
        for tag in dict.fromkeys((self.source_language, *written)):
            if not (self.root / "locales" / tag / "language.yml").is_file():
                self.problems.extend(self._no_language(tag))
        return dict(sorted(found.items(), key=lambda item: (item[0] != self.source_language, item[0])))

    def translations(
        self, language: Language, languages: Mapping[str, Language], passing: Collection[str]
    ) -> Translations:
        """The messages of a language and, behind them, those of its bases. `passing`: those that nobody misses yet."""
        tags = lineage.ancestry(language.tag, {tag: other.base for tag, other in languages.items()})
        catalogs = [catalog for tag in reversed(tags) for catalog in self._catalogs(languages[tag])]
        source = self.source_language in tags
        return Translations(catalogs, source=source, complete=language.complete, provisional=passing)

    def _catalogs(self, language: Language) -> list[Catalog]:
        folder = self.root / "locales" / language.tag / "LC_MESSAGES"
        read = partial(self._catalog, locale=language.locale_id)
        return [catalog for path in disk.files_below(folder, "*.po") if (catalog := self.attempt(read, path))]

    def glossary(self, tag: str) -> Glossary:
        path = self.root / "locales" / tag / "glossary.yml"
        records = self.attempt(self._records, path) if path.is_file() else None
        if records is None:
            return _NO_TERMS
        self.glossary_files[tag] = records
        return self.attempt(memo, validated, records, dict[TermId, Term]) or _NO_TERMS

    def translated(self, tag: str) -> State | None:
        path = self.root / STATE.format(tag)
        return self.attempt(self._model, path, dict[str, PageState]) if path.is_file() else None

    def dossiers(self) -> Iterator[Dossier]:
        bases = self.bases()
        for path in disk.files_below(self.docs / "_facts", "*.yml"):
            facts = self.attempt(self._records, path)
            sources_path = self.docs / "_sources" / path.name
            sources = self.attempt(self._model, sources_path, dict[str, Source])
            checked = None if facts is None else self._facts(facts)
            if facts is None or checked is None or sources is None:
                continue
            self.problems.extend(
                memo(_unknown_sources, facts, checked, sources, disk.relative(sources_path, self.root))
            )
            charts = self.charts(path.name, checked, facts.path)
            yield memo(_dossier, path.stem, facts, checked, sources, charts, bases)

    def addresses(self) -> Ledger:
        """The published addresses; none before the first publication."""
        path = self.root / ledger.FILE
        return self.attempt(lambda: ledger.parse(disk.read_text(path, self.root))) or {} if path.is_file() else {}

    def bases(self) -> Mapping[str, MapBase]:
        """What maps are drawn on, by name; those that are faulty are left out."""
        read = {path.stem: self.attempt(self._base, path) for path in self._base_files()}
        found = {name: base for name, base in read.items() if base is not None}
        return memo(_named, tuple(found), tuple(found.values()))

    def _base_files(self) -> Iterator[Path]:
        return disk.files_below(self.docs / mapcheck.FOLDER, "*.yml")

    def _base(self, path: Path) -> MapBase:
        return memo(mapcheck.read, self._records(path))

    def charts(self, name: str, facts: Facts, facts_path: str) -> Charts:
        """The charts of an explainer, which need not have any."""
        path = self.docs / "_charts" / name
        records = self.attempt(self._records, path) if path.is_file() else None
        found: Charts = _NO_CHARTS if records is None else self.attempt(memo, validated, records, Charts) or {}
        if records is not None:
            self.problems.extend(unfit(records, found, facts, facts_path))
            self.problems.extend(mapcheck.unknown(records, found, [path.stem for path in self._base_files()]))
        return found

    def imports(self) -> list[str]:
        """Explainers of which an import keeps something."""
        return [folder.name for folder in disk.folders_in(self.docs / candidacy.FOLDER)]

    def candidates(self, languages: Collection[str]) -> Candidates:
        """The terms that nobody has reviewed yet."""
        files = {name: self.docs / candidacy.FOLDER / name / "terms.yml" for name in self.imports()}
        read = {name: self.attempt(self._candidates, path) for name, path in files.items() if path.is_file()}
        found = {name: one for name, one in read.items() if one is not None}
        self.problems.extend(candidacy.strangers(found, languages))
        return found

    def pages(self, languages: Mapping[str, Language]) -> Iterator[PageSource]:
        for tag in languages:
            folder = self.docs / tag
            for path in disk.files_below(folder, "**/*.md"):
                key = disk.relative(path, folder)
                if any(part[0] in "._" for part in key.split("/")) or path.name == "README.md":
                    continue
                page = self.attempt(self._page, path, tag, key)
                if page is not None:
                    yield page

    def door(self) -> None:
        """The page before all languages, whose front matter MkDocs reads."""
        path = self.docs / "index.md"
        if path.is_file():
            parse_door(disk.read_text(path, self.root), disk.relative(path, self.root))

    def _language(self, folder: Path) -> Language:
        path = folder / "language.yml"
        if not path.is_file():
            raise InvalidInput(self._no_language(folder.name))
        records = self._rules(folder.name)
        language: Language = memo(validated, records, Language)
        if language.tag != folder.name:
            what = f"the tag is “{language.tag}”, but the folder is “{folder.name}”"
            problem = Problem(records.path, records.line(["tag"]), what, "one tag for both", "rename one of them")
            raise InvalidInput([problem])
        return language

    def _rules(self, tag: str, above: tuple[str, ...] = ()) -> Records:
        """A language's rules with those of its base. Raises InvalidInput for what is wrong with either."""
        folders = disk.folders_in(self.root / "locales")
        tags = {folder.name for folder in folders if (folder / "language.yml").is_file()}
        own = self._records(self.root / "locales" / tag / "language.yml")
        base = lineage.base_of(own, tag, tags)
        if not base:
            return own
        if base in above:
            raise lineage.circular(own, (*above, tag, base))
        rules = self._rules(base, (*above, tag))
        validated(rules, Language)
        return lineage.completed(own, rules, base)

    def _no_language(self, tag: str) -> list[Problem]:
        path = f"locales/{tag}/language.yml"
        what = f"is missing, but there is a folder for the language “{tag}”"
        repair = f"python scripts/new_language.py {tag} makes it; or remove the folder “{tag}”"
        return [Problem(path, None, what, "one language.yml a language", repair)]

    def _catalog(self, path: Path, locale: str) -> Catalog:
        return memo(parse_po, disk.read_text(path, self.root), disk.relative(path, self.root), locale)

    def _records(self, path: Path) -> Records:
        return memo(parse, disk.read_text(path, self.root), disk.relative(path, self.root))

    def _candidates(self, path: Path) -> tuple[Records, TermCandidates]:
        records = self._records(path)
        found: TermCandidates = memo(validated, records, TermCandidates)
        return records, found

    def _model(self, path: Path, model: type[T]) -> T:
        found: T = memo(validated, self._records(path), model)
        return found

    def _facts(self, records: Records) -> Facts | None:
        entries: Entries | None = self.attempt(memo, validated, records, Entries)
        return None if entries is None else self.attempt(memo, complete, records, entries)

    def _page(self, path: Path, tag: str, key: str) -> PageSource:
        return memo(parse_page, disk.read_text(path, self.root), disk.relative(path, self.root), tag, key)


def _unknown_sources(records: Records, facts: Facts, sources: Sources, path: str) -> Sequence[Problem]:
    return tuple(completeness.unknown_sources(records, facts, sources, path))


def _dossier(
    name: str, records: Records, facts: Facts, sources: Sources, charts: Charts, bases: Mapping[str, MapBase]
) -> Dossier:
    lines = {fact_id: f"{records.path}:{records.line([fact_id])}" for fact_id in facts}
    return Dossier(name, facts, sources, lines, charts, bases)


def _named(names: Sequence[str], bases: Sequence[MapBase]) -> Mapping[str, MapBase]:
    """The same mapping for the same maps."""
    return dict(zip(names, bases, strict=True))
