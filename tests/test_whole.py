"""An explainer on one page: nothing is lost, nothing clashes, every link leads somewhere, notes open."""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable, Iterator

import pytest
from lxml.html import HtmlElement
from playwright.sync_api import expect

from precis.graft import REFERENCES, Graft, Scion, anchors, relative
from tests.browsing import PHONE, Visit
from tests.conftest import Built
from tests.test_built_site import links, page

WHOLES = {
    "en/calais-2015/whole/": "en/calais-2015/",
    "fr/calais-2015/dossier-complet/": "fr/calais-2015/",
}
EN, FR = WHOLES


def sections(built: Built, overview: str) -> list[str]:
    """Addresses of the explainer's pages, the overview first."""
    found = links(page(built, overview), overview, "//section[@class='short-answers']")
    return [overview, *found]


def paragraphs(tree: HtmlElement, query: str) -> list[str]:
    """Texts of the body and the answer, without those of notes."""
    outside = "[not(ancestor::*[contains(@class, 'explanations')])]"
    return [
        " ".join(str(node.text_content()).split()) for node in tree.xpath(f"{query}//*[self::p or self::li]{outside}")
    ]


@pytest.mark.parametrize("path", WHOLES)
def test_every_text_of_every_page_stands_on_it_in_order(calais: Built, path: str) -> None:
    whole = page(calais, path)
    written = [
        text
        for section in sections(calais, WHOLES[path])
        for query in ("//*[@class='lede']/*[contains(@class, 'answer')]", "//*[@class='body']")
        for text in paragraphs(page(calais, section), query)
    ]
    assert len(written) > 80
    assert paragraphs(whole, "//article//*[contains(@class, 'answer') or @class='body']") == written


@pytest.mark.parametrize("path", WHOLES)
def test_headings_follow_each_other_without_a_gap(calais: Built, path: str) -> None:
    levels = [
        int(node.tag[1])
        for node in page(calais, path).xpath("//main//*[re:test(local-name(), '^h[1-6]$')]", namespaces=RE)
    ]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
    questions = page(calais, path).xpath("//section[@class='whole__part']//h2")
    titles = [page(calais, section).xpath("//h1")[0].text_content() for section in sections(calais, WHOLES[path])[1:]]
    assert [node.text_content() for node in questions] == titles


RE = {"re": "http://exslt.org/regular-expressions"}


@pytest.mark.parametrize("path", WHOLES)
def test_all_that_names_an_id_finds_it(calais: Built, path: str) -> None:
    tree = page(calais, path)
    ids = set(tree.xpath("//@id"))
    named = [name for attribute in REFERENCES for value in tree.xpath(f"//@{attribute}") for name in str(value).split()]
    assert len(named) > 500
    assert set(named) <= ids


@pytest.mark.parametrize("path", WHOLES)
def test_links_within_the_explainer_stay_on_the_page(calais: Built, path: str) -> None:
    tree, pages = page(calais, path), sections(calais, WHOLES[path])
    found = set(links(tree, path, "//div[@class='body' or contains(@class, 'answer')]"))
    assert not found & set(pages)
    hrefs = [str(href) for href in tree.xpath("//div[@class='body']//p//a/@href")]
    assert any(href.startswith("#entry-") for href in hrefs)
    glossary = {f"#{name}" for name in tree.xpath("//section[@class='whole__glossary']//@id")}
    terms = tree.xpath("//span[contains(@class, 'explained--term')]/a/@href")
    assert terms
    assert set(terms) <= glossary


def test_sources_and_terms_stand_once(calais: Built) -> None:
    tree = page(calais, FR)
    for name in ("source-", "entry-"):
        found = tree.xpath(f"//@id[starts-with(., '{name}')]")
        assert len(found) > 20
        assert len(found) == len(set(found))
    assert "vérifié le 22 novembre 2026, https://example.org/fr/calais-2015/" in tree.text_content()


def test_it_is_left_out_of_search_but_the_switcher_knows_it(calais: Built) -> None:
    tree = page(calais, EN)
    entry = json.loads(calais.html("assets/pagefind/pagefind-entry.json"))
    pages = calais.html("sitemap.xml").count("<loc>https://example.org/en/")
    assert entry["languages"]["en"]["page_count"] == pages + len(page(calais, "en/glossary/").xpath("//h3"))
    assert FR in links(tree, EN, "//nav[@class='switcher']")
    assert tree.xpath("//link[@rel='canonical']/@href") == ["https://example.org/en/calais-2015/"]


def test_overview_and_sections_lead_to_it(calais: Built) -> None:
    for path in ("en/calais-2015/", "en/calais-2015/measures/"):
        assert EN in links(page(calais, path), path, "/")


def test_a_page_that_is_not_translated_says_so_in_its_place(spoken: Built) -> None:
    tree = page(spoken, "ar/al-mina/whole/")
    part = tree.xpath("//section[@class='whole__part'][.//h2='And then?']")[0]
    assert part.find_class("notice")
    assert [(node.get("lang"), node.get("dir")) for node in part.xpath("./div")] == [("en", "ltr")]
    assert tree.get("dir") == "rtl"


