"""Gives every page its address in every language, and leaves out assets of the theme that no page uses; the style sheet
gets what it must know of the languages."""

from __future__ import annotations

import posixpath

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files, InclusionLevel

from precis import lettering
from precis.publication import Publication
from precis.site import SitePage

UNUSED_THEME_ASSETS = ("assets/javascripts/", "assets/stylesheets/", "assets/images/", "print/")


@event_priority(50)
def on_files(files: Files, config: MkDocsConfig) -> Files:
    publication: Publication = config.extra["precis"]
    for file in list(files):
        if file.src_uri.startswith(UNUSED_THEME_ASSETS):
            files.remove(file)
    for file in files.documentation_pages():
        if file.src_uri.partition("/")[0] in publication.project.languages:
            files.remove(file)
    for page in publication.project.site.pages:
        files.append(_file(page, config))
    sheet = files.get_file_from_path(lettering.SHEET)
    if sheet is not None:
        text = sheet.content_string + lettering.rules(publication.project.languages.values())
        files.remove(sheet)
        files.append(File.generated(config, lettering.SHEET, content=text, inclusion=InclusionLevel.NOT_IN_NAV))
    return files


def src_uri(page: SitePage) -> str:
    return posixpath.join(page.language, page.key)


def _file(page: SitePage, config: MkDocsConfig) -> File:
    """A file with the body as it was read: what cannot be read, or is not translated, never reaches MkDocs."""
    file = File.generated(config, src_uri(page), content=page.source.body, inclusion=InclusionLevel.INCLUDED)
    file.dest_uri = page.dest_uri
    return file
