"""Keyboard, screen readers, zoom, spacing, motion: one page of each kind in each language, in a real browser."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest
from lxml import html

from scripts.budgets import Place, places
from tests.browsing import DESKTOP, PHONE, SECTION_EN, Visit, restyle
from tests.conftest import Built

STOPS = 140
"How often Tab is pressed on a page; lists of terms and facts go on in the same way."
FOCUSED = """() => {
    const element = document.activeElement;
    if (element === document.body) return null;
    const words = element.closest(".explained") ?? element.closest("summary, label, a, button") ?? element;
    const style = [element, words].map(one => getComputedStyle(one));
    const { left, top, right, bottom } = words.getClientRects()[0] ?? element.getBoundingClientRect();
    const [x, y] = [(left + right) / 2, (top + bottom) / 2];
    const hit = document.elementFromPoint(x, y);
    const faults = [];
    if (right - left < 2 || bottom - top < 2 || style.some(one => one.visibility !== "visible" || one.opacity === "0"))
        faults.push("unseen");
    if (x < 0 || y < 0 || x > innerWidth || y > innerHeight) faults.push("out of the window");
    else if (!hit || !(words.contains(hit) || hit.contains(words))) faults.push(`under ${hit?.outerHTML.slice(0, 60)}`);
    if (!style.some(one => one.outlineStyle !== "none" && parseFloat(one.outlineWidth) >= 2)) faults.push("no outline");
    return { what: element.outerHTML.slice(0, 90), faults };
}"""
CUT = """() => [...document.querySelectorAll("body *")].filter(element => {
    const style = getComputedStyle(element);
    const [wide, high] = [element.scrollWidth - element.clientWidth, element.scrollHeight - element.clientHeight];
    const hides = value => value === "hidden" || value === "clip";
    return element.checkVisibility({ visibilityProperty: true }) && !element.closest("svg, .unseen, .skip")
        && element.textContent.trim() && ((hides(style.overflowX) && wide > 1) || (hides(style.overflowY) && high > 1));
}).map(element => element.outerHTML.slice(0, 90))"""
SPACED = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
p { margin-block-end: 2em !important }"""
MOVING = """() => [...document.querySelectorAll("*")].filter(element => {
    const { animationName, transitionDuration, scrollBehavior } = getComputedStyle(element);
    return animationName !== "none" || parseFloat(transitionDuration) > 0.01 || scrollBehavior === "smooth";
}).map(element => element.outerHTML.slice(0, 60))"""


@pytest.fixture(scope="session")
def kinds(calais: Built) -> list[Place]:
    return places(calais.site)


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_the_focus_is_seen_wherever_it_goes(
    kinds: list[Place], calais_root: str, visit: Callable[..., Visit], viewport: dict[str, int]
) -> None:
    tab = visit(calais_root, viewport=viewport, reduced_motion="reduce")
    for place in (place for place in kinds if place.language in {"", "fr"}):
        page = tab.open(place.path)
        stops = 0
        for _ in range(STOPS):
            page.keyboard.press("Tab")
            stop = page.evaluate(FOCUSED)
            if stop is None:
                break
            stops += 1
            assert stop["faults"] == [], (place.path, stop)
        assert stops >= 2, place.path


@pytest.mark.parametrize("window", [(320, 256), (320, 700)], ids=["zoom 400 %", "small phone"])
def test_zoom_and_wide_spacing_lose_nothing(
    kinds: list[Place], calais_root: str, visit: Callable[..., Visit], window: tuple[int, int]
) -> None:
    tab = visit(calais_root, viewport={"width": window[0], "height": window[1]})
    for place in kinds:
        page = tab.open(place.path)
        page.evaluate("document.querySelectorAll('details').forEach(details => { details.open = true; })")
        for style in ("", SPACED):
            restyle(page, style or "/* as it is */")
            assert page.evaluate("document.documentElement.scrollWidth") <= window[0], place.path
            assert page.evaluate(CUT) == [], place.path


def test_nothing_moves_for_those_who_want_it_still(
    kinds: list[Place], calais_root: str, visit: Callable[..., Visit]
) -> None:
    tab = visit(calais_root, reduced_motion="reduce")
    for place in kinds:
        assert tab.open(place.path).evaluate(MOVING) == [], place.path


@pytest.mark.parametrize("forced", ["active", "none"])
def test_words_that_open_notes_are_marked_in_any_colours(
    calais_root: str, visit: Callable[..., Visit], forced: str
) -> None:
    page = visit(calais_root, forced_colors=forced).open(SECTION_EN)
    for kind in ("fact", "term"):
        words = page.locator(f".body .explained--{kind}").first
        marks = "one => [one, ...one.children].some(each => getComputedStyle(each).textDecorationLine === 'underline')"
        assert words.evaluate(marks), kind


def test_landmarks_and_headings_are_in_order(calais: Built, kinds: list[Place]) -> None:
    for place in kinds:
        tree = _tree(calais, place)
        levels = [int(heading.tag[1]) for heading in tree.iter("h1", "h2", "h3", "h4", "h5", "h6")]
        assert levels[0] == 1, place
        assert levels.count(1) == 1, place
        assert all(after <= before + 1 for before, after in pairwise(levels)), (place, levels)
        assert len(tree.findall(".//main")) == 1, place
        if place.kind != "door":
            assert [len(tree.xpath(f"/html/body/{tag}")) for tag in ("header", "main", "footer")] == [1, 1, 1], place
        names = [nav.get("aria-label") or nav.get("aria-labelledby") for nav in tree.iter("nav")]
        assert all(names), place
        assert len(names) == len(set(names)), (place, names)


def test_tables_have_headers_and_popovers_have_names(calais: Built) -> None:
    for file in sorted(calais.site.rglob("*.html")):
        tree = html.parse(str(file)).getroot()
        for table in tree.iter("table"):
            assert table.xpath(".//th"), file
        for popover in tree.xpath("//*[@popover]"):
            named = popover.get("aria-label") or _named(tree, popover.get("aria-labelledby", ""))
            assert named, (file, popover.get("id"))
            assert popover.tag in {"dialog", "nav"} or popover.get("role"), (file, popover.get("id"))
        for button in tree.xpath("//*[@popovertarget]"):
            assert tree.xpath("//*[@id=$id]", id=button.get("popovertarget")), (file, button.get("popovertarget"))


def _named(tree: Any, ids: str) -> str:
    found = [element for name in ids.split() for element in tree.xpath("//*[@id=$id]", id=name)]
    return " ".join(element.text_content().strip() for element in found)


def _tree(built: Built, place: Place) -> Any:
    return html.document_fromstring(built.html(place.path or "index.html"))
