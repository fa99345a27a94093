"""A link's words agree with its record, or the reason is told."""

from __future__ import annotations

from typing import Any

import pytest

from precis.agreement import disagreement
from precis.fact import Fact, Noun
from tests.test_reading import READERS

COMMON: dict[str, Any] = {
    "label": "x",
    "certainty": "confirmed",
    "stated_by": "x",
    "sources": [{"id": "x"}],
    "checked": "2026-01-01",
}
NOUN = Noun(one="x", other="x")
COUNT = Fact(kind="count", value=2000, unit=NOUN, **COMMON)
MONEY = Fact(kind="money", value=7_000_000, currency="GBP", **COMMON)
PERCENT = Fact(kind="percent", value=300, **COMMON)
NIGHT = Fact(kind="date", value="2015-07-27/2015-07-28", **COMMON)
DAY = Fact(kind="date", value="2015-07-28", **COMMON)
MONTH = Fact(kind="date", value="2015-07", **COMMON)
CLOSING = Fact(kind="event", period="2002-11-05/2002-12-16", **COMMON)

RIGHT = [
    ("en", "about 2,000", COUNT),
    ("en", "2000", COUNT),
    ("en", "two thousand", COUNT),
    ("fr", "2 000", COUNT),
    ("fr", "deux mille", COUNT),
    ("en", "£7m", MONEY),
    ("en", "7 million pounds", MONEY),
    ("fr", "7 millions de livres sterling", MONEY),
    ("en", "over 300%", PERCENT),
    ("fr", "plus de 300 %", PERCENT),
    ("en", "27 to 28 July 2015", NIGHT),
    ("fr", "27 au 28 juillet", NIGHT),
    ("en", "July 2015", NIGHT),
    ("en", "28 July 2015", DAY),
    ("fr", "28 juillet", DAY),
    ("en", "July", DAY),
    ("en", "2015", DAY),
    ("en", "July 2015", MONTH),
    ("en", "closed on 5 November 2002", CLOSING),
    ("fr", "fermé fin 2002", CLOSING),
    ("en", "closed", CLOSING),
]
WRONG = [
    ("en", "about 200", COUNT, "200"),
    ("en", "2,000 to 3,000", COUNT, "2000 and 3000"),
    ("fr", "20 000", COUNT, "20000"),
    ("en", "2,000 per cent", COUNT, "2000 %"),
    ("en", "many", COUNT, "no figure"),
    ("en", "2001", COUNT, "2001"),
    ("en", "two million", COUNT, "2000000"),
    ("en", "€7m", MONEY, "7000000 EUR"),
    ("fr", "7 milliards de livres sterling", MONEY, "7000000000 GBP"),
    ("en", "7 million", MONEY, "7000000"),
    ("en", "300", PERCENT, "300"),
    ("fr", "30 %", PERCENT, "30 %"),
    ("en", "28 July 2015", NIGHT, "2015-07-28"),
    ("en", "27 to 28 June 2015", NIGHT, "2015-06-27/2015-06-28"),
    ("fr", "28 juin 2015", DAY, "2015-06-28"),
    ("en", "28 July 2016", DAY, "2016-07-28"),
    ("en", "soon", DAY, "no date"),
    ("en", "2 July 2015", MONTH, "2015-07-02"),
    ("fr", "le 1er janvier 2003", CLOSING, "2003-01-01"),
]


@pytest.mark.parametrize(("tag", "text", "fact"), RIGHT)
def test_agrees(tag: str, text: str, fact: Fact) -> None:
    assert disagreement(text, fact, READERS[tag]) is None


@pytest.mark.parametrize(("tag", "text", "fact", "said"), WRONG)
def test_disagrees(tag: str, text: str, fact: Fact, said: str) -> None:
    assert disagreement(text, fact, READERS[tag]) == said
