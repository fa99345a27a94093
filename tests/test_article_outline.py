"""Articles are divided as a sub-editor would: the public test set, and the reasons that are given."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

from precis.article.headings import Guess, guesses
from precis.article.outline import divided
from precis.article.ruling import parse_ruling, ruled
from precis.article.splitting import offers
from precis.article.tongue import tongue
from precis.intake.block import Block
from precis.intake.file import read
from precis.intake.plaintext import blocks
from precis.intake.wordcount import words
from precis.problems import InvalidInput
from scripts.evaluate_headings import SETS, Case, cases, tally, tidy
from tests.test_reading import READERS

LANGUAGES = {tag: reader.language for tag, reader in READERS.items()}


@cache
def articles() -> list[Case]:
    return list(cases())


@pytest.mark.parametrize("folder", SETS)
def test_headings_that_are_marked_are_all_right(folder: str) -> None:
    for case in (case for case in articles() if case.folder == folder and case.marked):
        assert case.headings == case.wanted, case.name


@pytest.mark.parametrize("folder", ["plain", "heldout"])
def test_headings_that_are_bare_lines_are_nearly_all_right(folder: str) -> None:
    right, found, wanted = tally([case for case in articles() if case.folder == folder])
    assert right / found >= 0.95
    assert right / wanted >= 0.95


def test_the_set_is_as_large_as_it_says() -> None:
    names = [case.name for case in articles()]
    assert len(names) >= 30
    for ending in (".txt", ".html", ".md", ".docx", ".json"):
        assert {"en", "fr"} <= {name[:2] for name in names if name.endswith(ending)}


def test_no_word_is_lost_in_reading() -> None:
    assert [case.name for case in articles() if not case.conserved] == []


def test_what_is_no_part_of_an_article_is_left_out_and_the_rest_kept() -> None:
    for case in articles():
        kept = " ".join(tidy(block.text) for part in case.outline.pages for block in part)
        for phrase in case.expected.get("left_out", []):
            assert tidy(phrase) not in kept, (case.name, phrase)
        for phrase in case.expected.get("kept", []):
            assert tidy(phrase) in kept, (case.name, phrase)


def test_title_standfirst_byline_and_date_are_found() -> None:
    wrong = [f"{case.name}: {line}" for case in articles() for line in case.differences() if line[0] not in "+-"]
    assert wrong == []


def guess(text: str, line: str) -> Guess:
    return next(one for one in guesses(blocks(text)) if one.text == line)


def test_a_guess_says_its_reasons() -> None:
    found = guess("A title\n\nWhy now?\n\nThe wall is old. It has cracks, and they grow every year.", "Why now?")
    told = [(reason.weight > 0, reason.words) for reason in found.reasons]
    assert (True, "it asks a question") in told
    assert (True, "a paragraph follows") in told
    assert found.chosen
    assert 0.5 < found.confidence < 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "A paragraph that was broken at a width of fifty\nletters, as some of our mails still are, and so\non.",
            1,
        ),
        ("One paragraph in a line, of a fair length, as editors write them.\nAnother one, just below it, no gap.", 2),
        ("- one\n- two\n- three", 1),
        ("A heading\nA paragraph that follows it directly and is long enough to be one, by far, for sure.", 2),
        ("one\n\n* * *\n\ntwo", 2),
        ("## As in Markdown\n\ntext", 2),
    ],
)
def test_lines_are_joined_where_they_were_broken(text: str, expected: int) -> None:
    assert len(blocks(text)) == expected


def test_an_editor_names_the_headings() -> None:
    found = [Block("paragraph", text) for text in ("First", "Then there was more.", "Second", "And the end.")]
    made = ruled(found, parse_ruling("# a comment\n\nSecond\nThe end | And the\n", "headings.txt"))
    assert [(block.role, block.text) for block in made][2:] == [
        ("heading", "Second"),
        ("heading", "The end"),
        ("paragraph", "And the end."),
    ]


def test_lines_that_the_article_lacks_are_told_together() -> None:
    found = [Block("paragraph", text) for text in ("First", "Second")]
    with pytest.raises(InvalidInput) as caught:
        ruled(found, parse_ruling("Firsd\nSecond\nFirst\n", "headings.txt"))
    told = [(problem.line, problem.what) for problem in caught.value.problems]
    assert told == [(1, "“Firsd” is not in the article"), (3, "“First” is not in the article")]  # out of its order
    assert "such as “First”" in caught.value.problems[0].expected


@pytest.mark.parametrize(
    ("tag", "text"), [("en", "The wall of the town is old."), ("fr", "Le mur de la ville est vieux.")]
)
def test_the_language_is_told_by_small_words(tag: str, text: str) -> None:
    assert tongue(read(text.encode(), "a.txt"), LANGUAGES)[0] == tag
    assert tongue(read(f'<html lang="fr-BE"><p>{text}</p></html>'.encode(), "a.html"), LANGUAGES)[0] == "fr"


def test_a_short_section_is_not_offered_for_splitting() -> None:
    paragraphs: list[Any] = ["The wall is old. " * 30] * 3
    text = "Title\n\nWhy now?\n\n" + "\n\n".join(paragraphs)
    outline = divided(read(text.encode(), "a.txt"), LANGUAGES["en"])
    assert [list(offers(section)) for section in outline.parts] == [[], []]
    assert words(text) == words(*(block.text for part in outline.pages for block in part), "Title Why now?")
