"""The order of texts (Unicode Collation Algorithm)."""

from __future__ import annotations

import unicodedata
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
    with as_file(files("pyuca") / f"allkeys-{Collator.UCA_VERSION}.txt") as path:
        table = disk.read_text(path, path.parent)
    with NamedTemporaryFile("w", encoding="utf-8", suffix=".txt") as lines:
        for line in table.splitlines(keepends=True):
            if line.startswith("@") or wanted.issuperset(line.partition(";")[0].split()):
                lines.write(line)
        lines.flush()
        return Collator(lines.name)
