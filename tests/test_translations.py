"""Translations cannot drift unseen: passage by passage, on the page, in the report and in the build."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import html
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config

from precis.publication import Publication
from precis.reading import Reader
from precis.wording import Comparison, digest, words
from scripts import translations
from tests.conftest import ENVIRONMENT, ROOT, build, configuration, configured, copy_project
from tests.glossary import language

Change = Callable[[Path, str, str, str], None]
EN, FR = "docs/en/harbour/closing.md", "docs/fr/harbour/closing.md"
PAGE = "harbour/closing.md"
TRAFFIC = "In that year [about 1,200](fact:ships) ships called."


@pytest.fixture
def followed(small_site: Path) -> Path:
    """The small site in Git, its French pages recorded as current."""
    assert translations.main(["confirm", "fr"], small_site) == 0
    git(small_site, "init", "--quiet")
    git(small_site, "add", ".")
    git(small_site, "commit", "--quiet", "--message", "x", day="2026-05-03")
    return small_site


def git(folder: Path, *arguments: str, day: str = "2026-05-03") -> None:
    who = {f"GIT_{role}_{what}": "x@y.z" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    when = {f"GIT_{role}_DATE": f"{day}T12:00:00Z" for role in ("AUTHOR", "COMMITTER")}
    subprocess.run(["git", *arguments], cwd=folder, env={**ENVIRONMENT, **who, **when}, check=True)


def stale(folder: Path, path: str = "fr/le-port/fermeture/") -> list[tuple[str, str]]:
    """The marks of the built page, each with the words of what it marks."""
    built = build(folder)
    assert built.code == 0, built.log
    tree = html.document_fromstring(built.html(path))
    found = []
    for note in tree.find_class("stale"):
        [beside] = note.xpath("(following-sibling::*[1] | preceding-sibling::*[1])[contains(@class, 'is-stale')]")
        found.append((note.text_content(), " ".join(beside.text_content().split())))
    return found


def status(folder: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, list[int]]:
    """Of each section of the page that is not wholly current: current, stale, missing."""
    translations.main(["status", "fr", "--json"], folder)
    rows = json.loads(capsys.readouterr().out)["fr"]["sections"]
    return {
        row["section"]: [row["current"], row["stale"], row["missing"]]
        for row in rows
        if row["page"] == PAGE and (row["stale"] or row["missing"])
    }


def test_nothing_is_marked_while_nothing_changed(followed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert stale(followed) == []
    assert status(followed, capsys) == {}
    assert translations.main(["status"], followed) == 0


def test_a_changed_paragraph_is_marked_and_only_it(
    followed: Path, change: Change, capsys: pytest.CaptureFixture[str]
) -> None:
    change(followed, EN, "The pilots knew it first.", "The pilots were told first.")
    git(followed, "commit", "--quiet", "--all", "--message", "y", day="2026-06-04")
    [(said, words)] = stale(followed)
    assert said == "L’original (anglais) a été modifié le 4 juin 2026\u202f; la traduction est en cours de mise à jour."
    assert words.startswith("Les pilotes l’ont su les premiers.")
    assert status(followed, capsys) == {".opening": [0, 1, 0]}
    assert translations.main(["status"], followed) == 1
    capsys.readouterr()
    assert translations.main(["diff", "fr", PAGE], followed) == 0
    told = capsys.readouterr().out
    assert "docs/fr/harbour/closing.md:8 (wording; original: docs/en/harbour/closing.md:10)" in told
    assert "- The pilots knew it first." in told
    assert "+ The pilots were told first." in told
    assert translations.main(["confirm", "fr", PAGE, ".opening"], followed) == 0
    assert stale(followed) == []
    assert status(followed, capsys) == {}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("The pilots knew it first.", "The pilots knew it, first!"),
        ("The pilots knew it first.", "the *pilots*  knew\nit first."),
        ("Traffic rose by", "Trafic rose by"),
        ("The [Gazette](source:gazette-1999) counted fewer.", "The **[Gazette](source:gazette-1999)** counted fewer."),
    ],
)
def test_punctuation_spacing_markup_and_spelling_make_no_difference(
    old: str, new: str, followed: Path, change: Change, capsys: pytest.CaptureFixture[str]
) -> None:
    if old.startswith("Traffic"):
        change(followed, EN, old, new)
        change(followed, EN, "## The traffic", "## The traffic now")
        assert translations.main(["confirm", "fr"], followed) == 0
        old, new = new, old
    change(followed, EN, old, new)
    assert status(followed, capsys) == {}
    assert stale(followed) == []


def test_a_changed_figure_stops_the_strict_build(followed: Path, change: Change) -> None:
    change(followed, EN, TRAFFIC, TRAFFIC + " Of them, [](fact:ships) were counted.")
    change(followed, FR, "Un pilote guidait chacun d’eux.", "Un pilote guidait chacun d’eux, soit [](fact:ships).")
    built = build(followed)
    assert built.code == 1
    assert (
        "docs/fr/harbour/closing.md:12: was made from “In that year [about 1,200](fact:ships) ships called. A pi…”"
        in built.log
    )
    assert "expected: a translation of docs/en/harbour/closing.md:14" in built.log
    assert "repair: translate it, then: python scripts/translations.py confirm fr harbour/closing.md" in built.log
    assert translations.main(["confirm", "fr", PAGE], followed) == 0
    assert build(followed).code == 0


def test_moved_sections_and_passages_are_not_stale(followed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = followed / EN
    text = path.read_text("utf-8")
    traffic, money, note = text.index("## The traffic"), text.index("## The money"), text.index("[^1]:")
    path.write_text(text[:traffic] + text[money:note] + text[traffic:money] + text[note:], "utf-8")
    assert status(followed, capsys) == {}


def test_a_new_passage_is_told_where_it_lacks(
    followed: Path, change: Change, capsys: pytest.CaptureFixture[str]
) -> None:
    change(followed, EN, "The pilots knew it first.[^1]\n", "The pilots knew it first.[^1]\n\nNobody else did.\n")
    [(said, words)] = stale(followed)
    assert said == "L’original (anglais) compte un nouveau passage après celui-ci\u202f; sa traduction est en cours."
    assert words.startswith("Les pilotes l’ont su les premiers.")
    assert status(followed, capsys) == {".opening": [1, 0, 1]}


def test_several_new_passages_are_told_once(followed: Path, change: Change) -> None:
    change(followed, EN, "The pilots knew it first.[^1]\n", "The pilots knew it first.[^1]\n\nNobody did.\n\nNobody.\n")
    [(said, words)] = stale(followed)
    assert "compte un nouveau passage" in said
    assert words.startswith("Les pilotes l’ont su les premiers.")


def test_a_mark_on_the_answer_stands_on_the_whole_explainer_too(followed: Path, change: Change) -> None:
    change(followed, EN, "The council closed it on", "The council shut it on")
    [(page, _)] = stale(followed)
    [(whole, words)] = stale(followed, "fr/le-port/dossier-complet/")
    assert whole == page != ""
    assert words.startswith("La municipalité l’a fermé")


def test_the_search_reads_no_marks(followed: Path, change: Change) -> None:
    """The index of a translation stays the same while its original changes."""
    path = "fr/le-port/fermeture/index.html"
    before = searched(followed, path)
    change(followed, EN, "The council closed it on", "The council shut it on")
    change(followed, EN, "The pilots knew it first.[^1]\n", "The pilots knew it first.[^1]\n\nNobody else did.\n")
    assert len(stale(followed)) == 2
    assert searched(followed, path) == before


def searched(folder: Path, path: str) -> str:
    """What the search is given of a page."""
    config = load_config(str(folder / "mkdocs.yml"), site_dir=str(folder / "searched"))
    config.plugins.on_startup(command="build", dirty=False)
    mkdocs_build(config)
    publication: Publication = config.extra["precis"]
    unit, tag = publication.carried.get("harbour"), path.partition("/")[0]
    found = unit.searched[tag] if unit else publication.searched(tag, "harbour")
    assert found is not None
    return found.texts[path]


def test_a_removed_passage_is_told(followed: Path, change: Change) -> None:
    change(followed, EN, "!!! note", "Nobody spoke.\n\n!!! note")
    change(followed, FR, "!!! note", "Personne n’a parlé.\n\n!!! note")
    assert translations.main(["confirm", "fr"], followed) == 0
    change(followed, EN, "Nobody spoke.\n\n", "")
    [(said, words)] = stale(followed)
    assert said == (
        "Ce passage ne figure plus dans l’original (anglais)\u202f; la traduction est en cours de mise à jour."
    )
    assert words == "Personne n’a parlé."


def test_without_git_the_day_is_not_told(followed: Path, change: Change) -> None:
    shutil.rmtree(followed / ".git")
    change(followed, EN, "The pilots knew it first.", "The pilots were told first.")
    [(said, _)] = stale(followed)
    assert said == "L’original (anglais) a été modifié\u202f; la traduction est en cours de mise à jour."


def test_a_changed_answer_is_marked(followed: Path, change: Change) -> None:
    change(followed, EN, "The council closed it on", "The council shut it on")
    [(_, words)] = stale(followed)
    assert words.startswith("La municipalité l’a fermé")


def test_pages_say_what_they_were_translated_from(followed: Path) -> None:
    assert translations.main(["confirm", "fr", PAGE, "--how", "machine-reviewed"], followed) == 0
    built = build(followed)
    text = " ".join(
        html.document_fromstring(built.html("fr/le-port/fermeture/")).find_class("provenance")[0].text_content().split()
    )
    assert text.startswith("Version établie d’après l’original (anglais)")
    assert text.endswith("Traduction automatique, avec relecture humaine.")
    assert "provenance" not in built.html("en/harbour/closing/")


def test_a_page_without_a_record_is_reported(followed: Path) -> None:
    for tag in ("en", "fr"):
        shutil.copy(followed / f"docs/{tag}/harbour/ending.md", followed / f"docs/{tag}/harbour/later.md")
        path = followed / f"docs/{tag}/harbour/later.md"
        path.write_text(path.read_text("utf-8").replace("slug: ", "slug: x-").replace("order: 2", "order: 3"), "utf-8")
    built = build(followed)
    assert built.code == 1
    assert "docs/fr/harbour/later.md: is not recorded in locales/fr/translated.yml" in built.log
    assert "repair: python scripts/translations.py confirm fr harbour/later.md" in built.log


def test_the_record_is_the_same_for_the_same_state(followed: Path) -> None:
    path = followed / "locales/fr/translated.yml"
    once = path.read_bytes()
    assert translations.main(["confirm", "fr"], followed) == 0
    assert path.read_bytes() == once
    assert b"\n\n" not in once


def test_a_threshold_decides(followed: Path, change: Change) -> None:
    change(followed, EN, "The pilots knew it first.", "The pilots were told first.")
    assert translations.main(["status"], followed) == 1
    change(followed, "locales/fr/language.yml", "theme: fr\n", "theme: fr\ntranslated: 60\n")
    assert translations.main(["status"], followed) == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["confirm", "de"], "“de” is no language that is translated from “en”. There are: fr."),
        (["confirm", "en"], "“en” is no language that is translated from “en”. There are: fr."),
        (["confirm", "fr", "no.md"], "“no.md” is no translated page. There are:"),
        (["confirm", "fr", PAGE, "nowhere"], f"“nowhere” is no section of {PAGE}. There are: .title,"),
    ],
)
def test_what_is_not_there_is_said(
    arguments: list[str], said: str, followed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert translations.main(arguments, followed) == 2
    assert said in capsys.readouterr().err


def test_a_damaged_record_is_reported(followed: Path, change: Change) -> None:
    change(followed, "locales/fr/translated.yml", "how: human", "how: dreamt")
    built = build(followed)
    assert built.code == 1
    assert "locales/fr/translated.yml:5: “glossary.md.how” is 'dreamt'" in built.log


VOCABULARY = set(words("the legal migrants crossed in lorries and organise"))
COMPARISON = Comparison(Reader(language("en")), VOCABULARY.__contains__)


@pytest.mark.parametrize(
    ("old", "new", "change"),
    [
        ("They recieved help.", "They received help.", "none"),
        ("They organize help.", "They organise help.", "none"),
        ("A legal entry.", "An illegal entry.", "wording"),
        ("The migrant crossed.", "The migrants crossed.", "wording"),
        ("It was not so.", "It was now so.", "wording"),
        ("In two thousand cases.", "In three thousand cases.", "figure"),
        ("On 3 May 2015.", "On 4 May 2015.", "figure"),
        ("It cost £7 million.", "It cost €7 million.", "figure"),
        ("[About 20](fact:a) came.", "[About 20](fact:b) came.", "figure"),
        ("About 20 came.", "More than 20 came.", "figure"),
        ("They came, at last.", "They *came* at last!", "none"),
    ],
)
def test_changes_are_classed(old: str, new: str, change: str) -> None:
    assert COMPARISON.change(old, new) == change


def test_digests_tell_meaning_from_writing() -> None:
    assert digest("The *pilots*  knew, first.") == digest("the pilots\nknew first")
    assert digest("It cost £7.") != digest("It cost €7.")
    assert digest("[20](fact:a)") != digest("[20](fact:b)")


def test_our_own_translations_are_recorded_and_current(tmp_path: Path) -> None:
    for name in ("docs", "locales"):
        shutil.copytree(ROOT / name, tmp_path / name)
    (tmp_path / "mkdocs.yml").write_text(configuration(), "utf-8")
    assert translations.main(["status"], tmp_path) == 0


def test_on_our_own_site(tmp_path: Path, change: Change, capsys: pytest.CaptureFixture[str]) -> None:
    """One edited paragraph is marked and told, a comma is not, a figure stops the build, and confirming clears it."""
    configured(copy_project(tmp_path), extra={"booklets": False, "cards": False})
    page, built = "calais-2015/measures.md", "fr/calais-2015/mesures/"
    change(tmp_path, f"docs/en/{page}", "Did it work? The ministry said", "Was it enough? The ministry said")
    [(_, words)] = stale(tmp_path, built)
    assert words.startswith("Ces mesures ont-elles été efficaces ? Le ministère assurait en août")
    assert translations.main(["status"], tmp_path) == 1
    rows = [line.split() for line in capsys.readouterr().out.splitlines() if "fences-police" in line]
    assert rows == [["fences-police", "2", "1", "0", "0"]]
    assert translations.main(["confirm", "fr", page], tmp_path) == 0
    change(
        tmp_path,
        f"docs/en/{page}",
        "Was it enough? The ministry said in August",
        "Was it enough? The ministry said, in August",
    )
    assert stale(tmp_path, built) == []
    change(tmp_path, "docs/_facts/calais-2015.yml", "value: 7000000", "value: 8000000")
    change(tmp_path, f"docs/en/{page}", "£7 million", "£8 million")
    change(tmp_path, f"docs/fr/{page}", "7\xa0millions de livres", "8\xa0millions de livres")
    log = build(tmp_path).log
    assert (
        "docs/fr/calais-2015/measures.md:5: was made from “Britain paid for fences and technology, among them [£7 mi…”"
        in log
    )
    assert translations.main(["confirm", "fr", page], tmp_path) == 0
    assert "was made from" not in build(tmp_path).log
