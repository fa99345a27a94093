"""Files of every kind become articles: nothing lost, nothing dangerous kept, what cannot be read refused in words."""

from __future__ import annotations

import io
import json
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest
import yaml
from lxml import html
from markdown import Markdown

from precis.intake.block import Article, Block
from precis.intake.decoding import decoded
from precis.intake.dom import counted
from precis.intake.file import read as read_file
from precis.intake.wordcount import words
from precis.problems import InvalidInput, Problem

ROOT = Path(__file__).parent.parent
ARTICLES = Path(__file__).parent / "cases" / "articles"
EXPECTED = yaml.safe_load((ARTICLES / "structured.yml").read_text("utf-8"))
SITE = yaml.load((ROOT / "mkdocs.yml").read_text("utf-8"), yaml.BaseLoader)
MARKDOWN = Markdown(
    # MkDocs adds fences by itself.
    extensions=[
        *(next(iter(one)) if isinstance(one, dict) else one for one in SITE["markdown_extensions"]),
        "fenced_code",
    ],
    extension_configs={"toc": {"permalink": ""}},
)
OF_TEXT = {"div", "p"}
OF_BLOCKS = OF_TEXT | {
    *("em", "strong", "a", "ul", "ol", "li", "blockquote", "pre", "code", "table", "thead", "tbody", "tr", "th", "td")
}


def rendered(markdown: str) -> html.HtmlElement:
    MARKDOWN.reset()
    return html.fragment_fromstring(MARKDOWN.convert(markdown), create_parent="div")


def tags(element: html.HtmlElement) -> set[str]:
    return {str(one.tag) for one in element.iter()}


def squeezed(text: str) -> str:
    return "".join(text.split())


def read(data: bytes | str, name: str = "page.html", **how: Any) -> Article:
    """Read, and all its words accounted for."""
    article = read_file(data.encode() if isinstance(data, str) else data, name, **how)
    assert_whole(article)
    return article


def assert_whole(article: Article) -> None:
    """Every word in one block, and the Markdown of each block shows its text and nothing else."""
    assert words(*(block.text for block in article.blocks)) == article.words
    for block in article.blocks:
        assert block.role != "left-out" or block.reason
        if block.markdown and block.role != "left-out":
            shown = rendered(block.markdown)
            assert tags(shown) <= OF_BLOCKS, block
            assert words(counted(shown)) == words(block.text), block
            assert all(re.match("https?:|mailto:", str(address)) for address in shown.xpath("//@href | //@src")), block


def told(article: Article) -> list[str]:
    """The blocks in a line each: what each is, its level, its Markdown or why it is left out."""
    return [one_line(block) for block in article.blocks if block.reason != "title of the document"]


def one_line(block: Block) -> str:
    if block.role == "left-out":
        return f"({block.reason}) {block.text}"
    bold = "bold " if block.bold else ""
    return f"{bold}{block.role}{block.level or ''}: {block.markdown or block.text}"


def refusal(data: bytes | str, name: str = "article.txt", **how: Any) -> Problem:
    with pytest.raises(InvalidInput) as refused:
        read_file(data.encode() if isinstance(data, str) else data, name, **how)
    assert len(refused.value.problems) == 1
    return refused.value.problems[0]


# The test articles


@pytest.mark.parametrize("name", EXPECTED)
def test_reads_the_test_articles(name: str) -> None:
    article, expected = read((ARTICLES / "structured" / name).read_bytes(), name), EXPECTED[name]
    shown = spaced(" ".join(block.text for block in article.blocks if block.role not in ("left-out", "byline", "date")))
    headings = [[block.level, spaced(block.text)] for block in article.blocks if block.role == "heading"]
    marked = expected["structure"] == "headings"
    assert headings == ([[level, spaced(text)] for level, text in expected["headings"]] if marked else [])
    assert article.structured == marked
    assert [text for text in expected["left_out"] if spaced(text) in shown] == []
    assert [text for text in expected["kept"] if spaced(text) not in shown] == []


def spaced(text: str) -> str:
    return " ".join(text.replace("\u00ad", "").split())


@pytest.mark.parametrize("folder", ["plain", "heldout"])
def test_reads_plain_text_whole(folder: str) -> None:
    for file in sorted((ARTICLES / folder).glob("*.txt")):
        assert read(file.read_bytes(), file.name).format == "text"


# Refusals


