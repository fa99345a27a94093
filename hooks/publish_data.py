"""Publishes each explainer's facts, those of its charts, and the terms of all languages as data beside the pages."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urljoin

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel

from precis import vocabulary
from precis.chart import chartdata
from precis.dataset import Dataset
from precis.dossier import Dossier
from precis.facttable import Addresses
from precis.project import Project
from precis.publication import Publication


def on_files(files: Files, config: MkDocsConfig) -> Files:
    publication: Publication = config.extra["precis"]
    project = publication.project
    for name, text in _texts(project, config.site_name, config.site_url or "/"):
        files.append(File.generated(config, name, content=text, inclusion=InclusionLevel.NOT_IN_NAV))
    return files


def _texts(project: Project, site_name: str, site_url: str) -> Iterator[tuple[str, str]]:
    """Site-relative paths and what they hold."""
    for dossier in project.dossiers.values():
        addresses = _addresses(project, dossier, site_url)
        if any(addresses.values()):
            yield from Dataset(dossier, project.writers, addresses).files().items()
            yield from chartdata.files(dossier, project.writers, addresses)
    if any(project.glossaries.values()):
        glossaries = {tag: project.site.glossary(tag) for tag in project.languages}
        pages = {tag: urljoin(site_url, page.url) for tag, page in glossaries.items() if page}
        uri = urljoin(site_url, f"{vocabulary.FOLDER}/glossary.jsonld")
        yield from vocabulary.Vocabulary(site_name, project.glossaries, pages, uri).files().items()


def _addresses(project: Project, dossier: Dossier, site_url: str) -> Addresses:
    return {
        fact_id: {
            tag: urljoin(site_url, page.url)
            for tag in project.languages
            if (page := project.site.fact(tag, dossier.name, fact_id))
        }
        for fact_id in dossier.facts
    }
