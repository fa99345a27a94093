"""One build, all languages: each promise of the architecture, looked up in the built pages."""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from lxml import etree, html

from tests.conftest import Built, build

HOME = "https://example.org/"
EN, FR = "en/harbour/closing/", "fr/le-port/fermeture/"
SITEMAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


def page(built: Built, path: str) -> html.HtmlElement:
    return html.document_fromstring(built.html(path))


def links(tree: html.HtmlElement, path: str, query: str) -> list[str]:
    """Where the links of a page lead, relative to the site's root."""
    return [urljoin("/" + path, str(href)).lstrip("/") for href in tree.xpath(query + "//a/@href")]


def pages(built: Built) -> Iterator[tuple[str, html.HtmlElement]]:
    for file in sorted(built.site.rglob("*.html")):
        yield (
            file.relative_to(built.site).as_posix().removesuffix("index.html"),
            html.document_fromstring(file.read_text("utf-8")),
        )


def repeats(path: str) -> bool:
    """Whether the page shows an explainer whole."""
    return path.endswith(("/whole/", "/dossier-complet/"))


@pytest.mark.parametrize(("path", "tag"), [(EN, "en"), (FR, "fr"), ("en/", "en"), ("fr/", "fr"), ("fr/404.html", "fr")])
def test_language_of_the_page(good: Built, path: str, tag: str) -> None:
    root = page(good, path)
    assert (root.get("lang"), root.get("dir")) == (tag, "ltr")


def test_strings_of_theme_and_interface_follow_the_page(good: Built) -> None:
    english, french = page(good, EN), page(good, FR)
    assert english.xpath("//a[@class='skip']/text()") == ["Skip to content"]
    assert french.xpath("//a[@class='skip']/text()") == ["Aller au contenu"]
    assert english.xpath("//*[@id='key-facts']/text()") == ["Key facts"]
    assert french.xpath("//*[@id='key-facts']/text()") == ["Repères"]


def test_strings_of_markdown_follow_the_page(good: Built) -> None:
    for path, permalink, back, title in [
        (EN, "Permanent link to this section", "Back to note 1 in the text", "Note"),
        (FR, "Lien permanent vers cette partie", "Revenir à la note 1 dans le texte", "Remarque"),
    ]:
        tree = page(good, path)
        assert set(tree.xpath("//a[@class='headerlink']/@title")) == {permalink}
        assert tree.xpath("//a[@class='footnote-backref']/@title") == [back]
        assert [node.text_content() for node in tree.find_class("admonition-title")] == [title]


def test_no_english_in_french_pages(good: Built) -> None:
    for path, tree in pages(good):
        if path.startswith("fr/"):
            for node in tree.xpath("//*[@lang='en' or @hreflang='en' or self::script]"):
                node.drop_tree()
            text = tree.text_content() + " ".join(tree.xpath("//@title | //@aria-label | //@placeholder"))
            assert not re.search(r"\b(the|of|Search|Permanent|Back|Close|Stated|Certainty|Checked)\b", text), path


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (EN, ["en/harbour/", "en/harbour/closing/", "en/harbour/ending/"]),
        (FR, ["fr/le-port/", "fr/le-port/fermeture/", "fr/le-port/la-fin/"]),
        ("fr/le-moulin/toit/", ["fr/le-moulin/", "fr/le-moulin/toit/"]),
    ],
)
def test_navigation_is_of_this_explainer_and_language(good: Built, path: str, expected: list[str]) -> None:
    assert links(page(good, path), path, "//nav[@class='questions']") == expected


def test_previous_and_next_stay_in_explainer_and_language(good: Built) -> None:
    found = {path: links(tree, path, "//nav[@class='neighbours']") for path, tree in pages(good)}
    assert found["en/harbour/"] == ["en/harbour/closing/"]
    assert found[EN] == ["en/harbour/", "en/harbour/ending/"]
    assert found["en/harbour/ending/"] == [EN]
    assert found["fr/le-port/la-fin/"] == [FR]
    for path, targets in found.items():
        assert all(target.split("/")[:2] == path.split("/")[:2] for target in targets), path


def test_home_link_leads_to_the_language(good: Built) -> None:
    for path, tree in pages(good):
        if path.startswith(("en/", "fr/")) and not path.endswith(".html"):
            hrefs = tree.xpath("//a[@class='bar__brand']/@href")
            assert [urljoin("/" + path, hrefs[0])] == [f"/{path.split('/')[0]}/"], path


def test_switcher_leads_to_the_same_page(good: Built) -> None:
    for one, other in [(EN, FR), (FR, EN), ("en/glossary/", "fr/glossaire/"), ("fr/le-moulin/", "en/mill/")]:
        assert other in links(page(good, one), one, "//nav[@class='switcher']")


