"""All or nothing: a build is written beside the site and takes its place only when it succeeded."""

from __future__ import annotations

import logging
import shutil
from pathlib import Path
from typing import Literal

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority, get_plugin_logger
from mkdocs.utils import CountHandler

from precis.publication import Publication

log = get_plugin_logger("precis")
_findings = CountHandler()
_findings.setLevel(logging.WARNING)
_serving = False


def on_startup(command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
    """`mkdocs serve` writes to a folder of its own, where an unfinished site hurts nobody."""
    global _serving
    _serving = command == "serve"


@event_priority(100)
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    _findings.counts.clear()
    logging.getLogger("mkdocs").addHandler(_findings)
    if not _serving:
        config.extra["published_dir"] = config.site_dir
        config.site_dir = str(_beside(config.site_dir, "building"))
    return config


@event_priority(-100)
def on_post_build(config: MkDocsConfig) -> None:
    publication: Publication = config.extra["precis"]
    for problem in publication.missing_translations():
        log.warning(str(problem))
    if _serving:
        return
    if config.strict and _findings.get_counts():
        shutil.rmtree(config.site_dir)
        return
    final = Path(config.extra["published_dir"])
    _replace(Path(config.site_dir), final)
    config.site_dir = str(final)


def on_build_error(error: Exception) -> None:
    logging.getLogger("mkdocs").removeHandler(_findings)


def _replace(built: Path, final: Path) -> None:
    """Two renames: there is never a half-written site under the final name."""
    old = _beside(str(final), "replaced")
    shutil.rmtree(old, ignore_errors=True)
    if final.exists():
        final.rename(old)
    built.rename(final)
    shutil.rmtree(old, ignore_errors=True)


def _beside(site_dir: str, purpose: str) -> Path:
    path = Path(site_dir)
    return path.with_name(f".{path.name}.{purpose}")
