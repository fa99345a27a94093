"""Pages that await their translation: not there for readers, at an address that is fixed, replaced when it comes."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from scripts import translations
from tests.conftest import build
from tests.test_exchange import approve_all, export, site, take, translate

__all__ = ["site"]
Change = Callable[[Path, str, str, str], None]
PAGE, EN, FR = "harbour/ending.md", "docs/en/harbour/ending.md", "docs/fr/harbour/ending.md"
PREPARED = (
    "---\ntitle: And then?\nslug: ending\ntranslated: false\n---\n\nThe quay is quiet: 40 boats.\n\n## After {#after}\n"
)


@pytest.fixture
def prepared(site: Path) -> Path:
    (site / FR).write_text(PREPARED, "utf-8")
    return site


def fill(folder: Path) -> Path:
    """An export whose passages are translated, as far as they need words of their own."""
    file = export(folder, "po", PAGE)
    for source, target in (
        ("And then?", "Et ensuite ?"),
        ("The end", "La fin"),
        ("Nothing more.", "Plus rien."),
        ("The quay is quiet", "Le quai est calme."),
        ("## After {#after}", "## Après {#after}"),
        ("A pilot still lives there.", "Un pilote y vit toujours."),
    ):
        translate(file, source, target)
    approve_all(file)
    return file


def test_its_text_is_not_published_and_its_address_is_fixed(prepared: Path, change: Change) -> None:
    change(prepared, FR, "slug: ending", "slug: la-suite")
    built = build(prepared, strict=False)
    assert built.code == 0, built.log
    assert "docs/fr/harbour/ending.md:4: is not translated: /fr/le-port/la-suite/ shows the text in “en”" in built.log
    assert "“40" not in built.log, "its figures are not checked"
    page = built.html("fr/le-port/la-suite/")
    assert "The quay is quiet, and" in page
    assert "40 boats" not in page
    assert 'hreflang="fr"' not in built.html("en/harbour/ending/").partition("</head>")[0]


def test_an_incomplete_language_is_only_told(prepared: Path, change: Change) -> None:
    change(prepared, "locales/fr/language.yml", "tag: fr\n", "tag: fr\ncomplete: false\n")
    built = build(prepared)
    assert built.code == 0, built.log
    assert "fr: not translated yet: pages of docs/fr/ (1): harbour/ending.md" in built.log


def test_status_counts_it_as_missing(prepared: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert translations.main(["status", "fr", "--json"], prepared) == 1
    rows = [row for row in json.loads(capsys.readouterr().out)["fr"]["sections"] if row["page"] == PAGE]
    assert {row["section"]: row["missing"] for row in rows} == {
        ".title": 1, ".short": 1, ".answer": 1, ".opening": 1, "after": 2}  # fmt: skip
    assert not any(row["current"] or row["stale"] for row in rows)


def test_it_is_not_confirmed(prepared: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert translations.main(["confirm", "fr", PAGE], prepared) == 2
    said = capsys.readouterr().err
    assert said == "docs/fr/harbour/ending.md says “translated: false”: translate it and remove that line first.\n"
    assert translations.main(["confirm", "fr"], prepared) == 0, "all others are"


@pytest.mark.parametrize(
    ("old", "new", "slug", "told"),
    [
        ("title: And then?", "title: And then?", "et-ensuite", True),
        ("slug: ending", "slug: la-suite", "la-suite", False),
        ("title: And then?", "title: Et après ?", "ending", False),
        ("slug: ending\n", "", "et-ensuite", True),
    ],
)
def test_an_import_replaces_it(
    old: str, new: str, slug: str, told: bool, prepared: Path, change: Change, capsys: pytest.CaptureFixture[str]
) -> None:
    change(prepared, FR, old, new)
    file = fill(prepared)
    capsys.readouterr()
    assert take(prepared, file) == 0
    assert ("check its slug" in capsys.readouterr().out) is told
    text = (prepared / FR).read_text("utf-8")
    assert text.startswith(f"---\ntitle: Et ensuite ?\nshort: La fin\nslug: {slug}\nanswer: Plus rien.\n---\n")
    assert "translated" not in text
    assert "40 boats" not in text
    assert "Un pilote y vit toujours." in text


def test_the_translated_page_passes_the_strict_build(prepared: Path) -> None:
    assert take(prepared, fill(prepared)) == 0
    built = build(prepared)
    assert built.code == 0, built.log
    assert "Le quai est calme." in built.html("fr/le-port/et-ensuite/")