def zipped(**files: str | bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return packed.getvalue()


EXPECTS = "an article as text, HTML, Markdown, DOCX or ninjs"
AS_DOCX = "open it in Word or LibreOffice and save it as DOCX (“Word document”)"
AS_TEXT = "open it, mark and copy its text, and save that as plain text in UTF-8"
ITEM = "a news item in ninjs, with a headline and a body"
WORD = "a Word document (DOCX)"
ANEW = "open it in Word or LibreOffice and save it anew as DOCX"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PROTECTED = b"\xd0\xcf\x11\xe0" + bytes(600) + "EncryptedPackage".encode("utf-16-le")
REFUSALS: dict[str, tuple[bytes | str, str, str, str, str]] = {
    # data, file, what, expected, repair
    "empty": (b"", "a.txt", "is empty", EXPECTS, "save the article in it, or name another file"),
    "blank": (b" \n\t\xef\xbb\xbf", "a.txt", "is empty", EXPECTS, "save the article in it, or name another file"),
    "large": (
        b"word " * 2_460_000,
        "a.txt",
        "has 12.3 MB, more than the 10 MB that are read",
        EXPECTS,
        "take pictures and other articles out of it, or save its text alone",
    ),
    "pdf": (
        b"%PDF-1.7",
        "a.pdf",
        "is a PDF, which does not say what its headings and paragraphs are",
        EXPECTS,
        AS_TEXT,
    ),
    "rtf": (b"{\\rtf1 word}", "a.rtf", "is RTF", EXPECTS, AS_DOCX),
    "doc": (
        b"\xd0\xcf\x11\xe0" + bytes(600),
        "a.doc",
        "is a file of an old Office program, such as Word’s .doc",
        EXPECTS,
        AS_DOCX,
    ),
    "protected": (
        PROTECTED,
        "a.docx",
        "is protected by a password",
        EXPECTS,
        "open it in Word and save it without the password",
    ),
    "odt": (zipped(mimetype="x", content_xml="<x/>"), "a.odt", "is OpenDocument (ODT)", EXPECTS, AS_DOCX),
    "xlsx": (zipped(xl__workbook_xml="<x/>"), "a.xlsx", "is an Excel workbook", EXPECTS, AS_TEXT),
    "zip": (
        zipped(readme="x"),
        "a.zip",
        "is a ZIP file without a Word document in it",
        EXPECTS,
        "unpack it and name the article’s own file",
    ),
    "cut off": (
        zipped(word__document_xml="<x/>")[:60],
        "a.docx",
        "is a damaged DOCX or ZIP file",
        EXPECTS,
        "fetch it again, or open it in Word and save it anew as DOCX",
    ),
    "png": (
        b"\x89PNG\r\n\x1a\n" + bytes(20),
        "a.png",
        "is a picture or a recording",
        EXPECTS,
        "name the file that holds the article’s text; text in pictures is not read",
    ),
    "program": (
        b"\x7fELF" + bytes(20),
        "-",
        "is a program",
        EXPECTS,
        "name the file that holds the article’s text",
    ),
    "zeros": (b"word\0word", "a.txt", "is no text: it holds bytes that are zero", EXPECTS, AS_TEXT),
    "controls": (b"\1\2\3word" * 9, "a.txt", "is no text: many of its bytes are control characters", EXPECTS, AS_TEXT),
    "mhtml": (
        b"From: <Saved by Blink>\r\nMIME-Version: 1.0\r\n\r\nword",
        "a.mht",
        "is a web archive (MHTML) or an e-mail",
        EXPECTS,
        "save the page as “Web page, HTML only”, or the text alone",
    ),
    "other XML": (
        "<?xml version='1.0'?>\n<nitf><p>word</p></nitf>",
        "a.xml",
        "is XML of another kind (its root is “nitf”)",
        EXPECTS,
        "export the article as HTML or ninjs",
    ),
    "no words": ("*** — ***", "a.txt", "holds no words", EXPECTS, "name the file that holds the article"),
    "page without text": (
        "<!doctype html><script>x()</script>",
        "a.html",
        "holds no text",
        "a web page with an article",
        "save the page anew, or its text alone",
    ),
    "deep page": (
        "<html>" + "<div>" * 3000 + "word",
        "a.html",
        "its elements are nested too deeply to be read without losing text",
        "a web page",
        "copy the article’s text and save that as plain text in UTF-8",
    ),
    "malformed JSON": (
        '{"headline": "A word",\n "body_text": }',
        "a.json",
        "malformed JSON: Expecting value",
        ITEM,
        "export the item anew, or save its text alone",
    ),
    "repeated field": (
        '{"headline": "A word", "headline": "B word"}',
        "a.json",
        "malformed JSON: “headline” stands twice in one object",
        ITEM,
        "export the item anew, or save its text alone",
    ),
    "deep JSON": (
        '{"a": ' + "[" * 100_000,
        "a.json",
        "malformed JSON: nested too deeply",
        ITEM,
        "export the item anew, or save its text alone",
    ),
    "JSON without text": (
        '{"uri": "https://a.example/1", "headline": "A word"}',
        "a.json",
        "holds no text of an article",
        ITEM,
        "export the item with its body",
    ),
    "several items": ("[]", "a.json", "holds a list of items", ITEM, "save each item in a file of its own"),
    "no item": ("12", "a.json", "is JSON, but no object", ITEM, "export the item as ninjs"),
    "not DOCX": (
        b"word",
        "a.docx",
        "is no Word document (DOCX)",
        "a file in the format “docx”",
        "give the file the ending of its own format",
    ),
    "bad XML": (
        zipped(word__document_xml="<a><b></a>"),
        "a.docx",
        "is a damaged DOCX file: word/document.xml: Opening and ending tag mismatch: b line 1 and a, line 1, column 11",
        WORD,
        ANEW,
    ),
    "entities": (
        zipped(word__document_xml='<!DOCTYPE x [<!ENTITY a "word">]><x>&a;</x>'),
        "a.docx",
        "word/document.xml declares entities, which no Word document does",
        WORD,
        ANEW,
    ),
    "bomb": (
        zipped(word__document_xml=b" " * 101_000_000),
        "a.docx",
        "would unpack to 101 MB, more than the 100 MB that are read",
        WORD,
        "take pictures out of it, or save its text alone",
    ),
    "packed too well": (
        zipped(word__document_xml=b" " * 9_000_000),
        "a.docx",
        "word/document.xml is packed more than 300 times: a trap for programs that unpack it",
        WORD,
        ANEW,
    ),
}


@pytest.mark.parametrize("case", REFUSALS)
def test_refuses(case: str) -> None:
    data, name, what, expected, repair = REFUSALS[case]
    problem = refusal(data, name)
    assert (problem.path, problem.what, problem.expected, problem.repair) == (name, what, expected, repair)


def test_tells_the_line_of_malformed_json() -> None:
    assert refusal(*REFUSALS["malformed JSON"][:2]).line == 2


def test_refuses_an_encrypted_part() -> None:
    data = bytearray(zipped(word__document_xml="<x/>"))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + at] |= 1
    assert refusal(bytes(data), "a.docx").what == "is encrypted"


