"""What the benchmark changes between two builds: a page, a fact, a term, a string; each in the way of either stack.

A change puts a made-up word, new each time, where the editor of such a site would write: the name in a page’s first
sentence, where a source gives a figure, a term’s definition, a message of a PO file. The stock stack has no records:
its fact is the figure in all pages that hold it, its string a translated name in the navigation.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from scripts.bench_prose import made, name, terms
from scripts.bench_words import TERMS

KINDS = ("page", "fact", "term", "string")
ERROR = "error"
"A page that cites a fact which does not exist; for previews."
EXPLAINER = 0
"The one whose page, fact and term change."
FACT, TERM = "meals", terms(EXPLAINER)[2]


@dataclass(frozen=True, slots=True)
class Edit:
    """Replaces what `pattern` finds first in each of the `files` by `text`, with the made-up word."""

    files: tuple[str, ...]
    pattern: str
    text: str
    language: str
    "That of the page which shows it."
    page: str
    "Address of that page below its language’s."

    def apply(self, project: Path, word: str) -> None:
        """Raises ValueError where there is nothing to change."""
        for path in (project / file for file in self.files):
            old = path.read_text("utf-8")
            new, times = re.subn(self.pattern, self.text.format(word=word), old, count=1, flags=re.MULTILINE)
            if not times or new == old:
                raise ValueError(f"{path}: nothing to change: {self.pattern}")
            path.write_text(new, "utf-8")


_FOLDER = name(EXPLAINER)
_PAGE = f"docs/en/{_FOLDER}/section-1.md"
_SHOWN = f"{_FOLDER}/section-1/"
_CITING = tuple(f"docs/{page.path}" for page in made(1) if FACT in page.facts)
EDITS: Mapping[str, Mapping[str, Edit]] = {
    "ours": {
        "page": Edit((_PAGE,), r"(clerk called) .*? (kept)", r"\1 {word} \2", "en", _SHOWN),
        "fact": Edit(
            (f"docs/_facts/{_FOLDER}.yml",), rf'("{FACT}"[\s\S]*?"locator": )"[^"]*"', r'\1"{word}"', "en", _SHOWN
        ),
        "term": Edit(
            ("locales/en/glossary.yml",),
            rf"(^{TERM}:\n(?:  .*\n)*?  definition: ).*$",
            r"\1A word that {word} defined.",
            "en",
            _SHOWN,
        ),
        "string": Edit(
            ("locales/fr/LC_MESSAGES/precis.po",),
            r'(msgid "Sources of this page"\nmsgstr )".*"',
            r'\1"Sources {word}"',
            "fr",
            _SHOWN,
        ),
        ERROR: Edit((_PAGE,), r"(clerk called) .*? (kept)", r"\1 [him](fact:{word}) \2", "en", _SHOWN),
    },
    "stock": {
        "page": Edit((_PAGE,), r"(clerk called) .*? (kept)", r"\1 {word} \2", "en", _SHOWN),
        "fact": Edit(_CITING, r"(station served|gare a servi) .*? (meals|repas)", r"\1 {word} \2", "en", _SHOWN),
        "term": Edit(
            ("docs/en/glossary.md",),
            rf"(law:{TERMS[TERM]['en']}\n:   ).*",
            r"\1A word that {word} defined.",
            "en",
            "glossary/",
        ),
        "string": Edit(("mkdocs.yml",), r"(Explainer 0:) .*", r"\1 {word}", "fr", _SHOWN),
    },
}


def word(number: int) -> str:
    """A made-up word for each number, without digits, which would be read as figures."""
    letters = ""
    for _ in range(4):
        number, place = divmod(number, 20)
        letters = "bcdfghjklmnpqrstvwxz"[place] + letters
    return f"zo{letters}o"
