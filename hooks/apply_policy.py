"""Gives each written page its Content-Security-Policy, with the digests of what it holds inline, and reports what
browsers would refuse under it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import get_plugin_logger

from precis import disk, inlined
from precis.headers import REFERRER, Allowed
from precis.inlined import Refused
from precis.page import PageSource
from precis.problems import Problem, ordered
from precis.publication import SITE, Publication

log = get_plugin_logger("precis")
EXPECTED = "a page that works under the policy of precis/headers.py: what runs and loads comes in files of the site"


def on_post_build(config: MkDocsConfig) -> None:
    publication: Publication = config.extra["precis"]
    site, serving = Path(config.site_dir), bool(config.extra["serving"])
    pages = publication.project.site.pages
    sources = {page.dest_uri: page.source for page in pages}
    explainers = {page.dest_uri: page.explainer or SITE for page in pages}
    repeats = {page.dest_uri for page in pages if page.repeats}
    problems = list(_written_inline(publication))
    for path in disk.files_below(site, "**/*.html"):
        name = path.relative_to(site).as_posix()
        if name in publication.placed:
            continue
        page = disk.read_text(path, site)
        found = inlined.inlined(page, config.site_url or "")
        publication.inline[name] = found.allowed
        if found.refused:
            publication.faulty.add(explainers.get(name, SITE))
        problems += (_problem(one, name, sources) for one in found.refused if name not in repeats)
        disk.write_text(path, inlined.guarded(page, found.allowed, REFERRER, preview=serving))
    for path in disk.files_below(site, "assets/*.css"):
        name, addresses = path.relative_to(site).as_posix(), inlined.elsewhere(disk.read_text(path, site))
        problems += (
            Problem(f"overrides/{name}", None, f"loads “{one}”", EXPECTED, "keep it here") for one in addresses
        )
    carried = (Allowed(*unit.inline) for unit in publication.carried.values())
    publication.allowed = inlined.together([*publication.inline.values(), *carried])
    with publication.working(SITE):
        for problem in ordered(problems):
            log.error("%s", problem)


def _problem(refused: Refused, name: str, sources: Mapping[str, PageSource]) -> Problem:
    """At the line of the page that holds it, if an editor wrote it there; else in the page as it was built."""
    source = sources.get(name)
    line = next(iter(_lines(source, refused.sign)), None) if source else None
    path = source.path if source and line else f"the page /{name.removesuffix('index.html')}"
    return Problem(path, line, refused.what, EXPECTED, refused.repair)


def _lines(source: PageSource, sign: str) -> Iterable[int]:
    return (number for number, text in enumerate(source.text.splitlines(), 1) if sign.lower() in text.lower())


def _written_inline(publication: Publication) -> Iterator[Problem]:
    for page in publication.project.site.written:
        found = publication.annotated.get((page.language, page.key))
        for refused in inlined.written_inline(found.html if found else ""):
            publication.faulty.add(page.explainer or SITE)
            yield _problem(refused, page.dest_uri, {page.dest_uri: page.source})