def test_refuses_a_format_that_the_file_does_not_have() -> None:
    assert refusal("word", "a.txt", format="docx").repair == "say its own format, or none"
    assert refusal(document("word"), "a.docx", format="html").what == "is a Word document (DOCX)"


def test_refuses_markdown_that_is_nested_without_end() -> None:
    article = read("> " * 30 + "deep", "a.md")
    assert "deep" in article.blocks[0].text


# Encodings

FRENCH = "L’État a décidé : « l’œuvre » à Liège, déjà prête, coûtera 2 000 € dès l’été."
FITS = "which fits Western European text: it is not valid UTF-8"
ENCODINGS = {
    "utf-8": (FRENCH, "utf-8", ""),
    "utf-8-sig": (FRENCH, "utf-8", ""),
    "utf-16": (FRENCH, "utf-16-le", ""),
    "utf-16-be": (FRENCH, "utf-16-be", "taken for utf-16-be: every second byte is zero"),
    "cp1252": (FRENCH, "windows-1252", f"taken for windows-1252, {FITS}"),
    "mac-roman": (FRENCH, "mac-roman", f"taken for mac-roman, {FITS}"),
    "iso8859-15": (FRENCH.replace("’", "'"), "iso8859-15", f"taken for iso8859-15, {FITS}"),
    "cp850": ("La décision, prévue à 8 h, a été différée.", "cp850", f"taken for cp850, {FITS}"),
    "cp1250": (
        "Zażółć gęślą jaźń. Wczoraj w Warszawie odbyło się spotkanie ważne dla młodzieży.",
        "windows-1250",
        "taken for windows-1250 by the frequency of its letters: it is not valid UTF-8",
    ),
    "ascii": ("The price is 5 crowns.", "utf-8", ""),
}


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_reads_text_in_any_encoding(encoding: str) -> None:
    text, known, why = ENCODINGS[encoding]
    article = read(text.encode(encoding), "a.txt")
    assert (article.blocks[0].text, article.encoding, article.guessed) == (" ".join(text.split()), known, why)


@pytest.mark.parametrize(
    ("declared", "actual", "known", "notes"),
    [
        ("iso-8859-1", "cp1252", "windows-1252", ()),
        ("windows-1252", "utf-8", "utf-8", ("the file says that it is windows-1252, but it is utf-8",)),
        ("utf-8", "cp1252", "windows-1252", ("the file says that it is utf-8, but it is not",)),
        ("utf-16", "utf-8", "utf-8", ("the file says that it is utf-16, but it is utf-8",)),
        ("nonsense", "cp1252", "windows-1252", ("the file says that it is nonsense, but it is not",)),
    ],
)
def test_what_a_page_says_of_its_encoding(declared: str, actual: str, known: str, notes: tuple[str, ...]) -> None:
    article = read(f'<html><meta charset="{declared}"><p>{FRENCH}</p>'.encode(actual))
    assert spaced(article.blocks[0].text) == spaced(FRENCH)
    assert (article.encoding, article.notes) == (known, notes)


