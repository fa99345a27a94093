"""The benchmarks’ bilingual site twice: for Précis, and for Material with mkdocs-static-i18n and mkdocs-ezglossary.

Both hold the same prose (`bench_prose`). Ours has its records too: facts with sources, labels in French, the project’s
glossaries, and what translations were made from. The stock site has the glossaries’ definitions for ezglossary.
"""

from __future__ import annotations

import contextlib
import io
import json
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

import yaml

from scripts import translations
from scripts.bench_prose import KINDS, LANGUAGES, Made, made, name, place, value
from scripts.bench_words import ANSWERS, LABELS, STATED, UNITS

ROOT = Path(__file__).resolve().parent.parent
PLAIN: Mapping[str, object] = {"booklets": False, "cards": False}
"`extra` of our configuration: no PDFs and no pictures of shared links, which the stock stack does not make either."
HOME = {"en": ("Home", "Short explainers about places."), "fr": ("Accueil", "De courts dossiers sur des lieux.")}


def write_ours(site: Path, pages: int, extra: Mapping[str, object] = PLAIN, *, tracked: bool = True) -> None:
    """A Précis project with this project’s templates, hooks and languages. `tracked`: translations are followed."""
    for folder in ("hooks", "overrides"):
        (site / folder).symlink_to(ROOT / folder)
    shutil.copytree(ROOT / "locales", site / "locales", ignore=shutil.ignore_patterns("translated.yml", "content.po"))
    written = list(made(pages))
    explainers = {page.explainer for page in written}
    for page in written:
        _write(site / "docs" / page.path, _front_matter(page) + page.text(cited=True))
    for index in explainers:
        _write(site / f"docs/_facts/{name(index)}.yml", json.dumps(dict(facts(index)), indent=1, ensure_ascii=False))
        _write(site / f"docs/_sources/{name(index)}.yml", yaml.safe_dump(sources(index)))
    for language in LANGUAGES:
        title, answer = HOME[language]
        _write(site / f"docs/{language}/index.md", f"---\ntitle: {title}\nanswer: {answer}\n---\n\n{answer}\n")
        shutil.copy(ROOT / f"docs/{language}/glossary.md", site / f"docs/{language}/glossary.md")
    shutil.copy(ROOT / "docs/index.md", site / "docs/index.md")
    _write(site / "locales/fr/LC_MESSAGES/content.po", catalogue(len(explainers)))
    configure(site, extra)
    if tracked:
        with contextlib.redirect_stdout(io.StringIO()):
            translations.main(["confirm", "fr"], site)


def configure(site: Path, extra: Mapping[str, object]) -> None:
    """The project’s own configuration, with other values in `extra`."""
    config = yaml.safe_load((ROOT / "mkdocs.yml").read_text("utf-8"))
    config["extra"] = {**config.get("extra", {}), **extra}
    _write(site / "mkdocs.yml", yaml.safe_dump(config))


def facts(index: int) -> Iterator[tuple[str, dict[str, object]]]:
    """The records of an explainer’s facts, by id."""
    kinds = {"works": ("money", {"currency": "GBP"}), "rents": ("percent", {}), "opened": ("date", {})}
    for number, fact in enumerate(KINDS):
        unit = {"unit": dict(zip(("one", "other"), UNITS[fact][0], strict=True))} if fact in UNITS else {}
        kind, more = kinds.get(fact, ("count", unit))
        cited = [{"id": f"s{number % 3}", "locator": f"p. {number + 1}"}, {"id": f"s{(number + 1) % 3}"}]
        label = LABELS["en"][fact].format(place=place(index))
        told = {"label": label, "certainty": "confirmed", "stated_by": STATED[0], "sources": cited}
        yield fact, {"kind": kind, "value": value(index, fact), **more, **told, "checked": "2026-01-05"}


def sources(index: int) -> dict[str, object]:
    """Three of an explainer, by id."""
    return {
        f"s{number}": {
            "type": "report",
            "title": f"{title} of {place(index)}",
            "publisher": "Town council",
            "issued": 2015,
            "URL": f"https://example.net/{name(index)}/{number}",
            "language": "en",
        }
        for number, title in enumerate(("Minutes", "Accounts", "Register"))
    }


def catalogue(explainers: int) -> str:
    """The French of what records say, as a PO file."""
    head = (
        'msgid ""\nmsgstr ""\n"Language: fr\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n'
        '"Plural-Forms: nplurals=2; plural=(n > 1);\\n"\n'
    )
    units = [
        f'msgid "{one}"\nmsgid_plural "{more}"\nmsgstr[0] "{un}"\nmsgstr[1] "{plus}"\n'
        for (one, more), (un, plus) in UNITS.values()
    ]
    labels = [
        f'msgid "{LABELS["en"][fact]}"\nmsgstr "{LABELS["fr"][fact]}"\n'.format(place=place(index))
        for index in range(explainers)
        for fact in KINDS
    ]
    return "\n".join([head, *units, f'msgid "{STATED[0]}"\nmsgstr "{STATED[1]}"\n', *labels])


def write_stock(site: Path, pages: int) -> None:
    """The same prose for Material, static-i18n (by folders) and ezglossary, set up as their documentation does."""
    for page in made(pages):
        _write(
            site / "docs" / page.path,
            f"---\ntitle: {json.dumps(page.title, ensure_ascii=False)}\n---\n\n{page.text(cited=False)}",
        )
    for language in LANGUAGES:
        title, answer = HOME[language]
        _write(site / f"docs/{language}/index.md", f"---\ntitle: {title}\n---\n\n{answer}\n")
        terms = yaml.safe_load((ROOT / f"locales/{language}/glossary.yml").read_text("utf-8")).values()
        defined = "\n".join(f"law:{term['pref']}\n:   {' '.join(term['definition'].split())}\n" for term in terms)
        _write(site / f"docs/{language}/glossary.md", f"# Glossary\n\n{defined}\n<glossary::law>\n")
    _write(site / "mkdocs.yml", STOCK)


def _front_matter(page: Made) -> str:
    facts = ", ".join(page.facts[:2])
    answer = ANSWERS[page.language].format(place=place(page.explainer))
    title, told = (json.dumps(text, ensure_ascii=False) for text in (page.title, answer))
    order = f"order: {page.section}\nfacts: [{facts}]\n" if page.language == LANGUAGES[0] else ""
    return f"---\ntitle: {title}\n{order}answer: {told}\n---\n\n"


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
        - locale: en
          name: English
          default: true
        - locale: fr
          name: Français
          nav_translations:
            Glossary: Glossaire
            Explainer 0: Premier dossier
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
