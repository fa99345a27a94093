"""What was wrong with a build, gathered from what it logged."""

from __future__ import annotations

import logging
from collections.abc import Iterator

from precis.problems import InvalidInput, Problem

# Loggers, below that of MkDocs or ProperDocs.
SERVER = "livereload"
"Logs requests, not builds."
BUILD = "commands.build"
"Repeats in other words what was logged before."
CONFIGURATION = "config"
READ = ("a configuration that MkDocs reads", "correct it, or take the last change back")


def of_configuration(what: str, line: int | None = None) -> Problem:
    """What MkDocs itself says of mkdocs.yml."""
    return Problem("mkdocs.yml", line, what, *READ)


class Findings(logging.Handler):
    """Warnings and errors in their order; of those logged with a Problem or an InvalidInput as argument, the parts."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self._records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        if _logger(record) != SERVER:
            self._records.append(record)

    def clear(self) -> None:
        self._records.clear()

    def problems(self) -> list[Problem]:
        """Each once, errors first."""
        told = [problem for record in self._records if _logger(record) != BUILD for problem in _told(record)]
        found = dict.fromkeys(told or (problem for record in self._records for problem in _told(record)))
        return sorted(found, key=lambda problem: problem.severity)


def _told(record: logging.LogRecord) -> Iterator[Problem]:
    arguments = record.args if isinstance(record.args, tuple) else ()
    structured = [one for one in arguments if isinstance(one, Problem | InvalidInput)]
    for one in structured:
        yield from one.problems if isinstance(one, InvalidInput) else [one]
    error = record.levelno >= logging.ERROR
    if _logger(record) == CONFIGURATION and error:
        yield of_configuration(record.getMessage())
    elif not structured:
        yield Problem("", None, record.getMessage(), "", "", "error" if error else "warning")


def _logger(record: logging.LogRecord) -> str:
    """Without its first name, which is that of the host."""
    return record.name.partition(".")[2]
