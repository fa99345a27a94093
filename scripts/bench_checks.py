"""What the checks cost: CPU time of building the same generated site with them and without, alternating, in one run.

Usage: python scripts/bench_checks.py [pages] [rounds]    600 pages and 3 rounds by default
"""

from __future__ import annotations

import statistics
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from scripts.bench_run import built
from scripts.bench_site import PLAIN, configure, write_ours
from scripts.bench_stacks import OURS, forget


def main(pages: int, rounds: int) -> int:
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder) / "ours"
        site.mkdir()
        write_ours(site, pages)
        seconds: dict[bool, list[float]] = {True: [], False: []}
        for _ in range(rounds):
            for checks in (False, True):
                seconds[checks].append(cpu_of_build(site, pages, checks=checks))
    off, on = (min(seconds[checks]) for checks in (False, True))
    medians = {checks: statistics.median(values) for checks, values in seconds.items()}
    print(f"{pages} pages, {rounds} rounds, CPU seconds of cold builds, least (median)")
    print(f"  checks off  {off:6.2f} ({medians[False]:.2f})")
    print(f"  checks on   {on:6.2f} ({medians[True]:.2f})")
    print(f"  cost        {on / off - 1:+6.1%} ({medians[True] / medians[False] - 1:+.1%})")
    return 0


def cpu_of_build(site: Path, pages: int, *, checks: bool = True) -> float:
    """Seconds of a cold build."""
    forget(site)
    configure(site, {**PLAIN, "checks": checks})
    return built(OURS, site, pages, "cold").cpu


if __name__ == "__main__":
    given = [int(argument) for argument in sys.argv[1:]]
    sys.exit(main(*given, *(600, 3)[len(given) :]))
