"""Terms are found in running text, and nothing else is."""

from __future__ import annotations

import re

import pytest

from precis.matching import Matcher
from precis.records import parse, validated
from precis.term import Glossary, Term
from tests.cases import cases
from tests.conftest import ROOT


def glossary(tag: str) -> Glossary:
    text = (ROOT / "locales" / tag / "glossary.yml").read_text("utf-8")
    found: Glossary = validated(parse(text, "glossary.yml"), dict[str, Term])
    return found


MATCHERS = {tag: Matcher(glossary(tag)) for tag in ("en", "fr")}


@pytest.mark.parametrize(("tag", "marked", "_"), cases("terms"))
def test_finds(tag: str, marked: str, _: str) -> None:
    text = re.sub(r"[\[\]]", "", marked)
    found = [text[mention.start : mention.end] for mention in MATCHERS[tag].mentions(text)]
    assert found == re.findall(r"\[(.+?)\]", marked)


def test_the_longest_label_wins() -> None:
    matcher = Matcher({"a": Term(pref="port", definition="x"), "b": Term(pref="port authority", definition="x")})
    assert [mention.term for mention in matcher.mentions("The port authority and the port.")] == ["b", "a"]


def test_marked_terms_are_left_to_the_editor() -> None:
    assert not list(Matcher({"a": Term(pref="port", definition="x", match="marked")}).mentions("The port."))
