"""Pages of all languages put in their places: which file each shows, at which address, in which order."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from precis import former
from precis.former import Former, Node, file
from precis.lineage import ancestry
from precis.memo import memo
from precis.page import FrontMatter, PageSource
from precis.problems import InvalidInput, Problem
from precis.site import Site, SitePage


def arrange(
    sources: Iterable[PageSource],
    languages: Sequence[str],
    bases: Mapping[str, str] = MappingProxyType({}),
    incomplete: Collection[str] = (),
    translated: Mapping[str, Mapping[str, str]] = MappingProxyType({}),
) -> Site:
    """Places every page in every language, where it has none in that of the language's base. `translated`: by language
    and page, the language it was translated from. Raises InvalidInput where two pages claim one address, or an
    original calls itself not translated."""
    files: dict[str, dict[str, PageSource]] = {}
    for source in sources:
        files.setdefault(source.key, {})[source.language] = source
    if unfounded := list(_unfounded(files, translated)):
        raise InvalidInput(unfounded)
    pages = list(_placed_pages(files, tuple(languages), tuple(bases.items())))
    if clashes := [*_clashes(pages), *former.clashes(pages)]:
        raise InvalidInput(clashes)
    pages.sort(key=lambda page: (languages.index(page.language), page.explainer, *_reading_order(page)))
    expected = (page for page in pages if page.language not in incomplete)
    return Site(tuple(languages), tuple(pages), tuple(_untranslated(expected)))


def _unfounded(
    files: Mapping[str, Mapping[str, PageSource]], translated: Mapping[str, Mapping[str, str]]
) -> Iterator[Problem]:
    """Pages that are said to await a translation of themselves."""
    for key, versions in files.items():
        made_from = {pages[key] for pages in translated.values() if key in pages}
        nothing = not any(page.front.translated for page in versions.values())
        for page in versions.values():
            if not page.front.translated and (nothing or page.language in made_from):
                what = "has no original to translate" if nothing else "is the original, and says “translated: false”"
                expected = f"“translated: false” on translations of a page alone, docs/<language>/{key}"
                repair = "remove “translated: false” from the page that others are translated from"
                yield Problem(page.path, page.line_with("translated:"), what, expected, repair)


_HOME = "index.md"


def _placed_pages(
    files: Mapping[str, Mapping[str, PageSource]], languages: tuple[str, ...], bases: tuple[tuple[str, str], ...]
) -> Iterator[SitePage]:
    """Explainer by explainer: what its pages say, and the homes of the languages, decides where they are."""
    groups: dict[str, list[PageSource]] = {}
    for versions in files.values():
        groups.setdefault(next(iter(versions.values())).explainer, []).extend(versions.values())
    home = tuple(files.get(_HOME, {}).values())
    placed = {name: memo(_placed_group, tuple(group), home, languages, bases) for name, group in groups.items()}
    for key, versions in files.items():
        yield from placed[next(iter(versions.values())).explainer][key]


def _placed_group(
    group: tuple[PageSource, ...],
    home: tuple[PageSource, ...],
    languages: tuple[str, ...],
    bases: tuple[tuple[str, str], ...],
) -> Mapping[str, Sequence[SitePage]]:
    """By key, in every language."""
    files: dict[str, dict[str, PageSource]] = {}
    for page in (*home, *group):
        files.setdefault(page.key, {})[page.language] = page
    placing = _Placing(files, languages, dict(bases))
    return {key: [placing.page(key, tag) for tag in languages] for key in dict.fromkeys(page.key for page in group)}


class _Placing:
    """The versions of each page: those to read, and those that state an address."""

    def __init__(
        self, files: Mapping[str, Mapping[str, PageSource]], languages: Sequence[str], bases: Mapping[str, str]
    ) -> None:
        self._files = files
        self._first = {key: _first(versions, languages) for key, versions in files.items()}
        self._lines = {tag: ancestry(tag, bases) for tag in languages}

    def page(self, key: str, language: str) -> SitePage:
        versions, first = self._files[key], self._first[key]
        source = next((versions[tag] for tag in self._lines[language] if _is_read(versions.get(tag))), first)
        own = versions.get(language)
        prepared = own if own and not own.front.translated else None
        front = _inherited(source.front, first.front)
        return SitePage(
            language, key, source, front, self._dest_uri(key, language), prepared, self._former(key, language)
        )

    def _dest_uri(self, key: str, language: str) -> str:
        *folders, name = key.removesuffix(".md").split("/")
        parts = [language]
        for depth, folder in enumerate(folders, 1):
            index = "/".join((*folders[:depth], "index.md"))
            parts.append(self._slug(index, language) or folder)
        if name != "index":
            parts.append(self._slug(key, language) or name)
        return "/".join((*parts, "index.html"))

    def _former(self, key: str, language: str) -> Former:
        """What the page and the indexes of its folders say of where they were."""
        *folders, name = key.removesuffix(".md").split("/")
        indexes = [
            ("/".join((*folders[:depth], "index.md")), folders[depth - 1]) for depth in range(1, len(folders) + 1)
        ]
        line = [*indexes, *([] if name == "index" else [(key, name)])]
        below = [Node(self._slug(one, language) or part, self._was(one, language)) for one, part in line]
        return former.former(Node(language, self._was("index.md", language)), below)

    def _was(self, key: str, language: str) -> tuple[str, ...]:
        """Of the language, or of its base; a fact was called the same in all languages."""
        versions = self._files.get(key, {})
        if versions and next(iter(versions.values())).generated == "fact":
            return next(iter(versions.values())).front.was
        own = next((tag for tag in self._lines[language] if tag in versions), None)
        was = versions[own].front.was if own else ()
        return was if own == language else former.without_wholes(was)

    def _slug(self, key: str, language: str) -> str:
        """The slug of the language, or of its base; without a file, a page keeps the file's name."""
        versions = self._files.get(key, {})
        return next((versions[tag].front.slug for tag in self._lines[language] if tag in versions), "")


