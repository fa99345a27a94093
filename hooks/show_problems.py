"""While serving, shows in every page what is wrong with the last save; no save ends the preview or empties it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from typing import Literal

import mkdocs
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import get_plugin_logger

from precis import failure
from precis.findings import Findings, of_configuration
from precis.notice import inserted, notice
from precis.overlay import Overlay
from precis.problems import Problem

log = get_plugin_logger("precis")
_findings = Findings()


def on_startup(command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
    if command == "serve":
        logging.getLogger(mkdocs.__name__).addHandler(_findings)


def on_serve(server: LiveReloadServer, config: MkDocsConfig, builder: Callable[..., None]) -> LiveReloadServer:
    """MkDocs keeps browsers waiting after a build that failed, so none does; each brings its notice instead."""
    root, within = Path(config.config_file_path).parent, server.builder
    told = (_findings.problems(), True)

    def build() -> None:
        nonlocal told
        _findings.clear()
        try:
            within()
        except (Exception, SystemExit) as error:
            _tell(error, root)
            told = (_findings.problems(), False)
        else:
            told = (_findings.problems(), True)

    def insert(page: bytes) -> bytes:
        problems, built = told
        return inserted(page, notice(problems, built=built), len(problems))

    server.builder = build
    server.set_app(Overlay(server.get_app(), insert, server.mount_path))  # type: ignore[arg-type]
    return server


def _tell(error: BaseException, root: Path) -> None:
    """Logs what was not logged before."""
    known = any(problem.severity == "error" for problem in _findings.problems())
    if not isinstance(error, MkDocsException):
        log.error("%s", failure.of_code(error, root), exc_info=error)
    elif not known:
        log.error("%s", _strict(error) if isinstance(error, Abort) else _configuration(error))


def _strict(error: BaseException) -> Problem:
    expected, repair = "a strict build without warnings", "repair what is told below, or serve without --strict"
    return Problem("", None, str(error), expected, repair)


def _configuration(error: BaseException) -> Problem:
    """With the line where YAML ends to be read."""
    mark = getattr(error.__context__, "problem_mark", None)
    return of_configuration(str(error), mark.line + 1 if mark is not None else None)
