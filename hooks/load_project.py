"""Reads the project folder at the start of each build; every other hook finds it in `config.extra.precis`."""

from __future__ import annotations

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

from precis.problems import InvalidInput
from precis.project import load
from precis.publication import Publication


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    root = Path(config.config_file_path).parent
    try:
        project = load(root, Path(config.docs_dir), str(config.theme["language"]))
    except InvalidInput as invalid:
        raise PluginError(f"{len(invalid.problems)} to repair, nothing was built\n\n{invalid}") from None
    config.extra["precis"] = Publication(project)
    return config
