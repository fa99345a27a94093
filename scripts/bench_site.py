"""The same made-up bilingual site twice: for Précis, and for Material with mkdocs-static-i18n and mkdocs-ezglossary.

An explainer has six pages of about 500 words in each language, with a table, links, terms, and six facts. Both sites
hold the same prose; where ours cites a fact, the other has the figure alone.
"""

from __future__ import annotations

import json
import random
import re
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parent.parent
SECTIONS = 5
"Pages of an explainer beside its overview."
PAGES = 2 * (SECTIONS + 1)
"Pages of an explainer, in both languages."
FACTS = 6
SENTENCES: Mapping[str, tuple[str, ...]] = {
    "en": (
        "People slept in woods near the port, and the town had no plan for them.",
        "The charities that brought food said so again and again, and few listened.",
        "Nobody who lived there could tell how long it would last, nor who would decide.",
        "In the morning a bus took some of them to a centre where they could ask for {term}.",
        "A spokeswoman of the council answered that the question belonged to the ministry.",
        "What was written in the papers differed from what had been said in the chamber.",
        "Rain came early that year, and the paths between the tents turned to mud.",
        "Two ministers met in the town, shook hands and signed a paper of several pages.",
        "The paper spoke of fences, of lights and of a joint centre; of {term} it said little.",
        "Lorry drivers waited for hours on the road, and some of them slept in their cabs.",
        "Those who counted used different words, which explains some of the differences.",
        "A doctor treated cuts and sprains in a van that stood at the same corner every day.",
    ),
    "fr": (
        "Des gens dormaient dans les bois près du port, et la ville n’avait rien prévu pour eux.",
        "Les associations qui apportaient des repas le répétaient, et peu de gens écoutaient.",
        "Nul ne savait, parmi eux, combien de temps cela durerait, ni qui en déciderait.",
        "Le matin, un car en emmenait quelques-uns vers un centre où demander l’{term}.",
        "Une porte-parole de la mairie a répondu que la question relevait du ministère.",
        "Ce qu’écrivaient les journaux différait de ce qui avait été dit à la Chambre.",
        "La pluie est venue tôt cette année-là, et les sentiers entre les tentes n’étaient que boue.",
        "Deux ministres se sont rencontrés en ville et ont signé un texte de plusieurs pages.",
        "Ce texte parlait de clôtures, d’éclairage et d’un centre commun, et peu d’{term}.",
        "Les routiers attendaient des heures sur la route, et certains dormaient dans leur cabine.",
        "Ceux qui comptaient n’employaient pas les mêmes mots, d’où une partie des écarts.",
        "Un médecin soignait coupures et entorses dans une camionnette garée au même endroit.",
    ),
}
FIGURE = {
    "en": "The Home Office noted {count} attempts that spring",
    "fr": "Le ministère britannique a relevé {count} tentatives ce printemps-là",
}
TERMS = {"en": "asylum", "fr": "asile"}
HEADINGS = {"en": "What was known then", "fr": "Ce que l’on savait alors"}
TABLE = {
    "en": "| Place | Tents | Meals |\n|---|---|---|\n| Port | some | many |\n| Wood | many | few |",
    "fr": "| Lieu | Tentes | Repas |\n|---|---|---|\n| Port | quelques | beaucoup |\n| Bois | beaucoup | peu |",
}
SOURCE = {
    "type": "report",
    "title": "A report",
    "publisher": "An office",
    "issued": 2015,
    "URL": "https://example.net/r",
    "language": "en",
}


@dataclass(frozen=True, slots=True)
class Made:
    """One page of prose, of both sites."""

    language: str
    explainer: int
    section: int

    @property
    def path(self) -> str:
        name = f"section-{self.section}" if self.section else "index"
        return f"{self.language}/{explainer(self.explainer)}/{name}.md"

    def text(self, *, cited: bool) -> str:
        """Markdown without front matter; the figures are links to their facts where `cited`."""
        chosen = random.Random(f"{self.explainer} {self.section}")  # noqa: S311 - the same text in each run
        parts = []
        for heading in range(4):
            parts.append(f"## {HEADINGS[self.language]} {'ABCD'[heading]} {{#part-{heading}}}")
            parts += [self._paragraph(chosen, (heading * 2 + turn) % FACTS, cited=cited) for turn in range(2)]
            parts.append(f"[{HEADINGS[self.language]}]({self._neighbour(heading)}#part-1)")
        return "\n\n".join([*parts, TABLE[self.language]]) + "\n"

    def _paragraph(self, chosen: random.Random, fact: int, *, cited: bool) -> str:
        own = list(SENTENCES[self.language])
        chosen.shuffle(own)
        count = number(self.language, value(self.explainer, fact))
        figure = FIGURE[self.language].format(count=f"[{count}](fact:f{fact})" if cited else count)
        terms = TERMS[self.language] if cited else f"<law:{TERMS[self.language]}>"
        return " ".join([*own[:2], f"{figure}.", *own[2:4]]).replace("{term}", terms)

    def _neighbour(self, heading: int) -> str:
        section = (self.section + heading + 1) % (SECTIONS + 1)
        return "index.md" if section == 0 else f"section-{section}.md"


