"""What pages of records, terms and other pages list, as Markdown: for programs and readers of text."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from precis.corrections import Corrections
from precis.literal import link, literal
from precis.page import PageKind
from precis.phrase import filled
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
    others = (*map(str, source.author), source.outlet, source.issued or "")
    return ", ".join(filter(None, (title, *map(literal, others))))


def _pages(here: Presentation, pages: list[SitePage]) -> Iterator[str]:
    for page in pages:
        answer = literal(here.lead_of(page, "answer"))
        title = link(here.text_language.typeset(page.front.title), here.absolute(page.url))
        yield f"- {title}" + (f": {answer}" if answer else "")


def _terms(here: Presentation) -> Iterator[str]:
    terms = TermList(here, "")
    for entry in (entry for _, entries in terms.groups for entry in entries):
        acronym = f" ({literal(entry.acronym)})" if entry.acronym else ""
        definition, note = ("".join(piece.text for piece in text) for text in (entry.definition, entry.note))
        yield f"- **{literal(entry.pref)}**{acronym}: " + literal(" ".join(filter(None, (definition, note))))


def _facts(here: Presentation) -> Iterator[str]:
    write = here.views.writer.message
    for fact_id, fact in here.views.facts.items():
        page = here.fact_page(fact_id)
        said = f"{write('Stated by')}{here.language.colon}{fact.stated_by}"
        told = ". ".join(filter(None, (fact.period, said, fact.certainty_label, *_rivals(here, fact))))
        yield f"- {link(f'{fact.value} – {fact.label}', here.absolute(page.url) if page else '')}. {literal(told)}."


def _rivals(here: Presentation, fact: FactView) -> Iterator[str]:
    name = here.views.writer.message("Other account")
    for rival in fact.rivals:
        yield f"{name}{here.language.colon}{rival.value} ({rival.stated_by})"


def _sources(here: Presentation) -> Iterator[str]:
    yield from (f"- {cited(source)}" for source in here.views.dossier.sources.values())


def _corrections(here: Presentation) -> Iterator[str]:
    write = here.views.writer.message
    for one in Corrections(here, "").all:
        was = filled(write("It said: {before}"), before=one.revision.was)
        now = filled(write("It says now: {now}"), now=one.fact.written)
        told = ". ".join(filter(None, (was, now, one.revision.note.rstrip("."))))
        named = link(one.fact.label, here.absolute(one.page.url))
        yield f"- {one.revision.on}{here.language.colon}{named}. {literal(told)}."


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
