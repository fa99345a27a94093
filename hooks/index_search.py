"""Makes the search index from the pages that were written."""

from __future__ import annotations

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from precis import disk, search
from precis.publication import Publication


def on_post_build(config: MkDocsConfig) -> None:
    publication: Publication = config.extra["precis"]
    site = Path(config.site_dir)
    pages = (page for page in publication.project.site.pages if not page.repeats)
    texts = ((page.dest_uri, disk.read_text(site / page.dest_uri, site)) for page in pages)
    search.index(texts, site / "assets" / "pagefind")
