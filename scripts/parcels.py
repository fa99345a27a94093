"""The files that `scripts/translations.py` exports for translators' tools and imports from them."""

from __future__ import annotations

import datetime as dt
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from precis import batch, clock, disk, pofile, xliff
from precis.acceptance import accepted
from precis.edit import applied_raw
from precis.exchange import Parcel, Unit, unclear, units
from precis.freshness import Freshness
from precis.insertion import Inserted, inserted
from precis.language import Language
from precis.pairing import Pairing, chosen_slug, paired
from precis.problems import Collector, InvalidInput, Problem
from precis.site import SitePage
from precis.translated import STATE, How, dumped

LIMIT = 10 * 1024 * 1024
"Bytes of a file that is read; exports of large sites have a tenth of it."
ENDINGS = {"po": "po", "xliff": "xlf"}
Writing = Callable[[Sequence[Unit], str, Language, dt.date], str]


def _po(found: Sequence[Unit], source: str, language: Language, day: dt.date) -> str:
    return pofile.dumped(found, source, language.tag, language.locale, day)


def _xliff(found: Sequence[Unit], source: str, language: Language, day: dt.date) -> str:
    return xliff.dumped(found, source, language.tag, day)


WRITING: dict[str, Writing] = {"po": _po, "xliff": _xliff}


def send(freshness: Freshness, pages: Sequence[SitePage], form: str, out: Path, *, everything: bool) -> int:
    """Writes one file with the passages of the pages, which are of one language."""
    pairings = [pairing(freshness, page) for page in pages]
    found = [unit for one in pairings for unit in units(one, everything=everything)]
    for page, one in zip(pages, pairings, strict=True):
        for section in unclear(one):
            told = f"{page.source.path}: the section “{section}” has other passages than its source and is left out;"
            print(f"{told} bring it in line, then confirm it", file=sys.stderr)
    if not found:
        print("Nothing is missing or stale.")
        return 0
    language = freshness.project.languages[pages[0].language]
    source = freshness.source_of(pages[0]).language
    text = WRITING[form](found, source, language, clock.today(os.environ))
    batch.write({out: text.encode()}, Path.cwd())
    counts = [f"{sum(unit.status == status for unit in found)} {status}" for status in ("missing", "stale", "current")]
    print(f"{out}: {len(found)} passages ({', '.join(counts)})")
    return 0


def take(freshness: Freshness, file: Path, root: Path, how: How) -> int:
    """Writes what translators approved: pages and the record of what they were made from, all of them or none."""
    project = freshness.project
    source, *others = project.languages
    parcel = parsed(file)
    pairings = {page.key: pairing(freshness, page) for page in pages_of(freshness, parcel.language)}
    approved = accepted(parcel, pairings, source, others)
    state = dict(project.translated.get(parcel.language, {}))
    today, collector = clock.today(os.environ), Collector()
    results: dict[str, Inserted] = {}
    for key, found in approved.items():
        path = path_of(pairings[key], parcel.language)
        put = partial(inserted, today=today, how=how)
        result = collector.attempt(put, pairings[key], found, state.get(key), path, parcel.language)
        if result is not None:
            results[key] = result
    if collector.problems:
        raise InvalidInput(collector.problems)
    files = {root / one.path: raw(one, root) for one in results.values() if one.created or one.edits}
    if results:
        record = dumped({**state, **{key: one.state for key, one in results.items()}})
        files[root / STATE.format(parcel.language)] = record.encode()
    batch.write(files, root)
    tell(parcel, sum(map(len, approved.values())), results, [disk.relative(path, root) for path in files])
    return 0


def pages_of(freshness: Freshness, language: str) -> list[SitePage]:
    """The pages that a language has from another one, those that are not translated yet too."""
    pages = (page for page in freshness.project.site.written if page.language == language)
    return [page for page in pages if freshness.source_of(page).language != language]


def pairing(freshness: Freshness, page: SitePage) -> Pairing:
    source = freshness.source_of(page).source
    if page.fallback:
        return replace(paired(source, None, None, ()), slug=chosen_slug(page.prepared, source))
    state = freshness.project.translated.get(page.language, {}).get(page.key)
    return paired(source, page.source, state, freshness.drifts(page))


def parsed(file: Path) -> Parcel:
    """The file's units, PO or XLIFF by its first sign. Raises InvalidInput."""
    if file.is_file() and file.stat().st_size > LIMIT:
        what, expected = f"has {file.stat().st_size:,} bytes", f"an export, of at most {LIMIT:,} bytes"
        raise InvalidInput([Problem(file.as_posix(), None, what, expected, "export page by page")])
    text = disk.read_text(file, Path.cwd())
    read = xliff.parsed if text.lstrip().startswith("<") else pofile.parsed
    return read(text, file.as_posix())


def path_of(one: Pairing, language: str) -> str:
    """The translation's file, which need not exist yet."""
    if one.translation is not None:
        return one.translation.path
    page = one.source
    return page.path.removesuffix(f"{page.language}/{page.key}") + f"{language}/{page.key}"


def raw(one: Inserted, root: Path) -> bytes:
    """The file's bytes, with the line ends it has."""
    if one.created:
        return one.text.encode()
    return applied_raw((root / one.path).read_bytes().decode(), one.edits).encode()


def tell(parcel: Parcel, number: int, results: dict[str, Inserted], files: Sequence[str]) -> None:
    open_units = sum(bool(unit.target) and not unit.approved for unit in parcel.units)
    empty = sum(not unit.target for unit in parcel.units)
    print(f"{number} passages taken; left: {open_units} not approved, {empty} empty")
    for name in files:
        print(f"  {name}")
    for one in results.values():
        if one.created and one.slug_made:
            print(f"{one.path} is new: check its slug, which was made from the title")
