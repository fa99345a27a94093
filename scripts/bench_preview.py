"""How long after a save the preview shows it: a running `mkdocs serve`, asked for the page again and again."""

from __future__ import annotations

import contextlib
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from scripts.bench_edits import EDITS, ERROR, KINDS, word
from scripts.bench_run import end, processor
from scripts.bench_stacks import Stack

PATIENCE = 600
"Seconds to wait for a preview before giving up."
PAUSE = 0.02
"Seconds between two requests."
PUT_OFF, BUILT = "more explainers follow", "Documentation built"
"What our preview logs when it puts something off, and MkDocs at each build."
REST = 3.0
"Seconds before each save: nobody saves more often, and what the preview puts off for a second is done."


@dataclass(frozen=True, slots=True)
class Latency:
    """One save."""

    stack: str
    pages: int
    work: str
    "What was saved."
    wall: float
    "Seconds from the save until a request was answered with the new text, or the log told the error."
    cpu: float
    "Seconds that the process which serves used meanwhile; 0 elsewhere than on Linux."

    def data(self) -> dict[str, object]:
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Preview:
    address: str
    log: Path
    process: int
    alive: Callable[[], bool]

    def wait(self, path: str, text: str) -> None:
        """Until the page at that address holds the text. Raises TimeoutError."""
        self._wait(lambda: text in self._get(path), f"{text!r} at /{path}")

    def wait_for_log(self, text: str) -> None:
        """Until the log holds the text. Raises TimeoutError."""
        self._wait(lambda: text in self.log.read_text("utf-8", "replace"), f"{text!r} in the log")

    def wait_for_rest(self) -> None:
        """Until what was put off is made. Raises TimeoutError."""
        self._wait(lambda: BUILT in self.log.read_text("utf-8", "replace").rpartition(PUT_OFF)[2], "the rest")

    def _wait(self, seen: Callable[[], bool], what: str) -> None:
        end = time.monotonic() + PATIENCE
        while not seen():
            if time.monotonic() > end or not self.alive():
                raise TimeoutError(f"{what} never came\n{self.log.read_text('utf-8', 'replace')[-4000:]}")
            time.sleep(PAUSE)

    def _get(self, path: str) -> str:
        try:
            with urllib.request.urlopen(self.address + path, timeout=PATIENCE) as answer:  # noqa: S310 - our own server
                return str(answer.read().decode("utf-8"))
        except (urllib.error.URLError, ConnectionError):
            return ""


def latencies(stack: Stack, project: Path, pages: int, times: int, words: Iterator[int]) -> Iterator[Latency]:
    """Saves of each kind in turns, `times` each, and for ours an error, which the page after it mends."""
    kinds: Sequence[str] = (*KINDS, *([ERROR] if ERROR in EDITS[stack.name] else []))
    with _serving(stack, project) as preview:
        preview.wait(f"{stack.roots['en']}explainer-0/", "</html>")
        for _ in range(times):
            for kind in kinds:
                yield _save(stack, project, pages, kind, preview, word(next(words)))
            if ERROR in kinds:
                _save(stack, project, pages, KINDS[0], preview, word(next(words)))


def _save(stack: Stack, project: Path, pages: int, kind: str, preview: Preview, text: str) -> Latency:
    preview.wait_for_rest()
    time.sleep(REST)
    edit = EDITS[stack.name][kind]
    used, start = processor(preview.process), time.monotonic()
    edit.apply(project, text)
    if kind == ERROR:
        preview.wait_for_log(text)
    else:
        preview.wait(stack.roots[edit.language] + edit.page, text)
    return Latency(stack.name, pages, kind, time.monotonic() - start, processor(preview.process) - used)


@contextlib.contextmanager
def _serving(stack: Stack, project: Path) -> Iterator[Preview]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    path = project / "serve.log"
    built = project.with_name(f"{project.name}-served")
    built.mkdir(exist_ok=True)
    with path.open("w") as log:
        process = subprocess.Popen(
            stack.command("serve", "--dev-addr", f"127.0.0.1:{port}"),
            cwd=project,
            env={**stack.environment, "TMPDIR": str(built)},  # where MkDocs builds, and does not tidy up when stopped
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    try:
        yield Preview(f"http://127.0.0.1:{port}/", path, process.pid, lambda: process.poll() is None)
    finally:
        end(process)
