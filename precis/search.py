"""The search index, one a language, made by Pagefind from the built pages and the glossaries.

Pagefind tells languages apart by `<html lang>` and indexes what stands in `data-pagefind-body`. It does not cut words
at a typographic apostrophe, so l’opération would not be found by `opération`: it is given typewriter ones.
Each thing found is of a kind (`page`, `term`, `fact`), by which assets/search.js asks for it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Iterator
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory

from pagefind.service import PagefindService

from precis import disk
from precis.language import Language
from precis.term import Glossary, Term

UNUSED = ("pagefind-ui.*", "pagefind-modular-ui.*", "pagefind-component-ui.*", "pagefind-highlight.*", "*-worker.js")
TERMS = "_terms"
"Folder of the terms, among the copies alone."


def index(pages: Iterable[tuple[str, str]], folder: Path) -> None:
    """Writes the index of pages, given as file in the site and HTML, without Pagefind's own interface."""
    with TemporaryDirectory() as copies:
        for name, html in pages:
            disk.write_text(Path(copies) / name, _searchable(html))
        asyncio.run(_index(copies, folder))
    for pattern in UNUSED:
        for path in disk.files_below(folder, pattern):
            path.unlink()


def terms(language: Language, glossary: Glossary, url: str) -> Iterator[tuple[str, str]]:
    """A page for the index alone of each term: it leads to the term's entry on the glossary page, whose site-relative
    address is `url`."""
    for term_id, term in glossary.items():
        yield f"{TERMS}/{language.tag}/{term_id}.html", _term(language, term, f"{url}#{term_id}")


def _term(language: Language, term: Term, url: str) -> str:
    """Found by all that the glossary calls it, hidden and inflected forms included; of that the definition is shown."""
    name = f"{term.pref} ({term.acronym})" if term.acronym not in {"", term.pref} else term.pref
    names = ", ".join((*term.alt, *term.hidden, *term.forms))
    title, definition = escape(language.typeset(name)), escape(language.typeset(term.definition))
    return (
        f'<html lang="{language.tag}"><body data-pagefind-body data-pagefind-filter="kind:term">'
        f'<h1 data-pagefind-meta="title">{title}</h1><p data-pagefind-weight="5">{escape(names)}</p>'
        f'<p data-pagefind-meta="definition">{definition}</p><p>{escape(language.typeset(term.note))}</p>'
        f'<span data-pagefind-meta="url">{escape(url)}</span></body></html>'
    )


async def _index(copies: str, folder: Path) -> None:
    """Indexes a folder at once: Pagefind's reader waits a tenth of a second for each answer, page by page too."""
    async with PagefindService() as service:
        index = await service.create_index()
        await index.add_directory(copies)
        await index.write_files(str(folder))
        await _settled(folder)


async def _settled(folder: Path) -> None:
    """Waits until the files are whole: Pagefind answers before it has written them, and the end of its service would
    cut them off. Until the release after 1.5: https://github.com/Pagefind/pagefind/issues/1271."""
    seen: dict[Path, int] = {}
    for _ in range(100):
        await asyncio.sleep(0.1)
        sizes = {path: path.stat().st_size for path in disk.files_below(folder, "**/*")}
        if sizes == seen and all(sizes.values()) and sizes:
            return
        seen = sizes


def _searchable(html: str) -> str:
    """Explained words as plain text, since Pagefind leaves form controls out, labels among them."""
    return html.replace("\u2019", "'").replace("<label", "<span").replace("</label>", "</span>")
