"""Checks a site, or some of its pages, before it is published: it is built into a temporary folder and looked at.

Usage: python scripts/check.py [PAGE …] [--site FOLDER] [--only CHECK …] [--strict] [--notes] [--json] [--timings]

A page is a file, docs/en/calais-2015/measures.md: then only what is wrong with it, and with the records that it cites,
is told, which is quick enough for an editor to run at each save. --site looks at a site that is built already.

Each finding says where it is, what is wrong, what is expected and how to repair it; a table of all checks comes last.
Exits with 0 where nothing is wrong, with 1 where there are errors – with --strict, warnings too –, and with 2 where
nothing could be checked. Notes, what is only worth knowing, never count; --notes shows them.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from precis.checks.checks import CHECKS
from precis.checks.report import Report, refused, report, told
from precis.problems import InvalidInput
from scripts.checking import inspect
from scripts.command import Refusal, carried_out, columns

ROOT = Path(__file__).resolve().parent.parent


def main(arguments: list[str], root: Path = ROOT) -> int:
    wanted = parser().parse_args(arguments)
    return carried_out(lambda: run(wanted, root))


def parser() -> argparse.ArgumentParser:
    whole = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    whole.add_argument("pages", nargs="*", type=Path, metavar="PAGE", help="files of pages; all if none is named")
    whole.add_argument("--site", type=Path, metavar="FOLDER", help="a built site to look at instead of building one")
    whole.add_argument("--only", action="append", choices=[check.name for check in CHECKS], help="run this check alone")
    whole.add_argument("--strict", action="store_true", help="warnings count")
    whole.add_argument("--notes", action="store_true", help="show notes too")
    whole.add_argument("--json", action="store_true", help="for programs: schemas/check.schema.json")
    whole.add_argument("--timings", action="store_true", help="how long each check takes")
    return whole


def run(wanted: argparse.Namespace, root: Path) -> int:
    found = checked(wanted, root)
    if wanted.json:
        print(found.model_dump_json(indent=1))
    else:
        print(told(found, columns, notes=wanted.notes, timed=wanted.timings))
    return found.code


def checked(wanted: argparse.Namespace, root: Path) -> Report:
    if wanted.site is not None and not wanted.site.is_dir():
        raise Refusal(f"There is no folder {wanted.site}.")
    checks = [check for check in CHECKS if wanted.only is None or check.name in wanted.only]
    with tempfile.TemporaryDirectory() as temporary:
        try:
            folder = wanted.site or Path(temporary) / "site"
            build = wanted.site is None and any(check.of_site for check in checks)
            inspection = inspect(root, folder, wanted.pages, build=build)
        except InvalidInput as invalid:
            return refused(invalid, strict=wanted.strict)
        return report(inspection, checks, strict=wanted.strict, timed=wanted.timings)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
