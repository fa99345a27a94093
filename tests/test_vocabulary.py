"""The glossary as machines find it: SKOS, a table, schema.org, and a schema for editors."""

from __future__ import annotations

import csv
import io
import json
import re
from itertools import combinations

import pytest
from lxml import html
from rdflib import RDF, Graph, URIRef
from rdflib.namespace import SKOS

from precis.project import Project
from precis.records import parse, validated
from precis.term import Glossary, Term
from precis.thesaurus import joined, narrower
from tests.conftest import Built

SCHEME = "https://example.org/data/glossary.jsonld"


@pytest.fixture(scope="session")
def skos(calais: Built) -> Graph:
    return Graph().parse(data=calais.html("data/glossary.jsonld"), format="json-ld")


def concept(term_id: str) -> URIRef:
    return URIRef(f"{SCHEME}#{term_id}")


def test_every_term_is_a_concept_with_a_label_and_a_definition_in_each_language(skos: Graph, project: Project) -> None:
    assert set(skos.subjects(RDF.type, SKOS.Concept)) == {concept(term_id) for term_id in project.glossaries["en"]}
    for term_id, term in project.glossaries["fr"].items():
        labels = {str(label.language): str(label) for label in skos.objects(concept(term_id), SKOS.prefLabel)}  # type: ignore[attr-defined]
        assert labels == {"en": project.glossaries["en"][term_id].pref, "fr": term.pref}
        assert len(list(skos.objects(concept(term_id), SKOS.definition))) == 2


def test_labels_and_relations_keep_the_rules_of_skos(skos: Graph) -> None:
    for one in skos.subjects(RDF.type, SKOS.Concept):
        kinds = [set(skos.objects(one, kind)) for kind in (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel)]
        assert not any(a & b for a, b in combinations(kinds, 2)), one
        for other in skos.objects(one, SKOS.related):
            assert (other, SKOS.related, one) in skos
            assert (one, SKOS.broader, other) not in skos
        for other in skos.objects(one, SKOS.broader):
            assert (other, SKOS.narrower, one) in skos
        assert (one, SKOS.inScheme, URIRef(SCHEME)) in skos


def test_concepts_name_themselves_elsewhere(skos: Graph) -> None:
    assert (concept("unhcr"), SKOS.exactMatch, URIRef("http://www.wikidata.org/entity/Q132551")) in skos


def test_the_table_has_a_row_a_term_and_a_description_of_each_column(calais: Built, project: Project) -> None:
    rows = list(csv.DictReader(io.StringIO(calais.html("data/glossary.csv"))))
    columns = json.loads(calais.html("data/glossary.csv-metadata.json"))["tableSchema"]["columns"]
    assert [row["id"] for row in rows] == list(project.glossaries["en"])
    assert [column["name"] for column in columns] == list(rows[0])
    assert all(column["dc:description"] for column in columns)
    refugee = next(row for row in rows if row["id"] == "refugee")
    assert refugee["forms_fr"].split("|") == ["réfugiés", "réfugiée", "réfugiées"]
    assert refugee["url_fr"] == "https://example.org/fr/glossaire/#refugee"
    assert refugee["same_as"] == "http://www.wikidata.org/entity/Q131572"


@pytest.mark.parametrize(("path", "tag"), [("en/glossary/", "en"), ("fr/glossaire/", "fr")])
def test_the_page_is_a_defined_term_set(calais: Built, project: Project, path: str, tag: str) -> None:
    tree = html.document_fromstring(calais.html(path))
    node = json.loads(tree.xpath("//script[@type='application/ld+json']")[0].text_content())
    assert (node["@type"], node["inLanguage"]) == ("DefinedTermSet", tag)
    terms = {term["termCode"]: term for term in node["hasDefinedTerm"]}
    assert terms.keys() == project.glossaries[tag].keys()
    assert terms["unhcr"]["name"] == project.glossaries[tag]["unhcr"].pref
    assert terms["unhcr"]["@id"] == f"https://example.org/{path}#unhcr"
    assert terms["unhcr"]["sameAs"] == ["http://www.wikidata.org/entity/Q132551"]


def test_downloads_are_there(calais: Built) -> None:
    tree = html.document_fromstring(calais.html("fr/glossaire/"), base_url="https://example.org/fr/glossaire/")
    links = [str(link.get("href")) for link in tree.xpath("//section[contains(@class, 'downloads')]//a")]
    assert links == [f"../../data/glossary.{end}" for end in ("jsonld", "csv", "csv-metadata.json")]
    assert all((calais.site / re.sub(r"^(\.\./)+", "", link)).is_file() for link in links)


def test_definitions_link_to_the_other_terms_they_name(calais: Built) -> None:
    tree = html.document_fromstring(calais.html("fr/glossaire/"))
    entry = tree.get_element_by_id("international-protection").getparent()
    assert entry is not None
    linked = [(link.text_content(), link.get("href")) for link in entry.xpath(".//p[@class='term__definition']/a")]
    assert ("réfugié", "#refugee") in linked
    assert not [link for link in tree.xpath("//p[@class='term__definition']/a") if is_own(link)]


def test_a_term_without_a_note_shows_none(calais: Built) -> None:
    tree = html.document_fromstring(calais.html("fr/glossaire/"))
    notes = tree.xpath("//article[@class='term']/p[@class='explanation__caution']")
    assert notes
    assert all(note.text_content().strip() for note in notes)


def is_own(link: html.HtmlElement) -> bool:
    """Whether a term's definition links to the term itself."""
    return str(link.xpath("string(ancestor::article[1]//h3/@id)")) == str(link.get("href"))[1:]


def test_what_is_said_of_a_concept_holds_in_every_language() -> None:
    others = "b: {pref: b, definition: x}\nc: {pref: c, definition: x}"
    english = terms(f"a: {{pref: a, definition: x, broader: [b], related: [c]}}\n{others}")
    french = terms("a: {pref: à, definition: x}\nb: {pref: bé, definition: x}\nc: {pref: cé, definition: x}")
    found = joined({"en": english, "fr": french})["fr"]
    assert (found["a"].broader, found["a"].related, found["c"].related) == (("b",), ("c",), ("a",))
    assert narrower(found) == {"b": ["a"]}
    assert found["b"].pref == "bé"


def terms(text: str) -> Glossary:
    found: Glossary = validated(parse(text, "glossary.yml"), dict[str, Term])
    return found
