"""Carries over the explainers that nothing has changed for: MkDocs does not read or render their pages again.

`extra.carry: false` makes everything anew.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import NoReturn, cast

import mkdocs
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page

from precis import disk, shelf, staging
from precis.carry import helpers, keys, preview, standing
from precis.carry.asked import Asked
from precis.carry.carrier import Carrier
from precis.carry.keeper import Keeper
from precis.carry.share import Done, Share
from precis.carry.standing import Standing
from precis.carry.unit import KeptPage, Unit
from precis.publication import SITE, Publication

log = get_plugin_logger("precis")
SETTINGS = (
    *("site_name", "site_url", "site_author", "site_description", "copyright", "use_directory_urls"),
    *("markdown_extensions", "mdx_configs"),
)
UNSEEN = {"precis", "published_dir", "carry", "progress", "share"}
"What `extra` holds that no page shows."


class CarriedFile(File):
    """A page or file that is there already: links lead to it, and nothing is made of it."""

    def is_documentation_page(self) -> bool:
        return False

    def copy_file(self, dirty: bool = False) -> None:
        pass


class AskedFiles(Files):
    """Notes where the links of explainers lead."""

    def __init__(self, files: Files, publication: Publication) -> None:
        super().__init__(files)
        self._publication = publication

    def get_file_from_path(self, path: str) -> File | None:
        file = super().get_file_from_path(path)
        asked = self._publication.asked.get(self._publication.working_on)
        if asked is not None:
            asked.addresses[path] = file.dest_uri if file else ""
        return file


class Warned(logging.Handler):
    """Notes the explainer that a warning of MkDocs is about."""

    publication: Publication | None = None

    def emit(self, _record: logging.LogRecord) -> None:
        """Nobody’s where it is not known whose it is: then nothing of this build is kept."""
        if self.publication is not None:
            self.publication.faulty.add(self.publication.working_on)


_warned = Warned(logging.WARNING)
_files: Files | None = None
_pages: dict[tuple[str, str, bool, str | None], Page] = {}
"Of carried files, while serving: by path, file in the site, and what else their addresses depend on."
_folder: Path | None = None
"Where a process that makes but a share writes."


@event_priority(40)
def on_files(files: Files, config: MkDocsConfig) -> Files:
    """After pages have their addresses, before anything is made of explainers."""
    global _files
    publication: Publication = config.extra["precis"]
    _warned.publication = publication
    _hear_warnings()
    if not config.extra.get("carry", True):
        return files
    kept = shelf.of(Path(config.config_file_path).parent)
    site, published = Path(config.site_dir), Path(config.extra["published_dir"])
    carrier = Carrier(publication, kept, _program(config), lambda uri: _address(files, uri, publication), site)
    carrier.claimed = frozenset(file.dest_uri for file in files if not file.is_documentation_page())
    if config.extra["serving"]:
        carrier.preview = preview.of(published)
    publication.keeper = Keeper(carrier, published)
    asked: Share | None = config.extra.get("share")
    if asked is None:
        _carry_over(carrier, files, config, publication)
    else:
        _make_share(asked, carrier, files, config, publication)
    for path, name in publication.data.items():
        if not publication.makes(name):
            _append(path, path, files, config)
    for unit in publication.carried.values():
        _carry(unit, files, config, publication)
    if not config.extra["serving"]:  # nobody asks again
        publication.carried.update({name: replace(unit, asked=Asked()) for name, unit in publication.carried.items()})
    _files = AskedFiles(files, publication)
    return _files


def on_build_error(error: Exception) -> None:
    if _folder is not None:
        _end()  # the process that waits for this one comes upon the same error, and tells it


@event_priority(100)
def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """From here on, links and warnings belong to the page's explainer."""
    publication: Publication = config.extra["precis"]
    tag, _, key = page.file.src_uri.partition("/")
    here = publication.project.site.page(tag, key)
    publication.work_on((here and here.explainer) or SITE)
    return markdown


@event_priority(-100)
def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    publication: Publication = config.extra["precis"]
    publication.work_on("")
    return html


