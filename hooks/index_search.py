"""Makes the search index from the pages that were written, and the terms of the glossaries: one for each language."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import metadata
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.pages import Page

from precis import disk, index_files, search, shelf
from precis.digest import digest
from precis.pack import packed, unpacked
from precis.publication import Publication
from precis.shelf import Shelf


@event_priority(-50)
def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Before what only the index needs is left out."""
    publication: Publication = config.extra["precis"]
    tag, _, key = page.file.src_uri.partition("/")
    here = publication.project.site.page(tag, key)
    if here is not None and not here.repeats:
        publication.texts[here.dest_uri] = search.searchable(output)
    return output


def on_post_build(config: MkDocsConfig) -> None:
    publication: Publication = config.extra["precis"]
    site = Path(config.site_dir)
    if not publication.makes(""):
        return
    kept = shelf.of(Path(config.config_file_path).parent)
    texts, indexes = _texts(publication), []
    publication.headway.begin("Indexing languages for the search", len(texts))
    for tag, found in texts.items():
        publication.headway.step(tag)
        indexes.append(_indexed(found, kept))
    for name, data in index_files.merged(indexes).items():
        disk.place(site / "assets" / "pagefind" / name, data)


def _texts(publication: Publication) -> Mapping[str, dict[str, str]]:
    """What is found in each language, by file in the site."""
    project, texts = publication.project, dict(publication.texts)
    for unit in publication.carried.values():
        texts |= unit.texts
    found: dict[str, dict[str, str]] = {}
    for page in project.site.pages:
        if page.dest_uri in texts:
            found.setdefault(page.language, {})[page.dest_uri] = texts[page.dest_uri]
    for tag, language in project.languages.items():
        if glossary := project.site.glossary(tag):
            found.setdefault(tag, {}).update(search.terms(language, project.glossaries[tag], glossary.url))
    return found


def _indexed(texts: Mapping[str, str], kept: Shelf) -> Mapping[str, bytes]:
    """Kept from an earlier build of the same texts, or made."""
    name = digest("search", metadata.version("pagefind"), search.UNUSED, dict(texts))
    data = kept.find(name)
    found = unpacked(data) if data else None
    if found is None:
        found = None, search.index(sorted(texts.items()))
        kept.keep(name, packed(*found))
    return found[1]
