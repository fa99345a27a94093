"""Whatever stands in records, rules and settings, it is read or refused with words, and what is read can be shown."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from pathlib import PurePosixPath
from typing import Any

import yaml
from hypothesis import given
from hypothesis import strategies as st

from precis import filenames, thesaurus
from precis.candidacy import TermCandidates
from precis.chart.chart import Charts
from precis.chart.figure import figure
from precis.chart.fitting import unfit
from precis.chart.mapcheck import read as read_map
from precis.dataset import Dataset
from precis.dossier import Dossier
from precis.fact import Entries, Facts
from precis.formula import complete
from precis.language import Language
from precis.linked import observations, script
from precis.page import FrontMatter, parse_door
from precis.period import parse_period
from precis.reading import Reader
from precis.records import Records, parse, validated
from precis.source import Source, Sources
from precis.term import Glossary, Term, TermId
from precis.translated import PageState, dumped
from precis.view import Views
from precis.vocabulary import Vocabulary
from tests.conftest import ROOT
from tests.fuzzing import PIECES, SCALARS, TEXT, damaged, folder, mutated, project, read_or_told, some

TODAY = dt.date(2026, 5, 20)


def text_of(name: str) -> str:
    return (folder() / name).read_text("utf-8")


FACTS, SOURCES, CHARTS, TERMS = map(
    text_of,
    ("docs/_facts/harbour.yml", "docs/_sources/harbour.yml", "docs/_charts/harbour.yml", "locales/en/glossary.yml"),
)
MAP = """credit: {name: Coast, url: "https://x.example/"}
box: [0, 50, 2, 51]
land: [[[0, 50], [2, 50], [2, 51]]]
places:
  quay: {name: Quay, kind: port, at: [0.5, 50.2], what: A quay, label: right}
  town: {name: Town, kind: town, at: [1.5, 50.7]}
routes: {ferry: {name: Ferry, kind: ferry, path: [[0.5, 50.2], [1.5, 50.7]]}}
areas: {sea: {name: Sea, kind: sea, at: [0.3, 50.8]}}
distance: [quay, town]
"""
LANGUAGE = (ROOT / "locales/en/language.yml").read_text("utf-8")
STATE = """harbour/closing.md:
  from: en
  checked: 2026-01-05
  how: human
  sections: {".title": {aaaa: bbbb}, traffic: {cccc: dddd}}
