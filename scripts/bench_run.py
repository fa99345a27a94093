"""One build, measured: processor and wall time, memory, and the files that it wrote."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

from scripts.bench_stacks import Stack

REPORT = ".cache/precis/work.json"
"Where our build tells what it has done, in the project."
PROCESSES = Path("/proc")


@dataclass(frozen=True, slots=True)
class Run:
    """What a build cost."""

    stack: str
    pages: int
    work: str
    "cold, unchanged, or what was changed before it."
    cpu: float
    "Seconds, user and system, of all processes."
    wall: float
    "Seconds."
    peak: int
    "Most memory that its largest process held, in kB."
    together: int = 0
    "Most memory of all its processes together, what they share counted once, in kB; 0 where it was not looked at."
    counts: Mapping[str, int] = field(default_factory=dict)
    "Work done: what our build reports, files `written`, those of them that `differ` from before, and `all` files."

    def data(self) -> dict[str, object]:
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The files of a built site: which they are, and what they hold."""

    stamps: Mapping[str, tuple[int, int]]
    digests: Mapping[str, bytes]

    @classmethod
    def of(cls, site: Path) -> Snapshot:
        found = {str(path.relative_to(site)): path for path in site.rglob("*") if path.is_file()}
        states = {name: path.stat() for name, path in found.items()}
        stamps = {name: (state.st_ino, state.st_mtime_ns) for name, state in states.items()}
        return cls(stamps, {name: _digest(path) for name, path in found.items()})

    def since(self, before: Snapshot) -> dict[str, int]:
        """How many files were written since, how many of these hold anything else, and how many there are."""
        written = [name for name, stamp in self.stamps.items() if before.stamps.get(name) != stamp]
        differ = sum(before.digests.get(name) != self.digests[name] for name in written)
        return {"written": len(written), "differ": differ, "all": len(self.stamps)}


def built(stack: Stack, project: Path, pages: int, work: str, *, memory: bool = False) -> Run:
    """Runs a build and measures it; looking at `memory` costs it a little time. Raises where the build fails."""
    site = project / "site"
    before = Snapshot.of(site)
    (project / REPORT).unlink(missing_ok=True)
    with tempfile.TemporaryFile() as log:
        start = time.monotonic()
        command = stack.command("build", "--strict" if stack.name == "ours" else "--no-strict")
        process = subprocess.Popen(
            command, cwd=project, env=stack.environment, stdout=log, stderr=log, start_new_session=True
        )
        try:
            together = _watched(process) if memory else 0
            _, status, usage = os.wait4(process.pid, 0)
        except BaseException:
            end(process)
            raise
        wall = time.monotonic() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            log.seek(0)
            raise RuntimeError(f"{stack.name}: the build failed\n{log.read().decode('utf-8', 'replace')[-4000:]}")
    counts = {**_reported(project, stack), **Snapshot.of(site).since(before)}
    return Run(stack.name, pages, work, usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss, together, counts)


def end(process: subprocess.Popen[bytes]) -> None:
    """Ends a process that has a session of its own, and its children."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def family(session: int) -> Iterable[Path]:
    """The processes of a session, on Linux."""
    for folder in PROCESSES.glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[3]) == session:
            yield folder


def processor(process: int) -> float:
    """CPU seconds that a process itself has used so far; 0 elsewhere than on Linux."""
    try:
        fields = (PROCESSES / f"{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0
    return sum(int(one) for one in fields[11:13]) / os.sysconf("SC_CLK_TCK")


def _watched(process: subprocess.Popen[bytes]) -> int:
    """The most memory (PSS, kB) of a process and its children until it ends; looked at four times a second."""
    most = 0
    while os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None:
        most = max(most, sum(_memory(folder) for folder in family(process.pid)))
        time.sleep(0.25)
    return most


def _memory(folder: Path) -> int:
    try:
        lines = (folder / "smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


def _reported(project: Path, stack: Stack) -> dict[str, int]:
    report = project / REPORT
    if stack.name != "ours" or not report.exists():
        return {}
    return {name: number for name, number in json.loads(report.read_text("utf-8")).items() if isinstance(number, int)}


def _digest(path: Path) -> bytes:
    return hashlib.blake2b(path.read_bytes(), digest_size=16).digest()