def test_an_encoding_that_is_demanded() -> None:
    assert read("été".encode("mac-roman"), "a.txt", encoding="mac-roman").blocks[0].text == "été"
    problem = refusal("mot\nété".encode("cp1252"), encoding="utf-8")
    assert str(problem) == (
        "article.txt:2: byte 0xe9 does not fit the encoding utf-8\n"
        "    expected: text encoded in utf-8\n"
        "    repair: name another encoding, or none: it is then guessed"
    )
    for unknown in ("latin-42", "base64", "idna", "a\0b"):
        problem = refusal("word", encoding=unknown)
        assert problem.what == f"unknown encoding “{unknown}”"
        assert problem.repair == "write one of utf-8, windows-1252, iso-8859-15, macintosh, utf-16"


def test_utf_8_with_a_few_bytes_of_another_encoding() -> None:
    article = read((FRENCH * 9).encode() + b" \x93fin\x94", "a.txt")
    assert article.blocks[0].text.endswith("“fin”")
    assert article.guessed == "taken for utf-8, though 2 of its bytes are not; they were read as windows-1252"


def test_line_ends_controls_and_composition() -> None:
    found = decoded("e\u0301te\u0301\r\nde\rla\x08 fin".encode(), "a.txt")
    assert (found.text, found.notes) == ("été\nde\nla fin", ("1 control character removed",))


# Formats


@pytest.mark.parametrize(
    ("data", "name", "expected"),
    [
        ("<!DOCTYPE html><p>word", "-", "html"),
        ("<?xml version='1.0'?><html><p>word</p></html>", "-", "html"),
        ("<p>word</p>" * 4, "-", "html"),
        ("word", "a.htm", "html"),
        ('{"headline": "A word", "body_text": "Some words."}', "-", "ninjs"),
        ('{"headline": "A word", "body_text": "Some words."}', "a.txt", "ninjs"),
        ("{word}", "-", "text"),
        ("# word", "-", "text"),
        ("# word", "a.MD", "markdown"),
        ("1 < 2 words", "-", "text"),
        ("<b>word</b> <i>word</i>", "a.txt", "text"),
    ],
)
def test_recognises_the_format(data: str, name: str, expected: str) -> None:
    assert read(data, name).format == expected


# Web pages

LONG = "The ferry sails at ten, whatever the weather, and carries lorries, cars and walkers to the island. "


def page(content: str, head: str = "") -> str:
    return f"<!doctype html><html><head>{head}</head><body><article>{content}<p>{LONG * 3}</p></article></body></html>"


