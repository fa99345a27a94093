"""What readers do, in a real headless Chromium, on the built sites."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browsing import (
    DESKTOP,
    PHONE,
    SECTION_EN,
    SECTION_FR,
    Serve,
    Visit,
    faults,
    faults_in_any_light,
    restyle,
    search,
)
from tests.conftest import Built

FACTS = {"night-date", "night-attempts", "deaths-since-june"}
"Fact pages that stand for all of them."


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


@pytest.mark.parametrize(("start", "folder"), [(SECTION_FR, "/fr/"), (SECTION_EN, "/en/")])
def test_search_finds_only_its_language_with_and_without_accents(
    start: str, folder: str, calais_root: str, visit: Callable[..., Visit]
) -> None:
    page = visit(calais_root).open(start)
    plain = search(page, "operation")
    assert plain
    assert all(path.startswith(folder) for path in hrefs(page))
    page.keyboard.press("Escape")
    assert sorted(search(page, "opération")) == sorted(plain)


def test_search_finds_words_after_an_elided_article(calais_root: str, visit: Callable[..., Visit]) -> None:
    page = visit(calais_root).open("fr/")
    assert "demandeur d’asile" in search(page, "asile")
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
    expect(page.locator(".search__results")).to_have_attribute("aria-label", "injured")  # not what its beginning finds
    expect(page.locator(".search__results a").first).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator(".search__results a").first).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**" + SECTION_EN + "*")
    page = tab.open("en/")
    page.keyboard.press("/")
    page.keyboard.press("Escape")
    expect(page.locator("#search")).to_be_hidden()


@pytest.mark.parametrize(
    ("kind", "opener", "script"),
    [("fact", "button", True), ("fact", "button", False), ("term", "a", True), ("term", "button", False)],
)
def test_notes_open_and_close_by_keyboard(
    calais_root: str, visit: Callable[..., Visit], kind: str, opener: str, script: bool
) -> None:
    page = visit(calais_root, java_script_enabled=script).open(SECTION_EN)
    words = page.locator(f".explained--{kind}").first
    focused = words.locator(opener)
    note = page.locator(f"#{words.locator('button').get_attribute('popovertarget')}")
    expect(note).to_be_hidden()
    focused.focus()
    page.keyboard.press("Enter")
    expect(note).to_be_visible()
    page.keyboard.press("Tab")
    assert note.evaluate("note => note.contains(document.activeElement)")
    page.keyboard.press("Escape")
    expect(note).to_be_hidden()
    expect(focused).to_be_focused()


@pytest.mark.parametrize("script", [True, False])
def test_notes_open_by_pointer_and_close_elsewhere(calais_root: str, visit: Callable[..., Visit], script: bool) -> None:
    page = visit(calais_root, java_script_enabled=script, viewport=PHONE, has_touch=True).open(SECTION_FR)
    words = page.locator(".explained--fact").first
    note = page.locator(f"#{words.locator('button').get_attribute('popovertarget')}")
    words.tap()
    expect(note).to_be_visible()
    expect(note.get_by_role("link", name="Voir la fiche complète")).to_be_visible()
    page.touchscreen.tap(180, 60)
    expect(note).to_be_hidden()


@pytest.mark.parametrize("script", [True, False])
def test_a_note_that_opens_takes_the_focus_and_gives_it_back(
    calais_root: str, visit: Callable[..., Visit], script: bool
) -> None:
    page = visit(calais_root, java_script_enabled=script).open(SECTION_EN)
    words = page.locator(".body .explained--fact").nth(1)
    note = page.get_by_role("dialog", name="About 2,000 attempts Attempts to enter the Eurotunnel site recorded in one")
    words.click()
    close = note.get_by_role("button", name="Close")
    expect(close).to_be_focused()
    page.keyboard.press("Escape")
    expect(words.locator("button")).to_be_focused()
    page.keyboard.press("Enter")
    close.click()
    expect(words.locator("button")).to_be_focused()


def test_a_note_closes_when_the_focus_leaves_it(calais_root: str, visit: Callable[..., Visit]) -> None:
    page = visit(calais_root).open(SECTION_EN)
    opener = page.locator(".body .explained--fact button").first
    note = page.locator(f"#{opener.get_attribute('popovertarget')}")
    opener.focus()
    page.keyboard.press("Enter")
    expect(note.locator("[data-copy]")).to_have_count(2)  # they come once the note is open
    for _ in note.locator("a, button:not(.explanation__close)").all():
        page.keyboard.press("Tab")
        expect(note).to_be_visible()
    page.keyboard.press("Tab")
    expect(note).to_be_hidden()
    expect(opener).not_to_be_focused()
    assert page.evaluate("document.activeElement.matches('.explained :is(a, button)')")
    page.keyboard.press("Enter")
    page.keyboard.press("Shift+Tab")
    expect(page.locator(".explanation:popover-open")).to_be_visible()  # on its opener
    page.keyboard.press("Shift+Tab")
    expect(page.locator(".explanation:popover-open")).to_be_hidden()


@pytest.mark.parametrize("context", [{"viewport": DESKTOP}, {"viewport": PHONE, "has_touch": True}])
def test_a_second_click_on_the_words_closes_the_note(
    calais_root: str, visit: Callable[..., Visit], context: dict[str, Any]
) -> None:
    page = visit(calais_root, **context).open(SECTION_EN)
    words = page.locator(".explained--fact").nth(1)
    note = page.locator(f"#{words.locator('button').get_attribute('popovertarget')}")
    for _ in range(2):
        words.click()
        expect(note).to_be_visible()
        words.click()
        page.wait_for_timeout(100)  # it would open again at once
        expect(note).to_be_hidden()
    words.click()
    page.locator(".explained--fact").nth(0).click()
    expect(note).to_be_hidden()
    expect(page.locator(".explanation:popover-open")).to_have_count(1)


@pytest.mark.parametrize("size", [(1280, 800), (1024, 600), (700, 900), (640, 400), (360, 740)])
@pytest.mark.parametrize("path", [SECTION_EN, SECTION_FR])
def test_no_note_runs_off_the_window(
    calais_root: str, visit: Callable[..., Visit], path: str, size: tuple[int, int]
) -> None:
    """Wherever its words stand in the window."""
    page = visit(calais_root, viewport={"width": size[0], "height": size[1]}).open(path)
    restyle(page, "html { scroll-behavior: auto !important }")
    page.locator(".depth--brief summary").click()
    outside = page.evaluate(
        """() => [...document.querySelectorAll(".explained button")].flatMap(opener =>
            ["start", "center", "end"].filter(block => {
                opener.scrollIntoView({ block });
                opener.click();
                const note = opener.popoverTargetElement;
                const { top, right, bottom, left, height } = note.getBoundingClientRect();
                note.hidePopover();
                return top < 0 || left < 0 || bottom > innerHeight || right > innerWidth || height < 80;
            }).map(block => `${opener.getAttribute("popovertarget")} ${block}`))"""
    )
    assert outside == []


def test_the_close_button_covers_no_text_of_a_scrolled_note(calais_root: str, visit: Callable[..., Visit]) -> None:
    """The close button stands in a head of its own, which the text scrolls under."""
    page = visit(calais_root, viewport={"width": 1280, "height": 560}).open(SECTION_EN)
    page.locator(".body .explained--fact").nth(1).click()
    note = page.locator(".explanation:popover-open")
    note.evaluate("note => note.scrollTo(0, 150)")
    assert note.evaluate("note => note.scrollTop") > 100
    head, close = (note.locator(f".explanation__{part}").bounding_box() for part in ("head", "close"))
    frame = note.bounding_box()
    assert head
    assert close
    assert frame
    assert head["y"] <= close["y"]
    assert close["y"] + close["height"] <= head["y"] + head["height"]
    assert abs(head["y"] - frame["y"]) <= 3
    assert head["width"] >= note.evaluate("note => note.clientWidth")
    assert note.locator(".explanation__head").evaluate("head => getComputedStyle(head).backgroundColor") != (
        "rgba(0, 0, 0, 0)"
    )


@pytest.mark.parametrize("width", [360, 900, 1280])
def test_the_skip_link_leads_past_everything_to_the_article(
    calais_root: str, visit: Callable[..., Visit], width: int
) -> None:
    page = visit(calais_root, viewport={"width": width, "height": 800}).open(SECTION_EN)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.lede') !== null")


@pytest.mark.parametrize("script", [True, False])
def test_phone_readers_reach_the_other_questions_from_the_top(
    calais_root: str, visit: Callable[..., Visit], script: bool
) -> None:
    tab = visit(calais_root, viewport=PHONE, java_script_enabled=script)
    page = tab.open(SECTION_FR)
    questions = page.get_by_role("navigation", name="Les questions de ce dossier")
    expect(questions).to_be_hidden()
    page.get_by_role("button", name="Question 1 sur 8").click()
    questions.get_by_role("link", name="La suite").click()
    assert tab.at() == "fr/calais-2015/la-suite/"
    expect(page.get_by_role("button", name="Question 7 sur 8")).to_be_visible()


def test_phones_show_two_key_facts_and_the_rest_on_demand(calais_root: str, visit: Callable[..., Visit]) -> None:
    page = visit(calais_root, viewport=PHONE, java_script_enabled=False).open(SECTION_EN)
    values = page.locator(".box__value")
    assert [value.is_visible() for value in values.all()] == [True, True, False, False, False]
    page.get_by_role("checkbox", name="Show all (5)").check()
    assert all(value.is_visible() for value in values.all())


def test_headings_are_named_by_their_words_alone(calais_root: str, visit: Callable[..., Visit]) -> None:
    page = visit(calais_root).open(SECTION_EN)
    expect(page.get_by_role("heading", name="One night at Coquelles", exact=True)).to_be_visible()
    page = visit(calais_root).open("fr/glossaire/")
    expect(page.get_by_role("heading", name="Eurotunnel", exact=True)).to_be_visible()


def test_the_search_status_speaks_once_the_reader_pauses(calais_root: str, visit: Callable[..., Visit]) -> None:
    page = visit(calais_root).open("en/")
    status, query = page.locator(".search__status"), page.locator(".search__query")
    hint = status.text_content() or ""
    search(page, "tunnel")  # loads the index
    expect(status).to_have_text(re.compile("Results"))
    page.evaluate(
        """() => { window.said = [];
            new MutationObserver(() => said.push(document.querySelector(".search__status").textContent))
                .observe(document.querySelector(".search__status"), { childList: true }); }"""
    )
    query.select_text()
    query.press_sequentially("xyzzy", delay=100)
    expect(status).to_have_text("Nothing found for “xyzzy”.")
    query.fill("xyzzy ")
    page.wait_for_timeout(500)
    assert page.evaluate("said") == ["Nothing found for “xyzzy”."]
    query.fill("")
    expect(status).to_have_text(hint)


@pytest.mark.parametrize(
    "path", ["", "404.html", "en/", "fr/calais-2015/", SECTION_FR, "fr/glossaire/", "en/calais-2015/facts/"]
)
def test_large_text_and_wide_spacing_fit_a_small_phone(
    calais_root: str, visit: Callable[..., Visit], path: str
) -> None:
    """Text at 200 %, then the spacing of WCAG 1.4.12: nothing scrolls sideways, and the bar stays in order."""
    spacing = "* { letter-spacing: 0.12em !important; word-spacing: 0.16em !important; line-height: 1.5 !important }"
    page = visit(calais_root, viewport={"width": 320, "height": 700}).open(path)
    if path and path != "404.html":
        bar = page.locator(".bar").bounding_box()
        assert bar
        assert bar["height"] < 60
    for style in ("html { font-size: 200% !important }", spacing):
        restyle(page, style if style != spacing else "html { font-size: 100% !important }" + spacing)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, style


def test_the_switch_of_language_keeps_the_place(calais_root: str, visit: Callable[..., Visit]) -> None:
    tab = visit(calais_root)
    page = tab.open(SECTION_EN + "#following-nights")
    page.get_by_role("navigation", name="Select language").get_by_role("link", name="Français").click()
    assert tab.at() == SECTION_FR + "#following-nights"
    expect(page.locator("#following-nights")).to_be_in_viewport()
    page.evaluate("location.hash = 'injuries-damage'")
    page.get_by_role("navigation", name="Sélectionner la langue").get_by_role("link", name="English").click()
    assert tab.at() == SECTION_EN + "#injuries-damage"
    page = tab.open(SECTION_EN)
    page.get_by_role("navigation", name="Select language").get_by_role("link", name="Français").click()
    assert tab.at() == SECTION_FR


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


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_axe_finds_nothing(
    calais: Built, calais_root: str, visit: Callable[..., Visit], viewport: dict[str, int]
) -> None:
    tab = visit(calais_root, color_scheme="light", viewport=viewport)
    for path in sampled(calais):
        assert faults_in_any_light(tab.open(path)) == [], path


def test_axe_finds_nothing_in_what_opens(calais_root: str, visit: Callable[..., Visit]) -> None:
    tab = visit(calais_root)
    page = tab.open(SECTION_EN)
    for words in (page.locator(".explained--fact").first, page.locator(".explained--term").first):
        words.click()
        assert faults(page) == []
        page.keyboard.press("Escape")
    assert search(page, "tunnel")
    assert faults(page) == []


def test_paper_has_each_record_once_and_no_controls(calais_root: str, visit: Callable[..., Visit]) -> None:
    page = visit(calais_root, color_scheme="dark").open(SECTION_EN)
    page.evaluate("document.documentElement.dataset.scheme = 'dark'")  # as chosen by the button
    page.emulate_media(media="print")
    expect(page.locator(".body .explanation").first).to_be_visible()
    for hidden in (".bar", ".box__more .meta", ".explanation__close", ".questions"):
        expect(page.locator(hidden).first).to_be_hidden()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    answered = page.locator(".lede .explanation__label:visible").all_inner_texts()
    assert answered
    assert not set(answered) & set(page.locator(".body .explanation__label:visible").all_inner_texts())
    sizes = (
        "[...new Set([...document.querySelectorAll('.body .explanation *')].map(e => getComputedStyle(e).fontSize))]"
    )
    assert len(page.evaluate(sizes)) == 1


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
