"""Fact pages, corrections, open data and schemas: what readers and machines find of the records."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import subprocess
import sys
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest
from jsonschema import Draft202012Validator
from lxml import html

from precis import clock
from precis.fact import Fact
from precis.project import Project
from precis.records import parse
from tests.conftest import ENVIRONMENT, ROOT, Built, build

HOME = "https://example.org/"
EN, FR = "en/harbour/facts/ships/", "fr/le-port/chiffres/ships/"
Change = Callable[[Path, str, str, str], None]


def page(built: Built, path: str) -> html.HtmlElement:
    return html.document_fromstring(built.html(path))


def text(tree: html.HtmlElement) -> str:
    """What a page says, every space a plain one."""
    return " ".join(tree.xpath("//main")[0].text_content().split())


def linked(built: Built, path: str) -> dict[str, Any]:
    node: dict[str, Any] = json.loads(page(built, path).xpath("//script[@type='application/ld+json']/text()")[0])
    return node


def rows(built: Built, explainer: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(built.html(f"data/{explainer}/facts.csv"))))


def test_every_fact_has_its_page_in_every_language(good: Built, calais: Built, project: Project) -> None:
    for tag, folder in (("en", "en/calais-2015/facts"), ("fr", "fr/calais-2015/chiffres")):
        published = {path.name for path in (calais.site / folder).iterdir() if path.is_dir()}
        assert published == set(project.dossier("calais-2015").facts), tag
    assert {path.name for path in (good.site / "fr/le-port/chiffres").iterdir() if path.is_dir()} == {
        "ships", "cost", "closed", "rise", "ships-a-month"}  # fmt: skip
    assert not (good.site / "en/mill/facts").exists(), "an explainer without facts needs no list of them"


def test_switcher_and_alternates_join_the_languages(good: Built) -> None:
    tree = page(good, FR)
    assert tree.get("lang") == "fr"
    assert [urljoin("/" + FR, str(href)) for href in tree.xpath("//nav[@class='switcher']//a/@href")] == [
        "/" + EN, "/" + FR]  # fmt: skip
    alternates = {link.get("hreflang"): link.get("href") for link in tree.xpath("//link[@rel='alternate'][@hreflang]")}
    assert alternates == {"en": HOME + EN, "fr": HOME + FR, "x-default": HOME + EN}
    assert HOME + FR in (good.site / "sitemap.xml").read_text("utf-8")


def test_page_says_what_the_record_says(good: Built) -> None:
    said = text(page(good, FR))
    for part in [
        "Environ 1 200 navires", "Navires qui ont fait escale au port", "1998", "Conseil municipal",
        "Sources divergentes", "Les sources se contredisent", "5 janvier 2026", "Rapport sur le port", "p. 4",
        "Au moins 900 navires", "Navires qui ont déchargé", "La Gazette", "The harbour closes",
        "Erreur corrigée. Il était écrit : environ 2 100 navires",
        "Deux chiffres avaient été intervertis.",
        "@misc{harbour-ships-fr,", '"id": "harbour-ships-fr"', HOME + FR,
    ]:  # fmt: skip
        assert part in said, part


def test_page_leads_to_where_the_fact_is_used(good: Built) -> None:
    hrefs = page(good, EN).xpath("//section[@aria-labelledby='uses']//a/@href")
    assert [urljoin("/" + EN, str(href)) for href in hrefs] == [
        "/en/harbour/", "/en/harbour/closing/", "/en/harbour/closing/#traffic", "/en/harbour/facts/ships-a-month/",
    ]  # fmt: skip


def test_derived_fact_shows_its_formula(good: Built) -> None:
    path = "en/harbour/facts/ships-a-month/"
    formula = page(good, path).find_class("record__formula")[0]
    assert " ".join(formula.text_content().split()) == "Ships that called at the harbour (about 1,200 ships) ÷ 12"
    assert [urljoin("/" + path, str(href)) for href in formula.xpath(".//a/@href")] == ["/" + EN]
    assert linked(good, path)["mainEntity"]["prov:wasDerivedFrom"] == [{"@id": HOME + EN}]


def test_fact_pages_stay_out_of_the_reading_order(good: Built) -> None:
    for path in (EN, FR, "en/harbour/facts/"):
        assert not page(good, path).xpath("//nav[@class='neighbours'] | //nav[@class='questions']")
    for path in ("en/harbour/", "en/harbour/closing/", "en/"):
        tree = page(good, path)
        lists = tree.xpath("//nav[@class='neighbours' or @class='questions'] | //ol | //*[@class='explainers']")
        assert not [href for one in lists for href in one.xpath(".//a/@href") if "facts/" in href]


def test_popovers_boxes_overview_and_footer_lead_to_the_facts(good: Built) -> None:
    path = "fr/le-port/fermeture/"
    tree = page(good, path)
    for query in ("//*[@id='fact-ships']//a", "//*[@class='box']//a"):
        assert FR in [urljoin("/" + path, str(link.get("href"))).lstrip("/") for link in tree.xpath(query)]
    for path in ("fr/le-port/", "fr/le-port/fermeture/", FR):
        targets = [urljoin("/" + path, str(href)) for href in page(good, path).xpath("//footer//a/@href")]
        assert {"/fr/le-port/chiffres/", "/fr/corrections/"} <= set(targets)
    assert "chiffres/" in page(good, "fr/le-port/").xpath("//*[@class='onward']/a/@href")


def test_list_holds_all_facts_grouped_by_first_use(good: Built, calais: Built) -> None:
    tree = page(good, "en/harbour/facts/")
    groups = {
        section.xpath("string(h2)"): [str(href).strip("/") for href in section.xpath(".//li//a/@href")]
        for section in tree.find_class("records")
    }
    assert groups == {
        "What happened?": ["ships", "cost", "closed", "rise"],
        "Not used in the text": ["ships-a-month"],
    }
    assert [item.xpath("string(strong)") for item in tree.xpath("//*[@class='tally']/li")] == ["2", "1", "2"]
    assert len(page(calais, "fr/calais-2015/chiffres/").find_class("record")) == len(
        {row["id"] for row in rows(calais, "calais-2015")}
    )


def test_corrections_list_errors_and_say_when_there_are_none(good: Built, calais: Built) -> None:
    tree = page(good, "fr/corrections/")
    assert len(tree.xpath("//*[@class='corrections']/li")) == 1
    for part in ["5 janvier 2026", "environ 2 100 navires", "écrit : environ 1 200 navires", "intervertis"]:
        assert part in text(tree)
    assert FR in [urljoin("/fr/corrections/", str(href)).lstrip("/") for href in tree.xpath("//main//a/@href")]
    assert "No error has been found" in text(page(calais, "en/corrections/"))


def test_json_holds_the_records(calais: Built, project: Project) -> None:
    data = json.loads(calais.html("data/calais-2015/facts.json"))
    dossier = project.dossier("calais-2015")
    assert list(data["facts"]) == list(dossier.facts)
    assert list(data["sources"]) == list(dossier.sources)
    for fact_id, fact in dossier.facts.items():
        said = data["facts"][fact_id]
        assert said["label"]["en"] == fact.label
        assert set(said["label"]) == set(said["urls"]) == {"en", "fr"}
        assert (said["certainty"], said["checked"]) == (fact.certainty, fact.checked.isoformat())
        assert len(said.get("disputed_by", ())) == len(fact.disputed_by)
        assert_same_value(said, fact)


def assert_same_value(said: dict[str, Any], fact: Fact) -> None:
    if fact.numeric:
        ends = (said["value"], said["value"]) if "value" in said else (said["min"], said["max"])
        assert tuple(map(float, ends)) == tuple(map(float, fact.ends))
    elif fact.kind == "date":
        assert said["value"] == fact.value


def test_table_has_a_row_for_each_account_with_typed_cells(calais: Built, project: Project) -> None:
    facts, found = project.dossier("calais-2015").facts, rows(calais, "calais-2015")
    assert len(found) == sum(1 + len(fact.disputed_by) for fact in facts.values())
    columns = json.loads(calais.html("data/calais-2015/facts.csv-metadata.json"))["tableSchema"]["columns"]
    assert [column["name"] for column in columns] == list(found[0])
    read: dict[str, Callable[[str], object]] = {
        "decimal": Decimal, "integer": int, "date": dt.date.fromisoformat, "string": str, "anyURI": str,
    }  # fmt: skip
    for row in found:
        for column in columns:
            cell = row[column["name"]]
            assert not cell or read[column["datatype"]](cell) is not None
        if row["account"] == "0" and facts[row["id"]].numeric and row["value"]:
            assert float(row["value"]) == float(facts[row["id"]].ends[0])
    keys = [(row["id"], row["account"]) for row in found]
    assert len(keys) == len(set(keys))


def test_data_are_the_same_in_every_build(good: Built, below: Built) -> None:
    for name in ("facts.json", "facts.csv", "facts.csv-metadata.json"):
        other = below.html(f"data/harbour/{name}").replace(HOME + "explainers/", HOME)
        assert good.html(f"data/harbour/{name}") == other


def test_linked_data_is_whole(good: Built, calais: Built) -> None:
    fact = linked(good, EN)["mainEntity"]
    assert (fact["@type"], fact["value"], fact["unitText"]) == ("Observation", 1200, "ships")
    assert fact["prov:wasDerivedFrom"] == [{"@id": "https://news.example/council"}]
    assert linked(good, EN)["mentions"][0]["value"] == 900
    dataset = linked(calais, "fr/calais-2015/chiffres/")
    assert dataset["@type"] == "Dataset"
    for file in dataset["distribution"]:
        assert (calais.site / file["contentUrl"].removeprefix(HOME)).is_file()
    for path in calais.site.glob("*/calais-2015/*/*/index.html"):
        assert linked(calais, path.relative_to(calais.site).as_posix())["mainEntity"]["@type"] in {
            "Observation", "Event"}  # fmt: skip


def test_signs_of_markup_in_records_stay_text(small_site: Path, change: Change) -> None:
    change(small_site, "docs/_facts/harbour.yml", "label: Day the harbour closed", 'label: Day </script> & "<b>"')
    change(small_site, "locales/fr/LC_MESSAGES/content.po", "Day the harbour closed", 'Day </script> & \\"<b>\\"')
    built = build(small_site)
    assert built.code == 0, built.log
    path = "en/harbour/facts/closed/"
    assert page(built, path).xpath("string(//h1)") == 'Day </script> & "<b>"'
    assert linked(built, path)["mainEntity"]["name"] == 'Day </script> & "<b>"'
    assert not page(built, path).xpath("//main//b")


def test_late_checks_are_told_to_readers_and_do_not_break_a_strict_build(
    small_site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, told = "en/harbour/facts/ships-a-month/", "To be checked again since 1 February 2026"
    for day, late in ((dt.date(2026, 2, 1), False), (dt.date(2026, 2, 2), True)):
        built = on(day, small_site, monkeypatch)
        assert built.code == 0, built.log
        assert ("“ships-a-month” was to be checked again on 2026-02-01" in built.log) == late
        assert (told in text(page(built, path))) == late
        assert (told in text(page(built, "en/harbour/facts/"))) == late


def on(day: dt.date, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Built:
    """A strict build of another day."""
    noon = dt.datetime.combine(day, dt.time(12), dt.UTC)
    monkeypatch.setitem(ENVIRONMENT, "SOURCE_DATE_EPOCH", str(int(noon.timestamp())))
    return build(folder)


def test_day_of_the_build() -> None:
    assert clock.today({"SOURCE_DATE_EPOCH": "1438041600"}) == dt.date(2015, 7, 28)
    assert clock.today({}) == dt.datetime.now(dt.UTC).date()


FILES = {
    "charts": "docs/_charts/*.yml",
    "facts": "docs/_facts/*.yml",
    "sources": "docs/_sources/*.yml",
    "glossary": "locales/*/glossary.yml",
}
"The files that schemas describe."


@pytest.mark.parametrize("name", FILES)
def test_schemas_fit_the_models_and_our_files(name: str) -> None:
    check = subprocess.run([sys.executable, str(ROOT / "scripts/schemas.py"), "check"], cwd=ROOT, check=False)
    assert check.returncode == 0
    validator = Draft202012Validator(json.loads((ROOT / f"schemas/{name}.schema.json").read_text("utf-8")))
    for path in (*ROOT.glob(FILES[name]), *(ROOT / "tests/sites/good").glob(FILES[name])):
        found = [error.message for error in validator.iter_errors(parse(path.read_text("utf-8"), path.name).data)]
        assert found == [], path
    assert not validator.is_valid({"a-record": {"no": "such field"}})


def test_our_files_name_their_schema() -> None:
    for path in (path for pattern in FILES.values() for path in ROOT.glob(pattern)):
        first = path.read_text("utf-8").partition("\n")[0]
        assert first.startswith("# yaml-language-server: $schema="), path
        assert (path.parent / first.partition("=")[2]).resolve().is_file(), path


def test_report_lists_facts_by_age() -> None:
    command = [sys.executable, str(ROOT / "scripts/fact_report.py"), "calais-2015"]
    table = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()
    data = json.loads(subprocess.run([*command, "--json"], cwd=ROOT, capture_output=True, check=True).stdout)
    found = data["calais-2015"]
    assert len(table) == len(found) + 1
    assert [row["days"] for row in found] == sorted((row["days"] for row in found), reverse=True)


def test_every_source_stands_on_the_page_of_sources_with_what_rests_on_it(calais: Built, project: Project) -> None:
    dossier = project.dossier("calais-2015")
    for path in ("en/calais-2015/sources/", "fr/calais-2015/sources/"):
        tree = page(calais, path)
        entries = {str(node.get("id")): node for node in tree.xpath("//li[@class='record record--source']")}
        assert entries.keys() == {f"source-{id_}" for id_ in dossier.sources}
        for fact_id, fact in dossier.facts.items():
            for citation in fact.sources:
                hrefs = entries[f"source-{citation.id}"].xpath(".//dd//a/@href")
                assert any(str(href).endswith(f"/{fact_id}/") for href in hrefs), (citation.id, fact_id)
    years = [text(node) for node in tree.xpath("//section/h2")]
    assert years == sorted(years)


def test_a_source_names_its_rivals_and_the_pages_that_cite_it(good: Built) -> None:
    tree = page(good, "en/harbour/sources/")
    assert "Cited in" in text(tree)
    assert "differs" in text(tree)
