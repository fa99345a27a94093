"""Figures and sections can be signed off, with a reason, and the pages count what is sourced."""

from __future__ import annotations

import re
from pathlib import Path

from tests.broken import apply
from tests.conftest import Built, build


def test_a_signed_off_figure_is_no_finding_but_counts(small_site: Path) -> None:
    changes = {"docs/fr/harbour/ending.md": ["slug: la-fin", "slug: la-fin\nunsourced: {40: nombre rond}"]}
    apply({"change": changes}, small_site)
    apply({"change": {"docs/fr/harbour/ending.md": ["Le quai est calme.", "Le quai reçoit 40 bateaux."]}}, small_site)
    built = build(small_site)
    assert built.code == 0, built.log
    assert "harbour: figures sourced: en 6 of 6, fr 6 of 7" in built.log
    assert "Chiffres sourcés\u00a0: 0 sur 1 dans cette page, 6 sur 7 dans ce dossier." in built.html(
        "fr/le-port/la-fin/"
    )


def test_a_section_may_differ_for_a_stated_reason(small_site: Path) -> None:
    page = "docs/fr/harbour/closing.md"
    written = "[7 millions de livres sterling](fact:cost), écrit [](fact:cost) par le programme"
    apply({"change": {page: [written, "cher"]}}, small_site)
    apply({"change": {page: ["slug: fermeture", "slug: fermeture\nparity: {money: le prix est connu}"]}}, small_site)
    built = build(small_site)
    assert built.code == 0, built.log


def test_a_word_that_the_glossary_avoids_may_stand_for_a_stated_reason(small_site: Path) -> None:
    page = "docs/en/harbour/closing.md"
    apply({"change": {"locales/en/glossary.yml": ["  pref: pilot", "  pref: pilot\n  avoid: [steersmen]"]}}, small_site)
    apply({"change": {page: ["answer: The council", "answer: The council and its steersmen"]}}, small_site)
    assert "says “steersmen”, which the glossary avoids" in build(small_site).log
    apply({"change": {page: ["slug: closing", "slug: closing\nvoice: {steersmen: the word of the time}"]}}, small_site)
    built = build(small_site)
    assert built.code == 0, built.log


def test_pages_say_how_many_figures_are_sourced(calais: Built) -> None:
    text = calais.html("en/calais-2015/how-we-know/")
    assert re.search(r"\b(\d{3}) of \1 in this explainer", text)
