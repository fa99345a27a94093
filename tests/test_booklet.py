"""The PDF of an explainer holds all its text, can be found one's way in, and comes out the same each time."""

from __future__ import annotations

import datetime as dt
import io
import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import html5lib
import pytest
from lxml import html
from pypdf import PdfReader

from precis.pdf.endnotes import Endnotes
from precis.pdf.node import Node, names, resolved, tidy
from precis.pdf.picture import Pictures
from precis.pdf.prose import Prose
from precis.pdf.typesetter import Typesetter, Unprintable
from tests.broken import apply
from tests.conftest import ROOT, Built, build
from tests.test_whole import WHOLES, paragraphs


@cache
def whole_tags(text: str) -> str:
    """A page with the end tags that browsers add and lxml’s parser does not."""
    tree = html5lib.parse(text, treebuilder="etree", namespaceHTMLElements=False)
    return str(html5lib.serialize(tree, tree="etree", omit_optional_tags=False, quote_attr_values="always"))


def page(built: Built, path: str) -> html.HtmlElement:
    return html.document_fromstring(whole_tags(built.html(path)))


PDFS = {
    "en/calais-2015/whole/": "en/calais-2015/calais-2015-en.pdf",
    "fr/calais-2015/dossier-complet/": "fr/calais-2015/calais-2015-fr.pdf",
}
DAY = dt.date(2026, 1, 5)


def reader(built: Built, path: str) -> PdfReader:
    return PdfReader(built.site / path)


def letters(text: str) -> str:
    """Text without what typesetting changes: spaces, hyphens; and without the numbers of notes."""
    return "".join(sign for sign in text if sign.isalpha())


def printed(pdf: PdfReader) -> str:
    """The letters of all pages without their running heads."""
    texts = [one.extract_text() for one in pdf.pages]
    head = texts[1].splitlines()[0]
    return "".join(letters(text.removeprefix(head)) for text in texts)


@pytest.mark.parametrize("path", PDFS)
def test_it_holds_every_text_of_the_explainer(calais: Built, path: str) -> None:
    tree, text = page(calais, path), printed(reader(calais, PDFS[path]))
    queries = ["//article//*[contains(@class, 'answer') or @class='body']", "//section[contains(@class, 'sources')]"]
    wanted = [one for query in queries for one in paragraphs(tree, query)]
    wanted += [str(node.text_content()) for node in tree.xpath("//h1 | //h3 | //section[@class='whole__glossary']//dd")]
    wanted += [str(node.text_content()) for node in tree.xpath("//dialog/p[@class='explanation__label']")]
    assert len(wanted) > 250
    assert [one for one in wanted if letters(one.removesuffix("#")) not in text] == []


@pytest.mark.parametrize("path", PDFS)
def test_bookmarks_name_the_headings_in_order(calais: Built, path: str) -> None:
    pdf = reader(calais, PDFS[path])
    titles = [str(one["/Title"]) for one in flat(pdf.outline)]
    tree = page(calais, path)
    headings = tree.xpath("//article//*[self::h2 or self::h3][not(@id='contents') and not(ancestor::nav)]")
    wanted = [str(node.text_content()).removesuffix("#").strip() for node in headings]
    assert [title for title in titles if title in wanted] == wanted
    assert len(titles) == len(wanted) + 1  # the notes of figures


def flat(outline: Any) -> list[Any]:
    return [one for part in outline for one in (flat(part) if isinstance(part, list) else [part])]


@pytest.mark.parametrize("path", PDFS)
def test_it_says_what_it_is(calais: Built, path: str) -> None:
    pdf, tree = reader(calais, PDFS[path]), page(calais, path)
    root: Any = pdf.trailer["/Root"]
    assert str(root["/Lang"]) in {"en", "fr"}
    assert str(root["/Lang"]) == tree.get("lang")
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    assert pdf.metadata is not None
    assert pdf.metadata.title == tree.xpath("//h1")[0].text_content()
    assert pdf.metadata.author == "Précis"
    assert pdf.metadata.creation_date == dt.datetime(2026, 11, 22, tzinfo=dt.UTC)
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data()


@pytest.mark.parametrize("path", PDFS)
def test_its_links_lead_somewhere(calais: Built, path: str) -> None:
    pdf = reader(calais, PDFS[path])
    pages = {one.indirect_reference.idnum for one in pdf.pages if one.indirect_reference}
    annotations = [note.get_object() for one in pdf.pages for note in one.get("/Annots", ())]
    inside = [note["/Dest"].get_object() for note in annotations if "/Dest" in note]
    outside = [str(note["/A"]["/URI"]) for note in annotations if "/A" in note]
    assert len(inside) > 300
    named = pdf.named_destinations
    assert all(
        target in named if isinstance(target, str) else list.__getitem__(target, 0).idnum in pages for target in inside
    )
    assert len(outside) > 50
    assert all(url.startswith(("https://", "http://")) for url in outside)


