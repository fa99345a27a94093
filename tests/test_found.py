"""What search engines, feed readers and programs find: structured data, shared links, feeds, texts, days."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest
from lxml import etree, html

from tests.conftest import Built, build

HOME = "https://example.org/"
EN, FR = "en/harbour/closing/", "fr/le-port/fermeture/"
ATOM = {"a": "http://www.w3.org/2005/Atom"}
SITEMAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
CASES = Path(__file__).parent / "cases"
Change = Callable[[Path, str, str, str], None]


def graph(built: Built, path: str) -> dict[str, dict[str, Any]]:
    """The nodes of a page's own JSON-LD, by type."""
    tree = html.document_fromstring(built.html(path))
    found = [json.loads(one) for one in tree.xpath("//script[@type='application/ld+json']/text()")]
    nodes = [node for one in found for node in one.get("@graph", [])]
    return {node["@type"]: node for node in nodes}


def entries(built: Built, tag: str) -> list[dict[str, str]]:
    root = etree.fromstring(built.html(f"{tag}/feed.atom").encode())
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == tag
    names = ("title", "id", "updated", "summary")
    return [{name: entry.findtext(f"a:{name}", "", ATOM) for name in names} for entry in root.iterfind("a:entry", ATOM)]


def days(built: Built) -> dict[str, str]:
    root = etree.fromstring(built.html("sitemap.xml").encode())
    found = root.iterfind("s:url", SITEMAP)
    return {str(url.findtext("s:loc", "", SITEMAP)): str(url.findtext("s:lastmod", "", SITEMAP)) for url in found}


@pytest.fixture
def dated(small_site: Path, change: Change) -> Path:
    change(small_site, "docs/en/harbour/index.md", "---\ntitle:", "---\npublished: 2020-02-03\ntitle:")
    return small_site


def test_questions_are_articles_with_their_sources_and_versions(calais: Built) -> None:
    english, french = (graph(calais, path) for path in ("en/calais-2015/measures/", "fr/calais-2015/mesures/"))
    article, translation = english["Article"], french["Article"]
    assert article["headline"] == "What did the British and French authorities do?"
    assert article["inLanguage"], translation["inLanguage"] == ("en", "fr")
    assert article["workTranslation"] == [{"@id": translation["@id"]}]
    assert translation["translationOfWork"] == {"@id": article["@id"]}
    assert article["datePublished"] == "2026-11-22"
    assert article["publisher"]["name"] == article["author"]["name"] == "Précis"
    tree = html.document_fromstring(calais.html("en/calais-2015/measures/"))
    assert set(article["citation"]) >= set(tree.xpath("//section[@class='sources']//a/@href"))
    names = [item["name"] for item in english["BreadcrumbList"]["itemListElement"]]
    assert names == ["The news, explained and checked", "Calais, summer 2015", "Measures taken"]


def test_overviews_ask_all_questions_with_their_answers(calais: Built) -> None:
    faq = graph(calais, "fr/calais-2015/")["FAQPage"]
    assert len(faq["mainEntity"]) == 8
    assert all(question["name"].endswith("\u202f?") for question in faq["mainEntity"])
    assert all(len(question["acceptedAnswer"]["text"]) > 80 for question in faq["mainEntity"])


def test_corrections_are_told(good: Built) -> None:
    found = [node for path in (EN, "en/harbour/", "en/harbour/ending/") for node in graph(good, path).values()]
    comments = [one for node in found for one in node.get("correction", [])]
    assert comments
    assert all(one["@type"] == "CorrectionComment" and "It said:" in one["text"] for one in comments)


def test_shared_links_say_what_they_lead_to(calais: Built) -> None:
    tree = html.document_fromstring(calais.html("fr/calais-2015/mesures/"))
    told = {node.get("property"): node.get("content") for node in tree.xpath("//meta[@property]")}
    assert told["og:title"] == "Qu’ont fait les autorités britanniques et françaises\u202f?"
    assert told["og:url"] == HOME + "fr/calais-2015/mesures/"
    assert (told["og:locale"], told["og:locale:alternate"]) == ("fr_FR", "en_GB")


def test_texts_of_records_cannot_close_a_script(small_site: Path, change: Change) -> None:
    change(small_site, "docs/en/harbour/closing.md", "title: What happened?", "title: What </script><b>happened?")
    built = build(small_site)
    assert graph(built, EN)["Article"]["headline"] == "What </script><b>happened?"
    assert "</script><b>happened" not in built.html(EN)


def test_feeds_hold_pages_and_changes_of_figures(dated: Path) -> None:
    built = build(dated)
    for tag, word in (("en", "Error corrected"), ("fr", "Erreur corrigée")):
        found = entries(built, tag)
        pages = [entry for entry in found if "#" not in entry["id"]]
        assert {entry["id"] for entry in pages} == {
            HOME + path
            for path in days(built) and [one.removeprefix(HOME) for one in days(built)]
            if re.fullmatch(rf"{tag}/(harbour|le-port)/([a-z-]+/)?", path)
            and "/facts/" not in path
            and not re.search("sources|facts|chiffres", path)
        }
        assert any(word in entry["title"] for entry in found)
        assert len({entry["id"] for entry in found}) == len(found)
        assert [entry["updated"] for entry in found] == sorted((e["updated"] for e in found), reverse=True)


