"""Builds sites as `mkdocs build` does, and runs scripts, each in a process of its own that has all imports done.

A process that never does either itself (multiprocessing’s forkserver) imports MkDocs, the hooks and what they use; each
build is a copy of it: nothing of one is seen by another, and none pays for the imports. Nor does any but the first pay
for compiling the templates, a third of what a small site takes: it finds them in its own folder, as after a build.
"""

from __future__ import annotations

import atexit
import multiprocessing
import os
import runpy
import shutil
import sys
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from subprocess import CompletedProcess
from tempfile import TemporaryDirectory

from mkdocs import __main__ as mkdocs_command

_context = multiprocessing.get_context("forkserver")
_context.set_forkserver_preload(["tests.imported"])


def run(folder: Path, arguments: Sequence[str], environment: Mapping[str, str]) -> tuple[int, str]:
    """The exit code of `mkdocs` with some arguments in a folder, and what it wrote to either output."""
    compiled, own = _compiled(), folder / ".cache" / "templates"
    if compiled.exists() and folder.exists() and not own.exists():
        shutil.copytree(compiled, own)
    with TemporaryDirectory() as kept:
        log = Path(kept) / "log"
        process = _context.Process(target=_build, args=(folder, list(arguments), dict(environment), log))
        process.start()
        process.join()
        assert process.exitcode is not None
        if process.exitcode == 0 and own.exists() and not compiled.exists():
            shutil.copytree(own, compiled)
        return process.exitcode, log.read_text("utf-8")


@cache
def _compiled() -> Path:
    """Where templates are that a build for this process compiled; Jinja knows by their source which are good."""
    kept = TemporaryDirectory()
    atexit.register(kept.cleanup)
    return Path(kept.name) / "templates"


def script(
    module: str, arguments: Sequence[str], environment: Mapping[str, str], typed: str = ""
) -> CompletedProcess[str]:
    """What `python -m module` with some arguments does, given what is typed until its end, in this process’s folder."""
    with TemporaryDirectory() as kept:
        streams = [Path(kept) / name for name in ("typed", "out", "err")]
        streams[0].write_text(typed, "utf-8")
        process = _context.Process(
            target=_script, args=(module, list(arguments), dict(environment), Path.cwd(), streams)
        )
        process.start()
        process.join()
        assert process.exitcode is not None
        said = [path.read_text("utf-8") for path in streams[1:]]
        return CompletedProcess([module, *arguments], process.exitcode, *said)


def _script(module: str, arguments: list[str], environment: dict[str, str], folder: Path, streams: list[Path]) -> None:
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder)
    for number, path in enumerate(streams):
        os.dup2(os.open(path, os.O_RDWR | os.O_CREAT), number)
    sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115 - until the process ends
    sys.argv = [module]
    sys.argv += arguments
    sys.modules.pop(module, None)  # it runs as the main one, with all that it imports at hand
    runpy.run_module(module, run_name="__main__", alter_sys=True)


def _build(folder: Path, arguments: list[str], environment: dict[str, str], log: Path) -> None:
    output = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.dup2(output, 1)
    os.dup2(output, 2)
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder)
    sys.argv = ["mkdocs", *arguments]
    sys.exit(mkdocs_command.cli(arguments))
