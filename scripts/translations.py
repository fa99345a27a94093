"""Follows translations: what they lack, what changed in their originals since, and that they are up to date again.

Usage: python scripts/translations.py status [LANGUAGE] [--json]
       python scripts/translations.py diff [LANGUAGE [PAGE]]
       python scripts/translations.py confirm LANGUAGE [PAGE [SECTION]] [--how human|machine|machine-reviewed]
       python scripts/translations.py export LANGUAGE [PAGE] --format po|xliff [--all] [--out FILE]
       python scripts/translations.py import FILE [--how human|machine|machine-reviewed]

A page is named as in its folder, calais-2015/terminal.md; calais-2015 stands for all pages of an explainer. `status`
exits with 1 where less of a language is current than `translated:` in its language.yml asks for. `diff` shows the
passages of originals that changed since they were translated. `confirm` records that a translation says what its
original says now; without a page, all pages do. `export` writes what is missing or stale (with --all everything) for
translators' tools; `import` takes it back.
"""

from __future__ import annotations

import argparse
import dataclasses
import difflib
import json
import os
import sys
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

from mkdocs.config import load_config

from precis import clock, disk, history
from precis.catalogue import parse_po
from precis.drift import Drift
from precis.freshness import Freshness
from precis.progress import Progress, of_strings, progress, share
from precis.project import Project, load
from precis.publication import Publication
from precis.segment import segments
from precis.site import SitePage
from precis.translated import STATE, confirmed, dumped
from scripts import parcels
from scripts.command import Refusal, carried_out, columns, require

ROOT = Path(__file__).resolve().parent.parent
HEADER = ("page", "section", "current", "stale", "fuzzy", "missing")


def main(arguments: list[str], root: Path = ROOT) -> int:
    wanted = parser().parse_args(arguments)
    return carried_out(lambda: int(wanted.run(wanted, root, read(root))))


def parser() -> argparse.ArgumentParser:
    whole = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = whole.add_subparsers(required=True, metavar="COMMAND")
    telling = commands.add_parser("status", help="what is current, stale, fuzzy and missing")
    telling.add_argument("language", nargs="?")
    telling.add_argument("--json", action="store_true")
    telling.set_defaults(run=status)
    showing = commands.add_parser("diff", help="what changed in the originals")
    showing.add_argument("language", nargs="?")
    showing.add_argument("page", nargs="?")
    showing.set_defaults(run=diff)
    confirming = commands.add_parser("confirm", help="record that translations are up to date")
    confirming.add_argument("language")
    confirming.add_argument("page", nargs="?")
    confirming.add_argument("section", nargs="?", default="")
    confirming.add_argument("--how", choices=("human", "machine", "machine-reviewed"))
    confirming.set_defaults(run=confirm)
    sending = commands.add_parser("export", help="what is missing or stale, for translators' tools")
    sending.add_argument("language")
    sending.add_argument("page", nargs="?")
    sending.add_argument("--format", choices=tuple(parcels.ENDINGS), required=True)
    sending.add_argument("--all", action="store_true", help="what is current too")
    sending.add_argument("--out", type=Path, help="default: LANGUAGE.po or LANGUAGE.xlf")
    sending.set_defaults(run=export)
    taking = commands.add_parser("import", help="take translations back")
    taking.add_argument("file", type=Path)
    taking.add_argument("--how", choices=("human", "machine", "machine-reviewed"), default="human")
    taking.set_defaults(run=take)
    return whole


def read(root: Path) -> Freshness:
    config = load_config(str(root / "mkdocs.yml"))
    project = load(root, Path(config.docs_dir), str(config.theme["language"]))
    today = clock.today(os.environ)
    return Publication(project, today, changed_on=history.of(root, today)).freshness


def status(wanted: argparse.Namespace, root: Path, freshness: Freshness) -> int:
    tags = languages(freshness, wanted.language)
    rows = [*progress(freshness), *(row for tag in tags for row in strings(root, freshness.project, tag))]
    chosen = {tag: [row for row in rows if row.language == tag] for tag in tags}
    if wanted.json:
        print(json.dumps({tag: report(found) for tag, found in chosen.items()}, ensure_ascii=False, indent=1))
    else:
        print("\n\n".join(table(tag, found) for tag, found in chosen.items()))
    return int(any(share(found) < freshness.project.languages[tag].translated for tag, found in chosen.items()))


def diff(wanted: argparse.Namespace, root: Path, freshness: Freshness) -> int:  # noqa: ARG001 - commands are called alike
    tags = languages(freshness, wanted.language)
    for page in chosen(freshness, tags, wanted.page):
        for drift in freshness.drifts(page):
            print(told(drift, page, freshness), end="\n\n")
    return 0


