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
from precis.publication import Publication
from precis.site import SitePage

UNUSED_THEME_ASSETS = ("assets/javascripts/", "assets/stylesheets/", "assets/images/", "print/")


class RecordPage(Page):
    """A page that its template makes, of records or terms: nobody wrote Markdown for it. It is its file's page from
    then on."""

    def render(self, config: MkDocsConfig, files: Files) -> None:
        if self.markdown and self.markdown.strip():  # another hook gave it a text
            super().render(config, files)
            return
        self.content, self.toc = "", get_toc([])
        self.present_anchor_ids, self.links_to_anchors = set(), {}


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
def _make_record_pages(files: Files, config: MkDocsConfig) -> Files:
    """Once it is known which pages are made at all."""
    publication: Publication = config.extra["precis"]
    for file in files.documentation_pages():
        tag, _, key = file.src_uri.partition("/")
        page = publication.project.site.page(tag, key)
        if page is not None and not page.source.body.strip():
            RecordPage(None, file, config)
    return files


on_files = CombinedEvent(_place, _make_record_pages)


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
