"""A site whose every text attacks, as readers, browsers, spreadsheets and programs meet it; no policy helps them."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from lxml import etree, html
from playwright.sync_api import Browser, Page
from pypdf import PdfReader

from precis.markup import Gate
from tests.browsing import Serve
from tests.conftest import Built, build
from tests.hostile import ATTACKS, HOST, TEXT, attack
from tests.test_markup import ATTACKS as IN_HTML
from tests.test_markup import page, rendered

SEEN = (
    *("", "en/", "en/harbour/", "en/harbour/closing/", "en/harbour/ending/", "en/harbour/whole/", "en/glossary/"),
    *("en/harbour/facts/", "en/harbour/facts/ships/", "en/harbour/sources/", "en/corrections/", "404.html"),
    *("fr/", "fr/le-port/fermeture/", "fr/le-port/chiffres/", "fr/404.html"),
)
WATCH = "window.pwned = []; window.pwn = () => window.pwned.push(document.currentScript ? 'script' : 'event');"
FOREIGN = f"img[src*='{HOST}'], svg script, iframe, object, embed, base, body style, body script:not([type])"
INJECTED = f"""[...document.querySelectorAll('*')].flatMap(one => [...one.attributes]
  .filter(({{ name, value }}) => /^on/i.test(name) || /^\\s*javascript:/i.test(value))
  .map(({{ name }}) => one.tagName + ' ' + name))
  .concat([...document.querySelectorAll(`{FOREIGN}`)].map(one => one.outerHTML))"""


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Built:
    built = build(attack(tmp_path_factory.mktemp("attacked") / "site-project"), strict=False)
    assert built.code == 0, built.log
    return built


@pytest.fixture(scope="module")
def root(attacked: Built, served: Serve) -> str:
    return served(attacked.site, "/")


@pytest.fixture
def victim(browser: Browser) -> Callable[[str], tuple[Page, list[str]]]:
    """Opens an address in a tab that notes each dialog, each request to another host, each error of a script."""

    def start(address: str) -> tuple[Page, list[str]]:
        tab, wrong = browser.new_context().new_page(), list[str]()
        tab.add_init_script(WATCH)
        tab.on("dialog", lambda dialog: wrong.append(f"dialog: {dialog.message}"))
        tab.on("pageerror", lambda error: wrong.append(f"error: {error}"))
        host = urlsplit(address).netloc
        tab.on("request", lambda one: wrong.extend([one.url] * (urlsplit(one.url).netloc != host)))
        tab.goto(address)
        return tab, wrong

    return start


@pytest.mark.parametrize("path", SEEN)
def test_no_attack_runs_loads_or_stands_in_a_page(
    path: str, root: str, attacked: Built, victim: Callable[[str], tuple[Page, list[str]]]
) -> None:
    assert (attacked.site / path).exists(), sorted(one.parent.name for one in attacked.site.rglob("index.html"))
    tab, wrong = victim(root + path)
    for opener in tab.query_selector_all("button[popovertarget], summary"):
        opener.evaluate("one => one.click()")
    assert tab.evaluate(INJECTED) == []
    assert tab.evaluate("window.pwned") == []
    assert wrong == []
    tab.context.close()


def test_search_shows_attacks_as_words(root: str, victim: Callable[[str], tuple[Page, list[str]]]) -> None:
    tab, wrong = victim(root + "en/harbour/closing/")
    tab.click("#search-open")
    for words in ("pwn", "pilot", "harbour script"):
        tab.fill("#search input[type=search]", words)
        tab.wait_for_function("document.querySelector('#search [role=status]').textContent.trim() !== ''")
        tab.wait_for_timeout(300)
        assert tab.evaluate(INJECTED) == []
    assert tab.locator("#search li").count()
    assert (tab.evaluate("window.pwned"), wrong) == ([], [])
    tab.context.close()


def test_pages_hold_the_attacks_as_text_and_no_further_element(attacked: Built) -> None:
    for file in attacked.site.rglob("*.html"):
        tree = html.document_fromstring(file.read_text("utf-8"))
        assert len(tree.xpath("//title")) == 1, file
        assert not tree.xpath("//@*[starts-with(name(), 'on')] | //@style | //body//style | //iframe"), file
        assert not [one for one in tree.xpath("//script") if not one.get("src") and one.get("type") is None], file
        for data in tree.xpath("//script[@type='application/ld+json']/text()"):
            json.loads(data)
        addresses = [str(one) for one in tree.xpath("//@href | //@src")]
        assert not [one for one in addresses if re.match(r"\s*(?:javascript|data|vbscript):", one, re.IGNORECASE)], file
    tree = html.document_fromstring(attacked.html("en/harbour/closing/"))
    assert ATTACKS[1].partition(" ")[2][:20] in str(tree.xpath("string(//h1)"))
    assert "seven * seven" in str(tree.xpath("string(//title)"))


def test_data_feeds_and_texts_hold_the_attacks_as_text(attacked: Built) -> None:
    for file in attacked.site.rglob("*.csv"):
        for row in csv.reader(io.StringIO(file.read_text("utf-8"))):
            assert not [cell for cell in row if cell[:1] in set("=+-@\t\r") and not re.fullmatch(r"-?[\d.]+", cell)]
    for file in [*attacked.site.rglob("*.atom"), *attacked.site.rglob("*.xml")]:
        tree = etree.fromstring(file.read_bytes())
        assert {etree.QName(one).localname for one in tree.iter()}.isdisjoint({"script", "img", "svg", "style"})
    for file in [*attacked.site.rglob("*.json"), *attacked.site.rglob("*.jsonld")]:
        json.loads(file.read_text("utf-8"))
    lines = (attacked.site / "llms.txt").read_text("utf-8").splitlines()
    links = [re.sub(r"\\.", "", line) for line in lines if line.startswith("- ")]
    assert links
    assert all(re.fullmatch(r"- \[[^\[\]<>]*\]\(https://example\.org/[\w/.-]+\)[^\[\]<>]*", link) for link in links)
    copy = (attacked.site / "en/harbour/closing/index.html.md").read_text("utf-8")
    assert copy.startswith("# =HYPERLINK")
    assert "\\<script\\>" in copy.splitlines()[0]


def test_pdfs_set_the_attacks_as_they_are_written(attacked: Built) -> None:
    (file,) = (attacked.site / "en/harbour").glob("*.pdf")
    text = " ".join(" ".join(one.extract_text() for one in PdfReader(file).pages).split())
    assert '#panic("typst") $x$ @cite' in text
    links = {
        str(note.get_object()["/A"].get("/URI", ""))
        for one in PdfReader(file).pages
        for note in one.get("/Annots", ())
        if "/A" in note.get_object()
    }
    assert not [one for one in links if not re.match(r"https?://|$", one)]


def test_what_is_shown_while_serving_is_harmless_too(
    tmp_path: Path, served: Serve, victim: Callable[[str], tuple[Page, list[str]]]
) -> None:
    """Pages with errors, which no build publishes and the preview shows."""
    (tmp_path / "404.html").write_text("", "utf-8")
    for number, body in enumerate(IN_HTML):
        tree, said = Gate(page(body)).passed(rendered(body))
        assert said
        text = html.tostring(tree, encoding="unicode").replace("alert(1)", "pwn()")
        (tmp_path / f"{number}.html").write_text(f"<!doctype html><title>x</title>{text}", "utf-8")
    address = served(tmp_path, "/")
    tab, wrong = victim(address + "0.html")
    for number in range(len(IN_HTML)):
        tab.goto(f"{address}{number}.html")
        assert tab.evaluate(INJECTED) == []
        for link in tab.query_selector_all("a"):
            assert urlsplit(str(link.evaluate("one => one.href"))).scheme in {"", "http", "https"}
        assert tab.evaluate("window.pwned") == []
    assert [one for one in wrong if not one.startswith(address)] == []
    assert TEXT
    tab.context.close()
