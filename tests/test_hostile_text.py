"""Text of pages, records, glossaries and catalogues reaches readers as text, whatever signs it holds."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from lxml import html

from precis import disk, filenames, picture
from precis.phrase import Phrase, filled
from precis.problems import InvalidInput, Problem
from precis.records import LONGEST, Records, parse, validated
from precis.source import Source
from precis.table import Column, Table
from tests.broken import apply, findings
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


def test_links_do_not_lead_out_of_the_project(small_site: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("---\ntitle: Secret\n---\n", "utf-8")
    for name in ("docs/secret.txt", "docs/en/harbour/secret.md", "docs/_facts/secret.yml", "locales/fr/secret.po"):
        (small_site / name).symlink_to(secret)
    (small_site / "docs/pictures").symlink_to("/", target_is_directory=True)
    (small_site / "docs/loop").symlink_to(small_site / "docs/loop")
    (small_site / "docs/en/harbour/inside.txt").symlink_to(small_site / "docs/index.md")
    built = build(small_site)
    assert built.code == 1
    said = [line.partition(":")[0] for line in findings(built.log).splitlines() if "leads out of" in line]
    links = ("docs/_facts/secret.yml", "docs/en/harbour/secret.md", "docs/loop", "docs/pictures", "docs/secret.txt")
    assert said == [*links, "locales/fr/secret.po"]
    assert str(tmp_path) not in findings(built.log)


@pytest.mark.parametrize("name", ["../x.png", "/x.png", "a/../../x.png", "a//b.png", ".htaccess", "é.png", "a b.png"])
def test_paths_that_lead_elsewhere_are_no_names(name: str) -> None:
    assert filenames.wrong(name)
    assert not filenames.is_slug(name)


@pytest.mark.parametrize(
    "name", ["x" * 101, "com1", "a.png.html", "nul.txt", "x.SVGZ", "assets/fonts/x.txt", "Data/x.csv"]
)
def test_names_that_systems_or_the_site_keep_are_refused(name: str) -> None:
    assert filenames.wrong(name)


@pytest.mark.parametrize("name", ["CNAME", "en/harbour/Map-2015_1.PNG", "assets/x.svg", "data.csv"])
def test_plain_names_are_published(name: str) -> None:
    assert filenames.wrong(name) == ""


SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">{}</svg>'


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        '<g onclick="alert(1)"/>',
        '<a href="javascript:alert(1)"><text>x</text></a>',
        '<image xlink:href="https://elsewhere.example/x.png"/>',
        '<use href="https://elsewhere.example/x.svg#a"/>',
        "<style>@import 'https://elsewhere.example/x.css'</style>",
        '<rect fill="url(https://elsewhere.example/#a)"/>',
        "<foreignObject><p/></foreignObject>",
        '<a><animate attributeName="href" to="javascript:alert(1)"/></a>',
        "<g>",
        "<?php x ?>",
    ],
)
def test_svg_files_that_act_are_refused(inside: str) -> None:
    assert picture.wrong(SVG.format(inside).encode())
    assert picture.wrong(b"<!DOCTYPE svg [<!ENTITY a 'x'>]>" + SVG.format("&a;").encode())
    assert picture.wrong(b"<?xml-stylesheet href='x.css'?>" + SVG.format("").encode())


def test_plain_svg_files_are_published() -> None:
    inside = '<style>.a{fill:url(#b)}</style><a href="https://x.example"><use xlink:href="#c"/></a><!-- x -->'
    assert picture.wrong(SVG.format(inside).encode()) == ""


def test_messages_are_filled_and_never_followed() -> None:
    assert filled("{a} of {b}", a=1, b="{a}") == "1 of {a}"
    assert filled("{a.__class__} {a!r} {a:>9} {0} {} {c}", a=1) == "{a.__class__} {a!r} {a:>9} {0} {} {c}"
    assert Phrase("{n} of {n.real}", lambda number: f"<{number}>").format(n=7) == "<7> of {n.real}"


def test_a_spreadsheet_computes_no_text() -> None:
    columns = [Column("a", "string", "", str), Column("n", "decimal", "", lambda _: -1)]
    table = Table("x.csv", columns, ["=1+1", "+1", "-1", "@x", "\tx", "a=1", "\uff1d1", ""], ("a",)).csv()
    assert table.splitlines()[1:] == [
        "'=1+1,-1",
        "'+1,-1",
        "'-1,-1",
        "'@x,-1",
        "'\tx,-1",
        "a=1,-1",
        "'\uff1d1,-1",
        ",-1",
    ]


def test_what_is_too_long_is_refused_before_it_is_read(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="characters"):
        parse(f"a: {'x' * LONGEST}", "a.yml")
    with pytest.raises(InvalidInput, match="deep"):
        parse("[" * 100_000, "a.yml")
    with pytest.raises(InvalidInput, match="deep"):
        parse("- " * 50_000 + "x", "a.yml")
    (tmp_path / "a.po").write_bytes(b" " * (disk.LARGEST + 1))
    with pytest.raises(InvalidInput, match="bytes"):
        disk.read_text(tmp_path / "a.po", tmp_path)


def test_a_text_that_begins_like_front_matter_is_shown(small_site: Path) -> None:
    """MkDocs would take the first lines for settings, as `template:`."""
    path = small_site / "docs/en/harbour/ending.md"
    path.write_text(path.read_text("utf-8").replace("\n\nThe quay", "\nTemplate: evil.html\n\nThe quay"), "utf-8")
    built = build(small_site)
    assert built.code == 0, built.log
    assert "Template: evil.html" in built.html("en/harbour/ending/")


def test_a_terminal_obeys_no_quoted_input() -> None:
    told = str(Problem("docs/en/\x1b[2J.md", 1, "is “\u202egnp.exe”", "x", "y"))
    assert told.splitlines()[0] == "docs/en/\\u001b[2J.md:1: is “\\u202egnp.exe”"


@pytest.mark.parametrize("url", ["javascript:x", "https://x.example/\n", "https://x.example/a b", 'https://x"y', "//x"])
def test_addresses_of_records_are_web_addresses(url: str) -> None:
    source = {"type": "webpage", "title": "x", "language": "en", "URL": url}
    with pytest.raises(InvalidInput):
        validated(Records("x.yml", {"s": source}, {}), Mapping[str, Source])
