"""The order of texts (Unicode Collation Algorithm)."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import cache
from importlib.resources import as_file, files
from tempfile import NamedTemporaryFile

from pyuca import Collator

from precis import disk


@cache
def collator(letters: frozenset[str]) -> Collator:
    """Orders texts of these letters: of the table for all scripts, which takes a third of a second to load, it has the
    lines about them."""
    signs = {sign for form in ("NFC", "NFD") for letter in letters for sign in unicodedata.normalize(form, letter)}
    wanted = {f"{ord(sign):04X}" for sign in signs}
    with NamedTemporaryFile("w", encoding="utf-8", suffix=".txt") as lines:
        lines.writelines(line for codes, line in _table() if wanted.issuperset(codes))
        lines.flush()
        return Collator(lines.name)


@cache
def _table() -> Sequence[tuple[Sequence[str], str]]:
    """The lines of the table for all scripts, each with the code points that it is about; none for settings."""
    with as_file(files("pyuca") / f"allkeys-{Collator.UCA_VERSION}.txt") as path:
        table = disk.read_text(path, path.parent)
    lines = table.splitlines(keepends=True)
    return [(() if line.startswith("@") else tuple(line.partition(";")[0].split()), line) for line in lines]
