"""All or nothing: a build is written beside the site and takes its place only when it succeeded."""

from __future__ import annotations

import contextlib
import logging
import os
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
_building: str | None = None
"Where the running build writes."


def on_startup(command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
    """`mkdocs serve` writes to a folder of its own, where an unfinished site hurts nobody."""
    global _serving
    _serving = command == "serve"


@event_priority(100)
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    global _building
    _findings.counts.clear()
    logging.getLogger("mkdocs").addHandler(_findings)
    if not _serving:
        final = Path(config.site_dir).resolve()
        _restore(final)
        config.extra["published_dir"] = str(final)
        config.site_dir = str(_beside(final, f"building-{os.getpid()}"))
        shutil.rmtree(config.site_dir, ignore_errors=True)
        _building = config.site_dir
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
    if _building is not None:
        shutil.rmtree(_building, ignore_errors=True)


def _replace(built: Path, final: Path) -> None:
    """Two renames: there is never a half-written site under the final name. Of two builds at once, the last wins."""
    old = _beside(final, f"replaced-{os.getpid()}")
    shutil.rmtree(old, ignore_errors=True)
    with contextlib.suppress(FileNotFoundError):
        final.rename(old)
    try:
        built.rename(final)
    except OSError:
        if not old.exists() or final.exists():
            raise
        old.rename(final)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _restore(final: Path) -> None:
    """Puts back the site of a build that was killed between its two renames."""
    left = sorted(final.parent.glob(f".{final.name}.replaced-*"))
    if left and not final.exists():
        left[-1].rename(final)


def _beside(final: Path, purpose: str) -> Path:
    return final.with_name(f".{final.name}.{purpose}")
