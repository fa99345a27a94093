"""Keeps the gettext catalogues in step with the project.

Usage: python scripts/strings.py update    extract all strings and merge them into every language's catalogues
       python scripts/strings.py check [language …]  say what is missing, fuzzy or no longer used, with a count a
                                           language; exit 1 if anything is, or if a file is malformed

With --compendium FILE an update takes over, where a translation is missing, those of another PO file of the language.

A fuzzy translation counts as missing. What a language takes from its base is not missing; a language that is not
`complete` may lack translations. Nothing needs compiling by hand: a build compiles what it reads.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml
from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.frontend import CommandLineInterface
from babel.messages.pofile import read_po, write_po

from precis import disk, lineage, plurals
from precis.catalogue import is_translated, parse_po
from precis.problems import InvalidInput, Problem
from precis.records import Records, parse

ROOT = Path(__file__).resolve().parent.parent
DOMAINS = ("precis", "content")
KINDS = ("missing", "fuzzy", "no longer used", "obsolete")
"What a message can be; obsolete ones (#~) are kept for later and harm nothing."


@dataclass(frozen=True, slots=True)
class Finding:
    tag: str
    kind: str
    where: str
    message: str

    def __str__(self) -> str:
        return f"{self.where}: {self.kind}: {self.message}"


def main(arguments: list[str], root: Path = ROOT) -> int:
    wanted = parser().parse_args(arguments)
    try:
        if wanted.command == "check":
            return check(root, wanted.languages or translated_languages(root))
        code = update(root, translated_languages(root))
        for path in wanted.compendium or ():
            print(fill(root, path))
    except InvalidInput as invalid:
        print(invalid)
        return 1
    return code


def parser() -> argparse.ArgumentParser:
    whole = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = whole.add_subparsers(dest="command", required=True)
    updating = commands.add_parser("update", help="extract and merge")
    updating.add_argument("--compendium", metavar="FILE", type=Path, action="append")
    checking = commands.add_parser("check", help="say what is missing")
    checking.add_argument("languages", metavar="LANGUAGE", nargs="*")
    return whole


def update(root: Path, tags: Iterable[str]) -> int:
    for domain, template in templates(root):
        for tag in tags:
            path = catalogue(root, tag, domain)
            (merge if path.exists() else create)(path, template, tag)
    return 0


def merge(path: Path, template: Path, tag: str) -> None:
    babel("update", "--no-wrap", "--ignore-pot-creation-date", *_files(path, template, tag))
    with path.open("rb") as file:
        merged = read_po(file, locale=Locale.parse(tag, sep="-"))
    halves = [one for one in merged if one.fuzzy and one.pluralizable and not all(one.string or ())]
    for message in halves:  # guessed from a message without plural: a build would refuse it
        message.string = ("",) * merged.num_plurals
        message.flags.discard("fuzzy")
    if halves:
        save(path, merged)


def save(path: Path, catalog: Catalog) -> None:
    written = io.BytesIO()
    write_po(written, catalog, width=0)
    disk.write_text(path, written.getvalue().decode())


def create(path: Path, template: Path, tag: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    babel("init", "--no-wrap", *_files(path, template, tag))
    locale = Locale.parse(tag, sep="-")
    with path.open("rb") as file:
        written = read_po(file, locale=locale).plural_forms
    path.write_text(path.read_text("utf-8").replace(written, plurals.header(locale)), "utf-8")


def _files(path: Path, template: Path, tag: str) -> list[str]:
    return ["-i", str(template), "-o", str(path), "-l", tag.replace("-", "_")]


def fill(root: Path, compendium: Path) -> str:
    """Translations of another catalogue, by its header's language, where ours have none; says how many. Raises
    InvalidInput where it is malformed."""
    text = disk.read_text(compendium, root)
    tag = (re.search(r'^"Language: *([\w-]+)', text, re.MULTILINE) or ["", ""])[1].replace("_", "-")
    if tag not in translated_languages(root):
        expected = f"a header with “Language:” and one of {', '.join(translated_languages(root))}"
        problem = Problem(compendium.as_posix(), 1, f"is in the language “{tag}”", expected, "correct its header")
        raise InvalidInput([problem])
    known, filled = parse_po(text, compendium.as_posix(), tag), 0
    for domain in DOMAINS:
        ours, before = opened(root, tag, domain), filled
        for message in ours:
            found = known.get(message.id) if message.id and not is_translated(message) else None
            if found is not None and is_translated(found):
                message.string, filled = found.string, filled + 1
                message.flags.discard("fuzzy")
        if filled > before:
            save(catalogue(root, tag, domain), ours)
    return f"{tag}: {filled} translations taken over from {compendium.name}"


def check(root: Path, tags: Sequence[str]) -> int:
    rules = {tag: language(root, tag) for tag in known(root)}
    if unknown := [tag for tag in tags if tag not in rules]:
        print(f"“{unknown[0]}” is no language of this site. There are: {', '.join(translated_languages(root))}.")
        return 2
    found = [
        finding
        for domain, template in templates(root)
        for tag in tags
        for finding in findings(root, tag, domain, read(template), rules)
    ]
    for finding in found:
        if finding.kind != "obsolete":
            print(finding)
    for tag in tags:
        counts = Counter(finding.kind for finding in found if finding.tag == tag)
        print(f"{tag}: {', '.join(f'{counts[kind]} {kind}' for kind in KINDS)}")
    return int(any(_matters(finding, rules[finding.tag]) for finding in found))


def _matters(finding: Finding, rules: Records) -> bool:
    complete = rules.data.get("complete", True)
    return finding.kind == "no longer used" or (finding.kind in {"missing", "fuzzy"} and complete)


def findings(root: Path, tag: str, domain: str, wanted: Catalog, rules: Mapping[str, Records]) -> Iterator[Finding]:
    found, name = opened(root, tag, domain), disk.relative(catalogue(root, tag, domain), root)
    behind = taken_over(root, tag, domain, rules)
    for message in wanted:
        known = found.get(message.id) if message.id else message
        if known is not None and known.fuzzy and message.id and known.string:
            yield Finding(tag, "fuzzy", f"{name}:{known.lineno}", str(message.id))
        elif message.id and (known is None or not is_translated(known)) and message.id not in behind:
            yield Finding(tag, "missing", name, str(message.id))
    for message in found:
        if message.id and wanted.get(message.id) is None:
            yield Finding(tag, "no longer used", f"{name}:{message.lineno}", str(message.id))
    for message in found.obsolete.values():
        yield Finding(tag, "obsolete", name, str(message.id))


def taken_over(root: Path, tag: str, domain: str, rules: Mapping[str, Records]) -> set[object]:
    """Messages that the language's bases translate; all of them where the source language is one of these."""
    bases = {other: lineage.base_of(records, other, rules) for other, records in rules.items()}
    _, *above = lineage.ancestry(tag, bases)
    if source_language(root) in above:
        return {message.id for _, template in templates(root) for message in read(template)}
    return {message.id for base in above for message in opened(root, base, domain) if is_translated(message)}


