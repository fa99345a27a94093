"""All or nothing: a build is written beside the site and takes its place only when it succeeded."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Literal

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority, get_plugin_logger
from mkdocs.utils import CountHandler

from precis import gaps, staging
from precis.publication import Publication

log = get_plugin_logger("precis")
_findings = CountHandler()
_findings.setLevel(logging.WARNING)
_serving = False
_building: Path | None = None
"Where the running build writes; none under `mkdocs serve`, which has a folder of its own."


def on_startup(command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
    global _serving
    _serving = command == "serve"


@event_priority(100)
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """First of all hooks; says in `config.extra.serving` whether errors may end the build."""
    global _building
    config.extra["serving"] = _serving
    _findings.counts.clear()
    logging.getLogger("mkdocs").addHandler(_findings)
    _building = None
    if not _serving:
        config.extra["published_dir"] = config.site_dir
        _building = staging.begin(Path(config.site_dir))
        config.site_dir = str(_building)
    return config


@event_priority(-100)
def on_post_build(config: MkDocsConfig) -> None:
    publication: Publication = config.extra["precis"]
    for problem in publication.missing_translations():
        log.warning(str(problem))
    for line in gaps.told(publication.project):
        log.info(line)
    if _building is None:
        return
    if config.strict and _findings.get_counts():
        staging.discard(_building)  # MkDocs ends a strict build only after this event
        return
    staging.publish(_building, Path(config.extra["published_dir"]))
    config.site_dir = config.extra["published_dir"]


def on_build_error(error: Exception) -> None:
    logging.getLogger("mkdocs").removeHandler(_findings)
    if _building is not None:
        staging.discard(_building)
