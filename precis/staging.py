"""All or nothing: a site is written beside the last one and takes its place only when it is whole.

What is promised, whenever a build fails or is killed: under the site’s name stands a whole site, the last or the new
one. On Linux and macOS the two change names in one step (`swap`). Where the system or the file system cannot (Windows,
NFS), two renames follow each other: in between there is no site, and a build killed just then leaves it aside, whole;
the next build puts it back first. Of two builds at once, the last one to finish wins. What killed builds left is
removed by the next. A power cut is another matter: nothing is forced to the disk. Previews alone are laid over the
last one (`lay`).
"""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
import time
from collections.abc import Iterable
from pathlib import Path

from precis.swap import exchange

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

TRIES = 5
"How often to take the place while another build takes it too."
FORGOTTEN = 24 * 60 * 60
"Seconds after which a folder is taken for a killed build’s, where no lock can tell."
_locks: dict[Path, int] = {}
"The open folders of this process’s builds: while they are open, other builds leave these alone."


def begin(site: Path) -> Path:
    """An empty folder beside the site to build in, after putting in order what killed builds left. Raises OSError."""
    final = site.resolve()
    _tidy(final)
    final.parent.mkdir(parents=True, exist_ok=True)
    while True:
        building = final.with_name(_prefix(final, "building") + secrets.token_hex(8))
        building.mkdir()
        if final.is_dir():
            shutil.copymode(final, building)
        if _lock(building):
            return building


def publish(building: Path, site: Path) -> None:
    """Puts what was built in the site’s place; if that fails (OSError), the last site is there as before."""
    final = site.resolve()
    for turn in range(TRIES):
        try:
            _take(building, final)
            break
        except OSError:
            if turn == TRIES - 1 or not building.exists():
                raise  # else another build took the place in between
    discard(building)


def lay(building: Path, site: Path, files: Iterable[str], gone: Iterable[str]) -> None:
    """Puts files of what was built over those that stand, and takes away others; paths from the site’s root. Where
    this fails (OSError), the site is neither the last nor the new one: for previews alone, whose readers wait."""
    final = site.resolve()
    for name in gone:
        _remove(final, name)
    for name in files:
        try:
            os.replace(f"{building}/{name}", f"{final}/{name}")  # noqa: PTH105 - thousands of paths
        except FileNotFoundError:
            (final / name).parent.mkdir(parents=True, exist_ok=True)
            (building / name).replace(final / name)
    discard(building)


def _remove(final: Path, name: str) -> None:
    """The file, and the folders that it leaves empty."""
    path = final / name
    path.unlink(missing_ok=True)
    with contextlib.suppress(OSError):
        while (path := path.parent) != final:
            path.rmdir()


def discard(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    if folder in _locks:
        os.close(_locks.pop(folder))


def _take(building: Path, final: Path) -> None:
    """Afterwards the last site, if there was one, has the name that it was built under, or is gone."""
    if not final.exists():
        building.rename(final)
    elif not exchange(building, final):
        _take_in_two(building, final)


def _take_in_two(building: Path, final: Path) -> None:
    old = Path(f"{building}".replace(_prefix(final, "building"), _prefix(final, "replaced")))
    discard(old)
    with contextlib.suppress(FileNotFoundError):
        final.rename(old)
    try:
        building.rename(final)
    except OSError:
        if not final.exists() and old.exists():
            old.rename(final)
        raise
    discard(old)


def _tidy(final: Path) -> None:
    """Puts a site back that was left aside, and removes what no running build writes."""
    aside = sorted(final.parent.glob(_prefix(final, "replaced") + "*"), key=lambda path: path.stat().st_mtime)
    if aside and not final.exists():
        with contextlib.suppress(OSError):  # another build put it back
            aside.pop().rename(final)
    for left in (*aside, *final.parent.glob(_prefix(final, "building") + "*")):
        if _lock(left, forgotten=FORGOTTEN):
            discard(left)


def _lock(folder: Path, forgotten: int = 0) -> bool:
    """Takes a folder for this process, until it ends however it ends. False where another has it, or it is gone;
    where there are no locks, where it is younger than some seconds."""
    try:
        age = time.time() - folder.stat().st_mtime
        if fcntl is None:
            return age >= forgotten
        descriptor = os.open(folder, os.O_RDONLY)
    except OSError:
        return False
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        os.close(descriptor)
        return not isinstance(error, BlockingIOError) and age >= forgotten
    if not folder.exists() or not os.path.samestat(os.fstat(descriptor), folder.stat()):
        os.close(descriptor)
        return False
    _locks[folder] = descriptor
    return True


def _prefix(final: Path, purpose: str) -> str:
    return f".{final.name}.{purpose}-"
