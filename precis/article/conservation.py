"""Proof that no word of an article is lost: what stands on its pages and in the list of what is left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable

from lxml import html

from precis.intake.block import Article
from precis.intake.wordcount import words
from precis.page import PageSource
from precis.problems import InvalidInput, Problem

SHOWN = 12
"Words of a difference that are told."
Render = Callable[[str], str]
"Markdown to HTML, as builds do it."


def check(
    article: Article, pages: Iterable[PageSource], left_out: Iterable[str], added: Iterable[str], render: Render
) -> None:
    """Raises InvalidInput where a word of the article stands neither on a page nor in the list, or one was added.

    `left_out`: the texts of the list; `added`: titles that the article does not have.
    """
    there = words(*left_out)
    for page in pages:
        there += words(page.front.title, _read(render(page.front.answer)), _read(render(page.body)))
    expected = article.words + words(*added)
    problems = [_problem(found, what) for found, what in ((expected - there, "lost"), (there - expected, "added"))]
    if any(problems):
        raise InvalidInput(filter(None, problems))


def _read(rendered: str) -> str:
    return str(html.fragment_fromstring(rendered, create_parent="div").text_content())


def _problem(found: Counter[str], what: str) -> Problem | None:
    if not found:
        return None
    told = ", ".join(f"“{word}”" for word, _ in found.most_common(SHOWN))
    said = f"{sum(found.values())} words would be {what}: {told}"
    repair = "nothing was written; please report the article, or its part around these words, as a defect of the import"
    return Problem("the article", None, said, "every word on a page or in the list of what is left out, once", repair)
