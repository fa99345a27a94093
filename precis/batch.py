"""All or none: several files are written beside their places, and take these only when all are whole; others go."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Mapping
from pathlib import Path

from precis.disk import relative
from precis.problems import InvalidInput, Problem


def write(files: Mapping[Path, bytes | None], root: Path) -> None:
    """A file with None is removed. Raises InvalidInput where one cannot be written; all are then as they were."""
    finals = {path.resolve(): data for path, data in files.items()}
    known = {path for path in finals if path.exists()}
    at, taken = root, []
    try:
        for at, data in finals.items():
            _prepare(at, data)
        for at, data in finals.items():
            taken.append(at)
            _take(at, data)
    except OSError as error:
        for path in taken:
            _put_back(path, existed=path in known)
        what = f"cannot be written ({error.strerror})"
        repair = "make room or give the right to write, then repeat the command"
        raise InvalidInput([Problem(relative(at, root), None, what, "a file that may be written", repair)]) from error
    finally:
        for path in finals:
            for purpose in ("new", "old"):
                with contextlib.suppress(OSError):
                    _beside(path, purpose).unlink(missing_ok=True)


def _prepare(path: Path, data: bytes | None) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    new = _beside(path, "new")
    if data is not None:
        new.write_bytes(data)
    if path.exists():
        shutil.copy2(path, _beside(path, "old"))
        if data is not None:
            shutil.copymode(path, new)


def _take(path: Path, data: bytes | None) -> None:
    if data is None:
        path.unlink(missing_ok=True)
    else:
        _beside(path, "new").replace(path)


def _put_back(path: Path, *, existed: bool) -> None:
    with contextlib.suppress(OSError):
        if existed and _beside(path, "old").exists():
            _beside(path, "old").replace(path)
        elif not existed:
            path.unlink(missing_ok=True)


def _beside(path: Path, purpose: str) -> Path:
    """One name a process; hidden, so that builds do not read it."""
    return path.with_name(f".{path.name}.{purpose}-{os.getpid()}")
