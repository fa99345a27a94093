"""What readers do, in a real headless Chromium, on the built sites."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Request, Response, expect, sync_playwright

from scripts.browser import HELP, find
from tests.conftest import Built

Serve = Callable[[Path, str], str]
PHONE, DESKTOP = {"width": 360, "height": 740}, {"width": 1280, "height": 900}
SECTION_EN, SECTION_FR = "en/calais-2015/terminal-july-2015/", "fr/calais-2015/terminal-juillet-2015/"
FACTS = {"night-date", "night-attempts", "deaths-since-june"}
"Fact pages that stand for all of them."


@dataclass
class Visit:
    """A browser tab that remembers what went wrong in it."""

    page: Page
    root: str
    wrong: list[str] = field(default_factory=list)

    def watch(self) -> None:
        self.page.on("console", lambda message: self.wrong.append(f"console: {message.text}"))
        self.page.on("pageerror", lambda error: self.wrong.append(f"error: {error}"))
        self.page.on("requestfailed", self._failed)
        self.page.on("response", self._answered)

    def _failed(self, request: Request) -> None:
        if request.failure != "net::ERR_ABORTED":  # the reader left before it came
            self.wrong.append(f"{request.failure}: {request.url}")

    def _answered(self, response: Response) -> None:
        if response.status >= 400 or urlsplit(response.url).netloc != urlsplit(self.root).netloc:
            self.wrong.append(f"{response.status}: {response.url}")

    def open(self, path: str = "") -> Page:
        self.page.goto(self.root + path)
        return self.page

    def at(self) -> str:
        return self.page.url.removeprefix(self.root)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = find()
    assert path is not None, HELP
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        yield chromium
        chromium.close()


@pytest.fixture
def visit(browser: Browser) -> Iterator[Callable[..., Visit]]:
    """Opens tabs; afterwards no console message, failed request or request to another host may have occurred."""
    visits: list[Visit] = []

    def start(root: str, **context: Any) -> Visit:
        tab = browser.new_context(**{"viewport": DESKTOP, **context}).new_page()
        one = Visit(tab, root)
        one.watch()
        visits.append(one)
        return one

    yield start
    for one in visits:
        one.page.context.close()
        assert one.wrong == []


@pytest.fixture(scope="session")
def calais_root(calais: Built, served: Serve) -> str:
    return served(calais.site, "/")


def search(page: Page, text: str) -> list[str]:
    """Titles found for a text, once the search has answered."""
    page.get_by_role("button", name=re.compile("Search|Rechercher")).click()
    page.locator(".search__query").fill(text)
    expect(page.locator(".search__results")).to_have_attribute("aria-label", text)
    return page.locator(".search__results > li > a").all_inner_texts()


def test_door_opens_both_languages_without_javascript(calais_root: str, visit: Callable[..., Visit]) -> None:
    tab = visit(calais_root, java_script_enabled=False)
    tab.open().get_by_role("link", name="Français").click()
    assert tab.at() == "fr/"
    tab.open().get_by_role("link", name="English").click()
    assert tab.at() == "en/"


def test_switch_keeps_the_page_and_the_colours(calais_root: str, visit: Callable[..., Visit]) -> None:
    tab = visit(calais_root)
    page = tab.open(SECTION_EN)
    dark = page.get_by_role("button", name="Dark colours")
    expect(dark).to_have_attribute("aria-pressed", "false")
    light = page.evaluate("getComputedStyle(document.body).backgroundColor")
    dark.click()
    expect(dark).to_have_attribute("aria-pressed", "true")
    page.get_by_role("navigation", name="Select language").get_by_role("link", name="Français").click()
    assert tab.at() == SECTION_FR
    expect(page.locator("html")).to_have_attribute("lang", "fr")
    expect(page.get_by_role("button", name="Thème sombre")).to_have_attribute("aria-pressed", "true")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != light
    page.go_back()
    assert tab.at() == SECTION_EN


def test_search_finds_only_its_language_with_and_without_accents(calais_root: str, visit: Callable[..., Visit]) -> None:
    page = visit(calais_root).open(SECTION_FR)
    plain = search(page, "operation")
    assert plain
    assert all(path.startswith("/fr/") for path in hrefs(page))
    page.keyboard.press("Escape")
    assert sorted(search(page, "opération")) == sorted(plain)
    page = visit(calais_root).open(SECTION_EN)
    plain = search(page, "operation")
    assert plain
    assert all(path.startswith("/en/") for path in hrefs(page))
    page.keyboard.press("Escape")
    assert sorted(search(page, "opération")) == sorted(plain)


def test_search_finds_words_after_an_elided_article(calais_root: str, visit: Callable[..., Visit]) -> None:
    page = visit(calais_root).open("fr/")
    assert "Glossaire" in search(page, "asile")
    expect(page.locator(".search__results")).to_contain_text(re.compile("[Aa]sile"))
    expect(page.locator(".search__results")).not_to_contain_text("'")


def test_search_says_when_nothing_is_found(calais_root: str, visit: Callable[..., Visit]) -> None:
    page = visit(calais_root).open("fr/")
    assert search(page, "xyzzy") == []
    expect(page.get_by_role("status")).to_have_text("Aucun résultat pour «\u00a0xyzzy\u00a0».")


def test_nothing_is_fetched_for_search_before_the_reader_searches(
    calais_root: str, visit: Callable[..., Visit]
) -> None:
    tab = visit(calais_root)
    fetched: list[str] = []
    tab.page.on("request", lambda request: fetched.append(request.url))
    tab.open(SECTION_EN)
    tab.page.wait_for_load_state("networkidle")
    assert not [url for url in fetched if "pagefind" in url]


def test_search_works_below_a_sub_path(below: Built, served: Serve, visit: Callable[..., Visit]) -> None:
    root = served(below.site, "/explainers/")
    tab = visit(root)
    page = tab.open("fr/le-moulin/toit/")
    assert search(page, "operation") == ["Et ensuite\u202f?"]
    page.locator(".search__results a").first.click()
    assert tab.at().startswith("fr/le-port/la-fin/")
    page = tab.open("en/no/such/page/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Page not found")
    page.get_by_role("link", name="See all explainers").click()
    assert tab.at() == "en/"
    assert [found for found in tab.wrong if "404" not in found and "no/such/page" not in found] == []
    tab.wrong.clear()


def test_search_by_keyboard_alone(calais_root: str, visit: Callable[..., Visit]) -> None:
    tab = visit(calais_root)
    page = tab.open("en/")
    page.keyboard.press("/")
    expect(page.locator(".search__query")).to_be_focused()
    page.keyboard.type("injured")
    expect(page.locator(".search__results a").first).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator(".search__results a").first).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**" + SECTION_EN + "*")
    page = tab.open("en/")
    page.keyboard.press("/")
    page.keyboard.press("Escape")
    expect(page.locator("#search")).to_be_hidden()


@pytest.mark.parametrize("script", [True, False])
@pytest.mark.parametrize("kind", ["term", "fact"])
def test_notes_open_and_close_by_keyboard(
    calais_root: str, visit: Callable[..., Visit], kind: str, script: bool
) -> None:
    page = visit(calais_root, java_script_enabled=script).open(SECTION_EN)
    opener = page.locator(f".explained--{kind} button").first
    note = page.locator(f"#{opener.get_attribute('popovertarget')}")
    expect(note).to_be_hidden()
    opener.focus()
    page.keyboard.press("Enter")
    expect(note).to_be_visible()
    page.keyboard.press("Tab")
    assert note.evaluate("note => note.contains(document.activeElement)")
    page.keyboard.press("Escape")
    expect(note).to_be_hidden()
    expect(opener).to_be_focused()


@pytest.mark.parametrize("script", [True, False])
def test_notes_open_by_pointer_and_close_elsewhere(calais_root: str, visit: Callable[..., Visit], script: bool) -> None:
    page = visit(calais_root, java_script_enabled=script, viewport=PHONE, has_touch=True).open(SECTION_FR)
    words = page.locator(".explained--term").first
    note = page.locator(f"#{words.locator('button').get_attribute('popovertarget')}")
    words.tap()
    expect(note).to_be_visible()
    note.get_by_role("link", name="Voir dans le glossaire").is_visible()
    page.touchscreen.tap(180, 60)
    expect(note).to_be_hidden()


def test_glossary_link_leads_to_the_entry(calais_root: str, visit: Callable[..., Visit]) -> None:
    tab = visit(calais_root)
    page = tab.open(SECTION_FR)
    words = page.locator(".explained--term").first
    words.click()
    note = page.locator(f"#{words.locator('button').get_attribute('popovertarget')}")
    note.get_by_role("link", name="Voir dans le glossaire").click()
    assert tab.at().startswith("fr/glossaire/#")
    expect(page.locator(f"[id='{tab.at().partition('#')[2]}']")).to_be_visible()


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_nothing_scrolls_sideways(calais: Built, calais_root: str, visit: Callable[..., Visit], width: int) -> None:
    tab = visit(calais_root, viewport={"width": width, "height": 700})
    for path in sampled(calais):
        page = tab.open(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path


def test_all_pages_read_without_javascript(calais: Built, calais_root: str, visit: Callable[..., Visit]) -> None:
    tab = visit(calais_root, java_script_enabled=False)
    for path in sampled(calais):
        page = tab.open(path)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        assert len(page.locator("main").inner_text()) > 80, path
    expect(page.locator("#search-open")).to_be_hidden()
    expect(page.locator("#scheme")).to_be_hidden()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_axe_finds_nothing(
    calais: Built, calais_root: str, visit: Callable[..., Visit], scheme: str, viewport: dict[str, int]
) -> None:
    tab = visit(calais_root, color_scheme=scheme, viewport=viewport)
    for path in sampled(calais):
        found = Axe().run(tab.open(path)).response["violations"]
        assert [(path, v["id"], [node["target"] for node in v["nodes"]]) for v in found] == []


def test_axe_finds_nothing_in_what_opens(calais_root: str, visit: Callable[..., Visit]) -> None:
    tab = visit(calais_root)
    page = tab.open(SECTION_EN)
    for words in (page.locator(".explained--fact").first, page.locator(".explained--term").first):
        words.click()
        assert Axe().run(page).response["violations"] == []
        page.keyboard.press("Escape")
    assert search(page, "tunnel")
    assert Axe().run(page).response["violations"] == []


def test_paper_has_the_notes_and_no_controls(calais_root: str, visit: Callable[..., Visit]) -> None:
    page = visit(calais_root).open(SECTION_EN)
    page.emulate_media(media="print")
    expect(page.locator(".explanation").first).to_be_visible()
    expect(page.locator(".bar")).to_be_hidden()
    expect(page.locator(".box__more .meta").first).to_be_visible()


def hrefs(page: Page) -> list[str]:
    links = page.locator(".search__results a").all()
    return [urlsplit(str(link.get_attribute("href"))).path for link in links]


def published(built: Built) -> list[str]:
    """Addresses of a built site, its 404 pages included."""
    return sorted(f.relative_to(built.site).as_posix().removesuffix("index.html") for f in built.site.rglob("*.html"))


def sampled(built: Built) -> list[str]:
    """The published addresses, but of the many fact pages only those that differ in kind."""
    fact_page = re.compile(r"/(?:facts|chiffres)/(.+)/$")
    return [path for path in published(built) if not (found := fact_page.search(path)) or found[1] in FACTS]


def test_lines_do_not_break_between_a_figure_and_what_follows(calais_root: str, visit: Callable[..., Visit]) -> None:
    """Punctuation and no-break spaces after an explained word stay on its line, at any width."""
    tab = visit(calais_root)
    page = tab.open(SECTION_EN)
    for width in range(320, 700, 20):
        page.set_viewport_size({"width": width, "height": 700})
        torn = page.evaluate(
            """() => [...document.querySelectorAll(".explained")].filter(label => {
                const after = label.nextSibling;
                if (after?.nodeType !== Node.TEXT_NODE || !/^[.,;:\\u00a0\\u202f]/.test(after.data)) return false;
                const range = document.createRange();
                range.setStart(after, 0); range.setEnd(after, 1);
                return range.getBoundingClientRect().top > [...label.getClientRects()].at(-1).bottom - 2;
            }).map(label => label.textContent)"""
        )
        assert torn == [], width


def test_facts_are_filtered_by_words_and_certainty(calais_root: str, visit: Callable[..., Visit]) -> None:
    page = visit(calais_root).open("fr/calais-2015/chiffres/")
    shown, status = page.locator(".record:visible"), page.get_by_role("status").filter(has_text="Affichés")
    every = shown.count()
    assert every > 70
    page.get_by_label("Filtrer par mots").fill("EUROTUNNEL recensees 2000")
    expect(shown).to_have_count(1)
    expect(shown).to_contain_text("Tentatives d’entrée sur le site d’Eurotunnel recensées en une nuit")
    expect(page.locator(".records:visible")).to_have_count(1)
    expect(status).to_have_text(f"Affichés\u00a0: 1 sur {every}")
    page.get_by_role("combobox", name="Degré de certitude").select_option(label="Confirmé")
    expect(shown).to_have_count(0)
    page.get_by_label("Filtrer par mots").fill("")
    page.get_by_role("combobox", name="Degré de certitude").select_option(label="Sources divergentes")
    assert 0 < shown.count() < every
    assert all("Sources divergentes" in text for text in shown.all_inner_texts())


def test_all_facts_are_there_without_javascript(calais_root: str, visit: Callable[..., Visit]) -> None:
    page = visit(calais_root, java_script_enabled=False).open("en/calais-2015/facts/")
    assert page.locator(".record:visible").count() > 70
    expect(page.locator("#filter")).to_be_hidden()


def test_a_figure_leads_to_its_page_and_back_to_its_section(calais_root: str, visit: Callable[..., Visit]) -> None:
    tab = visit(calais_root)
    page = tab.open(SECTION_EN)
    words = page.locator(".body .explained--fact", has_text="about 2,000").first
    words.click()
    note = page.locator(f"#{words.locator('button').get_attribute('popovertarget')}")
    note.get_by_role("link", name="See the full record").click()
    assert tab.at() == "en/calais-2015/facts/night-attempts/"
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Attempts to enter the Eurotunnel site recorded in one night"
    )
    page.get_by_role("link", name="One night at Coquelles").click()
    assert tab.at() == SECTION_EN + "#one-night"
    page.go_back()
    page.get_by_role("navigation", name="Select language").get_by_role("link", name="Français").click()
    assert tab.at() == "fr/calais-2015/chiffres/night-attempts/"


def test_questions_come_before_fact_pages_in_search(calais_root: str, visit: Callable[..., Visit]) -> None:
    page = visit(calais_root).open("en/")
    search(page, "Eurotunnel attempts")
    assert "/facts/" not in hrefs(page)[0]
    assert any("/facts/" in href for href in hrefs(page))
