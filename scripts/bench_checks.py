"""What the checks cost: CPU time of building the same generated site with them and without, alternating, in one run.

Usage: python scripts/bench_checks.py [pages] [rounds]    600 pages and 3 rounds by default
"""

from __future__ import annotations

import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parent.parent
SECTIONS = 5
"Pages of an explainer beside its overview."
FACTS = 12
"Pairs of facts of an explainer."
PLAIN = {
    "en": "People slept in woods and in squats near the port, and the town had no plan for them; the charities that "
    "brought food said so again and again, and nobody who lived there could tell how long it would last.",
    "fr": "Des gens dormaient dans les bois et les squats du port, et la ville n’avait rien prévu pour eux ; les "
    "associations qui apportaient des repas le répétaient, et nul ne savait combien de temps cela durerait.",
}
SENTENCE = {
    "en": "In the spring of that year [about {n:,}](fact:f{i}) attempts were noted by the Home Office near the "
    "harbour, while [{m}](fact:g{i}) people had asked for asylum, as the UNHCR said of refugees who "
    "waited for a decision.",
    "fr": "Au printemps de cette année-là, le ministère de l’Intérieur britannique a relevé [environ {n}](fact:f{i}) "
    "tentatives près du port, tandis que [{m}](fact:g{i}) personnes avaient demandé l’asile, selon le HCR.",
}


def main(pages: int, rounds: int) -> int:
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder)
        written = generate(site, pages)
        seconds: dict[bool, list[float]] = {True: [], False: []}
        for _ in range(rounds):
            for checks in (False, True):
                seconds[checks].append(cpu_of_build(site, checks=checks))
    off, on = (min(seconds[checks]) for checks in (False, True))
    medians = {checks: statistics.median(values) for checks, values in seconds.items()}
    print(f"{written} pages, {rounds} rounds, CPU seconds, least (median)")
    print(f"  checks off  {off:6.2f} ({medians[False]:.2f})")
    print(f"  checks on   {on:6.2f} ({medians[True]:.2f})")
    print(f"  cost        {on / off - 1:+6.1%} ({medians[True] / medians[False] - 1:+.1%})")
    return 0


def generate(site: Path, pages: int) -> int:
    """Writes a bilingual site of about that many pages; gives the number of pages written."""
    for name in ("hooks", "overrides"):
        (site / name).symlink_to(ROOT / name)
    shutil.copytree(ROOT / "locales", site / "locales")
    written = 0
    for tag in SENTENCE:
        written += write(site / f"docs/{tag}/index.md", "---\ntitle: Home\n---\n\nText.\n")
    for number in range(max(1, pages // (2 * (SECTIONS + 1)))):
        name = f"explainer-{number}"
        write(site / f"docs/_facts/{name}.yml", json.dumps(dict(facts(number)), indent=1))
        write(site / f"docs/_sources/{name}.yml", yaml.safe_dump({"s": SOURCE}))
        for tag in SENTENCE:
            for section in range(SECTIONS + 1):
                stem = f"section-{section}" if section else "index"
                written += write(site / f"docs/{tag}/{name}/{stem}.md", page(tag, number, section))
    write(site / "docs/index.md", "---\ntitle: Door\ntemplate: door.html\n---\n")
    return written + 1


SOURCE = {"type": "report", "title": "A report", "publisher": "An office", "issued": 2015,
          "URL": "https://example.net/r", "language": "en"}  # fmt: skip


def facts(number: int) -> Iterator[tuple[str, dict[str, object]]]:
    common = {"certainty": "confirmed", "stated_by": "Home Office", "sources": [{"id": "s"}], "checked": "2026-01-01"}
    noun = {"one": "attempt", "other": "attempts"}
    for i in range(FACTS):
        value = 1000 + 37 * i + number
        yield f"f{i}", {"kind": "count", "value": value, "unit": noun, "label": "Attempts", "stance": "about", **common}
        yield f"g{i}", {"kind": "count", "value": value % 97 + 2, "unit": noun, "label": "Requests", **common}


def page(tag: str, number: int, section: int) -> str:
    """About 550 words in four sections, with a table."""
    parts = [f"---\ntitle: Question {section}?\norder: {section}\nfacts: [f1, f2]\nanswer: Short.\n---\n"]
    for heading in range(4):
        chosen = [(section * 4 + heading + turn) % FACTS for turn in range(2)]
        parts.append(f"## Part {{#part-{heading}}}".replace("Part", "Title"))
        parts.extend(f"{sentence(tag, i, number)} {PLAIN[tag]}" for i in chosen)
    parts.append("| a | b |\n|---|---|\n| x | y |")
    return "\n\n".join(parts) + "\n"


def sentence(tag: str, i: int, number: int) -> str:
    value = 1000 + 37 * i + number
    text = SENTENCE[tag].format(n=value, m=value % 97 + 2, i=i)
    return text.replace(str(value), f"{value:,}".replace(",", "\u202f")) if tag == "fr" else text


def write(path: Path, text: str) -> int:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return 1


def cpu_of_build(site: Path, *, checks: bool) -> float:
    config = yaml.load((ROOT / "mkdocs.yml").read_text("utf-8"), yaml.SafeLoader)
    config["extra"] = {**config.get("extra", {}), "checks": checks, "booklets": False, "cards": False}
    (site / "mkdocs.yml").write_text(yaml.safe_dump(config), "utf-8")
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    subprocess.run(command, cwd=site, check=True, env=environment, stderr=subprocess.PIPE, text=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


if __name__ == "__main__":
    sys.exit(main(*(int(argument) for argument in [*sys.argv[1:], "600", "3"][:2])))
