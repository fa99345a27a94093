"""The search index, one a language, made by Pagefind from the built pages.

Pagefind tells languages apart by `<html lang>` and indexes what stands in `data-pagefind-body`. It does not cut words
at a typographic apostrophe, so l’opération would not be found by `opération`: it is given typewriter ones.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from pagefind.index import IndexConfig, PagefindIndex

from precis import disk

UNUSED = ("pagefind-ui.*", "pagefind-modular-ui.*", "pagefind-component-ui.*", "pagefind-highlight.*")


def index(pages: Iterable[tuple[str, str]], folder: Path) -> None:
    """Writes the index of pages, given as file in the site and HTML, without Pagefind's own interface."""
    with TemporaryDirectory() as copies:
        for name, html in pages:
            disk.write_text(Path(copies) / name, _searchable(html))
        asyncio.run(_index(copies, folder))
    for pattern in UNUSED:
        for path in disk.files_below(folder, pattern):
            path.unlink()


async def _index(copies: str, folder: Path) -> None:
    """Indexes a folder at once: Pagefind's reader waits a tenth of a second for each answer, page by page too."""
    async with PagefindIndex(config=IndexConfig(output_path=str(folder))) as pagefind:
        await pagefind.add_directory(copies)


def _searchable(html: str) -> str:
    """Explained words as plain text, since Pagefind leaves form controls out, labels among them."""
    return html.replace("\u2019", "'").replace("<label", "<span").replace("</label>", "</span>")
