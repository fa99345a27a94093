"""All or nothing: a site is written beside the last one and takes its place only when it is whole.

There is never a half-written site under the final name. Of two builds at once, the last one to finish wins.
"""

from __future__ import annotations

import contextlib
import os
import shutil
from pathlib import Path

TRIES = 5
"How often to take the place while another build takes it too."


def begin(site: Path) -> Path:
    """A clean folder beside the site to build in; a site that a killed build left aside is put back first."""
    final = site.resolve()
    left = sorted(final.parent.glob(f".{final.name}.replaced-*"))
    if left and not final.exists():
        left[-1].rename(final)
    building = _beside(final, "building")
    discard(building)
    return building


def publish(building: Path, site: Path) -> None:
    """Two renames; the last site comes back if the second one fails."""
    final = site.resolve()
    old = _beside(final, "replaced")
    for turn in range(TRIES):
        discard(old)
        with contextlib.suppress(FileNotFoundError):
            final.rename(old)
        try:
            building.rename(final)
            break
        except OSError:
            if not final.exists() and old.exists():
                old.rename(final)
            if turn == TRIES - 1 or not building.exists():
                raise  # else another build took the place in between
    discard(old)


def discard(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)


def _beside(final: Path, purpose: str) -> Path:
    """One name a process, so that two builds at once do not meet."""
    return final.with_name(f".{final.name}.{purpose}-{os.getpid()}")
