"""Structured data: names and values of schema.org, what each kind of page tells, and that no text leaves it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from tests import schema_org
from tests.broken import apply
from tests.conftest import Built, build

HOME = "https://example.org/"
TELLING = {"page--home", "page--overview", "page--section", "page--glossary", "page--fact", "page--facts"}
"Kinds of pages that are something in the words of schema.org; others only say where they stand."


def told(text: str) -> list[dict[str, Any]]:
    """The JSON-LD of a page."""
    tree = html.document_fromstring(text)
    return [json.loads(one) for one in tree.xpath("//script[@type='application/ld+json']/text()")]


def nodes(built: Built, path: str) -> dict[str, dict[str, Any]]:
    """By type."""
    found = (node for one in told(built.html(path)) for node in one.get("@graph", [one]))
    return {node["@type"]: node for node in found}


def pages(built: Built) -> Iterator[tuple[str, str]]:
    for path in sorted(built.site.glob("**/index.html")):
        yield path.relative_to(built.site).as_posix(), path.read_text("utf-8")


def test_our_tables_know_only_names_of_schema_org() -> None:
    assert schema_org.unknown() == set()


@pytest.mark.parametrize("which", ["calais", "good"])
def test_every_page_tells_what_is_valid(which: str, request: pytest.FixtureRequest) -> None:
    built = request.getfixturevalue(which)
    found = [fault for path, text in pages(built) for one in told(text) for fault in schema_org.faults(one, path)]
    assert found == []
    for path, text in pages(built):
        if any(kind in text for kind in (f'page {name}"' for name in TELLING)) and 'role="note"' not in text:
            assert told(text), path


def test_a_fault_would_be_found() -> None:
    wrong = {
        "@context": "https://schema.org",
        "@graph": [
            {"@type": "Article", "headlines": "x"},
            {"@type": "Articel"},
            {"@type": "Article", "datePublished": "22.11.2026", "publisher": {"@type": "Place", "name": "x"}},
            {"@type": "Place", "headline": "x", "url": "example.org"},
        ],
    }
    assert [fault.partition(": ")[2] for fault in schema_org.faults(wrong)] == [
        "“headlines” does not belong to it",
        "no type of schema.org",
        "'22.11.2026' where Date is expected",
        "Place where Organization is expected",
        "“headline” does not belong to it",
        "'example.org' where URL is expected",
    ]


def test_a_question_is_a_part_of_its_explainer_with_a_picture(calais: Built) -> None:
    article, overview = (
        nodes(calais, "en/calais-2015/measures/")["Article"],
        nodes(calais, "en/calais-2015/")["Article"],
    )
    assert article["isPartOf"] == {"@id": overview["@id"]}
    assert "isPartOf" not in overview
    for node in (article, overview):
        assert (calais.site / node["image"].removeprefix(HOME)).is_file()


def test_facts_are_a_dataset_with_its_files_and_sources(calais: Built) -> None:
    dataset = nodes(calais, "fr/calais-2015/chiffres/")["Dataset"]
    assert dataset["inLanguage"] == "fr"
    assert dataset["translationOfWork"] == {"@id": HOME + "en/calais-2015/facts/"}
    formats = {file["encodingFormat"]: file["contentUrl"] for file in dataset["distribution"]}
    assert set(formats) == {"application/json", "text/csv", "application/csvm+json"}
    assert all((calais.site / url.removeprefix(HOME)).is_file() for url in formats.values())
    assert len(dataset["isBasedOn"]) > 50
    record = nodes(calais, "fr/calais-2015/chiffres/night-attempts/")["WebPage"]
    assert record["isPartOf"]["@id"] == dataset["@id"]


def test_the_glossary_is_a_set_of_terms_in_each_language(calais: Built) -> None:
    english, french = (nodes(calais, path)["DefinedTermSet"] for path in ("en/glossary/", "fr/glossaire/"))
    assert {one["termCode"] for one in english["hasDefinedTerm"]} == {
        one["termCode"] for one in french["hasDefinedTerm"]
    }
    assert english["workTranslation"] == [{"@id": french["@id"]}]
    assert (english["inLanguage"], french["inLanguage"]) == ("en", "fr")


def test_versions_name_each_other_in_any_number_of_languages(spoken: Built) -> None:
    original = nodes(spoken, "en/harbour/")["Article"]
    translations = {one["@id"].removeprefix(HOME) for one in original["workTranslation"]}
    assert {path.partition("/")[0] for path in translations} >= {"ar", "fr"}
    for path in translations:
        assert nodes(spoken, path)["Article"]["translationOfWork"] == {"@id": original["@id"]}
        assert [fault for one in told(spoken.html(path)) for fault in schema_org.faults(one, path)] == []


HOSTILE = "</script><script>alert(1)</script><!--<script>"


def test_no_text_leaves_its_script(small_site: Path) -> None:
    """Titles, answers, labels, terms, sources, the site's name."""
    changes = {
        "docs/en/harbour/closing.md": ["title: What happened?", f"title: {HOSTILE} happened?"],
        "docs/_facts/harbour.yml": ["label: Cost of the new quay", f"label: {HOSTILE} quay"],
        "docs/_sources/harbour.yml": ["title: ", f"title: {HOSTILE}"],
        "mkdocs.yml": ["site_name: Précis", f"site_name: '{HOSTILE}'"],
    }
    for name, pair in changes.items():
        apply({"change": {name: pair}}, small_site)
    built = build(small_site, strict=False)
    assert built.code == 0, built.log
    said = 0
    for path, text in pages(built):
        tree = html.document_fromstring(text)
        assert not [
            one
            for one in tree.xpath("//script/text()")
            if "alert(1)" in one and "application" not in (one.getparent().get("type") or "")
        ], path
        found = told(text)
        said += json.dumps(found).count("alert(1)")
        assert not [fault for one in found for fault in schema_org.faults(one, path)]
    assert said > 20