def test_feeds_are_valid_atom(calais: Built, dated: Path, change: Change) -> None:
    """With two changes of one figure on one day, too."""
    schema = etree.RelaxNG(etree.parse(CASES / "atom.rng"))
    twice = "{on: 2026-01-05, was: £5 million, why: error}, {on: 2026-01-05, was: £6 million, why: update}"
    change(dated, "docs/_facts/harbour.yml", "cost:\n", f"cost:\n  revisions: [{twice}]\n")
    for built in (calais, build(dated, strict=False)):
        for tag in ("en", "fr"):
            root = etree.fromstring(built.html(f"{tag}/feed.atom").encode())
            schema.assertValid(root)
            ids = [one.text for one in root.iterfind("a:entry/a:id", ATOM)]
            assert ids
            assert len(set(ids)) == len(ids)
            assert root.findtext("a:updated", "", ATOM) == root.findtext("a:entry/a:updated", "", ATOM)


def test_pages_without_a_day_are_in_no_feed(good: Built) -> None:
    assert not [entry for entry in entries(good, "en") if "#" not in entry["id"]]


def test_a_changed_figure_moves_the_days_of_what_shows_it_and_of_nothing_else(dated: Path, change: Change) -> None:
    before = days(build(dated, strict=False))
    old = next(line for line in (dated / "docs/_facts/harbour.yml").read_text("utf-8").splitlines() if line == "cost:")
    revision = f"{old}\n  revisions: [{{on: 2026-11-20, was: £6 million, why: update}}]"
    change(dated, "docs/_facts/harbour.yml", f"{old}\n", f"{revision}\n")
    after = days(build(dated, strict=False))  # the revision is not translated
    moved = {address.removeprefix(HOME) for address in after if after[address] != before[address]}
    assert all(after[HOME + path] == "2026-11-20" for path in moved)
    assert {EN, FR, "en/harbour/facts/cost/", "fr/le-port/chiffres/cost/"} <= moved
    assert not [path for path in moved if "mill" in path or "ships" in path]


def test_pages_stand_beside_as_markdown_with_their_figures(good: Built, calais: Built) -> None:
    text = good.html(EN + "index.html.md")
    assert text.startswith("# What happened?\n\nhttps://example.org/en/harbour/closing/")
    assert f"written [£7\u00a0million]({HOME}en/harbour/facts/cost/)" in text
    assert "{#" not in text
    for path in ("en/calais-2015/", "fr/calais-2015/mesures/"):
        markdown = calais.html(path + "index.html.md")
        assert not re.search(r"\((fact|term|source|chart):", markdown)
        for address in re.findall(rf"\]\({HOME}([^)#]*)", markdown):
            target = calais.site / address
            assert (target / "index.html").exists() or target.is_file(), address


def test_programs_find_all_texts(calais: Built) -> None:
    assert calais.html("robots.txt").endswith(f"Sitemap: {HOME}sitemap.xml\n")
    text = calais.html("llms.txt")
    addresses = re.findall(rf"\]\({HOME}([^)]*)\)", text)
    assert all((calais.site / address).is_file() for address in addresses)
    copies = {path.relative_to(calais.site).as_posix() for path in calais.site.glob("**/index.html.md")}
    assert set(addresses) == {*copies, "data/calais-2015/facts.json", "data/glossary.jsonld"}
    pages = {path.removesuffix(".md") for path in copies}
    shown = {path.removeprefix(HOME) + "index.html" for path in days(calais)}
    assert shown - pages == {path for path in shown if re.search("/(facts|chiffres)/[^/]+/index", path)}
    for line in text.splitlines():
        assert not line or re.match(r"# |> |## |- \[.+\]\(https://[^()]+\)(: .+)?$", line), line
    assert text.index("## English") < text.index("## Français")


def test_feeds_are_announced(calais: Built) -> None:
    for path in ("en/", "fr/calais-2015/mesures/"):
        tree = html.document_fromstring(calais.html(path))
        [link] = tree.xpath("//link[@type='application/atom+xml']/@href")
        assert (calais.site / urljoin("/" + path, str(link)).lstrip("/")).is_file()


def test_lists_are_in_the_text_too(calais: Built, good: Built) -> None:
    assert "**asylum seeker**: " in calais.html("en/glossary/index.html.md")
    facts = calais.html("fr/calais-2015/chiffres/index.html.md").replace("\u00a0", " ").replace("\u202f", " ")
    url = f"{HOME}fr/calais-2015/chiffres/night-attempts/"
    assert (
        f"- [Environ 2 000 tentatives – Tentatives d’entrée sur le site d’Eurotunnel recensées en une nuit]({url})."
        in facts
    )
    assert "Selon : Eurotunnel. Sources divergentes. Autre version : " in facts
    assert calais.html("en/calais-2015/sources/index.html.md").count("\n- ") > 50
    assert f"- [What happened?]({HOME}{EN}): " in good.html("en/harbour/index.html.md")
    assert f"- [Why did the harbour close?]({HOME}en/harbour/): " in good.html("en/index.html.md")
    [correction] = re.findall(r"^- .*", good.html("en/corrections/index.html.md"), re.MULTILINE)
    assert correction == (
        f"- 5 January 2026: [Ships that called at the harbour]({HOME}en/harbour/facts/ships/). "
        "It said: about 2,100 ships. It says now: about 1,200\u00a0ships. Two digits had changed places."
    )
