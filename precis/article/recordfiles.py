"""The files of records that an import writes: candidate facts, the article as their source, candidate terms."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from precis import record_text
from precis.article import imported
from precis.article.imported import Imported
from precis.article.outline import Outline
from precis.candidacy import TermCandidate
from precis.fact import Entries, Fact
from precis.language import Language
from precis.records import Record, parse, validated
from precis.review import ORDER
from precis.slug import slug

if TYPE_CHECKING:
    from precis.article.job import Request

_FACTS = """\
# yaml-language-server: $schema=../../schemas/facts.schema.json
# Facts of {name}: values only, no running prose. Each figure is kept once.
"""
_SOURCES = """\
# yaml-language-server: $schema=../../schemas/sources.schema.json
# Sources cited by the facts and pages of {name}. Field names follow CSL.
"""
_TERMS = """\
# Names of the article that may deserve an entry in the glossary: scripts/review.py takes them away one by one.
"""


@dataclass(frozen=True)
class RecordFiles:
    """The files of one explainer."""

    explainer: str
    language: Language
    files: Mapping[str, str]
    "Texts by path below the folder of pages."

    @property
    def facts_path(self) -> str:
        return f"_facts/{self.explainer}.yml"

    @property
    def sources_path(self) -> str:
        return f"_sources/{self.explainer}.yml"

    @property
    def terms_path(self) -> str:
        return f"{imported.folder(self.explainer)}/terms.yml"

    def source(
        self, request: Request, outline: Outline, title: str, before: Imported | None
    ) -> tuple[str, Mapping[str, Any]]:
        """Id and fields (CSL) of the article's record."""
        said = request.article.metadata
        outlet, url = request.outlet, request.url or said.url
        fields = {
            "type": "article-newspaper",
            "title": outline.title or title,
            "container-title": outlet,
            "author": [{"literal": name} for name in outline.authors],
            "issued": outline.issued,
            "URL": url,
            "language": request.language.tag,
        }
        name = before.source if before else slug(f"{outlet} {outline.issued}") or "article"
        return name, {key: value for key, value in fields.items() if value}

    def texts(
        self,
        facts: Mapping[str, Fact],
        cited: Collection[str],
        sources: Mapping[str, Mapping[str, Any]],
        terms: Mapping[str, TermCandidate],
        waiting: Mapping[str, TermCandidate],
    ) -> Mapping[str, str]:
        """The whole files. What a person wrote or reviewed stays; candidates that no page cites any more go."""
        return {
            self.facts_path: self._facts(facts, cited),
            self.sources_path: self._with(self.sources_path, _SOURCES, sources),
            self.terms_path: self._terms(terms, waiting),
        }

    def _facts(self, facts: Mapping[str, Fact], cited: Collection[str]) -> str:
        text = self.files.get(self.facts_path, _FACTS.format(name=self.explainer))
        entries: Entries = validated(parse(text, self.facts_path), Entries)
        for name, entry in entries.items():
            if isinstance(entry, Fact) and entry.unreviewed and name not in cited:
                text = record_text.removed(text, self.facts_path, name)
        new = [_entry(name, fact, ORDER) for name, fact in facts.items()]
        return record_text.appended(text, self.facts_path, "\n".join(new)) if new else text

    def _terms(self, terms: Mapping[str, TermCandidate], waiting: Mapping[str, TermCandidate]) -> str:
        text = self.files.get(self.terms_path, _TERMS)
        for name in waiting.keys() - terms.keys():
            text = record_text.removed(text, self.terms_path, name)
        new = [_entry(name, terms[name], _TERM_ORDER) for name in terms if name not in waiting]
        return record_text.appended(text, self.terms_path, "\n".join(new)) if new else text

    def _with(self, path: str, head: str, records: Mapping[str, Mapping[str, Any]]) -> str:
        """With records that the file does not have."""
        text = self.files.get(path, head.format(name=self.explainer))
        there = parse(text, path).data
        for name, fields in records.items():
            if name not in there:
                text = record_text.appended(text, path, record_text.entry(name, fields, tuple(fields)))
        return text


def _entry(name: str, record: Record, order: Sequence[str]) -> str:
    fields = plain_data(record.model_dump(by_alias=True, exclude_defaults=True))
    return record_text.entry(name, fields, order)


_TERM_ORDER = tuple(TermCandidate.model_fields)


def plain_data(value: Any) -> Any:
    """With numbers and texts that YAML has, in place of decimals and days."""
    if isinstance(value, Mapping):
        return {key: plain_data(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [plain_data(one) for one in value]
    if isinstance(value, Decimal):
        return int(value) if value == int(value) else float(value)
    return value.isoformat() if isinstance(value, dt.date) else value