@event_priority(-90)
def on_post_build(config: MkDocsConfig) -> None:
    """Last but for the publishing itself: the files of this build are as they will be read."""
    publication: Publication = config.extra["precis"]
    keeper = publication.keeper
    if keeper is None or _files is None:
        return
    names = list(dict.fromkeys(page.explainer for page in publication.fresh if page.explainer))
    there = frozenset(disk.names_below(Path(config.site_dir))) | publication.placed if names else frozenset[str]()
    publication.headway.begin("Keeping explainers", len(names))
    for name in names:
        publication.headway.step(name)
        pages = dict(_kept(publication, name, _files))
        if not publication.faulty & {name, ""} and pages:
            keeper.keep(name, pages, there)
    keeper.note(_folder or keeper.published)
    if _folder is not None:
        _end()
    for unit in publication.carried.values():
        _check_anchors(unit, _files, config)
    keeper.keep_labels()
    publication.left = keeper.left
    carrier = keeper.carrier
    if carrier.preview is None or not carrier.preview.stands:
        carrier.shelf.tidy(carrier.since)


def _carry_over(carrier: Carrier, files: Files, config: MkDocsConfig, publication: Publication) -> None:
    """Takes what is kept; what is missing is left to other processes, where these are worth it."""
    names, published = list(carrier.names), Path(config.extra["published_dir"])
    publication.carried.update(carrier.take(names, [Standing.of(published, carrier.shelf)]))
    publication.kept_files.update(path for unit in publication.carried.values() for path in unit.files)
    publication.headway.begin("Explainers carried over", len(names), len(publication.carried))
    missing = [name for name in names if name not in publication.carried]
    publication.carried.update(carrier.put_off(missing))
    shares = [] if config.extra["serving"] else helpers.shares(missing, helpers.processors())
    folders = _made_beside(shares, files, config, publication)
    if folders:
        sources = [Standing.of(one, carrier.shelf, os.rename) for one in folders]
        publication.carried.update(carrier.take(missing, sources))
        _discard(folders, carrier)


def _make_share(share: Share, carrier: Carrier, files: Files, config: MkDocsConfig, publication: Publication) -> None:
    """What a build was asked for that makes no site; only the processes that make it return from here. Raises Done,
    Unknown."""
    names = sorted(share.of(publication.project.site))
    there = carrier.whole(names)
    missing = [name for name in names if name not in there]
    shares = helpers.shares(missing, helpers.processors()) or ([frozenset(missing)] if missing else [])
    folders = _made_beside(shares, files, config, publication)
    if publication.share is None:
        _discard(folders, carrier)
        raise Done(names, there, carrier.whole(missing))


def _made_beside(
    shares: Sequence[frozenset[str]], files: Files, config: MkDocsConfig, publication: Publication
) -> Sequence[Path]:
    """Other processes make a share each: the folders where they wrote. In these themselves, which go on from here with
    their share, there are none."""
    folders = [staging.begin(Path(config.extra["published_dir"])) for _ in shares]
    number = helpers.share_out(shares, publication)
    if number is None:
        return folders
    publication.share = shares[number]
    _do_a_share(files, config, publication, folders[number])
    return ()


def _discard(folders: Sequence[Path], carrier: Carrier) -> None:
    for one in folders:
        staging.discard(one)
        standing.forget(one, carrier.shelf)


def _do_a_share(files: Files, config: MkDocsConfig, publication: Publication, folder: Path) -> None:
    """From here on, this process makes the pages of its share alone, in a folder of its own, and says nothing: what it
    would say is noted, and said by the process that makes the explainer anew."""
    global _folder
    assert publication.keeper is not None
    host = logging.getLogger(mkdocs.__name__)
    host.handlers, host.propagate = [_warned], False
    _folder = publication.keeper.carrier.site = folder
    config.site_dir = str(folder)
    config.theme.static_templates.clear()
    pages = publication.project.site.pages
    ours = {f"{page.language}/{page.key}" for page in pages if publication.makes(page.explainer)}
    for file in files.documentation_pages():
        if file.src_uri not in ours:
            _append(file.src_uri, file.dest_uri, files, config)
    for file in files:
        file.dest_dir = str(folder)


def _hear_warnings() -> None:
    """Under `--quiet`, too: what is not said is found all the same, and the next build must find it again."""
    host = logging.getLogger(mkdocs.__name__)
    if not host.isEnabledFor(logging.WARNING):
        for handler in host.handlers:
            if isinstance(handler, logging.StreamHandler):
                handler.setLevel(max(handler.level, host.level))
        host.setLevel(logging.WARNING)
    host.addHandler(_warned)


