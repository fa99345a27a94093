"""Makes the search index from the pages that were written, and the terms of the glossaries: one for each language.

The first build of a preview makes it with the pages, later ones after them, in a thread.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from importlib import metadata
from pathlib import Path
from types import MappingProxyType

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import CombinedEvent, event_priority, get_plugin_logger
from mkdocs.structure.pages import Page

from precis import disk, index_files, search, shelf
from precis.carry import preview, standing
from precis.carry.standing import SEARCH, Standing
from precis.digest import digest, of_bytes
from precis.later import Later, Turn
from precis.pack import packed, unpacked
from precis.publication import Publication
from precis.searched import Searched
from precis.shelf import Shelf

Texts = Mapping[str, Sequence[Searched]]
"What is found in each language: of each explainer, of the site’s own pages, and of its glossary."
Indexes = Mapping[str, Mapping[str, bytes]]
"Files by path within the index; by language."
log = get_plugin_logger("precis")
_later = Later()
_standing: dict[Path, tuple[Texts, Indexes]] = {}
"By published folder of a preview: what was indexed, and the indexes."


@event_priority(90)
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """What was saved comes first."""
    _later.give_up()
    return config


def on_shutdown() -> None:
    _later.end()


@event_priority(-50)
def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Before what only the index needs is left out."""
    publication: Publication = config.extra["precis"]
    tag, _, key = page.file.src_uri.partition("/")
    here = publication.project.site.page(tag, key)
    if here is not None and not here.repeats:
        texts = publication.texts.setdefault((tag, here.explainer), {})
        texts[here.dest_uri] = search.searchable(output)
    return output


def _index(config: MkDocsConfig) -> None:
    publication: Publication = config.extra["precis"]
    if not publication.makes("") or _waits(config):
        return
    texts, indexes = _texts(publication), dict[str, Mapping[str, bytes]]()
    kept, site = shelf.of(Path(config.config_file_path).parent), Path(config.site_dir)
    publication.headway.begin("Indexing languages for the search", len(texts))
    for tag, found in texts.items():
        publication.headway.step(tag)
        known, indexes[tag] = _indexed(found, kept)
        publication.kept_files.update(f"{search.FOLDER}/{name}" for name in indexes[tag] if known)
    if config.extra["serving"]:
        _place(site, indexes)
        _standing[Path(config.extra["published_dir"])] = texts, indexes
    else:
        publication.kept_files |= _take(Path(config.extra["published_dir"]), site, indexes, kept)


@event_priority(-105)
def _index_later(config: MkDocsConfig) -> None:
    """Once the preview shows what was saved: nobody searches in the very second."""
    publication: Publication = config.extra["precis"]
    if publication.laid is not None:
        kept, site = shelf.of(Path(config.config_file_path).parent), Path(config.extra["published_dir"])
        _later.begin(partial(_renew, publication, kept, site))


on_post_build = CombinedEvent(_index, _index_later)


def _waits(config: MkDocsConfig) -> bool:
    """Whether an index stands that does until there is another one."""
    return bool(config.extra["serving"]) and preview.of(Path(config.extra["published_dir"])).stands


def _renew(publication: Publication, kept: Shelf, site: Path, turn: Turn) -> None:
    """The indexes of the languages that have other texts now."""
    texts, (before, found_before) = _texts(publication), _standing.get(site, ({}, {}))

    def renew() -> None:
        _place(site, indexes, found_before)
        _standing[site] = texts, indexes

    try:
        indexes = {
            tag: found_before[tag] if before.get(tag) == found else _indexed(found, kept, turn.each)[1]
            for tag, found in texts.items()
        }
        turn.end(renew)
    except OSError as error:
        log.error("The preview’s search stays as it was: %s", error)


def _take(published: Path, site: Path, indexes: Indexes, kept: Shelf) -> set[str]:
    """Puts the files into the site. Most are those of the last one, and are taken from there: returns these."""
    files = {f"{search.FOLDER}/{name}": data for name, data in index_files.merged(indexes.values()).items()}
    made_of = {name: of_bytes(data) for name, data in files.items()}
    last = Standing.of(published, kept, kind=SEARCH)
    missing = [name for name in files for name in last.put(made_of[name], [name], site)]
    for name in missing:
        disk.place(site / name, files[name])
    standing.keep(published, {key: [name] for name, key in made_of.items()}, kept, site, SEARCH)
    return files.keys() - set(missing)


def _place(site: Path, indexes: Indexes, before: Indexes = MappingProxyType({})) -> None:
    """The list of indexes last; then, without what nobody reads any more."""
    files = index_files.merged(indexes.values())
    old = index_files.merged(before.values())
    for name in sorted(files, key=lambda name: name == index_files.ENTRY):
        if files[name] != old.get(name):
            disk.place(site / search.FOLDER / name, files[name])
    for name in old.keys() - files.keys():
        (site / search.FOLDER / name).unlink(missing_ok=True)


def _texts(publication: Publication) -> Texts:
    return {tag: list(_parts(tag, publication)) for tag in publication.project.languages}


def _parts(tag: str, publication: Publication) -> Iterator[Searched]:
    """In the same order, whichever explainers are carried over."""
    project = publication.project
    for name in sorted(publication.numbers):
        unit = publication.carried.get(name)
        if part := unit.searched.get(tag) if unit else publication.searched(tag, name):
            yield part
    if own := publication.searched(tag, ""):
        yield own
    if glossary := project.site.glossary(tag):
        yield Searched.of(dict(search.terms(project.languages[tag], project.glossaries[tag], glossary.url)))


def _indexed(
    parts: Sequence[Searched],
    kept: Shelf,
    each: Callable[[Iterable[tuple[str, str]]], Iterable[tuple[str, str]]] = iter,
) -> tuple[bool, Mapping[str, bytes]]:
    """Whether it was kept from an earlier build of the same texts, else it is made; and the files."""
    name = digest("search", metadata.version("pagefind"), search.UNUSED, [part.digest for part in parts])
    data = kept.find(name)
    found = unpacked(data) if data else None
    texts = (text for part in parts for text in part.texts.items())
    files = found[1] if found else search.index(each(texts))
    if found is None:
        kept.keep(name, packed(None, files))
    return found is not None, files
