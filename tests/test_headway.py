"""A build shows how far it is: one line on a terminal, which leaves no trace; in a log, a line for each phase."""

from __future__ import annotations

import io
import json
import math
import os
import pty
import re
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

from precis.headway import Headway, Line, Stand, Told, is_seen
from tests.conftest import ENVIRONMENT, build, configuration, copy_good_site

PHASES = [
    "Reading the project",
    "Explainers carried over: 0 of 2",
    "Reading pages: 35",
    "Checking pages: 14",
    "Setting PDFs: 4",
    "Writing citations and feeds",
    "Rendering pages: 35",
    "Drawing cards: 30",
    "Indexing languages for the search: 2",
    "Compressing files: 59",
    "Keeping explainers: 2",
    "Publishing the site",
]
"Of a build of the small site from nothing, as a log has them."
SHARED = """
import os
from precis.carry import helpers
helpers.LEAST = 2
os.sched_getaffinity = lambda _pid: {0, 1}
from mkdocs.__main__ import cli
cli(["build", "--strict"])
"""
"A build that two more processes share, as they do where there is more to do."


def on_terminal(folder: Path, command: list[str], **environment: str) -> str:
    """What a build writes to a terminal, returns and all."""
    ours, theirs = pty.openpty()
    clean = {name: value for name, value in ENVIRONMENT.items() if name != "CI"}
    given = {**clean, "TERM": "xterm", **environment}
    with subprocess.Popen([sys.executable, *command], cwd=folder, env=given, stdout=theirs, stderr=theirs) as process:
        os.close(theirs)
        written = b""
        while data := _read(ours):
            written += data
    os.close(ours)
    assert process.returncode == 0, written.decode()
    return written.decode()


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # as Linux says that nobody writes there any more
        return b""


def screen(written: str) -> list[str]:
    """The lines that a terminal shows in the end."""
    lines = []
    for line in written.split("\n"):
        shown: list[str] = []
        for part in line.split("\r"):
            shown[: len(part)] = part
        lines.append("".join(shown).rstrip())
    return lines


def told(log: str) -> list[str]:
    """The phases in a log."""
    starts = {phase.partition(":")[0] for phase in (*PHASES, "Making explainers in 2 processes")}
    lines = [line.partition("precis: ")[2] for line in log.splitlines()]
    return [line for line in lines if line.partition(":")[0] in starts]


def set_patience(folder: Path, patience: float | bool) -> Path:
    (folder / "mkdocs.yml").write_text(configuration(extra={"progress": patience}), "utf-8")
    return folder


def stood(written: str) -> list[str]:
    """What the line said, one after the other, without what was written beside it."""
    return [part.strip() for part in re.split(r"[\r\n]", written) if part.strip() and " -  " not in part]


def phases(lines: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(line.partition(":")[0] for line in lines))


def test_a_log_has_a_line_for_each_phase(small_site: Path) -> None:
    assert told(build(small_site).log) == PHASES
    again = told(build(small_site).log)
    assert again[1:4] == ["Explainers carried over: 2 of 2", "Reading pages: 7", "Checking pages: 4"]
    assert not any(line.startswith(("Setting", "Drawing", "Keeping")) for line in again), "there was nothing to do"
    assert told(build(set_patience(small_site, False)).log) == []


def test_a_terminal_has_one_line_that_goes(small_site: Path) -> None:
    written = on_terminal(set_patience(small_site, 0), ["-m", "mkdocs", "build", "--strict"])
    assert phases(stood(written)) == phases(PHASES)
    assert re.search(r"Rendering pages: \d+ of 35", written)
    assert "\x1b" not in written, "neither colours nor codes"
    shown = screen(written)
    assert all(not line or re.match(r"INFO +-  |    \S| {11}\S", line) for line in shown), shown
    assert sum(line.startswith("INFO") for line in shown) == written.count("INFO")
    assert not told("\n".join(shown))


def test_nothing_is_shown_before_its_time(small_site: Path) -> None:
    written = on_terminal(set_patience(small_site, 3600), ["-m", "mkdocs", "build", "--strict"])
    assert stood(written) == []
    quiet = on_terminal(set_patience(small_site, 0), ["-m", "mkdocs", "build", "--quiet"])
    assert quiet == ""


def test_a_dumb_terminal_is_a_log(small_site: Path) -> None:
    written = on_terminal(set_patience(small_site, 0), ["-m", "mkdocs", "build", "--strict"], TERM="dumb")
    assert told(written) == PHASES
    assert not stood(written)


def test_processes_that_share_the_work_count_too(small_site: Path, tmp_path: Path) -> None:
    other = copy_good_site(tmp_path / "other")
    alone = told(build(other).log)
    written = on_terminal(set_patience(small_site, 0), ["-c", SHARED])
    assert re.search(r"Reading pages: \d+ of 28\b", written), "of both explainers"
    assert [line for line in screen(written) if line and not line.startswith("INFO")] == []
    assert report(small_site) == report(other), "the same is done, whoever does it"
    command = [sys.executable, "-c", SHARED]
    again = copy_good_site(tmp_path / "again")
    run = subprocess.run(command, cwd=again, env=ENVIRONMENT, capture_output=True, text=True, check=True)
    assert told(run.stderr)[2] == "Making explainers in 2 processes: 2"
    assert told(run.stderr)[:2] == alone[:2]


def report(folder: Path) -> dict[str, int]:
    found = json.loads((folder / ".cache" / "precis" / "work.json").read_text("utf-8"))
    assert found.keys() == {"pages", "templates", "texts", "files"}
    return dict(found)


def test_the_line_makes_way() -> None:
    terminal = io.StringIO()
    line = Line(terminal, 0)
    line.pause()  # from here on, it is shown when it is told
    line.begin("Rendering pages", 1200)
    for _ in range(1001):
        line.step("calais")
    line.show()
    line.write_above("INFO - read\n")
    assert screen(terminal.getvalue()) == ["INFO - read", "Rendering pages: 1,001 of 1,200, calais"]
    line.begin("Nothing", 0)
    line.begin("Publishing")
    assert screen(terminal.getvalue())[1] == "Publishing"
    line.end()
    assert screen(terminal.getvalue()) == ["INFO - read", ""]


def test_a_line_is_never_wider_than_its_terminal() -> None:
    terminal = io.StringIO()
    line = Line(terminal, 0)
    line.pause()
    line.begin("x" * 200)
    assert screen(terminal.getvalue()) == ["x" * 79]
    patient = Line(terminal, math.inf)
    patient.begin("y")
    patient.end()
    assert "y" not in terminal.getvalue()


def test_what_is_not_known_is_not_said() -> None:
    said: list[str] = []
    log = Told(said.append)
    log.begin("Reading")
    log.begin("Carried over", 7, 0)
    log.follow("Making", 3, lambda: Stand("Reading", 1, 3))
    log.begin("Drawing", 0)
    assert said == ["Reading", "Carried over: 0 of 7", "Making: 3"]
    nobody = Headway()
    nobody.begin("Reading", 3)
    nobody.end()


@pytest.mark.parametrize(
    ("environment", "seen"),
    [({"TERM": "xterm"}, True), ({}, True), ({"TERM": "dumb"}, False), ({"TERM": "xterm", "CI": "true"}, False)],
)
def test_a_person_looks_at_a_terminal(environment: dict[str, str], seen: bool) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    assert is_seen(Terminal(), environment) is seen
    assert not is_seen(io.StringIO(), environment)
