"""Gives each written page its Content-Security-Policy, with the digests of what it holds inline, and reports what
browsers would refuse under it: of templates, since `precis.markup` lets nothing of the kind through from editors."""

from __future__ import annotations

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import get_plugin_logger

from precis import disk, inlined
from precis.headers import REFERRER, Allowed
from precis.problems import Problem, ordered
from precis.publication import SITE, Publication

log = get_plugin_logger("precis")
EXPECTED = "a page that works under the policy of precis/headers.py: what runs and loads comes in files of the site"


def on_post_build(config: MkDocsConfig) -> None:
    publication: Publication = config.extra["precis"]
    site, serving = Path(config.site_dir), bool(config.extra["serving"])
    explainers = {page.dest_uri: page.explainer or SITE for page in publication.project.site.pages}
    problems: list[Problem] = []
    for name in publication.unplaced(disk.names_below(site), ".html"):
        path = site / name
        page = disk.read_text(path, site)
        found = inlined.inlined(page, config.site_url or "")
        publication.inline[name] = found.allowed
        if found.refused:
            publication.faulty.add(explainers.get(name, SITE))
        where = f"the page /{name.removesuffix('index.html')}"
        problems += (Problem(where, None, one.what, EXPECTED, one.repair) for one in found.refused)
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
