"""The words of a newsroom that no dictionary has: `locales/<tag>/words.txt`, one a line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from precis.words import plain

PATH = "locales/{}/words.txt"


@dataclass(frozen=True)
class WordList:
    path: str
    lines: Mapping[str, int]
    "Where each word stands; with its apostrophes as they are typed."

    @cached_property
    def words(self) -> frozenset[str]:
        return frozenset(self.lines)


def parse(text: str, path: str) -> WordList:
    """`#` begins a comment."""
    return WordList(path, dict(reversed(list(_words(text)))))


def _words(text: str) -> Iterator[tuple[str, int]]:
    for number, line in enumerate(text.splitlines(), 1):
        word = plain(line.partition("#")[0].strip())
        if word:
            yield word, number