def test_pages_link_to_it_with_its_length_and_size(calais: Built) -> None:
    for path, name in PDFS.items():
        size, pages = (calais.site / name).stat().st_size, len(reader(calais, name).pages)
        for tree in (page(calais, path), page(calais, WHOLES[path])):
            link = tree.xpath("//a[@type='application/pdf']")[0]
            assert str(link.get("href")).endswith(name.rpartition("/")[2])
            unit = "\u00a0kB" if path.startswith("en") else "\u202fko"
            assert link.text_content() == f"PDF, {pages} pages, {round(size / 1000)}{unit}"
        section = page(calais, "en/calais-2015/measures/" if path.startswith("en") else "fr/calais-2015/mesures/")
        [link] = section.xpath("//footer//a[@type='application/pdf']")
        assert str(link.get("href")).endswith(name.rpartition("/")[2])
        assert not re.search(r"\d", str(link.text_content()))  # else a changed figure could change every page
    assert not (calais.site / "print").exists()


def test_the_same_content_makes_the_same_bytes(good: Built, below: Built, small_site: Path) -> None:
    name = "en/harbour/harbour-en.pdf"
    again = build(small_site)
    assert (again.site / name).read_bytes() == (good.site / name).read_bytes()
    assert (below.site / name).read_bytes() != (good.site / name).read_bytes()  # published elsewhere
    other = "en/mill/mill-en.pdf"
    before = (again.site / other).read_bytes()
    apply({"change": {"docs/en/harbour/ending.md": ["The quay is quiet", "The quay is calm"]}}, small_site)
    changed = build(small_site, strict=False)
    assert "calm" in "".join(one.extract_text() for one in reader(changed, name).pages)
    assert (changed.site / other).read_bytes() == before


def test_hostile_text_stays_text(small_site: Path) -> None:
    written = 'Say #import "x" #panic() $x$ \\\\u{41} ] } \\*a\\* \\_b\\_ &lt;c> @d ~ // /* = f'
    apply({"change": {"docs/en/harbour/ending.md": ["The quay is quiet", f"{written} The quay is quiet"]}}, small_site)
    built = build(small_site, strict=False)
    body = page(built, "en/harbour/ending/").xpath("//div[@class='body']//p[contains(., '#import')]")[0]
    shown = str(body.text_content()).partition(" The")[0]
    assert shown.endswith(r"#panic() $x$ \u{41} ] } *a* _b_ <c> @d ~ // /* = f")
    pdf = reader(built, "en/harbour/harbour-en.pdf")
    assert shown in " ".join(" ".join(one.extract_text() for one in pdf.pages).split())


def test_arabic_is_set_from_right_to_left_with_its_digits(spoken: Built) -> None:
    pdf = reader(spoken, "ar/al-mina/al-mina-ar.pdf")
    root: Any = pdf.trailer["/Root"]
    assert root["/Lang"] == "ar"
    assert root["/ViewerPreferences"]["/Direction"] == "/R2L"
    assert pdf.metadata is not None
    assert pdf.metadata.title == "لماذا أُغلق الميناء؟"
    last = pdf.pages[1].extract_text()
    assert "٢" in last
    assert "\ufffd" not in last
    assert page(spoken, "ar/al-mina/").xpath("//a[@type='application/pdf']")


# Setting


@pytest.fixture(scope="module")
def typesetter() -> Typesetter:
    return Typesetter(ROOT / "overrides" / "print")


def data(*blocks: Node, **changes: Any) -> str:
    empty: Node = {"lang": "en", "region": "", "dir": "ltr", "digits": "", "title": "T", "short": "T", "publisher": "P"}
    empty |= {"description": "", "keywords": [], "kicker": "K", "contents": "C", "day": [2026, 1, 5], "meta": []}
    return json.dumps({**empty, "lede": [], "blocks": blocks, **changes})


def test_signs_without_a_font_are_refused_not_printed_as_boxes(typesetter: Typesetter) -> None:
    """With U+10FFFD, a private sign that no font has."""
    with pytest.raises(Unprintable, match="could not be displayed"):
        typesetter.set(data({"k": "para", "style": "", "c": ["\U0010fffd"]}), DAY)