"""
BASES = {name: parse(text, name) for name, text in {"facts": FACTS, "charts": CHARTS}.items()}


def dossier(facts: Facts, sources: Sources, charts: Charts) -> Dossier:
    return Dossier("harbour", facts, sources, dict.fromkeys(facts, "facts.yml:1"), charts)


def good(path: str, text: str, model: Any) -> Any:
    return validated(parse(text, path), model)


def either(text: str) -> st.SearchStrategy[Records | str]:
    """A file that was damaged as text, or as data."""
    data = parse(text, "x.yml").data
    return damaged(text) | mutated(data).map(lambda one: Records("x.yml", one, {}))


def taken(given_: Records | str, model: Any) -> tuple[Records, Any] | None:
    """The records and what the model makes of them; None where they are refused."""
    records = read_or_told(parse, given_, "docs/x.yml") if isinstance(given_, str) else given_
    found = None if records is None else read_or_told(validated, records, model)
    return None if records is None or found is None else (records, found)


@some(600)
@given(TEXT | damaged(FACTS) | st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_any_yaml_is_data_or_refused(text: str) -> None:
    records = read_or_told(parse, text, "x.yml")
    if records is not None:
        json.dumps(records.data)


@some(600)
@given(either(FACTS))
def test_any_facts_are_shown_or_refused(text: Records | str) -> None:
    found = taken(text, Entries)
    facts = None if found is None else read_or_told(complete, *found)
    if facts is None:
        return
    sources: Sources = good("s.yml", SOURCES, dict[str, Source])
    cited = {one.id for fact in facts.values() for part in (fact, *fact.disputed_by) for one in part.sources}
    own = dossier(facts, {**sources, **dict.fromkeys(cited - sources.keys(), sources["gazette-1999"])}, {})
    for writer in (project().writers[tag] for tag in ("en", "fr", "ar")):
        views = Views(writer, own, TODAY)
        for fact_id, fact in facts.items():
            nodes = observations(fact, views.fact(fact_id), own.sources, writer)
            assert "<" not in script({"@graph": nodes})
    for name, written in Dataset(own, project().writers, {name: {} for name in facts}).files().items():
        rows = list(csv.reader(io.StringIO(written))) if name.endswith(".csv") else []
        assert all(len(row) == len(rows[0]) for row in rows)


@some(400)
@given(either(SOURCES))
def test_any_sources_are_shown_or_refused(text: Records | str) -> None:
    found = taken(text, dict[str, Source])
    if found is not None:
        views = Views(project().writers["fr"], dossier({}, found[1], {}), TODAY)
        for name in found[1]:
            assert views.source(name).url.startswith(("http://", "https://")) or not views.source(name).url


@some(500)
@given(either(CHARTS))
def test_any_charts_are_drawn_or_refused(text: Records | str) -> None:
    found = taken(text, Charts)
    if found is None:
        return
    own = project().dossiers["harbour"]
    if list(unfit(found[0], found[1], own.facts, "facts.yml")):
        return
    shown = dossier(own.facts, own.sources, found[1])
    for name, one in found[1].items():
        if one.type != "map":
            assert "<script" not in figure(name, f"chart-{name}", Views(project().writers["ar"], shown, TODAY)).svg


@some(300)
@given(either(MAP))
def test_any_map_is_read_or_refused(text: Records | str) -> None:
    records = read_or_told(parse, text, "docs/_maps/x.yml") if isinstance(text, str) else text
    if records is not None:
        read_or_told(read_map, records)


@some(500)
@given(either(TERMS))
def test_any_terms_are_shown_or_refused(text: Records | str) -> None:
    found = taken(text, dict[TermId, Term])
    if found is None:
        return
    glossary: Glossary = found[1]
    glossaries = {"en": glossary}
    list(thesaurus.errors(glossaries, {"en": found[0]}))
    json.dumps(list(Vocabulary("x", glossaries, {}, "https://x.example/").files()))


@some(250)
@given(either(LANGUAGE))
def test_any_rules_of_a_language_are_used_or_refused(text: Records | str) -> None:
    found = taken(text, Language)
    if found is not None:
        language: Language = found[1]
        language.typeset("about 1,200 ships, 12% of them")
        Reader(language).figures("about 1,200 ships on 27 July 2015, one in three, £7 million")


@some(200)
@given(either(STATE))
def test_any_record_of_translations_is_read_or_refused(text: Records | str) -> None:
    found = taken(text, dict[str, PageState])
    if found is not None:
        assert parse(dumped(found[1]), "x.yml").data.keys() == found[1].keys()


CANDIDATES = "board: {name: The Board, language: en, count: 3, context: The Board met.}\n"


@some(200)
@given(either(CANDIDATES) | st.dictionaries(TEXT, SCALARS, max_size=4).map(lambda one: Records("x.yml", one, {})))
def test_any_candidates_and_front_matter_are_read_or_refused(text: Records | str) -> None:
    taken(text, TermCandidates)
    taken(text, FrontMatter)


@some(200)
@given(damaged("---\ntitle: Site\ntemplate: door.html\n---\n") | TEXT)
def test_any_door_is_read_or_refused(text: str) -> None:
    door = read_or_told(parse_door, text, "docs/index.md")
    assert door is None or door.template == "door.html"


@some(500)
@given(TEXT | damaged("2015-07-27/2015-08-01?"))
def test_any_period_is_read_or_refused(text: str) -> None:
    try:
        period = parse_period(text)
    except ValueError:
        return
    assert period.start.first <= period.end.last
    project().writers["fr"].period(period)


PARTS = ("a", "..", ".", "/", "\\", "con", "é", "\x00", ":", "png", "-", "A")


@some(700)
@given(TEXT | st.lists(st.sampled_from(PARTS), max_size=8).map("".join))
def test_no_name_leaves_the_site(name: str) -> None:
    if filenames.wrong(f"{name}.png") == "":
        path = PurePosixPath("/site") / f"{name}.png"
        assert not path.is_absolute() or path.is_relative_to("/site")
        assert ".." not in path.parts
        assert "\\" not in name
    assert not filenames.is_slug(name) or set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")


def test_the_examples_are_valid_before_they_are_damaged() -> None:
    for text, model in ((FACTS, Entries), (SOURCES, dict[str, Source]), (CHARTS, Charts), (TERMS, dict[TermId, Term])):
        assert good("x.yml", text, model)
    assert read_map(parse(MAP, "x.yml"))
    assert yaml.safe_load(MAP)
