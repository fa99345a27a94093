"""Names and phrases of other languages are marked as such."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import html

from precis.foreign import marked
from tests.conftest import Built, build

NAMES = {"fr": ("Secours catholique", "L’Auberge", "L’Auberge des migrants"), "de": ("Brot & Salz",)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("of Secours catholique.", 'of <span lang="fr">Secours catholique</span>.'),
        ("Secours\n catholique", '<span lang="fr">Secours\n catholique</span>'),
        ("L'Auberge des migrants", '<span lang="fr">L\'Auberge des migrants</span>'),
        ("the L’Auberge’s", 'the <span lang="fr">L’Auberge</span>’s'),
        ("Brot &amp; Salz", '<span lang="de">Brot &amp; Salz</span>'),
        ("Secours catholiques, non-L’Auberge", "Secours catholiques, non-L’Auberge"),
        ('<a title="L’Auberge">x</a>', '<a title="L’Auberge">x</a>'),
        ('<a title="a > b, L’Auberge">x</a>', '<a title="a > b, L’Auberge">x</a>'),
        ('<p lang="fr">L’Auberge</p>', '<p lang="fr">L’Auberge</p>'),
        ('<p lang="en">L’Auberge</p>', '<p lang="en"><span lang="fr">L’Auberge</span></p>'),
        ('<a hreflang="fr">L’Auberge</a>', '<a hreflang="fr"><span lang="fr">L’Auberge</span></a>'),
        ("<title>L’Auberge</title>", "<title>L’Auberge</title>"),
        ("<!-- L’Auberge -->", "<!-- L’Auberge -->"),
    ],
)
def test_phrases_are_marked(text: str, expected: str) -> None:
    assert marked(text, "en", NAMES) == expected


def test_without_phrases_nothing_changes() -> None:
    assert marked("<p>L’Auberge</p>", "en", {}) == "<p>L’Auberge</p>"


@pytest.mark.parametrize(
    ("path", "name", "language"),
    [
        ("en/calais-2015/how-we-know/", "Secours catholique", "fr"),
        ("fr/calais-2015/comment-le-sait-on/", "Border Force", "en"),
        ("fr/glossaire/", "Operation Stack", "en"),
    ],
)
def test_institutions_are_marked_in_texts_notes_and_records(calais: Built, path: str, name: str, language: str) -> None:
    tree = html.document_fromstring(calais.html(path))
    said = [str(text) for text in tree.xpath("//main//text()[not(ancestor::cite)]") if name in str(text)]
    found = tree.xpath("//main//text()[contains(., $name)][ancestor::*[@lang][1]/@lang=$tag]", name=name, tag=language)
    assert found
    assert [str(text) for text in found if not text.getparent().xpath("ancestor-or-self::cite")] == said


def test_a_language_that_does_not_exist_is_told(
    small_site: Path, change: Callable[[Path, str, str, str], None]
) -> None:
    change(small_site, "locales/fr/language.yml", "foreign: #", "foreign:\n  English: [Home Office]\n#")
    built = build(small_site)
    assert built.code == 1
    assert "locales/fr/language.yml:" in built.log
    assert "has the language “English”" in built.log
