"""Draws cards as PNG files with Typst: the same bytes for the same content, with the project's own fonts alone."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path

import typst

from precis.card import FOLDER, Card
from precis.digest import digest
from precis.fingerprint import name
from precis.pdf.typesetter import said, shapes
from precis.problems import Problem

PIXELS_AN_INCH = 144
AT_ONCE = 16
"Cards of one run: pictures are large until they are packed."


@dataclass(frozen=True)
class Engraver:
    folder: Path
    "Holds the template and, in `fonts`, the faces."

    def name(self, card: Card) -> str:
        """The card's file in the built site: another one whenever the picture would be."""
        return name(f"{FOLDER}/{card.lang or 'und'}.png", digest(self._shape, _data([card])))

    def refused(self, cards: Sequence[Card]) -> Mapping[Card, str]:
        """The cards that cannot be drawn, with the reason: no font has one of their signs."""
        return dict(self._refused(cards)) if cards else {}

    def draw(self, cards: Sequence[Card]) -> Iterator[tuple[Card, bytes]]:
        """PNG files of cards that can be drawn."""
        for start in range(0, len(cards), AT_ONCE):
            some = cards[start : start + AT_ONCE]
            made = self._compiler.compile(format="png", ppi=PIXELS_AN_INCH, sys_inputs={"data": _data(some)})
            yield from zip(some, made if isinstance(made, list) else [made], strict=True)

    def _refused(self, cards: Sequence[Card]) -> Iterator[tuple[Card, str]]:
        """Halves what is refused until it is found. A PDF/UA tells signs without a font, a picture would not."""
        try:
            self._compiler.compile(format="pdf", pdf_standards=["ua-1"], sys_inputs={"data": _data(cards)})
        except typst.TypstError as error:
            if len(cards) == 1:
                yield cards[0], said(error)
                return
            yield from self._refused(cards[: len(cards) // 2])
            yield from self._refused(cards[len(cards) // 2 :])

    @cached_property
    def _shape(self) -> str:
        return shapes(self.folder, "card.typ")

    @cached_property
    def _compiler(self) -> typst.Compiler:
        template, fonts = self.folder / "card.typ", [self.folder / "fonts"]
        return typst.Compiler(template, root=self.folder, font_paths=fonts, ignore_system_fonts=True)


def without_card(url: str, why: str, others: int) -> Problem:
    """What is wrong with the card of a page; `others` are as wrong."""
    more = f" (and {others} more)" if others else ""
    expected = "fonts in overrides/print/fonts for all signs of the text"
    repair = "put a TTF or OTF font of that script there, with its licence"
    return Problem(f"/{url}", None, f"has no picture for shared links{more}: {why}", expected, repair, "warning")


def _data(cards: Sequence[Card]) -> str:
    return json.dumps([asdict(card) for card in cards], ensure_ascii=False, sort_keys=True)