def explainer(index: int) -> str:
    return f"explainer-{index}"


def value(index: int, fact: int) -> int:
    return 1000 + 37 * fact + index


def number(language: str, count: int) -> str:
    return f"{count:,}" if language == "en" else f"{count:,}".replace(",", "\u202f")


def made(pages: int) -> Iterator[Made]:
    """About that many pages: whole explainers."""
    for index in range(max(1, round(pages / PAGES))):
        for language in SENTENCES:
            yield from (Made(language, index, section) for section in range(SECTIONS + 1))


def write_ours(site: Path, pages: int, extra: Mapping[str, object]) -> None:
    """A Précis project with the templates, hooks and languages of this one."""
    for name in ("hooks", "overrides"):
        (site / name).symlink_to(ROOT / name)
    shutil.copytree(ROOT / "locales", site / "locales", ignore=shutil.ignore_patterns("translated.yml"))
    for page in made(pages):
        head = f"title: Question {page.section}?\norder: {page.section}\nfacts: [f1, f2]\nanswer: Short.\n"
        _write(site / "docs" / page.path, f"---\n{head}---\n\n{page.text(cited=True)}")
    for index in {page.explainer for page in made(pages)}:
        _write(site / f"docs/_facts/{explainer(index)}.yml", json.dumps(dict(facts(index)), indent=1))
        _write(site / f"docs/_sources/{explainer(index)}.yml", yaml.safe_dump({"s": SOURCE}))
    for language in SENTENCES:
        _write(site / f"docs/{language}/index.md", "---\ntitle: Home\n---\n\nText.\n")
        shutil.copy(ROOT / f"docs/{language}/glossary.md", site / f"docs/{language}/glossary.md")
    shutil.copy(ROOT / "docs/index.md", site / "docs/index.md")
    config = yaml.safe_load((ROOT / "mkdocs.yml").read_text("utf-8"))
    config["extra"] = {**config.get("extra", {}), **extra}
    _write(site / "mkdocs.yml", yaml.safe_dump(config))


def facts(index: int) -> Iterator[tuple[str, dict[str, object]]]:
    common = {"certainty": "confirmed", "stated_by": "Home Office", "sources": [{"id": "s"}], "checked": "2026-01-01"}
    unit = {"one": "attempt", "other": "attempts"}
    for fact in range(FACTS):
        yield (
            f"f{fact}",
            {
                "kind": "count",
                "value": value(index, fact),
                "unit": unit,
                "label": "Attempts to enter the Eurotunnel site recorded in one night",
                **common,
            },
        )


def write_stock(site: Path, pages: int) -> None:
    """The same prose for Material, static-i18n (folders) and ezglossary, as their own documentation sets them up."""
    for page in made(pages):
        title = f"---\ntitle: Question {page.section}?\n---\n\n"
        _write(site / "docs" / page.path, title + re.sub(r"\(fact:[^)]*\)", "", page.text(cited=False)))
    for language, term in TERMS.items():
        _write(site / f"docs/{language}/index.md", "---\ntitle: Home\n---\n\nText.\n")
        _write(
            site / f"docs/{language}/glossary.md", f"# Glossary\n\nlaw:{term}\n:   A protection.\n\n<glossary::law>\n"
        )
    _write(site / "mkdocs.yml", STOCK)


STOCK = """site_name: Bench
site_url: https://example.org/
theme:
  name: material
  font: false
plugins:
  - search
  - i18n:
      docs_structure: folder
      languages:
        - {locale: en, name: English, default: true}
        - {locale: fr, name: Français}
  - ezglossary
markdown_extensions:
  - admonition
  - attr_list
  - def_list
  - footnotes
  - tables
  - toc: {permalink: "#"}
"""


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
