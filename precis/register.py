"""Pages that nobody writes: one for each fact, one for all facts and one for all sources of an explainer, the explainer
whole, and one for the site's corrections."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from types import MappingProxyType

from babel.messages.catalog import Catalog

from precis.catalogue import N_, Translations
from precis.fact import Facts
from precis.language import Language
from precis.memo import memo
from precis.page import FrontMatter, GeneratedKind, PageSource
from precis.phrase import filled
from precis.writing import Writer

CORRECTIONS = "corrections.md"
"Key of the page of corrections."
TITLES: Mapping[GeneratedKind, tuple[str, str]] = {
    "facts": (N_("All facts of “{explainer}”"), N_("All facts")),
    "sources": (N_("All sources of “{explainer}”"), N_("All sources")),
    "corrections": (N_("Corrections"), N_("Corrections")),
    "whole": (N_("“{explainer}” on one page"), N_("The whole explainer on one page")),
}
"Title and label for navigation."
DESCRIPTIONS: Mapping[GeneratedKind, str] = {
    "facts": N_("Every figure, date and event of this explainer, with its sources: to search, to check, to reuse."),
    "sources": N_("Every document, report and article that this explainer rests on, and which figures rest on it."),
    "corrections": N_("Figures that we had wrong, what they said and what they say now."),
    "whole": N_("Every question of this explainer with its notes, sources and glossary, to print or to keep."),
}


def facts_key(explainer: str) -> str:
    return f"{explainer}/facts/index.md"


def sources_key(explainer: str) -> str:
    return f"{explainer}/sources/index.md"


def fact_key(explainer: str, fact_id: str) -> str:
    return f"{explainer}/facts/{fact_id}.md"


def whole_key(explainer: str) -> str:
    return f"{explainer}/whole/index.md"


def pages(
    written: Sequence[PageSource],
    facts: Mapping[str, Facts],
    writers: Mapping[str, Writer],
    lines: Mapping[str, Mapping[str, str]] = MappingProxyType({}),
) -> Iterator[PageSource]:
    """The pages of all languages, for the explainers that have pages (an overview) and facts (given by explainer, with
    file and line of each)."""
    overviews: dict[str, dict[str, PageSource]] = {}
    for page in written:
        if page.kind == "overview":
            overviews.setdefault(page.explainer, {})[page.language] = page
    for tag, writer in writers.items():
        urls = writer.language.urls
        yield _page(CORRECTIONS, "docs/_facts", "corrections", writer, urls.corrections)
        names = {explainer: _title(found, (tag, writer.language.base)) for explainer, found in overviews.items()}
        for explainer, name in names.items():
            *_, overview = overviews[explainer].values()
            yield _page(whole_key(explainer), overview.path, "whole", writer, urls.whole, name)
        for explainer, records in facts.items():
            name = names.get(explainer, "")
            if name and records:
                path = f"docs/_facts/{explainer}.yml"
                yield _page(facts_key(explainer), path, "facts", writer, urls.facts, name)
                source_path = f"docs/_sources/{explainer}.yml"
                yield _page(sources_key(explainer), source_path, "sources", writer, urls.sources, name)
                yield from _fact_pages(explainer, records, writer, lines.get(explainer, {}))


def _fact_pages(explainer: str, facts: Facts, writer: Writer, lines: Mapping[str, str]) -> Sequence[PageSource]:
    told, asked = memo(_described, explainer, facts, lines, writer.language, *writer.translations.made_of)
    for message in asked:
        writer.translations.look_up(message)
    return [memo(_made, *one) for one in told]  # the very same ones where other catalogues say the same


Place = tuple[str, str, str, int | None]
"File, language, key, line."
Told = tuple[Place, GeneratedKind, str, str, str, tuple[str, ...], str]
"Of a page that nobody writes: place, kind, title, label for navigation, slug, slugs that it had, description."


def _described(
    explainer: str,
    facts: Facts,
    lines: Mapping[str, str],
    language: Language,
    catalogs: Sequence[Catalog],
    source: bool,
) -> tuple[Sequence[Told], Collection[str]]:
    """What the pages of facts say, and the messages that this takes."""
    writer = Writer(language, Translations(catalogs, source=source))
    told: list[Told] = []
    for fact_id, fact in facts.items():
        if not language.complete and not writer.translations.knows(fact.label):
            continue  # shown as what it is: a page that is not translated yet
        label = writer.message(fact.label)
        line = lines.get(fact_id, "").rpartition(":")[2]
        at = int(line) if line.isdecimal() else None
        place = f"docs/_facts/{explainer}.yml", language.tag, fact_key(explainer, fact_id), at
        told.append((place, "fact", label, "", fact_id, fact.was_id, f"{writer.fact(fact)} – {label}"))
    return told, frozenset(writer.translations.asked)


def _page(key: str, path: str, kind: GeneratedKind, writer: Writer, slug: str, explainer: str = "") -> PageSource:
    was = writer.language.urls_were.get(kind, ()) if kind != "fact" else ()
    title, short = (writer.message(text) for text in TITLES[kind])
    description = writer.message(DESCRIPTIONS[kind])
    title = filled(title, explainer=explainer)
    return memo(_made, (path, writer.language.tag, key, None), kind, title, short, slug, tuple(was), description)


def _made(
    place: Place, kind: GeneratedKind, title: str, short: str, slug: str, was: tuple[str, ...], description: str
) -> PageSource:
    path, language, key, line = place
    front = FrontMatter(title=title, short=short, slug=slug, was=was, description=description)
    return PageSource(path, language, key, "", 0, front, kind, line)


def _title(overviews: Mapping[str, PageSource], tags: Sequence[str]) -> str:
    """What an explainer, given by its overviews in all languages, is called in the first of some languages that has
    it, or in the source language."""
    first, *_ = overviews.values()
    return next((overviews[tag] for tag in tags if tag in overviews), first).front.title
