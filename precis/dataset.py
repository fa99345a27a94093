"""An explainer's facts as open data: JSON with everything, and the same as a table."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from precis.dossier import Dossier
from precis.fact import Fact, Noun
from precis.facttable import Addresses, FactTable
from precis.linked import LICENCE, number, stated
from precis.records import Record
from precis.writing import Writer

FILES = {
    "facts.json": "application/json",
    "facts.csv": "text/csv",
    "facts.csv-metadata.json": "application/csvm+json",
}
"Names and media types."
_OURS = frozenset({"context"})
"Keys that are kept to ourselves."
_TRANSLATED = frozenset({"label", "note", "place", "stated_by", "was"})


@dataclass(frozen=True)
class Dataset:
    dossier: Dossier
    writers: Mapping[str, Writer]
    addresses: Addresses

    def files(self) -> dict[str, str]:
        """Texts by site-relative path."""
        table = FactTable(self.dossier, self.writers, self.addresses).table("facts.csv")
        texts = (self.json(), table.csv(), dumped(table.metadata()))
        return {f"{folder(self.dossier.name)}/{name}": text for name, text in zip(FILES, texts, strict=True)}

    def json(self) -> str:
        """Facts and sources by id, with the records' own names."""
        node = {
            "explainer": self.dossier.name,
            "license": LICENCE,
            "languages": list(self.writers),
            "facts": {fact_id: self._fact(fact_id, fact) for fact_id, fact in self.dossier.facts.items()},
            "sources": {id_: stated(self._plain("", source)) for id_, source in self.dossier.sources.items()},
        }
        return dumped(node)

    def _fact(self, fact_id: str, fact: Fact) -> dict[str, Any]:
        """The record, each of its texts in all languages, with what readers see and where."""
        record: dict[str, Any] = stated(self._plain("", fact))
        if fact.kind == "text":
            record["value"] = self._translated(str(fact.value))
        written = {tag: writer.fact(fact) for tag, writer in self.writers.items()}
        return {**record, "written": written, "urls": dict(self.addresses[fact_id])}

    def _plain(self, name: str, value: Any) -> Any:
        """A field as JSON: texts and nouns by language, numbers as numbers, days as ISO 8601."""
        if isinstance(value, Noun):
            return {tag: _noun(writer, value) for tag, writer in self.writers.items()}
        if isinstance(value, Record):
            names = {key: field.alias or key for key, field in type(value).model_fields.items()}
            return {names[key]: self._plain(key, item) for key, item in value if key not in _OURS}
        if isinstance(value, tuple):
            return [self._plain(name, item) for item in value]
        if name in _TRANSLATED and value:
            return self._translated(value)
        convert = _PLAIN.get(type(value))
        return convert(value) if convert else value

    def _translated(self, text: str) -> dict[str, str]:
        return {tag: writer.message(text) for tag, writer in self.writers.items()}


def folder(explainer: str) -> str:
    """Where the explainer's data stand, below the site's root."""
    return f"data/{explainer}"


def _noun(writer: Writer, noun: Noun) -> dict[str, str]:
    return {form: writer.translations.ngettext(noun.one, noun.other, n) for form, n in (("one", 1), ("other", 2))}


def dumped(node: Mapping[str, Any]) -> str:
    return json.dumps(node, ensure_ascii=False, indent=1) + "\n"


_PLAIN: Mapping[type, Any] = {Decimal: number, dt.date: dt.date.isoformat}
