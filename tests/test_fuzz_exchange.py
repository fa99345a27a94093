"""Whatever catalogues, translators’ files and decisions hold, they are read or refused with words."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from precis import pofile, xliff
from precis.acceptance import accepted
from precis.article.ruling import parse_ruling
from precis.catalogue import Translations, parse_po
from precis.exchange import Parcel, units
from precis.pairing import Pairing, paired
from precis.phrase import Phrase, filled
from tests.fuzzing import PIECES, TEXT, damaged, project, read_or_told, some

PO = """msgid ""
msgstr ""
"Language: fr\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=2; plural=(n > 1);\\n"

#: docs/x.yml:1
msgid "ship"
msgid_plural "ships"
msgstr[0] "navire"
msgstr[1] "navires"

#, fuzzy
msgid "about {value}"
msgstr "environ {value}"

msgid "nearly {value}"
msgstr "près de {value}"
"""
SIGNS = st.lists(st.sampled_from(PIECES), max_size=6).map("".join)


@some(400)
@given(damaged(PO) | TEXT)
def test_any_catalogue_is_used_or_refused(text: str) -> None:
    catalog = read_or_told(parse_po, text, "x.po", "fr-FR")
    if catalog is None:
        return
    translations = Translations([catalog])
    for number in (0, 1, 2, 1_000_000):
        assert isinstance(translations.ngettext("ship", "ships", number), str)
    said = filled(translations.gettext("nearly {value}"), value="{x.__class__}")
    assert "{x.__class__}" in said


@some(400)
@given(SIGNS, SIGNS)
def test_any_message_is_filled_and_not_followed(pattern: str, value: str) -> None:
    said = filled(f"{pattern}{{value}}", value=value)
    assert said.endswith(value)
    assert re.sub(r"\{\w+\}", "", Phrase(pattern, str).format()) == re.sub(r"\{\w+\}", "", pattern)


def pairings() -> dict[str, Pairing]:
    site = project().site
    found = {}
    for page in site.written:
        if page.language == "en":
            other = site.page("fr", page.key)
            found[page.key] = paired(page.source, None if other is None or other.fallback else other.source, None, ())
    return found


PAIRINGS = pairings()
UNITS = [unit for pairing in PAIRINGS.values() for unit in units(pairing, everything=True)]
DAY = dt.date(2026, 1, 5)
FRENCH = project().languages["fr"]


def taken(parcel: Parcel | None) -> None:
    if parcel is not None:
        read_or_told(accepted, replace(parcel, language="fr", source_language="en"), PAIRINGS, "en", ["fr"])


@some(350)
@given(damaged(pofile.dumped(UNITS, "en", "fr", FRENCH.locale, DAY)) | TEXT)
def test_any_po_of_a_translator_is_taken_or_refused(text: str) -> None:
    taken(read_or_told(pofile.parsed, text, "x.po"))


@some(350)
@given(damaged(xliff.dumped(UNITS, "en", "fr", DAY)) | TEXT)
def test_any_xliff_is_taken_or_refused(text: str) -> None:
    taken(read_or_told(xliff.parsed, text, "x.xliff"))


@some(300)
@given(TEXT | damaged("## A heading\n# not one\n- a line\n"))
def test_any_ruling_on_headings_is_read_or_refused(text: str) -> None:
    read_or_told(parse_ruling, text, "headings.txt")
