"""Text of pages, records, glossaries and catalogues reaches readers as text, whatever signs it holds."""

from __future__ import annotations

from pathlib import Path

from lxml import html

from tests.broken import apply
from tests.conftest import build

HOSTILE = """'"><img src=x onerror=alert(1)></title></script>'"""
TEXT = HOSTILE.strip("'")


def test_markup_in_text_stays_text(small_site: Path) -> None:
    quoted = "'" + TEXT.replace("'", "''") + "'"
    change = {
        "docs/en/harbour/closing.md": [
            "title: What happened?\nshort: The closing",
            f"title: {quoted}\nshort: {quoted}",
        ],
        "docs/en/harbour/index.md": ["short: The harbour", f"short: {quoted}"],
        "docs/_facts/harbour.yml": ["label: Ships that called at the harbour", f"label: {quoted}"],
        "docs/_sources/harbour.yml": ["title: The harbour closes", f"title: {quoted}"],
        "locales/en/glossary.yml": [
            "  definition: Person who guides ships into a harbour.",
            f"  definition: {quoted}\n  note: {quoted}\n  example: {quoted}\n  alt: [{quoted}]\n"
            f"  sources: [{{title: {quoted}, publisher: {quoted}}}]",
        ],
        "locales/fr/LC_MESSAGES/content.po": [
            'msgid "Ships that called at the harbour"',
            'msgid "' + TEXT.replace('"', '\\"') + '"',
        ],
    }
    apply({"change": change}, small_site)
    built = build(small_site)
    assert built.code == 0, built.log
    for file in built.site.rglob("*.html"):
        text = file.read_text("utf-8")
        tree = html.document_fromstring(text)
        assert not tree.xpath("//img | //@onerror"), file
        assert len(tree.xpath("//title")) == 1, file
    page = html.document_fromstring(built.html("en/harbour/closing/"))
    assert page.xpath("string(//h1)") == TEXT


def test_quotation_marks_in_explained_words_stay_text(small_site: Path) -> None:
    old, new = "A pilot guided each.", '["x" onmouseover=alert(1) "](term:pilot) guided each.'
    apply({"change": {"docs/en/harbour/closing.md": [old, new]}}, small_site)
    built = build(small_site)
    assert built.code == 0, built.log
    assert not html.document_fromstring(built.html("en/harbour/closing/")).xpath("//@onmouseover")
