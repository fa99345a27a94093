"""Lists the licences of all that the site is made of: what readers are sent, and what builds it.

Usage: python scripts/licences.py update   writes LICENCES.md, and overrides/licences.txt, which each site has
       python scripts/licences.py check    says which are out of step; exit 1 if any is
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path

from scripts import lockfile

ROOT = Path(__file__).resolve().parent.parent
MIT = """Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated
documentation files (the "Software"), to deal in the Software without restriction, including without limitation the
rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit
persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the
Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE
WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR
COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR
OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.
"""
HEAD = (
    "Licences of what this site is made of. Its text and data are under the licence that its pages name (CC BY 4.0).\n"
)
MARKDOWN = """# Licences

Written by `python scripts/licences.py update`. Our own are in [LICENSE](LICENSE): MIT for code, CC BY 4.0 for text.

## What readers are sent

| what | files of the site | holder | licence |
|---|---|---|---|
{shipped}

Their notices go with each site, as `licences.txt`.

## What builds the site

None of this is in the site, but for Pagefind’s part above. Versions are those of `requirements.txt`; what tests and
tools need besides stands in `requirements-dev.txt`. `python scripts/bom.py` writes all of it as a bill of materials
(CycloneDX).

| package | version | licence |
|---|---|---|
{packages}
"""


@dataclass(frozen=True, slots=True)
class Shipped:
    """Something that each site holds, made by one holder."""

    name: str
    files: tuple[str, ...]
    "Patterns of paths in the site, `*` over slashes too; without those of compressed copies."
    holder: str
    licence: str
    "SPDX."
    home: str
    notice: str = ""
    "The licence’s text, where it has to go with each copy; a path stands for its file."
    package: str = ""
    "The locked package that it comes from."


SHIPPED = (
    Shipped(
        "Newsreader, a typeface",
        ("assets/fonts/*", "*.pdf"),
        "2020 The Newsreader Project Authors",
        "OFL-1.1",
        "https://github.com/productiontype/Newsreader",
        "overrides/assets/fonts/OFL.txt",
    ),
    Shipped(
        "Pagefind, the search",
        ("assets/pagefind/*",),
        "CloudCannon, the authors of Pagefind",
        "MIT",
        "https://pagefind.app/",
        MIT,
        "pagefind",
    ),
    Shipped(
        "Précis, pages and scripts",
        ("assets/*", "*.html", "*/words.js", "_headers", "_redirects", "_server/*"),
        "2026 The Précis authors",
        "MIT",
        "",
        MIT,
    ),
    Shipped(
        "Words of the interface that come with Material for MkDocs",
        ("*.html",),
        "2016-2025 Martin Donath",
        "MIT",
        "https://squidfunk.github.io/mkdocs-material/",
        MIT,
        "mkdocs-material",
    ),
    Shipped(
        "Names of days, languages and units, by CLDR",
        ("*.html", "*.pdf", "data/*"),
        "1991-2025 Unicode, Inc.",
        "Unicode-3.0",
        "https://cldr.unicode.org/",
        package="babel",
    ),
    Shipped(
        "Coasts by Natural Earth, within maps",
        ("*.html", "*.pdf"),
        "nobody: in the public domain",
        "LicenseRef-public-domain",
        "https://www.naturalearthdata.com/",
    ),
    Shipped(
        "Text and data of the site",
        ("*.html", "*.md", "*.pdf", "*.bib", "*/cite.json", "*.atom", "*.xml", "*.txt", "data/*", "*.png"),
        "who publishes it",
        "CC-BY-4.0",
        "https://creativecommons.org/licenses/by/4.0/",
    ),
)


def main(arguments: list[str]) -> int:
    commands = {"update": update, "check": check}
    if len(arguments) != 1 or arguments[0] not in commands:
        print(__doc__)
        return 2
    return commands[arguments[0]]()


def update() -> int:
    for path, text in texts().items():
        path.write_text(text, "utf-8")
    return 0


def check() -> int:
    stale = [path for path, text in texts().items() if not path.exists() or path.read_text("utf-8") != text]
    for path in stale:
        print(f"{path.relative_to(ROOT)} is out of step: python scripts/licences.py update")
    return bool(stale)


def texts() -> Mapping[Path, str]:
    packages = sorted({(one.name, one.version, one.licence) for one in lockfile.read(ROOT / "requirements.txt")})
    shipped = [(one.name, ", ".join(f"`{name}`" for name in one.files), one.holder, one.licence) for one in SHIPPED]
    overview = MARKDOWN.format(shipped=_rows(shipped), packages=_rows(packages))
    return {ROOT / "LICENCES.md": overview, ROOT / "overrides" / "licences.txt": notices()}


def notices() -> str:
    """What has to go with each copy, in plain text; a licence’s text once."""
    told: dict[str, list[str]] = {}
    for one in SHIPPED:
        text = (ROOT / one.notice).read_text("utf-8") if one.notice.startswith("overrides/") else one.notice
        told.setdefault(text, []).append(f"{one.name}\n{one.home}\nCopyright {one.holder}\nLicence: {one.licence}\n")
    parts = ["\n".join(names).replace("\n\nCopyright", "\nCopyright") + f"\n{text}" for text, names in told.items()]
    return HEAD + "".join(f"\n{'-' * 78}\n\n{part.strip()}\n" for part in parts)


def covering(path: str) -> list[Shipped]:
    """Whose work is in a file of the site."""
    plain = path.removesuffix(".gz").removesuffix(".br")
    return [one for one in SHIPPED if any(fnmatch(plain, pattern) for pattern in one.files)]


def _rows(cells: Sequence[tuple[str, ...]]) -> str:
    return "\n".join(f"| {' | '.join(row)} |" for row in cells)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
