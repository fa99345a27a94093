"""Writes the JSON Schemas of the records, from the models that read them: editors complete and check files with them.

Usage: python scripts/schemas.py update    write schemas/*.schema.json
       python scripts/schemas.py check     say which are out of step; exit 1 if any is
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from precis.chart.chart import Charts
from precis.chart.mapbase import MapBase
from precis.checks.report import Report
from precis.fact import Entries
from precis.records import UrlPart
from precis.source import Source
from precis.term import Term

ROOT = Path(__file__).resolve().parent.parent
MODELS: Mapping[str, tuple[str, Any]] = {
    "charts": ("Charts of an explainer, by id: docs/_charts/*.yml", Charts),
    "check": ("What scripts/check.py --json says", Report),
    "facts": ("Facts of an explainer, by id: docs/_facts/*.yml", Entries),
    "glossary": ("Terms of a language, by id: locales/*/glossary.yml", dict[UrlPart, Term]),
    "maps": ("What a map is drawn on: docs/_maps/*.yml", MapBase),
    "sources": ("Sources of an explainer, by id: docs/_sources/*.yml", dict[str, Source]),
}


def main(arguments: list[str]) -> int:
    if arguments == ["update"]:
        return update()
    if arguments == ["check"]:
        return check()
    print(__doc__)
    return 2


def update() -> int:
    for name in MODELS:
        path(name).parent.mkdir(exist_ok=True)
        path(name).write_text(schema(name), "utf-8")
    return 0


def check() -> int:
    stale = [name for name in MODELS if not path(name).exists() or path(name).read_text("utf-8") != schema(name)]
    for name in stale:
        print(f"{path(name).relative_to(ROOT)} is out of step: python scripts/schemas.py update")
    return bool(stale)


def schema(name: str) -> str:
    """JSON Schema 2020-12, as text."""
    title, model = MODELS[name]
    node = TypeAdapter(model).json_schema(by_alias=True)
    dialect = "https://json-schema.org/draft/2020-12/schema"
    return json.dumps({"$schema": dialect, **node, "title": title}, ensure_ascii=False, indent=2) + "\n"


def path(name: str) -> Path:
    return ROOT / "schemas" / f"{name}.schema.json"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
