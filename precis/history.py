"""When passages last changed, by the project's Git history where there is one. The one module that asks Git."""

from __future__ import annotations

import datetime as dt
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

ChangedOn = Callable[[str, int, int], dt.date | None]
"Day on which a file's lines, first to last (1-based), last changed; None where it cannot be told."
_UNCOMMITTED = re.compile(r"^0{40,64} ", re.MULTILINE)
_TIME = re.compile(r"^author-time (\d+)$", re.MULTILINE)


def unknown(_path: str, _first: int, _last: int) -> dt.date | None:
    """The history of what has none."""
    return None


def of(root: Path, today: dt.date) -> ChangedOn:
    """The history of a project's folder. Lines that are not committed yet changed today."""

    def changed_on(path: str, first: int, last: int) -> dt.date | None:
        command = ["git", "blame", "--porcelain", "-L", f"{first},{last}", "--", path]
        try:
            run = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True, timeout=20)  # noqa: S603
        except (OSError, subprocess.SubprocessError):
            return None  # no Git, no history, or a file that Git does not know
        if _UNCOMMITTED.search(run.stdout):
            return today
        times = [int(found) for found in _TIME.findall(run.stdout)]
        return dt.datetime.fromtimestamp(max(times), dt.UTC).date() if times else None

    return changed_on
