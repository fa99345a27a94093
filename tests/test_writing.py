"""Values are written as each language writes them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from precis.agreement import disagreement
from precis.catalogue import Translations, parse_po
from precis.fact import Fact
from precis.period import parse_period
from precis.writing import Writer
from tests.conftest import GOOD, ROOT
from tests.test_agreement import COMMON
from tests.test_reading import READERS

SHIPS = {"one": "ship", "other": "ships"}
CATALOGUES = [ROOT / "locales/fr/LC_MESSAGES/precis.po", GOOD / "locales/fr/LC_MESSAGES/content.po"]
FRENCH = Translations(parse_po(path.read_text("utf-8"), path.name, "fr-FR") for path in CATALOGUES)
WRITERS = {
    "en": Writer(READERS["en"].language, Translations(source=True)),
    "fr": Writer(READERS["fr"].language, FRENCH),
}


def fact(kind: Any, value: Any = None, **fields: Any) -> Fact:
    return Fact(**{"kind": kind, "value": value, **COMMON, **fields})


CASES = [
    (fact("count", 39000, unit=SHIPS), "39,000 ships", "39 000 navires"),
    (fact("count", 1, unit=SHIPS), "1 ship", "1 navire"),
    (fact("count", 0, unit=SHIPS), "0 ships", "0 navire"),
    (fact("count", 2000, unit=SHIPS, stance="about"), "about 2,000 ships", "environ 2 000 navires"),
    (fact("percent", 300), "300%", "300 %"),
    (fact("percent", Decimal("8.5"), stance="over"), "more than 8.5%", "plus de 8,5 %"),
    (fact("money", 7_000_000, currency="GBP"), "£7 million", "7 millions de livres sterling"),
    (fact("money", 1_000_000, currency="GBP"), "£1 million", "1 million de livres sterling"),
    (fact("money", 9_700_000, currency="EUR"), "€9.7 million", "9,7 millions d’euros"),
    (fact("money", 750_000, currency="EUR"), "€750,000", "750 000 euros"),
    (fact("money", 1, currency="EUR"), "€1", "1 euro"),
    (fact("distance", 50, unit="kilometer"), "50 kilometres", "50 kilomètres"),
    (fact("duration", 1, unit="hour"), "1 hour", "1 heure"),
    (fact("duration", 11, unit="hour"), "11 hours", "11 heures"),
    (fact("date", "2015-07-28"), "28 July 2015", "28 juillet 2015"),
    (fact("date", "2015-07-01"), "1 July 2015", "1er juillet 2015"),
    (fact("date", "2015-07-27/2015-07-28"), "27–28 July 2015", "27–28 juillet 2015"),
    (fact("date", "2015-06-28/2015-07-03"), "28 June\u2009–\u20093 July 2015", "28 juin\u2009–\u20093 juillet 2015"),
    (fact("date", "2014-04/2015-03"), "April 2014 – March 2015", "avril 2014 – mars 2015"),
    (fact("date", "2015"), "2015", "2015"),
    (fact("rank", 3), "3", "3"),
    (fact("count", min=250, max=500, unit=SHIPS), "250–500 ships", "250–500 navires"),
    (fact("count", 2000, unit=SHIPS, margin=50), "2,000 ships (± 50)", "2 000 navires (± 50)"),
    (fact("rate", 1700, unit=SHIPS, per="day"), "1,700 ships per day", "1 700 navires par jour"),
    (fact("points", 8), "8 percentage points", "8 points de pourcentage"),
    (fact("points", 1), "1 percentage point", "1 point de pourcentage"),
    (fact("ratio", Decimal("2.2")), "2.2", "2,2"),
    (fact("date", "2015-07-01/2015-07-03"), "1–3 July 2015", "1er–3 juillet 2015"),
    (
        fact("date", "2013-04-01/2014-03-31"),
        "1 April 2013\u2009–\u200931 March 2014",
        "1er avril 2013\u2009–\u200931 mars 2014",
    ),
    (fact("date", "2015-07-27/2015-07-28", night=True), "night of 27–28 July 2015", "nuit du 27–28 juillet 2015"),
    (fact("date", "2015-22"), "summer 2015", "été 2015"),
]


@pytest.mark.parametrize(("record", "english", "french"), CASES)
def test_writes(record: Fact, english: str, french: str) -> None:
    written = {
        tag: writer.fact(record).replace("\u00a0", " ").replace("\u202f", " ") for tag, writer in WRITERS.items()
    }
    assert written == {"en": english, "fr": french}


@pytest.mark.parametrize("record", [record for record, _, _ in CASES])
@pytest.mark.parametrize("tag", ["en", "fr"])
def test_reads_what_it_writes(record: Fact, tag: str) -> None:
    assert disagreement(WRITERS[tag].fact(record), record, READERS[tag]) is None


def test_spaces_are_those_of_print() -> None:
    assert WRITERS["fr"].fact(fact("percent", 300)) == "300\u202f%"
    assert WRITERS["fr"].fact(fact("count", 39000, unit=SHIPS)) == "39\u202f000\u00a0navires"
    assert (
        WRITERS["fr"].language.typeset("Qui ? « Lui » : l'autre !")
        == "Qui\u202f? «\u00a0Lui\u00a0»\u00a0: l’autre\u202f!"
    )


def test_an_inferred_date_says_so() -> None:
    assert WRITERS["en"].edtf("2015-07?") == "July 2015 (date inferred)"
    assert WRITERS["fr"].edtf("2015-07-28?") == "28 juillet 2015 (date déduite)"


@pytest.mark.parametrize("text", ["2015-13", "2015-02-30", "2016/2015", "15-07-28", "", "2015-7-8"])
def test_refuses_what_is_no_period(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        parse_period(text)
