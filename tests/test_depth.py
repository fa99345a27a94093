"""Each question can be read in a line, in short and in full, from the same facts."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import html
from playwright.sync_api import expect

from precis import pace
from precis.project import Project
from scripts import translations
from tests.browsing import SECTION_EN, SECTION_FR, Visit
from tests.conftest import Built, build
from tests.glossary import language

Change = Callable[[Path, str, str, str], None]
ANSWER = "answer: The council closed it on [1 March 1999](fact:closed).\n"
REPONSE = "answer: Le conseil l’a fermé le [1er mars 1999](fact:closed).\n"
BRIEF = ANSWER + "brief: It took [about 1,200](fact:ships) ships.\n"
BREF = REPONSE + "brief: Il y avait [environ 1 200](fact:ships) navires.\n"
EN, FR = "docs/en/harbour/closing.md", "docs/fr/harbour/closing.md"


@pytest.fixture
def short(small_site: Path, change: Change) -> Path:
    """The small site with a short version in both languages."""
    change(small_site, EN, ANSWER, BRIEF)
    change(small_site, FR, next(one for one in (small_site / FR).read_text().splitlines() if one[:7] == "answer:"),
           BREF.rstrip())  # fmt: skip
    return small_site


@pytest.mark.parametrize(
    ("text", "count"),
    [("l’opération Stack", 2), ("environ 40\u202f000 tentatives, dit-il", 4), ("It cost £9.7 million.", 4), ("–", 0)],
)
def test_words_are_counted_as_readers_see_them(text: str, count: int) -> None:
    assert pace.words(text) == count


def test_reading_time_follows_the_language() -> None:
    assert [pace.minutes(800, language(tag)) for tag in ("en", "fr")] == [4, 4]
    assert [pace.minutes(1_600, language(tag)) for tag in ("en", "fr")] == [7, 8]
    assert pace.minutes(3, language("en")) == 1


def test_every_question_has_a_short_version_with_the_same_facts(project: Project) -> None:
    for page in project.site.written:
        if page.kind == "section" and page.explainer == "calais-2015":
            brief = page.front.brief
            assert 60 <= pace.words(re.sub(r"\]\([^)]*\)", "", brief)) <= 170, page.source.path
            assert set(re.findall(r"fact:([\w-]+)", brief)) <= set(re.findall(r"fact:([\w-]+)", page.source.text))


def test_the_overview_holds_every_short_version(calais: Built, project: Project) -> None:
    for tag, path in (("en", "en/calais-2015/"), ("fr", "fr/calais-2015/")):
        tree = html.document_fromstring(calais.html(path))
        texts = [node.text_content() for node in tree.xpath("//li//details[@class='depth']/p")]
        sections = [page for page in project.site.explainer(tag, "calais-2015") if page.kind == "section"]
        assert len(texts) == len(sections) == 8
        assert all("fact:" not in text and len(text) > 300 for text in texts)


@pytest.mark.parametrize("script", [True, False])
def test_the_short_version_unfolds_without_script(calais_root: str, visit: Callable[..., Visit], script: bool) -> None:
    page = visit(calais_root, java_script_enabled=script).open(SECTION_FR)
    brief, body = page.locator(".brief"), page.locator(".body")
    expect(brief).to_be_hidden()
    expect(body).to_be_visible()
    page.locator("summary", has_text="L’essentiel").focus()
    page.keyboard.press("Enter")
    expect(brief).to_be_visible()
    expect(body).to_be_visible()


def test_paper_has_the_full_text_alone(calais_root: str, visit: Callable[..., Visit]) -> None:
    page = visit(calais_root).open(SECTION_EN)
    page.locator("summary", has_text="The short version").click()
    page.emulate_media(media="print")
    expect(page.locator("#following-nights")).to_be_visible()
    expect(page.locator(".brief")).to_be_hidden()


def test_short_versions_are_checked_and_compared(short: Path, change: Change) -> None:
    assert build(short).code == 0
    change(short, FR, "[environ 1 200](fact:ships) navires.\n---", "beaucoup de navires.\n---")
    change(short, EN, "It took [about 1,200]", "It took [about 1,300]")
    built = build(short)
    assert built.code == 1
    assert "the short version does not cite the fact “ships”" in built.log
    assert re.search(r"en/harbour/closing\.md:8: “about 1,300”.* does not say what the fact “ships” records", built.log)


def test_a_short_version_whose_original_changed_says_so(short: Path, change: Change) -> None:
    assert translations.main(["confirm", "fr"], short) == 0
    change(short, EN, "It took [about 1,200](fact:ships) ships.", "It took [about 1,200](fact:ships) ships, all told.")
    built = build(short)
    tree = html.document_fromstring(built.html("fr/le-port/fermeture/"))
    [marked] = tree.xpath("//*[contains(@class, 'is-stale')]")
    assert marked.get("class") == "brief is-stale"
