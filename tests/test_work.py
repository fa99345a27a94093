"""What a build does depends on what was changed, by counts: of pages, templates, texts and files."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path

import pytest

from precis.project import load
from precis.site import SitePage
from tests.test_carry import EDITS, Edit, append, made, replace, tracked

DOORS = 1
"Pages besides those of languages and explainers: `/`, where a language is chosen; it has no text."


@dataclass(frozen=True)
class Case:
    edit: Edit
    made: tuple[str, ...]
    "Patterns of the pages of explainers that are made again; those of the site itself always are, whatever changed."
    texts: tuple[str, ...]
    "Of those whose Markdown is read again."
    why: str


MILL, HARBOUR = ("*/mill/*",), ("*/harbour/*",)
ROOF, TOGETHER = ("*/mill/roof",), ("*/harbour/index", "*/harbour/whole/index")
LISTS = ("*/harbour/facts/index", "*/harbour/sources/index")
CASES: Mapping[str, Case] = {
    "nothing": Case(lambda _folder, _number: None, (), (), "nothing"),
    "a page": Case(
        EDITS["a paragraph"],
        (*ROOF, "*/mill/index", "*/mill/whole/index"),
        ROOF,
        "the page, its counterpart that may be behind it, and where its explainer’s length and all of its text stand",
    ),
    "a translation": Case(
        EDITS["a translated paragraph"],
        ("fr/mill/roof", "fr/mill/index", "fr/mill/whole/index"),
        ("fr/mill/roof",),
        "nothing is translated from it",
    ),
    "an answer": Case(
        EDITS["an answer"],
        ("*/harbour/ending", *TOGETHER),
        ("*/harbour/ending",),
        "overviews show the answers to all questions",
    ),
    "a title": Case(EDITS["a title"], HARBOUR, ("*/harbour/ending",), "all pages of the explainer name it"),
    "a heading": Case(
        EDITS["a heading"],
        ("*/harbour/closing", *TOGETHER, *(f"en/harbour/facts/{name}" for name in ("closed", "cost", "rise", "ships"))),
        ("*/harbour/closing",),
        "pages of facts say where these are cited",
    ),
    "a fact": Case(
        EDITS["a certainty"],
        ("*/harbour/closing", "*/harbour/facts/cost", *TOGETHER, *LISTS),
        ("*/harbour/closing", "*/harbour/index"),
        "the pages that cite it, its own, and the lists",
    ),
    "a line above facts": Case(EDITS["a line above facts"], (), (), "no page says where facts stand"),
    "a fact that no page cites": Case(
        EDITS["a fact that no page cites"],
        HARBOUR,
        HARBOUR,
        "texts may name it, by mistake or not",
    ),
    "a source": Case(
        EDITS["a source"],
        (*TOGETHER, *LISTS, "*/harbour/closing", "*/harbour/facts/[!ic]*", "*/harbour/facts/closed"),
        ("*/harbour/closing", "*/harbour/index"),
        "the pages of the facts that rest on it, and those that cite these",
    ),
    "a term": Case(
        replace("locales/en/glossary.yml", "definition: ", "definition: Of old, "),
        tuple(f"en/harbour/{name}" for name in ("index", "closing", "ending", "whole/index")),
        ("en/harbour/closing", "en/harbour/ending"),
        "the pages that explain it; the PDF, whose size the overview says, does, too",
    ),
    "a word to avoid": Case(
        EDITS["words to avoid"],
        tuple(f"en/harbour/{name}" for name in ("closing", "ending", "whole/index")),
        ("en/harbour/closing", "en/harbour/ending"),
        "the pages that may say it",
    ),
    "a term that no page has": Case(
        append("locales/en/glossary.yml", "\nanvil: {{pref: anvil, definition: A block.}}\n"), (), (), "nobody says it"
    ),
    "a string": Case(EDITS["a message"], HARBOUR, (), "the mill has no sources, and they stand below texts"),
    "a string of all pages": Case(
        replace("locales/fr/LC_MESSAGES/precis.po", 'msgstr "Thème sombre"', 'msgstr "Sombre"'),
        (*MILL, *HARBOUR),
        (),
        "all say it, around their texts",
    ),
    "a string of notes": Case(
        replace("locales/fr/LC_MESSAGES/precis.po", 'msgstr "Période"', 'msgstr "Durée"'),
        HARBOUR,
        HARBOUR,
        "the harbour’s texts have notes of facts",
    ),
    "a string of a fact": Case(
        replace("locales/fr/LC_MESSAGES/content.po", 'msgstr "Hausse', 'msgstr "Forte hausse'),
        HARBOUR,
        HARBOUR,
        "it is what a fact of the harbour is called",
    ),
    "a string that nobody says": Case(
        append("locales/fr/LC_MESSAGES/precis.po", '\nmsgid "Anvil"\nmsgstr "Enclume"\n'), (), (), "no page says it"
    ),
    "the first page": Case(EDITS["the first page"], (), (), "it belongs to no explainer"),
    "the site’s name": Case(EDITS["the site's name"], (*MILL, *HARBOUR), (*MILL, *HARBOUR), "it stands on each page"),
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tracked(tmp_path_factory.mktemp("work") / "project")
    files, _, _ = made(folder)
    first = report(folder)
    assert first["files"] == len(files), "all of it is made the first time"
    assert first["pages"] == len(pages(folder)) + DOORS
    made(folder)
    return folder


def report(folder: Path) -> Mapping[str, int]:
    return dict(json.loads((folder / ".cache" / "precis" / "work.json").read_text("utf-8")))


def pages(folder: Path, *patterns: str) -> list[SitePage]:
    """Those of which the path below `docs` fits one of the patterns; all without any."""
    site = load(folder, folder / "docs", "en").site
    return [page for page in site.pages if not patterns or any(fnmatch(_path(page), one) for one in patterns)]


def _path(page: SitePage) -> str:
    return f"{page.language}/{page.key}".removesuffix(".md")


def sources(folder: Path) -> list[bytes]:
    found = (path for name in ("docs", "locales") for path in sorted((folder / name).rglob("*")))
    return [path.read_bytes() for path in (*found, folder / "mkdocs.yml") if path.is_file()]


@pytest.mark.parametrize("name", CASES)
def test_only_what_depends_on_a_change_is_made(built: Path, tmp_path: Path, name: str) -> None:
    case, site = CASES[name], tmp_path / "site-True"
    folder = shutil.copytree(built, tmp_path / "project")
    made(folder)
    stood = {page.dest_uri: (site / page.dest_uri).stat().st_ino for page in pages(folder) if page.explainer}
    always, before = report(folder), sources(folder)
    case.edit(folder, 1)
    assert (sources(folder) != before) == (name != "nothing")
    made(folder)
    done, own = report(folder), [page for page in pages(folder) if not page.explainer]
    expected = pages(folder, *case.made) if case.made else []
    new = {path for path in stood if (site / path).stat().st_ino != stood[path]}
    assert new == {page.dest_uri for page in expected if page.dest_uri in stood}, case.why
    assert done["pages"] == len(own) + len(expected) + DOORS, case.why
    read = [*own, *(pages(folder, *case.texts) if case.texts else ())]
    assert done["texts"] == sum(bool(page.source.body.strip()) for page in read), case.why
    if not case.made:
        assert {**done, "files": 0} == {**always, "files": 0}, "the site’s own pages, and nothing else"
    if name == "nothing":
        assert done["files"] == always["files"]
    further = done["pages"] - always["pages"]
    assert done["templates"] - always["templates"] >= further, "one a page, and one for the notes of each text"
    assert done["files"] - always["files"] >= further
