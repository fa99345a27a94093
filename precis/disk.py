"""Files read and written: the one module that does, but for several at once (`batch`) and a whole site (`staging`)."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from precis.problems import InvalidInput, Problem

LARGEST = 20_000_000
"Bytes of a file of text."


def read_text(path: Path, root: Path) -> str:
    """The file's text without a byte order mark. Raises InvalidInput where it is missing or not UTF-8."""
    name = relative(path, root)
    try:
        if (size := path.stat().st_size) > LARGEST:
            what, expected = f"has {size:,} bytes", f"at most {LARGEST:,}"
            raise InvalidInput([Problem(name, None, what, expected, "divide it; is it the right file?")])
        data = path.read_bytes()
    except OSError as error:
        problem = Problem(
            name, None, f"cannot be read ({error.strerror})", "a readable file", "create it, or restore it"
        )
        raise InvalidInput([problem]) from error
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        what = f"byte 0x{data[error.start]:02x} is not valid UTF-8"
        repair = "save the file again with the encoding UTF-8"
        raise InvalidInput([Problem(name, line, what, "text encoded in UTF-8", repair)]) from error


def write_text(path: Path, text: str) -> None:
    """Writes UTF-8, in folders that need not exist yet."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def write_bytes(path: Path, data: bytes) -> None:
    """Writes whole or not at all, in folders that need not exist yet: two builds at once do not meet."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        beside.write_bytes(data)
        beside.replace(path)
    except OSError:
        beside.unlink(missing_ok=True)
        raise


def place(path: Path, data: bytes) -> None:
    """Writes a file of a site that nobody reads yet, in folders that need not exist yet."""
    try:
        path.write_bytes(data)
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def files_below(folder: Path, pattern: str) -> Iterator[Path]:
    """Files that match, sorted; none where the folder does not exist."""
    return iter(sorted(path for path in folder.glob(pattern) if path.is_file()))


def names_below(folder: Path) -> list[str]:
    """Paths of all files, relative to the folder, with forward slashes, sorted; none where it does not exist."""
    start = len(str(folder)) + 1
    found = (f"{where}{os.sep}{name}"[start:] for where, _, names in os.walk(folder) for name in names)
    return sorted(name.replace(os.sep, "/") for name in found)


def paths_below(folder: Path) -> Iterator[Path]:
    """Files and folders, sorted; links are named and not followed."""
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        yield path
        if not path.is_symlink() and path.is_dir():
            yield from paths_below(path)


def leads_out(path: Path, folder: Path) -> bool:
    """Whether a link leads out of a folder, or nowhere."""
    try:
        return not path.resolve(strict=True).is_relative_to(folder.resolve())
    except (OSError, RuntimeError):
        return True


def folders_in(folder: Path) -> list[Path]:
    """Direct subfolders, sorted, without hidden ones and those kept for data (`_…`)."""
    if not folder.is_dir():
        return []
    return sorted(path for path in folder.iterdir() if path.is_dir() and path.name[0] not in "._")


def relative(path: Path, root: Path) -> str:
    """The path as people write it: from the project's folder, with forward slashes."""
    text, above = str(path), f"{root}{os.sep}"
    if path.is_absolute() and ".." not in text and text.startswith(above):
        return text[len(above) :].replace(os.sep, "/")
    try:
        return path.resolve().relative_to(root.resolve()).as_posix()
    except ValueError:
        return path.as_posix()


def shown(path: Path, root: Path) -> str:
    """The same of a link itself, not of what it leads to."""
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.as_posix()
