"""Publishes each explainer's facts as data beside its pages."""

from __future__ import annotations

from urllib.parse import urljoin

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel

from precis.dataset import Dataset
from precis.project import Dossier, Project
from precis.publication import Publication
from precis.table import Addresses


def on_files(files: Files, config: MkDocsConfig) -> Files:
    publication: Publication = config.extra["precis"]
    project = publication.project
    for dossier in project.dossiers.values():
        addresses = _addresses(project, dossier, config.site_url or "/")
        if any(addresses.values()):
            for name, text in Dataset(dossier, project.writers, addresses).files().items():
                files.append(File.generated(config, name, content=text, inclusion=InclusionLevel.NOT_IN_NAV))
    return files


def _addresses(project: Project, dossier: Dossier, site_url: str) -> Addresses:
    return {
        fact_id: {
            tag: urljoin(site_url, page.url)
            for tag in project.languages
            if (page := project.site.fact(tag, dossier.name, fact_id))
        }
        for fact_id in dossier.facts
    }
