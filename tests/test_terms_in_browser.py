"""What readers do with explained terms and with the glossary, in a real headless Chromium."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browsing import DESKTOP, PHONE, SECTION_EN, SECTION_FR, Visit, faults_in_any_light

GLOSSARY = "fr/glossaire/"
AWAY = (4, 400)
"A place with neither words nor note."


def term(page: Page, name: str = "Eurotunnel") -> tuple[Locator, Locator]:
    """The link of an explained term, and its note."""
    words = page.locator(".body .explained--term").filter(has_text=re.compile(f"^{name}$")).first
    note = page.locator(f"#{words.locator('button').get_attribute('popovertarget')}")
    expect(note).to_be_hidden()
    return words.get_by_role("link"), note


@pytest.mark.parametrize("context", [{"viewport": DESKTOP}, {"viewport": PHONE, "has_touch": True}])
def test_a_term_opens_in_place_and_closes_elsewhere(
    calais_root: str, visit: Callable[..., Visit], context: dict[str, Any]
) -> None:
    tab = visit(calais_root, **context)
    page = tab.open(SECTION_FR)
    link, note = term(page)
    link.tap() if context.get("has_touch") else link.click()
    expect(note).to_be_visible()
    assert tab.at() == SECTION_FR
    expect(note).to_be_focused()
    expect(link).to_have_attribute("aria-expanded", "true")
    page.mouse.click(180, 60)
    expect(note).to_be_hidden()
    expect(link).to_have_attribute("aria-expanded", "false")


def test_a_second_click_on_a_term_closes_it(calais_root: str, visit: Callable[..., Visit]) -> None:
    page = visit(calais_root).open(SECTION_EN)
    link, note = term(page)
    for _ in range(2):
        link.click()
        expect(note).to_be_visible()
        link.click()
        page.wait_for_timeout(600)  # it would open again by the click, or by the pointer that rests on it
        expect(note).to_be_hidden()


def test_a_term_is_a_dialog_to_screen_readers(calais_root: str, visit: Callable[..., Visit]) -> None:
    page = visit(calais_root).open(SECTION_FR)
    link, _ = term(page)
    expect(link).to_have_attribute("aria-haspopup", "dialog")
    link.press("Enter")
    dialog = page.get_by_role("dialog", name="Eurotunnel")
    expect(dialog).to_have_accessible_description(re.compile("^Société concessionnaire du tunnel sous la Manche, qui"))
    expect(dialog.locator("[lang=en]")).to_have_text("Eurotunnel")
    expect(dialog).to_contain_text("En anglais")


def test_a_term_is_a_link_to_its_entry(calais_root: str, visit: Callable[..., Visit]) -> None:
    page = visit(calais_root).open(SECTION_FR)
    link, note = term(page)
    with page.context.expect_page() as opened:
        link.click(modifiers=["Control"])
    expect(opened.value.locator(":target")).to_have_text("Eurotunnel")
    page.mouse.move(*AWAY)
    expect(note).to_be_hidden()
    assert page.url.endswith(SECTION_FR)


def test_without_javascript_a_term_leads_to_its_entry_or_opens_by_its_button(
    calais_root: str, visit: Callable[..., Visit]
) -> None:
    page = visit(calais_root, java_script_enabled=False).open(SECTION_FR)
    link, note = term(page)
    button = page.locator(".body").get_by_role("button", name="Eurotunnel\u00a0: détails").first
    button.click()
    expect(note).to_be_visible()
    page.keyboard.press("Escape")
    expect(note).to_be_hidden()
    expect(button).to_be_focused()
    link.click()
    expect(page.locator(":target")).to_have_text("Eurotunnel")


def test_buttons_beside_terms_show_only_without_javascript(calais_root: str, visit: Callable[..., Visit]) -> None:
    for script in (True, False):
        page = visit(calais_root, java_script_enabled=script).open(SECTION_FR)
        expect(page.locator(".explained--term > button").first).to_be_visible(visible=not script)


def test_hovering_shows_a_term_and_leaves_the_focus_alone(calais_root: str, visit: Callable[..., Visit]) -> None:
    """WCAG 1.4.13: dismissible, hoverable, persistent."""
    page = visit(calais_root).open(SECTION_EN)
    link, note = term(page)
    link.hover()
    expect(note).to_be_visible()
    assert page.evaluate("document.activeElement === document.body")
    box = note.bounding_box()
    assert box
    page.mouse.move(box["x"] + 30, box["y"] + 30, steps=4)
    page.wait_for_timeout(800)
    expect(note).to_be_visible()  # the pointer may rest on it, for as long as the reader likes
    page.mouse.move(*AWAY)
    expect(note).to_be_hidden()
    link.hover()
    expect(note).to_be_visible()
    page.keyboard.press("Escape")
    expect(note).to_be_hidden()


def test_a_click_keeps_a_hovered_term_open(calais_root: str, visit: Callable[..., Visit]) -> None:
    page = visit(calais_root).open(SECTION_EN)
    link, note = term(page)
    link.hover()
    expect(note).to_be_visible()
    link.click()
    page.mouse.move(*AWAY)
    page.wait_for_timeout(800)
    expect(note).to_be_visible()
    expect(note).to_be_focused()


def test_passing_over_a_term_opens_nothing(calais_root: str, visit: Callable[..., Visit]) -> None:
    page = visit(calais_root).open(SECTION_EN)
    link, note = term(page)
    link.hover()
    page.mouse.move(*AWAY)
    page.wait_for_timeout(800)
    expect(note).to_be_hidden()


def test_hovering_does_not_close_what_was_opened(calais_root: str, visit: Callable[..., Visit]) -> None:
    page = visit(calais_root).open(SECTION_EN)
    _, figure = page, page.locator(".lede .explained--fact").first
    figure.click()
    opened = page.locator(".explanation--fact:popover-open")
    expect(opened).to_be_visible()
    term(page, "attempts")[0].hover()
    page.wait_for_timeout(800)
    expect(opened).to_be_visible()


def test_axe_finds_nothing_in_an_open_term(calais_root: str, visit: Callable[..., Visit]) -> None:
    for script in (True, False):
        page = visit(calais_root, color_scheme="light", java_script_enabled=script).open(SECTION_FR)
        words = page.locator(".body .explained--term").first
        words.locator("a" if script else "button").click()
        expect(page.locator(".explanation--term:popover-open")).to_be_visible()
        if script:  # axe is a script itself
            assert faults_in_any_light(page) == []


def test_paper_lists_definitions_at_the_end_of_their_section(calais_root: str, visit: Callable[..., Visit]) -> None:
    page = visit(calais_root).open(SECTION_FR)
    page.emulate_media(media="print")
    listed = page.locator(".explanation--term:visible")
    opened = page.locator(".explained--term button").evaluate_all("all => all.map(one => one.popoverTargetElement.id)")
    assert listed.count() == len(set(opened)) > 3
    expect(listed.filter(has_text="Société concessionnaire du tunnel sous la Manche").first).to_be_visible()
    for note in listed.all():
        assert note.evaluate("note => !!(document.getElementById('use-' + note.id).compareDocumentPosition(note) & 4)")


def test_terms_are_filtered_without_a_server(calais_root: str, visit: Callable[..., Visit]) -> None:
    page = visit(calais_root).open(GLOSSARY)
    shown, status = page.locator(".term:visible"), page.get_by_role("status").filter(has_text="Termes")
    every = shown.count()
    assert every >= 40
    page.get_by_label("Filtrer par mots").fill("DEMANDEUR d'asile persecutee")
    expect(shown).to_have_count(0)
    page.get_by_label("Filtrer par mots").fill("REFUGIE persecutee")
    expect(shown).to_have_count(1)
    expect(status).to_have_text(f"Termes affichés\u00a0: 1 sur {every}")
    expect(page.locator(".terms:visible")).to_have_count(1)
    page.get_by_role("link", name="migrant", exact=True).first.click()
    expect(page.locator(":target")).to_be_in_viewport()
    expect(shown).to_have_count(every)


def test_the_glossary_is_whole_without_javascript(calais_root: str, visit: Callable[..., Visit]) -> None:
    page = visit(calais_root, java_script_enabled=False).open(GLOSSARY)
    assert page.locator(".term:visible").count() >= 40
    expect(page.locator("#filter")).to_be_hidden()


def test_a_use_leads_to_the_words(calais_root: str, visit: Callable[..., Visit]) -> None:
    page = visit(calais_root).open(f"{GLOSSARY}#eurotunnel")
    entry = page.locator("article.term", has=page.locator(":target"))
    entry.get_by_role("link", name="Une nuit à Coquelles").click()
    words = page.locator(":target")
    expect(words).to_be_in_viewport()
    expect(words).to_have_text("Eurotunnel")
