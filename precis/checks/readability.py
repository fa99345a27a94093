"""How long sentences and words of the pages are, and how easily they are read by the formula of their language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from precis.article.sentences import sentences
from precis.checks.inspection import Inspection, Limits
from precis.checks.outcome import Outcome, Row, outcome
from precis.checks.texts import Text, of_page
from precis.language import Language
from precis.problems import Problem
from precis.rules import ReadabilityRules

_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")
LIMITS = ("words_a_sentence", "ease")


@dataclass(frozen=True, slots=True)
class Measured:
    path: str
    language: str
    words: int
    sentences: int
    ease: float | None
    "None where the language has no formula."

    @property
    def words_a_sentence(self) -> float:
        return self.words / self.sentences if self.sentences else 0.0

    def row(self) -> Row:
        told: dict[str, str | int | float] = {"page": self.path, "words": self.words}
        told["words a sentence"] = round(self.words_a_sentence, 1)
        return told if self.ease is None else {**told, "ease": round(self.ease, 1)}


def check(inspection: Inspection) -> Outcome:
    languages = inspection.project.languages
    pages = [(page, languages[page.language]) for page in inspection.pages]
    texts = [(one, [*of_page(one, inspection.audit.bodies[one], language)], language) for one, language in pages]
    found = [measured(page.source.path, own, language) for page, own, language in texts]
    told = [one for one in found if one.words]
    problems = (problem for one in told for problem in _over(one, inspection.limits))
    return outcome(sum(one.words for one in told), "words", problems, [one.row() for one in told])


def measured(path: str, texts: Sequence[Text], language: Language) -> Measured:
    """The running text of a page; headings and tables are left out."""
    said = [text.text[start:end] for text in texts if text.prose for start, end in sentences(text.text)]
    words = [[word[0] for word in _WORD.finditer(sentence)] for sentence in said]
    full = [sentence for sentence in words if sentence]
    rules, flat = language.readability, [word for sentence in full for word in sentence]
    ease = _ease(rules, flat, len(full)) if rules and flat else None
    return Measured(path, language.tag, len(flat), len(full), ease)


def _ease(rules: ReadabilityRules, words: Sequence[str], count: int) -> float:
    syllable = re.compile(rules.syllable, re.IGNORECASE)
    syllables = sum(syllables_of(word, syllable) for word in words)
    return rules.constant - rules.sentence * len(words) / count - rules.word * syllables / len(words)


def syllables_of(word: str, syllable: re.Pattern[str]) -> int:
    return max(1, len(syllable.findall(word)))


def _over(one: Measured, limits: Limits) -> Iterator[Problem]:
    own = limits.get(one.language, {})
    most, least = own.get("words_a_sentence"), own.get("ease")
    if most is not None and one.words_a_sentence > most:
        what = f"has {one.words_a_sentence:.1f} words a sentence"
        yield Problem(one.path, None, what, f"{most:g} at most", "cut the longest sentences in two", "warning")
    if least is not None and one.ease is not None and one.ease < least:
        what = f"is read with an ease of {one.ease:.0f}"
        yield Problem(one.path, None, what, f"{least:g} at least", "use shorter words and sentences", "warning")
