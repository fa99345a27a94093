"""Gives assets names that change with what they hold, in the files that were written; not under `mkdocs serve`."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

from mkdocs.config.defaults import MkDocsConfig

from precis import disk
from precis.fingerprint import KINDS, fingerprinted, referring


def on_post_build(config: MkDocsConfig) -> None:
    if config.extra["serving"]:
        return
    site = Path(config.site_dir)
    assets = {
        path.relative_to(site).as_posix(): path.read_bytes()
        for path in disk.files_below(site / "assets", "**/*")
        if path.suffix in KINDS and "pagefind" not in path.relative_to(site).parts
    }
    renamed = fingerprinted(assets)
    for name, data in renamed.values():
        disk.write_bytes(site / name, data)
    names = {old: new for old, (new, _) in renamed.items()}
    base = urlsplit(config.site_url or "/").path or "/"
    for path in disk.files_below(site, "**/*.html"):
        page = path.relative_to(site).as_posix()
        disk.write_text(path, referring(disk.read_text(path, site), page, names, base))