def _first(versions: Mapping[str, PageSource], languages: Sequence[str]) -> PageSource:
    """The original: the one that says so, or that of the first language, the source language if it has the page."""
    read = [versions[tag] for tag in languages if _is_read(versions.get(tag))]
    return next((page for page in read if page.front.original), read[0])


def _is_read(page: PageSource | None) -> bool:
    return page is not None and page.front.translated


def _inherited(front: FrontMatter, first: FrontMatter) -> FrontMatter:
    """What is neutral between languages comes from the source language, unless the page states it."""
    neutral = ("order", "facts", "kind", "draft", "published")
    told = {name: said for name in neutral if not getattr(front, name) and (said := getattr(first, name))}
    return front.model_copy(update=told) if told else front


def _reading_order(page: SitePage) -> tuple[int, int, str]:
    order = page.front.order
    return (page.kind not in {"home", "overview"}, 1_000_000 if order is None else order, page.key)


def _clashes(pages: Iterable[SitePage]) -> Iterator[Problem]:
    taken: dict[str, SitePage] = {}
    for page in pages:
        other = taken.setdefault(page.dest_uri, page)
        if other is not page:
            what = f"has the address /{page.url}, which {file(other).path} already has"
            yield Problem(file(page).path, 1, what, "an address of its own", "change “slug:” on one of the two pages")


def _untranslated(pages: Iterable[SitePage]) -> Iterator[Problem]:
    for page in pages:
        if page.fallback:
            wanted = f"docs/{page.language}/{page.key}"
            what = f"is not translated: /{page.url} shows the text in “{page.source.language}”, with a notice"
            if page.prepared:
                line, expected = page.prepared.line_with("translated:"), f"a translation of {page.source.path}"
                repair = "translate it, then remove “translated: false”"
                yield Problem(page.prepared.path, line, what, expected, repair, "warning")
            else:
                yield Problem(page.source.path, None, what, wanted, f"write {wanted}", "warning")
