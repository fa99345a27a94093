"""Reads templates: those of a theme without its thousands of icons, which are none."""

from __future__ import annotations

import os
from collections.abc import Iterator

import jinja2


class Visible(jinja2.FileSystemLoader):
    """Lists no files whose folders begin with a dot, which MkDocs passes over one by one. They can be loaded."""

    def list_templates(self) -> list[str]:
        return sorted({name for folder in self.searchpath for name in _names(folder)})


def _names(top: str) -> Iterator[str]:
    for folder, folders, files in os.walk(top):
        folders[:] = [name for name in folders if not name.startswith(".")]
        within = os.path.relpath(folder, top).replace(os.sep, "/")
        yield from (name if within == "." else f"{within}/{name}" for name in files)