def test_alternates_are_absolute_mutual_and_complete(good: Built) -> None:
    stated = {
        HOME + path: {
            link.get("hreflang"): link.get("href") for link in tree.xpath("//link[@rel='alternate'][@hreflang]")
        }
        for path, tree in pages(good)
        if path and not repeats(path) and not path.endswith(".html")
    }
    assert stated[HOME + EN] == {"en": HOME + EN, "fr": HOME + FR, "x-default": HOME + EN}
    for address, alternates in stated.items():
        assert address in alternates.values()
        for tag, other in alternates.items():
            if other != HOME:
                assert stated[other] == alternates, (address, tag)
    assert stated[HOME + "fr/"]["x-default"] == HOME


def test_canonical_is_the_page_itself(good: Built) -> None:
    for path, tree in pages(good):
        if not path.endswith(".html"):
            overview = f"{path.rstrip('/').rpartition('/')[0]}/"
            assert tree.xpath("//link[@rel='canonical']/@href") == [HOME + (overview if repeats(path) else path)]


def test_sitemap_says_what_the_pages_say(good: Built) -> None:
    tree = etree.parse(good.site / "sitemap.xml")
    listed = {}
    for url in tree.iterfind("s:url", SITEMAP):
        links = {link.get("hreflang"): link.get("href") for link in url.iterfind("x:link", SITEMAP)}
        listed[url.findtext("s:loc", namespaces=SITEMAP)] = links
    assert set(listed) == {
        HOME + path for path, _ in pages(good) if path and not repeats(path) and not path.endswith(".html")
    }
    assert listed[HOME + FR] == {"en": HOME + EN, "fr": HOME + FR, "x-default": HOME + EN}


def test_every_link_and_anchor_leads_somewhere(good: Built, calais: Built) -> None:
    for built in (good, calais):
        trees = dict(pages(built))
        ids = {path: set(tree.xpath("//@id")) for path, tree in trees.items()}
        for path, href in itertools.chain.from_iterable(
            ((path, str(href)) for href in tree.xpath("//a/@href")) for path, tree in trees.items()
        ):
            target = urlsplit(urljoin(HOME + path, href))
            if target.netloc == urlsplit(HOME).netloc:
                if (built.site / target.path.lstrip("/")).is_file():
                    continue
                assert target.path.lstrip("/") in trees, (path, href)
                assert not target.fragment or target.fragment in ids[target.path.lstrip("/")], (path, href)


def test_ids_are_unique(good: Built, calais: Built) -> None:
    for built in (good, calais):
        for path, tree in pages(built):
            ids = tree.xpath("//@id")
            assert len(ids) == len(set(ids)), path


def test_missing_pages_have_their_own_page_in_each_language(good: Built) -> None:
    assert "Page introuvable" in page(good, "fr/404.html").text_content()
    assert "Page not found" in page(good, "en/404.html").text_content()
    both = page(good, "404.html").text_content()
    assert "Page introuvable" in both
    assert "Page not found" in both
    for path in ("404.html", "en/404.html", "fr/404.html"):
        tree = page(good, path)
        assert tree.xpath("//meta[@name='robots']/@content") == ["noindex"]
        assert all(str(href).startswith("/") for href in tree.xpath("//a/@href | //link/@href") if str(href) != "#main")


def test_missing_pages_know_the_sub_path(below: Built) -> None:
    for path in ("404.html", "en/404.html", "fr/404.html"):
        tree = page(below, path)
        hrefs = [str(href) for href in tree.xpath("//a/@href | //link/@href | //script/@src") if str(href) != "#main"]
        assert hrefs
        assert all(href.startswith("/explainers/") for href in hrefs), hrefs
    assert page(below, EN).xpath("//link[@rel='canonical']/@href") == ["https://example.org/explainers/" + EN]


def test_door_speaks_both_languages_without_script(good: Built) -> None:
    door = page(good, "")
    assert links(door, "", "//main") == ["en/", "fr/"]
    assert "Small stories" in door.text_content()
    assert "Petites histoires" in door.text_content()
    assert "location" not in good.html("")


def test_figures_open_notes_with_their_record(good: Built) -> None:
    tree = page(good, FR)
    button = tree.xpath("//label[starts-with(., 'environ 1\u202f200')]/button")[0]
    assert button.getparent().tag == "label"  # which names it: environ 1 200
    note = tree.get_element_by_id(button.get("popovertarget")).text_content()
    for text in ["Environ 1\u202f200\u00a0navires", "Navires qui ont fait escale au port", "Conseil municipal", "1998"]:
        assert text in note
    for text in [
        "Sources divergentes",
        "Autre version",
        "Au moins 900\u00a0navires",
        "La Gazette",
        "p. 4",
        "mai 1999",
    ]:
        assert text in note


def test_empty_link_writes_the_value(good: Built) -> None:
    assert "written £7\u00a0million by the build" in page(good, EN).text_content()
    assert "écrit 7\u00a0millions de livres sterling par le programme" in page(good, FR).text_content()


