"""Begins a language: its files, with what CLDR knows of it filled in.

Usage: python scripts/new_language.py TAG [--locale LOCALE] [--root FOLDER]

TAG is a BCP 47 tag, as ar, de or fr-CA; LOCALE the CLDR locale whose formats are used, if it is not the tag's own
(ar-EG writes ١٢٣, ar writes 123); FOLDER the project, if it is not the one this script stands in.
"""

from __future__ import annotations

import argparse
import difflib
import sys
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.localedata import locale_identifiers

from precis import disk, lineage, skeleton
from precis.language import TAG, Language
from precis.records import UrlPart, parse, validated
from precis.term import Glossary, Term
from scripts import strings
from scripts.command import Refusal, carried_out

NEXT = """\
locales/{tag}/ is there; `mkdocs build` publishes it and tells what is not translated yet. Next:
1. locales/{tag}/language.yml: fill in the empty keys, so that figures, dates and their hedges are read.
2. locales/{tag}/LC_MESSAGES/*.po: translate in any PO editor; locales/{tag}/glossary.yml: open and translate terms.
3. docs/{tag}/: write index.md and other pages under the file names of docs/{source}/, each with its own title and slug.
4. When all is there, remove `complete: false` from language.yml: from then on what is missing fails strict builds."""


def main(arguments: list[str]) -> int:
    wanted = parser().parse_args(arguments)
    return carried_out(lambda: begin(wanted.root.resolve(), wanted.tag, wanted.locale or wanted.tag))


def parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tag", metavar="TAG")
    parser.add_argument("--locale", metavar="LOCALE")
    parser.add_argument("--root", metavar="FOLDER", type=Path, default=strings.ROOT)
    return parser


def begin(root: Path, tag: str, locale_id: str) -> int:
    if TAG.fullmatch(tag) is None:
        raise Refusal(f"“{tag}” is no BCP 47 tag as we write them: ar, fr-CA, zh-Hant, es-419.{near(tag)}")
    if (root / "locales" / tag / "language.yml").exists():
        raise Refusal(f"The language “{tag}” exists already: locales/{tag}/language.yml.")
    known(tag)
    locale, source = known(locale_id), strings.source_language(root)
    base = lineage.base_of(parse("", f"locales/{tag}/language.yml"), tag, strings.known(root))
    rules: Language = validated(strings.language(root, base or source), Language)
    folder = root / "locales" / tag
    strings.update(root, [tag])
    if not (folder / "glossary.yml").exists():
        disk.write_text(folder / "glossary.yml", skeleton.glossary(glossary(root, base or source), base or source))
    begun = skeleton.language(tag, locale, rules, base)
    disk.write_text(folder / "language.yml", begun)  # last: with it, the language exists
    print(NEXT.format(tag=tag, source=source))
    return 0


def known(tag: str) -> Locale:
    try:
        return Locale.parse(tag, sep="-")
    except (ValueError, UnknownLocaleError) as error:
        raise Refusal(f"CLDR does not know “{tag}”.{near(tag)}") from error


def near(tag: str) -> str:
    """Tags that look alike, as the rest of a message."""
    tags = {identifier.replace("_", "-").lower(): identifier.replace("_", "-") for identifier in locale_identifiers()}
    close = difflib.get_close_matches(tag.replace("_", "-").lower(), tags, 3, 0.7)
    return f" Did you mean {', '.join(tags[one] for one in close)}?" if close else ""


def glossary(root: Path, tag: str) -> Glossary:
    path = root / "locales" / tag / "glossary.yml"
    if not path.exists():
        return {}
    records = parse(disk.read_text(path, root), disk.relative(path, root))
    terms: dict[str, Term] = validated(records, dict[UrlPart, Term])
    return terms


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
