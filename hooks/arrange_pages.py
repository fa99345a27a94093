"""Gives every page its address in every language, and leaves out assets of the theme that no page uses; the style sheet
gets what it must know of the languages."""

from __future__ import annotations

import posixpath
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import CombinedEvent, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc

from precis import completeness, disk, lettering
from precis.carry.unit import KeptPage
from precis.publication import Publication
from precis.site import SitePage

UNUSED_THEME_ASSETS = ("assets/javascripts/", "assets/stylesheets/", "assets/images/", "print/")


class GivenPage(Page):
    """A page whose text is not made of Markdown: that of records or terms, which its template makes, or one whose text
    is carried over. It is its file's page from then on."""

    def __init__(self, file: File, config: MkDocsConfig, kept: KeptPage | None) -> None:
        super().__init__(None, file, config)
        self._kept = kept

    def render(self, config: MkDocsConfig, files: Files) -> None:
        if self._kept is None and self.markdown and self.markdown.strip():  # another hook gave it a text
            super().render(config, files)
            return
        kept = self._kept or KeptPage(None, [], {})
        links = ((files.get_file_from_path(uri), anchors) for uri, anchors in kept.links.items())
        self.content, self.toc = "", get_toc([])
        self.present_anchor_ids = set(kept.anchors)
        self.links_to_anchors = {to: dict(anchors) for to, anchors in links if to is not None}


@event_priority(50)
def _place(files: Files, config: MkDocsConfig) -> Files:
    publication: Publication = config.extra["precis"]
    docs = Path(config.docs_dir)
    for file in files.documentation_pages():
        if file.src_uri.partition("/")[0] in publication.project.languages:
            files.remove(file)
    for file in list(files):
        if file.src_uri.startswith(UNUSED_THEME_ASSETS) or _is_unsafe(file, docs):
            files.remove(file)
    for page in publication.project.site.pages:
        files.append(_file(page, config))
    sheet = files.get_file_from_path(lettering.SHEET)
    if sheet is not None:
        text = sheet.content_string + lettering.rules(publication.project.languages.values())
        files.remove(sheet)
        files.append(File.generated(config, lettering.SHEET, content=text, inclusion=InclusionLevel.NOT_IN_NAV))
    return files


@event_priority(30)
def _give_texts(files: Files, config: MkDocsConfig) -> Files:
    """Once it is known which pages are made at all, and which texts."""
    publication: Publication = config.extra["precis"]
    for file in files.documentation_pages():
        tag, _, key = file.src_uri.partition("/")
        page = publication.project.site.page(tag, key)
        text = publication.texts_kept.get(page) if page else None
        if page is not None and (text or not page.source.body.strip()):
            GivenPage(file, config, text.page if text else None)
    return files


on_files = CombinedEvent(_place, _give_texts)


def _is_unsafe(file: File, docs: Path) -> bool:
    """Of the editors’ files, what is told as an error; `mkdocs serve` goes on without them."""
    if file.src_dir is None or Path(file.src_dir) != docs:
        return False
    return disk.leads_out(docs / file.src_uri, docs) or bool(completeness.refused(docs, file.src_uri))


def src_uri(page: SitePage) -> str:
    return posixpath.join(page.language, page.key)


def _file(page: SitePage, config: MkDocsConfig) -> File:
    """A file with the body as it was read: what cannot be read, or is not translated, never reaches MkDocs. After an
    empty line MkDocs takes nothing of it for front matter."""
    file = File.generated(config, src_uri(page), content="\n" + page.source.body, inclusion=InclusionLevel.INCLUDED)
    file.dest_uri = page.dest_uri
    return file
