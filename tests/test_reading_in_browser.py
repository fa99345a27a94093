"""The comforts of reading, in a real headless Chromium: search, contents, ways back and on, links to copy, files."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browsing import DESKTOP, EVERY_RULE, PHONE, SECTION_EN, SECTION_FR, Serve, Visit, faults, search
from tests.conftest import Built

FONT = "/fonts/newsreader."
"Preloading it is refused for files; the style sheet loads it all the same."


def group(page: Page, kind: str) -> list[str]:
    return page.locator(f".search__found--{kind} > a").all_inner_texts()


@pytest.fixture
def files(calais: Built, browser: Browser) -> Iterator[Callable[..., Visit]]:
    """Opens tabs on the built folder itself, as a double click does."""
    visits: list[Visit] = []

    def start(**context: object) -> Visit:
        tab = browser.new_context(**{"viewport": DESKTOP, **context}).new_page()  # type: ignore[arg-type]
        visits.append(Visit(tab, f"{calais.site.as_uri()}/"))
        visits[-1].watch()
        return visits[-1]

    yield start
    for one in visits:
        one.page.context.close()
        assert [
            what
            for what in one.wrong
            if FONT not in what and what != "console: Failed to load resource: net::ERR_FAILED"
        ] == []


# What a page fetches


@pytest.mark.parametrize(
    ("path", "scripts"),
    [("en/", []), (SECTION_EN, ["notes"]), ("fr/glossaire/", ["filter"]), ("fr/calais-2015/chiffres/", ["filter"])],
)
def test_a_page_fetches_few_scripts_and_nothing_moves(
    calais_root: str, visit: Callable[..., Visit], path: str, scripts: list[str]
) -> None:
    tab = visit(calais_root)
    fetched: list[str] = []
    tab.page.on("request", lambda request: fetched.append(urlsplit(request.url).path))
    tab.page.add_init_script(
        "window.moved = 0; new PerformanceObserver(list => { for (const e of list.getEntries()) moved += e.value })"
        ".observe({ type: 'layout-shift', buffered: true })"
    )
    page = tab.open(path)
    page.wait_for_load_state("networkidle")
    assert len(fetched) <= 7
    plain = [re.sub(r"\.[0-9a-f]{10}(?=\.js$)", "", name) for name in fetched]
    assert sorted(name for name in plain if name.endswith(".js")) == sorted(
        f"/assets/{name}.js" for name in ["precis", *scripts]
    )
    assert page.evaluate("moved") < 0.002


def test_lists_need_no_further_letters(calais_root: str, visit: Callable[..., Visit]) -> None:
    """Browsers set the point before an item in the text’s face, Chromium at the latest when it opens a dialog."""
    page = visit(calais_root).open(SECTION_EN)
    further: list[str] = []
    page.on("request", lambda request: further.append(request.url) if "newsreader-more" in request.url else None)
    page.evaluate("document.querySelector('main .layout').insertAdjacentHTML('beforeend', '<ul><li>One</li></ul>')")
    page.keyboard.press("/")
    page.locator(".search__query").wait_for()
    page.wait_for_timeout(300)
    assert not further
    with page.expect_event("request", lambda request: "newsreader-more" in request.url):
        page.evaluate("document.querySelector('main').append('↑')")


# Search


def test_what_is_found_stands_in_groups_with_their_counts(calais_root: str, visit: Callable[..., Visit]) -> None:
    page = visit(calais_root).open("fr/")
    search(page, "eurotunnel")
    headings = page.locator(".search__kind").all_inner_texts()
    assert [re.sub(r"\d+", "N", heading) for heading in headings] == [
        "Dans les dossiers\u00a0: N",
        "Dans le glossaire\u00a0: N",
        "Faits et chiffres\u00a0: N",
    ]
    counts = [int(re.sub(r"\D", "", heading)) for heading in headings]
    expect(page.locator(".search__status")).to_have_text(f"Résultats\u00a0: {sum(counts)}")
    assert group(page, "term")[0] == "Eurotunnel"
    term = page.locator(".search__found--term").first
    expect(term).to_contain_text("Société concessionnaire du tunnel sous la Manche")
    fact = page.locator(".search__found--fact").first
    expect(fact.locator(".search__value")).not_to_be_empty()
    expect(fact.locator(".search__excerpt")).not_to_be_empty()
    term.get_by_role("link").click()
    page.wait_for_url("**/fr/glossaire/#eurotunnel")
    expect(page.locator("#search")).to_be_hidden()


def test_terms_are_found_by_their_other_forms_with_and_without_accents(
    calais_root: str, visit: Callable[..., Visit]
) -> None:
    page = visit(calais_root).open(SECTION_FR)
    search(page, "refugies")
    assert "réfugié" in group(page, "term")
    page.keyboard.press("Escape")
    search(page, "demandeuses d'asile")
    assert "demandeur d’asile" in group(page, "term")


def test_what_is_mistyped_after_its_beginning_is_found(calais_root: str, visit: Callable[..., Visit]) -> None:
    """So much the library gives; see CONTRIBUTING.md."""
    page = visit(calais_root).open("en/")
    search(page, "eurotunel")
    assert group(page, "term") == ["Eurotunnel"]


def test_a_first_search_loads_what_it_shows_and_more_on_demand(calais_root: str, visit: Callable[..., Visit]) -> None:
    tab = visit(calais_root)
    loaded: list[str] = []
    tab.page.on("request", lambda request: loaded.append(request.url))
    page = tab.open("en/")
    search(page, "the")
    page.keyboard.press("Escape")
    search(page, "Calais")
    shown = len(group(page, "fact"))
    assert shown == 5
    assert len([url for url in loaded if "fragment" in url]) <= 2 * 3 * 5
    assert not [url for url in loaded if "worker" in url]
    more = page.locator(".search__group", has=page.locator(".search__found--fact")).get_by_role("button")
    more.click()
    expect(page.locator(".search__found--fact").nth(shown).get_by_role("link")).to_be_focused()


def test_arrows_move_through_results_and_escape_gives_the_focus_back(
    calais_root: str, visit: Callable[..., Visit]
) -> None:
    tab = visit(calais_root)
    page = tab.open("en/")
    opener = page.locator("#search-open")
    opener.focus()
    page.keyboard.press("Enter")
    query = page.locator(".search__query")
    expect(query).to_be_focused()
    page.keyboard.type("tunnel")
    expect(page.locator(".search__results")).to_have_attribute("aria-label", "tunnel")  # not what its beginning finds
    links = page.locator(".search__results a")
    expect(links.first).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(links.nth(0)).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(links.nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(query).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(query).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    expect(page.locator("#search")).to_be_hidden()
    expect(opener).to_be_focused()
    page.keyboard.press("/")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/calais-2015/**")


def test_a_search_without_results_leads_on(calais_root: str, visit: Callable[..., Visit]) -> None:
    tab = visit(calais_root)
    page = tab.open(SECTION_EN)
    search(page, "xyzzy")
    ways = page.locator(".search__ways")
    expect(ways).to_contain_text("Searches the explainers, the glossary and the facts")
    assert faults(page, EVERY_RULE) == []
    ways.get_by_role("link", name="All facts").click()
    assert tab.at() == "en/calais-2015/facts/"
    search(page, "tunnel")
    expect(ways).to_be_hidden()


def test_the_search_says_when_its_index_does_not_come(calais_root: str, visit: Callable[..., Visit]) -> None:
    tab = visit(calais_root)
    page = tab.open("en/")
    page.route("**/*.pf_index", lambda route: route.abort())
    page.route("**/pagefind.js", lambda route: route.abort())
    page.keyboard.press("/")
    expect(page.locator(".search__status")).to_have_text("The search could not be loaded.")
    expect(page.locator(".search__ways").get_by_role("link", name="Glossary")).to_be_visible()
    tab.wrong.clear()  # what was aborted here


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_search_fills_a_phone_and_what_its_keyboard_leaves(
    calais_root: str, visit: Callable[..., Visit], scheme: str
) -> None:
    page = visit(calais_root, viewport=PHONE, has_touch=True, color_scheme=scheme).open(SECTION_FR)
    page.locator("#search-open").tap()
    expect(page.locator(".search__query")).to_be_focused()
    page.keyboard.type("tunnel")
    expect(page.locator(".search__found").first).to_be_visible()
    assert page.locator("#search").bounding_box() == {"x": 0, "y": 0, **PHONE}
    page.set_viewport_size({"width": 360, "height": 400})
    expect(page.locator("#search")).to_have_css("height", "400px")
    assert page.evaluate("document.getElementById('search').scrollWidth") <= 360
    assert faults(page, EVERY_RULE) == []


# Contents of the page


@pytest.mark.parametrize("script", [True, False])
def test_phones_fold_the_contents_of_the_page(calais_root: str, visit: Callable[..., Visit], script: bool) -> None:
    tab = visit(calais_root, viewport=PHONE, java_script_enabled=script)
    page = tab.open(SECTION_FR)
    contents = page.get_by_role("navigation", name="Sur cette page")
    expect(contents.get_by_role("link")).to_have_count(0)
    contents.locator("summary").click()
    contents.get_by_role("link", name="Une nuit à Coquelles").click()
    assert tab.at() == SECTION_FR + "#one-night"
    expect(page.locator("#one-night")).to_be_in_viewport()


def test_wide_windows_show_the_contents_beside_the_page(calais_root: str, visit: Callable[..., Visit]) -> None:
    page = visit(calais_root).open(SECTION_EN)
    contents = page.get_by_role("navigation", name="On this page")
    expect(contents.get_by_role("heading", name="On this page")).to_be_visible()
    headings = page.locator(".body h2 > span").all_inner_texts()
    assert contents.get_by_role("link").all_inner_texts() == headings
    page.emulate_media(media="print")
    expect(contents).to_be_hidden()


# Links to copy


def clipboard(page: Page) -> str:
    return str(page.evaluate("navigator.clipboard.readText()"))


def allowed(tab: Visit) -> Visit:
    tab.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    return tab


def test_a_permanent_link_is_copied_said_and_followed(calais_root: str, visit: Callable[..., Visit]) -> None:
    tab = allowed(visit(calais_root))
    page = tab.open(SECTION_FR)
    for selector in ("#one-night .headerlink", "#injuries-damage .headerlink"):
        page.locator(selector).focus()
        page.keyboard.press("Enter")
        expect(page.get_by_role("status").filter(has_text="Lien copié")).to_be_visible()
        assert clipboard(page) == page.url
    assert tab.at() == SECTION_FR + "#injuries-damage"
    assert faults(page, EVERY_RULE) == []


def test_a_charts_permanent_link_is_copied(calais_root: str, visit: Callable[..., Visit]) -> None:
    tab = allowed(visit(calais_root))
    page = tab.open(SECTION_EN)
    page.locator(".body").evaluate(
        """body => body.insertAdjacentHTML(
            "afterbegin", '<figure id=chart-x><a class=headerlink href="#chart-x">#</a></figure>')"""
    )
    page.locator("#chart-x .headerlink").click()
    expect(page.locator(".said")).to_have_text("Link copied")
    assert clipboard(page) == calais_root + SECTION_EN + "#chart-x"


def test_a_figures_note_gives_its_link_and_its_source(calais_root: str, visit: Callable[..., Visit]) -> None:
    page = allowed(visit(calais_root)).open(SECTION_EN)
    page.locator(".body .explained--fact", has_text="about 2,000").first.click()
    note = page.locator(".explanation:popover-open")
    note.get_by_role("button", name="Copy link").click()
    expect(page.locator(".said")).to_have_text("Link copied")
    assert clipboard(page) == calais_root + "en/calais-2015/facts/night-attempts/"
    note.get_by_role("button", name="Copy with source").click()
    page.wait_for_function("navigator.clipboard.readText().then(text => text.includes('\\n'))")
    text = clipboard(page)
    assert text.startswith("About 2,000\u00a0attempts – Attempts to enter the Eurotunnel site recorded in one night")
    assert "Stated by – Eurotunnel" in text
    assert text.endswith("/en/calais-2015/facts/night-attempts/")
    expect(note).to_be_visible()
    assert faults(page, EVERY_RULE) == []


def test_links_are_copied_where_the_clipboard_is_refused(calais_root: str, visit: Callable[..., Visit]) -> None:
    tab = visit(calais_root)
    tab.page.add_init_script("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    page = tab.open(SECTION_EN)
    page.evaluate("addEventListener('copy', () => { window.copied = document.activeElement.value })")
    page.locator(".body .explained--fact").first.click()
    note = page.locator(".explanation:popover-open")
    button = note.get_by_role("button", name="Copy link")
    button.click()
    expect(page.locator(".said")).to_have_text("Link copied")
    assert str(page.evaluate("copied")).startswith(calais_root + "en/calais-2015/facts/")
    expect(note).to_be_visible()
    expect(button).to_be_focused()
    page.evaluate("document.execCommand = () => false")
    button.click()
    expect(page.locator(".said")).to_have_text("The link could not be copied. It stands in the address bar.")


def test_a_page_is_shared_by_the_systems_own_way_or_copied(calais_root: str, visit: Callable[..., Visit]) -> None:
    tab = allowed(visit(calais_root))
    page = tab.open(SECTION_EN + "#one-night")
    page.evaluate("Object.defineProperty(navigator, 'share', { value: undefined, configurable: true })")
    button = page.get_by_role("button", name="Share this page")
    button.click()
    expect(page.locator(".said")).to_have_text("Link copied")
    assert clipboard(page) == calais_root + SECTION_EN
    page.evaluate("Object.defineProperty(navigator, 'share', { value: async what => { window.shared = what } })")
    button.click()
    page.wait_for_function("window.shared")
    assert page.evaluate("shared.url") == calais_root + SECTION_EN


def test_what_is_pressed_is_large_enough(calais_root: str, visit: Callable[..., Visit]) -> None:
    tab = visit(calais_root, viewport=PHONE)
    for path in (SECTION_EN, "en/glossary/"):
        page = tab.open(path)
        small = page.evaluate(
            """() => [...document.querySelectorAll(".headerlink, .share, .contents a, page-back a")].map(one =>
                one.getBoundingClientRect()).filter(box => box.width && Math.min(box.width, box.height) < 24).length"""
        )
        assert small == 0, path


def test_without_javascript_no_control_is_dead(calais_root: str, visit: Callable[..., Visit]) -> None:
    tab = visit(calais_root, java_script_enabled=False)
    for path in ("fr/", "fr/calais-2015/", SECTION_FR, "fr/glossaire/", "fr/calais-2015/chiffres/night-attempts/"):
        page = tab.open(path)
        for control in page.locator(".scripted, page-back, page-continue, .search").all():
            expect(control).to_be_hidden()
    page = tab.open(SECTION_FR)
    page.locator("#one-night .headerlink").click()
    assert tab.at() == SECTION_FR + "#one-night"


# Ways back and on


def test_a_term_leads_to_the_glossary_and_back_to_the_line(calais_root: str, visit: Callable[..., Visit]) -> None:
    tab = visit(calais_root)
    page = tab.open(SECTION_EN)
    words = page.locator(".body .explained--term").last
    words.scroll_into_view_if_needed()
    words.locator("a").click()
    before = page.evaluate("scrollY")
    page.locator(".explanation:popover-open .explanation__more a").click()
    back = page.get_by_role("link", name="Back to “What happened at the Channel Tunnel terminal in July 2015?”")
    expect(back).to_be_in_viewport()
    assert faults(page, EVERY_RULE) == []
    back.click()
    page.wait_for_url("**/" + SECTION_EN + "**")
    page.wait_for_function(f"Math.abs(scrollY - {before}) < 5")


def test_after_a_detour_the_way_back_leads_to_the_words(calais_root: str, visit: Callable[..., Visit]) -> None:
    tab = visit(calais_root)
    page = tab.open(SECTION_FR)
    words = page.locator("#following-nights ~ p .explained--fact").nth(1)
    words.click()
    page.locator(".explanation:popover-open .explanation__more a").click()
    page.get_by_role("link", name="Tous les faits et chiffres").first.click()
    page.locator("page-back a").click()
    page.wait_for_url("**/" + SECTION_FR + "#following-nights")
    expect(words).to_be_in_viewport()


def test_there_is_no_way_back_where_the_reader_did_not_come_from_a_question(
    calais_root: str, visit: Callable[..., Visit]
) -> None:
    tab = visit(calais_root)
    page = tab.open(SECTION_EN)
    page.locator(".bar__brand").click()
    page.get_by_role("navigation", name="Footer").get_by_role("link", name="Glossary").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator("page-back a")).to_have_count(0)
    page = visit(calais_root).open("en/glossary/")
    expect(page.locator("page-back a")).to_have_count(0)


def test_readers_continue_with_the_question_they_left(calais_root: str, visit: Callable[..., Visit]) -> None:
    tab = visit(calais_root)
    page = tab.open("fr/")
    expect(page.locator("page-continue a")).to_have_count(0)
    tab.open("fr/calais-2015/la-suite/")
    for path in ("fr/", "fr/calais-2015/"):
        page = tab.open(path)
        on = page.get_by_role("link", name=re.compile("^Reprendre où vous en étiez : question 7, « "))
        expect(on).to_be_visible()
        assert faults(page, EVERY_RULE) == []
    on.click()
    assert tab.at() == "fr/calais-2015/la-suite/"
    expect(tab.open("en/").locator("page-continue a")).to_have_count(0)


def test_ways_work_below_a_sub_path(below: Built, served: Serve, visit: Callable[..., Visit]) -> None:
    tab = visit(served(below.site, "/explainers/"))
    page = tab.open("fr/le-port/fermeture/")
    page.locator(".explained--fact").first.click()
    page.locator(".explanation:popover-open .explanation__more a").click()
    expect(page.get_by_role("link", name="Retour à")).to_be_visible()
    page.get_by_role("link", name="Retour à").click()
    page.wait_for_url("**/explainers/fr/le-port/fermeture/**")
    page = tab.open("fr/")
    page.locator("page-continue a").click()
    assert tab.at() == "fr/le-port/fermeture/"


# Opened from files


def test_the_built_folder_reads_from_files(files: Callable[..., Visit]) -> None:
    tab = files()
    page = tab.open("index.html")
    page.get_by_role("link", name="Français").click()
    assert tab.at() == "fr/index.html"
    page.get_by_role("link", name="Calais, été 2015").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/fr/calais-2015/index.html")
    page.locator(".short-answers a").first.click()
    assert tab.at() == SECTION_FR + "index.html"
    page.locator(".switcher a").first.click()
    assert tab.at() == SECTION_EN + "index.html"
    page.get_by_role("button", name="Dark colours").click()
    page.locator(".body .explained--term a").first.click()
    page.locator(".explanation:popover-open .explanation__more a").click()
    assert tab.at().startswith("en/glossary/index.html#")
    expect(page.get_by_role("button", name="Dark colours")).to_have_attribute("aria-pressed", "true")
    page.get_by_label("Filter by words").fill("eurotunnel concession")
    expect(page.locator(".terms:visible")).to_have_count(1)
    page.locator("page-back a").click()
    page.wait_for_url("**/" + SECTION_EN + "index.html")
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<a id=late href=\"../why-calais/#later\">late</a>')")
    page.locator("#late").click()
    assert tab.at() == "en/calais-2015/why-calais/index.html#later"
    page.locator(".bar__brand").click()
    page.get_by_role("link", name="Continue where you were: question 2").click()
    assert tab.at() == "en/calais-2015/why-calais/index.html"


def test_a_link_copied_from_a_file_is_that_of_the_published_page(files: Callable[..., Visit]) -> None:
    tab = files()
    page = tab.open(SECTION_EN + "index.html")
    page.evaluate(
        "Object.defineProperty(navigator, 'clipboard', { value: { writeText: async t => { window.copied = t } } })"
    )
    page.locator("#one-night .headerlink").click()
    expect(page.locator(".said")).to_have_text("Link copied")
    assert page.evaluate("copied") == f"https://example.org/{SECTION_EN}#one-night"
    assert tab.at() == SECTION_EN + "index.html#one-night"


def test_files_say_that_they_cannot_be_searched_and_what_can(files: Callable[..., Visit]) -> None:
    tab = files(viewport=PHONE)
    page = tab.open("fr/calais-2015/index.html")
    page.locator("#search-open").click()
    expect(page.locator(".search__status")).to_contain_text("La recherche ne fonctionne que sur un serveur web")
    page.keyboard.type("tunnel")
    expect(page.locator(".search__status")).to_contain_text("La recherche ne fonctionne que sur un serveur web")
    page.locator(".search__ways").get_by_role("link", name="Tous les faits et chiffres").click()
    assert tab.at() == "fr/calais-2015/chiffres/index.html"
    page.get_by_label("Filtrer par mots").fill("tunnel")
    assert page.locator(".record:visible").count() > 0
