"""Measures the readers of figures and dates on the public test set, what they fail included.

Usage: python scripts/evaluate_reader.py

Precision is the share of what was read that is right, recall the share of what should be read that was. Agreement is
the share of link texts that are rightly accepted or refused.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from precis.agreement import disagreement
from precis.reading import Reader
from tests.cases import cases
from tests.test_agreement import record
from tests.test_reading import READERS

Read = Callable[[Reader, str], Iterable[object]]
READ: dict[str, Read] = {
    "figures": lambda reader, text: reader.figures(text),
    "dates": lambda reader, text: reader.spans(text),
}


def main() -> int:
    print(f"{'':10}{'language':10}{'cases':>6}{'precision':>11}{'recall':>8}")
    for name, read in READ.items():
        for tag, reader in READERS.items():
            rows = list(expected(name, tag))
            right, found, wanted = score(rows, reader, read)
            print(f"{name:10}{tag:10}{len(rows):6}{right / found:11.3f}{right / wanted:8.3f}")
    for tag, reader in READERS.items():
        verdicts = [(case, verdict) for language, case, verdict in cases("agreement") if language == tag]
        right = sum(judged(case, reader) == verdict for case, verdict in verdicts)
        print(f"{'agreement':10}{tag:10}{len(verdicts):6}   {right / len(verdicts):.3f} judged rightly")
    return 0


def expected(name: str, tag: str) -> Iterator[tuple[str, list[str]]]:
    """Text and what must be read in it, from the asserted cases and those that fail."""
    for heading, text, output in (*cases(name), *cases("not-yet")):
        if heading in {tag, f"{name} {tag}"}:
            yield text, [part.strip() for part in output.split(";") if part.strip()]


def score(rows: list[tuple[str, list[str]]], reader: Reader, read: Read) -> tuple[int, int, int]:
    """How many readings were right, were made, should have been made."""
    right = found = wanted = 0
    for text, output in rows:
        made, due = Counter(map(str, read(reader, text))), Counter(output)
        right, found, wanted = right + (made & due).total(), found + made.total(), wanted + due.total()
    return right, found, wanted


def judged(case: str, reader: Reader) -> str:
    text, _, spec = case.rpartition("|")
    return "wrong" if disagreement(text.strip(), record(spec), reader) else "right"


if __name__ == "__main__":
    sys.exit(main())
