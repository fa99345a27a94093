"""The search index, one a language, made by Pagefind from the built pages.

Pagefind tells languages apart by `<html lang>` and indexes what stands in `data-pagefind-body`. It does not cut words
at a typographic apostrophe, so l’opération would not be found by `opération`: it is given typewriter ones.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from pathlib import Path

from pagefind.index import IndexConfig, PagefindIndex

from precis import disk

UNUSED = ("pagefind-ui.*", "pagefind-modular-ui.*", "pagefind-component-ui.*", "pagefind-highlight.*")


def index(pages: Iterable[tuple[str, str]], folder: Path) -> None:
    """Writes the index of pages, given as site-relative URL and HTML, without Pagefind's own interface."""
    asyncio.run(_index(pages, folder))
    for pattern in UNUSED:
        for path in disk.files_below(folder, pattern):
            path.unlink()


async def _index(pages: Iterable[tuple[str, str]], folder: Path) -> None:
    async with PagefindIndex(config=IndexConfig(output_path=str(folder))) as pagefind:
        for url, html in pages:
            await pagefind.add_html_file(url=url, content=_searchable(html))


def _searchable(html: str) -> str:
    """Explained words as plain text, since Pagefind leaves form controls out, labels among them."""
    return html.replace("\u2019", "'").replace("<label", "<span").replace("</label>", "</span>")
