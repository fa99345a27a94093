"""The Calais explainer keeps its own rules."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from precis.page import PageSource
from precis.presentation import plain
from precis.project import Project
from tests.conftest import ROOT

LANGUAGES = ("en", "fr")
NAME = "calais-2015"


def sources(project: Project, tag: str) -> list[PageSource]:
    return [page.source for page in project.site.written if page.language == tag and page.explainer == NAME]


def by_section(page: PageSource) -> dict[str, set[str]]:
    """The facts that each section of a page cites."""
    parts = re.split(r"^## .*\{#([\w-]+)\}.*$", page.body, flags=re.MULTILINE)
    names = ["answer", "opening", *parts[1::2]]
    texts = [page.front.answer, parts[0], *parts[2::2]]
    return {name: set(re.findall(r"\(fact:([\w-]+)\)", text)) for name, text in zip(names, texts, strict=True)}


def test_every_page_exists_in_both_languages(project: Project) -> None:
    assert len(project.site.explainer("en", NAME)) >= 8
    assert not [page.url for tag in LANGUAGES for page in project.site.explainer(tag, NAME) if page.fallback]


@pytest.mark.parametrize("tag", LANGUAGES)
def test_length(project: Project, tag: str) -> None:
    for page in sources(project, tag):
        words = len(re.findall(r"\w+", plain(page.body)))
        assert 250 <= words <= 750, (page.path, words)


@pytest.mark.parametrize("tag", LANGUAGES)
def test_every_page_has_an_answer_a_box_and_named_sections(project: Project, tag: str) -> None:
    for page in project.site.written:
        if page.language == tag and page.explainer == NAME:
            assert page.front.answer, page.key
            assert page.front.facts, page.key
            assert 1 <= len(re.findall(r"[.?!](?:\s|$)", plain(page.front.answer))) <= 3, page.key
            assert all(heading.id for heading in page.source.headings()), page.key


def test_both_languages_cite_the_same_facts_in_each_section(project: Project) -> None:
    for english, french in zip(sources(project, "en"), sources(project, "fr"), strict=True):
        assert by_section(english) == by_section(french), english.key


def test_every_fact_is_cited_and_every_source_used(project: Project) -> None:
    dossier = project.dossier(NAME)
    cited = {fact for page in sources(project, "en") for facts in by_section(page).values() for fact in facts}
    boxed = {fact for page in project.site.explainer("en", NAME) for fact in page.front.facts or ()}
    assert set(dossier.facts) == cited | boxed
    used = {c.id for fact in dossier.facts.values() for one in (fact, *fact.disputed_by) for c in one.sources}
    linked = {id_ for page in sources(project, "en") for id_ in re.findall(r"\(source:([\w.-]+)\)", page.body)}
    assert set(dossier.sources) == used | linked


def test_every_source_is_complete(project: Project) -> None:
    for name, source in project.dossier(NAME).sources.items():
        assert source.title, name
        assert source.outlet, name
        assert source.issued or source.note, name


def test_the_glossaries_hold_the_same_terms(project: Project) -> None:
    english, french = (project.glossaries[tag] for tag in LANGUAGES)
    assert list(english) == list(french)
    assert len(english) >= 30
    assert all(term.gender for term in french.values())


def test_french_is_typeset(project: Project) -> None:
    for page in sources(project, "fr"):
        text = project.languages["fr"].typeset(
            plain(page.body.replace("!!! ", "")) + plain(page.front.answer) + page.front.title
        )
        assert "'" not in text, page.path
        assert '"' not in text, page.path
        assert not re.search(r"[^\u202f][;!?%](?=\s|$)", text), page.path
        assert not re.search(r"[^\u00a0]:(?=\s)|«[^\u00a0]|[^\u00a0]»", text), page.path


def test_catalogues_are_in_step() -> None:
    command = [sys.executable, str(ROOT / "scripts" / "strings.py"), "check", "fr"]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr


def test_judging_words_stay_out_of_our_voice(project: Project) -> None:
    words = {"en": r"\b(storm(?:ed|ing)?|gauntlet|siege|flood|invasion|pilgrimage|illegals)\b",
             "fr": r"\b(envahi\w*|assaut|déferlement|clandestins|marée)\b"}  # fmt: skip
    for tag, pattern in words.items():
        for page in sources(project, tag):
            quoted = re.sub(r"“[^”]*”|«[^»]*»", "", plain(page.body))
            assert not re.search(pattern, quoted, re.IGNORECASE), page.path


def test_project_names_nothing_outside_itself() -> None:
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
    assert tracked
    for name in tracked:
        path = ROOT / name
        if path.suffix in {".py", ".md", ".yml", ".html", ".toml", ".js", ".css", ".sh"} and path != Path(__file__):
            assert f"{ROOT.parent}/".encode() not in path.read_bytes(), name