def confirm(wanted: argparse.Namespace, root: Path, freshness: Freshness) -> int:
    tags = languages(freshness, wanted.language)
    state = dict(freshness.project.translated.get(tags[0], {}))
    for page in chosen(freshness, tags, wanted.page):
        original = freshness.original(page)
        assert original is not None
        if wanted.section:
            require(wanted.section, (one.section for one in segments(original.source)), f"section of {page.key}")
        today = clock.today(os.environ)
        old = state.get(page.key)
        state[page.key] = confirmed(old, original.source, today, how=wanted.how, section=wanted.section)
    disk.write_text(root / STATE.format(tags[0]), dumped(state))
    return 0


def export(wanted: argparse.Namespace, root: Path, freshness: Freshness) -> int:  # noqa: ARG001 - commands are called alike
    tags = languages(freshness, wanted.language)
    pages = parcels.pages_of(freshness, tags[0])
    if wanted.page is not None:
        require(wanted.page, [page.key for page in pages], "page to translate")
        pages = [page for page in pages if page.key == wanted.page]
    out = wanted.out or Path(f"{tags[0]}.{parcels.ENDINGS[wanted.format]}")
    if wanted.out is None and out.exists():
        raise Refusal(f"{out} is there already, perhaps with a translator’s work: import it, remove it, or say --out.")
    return parcels.send(freshness, pages, wanted.format, out, everything=wanted.all)


def take(wanted: argparse.Namespace, root: Path, freshness: Freshness) -> int:
    return parcels.take(freshness, wanted.file, root, wanted.how)


def languages(freshness: Freshness, tag: str | None) -> list[str]:
    """The one named, or all with something to translate: the source language, too, where an original is not in it."""
    source, *others = freshness.project.languages
    others = [source, *others] if parcels.pages_of(freshness, source) else others
    if tag is not None:
        require(tag, others, f"language that is translated from “{source}”")
    return others if tag is None else [tag]


def chosen(freshness: Freshness, tags: Sequence[str], key: str | None) -> list[SitePage]:
    """The translated pages of languages, or one of them, or an explainer's."""
    pages = [page for page in freshness.project.site.written if page.language in tags and freshness.original(page)]
    if key is not None:
        refuse_prepared(freshness, tags, key)
        require(key, [name for page in pages for name in (page.explainer, page.key)], "translated page")
    return [page for page in pages if key in {None, page.key, page.explainer}]


def refuse_prepared(freshness: Freshness, tags: Sequence[str], key: str) -> None:
    """Refuses a page that only awaits its translation, in each of the languages."""
    versions = [freshness.project.site.page(tag, key) for tag in tags]
    prepared = [page.prepared.path for page in versions if page and page.prepared]
    if prepared and len(prepared) == len(tags):
        raise Refusal(f"{prepared[0]} says “translated: false”: translate it and remove that line first.")


def strings(root: Path, project: Project, tag: str) -> Iterator[Progress]:
    for path in disk.files_below(root / "locales" / tag / "LC_MESSAGES", "*.po"):
        name = disk.relative(path, root)
        catalog = parse_po(disk.read_text(path, root), name, project.languages[tag].locale_id)
        yield of_strings(tag, path.name, catalog)


def table(tag: str, rows: Sequence[Progress]) -> str:
    """One line a page that is current, one a section for all others."""
    lines = [HEADER, *(line for _, found in groupby(rows, lambda row: row.page) for line in lines_of(list(found)))]
    return f"{tag}: {share(rows):.1f} % current\n{columns(lines)}"


def lines_of(rows: Sequence[Progress]) -> Iterator[tuple[str, ...]]:
    counts = [sum(getattr(row, name) for row in rows) for name in HEADER[2:]]
    yield (rows[0].page, "", *map(str, counts))
    for row in rows:
        if row.section and row.current < row.total:
            yield ("", row.section, *(str(getattr(row, name)) for name in HEADER[2:]))


def report(rows: Sequence[Progress]) -> dict[str, object]:
    return {"current": round(share(rows), 1), "sections": list(map(dataclasses.asdict, rows))}


def told(drift: Drift, page: SitePage, freshness: Freshness) -> str:
    """Where, what kind, and the original before and after, word for word."""
    original = freshness.original(page)
    assert original is not None
    place = drift.translation.line(page.source) if drift.translation else None
    where = page.source.path if place is None else f"{page.source.path}:{place}"
    there = f"{original.source.path}:{drift.source.line(original.source)}" if drift.source else original.source.path
    now = drift.source.unwrapped if drift.source else ""
    changes = [line for line in difflib.ndiff(drift.was.splitlines(), now.splitlines()) if line[0] != "?"]
    return "\n".join([f"{where} ({drift.kind}; original: {there})", *(f"  {line}" for line in changes)])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
