"""How fast sites are built and previewed, beside Material with mkdocs-static-i18n and mkdocs-ezglossary.

Usage: python scripts/bench.py [--pages 120,600,2400] [--rounds 3] [--only cold|warm|preview|memory]
                               [--stock-up-to 2400] [--json]

Makes the same bilingual content for both stacks (`bench_site.py`) and builds it in turns: cold, without a site and our
caches; warm, after a page, a fact, a term, a string was changed, and after nothing was. Then it saves each kind of
file under `mkdocs serve`. Times are the least of the rounds, with their median in brackets: a shared machine only ever
adds to them. Tables go to the output, what is going on to the error output. Sizes are written pages in both languages;
our builds make pages for facts and sources beside these, and check everything (`--strict`). PDFs and cards are off,
since the stock stack makes none. It is installed below `.cache/bench/` once, from `requirements-bench.txt`. At 2,400
pages it takes minutes a build, so it is left out above; above 600 it is built warm after a changed page only, and not
served, as it starts from nothing each time.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import platform
import signal
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from scripts import bench_tables as tables
from scripts.bench_edits import EDITS, KINDS, word
from scripts.bench_preview import Latency, latencies
from scripts.bench_run import Run, built
from scripts.bench_stacks import LOCK, OURS, Stack, forget, stock, versions
from scripts.bench_tables import COLD, SAME

SIZES = "120,600,2400"
PARTS = ("cold", "warm", "preview", "memory")
STOCK_FULLY = 600
"Pages up to which the stock stack is built warm after each kind of change, and served."


@dataclass(frozen=True, slots=True)
class Plan:
    sizes: Sequence[int]
    rounds: int
    parts: Sequence[str]
    stock_up_to: int
    words: Iterator[int] = field(default_factory=count)

    def stacks(self, pages: int) -> list[Stack]:
        return [OURS, *([stock()] if pages <= self.stock_up_to else [])]

    @property
    def cold_rounds(self) -> int:
        """One where cold builds are only what others are compared with."""
        return self.rounds if "cold" in self.parts else int(bool({"warm", "memory"} & set(self.parts)))


def main(arguments: Sequence[str]) -> int:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("ended from outside"))  # builds and previews end with it
    wanted = parser().parse_args(arguments)
    parts = (wanted.only,) if wanted.only else PARTS
    plan = Plan(wanted.pages, wanted.rounds, parts, wanted.stock_up_to)
    runs: list[Run] = []
    saves: list[Latency] = []
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:  # until the end: see `forget`
        for pages in plan.sizes:
            projects = {stack: Path(folder) / str(pages) / stack.name for stack in plan.stacks(pages)}
            for one in measured(plan, pages, projects):
                (runs if isinstance(one, Run) else saves).append(one)  # type: ignore[arg-type]
                print(f"  {one.stack} {one.pages} {one.work}: {one.cpu:.2f} s CPU, {one.wall:.2f} s", file=sys.stderr)
    if wanted.json:
        print(
            json.dumps(
                {**circumstances(), "runs": [one.data() for one in runs], "saves": [one.data() for one in saves]}
            )
        )
    else:
        print(told(plan, runs, saves))
    return 0


def parser() -> argparse.ArgumentParser:
    whole = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    whole.add_argument(
        "--pages",
        type=_sizes,
        default=SIZES,
        metavar="N,N",
        help=f"sizes of sites, {SIZES} by default; 6000 takes ours alone",
    )
    whole.add_argument("--rounds", type=int, default=3, metavar="N", help="builds and saves of each kind")
    whole.add_argument("--only", choices=PARTS, help="one part; the cold builds it is compared with are made once")
    whole.add_argument("--stock-up-to", type=int, default=2400, metavar="N", help="pages; 0 leaves the stock stack out")
    whole.add_argument("--json", action="store_true", help="all measures as data instead of tables")
    return whole


def _sizes(text: str) -> list[int]:
    return [int(one) for one in text.split(",")]


def measured(plan: Plan, pages: int, projects: dict[Stack, Path]) -> Iterator[Run | Latency]:
    """Everything about one size, stacks in turns."""
    for stack, project in projects.items():
        print(f"{stack.name}: writes {pages} pages", file=sys.stderr)
        project.mkdir(parents=True)
        stack.write(project, pages)
    for turn in range(plan.cold_rounds):
        for stack, project in projects.items():
            forget(project)
            yield built(stack, project, pages, COLD, memory="memory" in plan.parts and turn == 0)
    if "warm" in plan.parts:
        yield from _warm(plan, pages, projects)
    if "preview" in plan.parts:
        for stack, project in projects.items():
            if stack is OURS or pages <= STOCK_FULLY:
                yield from latencies(stack, project, pages, plan.rounds, plan.words)


def _warm(plan: Plan, pages: int, projects: dict[Stack, Path]) -> Iterator[Run]:
    for _ in range(plan.rounds):
        for kind in (SAME, *KINDS):
            for stack, project in projects.items():
                if stack is not OURS and pages > STOCK_FULLY and kind != KINDS[0]:
                    continue
                if kind != SAME:
                    EDITS[stack.name][kind].apply(project, word(next(plan.words)))
                yield built(stack, project, pages, kind)


def circumstances() -> dict[str, object]:
    """What the measures were made with."""
    return {
        "day": dt.datetime.now(dt.UTC).date().isoformat(),
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.machine()}",
        "processors": os.cpu_count(),
        "stock": versions(LOCK.read_text("utf-8")),
    }


def told(plan: Plan, runs: Sequence[Run], saves: Sequence[Latency]) -> str:
    """All tables that there is something for."""
    parts: dict[str, tuple[str, Callable[[], str]]] = {
        "Cold builds": ("cold", lambda: tables.cold(runs)),
        "Growth from size to size": ("cold", lambda: tables.growth(runs)),
        "Memory of cold builds": ("memory", lambda: tables.memory(runs)),
        "Warm builds": ("warm", lambda: tables.warm(runs)),
        "Work done by ours": ("warm", lambda: tables.counts(runs)),
        "Preview, from save to served": ("preview", lambda: tables.previews(saves)),
    }
    about = circumstances()
    locked = ", ".join(f"{name} {version}" for name, version in versions(LOCK.read_text("utf-8")).items())
    least = f"Least of {plan.rounds} rounds (median)" if plan.rounds > 1 else "One round"
    head = [
        f"{about['day']}, Python {about['python']}, {about['system']}, {about['processors']} processors. {least}.",
        f"PDFs and cards are off for both. Stock: {locked}.",
    ]
    left = [f"{pages:,}" for pages in plan.sizes if pages > plan.stock_up_to]
    note = [f"The stock stack was left out at {', '.join(left)} pages (--stock-up-to)."] if left else []
    shown = [f"{title}\n\n{made()}" for title, (part, made) in parts.items() if part in plan.parts]
    return "\n\n".join(["\n".join([*head, *note]), *shown])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