def kept(content: str, head: str = "") -> list[str]:
    """What is told of the content, without the paragraph that `page` adds."""
    return told(read(page(content, head)))[:-1]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        # Text
        ("<p>One<br>two</p>", ["paragraph: One two"]),
        ("<p>One<br><br>two <b>three</b>.</p>", ["paragraph: One", "paragraph: two **three**."]),
        ("<p>H<b>el</b>lo <em>all</em></p>", ["paragraph: Hello *all*"]),
        ("<p><b>Who <i>pays</i></b></p>", ["bold paragraph: **Who pays**"]),
        ("<p><b>Who pays</b><br>All of us.</p>", ["bold paragraph: **Who pays**", "paragraph: All of us."]),
        ("<h2><b>Who</b> pays</h2>", ["heading2: **Who** pays"]),
        ("<h3><strong>Who pays</strong></h3>", ["heading3: Who pays"]),
        ('<div role="heading" aria-level="4">Who pays</div>', ["heading4: Who pays"]),
        ('<p class="intertitre">Who pays</p>', ["heading2: Who pays"]),
        ("<p>10<sup>6</sup> m<sup>2</sup></p>", ["paragraph: 10⁶ m²"]),
        ("<p>He said <q>no</q>.</p>", ["paragraph: He said “no”."]),
        (
            "<p>1 * 2 _3_ [4] `5` <6> &amp;lt; # | \\</p>",
            [r"paragraph: 1 \* 2 \_3\_ \[4\] \`5\` &lt;6> &amp;lt; \# \| \\"],
        ),
        ("<p>* * *</p>", []),
        ("<p>a\u00a0b &shy; \u202f!</p>", ["paragraph: a\u00a0b \u00ad \u202f!"]),
        # Lists, quotations, tables, code
        ("<ul><li>One<li>two<ul><li>three</ul><li>four</ul>", ["list: - One\n- two\n    - three\n- four"]),
        ("<ol start=3><li><p>One</p><p>more</p><li>two</ol>", ["list: 3. One\n\n    more\n\n4. two"]),
        ("<dl><dt>One<dd>two</dl>", ["list: - One\n\n    two"]),
        ("<blockquote><p>One</p><p>two</p></blockquote>", ["quote: > One\n>\n> two"]),
        (
            "<table><caption>Ships</caption><tr><th>Name<th>Tons<tr><td>A|B<td>5</table>",
            ["table: Ships\n\n| Name | Tons |\n| --- | --- |\n| A\\|B | 5 |"],
        ),
        (
            "<table><tr><td rowspan=2>One<td>a<tr><td>b<tr><td colspan=2>c</table>",
            ["table: | One | a |\n| --- | --- |\n|  | b |\n| c |  |"],
        ),
        ("<table><tr><td><p>One</p><p>two</p></table>", ["paragraph: One", "paragraph: two"]),
        ("<pre>a\n  b</pre>", ["code:     a\n      b"]),
        ("<ul><li><h2>One</h2><p>two</p></ul>", ["heading2: One", "paragraph: two"]),
        # Links
        ('<p><a href="https://a.example/b_(c)">One</a>!</p>', ["paragraph: [One](https://a.example/b_%28c%29)!"]),
        ('<p>Go!<a href="https://a.example">[x]</a></p>', ["paragraph: Go\\![&#91;x&#93;](https://a.example)"]),
        ('<p><a href="mailto:a@b.example">One</a></p>', ["paragraph: [One](mailto:a@b.example)"]),
        ('<p><a href=" java\nscript:alert(1)">One</a></p>', ["paragraph: One"]),
        ('<p><a href="data:text/html,x">One</a> <a href="fact:x">two</a></p>', ["paragraph: One two"]),
        ('<p><a href="/b">One</a> <a href="#c">two</a></p>', ["paragraph: One two"]),
        # What is left out
        ('<p>One<img src="a" alt="A ship"> two</p>', ["paragraph: One two", "(alternative text of a picture) A ship"]),
        ("<figure><img alt=''><figcaption>A ship</figcaption></figure>", ["(caption of a picture) A ship"]),
        ("<p>One <span hidden>two</span> three</p>", ["paragraph: One three", "(hidden) two"]),
        ('<p style="display: none">One</p>', ["(hidden) One"]),
        ("<aside><h2>One</h2><p>two</p></aside>", ["(aside) One two"]),
        ("<form>One <button>two</button></form>", ["(form) One two"]),
        ('<div class="share-bar"><a href="#">One</a></div>', ["(share bar) One"]),
        ('<div class="has-share"><p>One.</p></div>', ["paragraph: One."]),
        ('<div id="newsletterBox"><h2>One</h2></div>', ["(newsletter box) One"]),
        ("<p>ADVERTISEMENT</p>", ["(notice) ADVERTISEMENT"]),
        ("<p>Lire aussi : <a>La crue de mars</a></p>", ["(related links) Lire aussi : La crue de mars"]),
        (
            '<h3>Read more</h3><ul><li><a href="/x">One</a></ul>',
            ["(related links) Read more", "(related links) One"],
        ),
        ("<p>Read more books: it is good for you.</p>", ["paragraph: Read more books: it is good for you."]),
        (
            '<div class="box-push"><span>Our series</span> <a>One two three</a></div>',
            ["(advertisement) Our series One two three"],
        ),
        ("<noscript>One</noscript>", ["(shown where scripts are off) One"]),
        ("<p>One<script>two</script><!-- three --><template>four</template></p>", ["paragraph: One"]),
        ("<ul><li>One <span hidden>x</span><li>two</ul>", ["list: - One\n- two", "(hidden) x"]),
        # Head
        ('<p class="byline">By Ann Lee</p>', ["byline: By Ann Lee"]),
        ('<div>By <a rel="author" href="/a">Ann Lee</a></div>', ["byline: By Ann Lee"]),
        ("<p>Published <time datetime='2026-03-02'>2 March</time></p>", ["date: Published 2 March"]),
        (
            "<p>The vote is on <time datetime='2026-03-02'>2 March</time>.</p>",
            ["paragraph: The vote is on 2 March."],
        ),
        ('<p class="chapo">One two.</p>', ["standfirst: One two."]),
    ],
)
def test_reads_pages(content: str, expected: list[str]) -> None:
    assert kept(content) == expected


@pytest.mark.parametrize(
    ("head", "content", "expected"),
    [
        ("", "<h1>One</h1><h2>Two</h2>", ["title: One", "heading2: Two"]),
        ('<meta property="og:title" content="Two">', "<h1>One</h1><h2>Two</h2>", ["heading1: One", "title: Two"]),
        (
            "<title>Two | The Paper</title>",
            '<h1 class="logo">Paper</h1><h2>Two</h2>',
            ["heading1: Paper", "title: Two"],
        ),
        ('<meta property="og:title" content="Two">', "<div>Two</div><h2>Three</h2>", ["title: Two", "heading2: Three"]),
        (
            "<title>One – The Paper</title>",
            "<h1>One</h1><p>a</p><h2>One</h2>",
            ["title: One", "paragraph: a", "(the title again) One"],
        ),
        (
            '<meta name="description" content="A ship sails.">',
            "<h1>One</h1><p>A ship sails.</p>",
            ["title: One", "standfirst: A ship sails."],
        ),
    ],
)
def test_finds_the_title(head: str, content: str, expected: list[str]) -> None:
    assert kept(content, head) == expected


