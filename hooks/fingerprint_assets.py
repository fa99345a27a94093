"""Gives assets names that change with what they hold, in the files that were written, and leaves out what only their
authors read; not under `mkdocs serve`."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

from mkdocs.config.defaults import MkDocsConfig

from precis import disk
from precis.fingerprint import KINDS, NAMED, fingerprinted, referring
from precis.lean import lean, page
from precis.publication import Publication


def on_post_build(config: MkDocsConfig) -> None:
    if config.extra["serving"]:
        return
    publication: Publication = config.extra["precis"]
    site = Path(config.site_dir)
    found = (path.relative_to(site).as_posix() for path in disk.files_below(site / "assets", "**/*"))
    ours = (name for name in found if name.endswith(KINDS) and "pagefind" not in name.split("/"))
    wanted = (name for name in ours if not NAMED.search(name))
    assets = {name: lean(name, (site / name).read_bytes()) for name in wanted}
    for name, data in assets.items():
        disk.write_bytes(site / name, data)
    renamed = fingerprinted(assets)
    for name, data in renamed.values():
        disk.write_bytes(site / name, data)
    names = {old: new for old, (new, _) in renamed.items()}
    base = urlsplit(config.site_url or "/").path or "/"
    pages = {path.relative_to(site).as_posix(): path for path in disk.files_below(site, "**/*.html")}
    publication.headway.begin("Finishing pages", len(pages.keys() - publication.placed))
    for name, path in pages.items():
        if name in publication.placed:
            continue
        publication.headway.step()
        disk.write_text(path, page(referring(disk.read_text(path, site), name, names, base)))
