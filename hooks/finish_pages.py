"""Makes of pages what readers load: assets by the names that change with what they hold, nothing that only authors read
or the search's index needs, and a Content-Security-Policy with the digests of what the page holds inline.

Reports what browsers would refuse under the policy: of templates, since `precis.markup` lets nothing of the kind
through from editors. Under `mkdocs serve`, assets keep their names.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority, get_plugin_logger
from mkdocs.structure.pages import Page

from precis import disk, inlined, lean
from precis.fingerprint import KINDS, NAMED, fingerprinted, referring
from precis.headers import REFERRER
from precis.inlined import Inlined, Refused
from precis.memo import memo, plainly
from precis.problems import Problem, ordered
from precis.publication import SITE, Publication

log = get_plugin_logger("precis")
EXPECTED = "a page that works under the policy of precis/headers.py: what runs and loads comes in files of the site"
_refused: dict[str, tuple[Refused, ...]] = {}
"By file in the site."


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    _refused.clear()
    _renamed.cache_clear()
    return config


@event_priority(-100)
def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Last of all: by now, all assets are where they will be."""
    own = page.file.src_uri.count("/") < 2  # of the site, made at each save
    return _finished(page.file.dest_uri, output, config, memo if config.extra["serving"] and own else plainly)


def on_post_build(config: MkDocsConfig) -> None:
    """What is no page of MkDocs, such as that at an old address, is in the site now."""
    publication: Publication = config.extra["precis"]
    site = Path(config.site_dir)
    for name in publication.unplaced(disk.names_below(site), ".html"):
        if name not in publication.inline:
            disk.write_text(site / name, _finished(name, disk.read_text(site / name, site), config))
    carried = (one for unit in publication.carried.values() for one in unit.inline.values())
    publication.allowed = inlined.together([*publication.inline.values(), *carried])
    explainers = {page.dest_uri: page.explainer or SITE for page in publication.project.site.pages}
    publication.faulty.update(explainers.get(name, SITE) for name in _refused)
    with publication.working(SITE):
        for problem in ordered([*_problems(), *_in_styles(site)]):
            log.error("%s", problem)


def _finished(name: str, html: str, config: MkDocsConfig, call: Callable[..., Any] = plainly) -> str:
    publication: Publication = config.extra["precis"]
    serving = bool(config.extra["serving"])
    if not serving:
        base = urlsplit(config.site_url or "/").path or "/"
        html = lean.page(referring(html, name, _renamed(Path(config.site_dir)), base))
    found: Inlined = call(inlined.inlined, html, config.site_url or "")
    publication.inline[name] = found.allowed
    if found.refused:
        _refused[name] = found.refused
    return inlined.guarded(html, found.allowed, REFERRER, preview=serving)


@cache
def _renamed(site: Path) -> Mapping[str, str]:
    """New names of the assets, by their own, once they are there under both."""
    found = (f"assets/{name}" for name in disk.names_below(site / "assets") if name.endswith(KINDS))
    assets = {name: lean.lean(name, (site / name).read_bytes()) for name in found if not NAMED.search(name)}
    renamed = fingerprinted(assets)
    for name, data in (*assets.items(), *renamed.values()):
        disk.write_bytes(site / name, data)
    return {old: new for old, (new, _) in renamed.items()}


def _problems() -> Iterator[Problem]:
    for name, refused in _refused.items():
        where = f"the page /{name.removesuffix('index.html')}"
        yield from (Problem(where, None, one.what, EXPECTED, one.repair) for one in refused)


def _in_styles(site: Path) -> Iterator[Problem]:
    for path in disk.files_below(site, "assets/*.css"):
        for address in inlined.elsewhere(disk.read_text(path, site)):
            yield Problem(f"overrides/assets/{path.name}", None, f"loads “{address}”", EXPECTED, "keep it here")
