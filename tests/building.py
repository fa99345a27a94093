"""Builds sites as `mkdocs build` does, each in a process of its own that has imported everything already.

A process that never builds itself (multiprocessing’s forkserver) imports MkDocs, the hooks and what they use; each
build is a copy of it: nothing of one is seen by another, and none pays for the imports.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from mkdocs import __main__ as mkdocs_command

_context = multiprocessing.get_context("forkserver")
_context.set_forkserver_preload(["tests.imported"])


def run(folder: Path, arguments: Sequence[str], environment: Mapping[str, str]) -> tuple[int, str]:
    """The exit code of `mkdocs` with some arguments in a folder, and what it wrote to either output."""
    with TemporaryDirectory() as kept:
        log = Path(kept) / "log"
        process = _context.Process(target=_build, args=(folder, list(arguments), dict(environment), log))
        process.start()
        process.join()
        assert process.exitcode is not None
        return process.exitcode, log.read_text("utf-8")


def _build(folder: Path, arguments: list[str], environment: dict[str, str], log: Path) -> None:
    output = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.dup2(output, 1)
    os.dup2(output, 2)
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder)
    sys.argv = ["mkdocs", *arguments]
    sys.exit(mkdocs_command.cli(arguments))
