"""The benchmark’s tables: measures in, text out."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations
from typing import Protocol, TypeVar

from scripts.bench_preview import Latency
from scripts.bench_run import Run

COLD, SAME = "cold", "unchanged"
OURS, STOCK = "ours", "stock"
Row = Sequence[str]


class Measured(Protocol):
    @property
    def stack(self) -> str: ...
    @property
    def pages(self) -> int: ...
    @property
    def work(self) -> str: ...


Measure = TypeVar("Measure", bound=Measured)


def cold(runs: Sequence[Run]) -> str:
    """Cold builds: seconds, ratio, and how well ours uses several processors."""
    head = (
        "pages",
        "ours CPU s",
        "stock CPU s",
        "ours/stock",
        "ours wall s",
        "stock wall s",
        "wall/CPU",
        "ours ms a page",
    )
    return table(head, (_cold(runs, pages) for pages in sizes(runs, COLD)))


def growth(runs: Sequence[Run]) -> str:
    """What each further page costs between two sizes, and how the cost of a page changes."""
    head = (
        "pages",
        "ours ms a further page",
        "stock ms",
        "ours CPU a page changes",
        "ours kB a further page",
        "stock kB",
    )
    return table(head, (_growth(runs, *pair) for pair in combinations(sizes(runs, COLD), 2)))


def memory(runs: Sequence[Run]) -> str:
    """The most memory of cold builds, in MB: of the largest process, and of all, shared memory once."""
    head = ("pages", "ours MB", "all together", "stock MB", "all together", "ours/stock")
    return table(head, (_memory(runs, pages) for pages in sizes(runs, COLD)))


def warm(runs: Sequence[Run]) -> str:
    """Builds after a change, as parts of cold ones."""
    head = ("pages", "changed", "ours CPU s", "of cold", "wall s", "stock CPU s", "of cold", "ours/stock")
    return table(head, (_warm(runs, pages, work) for pages in sizes(runs) for work in works(runs, pages)))


def counts(runs: Sequence[Run]) -> str:
    """Work done by ours, which does not depend on the machine, and the files that the stock stack writes."""
    names = list(dict.fromkeys(name for run in runs if run.stack == OURS for name in run.counts))
    head = ("pages", "build", *names, "stock written")
    rows = (_counts(runs, pages, work, names) for pages in sizes(runs) for work in (COLD, *works(runs, pages)))
    return table(head, rows)


def previews(found: Sequence[Latency]) -> str:
    """From save to served."""
    head = ("pages", "saved", "ours s", "ours CPU s", "stock s", "stock CPU s", "ours/stock")
    kinds = list(dict.fromkeys(one.work for one in found))
    return table(head, (_preview(found, pages, kind) for pages in sizes(found) for kind in kinds))


def table(head: Row, rows: Iterable[Row]) -> str:
    """Markdown, padded, numbers to the right."""
    lines = [list(head), *(list(row) for row in rows)]
    widths = [max(len(cell) for cell in column) for column in zip(*lines, strict=True)]
    rule = "|" + "|".join("-" * (width + 1) + ":" for width in widths) + "|"
    padded = [
        "| " + " | ".join(cell.rjust(width) for cell, width in zip(line, widths, strict=True)) + " |" for line in lines
    ]
    return "\n".join([padded[0], rule, *padded[1:]])


def sizes(found: Iterable[Measured], work: str = "") -> list[int]:
    return sorted({one.pages for one in found if work in {"", one.work}})


def works(runs: Iterable[Run], pages: int) -> list[str]:
    """What was changed before warm builds of that size, in their order."""
    return list(dict.fromkeys(run.work for run in runs if run.pages == pages and run.work != COLD))


def least(
    found: Iterable[Measure], stack: str, pages: int, work: str, value: Callable[[Measure], float]
) -> float | None:
    """The least of a measure; None without any."""
    return min(_values(found, stack, pages, work, value), default=None)


def ratio(one: float | None, other: float | None) -> str:
    return f"{one / other:.2f}" if one is not None and other else "–"


def _values(
    found: Iterable[Measure], stack: str, pages: int, work: str, value: Callable[[Measure], float]
) -> Iterator[float]:
    wanted = (stack, pages, work)
    return (value(one) for one in found if (one.stack, one.pages, one.work) == wanted)


def _cold(runs: Sequence[Run], pages: int) -> Row:
    ours, stock = (least(runs, stack, pages, COLD, _cpu) for stack in (OURS, STOCK))
    wall = least(runs, OURS, pages, COLD, _wall)
    cells = [_both(runs, stack, pages, COLD, _cpu) for stack in (OURS, STOCK)]
    walls = [_both(runs, stack, pages, COLD, _wall) for stack in (OURS, STOCK)]
    apiece = f"{ours / pages * 1000:.1f}" if ours is not None else "–"
    return [f"{pages:,}", *cells, ratio(ours, stock), *walls, ratio(wall, ours), apiece]


def _growth(runs: Sequence[Run], small: int, large: int) -> Row:
    cpu, kilobytes = ([_further(runs, stack, small, large, of) for stack in (OURS, STOCK)] for of in (_cpu, _peak))
    first, last = (least(runs, OURS, pages, COLD, _cpu) for pages in (small, large))
    change = f"{last / large / (first / small) - 1:+.0%}" if first and last else "–"
    milliseconds = [_number(one * 1000 if one is not None else None, 1) for one in cpu]
    return [f"{small:,} to {large:,}", *milliseconds, change, *(_number(one, 0) for one in kilobytes)]


def _memory(runs: Sequence[Run], pages: int) -> Row:
    of = {
        (stack, value): least(runs, stack, pages, COLD, value)
        for stack in (OURS, STOCK)
        for value in (_peak, _together)
    }
    cells = [_number(one / 1024 if one else None, 0) for one in of.values()]
    return [f"{pages:,}", *cells, ratio(of[OURS, _peak], of[STOCK, _peak])]


def _warm(runs: Sequence[Run], pages: int, work: str) -> Row:
    now = {stack: least(runs, stack, pages, work, _cpu) for stack in (OURS, STOCK)}
    before = {stack: least(runs, stack, pages, COLD, _cpu) for stack in (OURS, STOCK)}
    ours = [_both(runs, OURS, pages, work, _cpu), ratio(now[OURS], before[OURS]), _both(runs, OURS, pages, work, _wall)]
    stock = [_both(runs, STOCK, pages, work, _cpu), ratio(now[STOCK], before[STOCK])]
    return [f"{pages:,}", work, *ours, *stock, ratio(now[OURS], now[STOCK])]


def _counts(runs: Sequence[Run], pages: int, work: str, names: Sequence[str]) -> Row:
    last = {run.stack: run.counts for run in runs if (run.pages, run.work) == (pages, work)}
    ours, stock = (last.get(stack, {}) for stack in (OURS, STOCK))
    return [f"{pages:,}", work, *(_number(ours.get(name), 0) for name in names), _number(stock.get("written"), 0)]


def _preview(found: Sequence[Latency], pages: int, kind: str) -> Row:
    cells = [_both(found, stack, pages, kind, of) for stack in (OURS, STOCK) for of in (_wall, _cpu)]
    ours, stock = (list(_values(found, stack, pages, kind, _wall)) for stack in (OURS, STOCK))
    ratios = ratio(statistics.median(ours), statistics.median(stock)) if ours and stock else "–"
    return [f"{pages:,}", kind, *cells, ratios]


def _further(runs: Sequence[Run], stack: str, small: int, large: int, value: Callable[[Run], float]) -> float | None:
    low, high = (least(runs, stack, pages, COLD, value) for pages in (small, large))
    return (high - low) / (large - small) if low is not None and high is not None else None


def _both(found: Iterable[Measure], stack: str, pages: int, work: str, value: Callable[[Measure], float]) -> str:
    """The least, and the median in brackets."""
    values = list(_values(found, stack, pages, work, value))
    return f"{min(values):.2f} ({statistics.median(values):.2f})" if values else "–"


def _number(value: float | None, digits: int) -> str:
    return f"{value:,.{digits}f}" if value is not None else "–"


def _cpu(one: Run | Latency) -> float:
    return one.cpu


def _wall(one: Run | Latency) -> float:
    return one.wall


def _peak(run: Run) -> float:
    return run.peak


def _together(run: Run) -> float:
    return run.together
