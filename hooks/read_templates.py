"""Lets MkDocs find, read and compile templates once."""

from __future__ import annotations

import contextlib
from pathlib import Path

import jinja2
from mkdocs.config.defaults import MkDocsConfig

from precis.templates import Visible


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """MkDocs lists all files of the theme before it tells of its environment."""
    theme = config.theme
    usual = theme.get_env

    def get_env() -> jinja2.Environment:
        env = usual()
        env.loader, env.auto_reload = Visible(theme.dirs), False
        folder = Path(config.config_file_path).parent / ".cache" / "templates"
        with contextlib.suppress(OSError):
            folder.mkdir(parents=True, exist_ok=True)
            env.bytecode_cache = jinja2.FileSystemBytecodeCache(str(folder))
        return env

    theme.get_env = get_env  # type: ignore[method-assign]
    return config
