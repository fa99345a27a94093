"""Seeds faults into copies of the site and shows that each one stops the strict build at its file and line.

Usage: python scripts/seed_faults.py    prints a table; exit 1 if a fault is missed or the clean site is not clean

All faults of one kind go into one copy, each in a place of its own.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parent.parent
COPIED = ("docs", "locales", "hooks", "overrides", "mkdocs.yml")
EACH = 6
"Faults of a kind, at most."
LINK = re.compile(r"\[([^\]]*)\]\(fact:([\w-]+)\)")
FACTS = "docs/_facts/calais-2015.yml"


@dataclass(frozen=True, slots=True)
class Fault:
    file: str
    line: int
    "Where the build must point; with `last`, the lines of the changed record."
    last: int
    start: int
    "Place of the changed text in the file, and its end."
    end: int
    new: str


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a link to a fact."""

    text: str
    tag: str
    kind: str
    "Of the fact."


@dataclass(frozen=True, slots=True)
class Outcome:
    kind: str
    seeded: int
    caught: int
    failed: bool
    "Whether the strict build failed."
    missed: tuple[str, ...]


Mutation = Callable[["Words"], str | None]
"From a link's words to faulty ones; None where it does not apply."
Build = Callable[[Path], tuple[int, str]]


def swapped(*pairs: tuple[str, str]) -> Mutation:
    """Replaces the first of the words that the text holds."""

    def mutate(words: Words) -> str | None:
        return next((words.text.replace(old, new, 1) for old, new in pairs if old in words.text), None)

    return mutate


def digit_slip(words: Words) -> str | None:
    """Exchanges the first digit for the next one."""
    match = re.search(r"[1-8]", words.text) if words.kind in {"count", "money", "percent", "duration"} else None
    return None if match is None else words.text[: match.start()] + str(int(match[0]) + 1) + words.text[match.end() :]


def other_year(words: Words) -> str | None:
    match = re.search(r"\b(19|20)\d\d\b", words.text) if words.kind in {"date", "event"} else None
    return None if match is None else words.text.replace(match[0], str(int(match[0]) - 1))


def other_day(words: Words) -> str | None:
    text = words.text.replace("\u00a0", " ")
    match = re.search(r"\b(\d\d?)(?=\s\w+ \d{4})", text) if words.kind in {"date", "event"} else None
    return None if match is None else text[: match.start()] + str(int(match[0]) % 27 + 1) + text[match.end() :]


def date_format(words: Words) -> str | None:
    """A date that nobody can read."""
    dated = words.kind == "date" and re.search(r"\d", words.text)
    return re.sub(r"\d+", "31/31", words.text, count=1) if dated else None


def hedge_dropped(words: Words) -> str | None:
    hedges = r"^(about|more than|nearly|up to|at least|environ|plus de|près de|au moins) "
    return re.sub(hedges, "", words.text) if re.match(hedges, words.text) and words.kind != "ratio" else None


def foreign_digits(words: Words) -> str | None:
    """The other language's way to write thousands and decimals."""
    if words.tag == "fr" and re.search(r"\d\u202f\d{3}", words.text):
        return words.text.replace("\u202f", ",", 1)
    return None


def unlinked(words: Words) -> str | None:
    return words.text if words.kind == "count" and re.search(r"\d\d", words.text) else None


PROSE: Mapping[str, Mutation] = {
    "wrong scale": swapped(("million", "billion"), ("millions", "milliards"), ("£7m", "£7bn"), ("million", "milliard")),
    "digit slip": digit_slip,
    "number word": swapped(("nine", "seven"), ("neuf", "sept"), ("quadrupled", "tripled"), ("quadruplé", "triplé")),
    "wrong currency": swapped(("£", "€"), ("livres sterling", "euros"), ("€", "£"), ("d’euros", "de livres sterling")),
    "wrong year": other_year,
    "wrong day": other_day,
    "date format": date_format,
    "hedge made false": swapped(
        ("about", "more than"), ("environ", "plus de"), ("more than", "fewer than"), ("plus de", "moins de")
    ),
    "hedge dropped": hedge_dropped,
    "unit clash": swapped(("hours", "days"), ("heures", "jours"), ("days", "weeks"), ("jours", "semaines")),
    "digits of the other language": foreign_digits,
    "percentage points for per cent": swapped(("per cent", "percentage points"), ("\u202f%", " points")),
}


def main() -> int:
    outcomes = list(run())
    print(f"{'kind of fault':34}{'seeded':>7}{'caught':>7}")
    for outcome in outcomes:
        print(f"{outcome.kind:34}{outcome.seeded:7}{outcome.caught:7}{'' if outcome.failed else '   build passed'}")
        print("".join(f"    missed: {where}\n" for where in outcome.missed), end="")
    seeded, caught = sum(o.seeded for o in outcomes), sum(o.caught for o in outcomes)
    print(f"{'all':34}{seeded:7}{caught:7}   {len(outcomes) - 1} kinds")
    return int(seeded != caught or not all(o.failed == bool(o.seeded) for o in outcomes))


def strictly(folder: Path) -> tuple[int, str]:
    """The exit code of a strict build, and what it said."""
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "NO_COLOR": "1"}
    command = [sys.executable, "-m", "mkdocs", "build", "--strict"]
    run = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    return run.returncode, run.stdout + run.stderr


