"""What scripts/check.py looks at: the project as it is read, its pages as a build makes them, and the built site."""

from __future__ import annotations

import logging
import os
import posixpath
import re
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import jinja2
import markdown
from babel.messages.catalog import Catalog
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, PluginError
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files

from precis import clock, disk, extraction, history, project, reachability
from precis.audit import Audit
from precis.catalogue import parse_po
from precis.checks import built, wordlist
from precis.checks.built import Built
from precis.checks.inspection import Inspection, StringOf
from precis.publication import Publication
from precis.records import parse
from precis.site import Site, SitePage
from scripts.command import Refusal, require
from scripts.terms import glossary_file, names, text

PAGE_HOOKS = frozenset(
    {"load_project", "arrange_pages", "publish_data", "annotate_prose", "present_pages", "publish_site"}
)
"What a build of some pages needs: no search, PDFs, cards, feeds, compressed files."
_ANCHORED = re.compile(r"\]\(<?([\w./-]+\.md)#")
_EXTRACTORS = {
    "_facts": extraction.extract_facts,
    "_sources": extraction.extract_sources,
    "_charts": extraction.extract_charts,
    "_maps": extraction.extract_maps,
}


@dataclass(frozen=True)
class Made:
    """One run of MkDocs."""

    publication: Publication
    said: Sequence[str]
    "Warnings of MkDocs itself."
    whole: bool
    "Whether it got to its end."


def inspect(root: Path, folder: Path, pages: Sequence[Path] = (), *, build: bool) -> Inspection:
    """The project in a folder, and its site: built into a second folder, or found there. Raises InvalidInput for what
    cannot be read, Refusal for pages or a site that there are not."""
    config = configured(root, some=bool(pages))
    read = project.load(root, Path(config.docs_dir), str(config.theme["language"]), drafts=bool(pages))
    only = [chosen(page, root, read.site.written) for page in pages]
    some = [one for page in only for one in around(page, read.site)]
    made = run(config, folder, some) if build else annotated(config, root, read)
    publication = made.publication
    own = {(page.language, page.key) for page in only}
    return Inspection(
        publication=publication,
        audit=audited(config, root, publication, {page.key for page in only}),
        catalogs=dict(catalogs(root, publication)),
        strings=list(strings(root, Path(config.docs_dir))),
        words=word_lists(root, publication),
        reachability=reached(root),
        built=site_in(folder, config, publication, partial=build and bool(pages)) if made.whole else None,
        source_lines=dict(source_lines(root, publication)),
        said=made.said,
        only=[page for page in publication.project.site.written if (page.language, page.key) in own],
        limits=dict(config.extra.get("readability", {})),
    )


def configured(root: Path, *, some: bool) -> MkDocsConfig:
    path = root / "mkdocs.yml"
    if not path.is_file():
        raise Refusal(f"There is no {path.name} in {root.name or root}: this is no project.")
    config = load_config(str(path))
    if some:
        kept = [name for name in config.hooks if Path(name).stem in PAGE_HOOKS]
        config = load_config(str(path), hooks=kept)
    return config


def chosen(path: Path, root: Path, pages: Collection[SitePage]) -> SitePage:
    """The page of a file, named from the project's folder or the current one."""
    known = {page.source.path: page for page in pages if not page.fallback}
    name = next((one for one in (path.as_posix(), disk.relative(path, root)) if one in known), path.as_posix())
    require(name, known, "page")
    return known[name]


def around(page: SitePage, site: Site) -> Iterator[SitePage]:
    """What must be built to check a page: all its versions, and the pages whose anchors it links to."""
    yield from site.versions(page)
    for target in _ANCHORED.findall(page.source.text):
        key = posixpath.normpath(posixpath.join(posixpath.dirname(page.key), target))
        if (other := site.page(page.language, key)) is not None:
            yield other


def run(config: MkDocsConfig, folder: Path, some: Collection[SitePage]) -> Made:
    """Builds the site, or the pages that are named: these as `mkdocs serve` does, which goes on after errors."""
    config.site_dir, config.extra["carry"] = str(folder), False  # all that pages say is looked at
    if some:
        config.plugins["check"] = _Some({"index.md", *(f"{page.language}/{page.key}" for page in some)})
    with listening() as said:
        config.plugins.on_startup(command="serve" if some else "build", dirty=False)
        try:
            mkdocs_build(config)
        except (Abort, PluginError):
            return Made(config.extra["precis"], [], whole=False)
    return Made(config.extra["precis"], said, whole=True)


