"""Figures and dates are read as people write them, by each language's own rules."""

from __future__ import annotations

import pytest

from precis.language import Language
from precis.reading import Reader
from precis.records import parse, validated
from precis.rules import HedgeRules
from tests.cases import cases
from tests.conftest import ROOT


def reader(tag: str) -> Reader:
    text = (ROOT / "locales" / tag / "language.yml").read_text("utf-8")
    return Reader(validated(parse(text, "language.yml"), Language))


READERS = {tag: reader(tag) for tag in ("en", "fr")}


def in_german() -> Reader:
    """German by data alone: the English rules with other words."""
    english = READERS["en"].language
    numbers = english.numbers.model_copy(
        update={
            "hedges": {"nearly": HedgeRules(before=("fast",)), "about": HedgeRules(before=("etwa",))},
            "fractions": {"hälfte": "1/2"},
            "scales": {"million": 1_000_000},
            "words": "de",
        }
    )
    dates = english.dates.model_copy(update={"joiners": ("bis",), "seasons": {"sommer": 22}})
    german = {"tag": "de", "locale_id": "de-DE", "particles": ("die", "eine"), "numbers": numbers, "dates": dates}
    return Reader(english.model_copy(update=german))


@pytest.mark.parametrize(("tag", "text", "expected"), cases("figures"))
def test_figures(tag: str, text: str, expected: str) -> None:
    found = READERS[tag].figures(text)
    assert "; ".join(map(str, found)) == expected


@pytest.mark.parametrize(("tag", "text", "expected"), cases("dates"))
def test_dates(tag: str, text: str, expected: str) -> None:
    assert "; ".join(map(str, READERS[tag].spans(text))) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("fast die Hälfte", "nearly 0.5 frac"),
        ("etwa eine Hälfte", "about 0.5 frac"),
        ("fast the Hälfte", "0.5 frac"),
        ("fast la Hälfte", "0.5 frac"),
    ],
)
def test_words_between_a_hedge_and_its_number_are_the_language_s_own(text: str, expected: str) -> None:
    assert "; ".join(map(str, in_german().figures(text))) == expected


def test_private_characters_are_no_figures() -> None:
    assert [str(figure) for figure in READERS["en"].figures("0:\ue143, \ue101 of 30")] == ["0", "30"]


@pytest.mark.parametrize(
    ("tag", "text", "figures"),
    [
        ("en", "a\nthird", ["0.3333 frac"]),
        ("en", "£4.2\nmillion", ["4200000 GBP"]),
        ("en", "more\nthan twice", ["over 2 x"]),
        ("fr", "deux\nfois plus", ["2 x"]),
        ("fr", "4\n000 personnes", ["4000"]),
    ],
)
def test_a_figure_may_be_broken_over_lines(tag: str, text: str, figures: list[str]) -> None:
    assert [str(figure) for figure in READERS[tag].figures(text)] == figures


def test_a_date_may_be_broken_over_lines() -> None:
    assert READERS["en"].claims("On 11 May\n2026 it fell.") == ["11 May 2026"]


@pytest.mark.parametrize(
    ("tag", "text", "claims"),
    [
        ("fr", "Elle dort à bord deux fois par semaine.", ["deux fois par semaine"]),
        ("en", "Fares rose by 300 per cent, twenty-five of them.", ["300 per cent", "twenty-five"]),
    ],
)
def test_claims_are_in_the_words_of_the_text(tag: str, text: str, claims: list[str]) -> None:
    assert READERS[tag].claims(text) == claims
