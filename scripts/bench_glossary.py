"""What terms cost: CPU time of explaining them on a page of 80 kB, and of building sites of two sizes, with glossaries
of 0, 50 and 5,000 terms, alternating, in one run.

Usage: python scripts/bench_glossary.py [rounds]    5 rounds by default; the builds are made once a round, up to three

The terms beyond the first fifty never occur, but begin with words that do, which is the hardest for the search.
"""

from __future__ import annotations

import random
import re
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import yaml

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from precis.matching import Matcher
from precis.records import parse, validated
from precis.term import Glossary, Term
from scripts.bench_checks import cpu_of_build
from scripts.bench_site import write_ours
from scripts.bench_words import SENTENCES
from tests.conftest import ROOT
from tests.glossary import Explainer, language

Key = TypeVar("Key")
SIZES = (0, 50, 5000)
PAGES = (60, 240)
PAGE = 80_000
"Bytes of text."


def main(rounds: int) -> int:
    text = page()
    glossaries = {size: glossary(size, text) for size in SIZES}
    scan = alternating(rounds, {size: finding(terms, text) for size, terms in glossaries.items()})
    whole = alternating(rounds, {size: explaining(terms, text) for size, terms in glossaries.items()})
    print(f"a page of {len(text.encode()) // 1000} kB, {rounds} rounds, least CPU milliseconds")
    print(f"{'terms':>8}{'finding':>10}{'whole page':>12}{'more than without':>20}")
    for size in SIZES:
        print(f"{size:8}{scan[size] * 1e3:10.1f}{whole[size] * 1e3:12.1f}{(whole[size] - whole[0]) * 1e3:20.1f}")
    builds = alternating(min(rounds, 3), {(size, pages): building(size, pages) for size in SIZES for pages in PAGES})
    print(f"\nbuilds of {PAGES[0]} and {PAGES[1]} pages, CPU seconds; milliseconds for each further page")
    for size in SIZES:
        small, large = (builds[size, pages] for pages in PAGES)
        print(f"{size:8}{small:10.2f}{large:12.2f}{(large - small) / (PAGES[1] - PAGES[0]) * 1e3:20.1f}")
    return 0


def page() -> str:
    """The English pages of the Calais explainer, again and again, without their links, as HTML."""
    pages = [
        path.read_text("utf-8").split("---\n", 2)[2] for path in sorted((ROOT / "docs/en/calais-2015").glob("*.md"))
    ]
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", "\n\n".join(pages))
    times = -(-PAGE // len(text.encode()))
    return Explainer("en").markdown("\n\n".join([text] * times)[:PAGE])


def glossary(size: int, text: str) -> Glossary:
    """The project's terms and the test set's up to fifty, then terms that the text does not hold."""
    given: Glossary = validated(parse((ROOT / "locales/en/glossary.yml").read_text("utf-8"), ""), dict[str, Term])
    own = dict(list({**Explainer("en").terms, **given}.items())[-min(size, 50) :] if size else [])
    words = sorted(set(re.findall(r"[a-z]{4,}", text)))
    chosen = random.Random(2)  # noqa: S311 - the same terms in each run
    made = {f"made-{n}": f"{' '.join(chosen.choices(words, k=2))} zq{n}" for n in range(size - len(own))}
    return {**own, **{id_: Term(pref=pref, forms=(f"{pref}s",), definition="Made up.") for id_, pref in made.items()}}


def finding(terms: Glossary, text: str) -> Callable[[], float]:
    matcher, paragraphs = (
        Matcher.of_terms(terms, language("en").words),
        re.findall(r"<(?:p|li)>(.*?)</", text, re.DOTALL),
    )
    return lambda: cpu(lambda: [list(matcher.mentions(paragraph)) for paragraph in paragraphs])


def explaining(terms: Glossary, text: str) -> Callable[[], float]:
    explainer = Explainer("en", terms)
    return lambda: cpu(lambda: explainer.annotated(text))


def building(size: int, pages: int) -> Callable[[], float]:
    text = " ".join(sentence for sentences in SENTENCES.values() for sentence in sentences)

    def build() -> float:
        with tempfile.TemporaryDirectory() as folder:
            site = Path(folder)
            write_ours(site, pages)
            for tag in SENTENCES:
                write_glossary(site / f"locales/{tag}/glossary.yml", size, text)
            return cpu_of_build(site, pages)

    return build


def write_glossary(path: Path, size: int, text: str) -> None:
    """The project's own terms up to fifty, then made ones."""
    own = yaml.load(path.read_text("utf-8"), yaml.CSafeLoader) if size else {}
    made = {id_: {"pref": term.pref, "definition": term.definition} for id_, term in glossary(size, text).items()}
    extra = {id_: term for id_, term in made.items() if id_.startswith("made-")}
    path.write_text(yaml.safe_dump({**own, **extra}, allow_unicode=True, width=1000), "utf-8")


def cpu(work: Callable[[], object]) -> float:
    before = time.process_time()
    work()
    return time.process_time() - before


def alternating(rounds: int, measured: dict[Key, Callable[[], float]]) -> dict[Key, float]:
    """The least of each measure, taken in turns."""
    seconds: dict[Key, list[float]] = {key: [] for key in measured}
    for _ in range(rounds):
        for key, measure in measured.items():
            seconds[key].append(measure())
    return {key: min(values) for key, values in seconds.items()}


if __name__ == "__main__":
    sys.exit(main(*(int(argument) for argument in [*sys.argv[1:], "5"][:1])))