class _Some(BasePlugin):  # type: ignore[type-arg, no-untyped-call] # it has no configuration
    """Leaves all pages but some out of a build, once they are annotated."""

    def __init__(self, names: Collection[str]) -> None:
        self.names = names

    @event_priority(-90)
    def on_env(self, env: jinja2.Environment, /, *, config: MkDocsConfig, files: Files) -> jinja2.Environment:  # noqa: ARG002 - MkDocs names them
        for file in list(files):
            if file.is_documentation_page() and file.src_uri not in self.names:
                files.remove(file)
        return env


@contextmanager
def listening() -> Iterator[list[str]]:
    """What MkDocs warns of, instead of its output; what we say ourselves is found otherwise."""
    log, said = logging.getLogger("mkdocs"), list[str]()
    handler = logging.Handler(logging.WARNING)
    handler.emit = lambda record: None if "precis" in record.name else said.append(record.getMessage())  # type: ignore[method-assign]
    log.addHandler(handler)
    before, log.propagate = log.propagate, False
    try:
        yield said
    finally:
        log.removeHandler(handler)
        log.propagate = before


def rendered(config: MkDocsConfig, publication: Publication, keys: Collection[str] = ()) -> dict[SitePage, str]:
    """The bodies of the written pages as Markdown makes them; of those named, if any is, in all their languages."""
    renderer = markdown.Markdown(extensions=config.markdown_extensions, extension_configs=config.mdx_configs)
    written = (page for page in publication.project.site.written if not page.fallback)
    wanted = (page for page in written if not keys or page.key in keys)
    return {page: renderer.reset().convert(page.source.body) for page in wanted}


def annotated(config: MkDocsConfig, root: Path, read: project.Project) -> Made:
    """The pages without MkDocs, for a site that is there already."""
    today = clock.today(os.environ)
    publication = Publication(read, today, changed_on=history.of(root, today))
    for page, body in rendered(config, publication).items():
        publication.annotate(page, body, "", lambda *_: "")
    return Made(publication, [], whole=True)


def audited(config: MkDocsConfig, root: Path, publication: Publication, keys: Collection[str]) -> Audit:
    tags = publication.project.languages
    files = {tag: parse(text(root, glossary_file(tag)), glossary_file(tag)) for tag in tags}
    not_terms = {tag: names(text(root, f"locales/{tag}/not-terms.txt")) for tag in tags}
    return Audit(publication.project, rendered(config, publication, keys), files, not_terms, publication.today)


def catalogs(root: Path, publication: Publication) -> Iterator[tuple[str, tuple[str, Catalog]]]:
    for tag, language in publication.project.languages.items():
        for path in disk.files_below(root / "locales" / tag / "LC_MESSAGES", "*.po"):
            name = disk.relative(path, root)
            yield name, (tag, parse_po(disk.read_text(path, root), name, language.locale_id))


def strings(root: Path, docs: Path) -> Iterator[StringOf]:
    """The texts of all records, as `scripts/strings.py` extracts them."""
    for folder, extract in _EXTRACTORS.items():
        for path in disk.files_below(docs / folder, "**/*.yml"):
            with path.open("rb") as file:
                for line, _, message, about in extract(file, {}, (), {}):
                    explainer = "" if folder == "_maps" else path.stem
                    for one in (message,) if isinstance(message, str) else message or ():
                        yield StringOf(disk.relative(path, root), line, explainer, about[0], one)


def word_lists(root: Path, publication: Publication) -> dict[str, wordlist.WordList]:
    paths = {tag: wordlist.PATH.format(tag) for tag in publication.project.languages}
    return {tag: wordlist.parse(text(root, path), path) for tag, path in paths.items() if (root / path).is_file()}


def reached(root: Path) -> reachability.Reachability | None:
    path = root / reachability.FILE
    return reachability.read(parse(disk.read_text(path, root), reachability.FILE)) if path.is_file() else None


def source_lines(root: Path, publication: Publication) -> Iterator[tuple[tuple[str, str], int | None]]:
    for name, dossier in publication.project.dossiers.items():
        path = root / "docs" / "_sources" / f"{name}.yml"
        records = parse(disk.read_text(path, root), disk.relative(path, root))
        yield from (((name, id_), records.line([id_])) for id_ in dossier.sources)


def site_in(folder: Path, config: MkDocsConfig, publication: Publication, *, partial: bool) -> Built | None:
    if not folder.exists():
        return None
    if not (folder / "index.html").is_file():
        raise Refusal(f"{folder} is no built site: it has no index.html.")
    return built.read(folder, config.site_url or "http://localhost/", publication.project.site.pages, partial=partial)
