"""The stored list of published addresses: what answered once must answer for good, or be withdrawn on purpose.

`addresses.txt` at the project's root holds an address a line, from the site's root, sorted. It is written when the site
is published (`scripts/addresses.py update`, `scripts/publish.py`), never by a build; each build is compared with it. A
line `/en/place/ gone 2026-11-28 Reason` withdraws a page: what it says instead is written by the build.
"""

from __future__ import annotations

import datetime as dt
import difflib
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from precis.address import CITATIONS, MARKDOWN
from precis.problems import InvalidInput, Problem

FILE = "addresses.txt"
HEAD = """# Addresses that were published, so that each build can tell which of them it would lose.
# Written by scripts/addresses.py update, when the site is published; its withdraw takes a page back.
"""
_LINE = re.compile(r"(?P<address>/[!-~]*)(?:\s+gone\s+(?P<day>\d{4}-\d{2}-\d{2})(?:\s+(?P<reason>.*?))?)?\s*")
BESIDE = re.compile(rf"(?:{'|'.join(map(re.escape, (*CITATIONS, MARKDOWN)))})")
"Files that stand beside a page, and go where it goes."
_APART = re.compile(rf"(?:|.*/)(?:404\.html|\.(?!well-known/).*|{BESIDE.pattern})|_.*|assets/.*")
"Files that no list needs: pages for errors, what servers read, what pages load, what stands beside them."
KINDS = (".atom", ".csv", ".html", ".json", ".jsonld", ".pdf")


@dataclass(frozen=True, slots=True)
class Entry:
    address: str
    "From the site's root, with a slash at its beginning."
    line: int = 0
    gone: dt.date | None = None
    "The day on which it was withdrawn."
    reason: str = ""

    @property
    def file(self) -> str:
        """In the built site."""
        return file(self.address)


Ledger = Mapping[str, Entry]
"By address."


def parse(text: str) -> Ledger:
    """Raises InvalidInput with each line that is none."""
    found: dict[str, Entry] = {}
    problems = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        try:
            entry = _entry(line, number)
            found[entry.address] = entry
        except ValueError as error:
            expected = "“/en/place/”, or “/en/place/ gone 2026-11-28 Reason”"
            problems.append(Problem(FILE, number, f"“{line}” {error}", expected, "correct or remove the line"))
    if problems:
        raise InvalidInput(problems)
    return found


def _entry(line: str, number: int) -> Entry:
    match = _LINE.fullmatch(line)
    if match is None or ".." in match["address"]:
        raise ValueError("is no address from the site’s root")
    day = dt.date.fromisoformat(match["day"]) if match["day"] else None
    return Entry(match["address"], number, day, match["reason"] or "")


def dumped(ledger: Ledger) -> str:
    return HEAD + "".join(f"{_written(ledger[address])}\n" for address in sorted(ledger))


def _written(entry: Entry) -> str:
    return f"{entry.address} gone {entry.gone} {entry.reason}".rstrip() if entry.gone else entry.address


def published(files: Iterable[str]) -> set[str]:
    """Addresses that a built site of these files (paths from its root) answers at: pages, feeds, data, PDFs."""
    kept = (path for path in files if path.endswith(KINDS) and not _APART.fullmatch(path))
    return {"/" + re.sub(r"(^|/)index\.html$", r"\1", path) for path in kept}


def file(address: str) -> str:
    path = address.removeprefix("/")
    return f"{path}index.html" if path.endswith("/") or not path else path


def withdrawn(ledger: Ledger) -> list[Entry]:
    return [entry for entry in ledger.values() if entry.gone]


