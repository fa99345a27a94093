"""Cuts the site's text face from a release of Newsreader (OFL 1.1) into two files.

Usage: python scripts/subset_font.py newsreader-latin-opsz-normal.woff2 overrides/assets/fonts
The input comes from the npm package @fontsource-variable/newsreader; needs fonttools and brotli. `newsreader.woff2`
holds what English and French pages need, `newsreader-more.woff2` the rest of Latin-1, which browsers fetch where a
page has such letters: `unicode-range` in precis.css, printed here, says which. Kerning is kept, but for what no eye
sees: the same at all weights, in steps of half a hundredth of an em.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

CORE = {*range(0x20, 0x7F), *map(ord, "\u00a0\u202f«»·£€×÷°§ÀÂÇÈÉÊËÎÏÔÙÛÜàâæçèéêëîïôùûüœŒ‑–—‘’“”•…−→")}
MORE = {*range(0xA0, 0x100), *map(ord, "Ÿ‹›№‐‒―‚„•←↑↓")} - CORE - {0xAD}
FILES = {"newsreader.woff2": CORE, "newsreader-more.woff2": MORE}
LIMITS = {"opsz": 16, "wght": (400, 600)}
FEATURES = ["kern", "liga", "ccmp", "locl", "lnum"]
STEP = 0.005
"Of an em, to which kerning is rounded."


def cut(source: Path, target: Path, characters: set[int]) -> None:
    """Writes a font of some characters only."""
    font = instantiateVariableFont(TTFont(source, recalcTimestamp=False), LIMITS)
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap.setdefault(0x202F, table.cmap[0x20])  # the release lacks the narrow no-break space
    for glyph in font.getGlyphOrder():
        font["gvar"].variations.setdefault(glyph, [])  # the subsetter expects each there
    options = Options(flavor="woff2", layout_features=FEATURES, hinting=False, name_IDs=[1, 2])
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=characters)
    subsetter.subset(font)
    _coarsen(font)
    font.flavor = "woff2"
    font.save(target)


def unicode_range(characters: set[int]) -> str:
    """For the style sheet: U+A1-A2, U+A4, …"""
    found: list[list[int]] = []
    for code in sorted(characters):
        if found and code == found[-1][1] + 1:
            found[-1][1] = code
        else:
            found.append([code, code])
    return ", ".join(f"U+{a:X}" if a == b else f"U+{a:X}-{b:X}" for a, b in found)


def _coarsen(font: TTFont) -> None:
    """Kerning without variations, in rounded steps."""
    step = round(font["head"].unitsPerEm * STEP)
    for pairs, values in _kerning(font):
        for value in values:
            value.__dict__.pop("XAdvDevice", None)
            value.XAdvance = round(getattr(value, "XAdvance", 0) / step) * step
        pairs.ValueFormat1 &= 0x0F
    definitions = font["GDEF"].table
    definitions.VarStore, definitions.Version = None, 0x00010000


def _kerning(font: TTFont) -> Iterator[tuple[Any, list[Any]]]:
    """The tables of pairs, each with the values of its first glyphs."""
    for lookup in font["GPOS"].table.LookupList.Lookup:
        for table in lookup.SubTable:
            pairs = getattr(table, "ExtSubTable", table)
            if pairs.LookupType == 2 and pairs.Format == 1:
                yield pairs, [record.Value1 for group in pairs.PairSet for record in group.PairValueRecord]
            elif pairs.LookupType == 2:
                yield pairs, [record.Value1 for first in pairs.Class1Record for record in first.Class2Record]


def main(source: str, folder: str) -> None:
    for name, characters in FILES.items():
        cut(Path(source), Path(folder) / name, characters)
        print(f"{name}: {(Path(folder) / name).stat().st_size} bytes\n  unicode-range: {unicode_range(characters)};")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
