"""Counts what is done and shows how far the build is: one line on a terminal, in a log a line for each phase.

`extra.progress` is after how many seconds a terminal shows it, 1 where it is not said; `false` never shows anything.
"""

from __future__ import annotations

import contextlib
import json
import logging
import os
import sys
from pathlib import Path
from typing import Any

import jinja2
import mkdocs
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import CombinedEvent, event_priority, get_plugin_logger
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from precis import disk, headway
from precis.headway import Above, Headway, Line, Told
from precis.publication import SITE, Publication

log = get_plugin_logger("precis")
REPORT = "work.json"
"In `.cache/precis/`."
_headway = Headway()


class CountedTemplate(jinja2.Template):
    """A template that is counted as it is rendered; what it includes is part of it."""

    def render(self, *values: Any, **named: Any) -> str:
        self.environment.precis_work.count("templates")  # type: ignore[attr-defined]
        return super().render(*values, **named)


@event_priority(90)
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Before the project is read; `load_project` hands it on."""
    global _headway
    _end()
    _headway = config.extra["headway"] = _chosen(config.extra.get("progress", headway.PATIENCE))
    _headway.begin("Reading the project")
    return config


@event_priority(-100)
def on_files(files: Files, config: MkDocsConfig) -> Files:
    publication: Publication = config.extra["precis"]
    publication.headway.begin("Reading pages", len(files.documentation_pages()))
    return files


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    publication: Publication = config.extra["precis"]
    publication.work.count("read")
    tag, _, key = page.file.src_uri.partition("/")
    kept = publication.project.site.page(tag, key) in publication.texts_kept
    if page.markdown and page.markdown.strip() and not kept:
        publication.work.count("texts")
    _step(publication)
    return html


@event_priority(100)
def _count_templates(env: jinja2.Environment, config: MkDocsConfig, files: Files) -> jinja2.Environment:
    publication: Publication = config.extra["precis"]
    env.template_class = CountedTemplate
    env.extend(precis_work=publication.work)
    return env


@event_priority(-100)
def _begin_pages(env: jinja2.Environment, config: MkDocsConfig, files: Files) -> jinja2.Environment:
    publication: Publication = config.extra["precis"]
    publication.headway.begin("Rendering pages", len(files.documentation_pages()))
    return env


on_env = CombinedEvent(_count_templates, _begin_pages)


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    publication: Publication = config.extra["precis"]
    publication.work.count("pages")
    _step(publication)
    return output


@event_priority(-110)
def on_post_build(config: MkDocsConfig) -> None:
    """After all others."""
    publication: Publication = config.extra["precis"]
    report = Path(config.config_file_path).parent / ".cache" / "precis" / REPORT
    made = publication.laid
    if made is None:
        made = len(disk.names_below(Path(config.site_dir))) - len(publication.kept_files)
    with contextlib.suppress(OSError):
        disk.write_bytes(report, json.dumps(publication.work.report(made)).encode() + b"\n")
    _end()


def on_build_error(error: Exception) -> None:
    _end()


def on_shutdown() -> None:
    _end()


def _step(publication: Publication) -> None:
    name = publication.working_on
    publication.headway.step("" if name == SITE else name)
    publication.work.note(publication.numbers.get(name, 0))


def _chosen(patience: object) -> Headway:
    if patience is False or not log.isEnabledFor(logging.INFO):
        return Headway()
    if not headway.is_seen(sys.stderr, os.environ):
        return Told(log.info)
    line = Line(sys.stderr, float(patience) if isinstance(patience, int | float) else headway.PATIENCE)
    for handler in _written():
        if handler.stream is sys.stderr:
            handler.setStream(Above(handler.stream, line))
    return line


def _end() -> None:
    _headway.end()
    for handler in _written():
        if isinstance(handler.stream, Above):
            handler.setStream(handler.stream.stream)


def _written() -> list[logging.StreamHandler[Any]]:
    handlers = logging.getLogger(mkdocs.__name__).handlers
    return [handler for handler in handlers if isinstance(handler, logging.StreamHandler)]