def templates(root: Path = ROOT) -> Iterator[tuple[str, Path]]:
    """Each domain with a fresh template (.pot) of its strings: the interface's are ours, the records' the project's."""
    with tempfile.TemporaryDirectory() as folder:
        for domain, searched in zip(DOMAINS, (ROOT, root), strict=True):
            template = Path(folder) / f"{domain}.pot"
            mapping = ROOT / "locales" / f"{domain}.cfg"
            options = ["-k", "N_", "--add-location=file", "--no-wrap", "--project=precis", "--ignore-dirs=.*"]
            with contextlib.chdir(searched):
                babel("extract", "-F", str(mapping), *options, "-o", str(template), ".")
            yield domain, template


def translated_languages(root: Path = ROOT) -> list[str]:
    return [tag for tag in known(root) if tag != source_language(root)]


def known(root: Path) -> list[str]:
    return sorted(path.parent.name for path in root.glob("locales/*/language.yml"))


def source_language(root: Path) -> str:
    settings = yaml.load(disk.read_text(root / "mkdocs.yml", root), yaml.SafeLoader)
    return str(settings["theme"]["language"])


def language(root: Path, tag: str) -> Records:
    path = root / "locales" / tag / "language.yml"
    return parse(disk.read_text(path, root), disk.relative(path, root))


def catalogue(root: Path, tag: str, domain: str) -> Path:
    return root / "locales" / tag / "LC_MESSAGES" / f"{domain}.po"


def opened(root: Path, tag: str, domain: str) -> Catalog:
    """The catalogue, checked as a build does; empty where there is none. Raises InvalidInput."""
    path = catalogue(root, tag, domain)
    return parse_po(disk.read_text(path, root), disk.relative(path, root), tag) if path.exists() else Catalog()


def read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file)


def babel(*arguments: str) -> None:
    CommandLineInterface().run(["pybabel", "--quiet", *arguments])  # type: ignore[no-untyped-call]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