def test_finds_the_body_among_boxes() -> None:
    """The page says nothing of what is what: the text alone shows where the article is."""
    article = read(
        "<html><div><a href='/'>The Paper</a> <a href='/s'>Sport</a></div>"
        f"<div><div><h1>One</h1></div><div><div><p>{LONG * 2}</p></div><div><h2>Two</h2><p>{LONG * 2}</p></div></div>"
        "</div>"
        "<div><p>A short word on something else.</p></div></html>after</html>"
    )
    assert [line[:20] for line in told(article)] == [
        "(outside the article",
        "title: One",
        "paragraph: The ferry",
        "heading2: Two",
        "paragraph: The ferry",
        "(outside the article",
    ]
    assert article.blocks[-1].text == "A short word on something else. after"


def test_reads_pages_made_of_tables() -> None:
    article = read(
        "<html><table><tr><td><a href=a>Home</a><br><a href=b>Letters</a></td><td><h1>One</h1>"
        f"<font size=2>{LONG * 2}<br><br>{LONG * 2}<hr><font size=1>Top of the world</font></td></tr></table>"
    )
    assert [block.role for block in article.blocks] == ["left-out", "title", "paragraph", "paragraph", "left-out"]


def test_resolves_addresses_against_those_that_the_page_gives() -> None:
    head = '<link rel="canonical" href="https://paper.example/2026/ferry">'
    assert kept('<p><a href="../x?a=1&amp;copy;">One</a></p>', head) == [
        "paragraph: [One](https://paper.example/x?a=1&amp;copy;)"
    ]
    head += '<base href="https://other.example/">'
    assert kept('<p><a href="x y">One</a></p>', head) == ["paragraph: [One](https://other.example/x%20y)"]


def test_notes_what_was_passed_over_and_refused() -> None:
    article = read(
        page('<script></script><!-- x --><style></style><p><a href="javascript:x">a</a> <a href="/b">c</a></p>')
    )
    assert article.notes == (
        "1 comment, 1 script, 1 style sheet passed over: they hold no words of the article",
        "the address of 1 link is lost: javascript: is not an address of the web or of mail",
        "the address of 1 link is lost: relative, and the file does not say its own address",
    )


def test_metadata_that_the_page_states() -> None:
    data = {
        "@graph": [
            {"@type": "NewsArticle", "headline": "Another", "datePublished": "2001-01-01"},
            {
                "@type": ["NewsArticle"],
                "headline": "One",
                "datePublished": "2026-03-02T23:30:00-05:00",
                "author": [{"@id": "#a"}, "Bo Day"],
                "publisher": {"name": "The Paper"},
                "inLanguage": "en-GB",
            },
            {"@id": "#a", "name": "Ann Lee"},
        ]
    }
    head = f'<title>One</title><script type="application/ld+json">{json.dumps(data)}</script>'
    found = read(page("<h1>One</h1>", head)).metadata
    assert (found.title, found.authors, found.issued) == ("One", ("Ann Lee", "Bo Day"), "2026-03-02")
    assert (found.outlet, found.language) == ("The Paper", "en-GB")


@pytest.mark.parametrize(
    ("head", "content", "issued"),
    [
        ('<meta property="article:published_time" content="2026-03-02T07:00Z">', "", "2026-03-02"),
        ('<meta name="date" content="20260302">', "", "2026-03-02"),
        ('<meta name="date" content="Mon, 02 Mar 2026 07:00:00 GMT">', "", "2026-03-02"),
        ('<meta name="date" content="2026-02-31">', "", ""),
        ("", '<p class="date"><time datetime="2026-03-02">2 March</time></p>', "2026-03-02"),
        ("", '<aside><time datetime="2026-03-02">2 March</time></aside>', ""),
        ("", "<p>2 March 2026</p>", ""),  # a guess: left to those who read lines
    ],
)
def test_dates_are_those_that_the_page_states(head: str, content: str, issued: str) -> None:
    assert read(page(content, head)).metadata.issued == issued


# Word documents

NAMESPACES = f"""
    xmlns:w="{W}" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"
    xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml"
    xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:wps="urn:wps"
    xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
    xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"
"""
STYLES = """
    <w:style w:styleId="Titre"><w:name w:val="Title"/></w:style>
    <w:style w:styleId="Sous-titre"><w:name w:val="Subtitle"/></w:style>
    <w:style w:styleId="T1"><w:name w:val="Titre 1"/></w:style>
    <w:style w:styleId="T2"><w:name w:val="heading 2"/></w:style>
    <w:style w:styleId="Mine"><w:name w:val="Rubric"/><w:basedOn w:val="T2"/></w:style>
    <w:style w:styleId="Level"><w:name w:val="Level"/><w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>
    <w:style w:styleId="Loud"><w:name w:val="Loud"/><w:rPr><w:b/></w:rPr></w:style>
    <w:style w:styleId="Chapo"><w:name w:val="Chapô"/></w:style>
"""


