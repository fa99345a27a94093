"""Processes that make explainers beside each other, each its share, and leave them on the shelf."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Sequence

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


def fork(given: Sequence[frozenset[str]]) -> frozenset[str] | None:
    """In each new process, its share; in this one, None, once all of them have ended, however they did."""
    children = []
    for share in given:
        child = os.fork()
        if child == 0:
            return share
        children.append(child)
    for child in children:
        with contextlib.suppress(ChildProcessError):
            os.waitpid(child, 0)
    return None
