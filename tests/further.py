"""The small good site with languages that scripts/new_language.py began: Arabic, German, Canadian French."""

from __future__ import annotations

import atexit
import shutil
from contextlib import redirect_stdout
from functools import cache
from io import StringIO
from pathlib import Path
from subprocess import CompletedProcess
from tempfile import TemporaryDirectory
from typing import Any

import yaml
from babel.messages.pofile import read_po, write_po

from scripts import new_language as script
from tests import building
from tests.broken import apply
from tests.conftest import ENVIRONMENT, copy_good_site

FURTHER = Path(__file__).parent / "sites" / "further"
LANGUAGES = {"ar": ["--locale", "ar-EG"], "de": [], "fr-CA": []}


def new_language(folder: Path, *arguments: str) -> CompletedProcess[str]:
    return building.script("scripts.new_language", [*arguments, "--root", str(folder)], ENVIRONMENT)


def begin(folder: Path) -> Path:
    """The files as the script wrote them, with some pages, terms and messages translated."""
    return shutil.copytree(_begun(), folder, dirs_exist_ok=True)


@cache
def _begun() -> Path:
    """Made once in a process: most of it is what the script takes from CLDR."""
    kept = TemporaryDirectory()
    atexit.register(kept.cleanup)
    folder = copy_good_site(Path(kept.name))
    changes = _data("changes.yml")
    _apply(changes["before"], folder)
    for tag, arguments in LANGUAGES.items():
        with redirect_stdout(StringIO()):
            assert script.main([tag, *arguments, "--root", str(folder)]) == 0
    for name in ("docs", "locales"):
        shutil.copytree(FURTHER / name, folder / name, dirs_exist_ok=True)
    _apply(changes["after"], folder)
    for tag, messages in _data("messages.yml").items():
        translate(folder, tag, messages)
    return folder


def translate(folder: Path, tag: str, messages: dict[str, Any]) -> None:
    """Writes translations into the catalogue that has the message, else into `content.po`."""
    for name in ("precis", "content"):
        path = folder / "locales" / tag / "LC_MESSAGES" / f"{name}.po"
        with path.open("rb") as file:
            catalog = read_po(file)
        for message, string in messages.items():
            known = catalog.get(message)
            if known is not None:
                known.string = tuple(string) if isinstance(string, list) else string
            elif name == "content" and tag == "fr":
                catalog.add(message, string)
        with path.open("wb") as file:
            write_po(file, catalog, width=0)


def _apply(changes: dict[str, list[list[str]]], folder: Path) -> None:
    for name, pairs in changes.items():
        for pair in pairs:
            apply({"change": {name: pair}}, folder)


def _data(name: str) -> dict[str, Any]:
    data: dict[str, Any] = yaml.safe_load((FURTHER / name).read_text("utf-8"))
    return data
