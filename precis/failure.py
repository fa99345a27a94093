"""An error that ends a build, told as a problem: what an editor, or the machine, can cause besides bad records."""

from __future__ import annotations

import errno
import traceback
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

import jinja2

from precis.disk import relative
from precis.problems import InvalidInput, Problem

FULL = ("room on the disk", "make room, then build again; the last site is as it was")
CLOSED = ("a place that may be written", "give the right to write there, or name another folder in “site_dir:”")
TAKEN = ("a folder that can be renamed", "set “site_dir:” to a folder within the one that is mounted")
ADVICE: Mapping[int, tuple[str, str]] = MappingProxyType(
    {
        errno.ENOSPC: FULL,
        errno.EDQUOT: FULL,
        errno.EFBIG: FULL,
        errno.EROFS: CLOSED,
        errno.EACCES: CLOSED,
        errno.EPERM: CLOSED,
        errno.EBUSY: TAKEN,
        errno.EXDEV: TAKEN,
    }
)
"What is expected and how to get there, by the system’s number for the error."
SOMETHING = ("a file that can be read and written", "look at that file, then build again; the last site is as it was")


def told(error: BaseException, root: Path, written: Path) -> list[Problem]:
    """The problems that an error stands for, where `written` is the folder that was built in; none where only a
    developer can tell."""
    for kind, tell in TELLING.items():
        if isinstance(error, kind):
            return tell(error, root, written)
    return []


def of_code(error: BaseException, root: Path) -> Problem:
    """An error that only a developer can repair, at the last line of the project’s own that it came through."""
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if Path(frame.filename).is_relative_to(root) and ".venv" not in frame.filename]
    frame = (own or frames)[-1]
    what = f"{type(error).__name__}: {error}"
    repair = "take the last change back, or see the terminal for where it happened"
    return Problem(relative(Path(frame.filename), root), frame.lineno, what, "code that runs", repair)


def _system(error: BaseException, root: Path, written: Path) -> list[Problem]:
    assert isinstance(error, OSError)
    expected, repair = advice = ADVICE.get(error.errno or 0, SOMETHING)
    path = written if advice is FULL else Path(str(error.filename or written))
    what = f"cannot be read or written ({error.strerror or error})"
    return [Problem(relative(path, root), None, what, expected, repair)]


def _template(error: BaseException, root: Path, _written: Path) -> list[Problem]:
    """Where a template says what is wrong with it, or where it was when it failed."""
    assert isinstance(error, jinja2.TemplateError)
    if isinstance(error, jinja2.TemplateSyntaxError):
        path, line = error.filename or error.name or "a template", error.lineno
    else:
        frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.endswith(TEMPLATES)]
        path, line = (frames[-1].filename, frames[-1].lineno or 0) if frames else ("a template", 0)
    what = f"the template fails: {error.message or type(error).__name__}"
    repair = "correct that line of the template, or take it back"
    return [Problem(relative(Path(path), root), line or None, what, "a template of Jinja", repair)]


def _records(error: BaseException, _root: Path, _written: Path) -> list[Problem]:
    assert isinstance(error, InvalidInput)
    return list(error.problems)


TEMPLATES = (".html", ".xml", ".js")
TELLING: Mapping[type[BaseException], Callable[[BaseException, Path, Path], list[Problem]]] = MappingProxyType(
    {InvalidInput: _records, jinja2.TemplateError: _template, OSError: _system}
)
