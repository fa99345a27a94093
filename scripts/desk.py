"""What lies on the desk when an article is imported: the project, and the explainer as it is."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar

import markdown
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import ConfigurationError
from pydantic_core import PydanticCustomError

from precis import clock, disk
from precis.article.imported import Imported
from precis.article.job import Desk
from precis.candidacy import FOLDER, DroppedFact, TermCandidates
from precis.language import Language
from precis.project import Project
from precis.records import parse, url_part, validated
from scripts.command import Refusal
from scripts.terms import names, text

ROOT = Path(__file__).resolve().parent.parent
T = TypeVar("T")


def configuration(out: Path | None) -> MkDocsConfig:
    """Of the project that holds the folder of pages, or this script."""
    start = ROOT if out is None else out.resolve()
    root = next((folder for folder in (start, *start.parents) if (folder / "mkdocs.yml").is_file()), None)
    if root is None:
        raise Refusal(f"“{out}” lies in no project: neither it nor a folder above it has a mkdocs.yml.")
    try:
        return load_config(str(root / "mkdocs.yml"))
    except ConfigurationError as error:
        raise Refusal(f"{root / 'mkdocs.yml'}: {error}") from error


def on_desk(project: Project, root: Path, docs: Path, slug: str, language: Language, config: MkDocsConfig) -> Desk:
    try:
        url_part(slug)
    except PydanticCustomError as error:
        context = error.context or {}
        raise Refusal(f"--slug “{slug}”: expected {context.get('expected')}; {context.get('repair')}.") from None
    folder = docs / FOLDER / slug
    before = model(folder / "import.yml", root, Imported, None)
    if before is None:
        refuse_strangers(project, root, docs, slug)
    renderer = markdown.Markdown(extensions=config.markdown_extensions, extension_configs=config.mdx_configs)
    return Desk(
        project=project,
        files=dict(texts(docs, root, slug, project)),
        not_terms=names(text(root, f"locales/{language.tag}/not-terms.txt")),
        render=lambda body: str(renderer.reset().convert(body)),
        today=clock.today(os.environ),
        before=before,
        dropped=model(folder / "dropped.yml", root, list[DroppedFact], []) or [],
        terms=model(folder / "terms.yml", root, TermCandidates, {}) or {},
    )


def refuse_strangers(project: Project, root: Path, docs: Path, slug: str) -> None:
    """Files of an explainer that no import made."""
    places = [*(docs / tag / slug for tag in project.languages), docs / "_facts" / f"{slug}.yml"]
    there = next((place for place in places if place.exists()), None)
    if there is not None:
        repair = "Take another --slug, or move it away."
        raise Refusal(f"{disk.relative(there, root)} exists already, and no import made it. {repair}")


def texts(docs: Path, root: Path, slug: str, project: Project) -> Iterator[tuple[str, str]]:
    """The explainer's files, by path below the folder of pages."""
    folders = [*(docs / tag / slug for tag in project.languages), docs / FOLDER / slug]
    found = [path for folder in folders for path in disk.files_below(folder, "**/*.*")]
    found += [path for name in ("_facts", "_sources") if (path := docs / name / f"{slug}.yml").is_file()]
    for path in found:
        if path.suffix in {".md", ".yml", ".txt"}:
            yield disk.relative(path, docs), disk.read_text(path, root)


def model(path: Path, root: Path, kind: Any, otherwise: T) -> Any | T:
    """A file's records; `otherwise` where there is none."""
    if not path.is_file():
        return otherwise
    return validated(parse(disk.read_text(path, root), disk.relative(path, root)), kind)
