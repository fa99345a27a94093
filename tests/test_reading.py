"""Figures and dates are read as people write them, by each language's own rules."""

from __future__ import annotations

import pytest

from precis.language import Language
from precis.reading import Reader
from precis.records import parse, validated
from tests.cases import cases
from tests.conftest import ROOT


def reader(tag: str) -> Reader:
    text = (ROOT / "locales" / tag / "language.yml").read_text("utf-8")
    return Reader(validated(parse(text, "language.yml"), Language))


READERS = {tag: reader(tag) for tag in ("en", "fr")}


@pytest.mark.parametrize(("tag", "text", "expected"), cases("figures"))
def test_figures(tag: str, text: str, expected: str) -> None:
    found = READERS[tag].figures(text)
    assert "; ".join(map(str, found)) == expected


@pytest.mark.parametrize(("tag", "text", "expected"), cases("dates"))
def test_dates(tag: str, text: str, expected: str) -> None:
    assert "; ".join(map(str, READERS[tag].spans(text))) == expected
