"""Digests of what an explainer is made of: its own files, the frame of all pages, the program."""

from __future__ import annotations

import platform
import sys
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from precis import disk
from precis.checkup import is_due
from precis.digest import digest, of_bytes
from precis.dossier import Dossier
from precis.memo import memo
from precis.publication import Publication
from precis.records import Record
from precis.site import SitePage
from precis.translated import PageState


def program(folders: Iterable[Path], settings: object) -> str:
    """Everything that makes pages but is no content: code and templates by what they hold, versions, settings. The same
    wherever the folders are."""
    files = sorted(
        [[path.relative_to(folder).as_posix(), _hashed(path)] for path in _sources(folder)] for folder in folders
    )
    versions = sorted({path.name for folder in sys.path for path in Path(folder).glob("*.dist-info")})
    return digest(files, versions, platform.python_version(), zlib.ZLIB_RUNTIME_VERSION, settings)


def frame(publication: Publication) -> str:
    """What every page shows of the site around it, and the rules of its languages."""
    project = publication.project
    rules = [language.model_dump_json() for language in project.languages.values()]
    around = [seen(page) for page in project.site.pages if not page.explainer]
    maps = [repr(dossier.bases) for dossier in list(project.dossiers.values())[:1]]
    return digest(rules, around, maps, publication.checks)


def own(publication: Publication, name: str) -> str:
    """Of one explainer's records and pages."""
    project = publication.project
    pages = tuple(project.site.unit(name))
    states = tuple(project.translated.get(page.language, {}).get(page.key) for page in pages)
    dossier = project.dossiers.get(name)
    today, facts = publication.today, dossier.facts if dossier else {}
    due = [fact_id for fact_id, fact in facts.items() if is_due(fact, today)] if facts else today  # in its PDF
    return digest(memo(_own, pages, states, dossier), due)


def _own(pages: Sequence[SitePage], states: Sequence[PageState | None], dossier: Dossier | None) -> str:
    records = dossier and [*map(_told, (dossier.facts, dossier.sources, dossier.charts)), dict(dossier.fact_lines)]
    texts = [[*seen(page), page.source.text, page.source.body_start] for page in pages]
    return digest(texts, list(map(repr, states)), records)


def _told(records: Mapping[str, Record]) -> list[tuple[str, str]]:
    return [(name, record.model_dump_json()) for name, record in records.items()]


def seen(page: SitePage) -> list[object]:
    """What is said of a page besides its text."""
    told = page.front.model_dump_json(), page.source.path, page.source.language, page.kind, repr(page.prepared)
    return [page.language, page.key, page.dest_uri, *told]


def _sources(folder: Path) -> Iterator[Path]:
    return (path for path in disk.files_below(folder, "**/*") if "__pycache__" not in path.parts)


def _hashed(path: Path) -> str:
    return of_bytes(path.read_bytes())
