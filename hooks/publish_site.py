"""All or nothing: a build is written beside the site and takes its place only when it succeeded; the preview too."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Literal

import mkdocs
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority, get_plugin_logger
from mkdocs.utils import CountHandler

from precis import disk, failure, gaps, staging
from precis.carry import preview
from precis.carry.preview import Left
from precis.memo import memo
from precis.publication import Publication

log = get_plugin_logger("precis")
_findings = CountHandler()
_findings.setLevel(logging.WARNING)
_serving = False
_root = Path()
"The project's folder."
_building: Path | None = None
"Where the running build writes."
_published = Path()
"Where readers find the site."


def on_startup(command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
    global _serving
    _serving = command == "serve"


@event_priority(100)
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """First of all hooks; says in `config.extra.serving` whether errors may end the build."""
    global _building, _published, _root
    config.extra["serving"] = _serving
    _root = Path(config.config_file_path).parent
    _findings.counts.clear()
    logging.getLogger(mkdocs.__name__).addHandler(_findings)
    _published = Path(config.site_dir)
    config.extra["published_dir"] = str(_published.resolve())
    _building = staging.begin(_published)
    config.site_dir = str(_building)
    return config


@event_priority(-100)
def on_post_build(config: MkDocsConfig) -> None:
    global _building
    publication: Publication = config.extra["precis"]
    for problem in publication.missing_translations():
        log.warning("%s", problem)
    for line in gaps.told(publication.project):
        log.info(line)
    assert _building is not None
    if config.strict and _findings.get_counts():
        staging.discard(_building)  # MkDocs ends a strict build only after this event
        return
    publication.headway.begin("Publishing the site")
    _publish(_building, publication)
    memo.turn()
    _building, config.site_dir = None, str(_published)


def _publish(building: Path, publication: Publication) -> None:
    """Whole; while serving, what this build made is laid over the preview that stands."""
    if not _serving:
        staging.publish(building, _published)
        return
    shown = preview.of(_published.resolve())
    made = disk.names_below(building)
    files = publication.placed.union(made)
    whole, gone = not shown.stands, shown.gone(files)
    shown.forget()
    if whole:
        staging.publish(building, _published)
    else:
        staging.lay(building, _published, made, gone)
        publication.laid = len(made)
    pages = {page.url: page.explainer for page in publication.project.site.pages}
    shown.note(files, publication.left or Left(), pages)


def on_build_error(error: Exception) -> None:
    """What people can repair is told, and PluginError raised, which is shown without a traceback."""
    global _building
    logging.getLogger(mkdocs.__name__).removeHandler(_findings)
    if _building is not None:
        staging.discard(_building)
        _building = None
    problems = failure.told(error, _root, _published)
    for problem in problems:
        log.error("%s", problem)
    if problems:
        raise PluginError(f"{len(problems)} to repair, nothing was published") from error
