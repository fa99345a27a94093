"""The made-up prose of the benchmarks’ sites: explainers of six pages, about 500 words each, in English and in French.

A page has headings, a table, a box, links to its neighbours and to another explainer, terms, and figures. The same page
is written for Précis, which cites its facts and finds its terms by itself, and for the stock stack, which has the
figure alone and marks its terms. Nothing is random: each run makes the same text.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from scripts.bench_words import (
    BEGINNINGS,
    BOXES,
    CLERKS,
    CROSSING,
    ENDINGS,
    FIGURES,
    HEADINGS,
    SENTENCES,
    SPOKEN,
    TABLES,
    TERMS,
    TITLES,
)

SECTIONS = 5
"Pages of an explainer beside its overview."
PAGES = 2 * (SECTIONS + 1)
"Pages of an explainer, in both languages."
LANGUAGES = tuple(SENTENCES)
KINDS = ("attempts", "people", "meals", "works", "rents", "opened")
"The facts of an explainer; a page cites four of them."
SPACE = "\u202f"


@dataclass(frozen=True, slots=True)
class Made:
    """One page, of both sites."""

    language: str
    explainer: int
    section: int
    explainers: int
    "How many there are, so that links to the next one lead somewhere."

    @property
    def path(self) -> str:
        return f"{self.language}/{name(self.explainer)}/{_file(self.section)}"

    @property
    def title(self) -> str:
        return TITLES[self.language][self.section].format(place=place(self.explainer))

    @property
    def facts(self) -> list[str]:
        """Those it cites, in their order."""
        return [KINDS[(self.section + turn) % len(KINDS)] for turn in range(4)]

    def text(self, *, cited: bool) -> str:
        """Markdown without front matter; where `cited`, figures are links to facts, otherwise terms are marked."""
        chosen = random.Random(f"{self.explainer} {self.section}")  # noqa: S311 - the same text in each run
        parts = [CLERKS[self.language]]
        for heading, fact in enumerate(self.facts):
            parts.append(f"## {HEADINGS[self.language][heading]} {{#part-{heading}}}")
            parts += [self._paragraph(chosen, fact, cited=cited), self._words(chosen, heading, cited=cited)]
        rows = {f"figure{turn}": self._figure(fact, cited=cited) for turn, fact in enumerate(self.facts)}
        parts += [TABLES[self.language].format(**rows), BOXES[self.language], self._links()]
        return "\n\n".join(parts) + "\n"

    def _paragraph(self, chosen: random.Random, fact: str, *, cited: bool) -> str:
        own = chosen.sample(SENTENCES[self.language], 3)
        sentence = FIGURES[self.language][fact].format(figure=self._figure(fact, cited=cited))
        return " ".join([*own[:2], sentence, *own[2:]])

    def _words(self, chosen: random.Random, heading: int, *, cited: bool) -> str:
        """A paragraph with two of the explainer’s four terms."""
        own = chosen.sample(SENTENCES[self.language], 3)
        pair = (terms(self.explainer)[(heading + turn) % 4] for turn in range(2))
        names = [TERMS[term][self.language] for term in pair]
        marked = names if cited else [f"<law:{one}>" for one in names]
        spoken = SPOKEN[self.language][heading % 2].format(*marked)
        return " ".join([own[0], spoken, *own[1:]])

    def _figure(self, fact: str, *, cited: bool) -> str:
        text = written(self.language, fact, value(self.explainer, fact))
        return f"[{text}](fact:{fact})" if cited else text

    def _links(self) -> str:
        sections = [(self.section + turn) % (SECTIONS + 1) for turn in range(1, 4)]
        titles = TITLES[self.language]
        near = [f"- [{titles[one].format(place=place(self.explainer))}]({_file(one)}#part-1)" for one in sections]
        other = (self.explainer + 1) % self.explainers
        far = f"[{place(other)}](../{name(other)}/{_file(0)})"
        return "\n".join([*near, f"- {CROSSING[self.language].format(other=far)}"])


def made(pages: int) -> Iterator[Made]:
    """About that many pages: whole explainers, at least one."""
    explainers = max(1, round(pages / PAGES))
    for explainer in range(explainers):
        for language in LANGUAGES:
            yield from (Made(language, explainer, section, explainers) for section in range(SECTIONS + 1))


def name(explainer: int) -> str:
    """The folder of an explainer."""
    return f"explainer-{explainer}"


def place(explainer: int) -> str:
    """A name of its own, without digits, which would be read as figures; up to 900 of them."""
    beginnings, endings = BEGINNINGS.split(), ENDINGS.split()
    first, second = divmod(explainer, len(endings))
    return beginnings[first % len(beginnings)] + endings[second]


def terms(explainer: int) -> list[str]:
    """Ids of the four terms that an explainer uses; each term is used by a sixth of all explainers."""
    ids = list(TERMS)
    return [ids[(explainer * 4 + turn) % len(ids)] for turn in range(4)]


def value(explainer: int, fact: str) -> int | str:
    """What the fact of this explainer says, as its record has it."""
    values: Mapping[str, int | str] = {
        "attempts": 1200 + 7 * explainer,
        "people": 310 + explainer,
        "meals": 4000 + 11 * explainer,
        "works": (2 + explainer % 60) * 1_000_000,
        "rents": 4 + explainer % 70,
        "opened": f"{2009 + explainer % 9}-03-{2 + explainer % 26:02}",
    }
    return values[fact]


def written(language: str, fact: str, known: int | str) -> str:
    """The value as prose says it."""
    if isinstance(known, str):
        year, _, day = known.split("-")
        return f"{int(day)} {'March' if language == 'en' else 'mars'} {year}"
    if fact == "works":
        millions = known // 1_000_000
        return f"£{millions} million" if language == "en" else f"{millions} millions de livres sterling"
    if fact == "rents":
        return f"{known}%" if language == "en" else f"{known}{SPACE}%"
    return f"{known:,}" if language == "en" else f"{known:,}".replace(",", SPACE)


def _file(section: int) -> str:
    return f"section-{section}.md" if section else "index.md"
