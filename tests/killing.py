"""Builds that are killed (SIGKILL) at many moments, each in a process forked from this one, which has all imported.

    python -m tests.killing FOLDER KILLS   builds of the project in FOLDER, which has the versions “one” and “other”
    python -m tests.killing FOLDER         swaps of a small folder, killed before each single step

Prints a JSON object a kill. A process of its own, since those with threads, as tests are, must not fork.
"""

from __future__ import annotations

import hashlib
import json
import os
import random
import signal
import sys
import time
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

from precis import staging

STEPS = ("open", "os.", "shutil.", "ctypes.")
"Audit events that count as steps: whatever touches files."
VERSIONS = ("one", "other")
PAGE = "docs/en/mill/roof.md"


def digest(folder: Path) -> str:
    """Of all names and contents; of a folder that is not there, of nothing."""
    found = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        found.update(path.relative_to(folder).as_posix().encode() + b"\0")
        found.update(path.read_bytes() if path.is_file() else b"")
    return found.hexdigest()


def die_at(step: int) -> None:
    """Kills this process before its next step but `step`."""
    left = iter(range(step, -1, -1))

    def watch(event: str, _arguments: object) -> None:
        if event.startswith(STEPS) and next(left, None) == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(watch)


def forked(work: Callable[[], None], after: float | None = None) -> bool:
    """Whether the work, done in a process of its own, was killed; by this one `after` some seconds."""
    child = os.fork()
    if child == 0:
        work()
        os._exit(0)
    if after is not None:
        time.sleep(after)
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) or status == 0, "the build failed"
    return os.WIFSIGNALED(status)


def build(step: int | None = None) -> None:
    """A strict build; killed before a step of its swap."""
    from mkdocs.__main__ import cli

    publish = staging.publish

    def slowly(building: Path, site: Path) -> None:
        die_at(step or 0)
        publish(building, site)

    if step is not None:
        staging.publish = slowly
    cli(["build", "--strict", "--quiet"], standalone_mode=False)


def builds(folder: Path, kills: int) -> Iterator[dict[str, object]]:
    """Until that many were killed: a random time after their begin, every third before a random step of its swap."""
    os.chdir(folder)
    site, chance, digests = folder / "site", random.Random(8), {}
    for version in VERSIONS:
        turn(folder, version)
        build()  # in this process, which has everything warm then
        digests[version] = digest(site)
    start = time.monotonic()
    assert not forked(build)
    whole, last = time.monotonic() - start, VERSIONS[1]
    for turns in count():
        version = next(name for name in VERSIONS if name != last)
        turn(folder, version)
        step = chance.choice([*range(12), *range(12, 400, 40)]) if turns % 3 == 2 else None
        after = chance.uniform(0, whole) if step is None else None
        killed = forked(lambda step=step: build(step), after)  # type: ignore[misc]
        found = next((name for name in VERSIONS if digests[name] == digest(site)), "broken")
        yield {"killed": killed, "step": step, "after": after, "last": last, "new": version, "found": found}
        last, kills = found, kills - killed
        if not kills:
            break
    turn(folder, VERSIONS[0])
    assert not forked(build)
    assert digest(site) == digests[VERSIONS[0]]


def turn(folder: Path, version: str) -> None:
    """Makes the project the one version or the other."""
    text = (folder / PAGE).read_text("utf-8")
    (folder / PAGE).write_text(text.partition("<!--")[0] + f"<!-- -->\n\nThis is version {version}.\n", "utf-8")


def swaps(folder: Path) -> Iterator[dict[str, object]]:
    """With the exchange of this system, and without; each begins with what the last one left."""
    site = folder / "site"

    def swap(version: str, step: int, *, exchanges: bool) -> None:
        if not exchanges:
            staging.exchange = lambda *_: False  # type: ignore[attr-defined]
        building = staging.begin(site)
        for number in range(3):
            (building / f"{number}.txt").write_text(version, "utf-8")
        die_at(step)
        staging.publish(building, site)

    for exchanges in (True, False):
        assert not forked(lambda: swap("0", 10_000, exchanges=True))
        for step in range(1000):
            killed = forked(lambda: swap(f"{step}", step, exchanges=exchanges))  # noqa: B023 - called at once
            at_once = read(site)
            staging.discard(staging.begin(site))
            yield {"exchanges": exchanges, "step": step, "at_once": at_once, "then": read(site), "killed": killed}
            if not killed:
                break


def read(site: Path) -> list[str]:
    return sorted({path.read_text("utf-8") for path in site.glob("*.txt")}) if site.exists() else []


if __name__ == "__main__":
    told = builds(Path(sys.argv[1]), int(sys.argv[2])) if len(sys.argv) > 2 else swaps(Path(sys.argv[1]))
    for one in told:
        print(json.dumps(one), flush=True)  # noqa: T201
