"""Terms are explained where the public test set says so, and nowhere else."""

from __future__ import annotations

import re

import pytest
from lxml import html

from tests.glossary import TAGS, Case, Explainer, cases, language


@pytest.fixture(scope="session")
def explainers() -> dict[str, Explainer]:
    return {tag: Explainer(tag) for tag in TAGS}


@pytest.mark.parametrize(("tag", "case"), [pytest.param(tag, one, id=one.where) for tag in TAGS for one in cases(tag)])
def test_explains(tag: str, case: Case, explainers: dict[str, Explainer]) -> None:
    assert explainers[tag].explained(case.text) == case.expected


@pytest.mark.parametrize("tag", TAGS)
def test_leaves_the_words_as_they_are(tag: str, explainers: dict[str, Explainer]) -> None:
    explainer, typeset = explainers[tag], language(tag).typeset
    for case in cases(tag):
        assert plain(explainer.html(case.text)) == plain(typeset(explainer.markdown(case.text))), case.where


def test_the_set_holds_enough_sentences() -> None:
    assert all(len(list(cases(tag))) >= 200 for tag in ("en", "fr"))


def plain(text: str) -> str:
    words = html.fragment_fromstring(re.sub(r"[’']", "'", text), create_parent="div").text_content()
    return " ".join(words.split())
