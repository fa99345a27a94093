"""While serving, shows each translated page beside its original, at `beside/` below its own address."""

from __future__ import annotations

from pathlib import Path

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.utils import get_relative_url

from precis import disk
from precis.beside import rows
from precis.publication import Publication

_env: jinja2.Environment | None = None


def on_env(env: jinja2.Environment, config: MkDocsConfig, files: Files) -> jinja2.Environment:
    global _env
    _env = env
    return env


def on_post_build(config: MkDocsConfig) -> None:
    if not config.extra["serving"] or _env is None:
        return
    publication: Publication = config.extra["precis"]
    template = _env.get_template("beside.html")
    for page in publication.fresh:
        name, original = f"{page.url}beside/index.html", publication.freshness.original(page)
        if original is not None:
            publication.own(page.explainer, name)
        if original is not None and name not in publication.placed:
            text = template.render(
                page=page,
                original=original,
                rows=list(rows(publication, page, original)),
                languages=publication.project.languages,
                stylesheet=get_relative_url("assets/precis.css", page.url),
                original_url=get_relative_url(original.url, page.url),
            )
            disk.write_text(Path(config.site_dir) / name, text)
