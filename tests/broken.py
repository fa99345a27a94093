"""Breaks a copy of the small good site as a case of `sites/broken.yml` says."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any


def apply(case: Mapping[str, Any], folder: Path) -> None:
    for name, (old, new) in case.get("change", {}).items():
        text = (folder / name).read_text("utf-8")
        assert old in text, f"{name} does not hold {old!r}"
        (folder / name).write_text(text.replace(old, new), "utf-8")
    for name, text in case.get("write", {}).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    for name in case.get("remove", ()):
        (folder / name).unlink()
    for name, digits in case.get("bytes", {}).items():
        (folder / name).write_bytes((folder / name).read_bytes() + bytes.fromhex(digits))


def findings(log: str) -> str:
    """What a build said of the project, without MkDocs' own progress and closing lines."""
    lines = [line for line in log.splitlines() if not re.match(r"INFO |\s*$|Aborted", line)]
    return "\n".join(re.sub(r"^(?:WARNING|ERROR) +-  (?:precis: )?", "", line) for line in lines)
