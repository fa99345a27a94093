"""Slips of typography that the language's rules cannot mend by themselves: `slips:` in `language.yml`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from precis.checks.inspection import Inspection
from precis.checks.outcome import Outcome, outcome
from precis.checks.texts import Text, every
from precis.problems import Problem
from precis.rules import SlipRule

_AROUND = 18
"How many signs of the text are shown on each side."


def check(inspection: Inspection) -> Outcome:
    texts = every(inspection)
    languages = inspection.project.languages
    slips = {tag: [(re.compile(rule.find), rule) for rule in one.slips] for tag, one in languages.items()}
    found = (problem for text in texts for problem in _slips(text, slips.get(text.language, [])))
    return outcome(len(texts), "texts", found)


def _slips(text: Text, rules: list[tuple[re.Pattern[str], SlipRule]]) -> Iterator[Problem]:
    for pattern, rule in rules:
        for match in pattern.finditer(text.text):
            start, end = max(0, match.start() - _AROUND), match.end() + _AROUND
            shown = " ".join(text.text[start:end].split())
            line = text.line(_words(text.text, match))
            what = f"“{match[0].strip() or match[0]}” in “{shown}”"
            yield Problem(text.path, line, what, rule.expected, "correct it", "warning")


def _words(text: str, match: re.Match[str]) -> str:
    """The word at the slip, to find its line by."""
    around = [*re.finditer(r"\w+", text[: match.end()])][-1:] or [*re.finditer(r"\w+", text[match.start() :])][:1]
    return around[0][0] if around else ""
