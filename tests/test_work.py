"""What a build does depends on what was changed, by counts: of pages, templates, texts and files."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from precis.project import load
from precis.site import SitePage
from tests.conftest import copy_good_site
from tests.test_carry import EDITS, Edit, append, made, replace

DOORS = 1
"Pages besides those of languages and explainers: `/`, where a language is chosen; it has no text."


@dataclass(frozen=True)
class Case:
    edit: Edit
    made: frozenset[str]
    "The explainers that are made again; the pages of the site itself always are, whatever changed."
    why: str


BOTH, NONE = frozenset({"harbour", "mill"}), frozenset[str]()
CASES: Mapping[str, Case] = {
    "nothing": Case(lambda _folder, _number: None, NONE, "nothing"),
    "a page": Case(EDITS["a paragraph"], frozenset({"mill"}), "it is one of the mill’s"),
    "a translation": Case(EDITS["a translated paragraph"], frozenset({"mill"}), "it is one of the mill’s"),
    "a fact": Case(EDITS["a label"], frozenset({"harbour"}), "the harbour’s pages cite it"),
    "a fact that no page cites": Case(
        EDITS["a fact that no page cites"], frozenset({"harbour"}), "it has a page of its own there"
    ),
    "a source": Case(EDITS["a source"], frozenset({"harbour"}), "the harbour’s facts rest on it"),
    "a term": Case(
        replace("locales/en/glossary.yml", "definition: ", "definition: Of old, "),
        frozenset({"harbour"}),
        "the harbour’s pages explain it, those of the mill never say it",
    ),
    "a term that no page has": Case(
        append("locales/en/glossary.yml", "\nanvil: {{pref: anvil, definition: A block.}}\n"), NONE, "nobody says it"
    ),
    "a string": Case(EDITS["a message"], frozenset({"harbour"}), "the mill has no sources"),
    "a string of all pages": Case(
        replace("locales/fr/LC_MESSAGES/precis.po", 'msgstr "Thème sombre"', 'msgstr "Sombre"'),
        BOTH,
        "all say it",
    ),
    "a string of a fact": Case(
        replace("locales/fr/LC_MESSAGES/content.po", 'msgstr "Hausse', 'msgstr "Forte hausse'),
        frozenset({"harbour"}),
        "it is what a fact of the harbour is called",
    ),
    "a string that nobody says": Case(
        append("locales/fr/LC_MESSAGES/precis.po", '\nmsgid "Anvil"\nmsgstr "Enclume"\n'), NONE, "no page says it"
    ),
    "the first page": Case(EDITS["the first page"], NONE, "it belongs to no explainer"),
    "the site’s name": Case(EDITS["the site's name"], BOTH, "it stands on each page"),
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = copy_good_site(tmp_path_factory.mktemp("work") / "project")
    files, _, _ = made(folder)
    first = report(folder)
    assert first["files"] == len(files), "all of it is made the first time"
    assert first["pages"] == len(pages(folder, BOTH)) + DOORS
    made(folder)
    return folder


def report(folder: Path) -> Mapping[str, int]:
    return dict(json.loads((folder / ".cache" / "precis" / "work.json").read_text("utf-8")))


def pages(folder: Path, explainers: frozenset[str]) -> list[SitePage]:
    """Of the site itself and of these explainers."""
    site = load(folder, folder / "docs", "en").site
    return [page for page in site.pages if not page.explainer or page.explainer in explainers]


def sources(folder: Path) -> list[bytes]:
    found = (path for name in ("docs", "locales") for path in sorted((folder / name).rglob("*")))
    return [path.read_bytes() for path in (*found, folder / "mkdocs.yml") if path.is_file()]


@pytest.mark.parametrize("name", CASES)
def test_only_what_depends_on_a_change_is_made(built: Path, tmp_path: Path, name: str) -> None:
    case = CASES[name]
    folder = shutil.copytree(built, tmp_path / "project")
    always = report(built)
    before = sources(folder)
    case.edit(folder, 1)
    assert (sources(folder) != before) == (name != "nothing")
    made(folder)
    done, expected = report(folder), pages(folder, case.made)
    assert done["pages"] == len(expected) + DOORS, case.why
    assert done["texts"] == sum(bool(page.source.body.strip()) for page in expected), case.why
    if not case.made:
        assert {**done, "files": 0} == {**always, "files": 0}, "the site’s own pages, and nothing else"
    if name == "nothing":
        assert done["files"] == always["files"]
    further = done["pages"] - always["pages"]
    assert done["templates"] - always["templates"] >= further, "one a page, and one for the notes of each text"
    assert done["files"] - always["files"] >= further