def document(body: str, **others: str) -> bytes:
    """A Word document of this body; others are parts of `word/`."""
    parts = {"document": f"<w:body>{body}</w:body>", "styles": STYLES, **others}
    return zipped(
        **{f"word__{name}_xml": f"<w:{name} {NAMESPACES}>{content}</w:{name}>" for name, content in parts.items()}
    )


def paragraph(text: str, style: str = "", run: str = "") -> str:
    content = text if text.startswith("<") else f'<w:r>{run}<w:t xml:space="preserve">{text}</w:t></w:r>'
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{content}</w:p>' if style else f"<w:p>{content}</w:p>"


def run(text: str, properties: str = "", tag: str = "t") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:{tag} xml:space="preserve">{text}</w:{tag}></w:r>'


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (paragraph("One", "Titre") + paragraph("Two", "Sous-titre"), ["title: One", "standfirst: Two"]),
        (paragraph("One", "Heading1") + paragraph("Two", "T2"), ["title: One", "heading2: Two"]),
        (paragraph("One", "Chapo") + paragraph("Two", "Mine"), ["standfirst: One", "heading2: Two"]),
        (
            paragraph("a") + paragraph("One", "T1") + paragraph("Two", "T1"),
            ["paragraph: a", "heading1: One", "heading1: Two"],
        ),
        (paragraph("One", "Level") + paragraph("Two", "Quote"), ["heading3: One", "quote: > Two"]),
        (paragraph("One", "Loud"), ["bold paragraph: **One**"]),
        (paragraph("One", "Listepuces") + paragraph("two", "List Bullet"), ["list: - One\n- two"]),
        (
            paragraph("One", "TOC1") + paragraph("two", "Caption"),
            ["(caption of a picture) two", "(table of contents) One"],
        ),
        (paragraph(run("a") + run("b", "<w:b/>") + run("c d", "<w:i/>")), ["paragraph: abc d"]),
        (paragraph(run("10") + run("6", '<w:vertAlign w:val="superscript"/>')), ["paragraph: 10⁶"]),
        (
            paragraph(f"<w:del>{run('old', tag='delText')}</w:del><w:ins>{run('new')}</w:ins>"),
            ["paragraph: new", "(deleted text) old"],
        ),
        (
            paragraph(f"<w:moveFrom>{run('a')}</w:moveFrom><w:moveTo>{run('a')}</w:moveTo>"),
            ["paragraph: a", "(text moved elsewhere) a"],
        ),
        (paragraph(run("a ") + run("b", "<w:vanish/>")), ["paragraph: a", "(hidden text) b"]),
        (
            paragraph(
                '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>HYPERLINK "https://a.example"</w:instrText>'
                f'<w:fldChar w:fldCharType="separate"/></w:r>{run("here")}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
            ),
            ["paragraph: [here](https://a.example)"],
        ),
        (paragraph(f'<w:fldSimple w:instr="DATE">{run("2 March")}</w:fldSimple>'), ["paragraph: 2 March"]),
        (
            paragraph(
                "<w:r><mc:AlternateContent><mc:Choice><wps:txbx><w:txbxContent>"
                f"{paragraph('Box')}</w:txbxContent></wps:txbx></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>"
                f"{paragraph('Box')}</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>{run('a')}"
            ),
            ["paragraph: a", "(text box) Box"],
        ),
        (
            paragraph('<w:r><w:drawing><wp:inline><wp:docPr id="1" descr="A ship"/></wp:inline></w:drawing></w:r>'),
            ["(alternative text of a picture) A ship"],
        ),
        (paragraph("<m:oMath><m:r><m:t>x=2</m:t></m:r></m:oMath>"), ["paragraph: x=2"]),
        (
            paragraph(run("a") + '<w:r><w:br w:type="page"/><w:footnoteReference w:id="2"/></w:r>' + run("b")),
            ["paragraph: a b"],
        ),
    ],
)
def test_reads_word_documents(body: str, expected: list[str]) -> None:
    assert told(read(document(body), "a.docx")) == expected


def test_other_parts_of_a_word_document_are_left_out() -> None:
    parts = {
        "header1": paragraph("Head"),
        "footer1": paragraph("Foot"),
        "footnotes": f"<w:footnote>{paragraph('Note')}</w:footnote>",
    }
    comments = {"comments": "".join(f"<w:comment>{paragraph(text)}</w:comment>" for text in ("One", "two"))}
    assert told(read(document(paragraph("a"), **parts, **comments), "a.docx")) == [
        "paragraph: a",
        "(comment) One",
        "(comment) two",
        "(page footer) Foot",
        "(footnote) Note",
        "(page header) Head",
    ]


# News items


