"""Publishes each explainer's facts, those of its charts, and the terms of all languages as data beside the pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from urllib.parse import urljoin

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel

from precis import opendata, vocabulary
from precis.project import Project
from precis.publication import Publication


def on_files(files: Files, config: MkDocsConfig) -> Files:
    publication: Publication = config.extra["precis"]
    project = publication.project
    site_url = config.site_url or "/"
    for dossier in project.dossiers.values():
        with publication.working(dossier.name):
            found = dict(opendata.files(project, dossier, site_url)) if publication.makes(dossier.name) else {}
        publication.own(dossier.name, *found)
        _append(files, config, found)
    if publication.makes(""):
        _append(files, config, dict(_glossary(project, config.site_name, site_url)))
    return files


def _append(files: Files, config: MkDocsConfig, found: Mapping[str, str]) -> None:
    for name, text in found.items():
        files.append(File.generated(config, name, content=text, inclusion=InclusionLevel.NOT_IN_NAV))


def _glossary(project: Project, site_name: str, site_url: str) -> Iterator[tuple[str, str]]:
    if any(project.glossaries.values()):
        glossaries = {tag: project.site.glossary(tag) for tag in project.languages}
        pages = {tag: urljoin(site_url, page.url) for tag, page in glossaries.items() if page}
        uri = urljoin(site_url, f"{vocabulary.FOLDER}/glossary.jsonld")
        yield from vocabulary.Vocabulary(site_name, project.glossaries, pages, uri).files().items()
