"""Reads the project folder at the start of each build; every other hook finds it in `config.extra.precis`."""

from __future__ import annotations

import gc
import os
from pathlib import Path
from typing import Literal

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority, get_plugin_logger
from mkdocs.structure.files import Files

from precis import clock, history
from precis.checkup import due
from precis.memo import memo
from precis.problems import InvalidInput
from precis.project import load
from precis.publication import Publication

log = get_plugin_logger("precis")
COLLECTING = (20_000, 10, 10)
"""When Python looks for what only refers to itself (`gc.set_threshold`). By its own measure, 700, it looks through all
that a large site is made of over and over, a fortieth of a build; this one costs some megabytes."""


def on_startup(command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
    gc.set_threshold(*COLLECTING)


def on_shutdown() -> None:
    """Nobody needs to look through a whole site before the process ends."""
    gc.freeze()


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    root = Path(config.config_file_path).parent
    drafts = bool(config.extra["serving"] or config.extra.get("drafts"))
    try:
        project = load(root, Path(config.docs_dir), str(config.theme["language"]), drafts=drafts)
    except InvalidInput as invalid:
        log.error("%d to repair\n\n%s\n", len(invalid.problems), invalid)
        raise PluginError("Nothing was built.") from None
    _forget(config)  # nobody reads the files again
    checks = bool(config.extra.get("checks", True))
    today = clock.today(os.environ)
    publication = Publication(project, today, checks, history.of(root, today), config.site_author or "")
    publication.headway = config.extra.pop("headway", publication.headway)
    config.extra["precis"] = publication
    _tell_due(publication)
    return config


@event_priority(-100)
def on_files(files: Files, config: MkDocsConfig) -> Files:
    """It is decided what is carried over, and nobody asks again."""
    _forget(config)
    return files


@event_priority(100)
def on_post_build(config: MkDocsConfig) -> None:
    """All pages are made."""
    _forget(config)


def _forget(config: MkDocsConfig) -> None:
    """What is kept for the next step, and for the next build of a preview."""
    if not config.extra["serving"]:
        memo.forget()


def _tell_due(publication: Publication) -> None:
    """Time alone must not break a strict build: what is due is told, not warned of."""
    for dossier in publication.project.dossiers.values():
        for one in due(dossier.facts, publication.today):
            log.info(f"{dossier.fact_lines[one.fact]}: “{one.fact}” was to be checked again on {one.next_check}")
