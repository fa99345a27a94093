"""Lists facts by the age of their last check, those checked longest ago first.

Usage: python scripts/fact_report.py [EXPLAINER] [--json]
"""

from __future__ import annotations

import dataclasses
import json
import os
import sys
from pathlib import Path

from precis import clock
from precis.checkup import Checkup, checkups
from precis.problems import InvalidInput
from precis.project import Project, load
from scripts.command import columns
from scripts.strings import source_language

ROOT = Path(__file__).resolve().parent.parent
HEADER = ("fact", "checked", "days", "certainty", "sources", "next check", "due")


def main(arguments: list[str]) -> int:
    names = [argument for argument in arguments if argument != "--json"]
    try:
        project = load(ROOT, ROOT / "docs", source_language(ROOT))
    except InvalidInput as invalid:
        sys.exit(str(invalid))
    if len(names) > 1 or not set(names) <= set(project.dossiers):
        print(f"{__doc__}\nExplainers: {', '.join(project.dossiers)}", file=sys.stderr)
        return 2
    found = reports(project, names or list(project.dossiers))
    print(as_json(found) if "--json" in arguments else "\n\n".join(map(table, found.values())))
    return 0


def reports(project: Project, explainers: list[str]) -> dict[str, list[Checkup]]:
    today = clock.today(os.environ)
    return {name: checkups(project.dossier(name).facts, today) for name in explainers}


def table(found: list[Checkup]) -> str:
    return columns([HEADER, *map(cells, found)])


def cells(one: Checkup) -> tuple[str, ...]:
    planned = one.next_check.isoformat() if one.next_check else ""
    days, sources = str(one.days), str(one.sources)
    return one.fact, one.checked.isoformat(), days, one.certainty, sources, planned, "due" * one.due


def as_json(found: dict[str, list[Checkup]]) -> str:
    data = {name: list(map(dataclasses.asdict, rows)) for name, rows in found.items()}
    return json.dumps(data, default=str, ensure_ascii=False, indent=1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
