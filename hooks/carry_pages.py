"""Carries over, of explainers that are made anew, the texts and pages that nothing has changed for."""

from __future__ import annotations

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import CombinedEvent, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel

from precis.carry.pages import Pages
from precis.publication import Publication

_made: list[Pages] = []
"Of the explainers that are made anew."
_files: Files | None = None
_taken: list[File] = []


@event_priority(35)
def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Once it is known which explainers those are."""
    publication: Publication = config.extra["precis"]
    keeper, names = publication.keeper, filter(publication.makes, publication.numbers)
    _made[:] = [Pages(keeper, name) for name in names if keeper.keeps(name)] if keeper else []
    for pages in _made:
        publication.texts_kept.update(pages.texts())
    return files


@event_priority(40)
def _note_texts(env: jinja2.Environment, config: MkDocsConfig, files: Files) -> jinja2.Environment:
    """Once all are annotated."""
    for pages in _made:
        pages.note_texts()
    return env


@event_priority(-60)
def _take(env: jinja2.Environment, config: MkDocsConfig, files: Files) -> jinja2.Environment:
    """Once all texts are known, and all files that pages lead to. MkDocs has no file of a page that is carried over to
    write, but links may lead there."""
    global _files
    _files = files
    _taken.clear()
    for pages in _made:
        for page in pages.take():
            file = files.get_file_from_path(f"{page.language}/{page.key}")
            if file is not None:
                file.inclusion = InclusionLevel.EXCLUDED
                _taken.append(file)
    _made.clear()
    return env


on_env = CombinedEvent(_note_texts, _take)


def on_post_build(config: MkDocsConfig) -> None:
    """MkDocs looks where links of the other pages lead."""
    for file in _taken:
        if file.page is not None and _files is not None:
            file.page.validate_anchor_links(files=_files, log_level=config.validation.links.anchors)
