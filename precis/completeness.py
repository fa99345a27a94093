"""Whether a project's files belong together: pages in their place, records that are read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from precis import disk, filenames, picture
from precis.fact import Facts
from precis.page import PageSource
from precis.problems import Problem
from precis.records import Records
from precis.source import Sources


def misplaced(docs: Path, root: Path) -> Iterator[Problem]:
    """Pages beside the languages' folders, but for the door, which must be there."""
    door = docs / "index.md"
    if not door.is_file():
        expected = "a page with “title:” and “template: door.html”"
        yield Problem(disk.relative(door, root), None, "is missing", expected, "create it: the door to all languages")
    for path in disk.files_below(docs, "*.md"):
        if path.name not in {"index.md", "README.md"}:
            name, what = disk.relative(path, root), "belongs to no language"
            yield Problem(name, None, what, "a page in docs/<language>/", "move it into the folder of its language")


def unread(docs: Path, root: Path) -> Iterator[Problem]:
    """Files among the records that nothing reads, such as `.yaml`."""
    for folder in ("_facts", "_sources", "_charts"):
        for path in disk.files_below(docs / folder, "**/*"):
            read = path.suffix == ".yml" and (docs / "_facts" / path.relative_to(docs / folder)).is_file()
            if not read and path.name[0] != "." and path.name != "README.md":
                beside = ", beside facts of that name" if folder != "_facts" else ""
                expected = f"docs/{folder}/<explainer>.yml{beside}"
                yield Problem(disk.relative(path, root), None, "is not read", expected, "rename, move or remove it")
    for path in disk.files_below(docs / "_maps", "**/*"):
        read = path.suffix == ".yml" and path.parent == docs / "_maps"
        if not read and path.name[0] != "." and path.name != "README.md":
            expected = "docs/_maps/<base>.yml"
            yield Problem(disk.relative(path, root), None, "is not read", expected, "rename, move or remove it")


def leading_out(docs: Path, root: Path) -> Iterator[Problem]:
    """Links that lead out of the folders of pages and languages."""
    for folder in (docs, root / "locales"):
        for path in disk.paths_below(folder):
            if path.is_symlink() and disk.leads_out(path, folder):
                what, expected = f"is a link that leads out of {folder.name}/", "a file or folder of its own"
                yield Problem(disk.shown(path, root), None, what, expected, "put the file itself there")


def unpublishable(docs: Path, root: Path) -> Iterator[Problem]:
    """Files and pages that cannot be published, or not under their names."""
    files = [path.relative_to(docs).as_posix() for path in disk.paths_below(docs) if path.is_file()]
    published = [path for path in files if not any(part[0] in "._" for part in path.split("/"))]
    for name in published:
        if what := refused(docs, name):
            yield Problem(disk.shown(docs / name, root), None, what, *_repair(name))
    for one, other in filenames.doubled(published):
        what = f"differs from {one} in capitals alone"
        yield Problem(disk.shown(docs / other, root), None, what, "names that differ in more", "rename one of the two")


def refused(docs: Path, name: str) -> str:
    """Why a file of the folder of pages cannot be published; empty where it can."""
    if name.endswith(".md"):
        folder, _, own = name.removesuffix(".md").rpartition("/")
        parts = [*folder.split("/")[1:], own] if folder else [own]
        faulty = [part for part in parts if part != "README" and not filenames.is_slug(part)]
        return f"has “{faulty[0]}” in its address" if faulty else ""
    what = filenames.wrong(name)
    return what or (picture.wrong((docs / name).read_bytes()) if name.lower().endswith(".svg") else "")


def _repair(name: str) -> tuple[str, str]:
    if name.endswith(".md"):
        expected = f"small letters without accents, digits and single hyphens, {filenames.LONGEST} signs at most"
        return expected, "rename it, as in “terminal-july-2015.md”"
    expected = "a picture or document with a plain name: map-2015.png; an SVG without scripts and other files"
    return expected, "rename, repair or remove it; scripts and styles belong to overrides/"


def incomplete(pages: Sequence[PageSource], dossiers: Iterable[str], imports: Iterable[str]) -> Iterator[Problem]:
    """A site without a home page, explainers without an overview, records and imports without an explainer."""
    keys = {page.key for page in pages}
    if "index.md" not in keys:
        yield Problem("docs", None, "has no home page", "docs/<language>/index.md", "write one in the source language")
    explainers = {page.explainer: page.path for page in pages if page.explainer}
    for name, path in sorted(explainers.items()):
        if f"{name}/index.md" not in keys:
            what, expected = f"the explainer “{name}” has no overview", f"docs/<language>/{name}/index.md"
            yield Problem(path, None, what, expected, "write it: title, answer, a few lines")
    files = {f"docs/_facts/{name}.yml": name for name in dossiers} | {f"docs/_import/{name}": name for name in imports}
    for path, name in sorted(files.items()):
        if name not in explainers:
            expected = f"pages in docs/<language>/{name}/"
            yield Problem(path, None, "belongs to no explainer", expected, "rename or remove it")


def unknown_sources(records: Records, facts: Facts, sources: Sources, path: str) -> Iterator[Problem]:
    """What facts cite without a record; `path`: the file of the sources."""
    stated = ((fact_id, fact) for fact_id, fact in facts.items() if not fact.derived)
    for fact_id, fact in stated:
        for keys, statement in [((), fact), *((("disputed_by", i), rival) for i, rival in enumerate(fact.disputed_by))]:
            for citation in statement.sources:
                if citation.id not in sources:
                    line = records.line([fact_id, *keys, "sources"])
                    what = f"the fact “{fact_id}” cites the unknown source “{citation.id}”"
                    yield Problem(records.path, line, what, f"an id of {path}", "correct the id, or add the source")
