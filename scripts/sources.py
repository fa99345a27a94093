"""Visits the addresses of sources, politely, and keeps what it found in docs/_reachability.yml.

Usage: python scripts/sources.py check [EXPLAINER …] [--days N] [--no-archive]   visits those not visited for N days (7)
       python scripts/sources.py report [EXPLAINER …]                            says what the last visits found

Exit code 1 where an address is gone or cannot be reached and its record names no archived copy (`archive_location:`).
Addresses that are gone are looked up in the Wayback Machine, unless --no-archive.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import zip_longest
from pathlib import Path
from urllib.parse import urlsplit

from precis import clock, disk, reachability, records, visiting
from precis.reachability import Visit
from precis.source import Source
from scripts.command import Refusal, carried_out, require
from scripts.visiting import Visitor

ROOT = Path(__file__).resolve().parent.parent
ARCHIVE = "https://archive.org/wayback/available"
LOST = ("gone", "unreachable")


@dataclass(frozen=True, slots=True)
class Cited:
    """A source with an address, and where its record stands."""

    source: Source
    where: tuple[str, int | None]


def main(arguments: list[str], root: Path = ROOT, visitor: Visitor | None = None, archive: str = ARCHIVE) -> int:
    options = parsed(arguments)
    return carried_out(partial(run, options, root, visitor or Visitor(address(root)), archive))


def parsed(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        usage="sources.py check [EXPLAINER …] [--days N] [--no-archive] | report [EXPLAINER …]", description=__doc__
    )
    parser.add_argument("command", choices=["check", "report"])
    parser.add_argument("explainers", nargs="*")
    parser.add_argument("--days", type=int, default=7)
    parser.add_argument("--no-archive", action="store_true")
    return parser.parse_args(arguments)


def run(options: argparse.Namespace, root: Path, visitor: Visitor, archive: str) -> int:
    cited = sources(root, options.explainers)
    known = {visit.url: visit for visit in visits(root)}
    if options.command == "check":
        day = clock.today(os.environ)
        wanted = visiting.due(in_turn(list(cited)), known, day, options.days)
        try:
            for number, url in enumerate(wanted, 1):
                answer = visitor.visit(url)
                visit = visiting.judged(url, answer, day, cited[url][0].source.archived)
                if visit.status in LOST and not visit.archived and not options.no_archive:
                    issued = (cited[url][0].source.issued or "").replace("-", "")[:8]
                    visit = visit.model_copy(update={"archived": visitor.copy(archive, url, issued)})
                known[url] = visit
                said = " ".join(map(str, (*answer.codes, answer.failure))).strip()
                print(f"{number} of {len(wanted)}: {visit.status}, {said}: {url}", flush=True)
        finally:  # what was found is kept, also where somebody stops it
            there = sources(root, [])
            kept = [visit for url, visit in known.items() if url in there]
            disk.write_bytes(root / reachability.FILE, visiting.written(kept).encode())
    return told(cited, known)


def told(cited: dict[str, list[Cited]], known: dict[str, Visit]) -> int:
    """Prints what is to be done; 1 where something is lost."""
    lost = 0
    for url, places in cited.items():
        for place in places if url in known else ():
            for problem in visiting.problems(known[url], place.source, place.where):
                print(problem)
            lost += known[url].status in LOST and not place.source.archived
    counts = {status: sum(known[url].status == status for url in cited if url in known) for status in visiting.SAID}
    told = ", ".join(f"{count} {status}" for status, count in counts.items() if count)
    print(f"{len(cited)} addresses: {told or 'none visited yet'}")
    return int(lost > 0)


def sources(root: Path, explainers: Sequence[str]) -> dict[str, list[Cited]]:
    """The sources of explainers, of all where none is named, by address. Raises InvalidInput, Refusal."""
    files = {path.stem: path for path in disk.files_below(root / "docs" / "_sources", "*.yml")}
    for name in explainers:
        require(name, files, "explainer with sources")
    found: dict[str, list[Cited]] = {}
    for name in explainers or files:
        for cited in _read(files[name], root):
            if cited.source.url:
                found.setdefault(cited.source.url, []).append(cited)
    return found


def _read(path: Path, root: Path) -> Iterator[Cited]:
    name = disk.relative(path, root)
    data = records.parse(disk.read_text(path, root), name)
    found: dict[str, Source] = records.validated(data, dict[str, Source])
    for id_, source in found.items():
        yield Cited(source, (name, data.line([id_])))


def visits(root: Path) -> list[Visit]:
    """What is known. Raises InvalidInput."""
    path = root / reachability.FILE
    if not path.exists():
        return []
    found = reachability.read(records.parse(disk.read_text(path, root), reachability.FILE))
    return list(found.entries)


def in_turn(urls: Sequence[str]) -> list[str]:
    """Addresses in an order in which a host comes again as late as possible: there is less to wait for."""
    hosts: dict[str, list[str]] = {}
    for url in urls:
        hosts.setdefault(urlsplit(url).netloc, []).append(url)
    return [url for turn in zip_longest(*hosts.values()) for url in turn if url]


def address(root: Path) -> str:
    """The site’s own, from mkdocs.yml."""
    found = records.parse(disk.read_text(root / "mkdocs.yml", root), "mkdocs.yml").data.get("site_url")
    if not found:
        raise Refusal("mkdocs.yml names no site_url, by which servers see who asks.")
    return str(found)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