def lost(ledger: Ledger, files: Collection[str], sources: Mapping[str, str]) -> Iterator[Problem]:
    """Addresses that were published and are not among the files of the built site. `sources`: the pages' addresses,
    with the files that they are written in."""
    missing = {address for address, entry in ledger.items() if not entry.gone and entry.file not in files}
    for address in sorted(missing):
        if not any(above in missing for above in _above(address)):
            below = sum(other != address and other.startswith(address) for other in missing if address.endswith("/"))
            yield _lost(
                ledger[address], below, {url: path for url, path in sources.items() if url not in ledger}, sources
            )


def returned(ledger: Ledger, sources: Mapping[str, str]) -> Iterator[Problem]:
    """Withdrawn addresses at which there is a page."""
    for entry in withdrawn(ledger):
        if entry.address in sources:
            what = f"{entry.address} is withdrawn, but it is the address of {sources[entry.address]}"
            yield Problem(FILE, entry.line, what, "a page, or a withdrawn address", "remove one of the two")


def companions(moved: Mapping[str, str], files: Iterable[str]) -> Iterator[tuple[str, str]]:
    """What stands beside pages, for their old addresses: the path of each there, and that of the file. `moved`: old
    addresses of pages to their own, from the site's root."""
    beside: dict[str, list[str]] = {}
    for path in files:
        folder, _, name = path.rpartition("/")
        if BESIDE.fullmatch(name):
            beside.setdefault(f"{folder}/", []).append(name)
    for old, new in moved.items():
        if old.endswith("/"):
            yield from ((f"{old}{name}", f"{new}{name}") for name in beside.get(new, ()))


def successors(ledger: Ledger, files: Collection[str], folders: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Files that were published and moved with their folder: the old path of each, and that of the file there now. A
    PDF is called after its folder. `folders`: old and new, from the site's root, with a slash at their ends."""
    for entry in ledger.values():
        if entry.gone or entry.file in files or entry.file.endswith(".html"):
            continue
        for old, new in folders.items():
            if entry.file.startswith(old):
                found = {f"{new}{entry.file.removeprefix(old)}"} & set(files)
                if entry.file.endswith(".pdf"):
                    found |= {path for path in files if path.startswith(new) and path.endswith(".pdf")}
                yield from ((entry.file, path) for path in sorted(found)[:1])
                break


def _lost(entry: Entry, below: int, new: Mapping[str, str], sources: Mapping[str, str]) -> Problem:
    more = (
        f", nor at {below} addresses below it" if below > 1 else f", nor at {below} address below it" if below else ""
    )
    what = f"{entry.address} was published, and nothing answers there now{more}"
    withdraw = f"withdraw it: python scripts/addresses.py withdraw {entry.address}"
    if not entry.address.endswith(("/", ".html")):
        return Problem(FILE, entry.line, what, "the file", f"bring the file back, or {withdraw}")
    above, last = _parted(entry.address)
    alike = [url for url in new if _place(url) == _place(entry.address)]
    near = next(iter(difflib.get_close_matches(entry.address, alike, 1, 0.0)), "")
    guess = f" ({new[near]}?)" if near else ""
    if sources.get(above, "").endswith(".yml"):
        repair = f"write “was_id: [{last}]” into the fact that took its place{guess}, or {withdraw}"
        return Problem(FILE, entry.line, what, "the fact’s page, or “was_id:” on another one", repair)
    was = last if near and _parted(near)[0] == above else entry.address
    repair = f"write “was: {was}” into the page that took its place{guess}, or {withdraw}"
    return Problem(FILE, entry.line, what, "a page there, or “was:” on another one", repair)


def _place(address: str) -> tuple[int, str]:
    """How deep an address lies, in which language."""
    return address.count("/"), address.split("/")[1]


def _parted(address: str) -> tuple[str, str]:
    """The folder that an address lies in, and its last part."""
    above, _, last = address.rstrip("/").rpartition("/")
    return f"{above}/", last


def _above(address: str) -> Iterator[str]:
    """The folders that an address lies in, but for the root."""
    parts = address.strip("/").split("/")
    return (f"/{'/'.join(parts[:depth])}/" for depth in range(1, len(parts)))
