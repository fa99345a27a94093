"""Cuts the site's text face from a release of Newsreader (OFL 1.1) to what English and French pages need.

Usage: python scripts/subset_font.py newsreader-latin-opsz-normal.woff2 overrides/assets/fonts/newsreader.woff2
The input comes from the npm package @fontsource-variable/newsreader; needs fonttools and brotli.
"""

from __future__ import annotations

import sys

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

CHARACTERS = "\u00a0\u0152\u0153\u0178\u202f\u2039\u203a\u20ac\u2116\u2212‐‑‒–—―‘’‚“”„•…←↑→↓"
LIMITS = {"opsz": 16, "wght": (400, 700)}


def cut(source: str, target: str) -> None:
    font = instantiateVariableFont(TTFont(source), LIMITS)
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap.setdefault(0x202F, table.cmap[0x20])  # the release lacks the narrow no-break space
    options = Options(flavor="woff2", layout_features=["kern", "liga", "ccmp", "locl", "lnum", "sups"])
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=[*range(0x20, 0x7F), *range(0xA0, 0x100), *map(ord, CHARACTERS)])
    subsetter.subset(font)
    font.flavor = "woff2"
    font.save(target)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    cut(sys.argv[1], sys.argv[2])