def test_a_build_tells_which_pdf_it_could_not_make(small_site: Path) -> None:
    unprintable = ["Le quai est calme.", "Le quai est &#x10FFFD; calme."]
    apply({"change": {"docs/fr/harbour/ending.md": unprintable}}, small_site)
    built = build(small_site, strict=False)
    assert "/fr/le-port/whole/: has no PDF" in built.log.replace("dossier-complet", "whole")
    assert "put a TTF or OTF font of that script there" in built.log
    assert not (built.site / "fr/le-port/le-port-fr.pdf").exists()
    assert not page(built, "fr/le-port/").xpath("//a[@type='application/pdf']")
    assert (built.site / "en/harbour/harbour-en.pdf").exists()


def test_drawings_are_vectors_with_their_description(typesetter: Typesetter) -> None:
    text = """<figure class="chart" id="c"><figcaption><p class="chart__title" id="t">Ships</p></figcaption>
      <svg width="100%" height="6em" role="img" aria-labelledby="t"><rect class="chart__bar" width="50%" height="1em"/>
      <text y="3em">about 40</text></svg><details><summary>As a table</summary><table>
      <tr><th>Year</th><th>Ships</th></tr>
      <tr><th scope="row">1998</th><td>40</td></tr></table></details></figure>"""
    figure = blocks(text, style=typesetter.style)[0]
    assert [one["k"] for one in figure["blocks"]] == ["para", "picture", "table"]
    assert figure["blocks"][1]["alt"] == "Ships"
    pdf = PdfReader(io.BytesIO(typesetter.set(data(figure), DAY).pdf))
    assert "about 40" in "".join(one.extract_text() for one in pdf.pages)
    assert "1998" in "".join(one.extract_text() for one in pdf.pages)
    assert not pdf.pages[1].images


def test_a_drawing_taller_than_a_page_leaves_its_table() -> None:
    assert blocks('<svg width="100%" height="90em"><text>1</text></svg>') == []


def test_all_that_markdown_makes_can_be_set(typesetter: Typesetter) -> None:
    text = """<p>a <strong>b</strong> <em>c</em> <code>d</code><sup>e</sup><sub>f</sub> <del>g</del><br>h</p>
      <ul><li>i<ul><li>j</li></ul></li></ul><ol start="3"><li><p>k</p></li></ol><blockquote><p>l</p></blockquote>
      <pre><code>m
        n</code></pre><hr><dl><dt>o</dt><dd>p</dd></dl>
      <div class="admonition"><p class="admonition-title">q</p><p>r</p></div>
      <table><thead><tr><th colspan="2">s</th></tr></thead><tbody><tr><td>t</td><td>u</td></tr></tbody></table>
      <p lang="ar" dir="rtl">سلام</p><p><img src="v.png" alt="w"> <a href="x/">y</a> <a href="javascript:1">z</a></p>"""
    made = typesetter.set(data(*blocks(text)), DAY)
    shown = "".join(one.extract_text() for one in PdfReader(io.BytesIO(made.pdf)).pages[1:])
    assert made.pages == 2
    assert [sign for sign in "abcdefghijklmnopqrstuwyz" if sign not in shown] == []
    assert b"javascript" not in made.pdf


def blocks(text: str, style: str = "") -> list[Node]:
    prose = Prose("https://example.org/en/", frozenset(), Endnotes(": ", {}, {}), Pictures(style))
    return prose.blocks(html.fragment_fromstring(text, create_parent="div"))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ([" a ", " b "], ["a ", "b"]),
        (["a ", {"k": "em", "c": [" b "]}, " c"], ["a ", {"k": "em", "c": ["b "]}, "c"]),
        (["a", {"k": "em", "c": ["b "]}], ["a", {"k": "em", "c": ["b"]}]),
        ([{"k": "anchor", "id": "x"}, " a"], [{"k": "anchor", "id": "x"}, "a"]),
        (["a", {"k": "br"}, " b"], ["a", {"k": "br"}, "b"]),
        (["a\u00a0 "], ["a\u00a0"]),
    ],
)
def test_lines_have_no_spaces_too_many(before: list[Any], after: list[Any]) -> None:
    assert tidy(before) == after


def test_links_to_what_is_not_printed_are_text() -> None:
    tree = [{"k": "ref", "to": "x", "c": ["a"]}, {"k": "ref", "to": "y", "c": ["b"]}, {"k": "anchor", "id": "y"}]
    assert [one["k"] for one in resolved(tree, set(names(tree)))] == ["plain", "ref", "anchor"]
