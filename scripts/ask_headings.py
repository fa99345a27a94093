"""Asks an editor which lines of an article are headings, and where long sections are to be divided."""

from __future__ import annotations

from collections.abc import Callable

from precis.article.headings import Guess
from precis.article.outline import Outline, divided
from precis.article.ruling import Line, Ruling
from precis.article.splitting import offers
from precis.intake.block import Article
from precis.language import Language

CLEAR = 0.1
"Confidence below which a line is not asked about; above the opposite, too."
Ask = Callable[[str], str]


def asked(article: Article, language: Language, ask: Ask = input) -> Ruling:
    """The headings as the editor wants them. `ask`: shows a question and returns the answer; EOFError ends it all."""
    first = divided(article, language)
    chosen = [section.title for section in first.sections]
    if not article.structured:
        chosen = [guess.text for guess in first.guesses if _is_heading(guess, ask)]
    ruling = Ruling(tuple(map(Line, chosen)), "your answers")
    return _split(divided(article, language, ruling), ask)


def _is_heading(guess: Guess, ask: Ask) -> bool:
    if not CLEAR < guess.confidence < 1 - CLEAR:
        return guess.chosen
    choice, place = ("Y/n" if guess.chosen else "y/N"), f", line {guess.line}" if guess.line else ""
    told = f"“{guess.text}”{place}: {guess.confidence:.0%} a heading: {'; '.join(guess.speaking)}"
    answer = ask(f"{told}\n  Is it one? [{choice}] ").strip().lower()
    return guess.chosen if not answer else answer.startswith(("y", "o"))


def _split(outline: Outline, ask: Ask) -> Ruling:
    lines = []
    for section in outline.parts:
        lines += [Line(section.title)] if section.title else []
        for offer in offers(section):
            name = f"“{section.title}”" if section.title else "The lead"
            told = f"{name} has {offer.words} words. It could be divided before “{offer.begins} …”."
            heading = ask(f"{told}\n  A heading for the new section, or Enter to leave it: ").strip()
            lines += [Line(heading, offer.begins)] if heading else []
    return Ruling(tuple(lines), "your answers")
