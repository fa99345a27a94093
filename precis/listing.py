"""What pages of records, terms and other pages list, as Markdown: for programs and readers of text."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from precis.corrections import Corrections
from precis.page import PageKind
from precis.presentation import Presentation
from precis.site import SitePage
from precis.source import Source
from precis.termlist import TermList
from precis.view import FactView


def lines(here: Presentation) -> Iterator[str]:
    """List items; none for pages whose text says all."""
    yield from _LISTS.get(here.page.kind, _nothing)(here)


def cited(source: Source) -> str:
    title = link(source.title, source.url or "")
    return ", ".join(filter(None, (title, *map(str, source.author), source.outlet, source.issued or "")))


def link(words: str, url: str) -> str:
    """The words as they are; a link where there is an address."""
    plain = " ".join(words.splitlines())
    for sign in "\\[]":
        plain = plain.replace(sign, f"\\{sign}")
    return f"[{plain}]({url})" if url else plain


def _pages(here: Presentation, pages: list[SitePage]) -> Iterator[str]:
    for page in pages:
        answer = " ".join(here.lead_of(page, "answer").splitlines())
        title = link(here.text_language.typeset(page.front.title), here.absolute(page.url))
        yield f"- {title}" + (f": {answer}" if answer else "")


def _terms(here: Presentation) -> Iterator[str]:
    terms = TermList(here, "")
    for entry in (entry for _, entries in terms.groups for entry in entries):
        acronym = f" ({entry.acronym})" if entry.acronym else ""
        definition, note = ("".join(piece.text for piece in text) for text in (entry.definition, entry.note))
        yield f"- **{entry.pref}**{acronym}: " + " ".join(filter(None, (definition, note)))


def _facts(here: Presentation) -> Iterator[str]:
    write = here.views.writer.message
    for fact_id, fact in here.views.facts.items():
        page = here.fact_page(fact_id)
        said = f"{write('Stated by')}{here.language.colon}{fact.stated_by}"
        told = ". ".join(filter(None, (fact.period, said, fact.certainty_label, *_rivals(here, fact))))
        yield f"- {link(f'{fact.value} – {fact.label}', here.absolute(page.url) if page else '')}. {told}."


def _rivals(here: Presentation, fact: FactView) -> Iterator[str]:
    name = here.views.writer.message("Other account")
    for rival in fact.rivals:
        yield f"{name}{here.language.colon}{rival.value} ({rival.stated_by})"


def _sources(here: Presentation) -> Iterator[str]:
    yield from (f"- {cited(source)}" for source in here.views.dossier.sources.values())


def _corrections(here: Presentation) -> Iterator[str]:
    write = here.views.writer.message
    for one in Corrections(here, "").all:
        was = write("It said: {before}").format(before=one.revision.was)
        now = write("It says now: {now}").format(now=one.fact.written)
        told = ". ".join(filter(None, (was, now, one.revision.note.rstrip("."))))
        yield f"- {one.revision.on}{here.language.colon}{link(one.fact.label, here.absolute(one.page.url))}. {told}."


def _nothing(_: Presentation) -> Iterator[str]:
    yield from ()


_LISTS: Mapping[PageKind, Callable[[Presentation], Iterator[str]]] = {
    "home": lambda here: _pages(here, [one.page for one in here.overviews()]),
    "overview": lambda here: _pages(here, list(here.sections)),
    "glossary": _terms,
    "facts": _facts,
    "sources": _sources,
    "corrections": _corrections,
}
