"""What is carried over from an earlier build is what a build from nothing makes: the same bytes, the same findings."""

from __future__ import annotations

import contextlib
import gzip
import hashlib
import io
import logging
import os
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

from precis.carry import helpers
from precis.pack import packed, unpacked
from precis.shelf import Shelf
from scripts import translations
from tests.conftest import ROOT, copy_good_site
from tests.test_reproducible import commit, git

Edit = Callable[[Path, int], None]


class Heard(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append(record.getMessage())


def made(folder: Path, *, carry: bool = True) -> tuple[Mapping[str, str], list[str], int]:
    """Digests of the files of a build by path, its warnings and errors, and how many explainers it carried over."""
    site, heard = folder.parent / f"site-{carry}", Heard()
    config = load_config(str(folder / "mkdocs.yml"), site_dir=str(site))
    config.extra["carry"] = carry
    logger = logging.getLogger("mkdocs")
    logger.addHandler(heard)
    try:
        config.plugins.on_startup(command="build", dirty=False)
        build(config)
        carried = len(config.extra["precis"].carried)
        return tree(site), sorted(heard.said), carried
    except SystemExit as stopped:
        return {}, [*sorted(heard.said), str(stopped)], 0
    finally:
        logger.removeHandler(heard)


def tracked(folder: Path) -> Path:
    """The small good site, whose translations are compared with their originals from now on."""
    copy_good_site(folder)
    confirm(folder, 0)
    return folder


def project(folder: Path) -> Path:
    """The same with templates of its own, which can be edited."""
    tracked(folder)
    shutil.copytree(ROOT / "overrides", folder / "overrides")
    config = folder / "mkdocs.yml"
    config.write_text(config.read_text("utf-8").replace(str(ROOT / "overrides"), "overrides"), "utf-8")
    return folder


def tree(site: Path) -> Mapping[str, str]:
    files = (path for path in sorted(site.rglob("*")) if path.is_file())
    return {path.relative_to(site).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def differing(one: Mapping[str, str], other: Mapping[str, str]) -> list[str]:
    return sorted(path for path in one.keys() | other.keys() if one.get(path) != other.get(path))


def replace(path: str, old: str, new: str) -> Edit:
    """Puts a text in the place of another one, where there is that in the file, and the file."""

    def edit(folder: Path, number: int) -> None:
        file = folder / path
        if file.exists():
            file.write_text(file.read_text("utf-8").replace(old, new.format(n=number), 1), "utf-8")

    return edit


def append(path: str, text: str) -> Edit:
    def edit(folder: Path, number: int) -> None:
        with (folder / path).open("a", encoding="utf-8") as file:
            file.write(text.format(n=number))

    return edit


def add(path: str, text: str) -> Edit:
    def edit(folder: Path, number: int) -> None:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text.format(n=number), "utf-8")

    return edit


def delete(path: str) -> Edit:
    return lambda folder, _number: (folder / path).unlink(missing_ok=True)


def rename(path: str, other: str) -> Edit:
    def edit(folder: Path, _number: int) -> None:
        old, new = sorted((folder / path, folder / other), key=lambda one: not one.exists())
        if old.exists():
            old.rename(new)

    return edit


def confirm(folder: Path, _number: int) -> None:
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        translations.main(["confirm", "fr"], folder)


EDITS: Mapping[str, Edit] = {
    "a paragraph": append("docs/en/mill/roof.md", "\n\nAnother paragraph, letter {n:c}.\n".replace("{n:c}", "x")),
    "a translated paragraph": append("docs/fr/mill/roof.md", "\n\nEncore un paragraphe.\n"),
    "a misspelt word": replace("docs/en/mill/roof.md", "Of slate", "Of slote"),
    "the word elsewhere": append("docs/en/harbour/ending.md", "\n\nSlate, they say.\n"),
    "a word that a glossary explains": append("docs/en/mill/index.md", "\n\nA lock and a quay.\n"),
    "a title": replace("docs/en/harbour/ending.md", "title: ", "title: So "),
    "a label": replace("docs/_facts/harbour.yml", "label: Cost of the new quay", "label: Day the harbour closed"),
    "an answer": replace("docs/en/harbour/ending.md", "answer: ", "answer: In the end, "),
    "a short version": replace("docs/en/mill/roof.md", "---\n\n", "brief: It was of slate.\n---\n\n"),
    "the facts of a box": replace("docs/en/harbour/index.md", "facts: [ships, cost]", "facts: [cost, rise]"),
    "a heading": replace("docs/en/harbour/closing.md", "## The money", "## Of the money"),
    "a figure signed off": replace(
        "docs/en/mill/roof.md", "---\n\n", "unsourced: {{'over 300': Rough.}}\n---\n\nOver 300 beams. "
    ),
    "a day": replace("docs/en/harbour/index.md", "order: 0\n", "order: 0\npublished: 2026-01-03\n"),
    "who says so": replace("docs/_facts/harbour.yml", "stated_by: The Gazette", "stated_by: The Gazette again"),
    "a certainty": replace("docs/_facts/harbour.yml", "certainty: confirmed", "certainty: reported"),
    "a day of check": replace(
        "docs/_facts/harbour.yml", "checked: 2026-01-05", "checked: 2026-01-06\n  next_check: 2026-01-07"
    ),
    "a line above facts": replace("docs/_facts/harbour.yml", "ships:\n", "# Seen again.\nships:\n"),
    "a translation confirmed": confirm,
    "a source": replace("docs/_sources/harbour.yml", "title: ", "title: New "),
    "a fact that no page cites": append(
        "docs/_facts/harbour.yml",
        "\nextra-{n}: {{kind: count, value: 3, unit: {{one: ship, other: ships}}, label: Day the harbour closed, "
        "certainty: reported, stated_by: The Gazette, sources: [{{id: gazette-1999}}], checked: 2026-01-05}}\n",
    ),
    "a link to another explainer": append("docs/en/mill/roof.md", "\n\n[The harbour](../harbour/closing.md).\n"),
    "a link to a place": append("docs/en/mill/roof.md", "\n\n[The end](../harbour/ending.md#last).\n"),
    "a place": append("docs/en/harbour/ending.md", "\n\n## Last {{#last}}\n\nWords.\n"),
    "no place": replace("docs/en/harbour/ending.md", "{#last}", "{{#gone}}"),
    "a broken link": append("docs/en/mill/index.md", "\n\n[Nothing](nothing.md).\n"),
    "no broken link": replace("docs/en/mill/index.md", "(nothing.md)", "(roof.md)"),
    "a page": add("docs/en/mill/sails.md", "---\ntitle: What of the sails?\norder: 5\n---\n\nThey turned.\n"),
    "no page": delete("docs/en/mill/sails.md"),
    "another name": rename("docs/en/harbour/ending.md", "docs/en/harbour/end.md"),
    "another name in French": rename("docs/fr/harbour/ending.md", "docs/fr/harbour/end.md"),
    "no translation": delete("docs/fr/mill/roof.md"),
    "a term": append("locales/en/glossary.yml", "\nroof-{n}: {{pref: roof{n}, alt: [roofs], definition: A cover.}}\n"),
    "a definition": replace("locales/en/glossary.yml", "definition: ", "definition: Of old, "),
    "a French term": replace("locales/fr/glossary.yml", "pref: ", "pref: vieux "),
    "words to avoid": replace("locales/en/glossary.yml", "pref: ", "avoid: [paragraph]\n  pref: "),
    "a message": replace("locales/fr/LC_MESSAGES/precis.po", 'msgstr "Sources"', 'msgstr "Références"'),
    "a message of a record": replace("locales/fr/LC_MESSAGES/content.po", 'msgstr "', 'msgstr "Dit : '),
    "a rule": replace("locales/fr/language.yml", "words_a_minute: ", "words_a_minute: 1"),
    "a template": add("overrides/partials/logo.html", "<svg data-n='{n}'></svg>"),
    "the site's name": replace("mkdocs.yml", "site_name: Précis", "site_name: Abrégé"),
    "the first page": append("docs/en/index.md", "\n\nA word more.\n"),
}


@example(["a link to a place", "a definition", "the facts of a box"])  # nothing is kept of builds with warnings
@given(st.lists(st.sampled_from(sorted(EDITS)), min_size=4, max_size=8))
@settings(max_examples=8, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
def test_any_sequence_of_edits_gives_the_same_bytes_and_findings(
    tmp_path_factory: pytest.TempPathFactory, edits: list[str]
) -> None:
    folder = project(tmp_path_factory.mktemp("carried") / "project")
    made(folder)
    for number, name in enumerate(edits):
        EDITS[name](folder, number)
        warm, said, _ = made(folder)
        cold, told, _ = made(folder, carry=False)
        assert said == told, (edits, name)
        assert not differing(warm, cold), (edits, name)
    shutil.rmtree(folder.parent)


def test_what_changed_is_made_and_nothing_else(tmp_path: Path) -> None:
    folder = copy_good_site(tmp_path / "project")
    assert [made(folder)[2], made(folder)[2]] == [0, 2]
    EDITS["a paragraph"](folder, 1)
    assert made(folder)[2] == 1, "the other explainer is carried over"
    EDITS["a label"](folder, 1)
    assert made(folder)[2] == 1
    EDITS["a definition"](folder, 1)
    assert made(folder)[2] == 1, "one explainer explains the term"
    EDITS["the site's name"](folder, 1)
    assert made(folder)[2] == 0


def test_an_explainer_with_a_glossary_is_made_each_time(tmp_path: Path) -> None:
    """Its page shows which pages explain each term, of all explainers."""
    folder = copy_good_site(tmp_path / "project")
    for tag in ("en", "fr"):
        add(f"docs/{tag}/mill/words.md", "---\ntitle: Words\nkind: glossary\norder: 3\n---\n\nOf them.\n")(folder, 1)
    made(folder)
    for edit in ("a paragraph", "an answer", "a word that a glossary explains"):
        EDITS[edit](folder, 1)
        files, said, carried = made(folder)
        assert (files, said) == made(folder, carry=False)[:2]
        assert carried == (edit != "an answer")
    replace("docs/en/harbour/ending.md", "A pilot still lives there.", "Nobody lives there.")(folder, 1)
    assert made(folder)[0] == made(folder, carry=False)[0]


def test_a_translation_behind_its_original_is_carried_over(tmp_path: Path) -> None:
    """Unless other pages or the history say otherwise of what changed."""
    folder = tracked(tmp_path / "project")
    git(folder, "init", "-q")
    commit(folder, "2026-01-02T03:04:05Z")
    made(folder)

    def built() -> int:
        files, said, carried = made(folder)
        assert (files, said) == made(folder, carry=False)[:2]
        return carried

    EDITS["a misspelt word"](folder, 1)
    assert [built(), built()] == [1, 2]
    EDITS["the word elsewhere"](folder, 1)  # so it was no mistake, and what was translated has changed
    assert [built(), built()] == [0, 2]
    assert "a été modifié le" in (tmp_path / "site-True/fr/le-moulin/toit/index.html").read_text("utf-8")
    commit(folder, "2026-02-03T03:04:05Z")
    assert [built(), built()] == [1, 2], "one has a day of change now; a passage that is new has none"


def test_what_is_wrong_with_pages_is_kept_with_them(tmp_path: Path) -> None:
    folder = copy_good_site(tmp_path / "project")
    append("docs/en/mill/roof.md", "\n\nIt has 4321 slates.\n")(folder, 1)
    cold = made(folder, carry=False)
    assert any("4321" in line for line in cold[1])
    assert made(folder)[1:] == (cold[1], 0)
    assert made(folder) == (*cold[:2], 2)
    EDITS["a label"](folder, 1)
    assert made(folder) == (*made(folder, carry=False)[:2], 1)


def test_what_was_said_of_an_explainer_is_said_again(tmp_path: Path) -> None:
    folder = copy_good_site(tmp_path / "project")
    EDITS["a broken link"](folder, 1)
    first, again = made(folder), made(folder)
    assert first[1] == again[1] != []
    assert again[2] == 1


def test_processes_that_share_the_work_give_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = copy_good_site(tmp_path / "project")
    alone = made(folder, carry=False)
    monkeypatch.setattr(helpers, "LEAST", 2)
    monkeypatch.setattr(os, "sched_getaffinity", lambda _pid: {0, 1})
    shared, said, carried = made(folder)
    assert carried == 2, "both were made elsewhere"
    assert (shared, said) == (alone[0], alone[1])


def test_systems_that_do_not_tell_their_processors_build_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "sched_getaffinity")
    assert helpers.processors() == (os.cpu_count() or 1)


def test_processes_that_share_the_work_lose_no_finding(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = copy_good_site(tmp_path / "project")
    EDITS["a broken link"](folder, 1)
    for tag in ("en", "fr"):
        append(f"docs/{tag}/harbour/closing.md", "\n\n[Nowhere](../mill/roof.md#nowhere).\n")(folder, 1)
    alone = made(folder, carry=False)
    for link in ("nothing.md", "#nowhere"):
        assert any(link in line for line in alone[1])
    monkeypatch.setattr(helpers, "LEAST", 2)
    monkeypatch.setattr(os, "sched_getaffinity", lambda _pid: {0, 1})
    for _ in range(2):
        shared, said, carried = made(folder)
        assert (shared, said) == alone[:2]
        assert carried == 1, "what something is said of is made where it can be said"


def test_a_quiet_build_hides_nothing_from_the_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Under `--quiet` MkDocs’ logger takes no warnings."""
    folder = copy_good_site(tmp_path / "project")
    EDITS["a broken link"](folder, 1)
    logger = logging.getLogger("mkdocs")
    monkeypatch.setattr(logger, "level", logger.level)
    logger.setLevel(logging.ERROR)
    made(folder)
    logger.setLevel(logging.NOTSET)
    assert made(folder)[1] == made(folder, carry=False)[1] != []


def test_a_damaged_or_missing_entry_is_made_anew(tmp_path: Path) -> None:
    folder = copy_good_site(tmp_path / "project")
    whole, said, _ = made(folder)
    for number, path in enumerate(sorted((folder / ".cache").rglob("*"))):
        if path.is_file():
            data = path.read_bytes()
            path.write_bytes((b"", data[: len(data) // 2], data[:-1] + b"?")[number % 3])
    again, told, carried = made(folder)
    assert (again, told, carried) == (whole, said, 0)
    shutil.rmtree(folder / ".cache")
    (folder / ".cache").write_text("no folder")
    assert made(folder)[:2] == (whole, said)


def test_a_file_of_an_editor_is_not_written_through_to_the_last_site(tmp_path: Path) -> None:
    """What is carried over is the same file on the disk as in the site that readers see."""
    folder = copy_good_site(tmp_path / "project")
    last = made(folder)[0]
    EDITS["a broken link"](folder, 1)  # in the other explainer: this one is carried over
    cited = next(path for path in sorted(last) if path.startswith("en/harbour/") and path.endswith("cite.txt"))
    (folder / "docs" / cited).parent.mkdir(parents=True, exist_ok=True)
    (folder / "docs" / cited).write_text("An editor’s own.\n", "utf-8")
    config = load_config(str(folder / "mkdocs.yml"), site_dir=str(tmp_path / "site-True"), strict=True)
    config.plugins.on_startup(command="build", dirty=False)
    with pytest.raises((Abort, SystemExit)):
        build(config)
    assert tree(tmp_path / "site-True") == last
    EDITS["no broken link"](folder, 1)
    assert made(folder)[0] == made(folder, carry=False)[0]
    (folder / "docs" / cited).unlink()
    assert made(folder)[0] == made(folder, carry=False)[0]


def test_a_pack_is_whole_or_nothing() -> None:
    files = {"a.html": b"<p>", "a.html.gz": gzip.compress(b"<p>"), "b": b"\0"}
    pack = packed({"said": ["é", 1]}, files)
    assert unpacked(pack) == ({"said": ["é", 1]}, files)
    for bad in (b"", pack[:-1], pack[:40], pack[:60] + b"?" + pack[61:], b"x" + pack):
        assert unpacked(bad) is None


def test_the_shelf_forgets_what_was_used_longest_ago(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path, limit=25)
    for day, name in enumerate(("aa", "bb", "cc")):
        shelf.keep(name, bytes(10))
        os.utime(tmp_path / name[:2] / name, (day, day))
    assert shelf.find("aa") == bytes(10), "used now"
    left = tmp_path / "aa" / ".aa.123"
    left.write_bytes(b"")
    shelf.tidy()
    assert [name for name in ("aa", "bb", "cc") if shelf.find(name)] == ["aa", "cc"]
    assert left.exists(), "another build may be writing it"
    os.utime(left, (0, 0))
    shelf.tidy()
    assert not left.exists()
    shelf.keep("ee", bytes(30))
    shelf.tidy(since=(tmp_path / "ee" / "ee").stat().st_mtime)
    assert [name for name in ("aa", "cc", "ee") if shelf.find(name)] == ["ee"], "more than the limit, but used now"
    Shelf(left.parent / "aa" / "no-folder").keep("dd", b"")


def test_what_the_site_still_holds_counts_as_used(tmp_path: Path) -> None:
    """Its files are taken from where they stand; without that site, they are needed."""
    folder = copy_good_site(tmp_path / "project")
    made(folder)
    packs = {path: unpacked(path.read_bytes()) for path in (folder / ".cache" / "precis").glob("*/*")}
    kept = [path for path, found in packs.items() if found and "en/mill/index.html" in found[1]]
    for path in kept:
        os.utime(path, (0, 0))
    assert (made(folder)[2], len(kept)) == (2, 1)
    assert all(path.stat().st_mtime > 0 for path in kept)
