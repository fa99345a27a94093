"""Processes that make explainers beside each other, each its share, and leave them on the shelf."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Sequence
from functools import partial

from precis.headway import Headway, Stand
from precis.publication import Publication
from precis.work import Work

LEAST = 8
"Explainers that are worth a second process: to copy this one and to fetch what it made costs some time, too."


def processors() -> int:
    """That this process may use, where the system tells."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def shares(names: Sequence[str], processes: int) -> list[frozenset[str]]:
    """The explainers dealt out, one to each process in turn: neighbours tend to be of a size."""
    if processes < 2 or len(names) < LEAST or not hasattr(os, "fork"):
        return []
    return [frozenset(names[start::processes]) for start in range(processes)]


def share_out(shares: Sequence[frozenset[str]], publication: Publication) -> int | None:
    """In each process that takes a share, its number; this one waits for them, and shows how far they are."""
    if not shares:
        return None
    headway = publication.headway
    headway.pause()
    number, children = _fork(len(shares), publication.work)
    if number is not None:
        publication.headway = Headway()
        return number
    headway.resume()
    missing = frozenset[str]().union(*shares)
    pages = sum(len(publication.project.site.unit(name)) for name in missing)
    phase = f"Making explainers in {len(shares)} processes"
    headway.follow(phase, len(missing), partial(_stand, publication, pages))
    _wait(children)
    return None


def _stand(publication: Publication, pages: int) -> Stand:
    """Of the other processes, which read all of their pages before they render the first one."""
    work, names = publication.work, list(publication.numbers)
    read = sum(work.elsewhere("read"))
    phase, done = ("Reading pages", read) if read < pages else ("Rendering pages", sum(work.elsewhere("pages")))
    return Stand(phase, done, pages, ", ".join(names[number - 1] for number in work.elsewhere("at")))


def _fork(count: int, work: Work) -> tuple[int | None, Sequence[int]]:
    """In each new process, its number, and what it does is counted apart; in this one None, and all of the others."""
    children: list[int] = []
    for number in range(count):
        child = os.fork()
        if child == 0:
            work.take_row(number + 1)
            return number, ()
        children.append(child)
    return None, children


def _wait(children: Sequence[int]) -> None:
    """Until all of them have ended, however they did."""
    for child in children:
        with contextlib.suppress(ChildProcessError):
            os.waitpid(child, 0)
