"""Goes through what the import of an article left to people: facts and terms that only a program has seen.

Usage: python scripts/review.py EXPLAINER                     asks about one after the other
       python scripts/review.py EXPLAINER --list              says what is left
       python scripts/review.py EXPLAINER --decisions FILE    does what a file says, all of it or nothing
       (each with --root FOLDER for a project in another folder)

You can accept what was found and say what only a person knows, edit its record in $EDITOR, merge it with one that is
there, drop it, or skip it for now. Each decision is written at once: stop whenever you like (quit, Ctrl-C), and start
again. Links in the pages of all languages follow. A file of decisions is a mapping from ids:

    migrants-2100: {accept: {label: Migrants in Calais, unit: {one: person, other: people}, certainty: reported}}
    gbp-7000000: {merge: fund-july-2015}     # another fact, with which the words of the links must agree
    percent-300: {drop: why the figure needs no source}
    quote-1: drop
    nca: {accept: {definition: The British police force against organised crime.}}
    port-of-calais: {edit: {pref: port of Calais, definition: Where the ferries leave.}}
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from precis import batch, clock, disk
from precis.candidacy import FOLDER
from precis.decisions import followed
from precis.desk import Desk
from precis.edit import applied_raw, differing
from precis.project import Project, load
from precis.reading import Reader
from precis.records import parse
from precis.translated import STATE
from scripts import strings
from scripts.asking import Stopped, undisturbed
from scripts.command import carried_out, columns, require
from scripts.interview import SKIPPED, interview

NEXT = """\
Nothing is left to review in “{name}”. Next:
  make strings                                 then translate the new labels in locales/*/LC_MESSAGES/content.po
  python scripts/terms.py check                terms that the other languages still lack
  python scripts/translations.py status        pages that are not translated yet
  mkdocs build --strict"""
LEFT = """\
{left} left to review in “{name}”; a strict build fails until then. Go on with:
  python scripts/review.py {name}"""


def main(arguments: list[str]) -> int:
    wanted = parser().parse_args(arguments)
    try:
        return carried_out(lambda: review(wanted, wanted.root.resolve()))
    except KeyboardInterrupt:
        return 130


def parser() -> argparse.ArgumentParser:
    whole = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    whole.add_argument("explainer", metavar="EXPLAINER", help="the name of its folder")
    how = whole.add_mutually_exclusive_group()
    how.add_argument("--list", action="store_true", help="say what is left")
    how.add_argument("--decisions", metavar="FILE", type=Path, help="do what a file says, without questions")
    whole.add_argument("--root", metavar="FOLDER", type=Path, default=strings.ROOT, help="the project")
    return whole


def review(wanted: argparse.Namespace, root: Path) -> int:
    reviewer = Reviewer(root, wanted.explainer)
    if wanted.list:
        reviewer.tell_list()
    elif wanted.decisions:
        reviewer.follow(wanted.decisions)
    else:
        reviewer.walk()
    return 0


class Reviewer:
    """One explainer's review; its files are read anew for each decision, as people may change them meanwhile."""

    def __init__(self, root: Path, name: str) -> None:
        self.root, self.name = root, name
        self.project: Project = load(root, root / "docs", strings.source_language(root))
        explainers = {page.explainer for page in self.project.site.written}
        require(name, sorted(explainers), "explainer")
        self.reader = cache(lambda tag: Reader(self.project.languages[tag]))
        self.today = clock.today(os.environ)

    def desk(self) -> Desk:
        texts = {disk.relative(path, self.root): disk.read_text(path, self.root) for path in self._files()}
        return Desk(self.name, texts, self.project.writers, self.reader, self.today)

    def _files(self) -> Iterator[Path]:
        docs, kept = self.root / "docs", self.root / "docs" / FOLDER / self.name
        single = [docs / folder / f"{self.name}.yml" for folder in ("_facts", "_sources")]
        single += [kept / name for name in ("terms.yml", "dropped.yml")]
        for tag in self.project.languages:
            rules = self.root / "locales" / tag
            single += [rules / "glossary.yml", rules / "not-terms.txt", self.root / STATE.format(tag)]
            yield from (path for path in disk.files_below(docs / tag / self.name, "**/*.md") if _is_page(path))
        yield from disk.files_below(kept / "base", "**/*.md")
        yield from (path for path in single if path.is_file())

    def tell_list(self) -> None:
        desk = self.desk()
        rows = [(fact_id, "fact", desk.written(fact_id), _first(desk, fact_id)) for fact_id in desk.open_facts]
        rows += [(term_id, "term", one.name, one.first) for term_id, one in desk.candidates.items()]
        if rows:
            print(columns(rows))
        self._close(desk)

    def follow(self, file: Path) -> None:
        desk = self.desk()
        records = parse(disk.read_text(file, Path.cwd()), file.as_posix())
        outcome = followed(desk, records)
        self._write(desk, outcome.texts)
        for told, names in (("Done", outcome.done), ("Left alone, as not to be reviewed (any more)", outcome.left)):
            if names:
                print(f"{told}: {', '.join(names)}")
        for note in outcome.notes:
            print(f"Look again: {note}")
        self._close(self.desk())

    def walk(self) -> None:
        desk = self.desk()
        print(f"{_counted(desk)} to review in “{self.name}”.")
        skipped: set[tuple[str, str]] = set()
        try:
            while todo := [one for one in _open(desk) if one not in skipped]:
                print(f"\n{len(todo)} to go")
                changes = interview(self.desk, *todo[0])
                if changes is SKIPPED:
                    skipped.add(todo[0])
                else:
                    self._write(desk := self.desk(), changes)
                    print(f"  Written: {', '.join(changes)}")
                desk = self.desk()
        except (Stopped, KeyboardInterrupt):
            print()
        self._close(self.desk())

    def _write(self, desk: Desk, changes: Mapping[str, str]) -> None:
        """All files or none, each as it was but for what changes."""
        files = {self.root / path: _raw(self.root / path, desk.text(path), text) for path, text in changes.items()}
        with undisturbed():
            batch.write(files, self.root)

    def _close(self, desk: Desk) -> None:
        left = list(_open(desk))
        print((LEFT if left else NEXT).format(left=_counted(desk), name=self.name))


def _raw(path: Path, old: str, new: str) -> bytes:
    """The file's bytes with another text, its line ends kept."""
    return applied_raw(path.read_bytes().decode(), differing(old, new)).encode() if path.is_file() else new.encode()


def _is_page(path: Path) -> bool:
    return path.name[0] not in "._" and path.name != "README.md"


def _open(desk: Desk) -> Iterator[tuple[str, str]]:
    """Kind and id of what is left."""
    yield from (("fact", fact_id) for fact_id in desk.open_facts)
    yield from (("term", term_id) for term_id in desk.open_terms)


def _counted(desk: Desk) -> str:
    facts, terms = len(desk.open_facts), len(desk.open_terms)
    return f"{facts or 'No'} fact{'s' * (facts != 1)} and {terms or 'no'} term{'s' * (terms != 1)}"


def _first(desk: Desk, fact_id: str) -> str:
    mentions = desk.mentions.get(fact_id, ())
    return mentions[0].where if mentions else "no page cites it"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
