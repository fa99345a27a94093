"""Messages of the interface, as templates fill them in."""

from __future__ import annotations

import re
from collections.abc import Callable

_PLACE = re.compile(r"\{(\w+)\}")


def filled(pattern: str, **values: object) -> str:
    """A message with its {placeholders} filled in. Unlike `str.format`, it follows no attribute and no format that
    stands in them: messages come from catalogues, which are data."""
    return _PLACE.sub(lambda place: str(values.get(place[1], place[0])), pattern)


class Phrase(str):
    """A message whose {placeholders} show whole numbers as its language writes them."""

    write: Callable[[int], str]

    def __new__(cls, text: str, write: Callable[[int], str]) -> Phrase:
        phrase = super().__new__(cls, text)
        phrase.write = write
        return phrase

    def format(self, *_: object, **values: object) -> str:
        shown = {name: self.write(value) if type(value) is int else value for name, value in values.items()}
        return filled(self, **shown)
