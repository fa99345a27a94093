"""Figures, dates and quotations of an article become candidate facts, with who says so; counts that differ are told."""

from __future__ import annotations

import datetime as dt

import pytest

from precis.article.candidates import Context, Search
from precis.article.findings import Findings
from precis.article.relative import RelativeDays
from precis.article.rivals import rivals
from precis.candidacy import DroppedFact
from precis.fact import Fact, Facts, Noun
from precis.intake.block import Block
from tests.cases import cases
from tests.test_reading import READERS

LANGUAGES = {tag: reader.language for tag, reader in READERS.items()}
ISSUED = dt.date(2026, 5, 14)


def search(text: str, tag: str, known: Facts | None = None, dropped: tuple[DroppedFact, ...] = ()) -> Findings:
    context = Context(LANGUAGES[tag], READERS[tag], ISSUED, dt.date(2026, 5, 20), "paper", "", known or {}, dropped)
    found = Search(context)
    found.speaker = "[before]"
    for number, paragraph in enumerate(text.split("\n")):
        found.read(0, number, Block("paragraph", paragraph))
    return found.result


@pytest.mark.parametrize(("tag", "text", "expected"), cases("candidates"))
def test_becomes_candidates(tag: str, text: str, expected: str) -> None:
    found = search(text, tag)
    told = [f"{text[link.start : link.end]} = {shown(found.facts[link.fact])}" for link in found.links]
    assert "; ".join([*told, *(f"? {doubt.words}" for doubt in found.doubts)] or ["nothing"]) == expected


def shown(fact: Fact) -> str:
    value = "" if fact.kind == "text" else str(fact.value if fact.value is not None else f"{fact.min}..{fact.max}")
    unit = fact.unit.other if isinstance(fact.unit, Noun) else fact.unit or fact.currency or ""
    rate, hedge = f"a {fact.per}" if fact.per else "", fact.stance if fact.stance != "exact" else ""
    said = " ".join(filter(None, (fact.kind, value, unit, rate, hedge)))
    return f"{said} by {fact.stated_by}" if fact.stated_by else said


def test_a_record_has_what_its_review_needs() -> None:
    found = search("The council said on Tuesday that almost 2,400 passengers had booked.", "en")
    fact = found.facts["passengers-2400"]
    assert (fact.value, fact.stance, fact.unit) == (2400, "nearly", Noun(one="passenger", other="passengers"))
    assert (fact.certainty, fact.stated_by) == ("unreviewed", "The council")
    assert fact.context == "The council said on Tuesday that almost 2,400 passengers had booked."
    assert [citation.id for citation in fact.sources] == ["paper"]


def test_the_same_figure_is_one_fact() -> None:
    found = search("It cost £7m.\nThe £7 million came late, and 12% was lost.\nOf the rest, 12% went.", "en")
    assert [link.fact for link in found.links] == ["gbp-7000000", "gbp-7000000", "percent-12", "percent-12-2"]


def test_facts_that_are_there_are_matched() -> None:
    known = search("About 1,200 people signed.", "en").facts
    reviewed = {"signatures": known["people-1200"].model_copy(update={"certainty": "reported", "context": ""})}
    found = search("About 1,200 people signed, the town said.", "en", reviewed)
    assert (found.facts, found.matched, [link.fact for link in found.links]) == ({}, {"signatures"}, ["signatures"])


def test_what_was_dropped_does_not_come_back() -> None:
    dropped = DroppedFact(id="people-30", kind="count", value=30, words=("30",))
    found = search("Some came by bus: 30 people, 2 dogs.", "en", dropped=(dropped,))
    assert list(found.facts) == ["dogs-2"]


def test_a_quotation_goes_on_in_the_next_paragraph() -> None:
    found = search("Ines Tarrow said: “We lost the roof of the school.\n“We did not lose the school itself.”", "en")
    assert [fact.stated_by for fact in found.facts.values()] == ["Ines Tarrow", "Ines Tarrow"]


def test_figures_in_quotations_are_part_of_them() -> None:
    assert list(search("Ines Tarrow said: “We lost 40 tiles in one night.”", "en").facts) == ["quote-lost-40-tiles"]


def test_a_day_without_a_year_needs_the_day_of_the_article() -> None:
    found = search("It opens on 3 January, and closed on 20 December.", "en")
    assert [fact.value for fact in found.facts.values()] == ["2026-01-03", "2025-12-20"]
    assert all("inferred" in fact.note for fact in found.facts.values())


@pytest.mark.parametrize(
    ("tag", "text", "expected"),
    [
        ("en", "It closed yesterday", [("yesterday", "2026-05-13")]),
        ("en", "on Monday the wall fell", [("on Monday", "2026-05-11")]),
        ("en", "Last week and last year", [("Last week", "2026-05-04/2026-05-10"), ("last year", "2025")]),
        ("fr", "Hier, le mois dernier", [("Hier", "2026-05-13"), ("le mois dernier", "2026-04")]),
        ("fr", "depuis lundi", [("depuis lundi", "2026-05-11")]),
        ("fr", "lundi 4 mai", []),
    ],
)
def test_relative_days_are_reckoned(tag: str, text: str, expected: list[tuple[str, str]]) -> None:
    assert [(one.text, one.when) for one in RelativeDays(LANGUAGES[tag], ISSUED).found(text)] == expected
    assert {one.when for one in RelativeDays(LANGUAGES[tag], None).found(text)} <= {""}


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("About 1,800 people signed the petition.\nIn all 2,000 people signed the petition, they said.", 1),
        ("On Monday night 2,100 people stormed the port.\nThe storm of Monday night saw 2,000 people.", 1),
        ("In 2014 controls found 18,000 attempts to cross.\nIn 2015 they found 19,000 attempts to cross.", 0),
        ("The town has 300 boats in its harbour.\nThe school has 310 pupils in its rooms.", 0),
        ("The petition had 100 names of voters.\nThe petition had 900 names of voters.", 0),
    ],
)
def test_counts_of_one_event_that_differ_are_told(text: str, pairs: int) -> None:
    assert len(list(rivals(search(text, "en").facts, LANGUAGES["en"].press))) == pairs


def test_a_text_of_nothing_but_figures_is_not_searched() -> None:
    found = search("1 " * 6000, "en")
    assert (found.facts, len(found.doubts)) == ({}, 1)
