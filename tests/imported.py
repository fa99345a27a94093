"""All that builds and some scripts import: in the process that `tests.building` copies, and nowhere else."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import scripts.new_language
import scripts.review  # noqa: F401

for _path in sorted((Path(__file__).resolve().parent.parent / "hooks").glob("*.py")):
    _spec = importlib.util.spec_from_file_location(f"imported_{_path.stem}", _path)
    assert _spec is not None
    assert _spec.loader is not None
    _spec.loader.exec_module(importlib.util.module_from_spec(_spec))
