"""What is made once in a run of the tests, by whichever of its processes (pytest-xdist) asks first."""

from __future__ import annotations

import fcntl
import os
import pickle
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest

T = TypeVar("T")


class Shared:
    """Folders of the whole run. Nobody may change what stands in them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(exist_ok=True)

    def __call__(self, name: str, make: Callable[[Path], T]) -> T:
        """What `make` gives for the folder of this name, which it may fill; one process makes it, others wait.

        What it gives must be possible to pickle. What it raises is not kept: who asks next makes it anew.
        """
        folder, kept = self._folder / name, self._folder / f"{name}.pickle"
        with (self._folder / f"{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not kept.exists():
                shutil.rmtree(folder, ignore_errors=True)
                folder.mkdir()
                kept.write_bytes(pickle.dumps(make(folder)))
        made: T = pickle.loads(kept.read_bytes())
        return made


def of(factory: pytest.TempPathFactory) -> Shared:
    """That of this run, whose processes each have a folder in one of all of them."""
    base = factory.getbasetemp()
    return Shared((base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "shared")
