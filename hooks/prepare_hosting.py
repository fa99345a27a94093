"""Writes what servers read besides the pages: headers, languages, old addresses, compressed files; not while
serving."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlsplit

from mkdocs.config.defaults import MkDocsConfig

from precis import disk, headers, ledger, negotiation, redirects
from precis.carry import helpers
from precis.compression import KINDS, LEAST, METHODS, compressed
from precis.publication import Publication


def on_post_build(config: MkDocsConfig) -> None:
    if config.extra["serving"]:
        return
    site = Path(config.site_dir)
    publication: Publication = config.extra["precis"]
    paths = list(_to_compress(site, publication))
    publication.headway.begin("Compressing files", len(paths))
    for _ in _compressed(paths, publication):
        publication.headway.step()
    if not publication.makes(""):
        return
    languages = tuple(publication.project.languages)
    assets = (path for path in disk.files_below(site, "assets/**/*") if path.suffix not in METHODS)
    rules = headers.netlify((path.relative_to(site).as_posix() for path in assets), publication.allowed)
    disk.write_text(site / headers.NETLIFY, rules)
    base = urlsplit(config.site_url or "/").path.rstrip("/")
    moved = {f"/{old}": f"{base}/{page.url}" for old, page in publication.project.site.moved.items()}
    gone = [entry.address for entry in ledger.withdrawn(publication.project.addresses)]
    disk.write_text(site / redirects.NETLIFY, redirects.netlify({f"{base}{old}": new for old, new in moved.items()}))
    for name, text in {
        "nginx-maps.conf": headers.nginx_maps() + negotiation.nginx(languages) + redirects.nginx(moved, gone),
        "nginx-headers.conf": headers.nginx(publication.allowed),
        "caddy-snippets": headers.caddy(publication.allowed)
        + negotiation.caddy(languages)
        + redirects.caddy(moved, gone),
    }.items():
        disk.write_text(site / headers.FOLDER / name, text)


def _compressed(paths: Sequence[Path], publication: Publication) -> Iterator[None]:
    """Once for each file; in threads, since both methods let go of the interpreter, where there are processors left."""
    if publication.share is not None or helpers.processors() == 1:
        yield from map(_compress, paths)
        return
    with ThreadPoolExecutor() as pool:
        yield from pool.map(_compress, paths)


def _to_compress(site: Path, publication: Publication) -> Iterator[Path]:
    for name in publication.unplaced(disk.names_below(site), *KINDS):
        if (path := site / name).stat().st_size >= LEAST:
            yield path


def _compress(path: Path) -> None:
    for suffix, data in compressed(path.read_bytes()).items():
        disk.place(Path(f"{path}{suffix}"), data)
