"""Makes the search index from the pages that were written, and the terms of the glossaries."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from precis import disk, search
from precis.publication import Publication


def on_post_build(config: MkDocsConfig) -> None:
    publication: Publication = config.extra["precis"]
    site = Path(config.site_dir)
    for page in publication.project.site.pages:
        if not page.repeats and page.explainer not in publication.carried:
            publication.texts[page.dest_uri] = search.searchable(disk.read_text(site / page.dest_uri, site))
    carried = (unit.texts.items() for unit in publication.carried.values())
    texts = sorted(chain(publication.texts.items(), *carried))
    search.index(chain(texts, _terms(publication)), site / "assets" / "pagefind")


def _terms(publication: Publication) -> Iterator[tuple[str, str]]:
    project = publication.project
    for tag, language in project.languages.items():
        if page := project.site.glossary(tag):
            yield from search.terms(language, project.glossaries[tag], page.url)
