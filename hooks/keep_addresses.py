"""Keeps what was published alive: at each old address a page that leads on, or says that the page was withdrawn;
copies of files that moved with their explainer. Reports what would be lost (not under `mkdocs serve`)."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urljoin

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import Files
from mkdocs.utils import get_relative_url

from precis import disk, ledger
from precis.ledger import Entry
from precis.problems import Problem
from precis.project import Project
from precis.publication import SITE, Publication
from precis.site import SitePage

log = get_plugin_logger("precis")
TEMPLATE = "moved.html"
_env: jinja2.Environment | None = None


def on_env(env: jinja2.Environment, config: MkDocsConfig, files: Files) -> jinja2.Environment:
    global _env
    _env = env
    return env


def on_post_build(config: MkDocsConfig) -> None:
    assert _env is not None
    publication: Publication = config.extra["precis"]
    if not publication.makes(""):
        return
    project, site, template = publication.project, Path(config.site_dir), _env.get_template(TEMPLATE)
    written = {f"/{page.url}": page.source.path for page in project.site.pages}
    problems = list(ledger.returned(project.addresses, written))
    for old, page in project.site.moved.items():
        disk.write_text(site / ledger.file(f"/{old}"), template.render(_moved(old, page, project, config)))
    for entry in ledger.withdrawn(project.addresses):
        if entry.file.endswith(".html") and entry.address not in written:
            disk.write_text(site / entry.file, template.render(_withdrawn(entry, project, config)))
    if not config.extra["serving"]:
        _copy(project, site)
        problems += ledger.lost(project.addresses, set(disk.names_below(site)), written)
    with publication.working(SITE):
        _report(problems)


def _report(problems: list[Problem]) -> None:
    for problem in problems:
        log.error("%s", problem)


def _moved(old: str, page: SitePage, project: Project, config: MkDocsConfig) -> dict[str, object]:
    return {
        **_frame(old, page.language, project, config),
        "page": page,
        "title": project.languages[page.source.language].typeset(page.front.title),
        "to": get_relative_url(page.url, old),
        "canonical": urljoin(config.site_url or "/", page.url),
    }


def _withdrawn(entry: Entry, project: Project, config: MkDocsConfig) -> dict[str, object]:
    tag = entry.address.split("/")[1]
    known = tag if tag in project.languages else next(iter(project.languages))
    assert entry.gone is not None
    day = project.writers[known].day(entry.gone)
    return {**_frame(entry.address[1:], known, project, config), "page": None, "day": day, "reason": entry.reason}


def _frame(old: str, tag: str, project: Project, config: MkDocsConfig) -> dict[str, object]:
    """What both kinds of page need; their assets by relative addresses, as they read from files too."""
    writer = project.writers[tag]
    depth = old.count("/")
    return {
        "root": "../" * depth,
        "language": project.languages[tag],
        "site_name": config.site_name,
        "_": writer.phrase,
    }


def _copy(project: Project, site: Path) -> None:
    """Data, PDFs and what stands beside pages cannot lead on: they are at their old addresses, too."""
    files, folders = set(disk.names_below(site)), dict[str, str]()
    for old, page in project.site.moved.items():
        if page.kind == "overview":
            name = old.rstrip("/").rpartition("/")[2]
            folders |= {old: page.url, f"data/{name}/": f"data/{page.explainer}/"}
    moved = {old: page.url for old, page in project.site.moved.items()}
    found = (*ledger.successors(project.addresses, files, folders), *ledger.companions(moved, files))
    for old, new in found:
        disk.write_bytes(site / old, (site / new).read_bytes())