def _end() -> NoReturn:
    os._exit(0)


def _carry(unit: Unit, files: Files, config: MkDocsConfig, publication: Publication) -> None:
    """Puts its pages and files where links to them look, and what other pages show of it where they look."""
    dest_uris = {f"{page.language}/{page.key}": page.dest_uri for page in publication.project.site.unit(unit.explainer)}
    for uri, kept in unit.pages.items():
        tag, _, key = uri.partition("/")
        page = _page(uri, dest_uris[uri], config)
        _put(page.file, files)
        page.present_anchor_ids = set(kept.anchors)
        if kept.text is not None:
            publication.annotated[tag, key] = kept.text
    publication.placed.update(unit.files)
    publication.booklets |= {(tag, unit.explainer): one for tag, one in unit.booklets.items()}
    for tag, messages in unit.asked.messages.items():
        for message in messages:
            publication.project.writers[tag].translations.look_up(message)


def _append(uri: str, dest_uri: str, files: Files, config: MkDocsConfig) -> None:
    """In the place of what MkDocs would make a page of."""
    _put(_file(uri, dest_uri, config), files)


def _file(uri: str, dest_uri: str, config: MkDocsConfig) -> CarriedFile:
    file = CarriedFile(uri, None, config.site_dir, config.use_directory_urls, inclusion=InclusionLevel.INCLUDED)
    file.dest_uri = dest_uri
    return file


def _put(file: File, files: Files) -> None:
    made = files.src_uris.get(file.src_uri)
    if made is not None:
        files.remove(made)
    files.append(file)


def _page(uri: str, dest_uri: str, config: MkDocsConfig) -> Page:
    """That of a carried file: while serving, the one of the build before, which differs in nothing but its links."""
    place = uri, dest_uri, config.use_directory_urls, config.site_url
    page = _pages.get(place)
    if page is None:
        page = Page(None, _file(uri, dest_uri, config), config)
        if config.extra["serving"]:
            _pages[place] = page
    page.file.dest_dir = config.site_dir
    page.links_to_anchors = None
    return page


def _kept(publication: Publication, name: str, files: Files) -> Iterator[tuple[str, KeptPage]]:
    """Nothing where something of a page is not known."""
    found = {}
    for page in publication.project.site.unit(name):
        uri = f"{page.language}/{page.key}"
        file = files.get_file_from_path(uri)
        made = file.page if file else None
        if made is None or made.links_to_anchors is None:
            return
        links = {to.src_uri: anchors for to, anchors in made.links_to_anchors.items()}
        text = publication.annotated.get((page.language, page.key))
        found[uri] = KeptPage(text, sorted(made.present_anchor_ids or ()), links)
    yield from found.items()


def _check_anchors(unit: Unit, files: Files, config: MkDocsConfig) -> None:
    """Links to places on pages that have changed, as MkDocs checks those of the pages that it reads."""
    for uri, kept in unit.pages.items():
        file = files.src_uris.get(uri)
        if file is not None and file.page is not None and kept.links:
            links = {to: anchors for name, anchors in kept.links.items() if (to := files.src_uris.get(name))}
            file.page.links_to_anchors = links
            file.page.validate_anchor_links(files=files, log_level=config.validation.links.anchors)


def _address(files: Files, uri: str, publication: Publication) -> str:
    """Data count before they are made."""
    file = files.get_file_from_path(uri)
    if file is not None:
        return file.dest_uri
    return uri if uri in publication.data else ""


def _program(config: MkDocsConfig) -> str:
    """Templates and code that belong to no installed distribution are told apart by what they hold."""
    modules = cast("Mapping[str, ModuleType]", config.hooks).values()
    hooks = {Path(str(module.__file__)).parent for module in modules}
    own = {Path(folder) for folder in config.theme.dirs if "site-packages" not in Path(folder).parts}
    settings = [mkdocs.__name__, *([name, repr(config[name])] for name in SETTINGS)]
    extra = {name: value for name, value in config.extra.items() if name not in UNSEEN}
    folders = [Path(keys.__file__).parent.parent, *sorted(hooks | own)]
    return keys.program(folders, [settings, list(config.plugins), extra])