def test_box_shows_facts_of_front_matter(good: Built) -> None:
    values = [node.text_content() for node in page(good, FR).find_class("box__value")]
    assert values == ["Environ 1\u202f200\u00a0navires", "1er mars 1999"]


def by_section(tree: html.HtmlElement) -> list[list[str]]:
    """The notes of terms that each section of a page's text opens."""
    sections: list[list[str]] = []
    for body in tree.find_class("body"):
        sections.append([])
        for child in body:
            if child.tag in {"h2", "h3"}:
                sections.append([])
            sections[-1] += child.xpath(".//*[contains(@class, 'explained--term')]/button/@popovertarget")
    return sections


def test_terms_are_explained_once_a_section_and_never_in_headings_or_links(good: Built, calais: Built) -> None:
    terms = [node.text_content() for node in page(good, EN).xpath("//*[contains(@class, 'explained--term')]")]
    assert terms == ["pilots", "pilot", "Harbour Board", "pilots"]
    for built in (good, calais):
        for path, tree in pages(built):
            within = "//*[self::h1 or self::h2 or self::h3 or self::a or self::code]"
            assert not tree.xpath(f"{within}//*[contains(@class, 'explained ')]"), path
            for terms in by_section(tree):
                assert len(terms) == len(set(terms)), path


def test_glossary_is_in_the_order_of_its_language(calais: Built) -> None:
    """People are filed under their family names."""
    import pyuca

    collator = pyuca.Collator()
    for path in ("en/glossary/", "fr/glossaire/"):
        shown = [re.sub(r"^(the )?[“«\s]+", "", node.text_content()) for node in page(calais, path).xpath("//h3")]
        assert len(shown) >= 30
        assert {"Theresa May", "Bernard Cazeneuve", "David Cameron"} <= set(shown)
        names = [re.sub("^(Theresa|Bernard|David) ", "", name) for name in shown]
        assert [collator.sort_key(name)[:4] for name in names] == sorted(collator.sort_key(name)[:4] for name in names)


USES = [
    ("La fermeture", "/fr/le-port/fermeture/#use-term-pilot"),
    ("Le trafic", "/fr/le-port/fermeture/#use-term-pilot-2"),
    ("L’argent", "/fr/le-port/fermeture/#use-term-pilot-3"),
    ("La fin", "/fr/le-port/la-fin/#use-term-pilot"),
]
"Words of the links to where the good site explains the term, and their addresses."


def test_glossary_links_to_where_terms_are_used(good: Built) -> None:
    tree = page(good, "fr/glossaire/")
    term = tree.get_element_by_id("pilot").getparent()
    assert term is not None
    links = term.xpath(".//ul[@class='term__uses']//a")
    assert [(link.text_content(), urljoin("/fr/glossaire/", link.get("href"))) for link in links] == USES
    for _, address in USES:
        path, _, place = address[1:].partition("#")
        assert "pilot" in page(good, path).get_element_by_id(place).text_content()


def test_output_names_no_other_host_and_no_folder_of_this_machine(calais: Built) -> None:
    for file in calais.site.rglob("*"):
        if file.suffix in {".html", ".css", ".js", ".xml", ".svg", ".json"}:
            text = file.read_text("utf-8")
            assert str(Path.home()) not in text, file
            assert str(calais.folder) not in text, file
        if file.suffix == ".html":
            tree = html.document_fromstring(file.read_text("utf-8"))
            loaded = tree.xpath("//script/@src | //img/@src | //link[@rel!='canonical' and @rel!='alternate']/@href")
            assert not [address for address in loaded if "//" in str(address)], file


def test_untranslated_page_is_an_honest_fallback(small_site: Path) -> None:
    (small_site / "docs/fr/harbour/ending.md").unlink()
    built = build(small_site, strict=False)
    assert built.code == 0, built.log
    path = "fr/le-port/ending/"
    tree = page(built, path)
    assert tree.get("lang") == "fr"
    article = tree.xpath("//article")[0]
    assert (article.get("lang"), article.get("dir")) == ("en", "ltr")
    assert "Cette page n’est pas encore traduite" in tree.xpath("//*[@class='notice']")[0].text_content()
    assert tree.xpath("//link[@rel='canonical']/@href") == [HOME + "en/harbour/ending/"]
    assert not tree.xpath("//link[@rel='alternate'][@hreflang]")
    found = json.loads(built.html("assets/pagefind/pagefind-entry.json"))["languages"]
    assert found["fr"]["page_count"] == found["en"]["page_count"] - 1
    assert path not in (built.site / "sitemap.xml").read_text("utf-8")
    english = page(built, "en/harbour/ending/")
    assert set(english.xpath("//link[@rel='alternate']/@hreflang")) == {"en", "x-default"}
    assert "(not translated yet)" in english.xpath("//nav[@class='switcher']")[0].text_content()
