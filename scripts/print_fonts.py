"""Cuts the static styles that typesetters take from a release of Newsreader (OFL 1.1), for the PDFs.

Usage: python scripts/print_fonts.py FILES overrides/print/fonts
FILES is the folder of the npm package @fontsource-variable/newsreader that holds its fonts; needs fonttools and brotli.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from fontTools.merge import Merger
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

STYLES = {
    "Regular": ("normal", {"opsz": 12, "wght": 400}),
    "Italic": ("italic", {"opsz": 12, "wght": 400}),
    "SemiBold": ("normal", {"opsz": 20, "wght": 600}),
}
"Of the booklets: the release's file, optical size (points) and weight."
WINDOWS = (3, 1, 0x409)
"Platform, encoding and language of a font's names."


def cut(files: str, folder: str) -> None:
    """One static font a style, with the letters of all languages in Latin script that the release has."""
    for style, (slant, axes) in STYLES.items():
        font = _merged([Path(files) / f"newsreader-{part}-opsz-{slant}.woff2" for part in ("latin", "latin-ext")], axes)
        _complete(font)
        _name(font, style, int(axes["wght"]))
        subsetter = Subsetter(Options(layout_features=["kern", "liga", "ccmp", "locl"], notdef_outline=True))
        subsetter.populate(unicodes=font.getBestCmap())
        subsetter.subset(font)
        font.save(Path(folder) / f"Newsreader-{style}.ttf")


def _complete(font: TTFont) -> None:
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap.setdefault(0x202F, table.cmap[0x20])  # the release lacks the narrow no-break space


def _merged(sources: list[Path], axes: Mapping[str, float]) -> TTFont:
    with TemporaryDirectory() as folder:
        parts = []
        for number, source in enumerate(sources):
            font = instantiateVariableFont(TTFont(source), axes)
            font.flavor = None
            parts.append(f"{folder}/{number}.ttf")
            font.save(parts[-1])
        return Merger().merge(parts)


def _name(font: TTFont, style: str, weight: int) -> None:
    """Programs find a style by its names and flags."""
    names = font["name"]
    names.names = [record for record in names.names if record.nameID in {0, 13, 14}]
    family = "Newsreader" if weight == 400 else f"Newsreader {style}"
    named = {1: family, 2: style if weight == 400 else "Regular", 4: f"Newsreader {style}", 6: f"Newsreader-{style}"}
    for number, text in {**named, 16: "Newsreader", 17: style}.items():
        names.setName(text, number, *WINDOWS)
    font["OS/2"].usWeightClass = weight
    italic = style == "Italic"
    font["OS/2"].fsSelection = (font["OS/2"].fsSelection & ~0x61) | (0x01 if italic else 0x40)
    font["head"].macStyle = 2 if italic else 0


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    cut(*sys.argv[1:])
