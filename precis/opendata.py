"""The files that an explainer's records are published as: what they are called, and what they hold."""

from __future__ import annotations

from collections.abc import Iterator

from precis.address import absolute
from precis.chart import chartdata
from precis.dataset import FILES, Dataset, folder
from precis.dossier import Dossier
from precis.facttable import Addresses
from precis.project import Project


def paths(project: Project, dossier: Dossier) -> Iterator[str]:
    """Site-relative; none where no page shows the records."""
    if any(page.kind == "fact" for page in project.site.unit(dossier.name)):
        yield from (f"{folder(dossier.name)}/{name}" for name in FILES)
        yield from chartdata.paths(dossier)


def files(project: Project, dossier: Dossier, site_url: str) -> Iterator[tuple[str, str]]:
    """Site-relative paths and texts."""
    addresses = _addresses(project, dossier, site_url)
    if any(addresses.values()):
        yield from Dataset(dossier, project.writers, addresses).files().items()
        yield from chartdata.files(dossier, project.writers, addresses)


def _addresses(project: Project, dossier: Dossier, site_url: str) -> Addresses:
    return {
        fact_id: {
            tag: absolute(site_url, page.url)
            for tag in project.languages
            if (page := project.site.fact(tag, dossier.name, fact_id))
        }
        for fact_id in dossier.facts
    }
