"""The search index, one a language, made by Pagefind from the built pages and the glossaries.

Pagefind tells languages apart by `<html lang>` and indexes what stands in `data-pagefind-body`. It does not cut words
at a typographic apostrophe, so l’opération would not be found by `opération`: it is given typewriter ones.
Each thing found is of a kind (`page`, `term`, `fact`), by which assets/search.js asks for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from fnmatch import fnmatch
from html import escape

from precis import index_files
from precis.indexer import Indexer
from precis.language import Language
from precis.stalemarks import STALE
from precis.term import Glossary, Term

UNUSED = ("pagefind-ui.*", "pagefind-modular-ui.*", "pagefind-component-ui.*", "pagefind-highlight.*", "*-worker.js")
_IGNORED = " data-pagefind-ignore"
_TOLD = re.compile(r"<img\b|data-pagefind-(?!ignore)")
"What Pagefind takes a page's title, picture and kind from, wherever it stands."
_OPENED = re.compile(r"<([\w-]+)[^<>]*")
_LANGUAGE = re.compile(r"<html\b[^>]*>")
FOLDER = "assets/pagefind"
"Of the index, in the site."
TERMS = "_terms"
"Folder of the terms, which are no files of the site."


def index(pages: Iterable[tuple[str, str]]) -> dict[str, bytes]:
    """The index of one language’s pages, given as file in the site and searchable HTML, without Pagefind’s interface:
    its files by path within its folder. Raises OSError."""
    with Indexer() as indexer:
        indexer.add(pages)
        files = index_files.in_order(indexer.files())
    return {name: data for name, data in files.items() if not any(fnmatch(name, pattern) for pattern in UNUSED)}


def terms(language: Language, glossary: Glossary, url: str) -> Iterator[tuple[str, str]]:
    """A page for the index alone of each term: it leads to the term's entry on the glossary page, whose site-relative
    address is `url`."""
    for term_id, term in glossary.items():
        yield f"{TERMS}/{language.tag}/{term_id}.html", searchable(_term(language, term, f"{url}#{term_id}"))


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


def searchable(html: str) -> str:
    """Explained words as plain text, since Pagefind leaves form controls out, labels among them; without what stands
    around the text and what is to be ignored, three quarters of a page, which Pagefind would read and pass over."""
    shown = "".join(_read(_framed(html)))
    shown = shown.replace(f' class="{STALE}"', "").replace(f' {STALE}"', '"')  # an index need not follow its original
    return shown.replace("\u2019", "'").replace("<label", "<span").replace("</label>", "</span>")


def _framed(html: str) -> str:
    """The main part of a page alone, where nothing around it tells Pagefind anything: not even the title."""
    start, end = html.find("<main"), html.rfind("</main>")
    language = _LANGUAGE.search(html)
    if language is None or start < 0 or html.find("<h1", start, end) < 0 or _TOLD.search(html, end):
        return html
    return html if _TOLD.search(html, 0, start) else f"{language[0]}<body>{html[start:end]}</main></body></html>"


def _read(html: str) -> Iterator[str]:
    """The pieces between the elements that are to be ignored."""
    at, place = 0, html.find(_IGNORED)
    while place >= 0:
        opened = _OPENED.match(html, html.rfind("<", at, place))
        end = _end(html, opened) if opened and opened.end() > place else 0
        if opened and end and not _TOLD.search(html, opened.start(), end):
            yield html[at : opened.start()]
            at = end
        place = html.find(_IGNORED, max(end, place + 1))
    yield html[at:]


def _end(html: str, opened: re.Match[str]) -> int:
    """Where an element ends, given its start tag; 0 where it does not."""
    depth = 0
    for tag in re.compile(rf"<(/?){opened[1]}(?![\w-])[^<>]*>").finditer(html, opened.start()):
        depth += -1 if tag[1] else 1
        if not depth:
            return tag.end()
    return 0
