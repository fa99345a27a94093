"""Messages of the interface, as templates fill them in."""

from __future__ import annotations

from collections.abc import Callable


class Phrase(str):
    """A message whose {placeholders} show whole numbers as its language writes them."""

    write: Callable[[int], str]

    def __new__(cls, text: str, write: Callable[[int], str]) -> Phrase:
        phrase = super().__new__(cls, text)
        phrase.write = write
        return phrase

    def format(self, *args: object, **values: object) -> str:
        shown = {name: self.write(value) if type(value) is int else value for name, value in values.items()}
        return super().format(*args, **shown)