def item(**fields: object) -> str:
    return json.dumps({"headline": "One", "body_text": "Two three.", **fields})


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, ["title: One", "paragraph: Two three."]),
        ({"byline": "By Ann Lee"}, ["title: One", "byline: By Ann Lee", "paragraph: Two three."]),
        (
            {"body_html": "<h1>One</h1><p>Two <b>three</b></p><h2>Four</h2>"},
            [
                *("title: One", "(the title again) One", "paragraph: Two **three**", "heading2: Four"),
                "(body_text: the text in another form) Two three.",
            ],
        ),
        (
            {
                "body_text": "",
                "bodies": [{"role": "text", "value": "a"}, {"contentType": "text/html", "value": "<p>b</p>"}],
            },
            ["title: One", "paragraph: b", "(bodies: the text in another form) a"],
        ),
        (
            {"headline": "", "headlines": [{"role": "short", "value": "a b"}, {"role": "main", "value": "c d"}]},
            ["title: c d", "paragraph: Two three.", "(headlines) a b"],
        ),
        ({"description_text": "Four five."}, ["title: One", "standfirst: Four five.", "paragraph: Two three."]),
        (
            {"description_text": "Two"},
            ["title: One", "(description_text: repeats the beginning of the text) Two", "paragraph: Two three."],
        ),
        (
            {
                "ednote": "Hold",
                "uri": "urn:a:1",
                "subject": [{"name": "Arts, media", "code": "medtop:1"}],
                "version": "2",
            },
            ["title: One", "paragraph: Two three.", "(ednote) Hold", "(subject.name) Arts, media"],
        ),
        (
            {"associations": {"main": {"headline": "A ship"}}},
            ["title: One", "paragraph: Two three.", "(associations.main.headline) A ship"],
        ),
    ],
)
def test_reads_news_items(fields: dict[str, object], expected: list[str]) -> None:
    assert told(read(item(**fields), "a.json")) == expected


def test_metadata_of_news_items() -> None:
    fields = {"versionCreated": "2026-03-02T07:00:00Z", "language": "fr-FR", "by": "Par Ann Lee et Bo Day"}
    found = read(item(**fields, provider={"name": "Wire"}, uri="https://a.example/1"), "a.json").metadata
    assert (found.issued, found.language, found.authors) == ("2026-03-02", "fr-FR", ("Ann Lee", "Bo Day"))
    assert (found.title, found.outlet, found.url) == ("One", "Wire", "https://a.example/1")


# Markdown


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# One\n\nTwo\n\n## Three", ["title: One", "paragraph: Two", "heading2: Three"]),
        ("One\n\n# Two\n\nThree\n\n# Four", ["paragraph: One", "heading1: Two", "paragraph: Three", "heading1: Four"]),
        ("One\n#4 two\n", ["paragraph: One \\#4 two"]),
        ("One:\n- two\n- three", ["paragraph: One:", "list: - two\n- three"]),
        ("One[^1].\n\n[^1]: Two", ["paragraph: One.", "(number of a footnote) 1", "(footnotes) Two"]),
        ("[One](javascript:x) ![Two](u)", ["paragraph: One", "(alternative text of a picture) Two"]),
        (
            '[One](https://a.example "Two three")',
            ["paragraph: [One](https://a.example)", "(mark-up of Markdown that shows no text) Two three"],
        ),
        ("<aside>One</aside>\n\nTwo three <script>x</script>", ["(aside) One", "paragraph: Two three"]),
        ("```sh\n# One\n#two\n```", ["code:     # One\n    #two"]),
        ("| a | b |\n|---|---|\n| c | d |", ["table: | a | b |\n| --- | --- |\n| c | d |"]),
        (
            "---\ntitle: One\nauthor: [Ann Lee]\ntags: [x, y z]\ndraft: false\n---\nTwo",
            ["title: One", "byline: Ann Lee", "(front matter: tags) x", "(front matter: tags) y z", "paragraph: Two"],
        ),
        ("---\ntitle: One\n---\n# Two", ["(front matter: title) One", "title: Two"]),
        ("---\ntitle: [One\n---\nTwo", ["heading2: title: \\[One", "paragraph: Two"]),
    ],
)
def test_reads_markdown(text: str, expected: list[str]) -> None:
    assert told(read(text, "a.md")) == expected


def test_lines_of_blocks_are_those_of_the_file() -> None:
    blocks = read("---\ntitle: One\n---\n\n## Two\n\nThree **four**\nfive\n\n- six", "a.md").blocks
    assert [(block.role, block.line) for block in blocks] == [
        *(("title", None), ("heading", 5), ("paragraph", 7), ("list", 10))
    ]
    assert [block.line for block in read("<html>\n<p>One</p>\n\n<p>Two</p>").blocks] == [2, 4]


def test_front_matter() -> None:
    article = read(
        "---\ndate: 2026-03-02\nurl: https://a.example/1\nlang: fr\nauthors:\n  - name: Ann Lee\n---\nword", "a.md"
    )
    found = article.metadata
    assert (found.issued, found.url, found.language, found.authors) == (
        "2026-03-02",
        "https://a.example/1",
        "fr",
        ("Ann Lee",),
    )
    notes = read("---\na: 1\na: 2\n---\nword", "a.md").notes
    assert notes == ("what looks like front matter is read as text: malformed YAML: the key “a” stands twice",)
