"""Keeps the gettext catalogues in step with the project.

Usage: python scripts/strings.py update    extract all strings and merge them into every language's catalogues
       python scripts/strings.py check [language …]  say what is missing, fuzzy or no longer used; exit 1 if anything is

Nothing needs compiling by hand: a build compiles what it reads.
"""

from __future__ import annotations

import contextlib
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import yaml
from babel.messages.catalog import Catalog
from babel.messages.frontend import CommandLineInterface
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parent.parent
DOMAINS = ("precis", "content")


def main(arguments: list[str]) -> int:
    if arguments == ["update"]:
        return update()
    if arguments[:1] == ["check"]:
        return check(arguments[1:] or translated_languages())
    print(__doc__)
    return 2


def update() -> int:
    for domain, template in templates():
        for language in translated_languages():
            catalogue = ROOT / "locales" / language / "LC_MESSAGES" / f"{domain}.po"
            catalogue.parent.mkdir(parents=True, exist_ok=True)
            command = "update" if catalogue.exists() else "init"
            options = ["--no-wrap"] + ["--ignore-pot-creation-date"] * (command == "update")
            babel(command, *options, "-i", str(template), "-o", str(catalogue), "-l", language.replace("-", "_"))
    return 0


def check(languages: list[str]) -> int:
    findings = [
        finding
        for domain, template in templates()
        for language in languages
        for finding in differences(template, ROOT / "locales" / language / "LC_MESSAGES" / f"{domain}.po")
    ]
    print("\n".join(findings) or "All strings are translated.")
    return bool(findings)


def differences(template: Path, catalogue: Path) -> Iterator[str]:
    wanted, found = read(template), read(catalogue) if catalogue.exists() else Catalog()
    name = catalogue.relative_to(ROOT)
    for message in wanted:
        known = found.get(message.id) if message.id else message
        if known is None or not known.string or (not isinstance(known.string, str) and not all(known.string)):
            yield f"{name}: missing: {message.id}"
        elif known.fuzzy and message.id:
            yield f"{name}:{known.lineno}: fuzzy: {message.id}"
    for message in found:
        if message.id and wanted.get(message.id) is None:
            yield f"{name}:{message.lineno}: no longer used: {message.id}"


def templates() -> Iterator[tuple[str, Path]]:
    """Each domain with a fresh template (.pot) of its strings."""
    with tempfile.TemporaryDirectory() as folder:
        for domain in DOMAINS:
            template = Path(folder) / f"{domain}.pot"
            mapping = ROOT / "locales" / f"{domain}.cfg"
            options = ["-k", "N_", "--add-location=file", "--no-wrap", "--project=precis", "--ignore-dirs=.*"]
            with contextlib.chdir(ROOT):
                babel("extract", "-F", str(mapping), *options, "-o", str(template), ".")
            yield domain, template


def translated_languages() -> list[str]:
    source = yaml.load((ROOT / "mkdocs.yml").read_text("utf-8"), yaml.SafeLoader)["theme"]["language"]
    folders = (path.parent.name for path in ROOT.glob("locales/*/language.yml"))
    return sorted(tag for tag in folders if tag != source)


def read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file)


def babel(*arguments: str) -> None:
    CommandLineInterface().run(["pybabel", "--quiet", *arguments])  # type: ignore[no-untyped-call]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