# How pages are moved


def grafted(*texts: str, deeper: int = 0) -> Iterator[str]:
    scions = [Scion.of(f"en/{name}/", name, text) for name, text in zip("ab", texts, strict=False)]
    place = Graft("en/whole/", {one.url: one for one in scions}, {("en/glossary/", "tide"): "entry-tide"})
    return (part for one in scions for part in place.take(one, deeper))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('<p id="x"><a href="#x">1</a></p>', '<p id="a.x"><a href="#a.x">1</a></p>'),
        ('<p><a href="../b/#y">1</a></p>', '<p><a href="#b.y">1</a></p>'),
        ('<p><a href="../b/">1</a></p>', '<p><a href="#b">1</a></p>'),
        ('<p><a href="../b/#gone">1</a></p>', '<p><a href="#b">1</a></p>'),
        ('<p><a href="../glossary/#tide">1</a></p>', '<p><a href="#entry-tide">1</a></p>'),
        ('<p><a href="../glossary/#other">1</a></p>', '<p><a href="../glossary/#other">1</a></p>'),
        ('<p><a href="../../data/x.csv">1</a></p>', '<p><a href="../../data/x.csv">1</a></p>'),
        ('<p><a href="https://example.net/#x">1</a></p>', '<p><a href="https://example.net/#x">1</a></p>'),
        ('<p><a href="mailto:a@b.c">1</a></p>', '<p><a href="mailto:a@b.c">1</a></p>'),
        ('<p><img src="ship.png"></p>', '<p><img src="../a/ship.png"></p>'),
        ('<p id="x y">1</p><p aria-labelledby="x y"></p>', '<p id="a.x y">1</p><p aria-labelledby="x y"></p>'),
        ('<i id="u"></i><b aria-labelledby="u v"></b>', '<i id="a.u"></i><b aria-labelledby="a.u v"></b>'),
        (
            '<svg><g id="c"></g><path fill="url(#c)"></path></svg>',
            '<svg><g id="a.c"></g><path fill="url(#a.c)"></path></svg>',
        ),
        ("<h2>1</h2><h6>2</h6>", "<h3>1</h3><h6>2</h6>"),
    ],
)
def test_ids_links_and_headings_are_moved(before: str, after: str) -> None:
    assert next(grafted(before, '<p id="y">2</p>', deeper=1)) == after


def test_prefixes_are_unlike() -> None:
    assert anchors(["a", "a.b", "a-b", "sources"], ["sources"]) == ["a", "a-b", "a-b_", "sources_"]


@pytest.mark.parametrize(
    ("url", "start", "expected"),
    [
        ("en/a/b/", "en/a/whole/", "../b/"),
        ("", "en/a/", "../../"),
        ("x.csv", "en/a/", "../../x.csv"),
        ("en/a/", "en/a/", "./"),
    ],
)
def test_addresses_are_relative(url: str, start: str, expected: str) -> None:
    assert relative(url, start) == expected


# In the browser


@pytest.mark.parametrize("script", [True, False])
def test_notes_open_with_and_without_javascript(calais_root: str, visit: Callable[..., Visit], script: bool) -> None:
    tab = visit(calais_root, viewport=PHONE, java_script_enabled=script).open(FR)
    words = tab.locator("section.whole__part").nth(2).locator(".body label.explained--fact").first
    note = tab.locator(f"[id='{words.locator('button').get_attribute('popovertarget')}']")
    expect(note).to_be_hidden()
    words.click()
    expect(note).to_be_visible()
    expect(note).to_contain_text("Vérifié le")
    tab.keyboard.press("Escape")
    expect(note).to_be_hidden()


def test_terms_lead_to_the_glossary_below_without_javascript(calais_root: str, visit: Callable[..., Visit]) -> None:
    one = visit(calais_root, java_script_enabled=False)
    tab = one.open(EN)
    link = tab.locator(".body .explained--term > a").first
    name = str(link.get_attribute("href")).removeprefix("#")
    link.click()
    assert one.at() == f"{EN}#{name}"
    expect(tab.locator(f"[id='{name}']")).to_be_in_viewport()


def test_on_paper_notes_follow_their_section_and_terms_stand_in_the_glossary(
    calais_root: str, visit: Callable[..., Visit]
) -> None:
    tab = visit(calais_root).open(EN)
    tab.emulate_media(media="print")
    expect(tab.locator(".body .explanation--fact").first).to_be_visible()
    expect(tab.locator(".explanation--term").first).to_be_hidden()
    expect(tab.locator("#entry-unhcr")).to_be_visible()


def test_phones_never_scroll_sideways(calais_root: str, visit: Callable[..., Visit]) -> None:
    tab = visit(calais_root, viewport={"width": 320, "height": 640}).open(FR)
    assert tab.evaluate("document.documentElement.scrollWidth") == 320
