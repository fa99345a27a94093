"""Reads the project folder at the start of each build; every other hook finds it in `config.extra.precis`."""

from __future__ import annotations

import os
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import get_plugin_logger

from precis import clock, history
from precis.checkup import due
from precis.problems import InvalidInput, LeadsOut
from precis.project import Project, load
from precis.publication import Publication

log = get_plugin_logger("precis")
_last_good: Project | None = None


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """After a bad save, `mkdocs serve` goes on showing what could be read last."""
    global _last_good
    root = Path(config.config_file_path).parent
    try:
        drafts = bool(config.extra["serving"] or config.extra.get("drafts"))
        _last_good = load(root, Path(config.docs_dir), str(config.theme["language"]), drafts=drafts)
    except InvalidInput as invalid:
        message = f"{len(invalid.problems)} to repair\n\n{invalid}"
        if not config.extra["serving"] or _last_good is None or isinstance(invalid, LeadsOut):
            raise PluginError(f"{message}\n\nNothing was built.") from None
        log.error(message)
    checks = bool(config.extra.get("checks", True))
    publication = Publication(_last_good, clock.today(os.environ), checks, history.of(root))
    config.extra["precis"] = publication
    _tell_due(publication)
    return config


def _tell_due(publication: Publication) -> None:
    """Time alone must not break a strict build: what is due is told, not warned of."""
    for dossier in publication.project.dossiers.values():
        for one in due(dossier.facts, publication.today):
            log.info(f"{dossier.fact_lines[one.fact]}: “{one.fact}” was to be checked again on {one.next_check}")
