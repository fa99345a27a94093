"""Measures how well terms are found on the public test set, tests/cases/terms/.

Usage: python scripts/evaluate_glossary.py

Precision is the share of what was explained that is right, recall the share of what should be explained that was.
What the set does not cover: words that another language lends or inflects in ways nobody listed, homographs that no
word nearby gives away, terms whose words are cut by emphasis, prefixes of Arabic and compounds of German, which are
words of their own here.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.glossary import TAGS, Explainer, cases

HEADER = ("", "cases", "traps", "terms", "to find", "found", "right", "precision", "recall")


def main() -> int:
    print("".join(f"{name:>10}" for name in HEADER))
    wrong = [line for tag in TAGS for line in evaluated(tag)]
    print(*wrong, sep="\n")
    return bool(wrong)


def evaluated(tag: str) -> Iterator[str]:
    """Prints a language's row; gives a line for each case that fails."""
    explainer, rows = Explainer(tag), list(cases(tag))
    right = found = due = 0
    for case in rows:
        made, expected = Counter(explainer.explained(case.text)), Counter(case.expected)
        right, found, due = right + (made & expected).total(), found + made.total(), due + expected.total()
        if made != expected:
            yield f"{case.where} ({case.kind}): {sorted(made.elements())} for {sorted(expected.elements())}"
    traps = sum(not case.expected for case in rows)
    counts = (tag, len(rows), traps, len(explainer.terms), due, found, right)
    print("".join(f"{cell:>10}" for cell in (*counts, f"{right / found:.3f}", f"{right / due:.3f}")))


if __name__ == "__main__":
    sys.exit(main())