def run(build: Build = strictly) -> Iterator[Outcome]:
    """The clean site first, then each kind of fault."""
    yield outcome("none (the clean site)", [], build)
    for kind, faults in seeds():
        yield outcome(kind, faults, build)


def seeds() -> Iterator[tuple[str, list[Fault]]]:
    records = yaml.load((ROOT / FACTS).read_text("utf-8"), yaml.SafeLoader)
    kinds = {name: record["kind"] for name, record in records.items()}
    for kind, mutate in PROSE.items():
        yield kind, spread(prose_faults(mutate, kinds))
    yield "missing fact link", spread(prose_faults(unlinked, kinds, keep_link=False))
    yield "value changed in the record only", old_values(kinds)
    yield "rival dropped", edits(r"(  certainty: disputed\n(?:  [^\n]*\n)*?)  disputed_by:\n(?:    [^\n]*\n)+", r"\1")
    yield "derived value stale", edits(r"(  derived: .*\n)", r"\1  value: 5\n")
    yield "derived units clash", edits(r"  derived: .*\n", "  derived: nca-rise + tunnel-walk-hours\n")
    yield "derived from itself", edits(r"  derived: .*\n", "  derived: route-growth * 2\n")
    yield "unknown source", edits(r"\{id: guardian-2015-07-28\}", "{id: guardian-1915}")
    yield "money without currency", edits(r"  currency: \w+\n", "")


def spread(faults: Iterator[Fault]) -> list[Fault]:
    """The first of each file, then the second of each, up to the limit."""
    by_file: dict[str, list[Fault]] = {}
    for fault in faults:
        by_file.setdefault(fault.file, []).append(fault)
    turns = (group[turn] for turn in range(EACH) for group in by_file.values() if turn < len(group))
    return list(islice(turns, EACH))


def prose_faults(mutate: Mutation, kinds: Mapping[str, str], *, keep_link: bool = True) -> Iterator[Fault]:
    pages = sorted((ROOT / "docs").glob("*/calais-2015/*.md"), key=lambda path: (path.name, path.parent))
    for path in pages:
        text, tag = path.read_text("utf-8"), path.parent.parent.name
        for match in LINK.finditer(text, text.find("\n---", 4)):
            new = mutate(Words(match[1], tag, kinds[match[2]]))
            if new is not None:
                end = match.end(1) if keep_link else match.end()
                start = match.start(1) if keep_link else match.start()
                line = text.count("\n", 0, match.end(1) if keep_link else match.start()) + 1
                yield Fault(path.relative_to(ROOT).as_posix(), line, line, start, end, new)


def old_values(kinds: Mapping[str, str]) -> list[Fault]:
    """A record that changed while the pages did not: the build points at the pages, in both languages."""
    text = (ROOT / FACTS).read_text("utf-8")
    match = re.search(r"^fund-july-2015:\n(?:  .*\n)*?  value: (7000000)$", text, re.MULTILINE)
    assert match is not None
    change = Fault(FACTS, 0, 0, match.start(1), match.end(1), "8000000")
    pages = prose_faults(lambda words: words.text, kinds)
    cited = (fault for fault in pages if "fact:fund-july-2015" in _after(fault))
    return [change, *(Fault(fault.file, fault.line, fault.line, 0, 0, "") for fault in cited)]


def _after(fault: Fault) -> str:
    return (ROOT / fault.file).read_text("utf-8")[fault.end : fault.end + 40]


def edits(pattern: str, replacement: str) -> list[Fault]:
    """Changes of the file of facts; the build points at the record or at the changed line."""
    text = (ROOT / FACTS).read_text("utf-8")
    found = islice(re.finditer(pattern, text), EACH)
    return [Fault(FACTS, *_record(text, match.start()), *match.span(), match.expand(replacement)) for match in found]


def _record(text: str, place: int) -> tuple[int, int]:
    """First and last line of the record around a place."""
    start, end = text.rfind("\n\n", 0, place) + 2, text.find("\n\n", place)
    return text.count("\n", 0, start) + 1, text.count("\n", 0, end if end >= 0 else len(text)) + 1


def outcome(kind: str, faults: list[Fault], build: Build) -> Outcome:
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder), faults)
        code, log = build(Path(folder))
    due = [fault for fault in faults if fault.line]
    missed = tuple(f"{fault.file}:{fault.line}" for fault in due if not pointed_at(fault, faults, log))
    return Outcome(kind, len(due), len(due) - len(missed), code != 0, missed)


def pointed_at(fault: Fault, faults: list[Fault], log: str) -> bool:
    """Whether the log names the file and one of the lines, which earlier changes may have moved."""
    text = (ROOT / fault.file).read_text("utf-8")
    before = (other for other in faults if other.file == fault.file and other.start < fault.start)
    moved = sum(other.new.count("\n") - text.count("\n", other.start, other.end) for other in before)
    lines = (int(line) - moved for line in re.findall(rf"{re.escape(fault.file)}:(\d+): ", log))
    return any(fault.line <= line <= fault.last for line in lines)


def write(folder: Path, faults: list[Fault]) -> None:
    """A copy of the site with the faults."""
    for name in COPIED:
        source = ROOT / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, folder / name)
    for fault in sorted(faults, key=lambda fault: -fault.start):
        path = folder / fault.file
        text = path.read_text("utf-8")
        path.write_text(text[: fault.start] + fault.new + text[fault.end :], "utf-8")


if __name__ == "__main__":
    sys.exit(main())
