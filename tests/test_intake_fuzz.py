"""Whatever is in a file, it becomes an article with all its words or is refused: random text, the same each time."""

from __future__ import annotations

import json
import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from precis.intake.escape import code, escaped
from precis.intake.file import read as read_file
from precis.intake.runs import LINE, Run, plain
from precis.intake.runs import markdown as in_markdown
from precis.problems import InvalidInput
from tests.counting import some
from tests.test_intake import ARTICLES, LONG, OF_TEXT, assert_whole, document, rendered, squeezed, tags

SIGNS = st.sampled_from(
    [
        *("#", "##", ">", "-", "--", "---", "+", "*", "**", "_", "__", "`", "```", "~~~", "=", "===", "!"),
        *("!!! note", "|", "[", "]", "[^1]", "[^1]:", "[TOC]", "*[AB]:", "[a]: b", "[a](b)", "![a](b)", "{", "}"),
        *("{: .x}", "a | b", "--|--", "1.", "12.", "1)", "<b>", "</b>", "<", "<!--", "-->", "<?", "<script>"),
        *("<http://a.b>", "&", "&amp;", "&#3", "&copy", "\\", "(", ")", ":", "a", "Foo", "bar_baz", "É", "\u00a0"),
        *("\u200b", " ", "  ", "    ", "\n", "\n\n", '"', "'", "."),
    ]
)
LITERAL = st.one_of(
    st.lists(SIGNS, max_size=12).map("".join),
    st.lists(SIGNS, max_size=12).map(" ".join),
    st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=40),
)


def broken(markdown: str, chance: random.Random, indent: str = "") -> str:
    """With line breaks at some of its spaces, as after wrapping."""
    return re.sub(" ", lambda _: chance.choice((" ", f"\n{indent}")), markdown)


@some(600)
@given(LITERAL, st.integers(0, 99))
def test_escaped_text_shows_itself(text: str, seed: int) -> None:
    for markdown in (escaped(text), broken(escaped(text), random.Random(seed)), escaped(text).replace(" ", "\n")):
        shown = rendered(markdown)
        assert tags(shown) <= OF_TEXT
        assert squeezed(shown.text_content()) == squeezed(text)


@some(300)
@given(LITERAL.filter(str.strip), st.integers(0, 99))
def test_escaped_text_stays_one_item_of_a_list(text: str, seed: int) -> None:
    markdown = broken(escaped(text, listed=True).strip(" "), random.Random(seed), "    ")
    assert [one.tag for one in rendered(f"- {markdown}\n- end").iter()] == ["div", "ul", "li", "li"]


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("A plain sentence: it’s 5 > 3, isn’t it? (Yes.) “A-b” – 2015. #1!", None),
        ("snake_case & R&D; AT&T", None),
        ("2015. A year", "2015\\. A year"),
        ("- a *b* _c_", "\\- a \\*b\\* \\_c\\_"),
        ("<b> &copy; [x](y) {z}", "&lt;b> &amp;copy; \\[x\\](y) \\{z}"),
        ("=== ~~~", "&#61;== &#126;~~"),
    ],
)
def test_escapes_no_more_than_it_must(text: str, markdown: str | None) -> None:
    expected = "snake_case & R&amp;D; AT&T" if text.startswith("snake") else markdown
    assert escaped(text) == (text.replace("#1", "\\#1").replace("5 >", "5 \\>") if expected is None else expected)


def test_code_keeps_its_lines() -> None:
    assert code("\n<b>\n  *a*\n\n{: .x}\n") == "    <b>\n      *a*\n\n    {: .x}"
    assert rendered(code("<b>\n\n# *a*\n")).findtext("pre/code") == "<b>\n\n# *a*\n"


IN_TEXT = (
    *(
        "a",
        "B",
        "é",
        " ",
        "*",
        "_",
        "!",
        "[",
        "]",
        "(",
        "{: .x}",
        "«",
        ",",
        "-",
        "#",
        "1.",
        "^1",
        "\\",
        "`",
        "<b>",
        "|",
    ),
    *("\u00a0", ":"),
)
RUNS = st.builds(
    Run,
    st.lists(st.sampled_from(IN_TEXT), max_size=4).map("".join) | st.just(LINE),
    st.booleans(),
    st.booleans(),
    st.sampled_from(["", "", "https://a.example/x_%28y%29?a=1", "mailto:a@b.example"]),
)


@some(600)
@given(st.lists(RUNS, max_size=6), st.integers(0, 99))
def test_emphasis_and_links_never_change_the_words(runs: list[Run], seed: int) -> None:
    markdown = in_markdown(runs)
    for source in (markdown, broken(markdown, random.Random(seed))):
        shown = rendered(source)
        assert tags(shown) <= OF_TEXT | {"em", "strong", "a"}
        assert squeezed(shown.text_content()) == squeezed(plain(runs))


def assert_read_or_refused(data: bytes, name: str) -> None:
    try:
        assert_whole(read_file(data, name))
    except InvalidInput as refused:
        (problem,) = refused.problems
        assert problem.path == name
        assert problem.what
        assert problem.expected
        assert problem.repair


TAGS = (
    *("p", "div", "span", "b", "strong", "em", "i", "a", "h1", "h2", "h3", "ul", "ol", "li", "blockquote", "table"),
    *("tr", "td", "th", "caption", "thead", "tbody", "pre", "code", "br", "hr", "img", "figure", "figcaption", "nav"),
    *("aside", "footer", "header", "article", "main", "section", "form", "button", "input", "label", "script"),
    *("style", "template", "noscript", "svg", "title", "head", "body", "html", "q", "sup", "sub", "dl", "dt", "dd"),
    *("font", "small", "center", "time", "iframe", "textarea", "x-card", "o:p", "details", "wbr"),
)
ATTRIBUTES = (
    *("", "", " class='byline'", " class='share'", " class='standfirst'", " class='date'", " class='related'"),
    *(" hidden", " style='display:none'", " href='javascript:x'", " href='https://a.example/x'", " href='/rel'"),
    *(" href='fact:x'", " alt='picture words'", " colspan=3", " rowspan='2'", " colspan=99999999999", " start=7"),
    *(" id='comments'", " itemprop=headline", " itemprop=articleBody", " rel=author", " datetime='2026-01-02'"),
    *(" role=heading", " LEFT-OUT='x' ROLE='title' BODY", " size=1"),
)
TEXTS = (
    *("word", "two words", "É’t", "1.", "- a", "*", "_x_", "#", "# x", "\n", "\n\n", " ", "    ", "\u00a0"),
    *("&amp;#3", "&lt;b&gt;", "&#30;", "&#x202e;", "a|b", "[x](y)", "!", "Read more:", "Advertisement", "By Ann Lee"),
    *("===", "---", "<!-- c -->", "<?pi x?>", "<![CDATA[z]]>", "&shy;so", "e\u0301", "{: .x}", ">", "\u2028", "12"),
    LONG,
)
ELEMENT = st.builds("<{}{}>".format, st.sampled_from(TAGS), st.sampled_from(ATTRIBUTES))
SOUP = st.lists(
    st.one_of(
        ELEMENT, ELEMENT, st.sampled_from(TAGS).map("</{}>".format), st.sampled_from(TEXTS), st.sampled_from(TEXTS)
    ),
    max_size=40,
).map("".join)


@some(350)
@given(SOUP, st.sampled_from(["<html>", f"<!doctype html><title>word</title><h1>word</h1><article><p>{LONG * 3}"]))
def test_any_soup_of_tags(soup: str, beginning: str) -> None:
    assert_read_or_refused((beginning + soup).encode(), "a.html")


MARKS = (
    *("word", "two words", "\n", "\n\n", "\n    ", "- ", "1. ", "> ", "# ", "## ", "#4", "```\n", "~~~", "**", "*"),
    *("_", "`a`", "[a](http://b.example)", '[a](javascript:x "Title words")', "[x][r]"),
    *("\n[r]: http://d.example 'Some title'\n", "[^1]", "\n[^1]: note\n", "|a|b|\n|-|-|\n|1|2|", "<div>", "</div>"),
    *("<script>x</script>", "![alt](u)", "---\n", "title: x\n", "\n===\n", "&copy;", "<b>", "{: hidden}"),
    *("!!! note\n    x", "<!-- c -->"),
)


@some(300)
@given(st.lists(st.sampled_from(MARKS), max_size=25).map("".join) | SOUP)
def test_any_markdown(text: str) -> None:
    assert_read_or_refused(text.encode(), "a.md")


NAMES = (
    *(
        "headline",
        "headlines",
        "body_html",
        "body_text",
        "bodies",
        "value",
        "role",
        "contenttype",
        "byline",
        "by",
        "x",
        "",
    ),
    *("description_text", "descriptions", "versioncreated", "uri", "subject", "associations", "name", "language"),
    "provider",
)
LEAVES = st.one_of(
    st.none(),
    st.integers(),
    st.text(max_size=20),
    SOUP,
    st.sampled_from(
        ["Some words", "https://x.example/z", "2026-01-02T03:04:05Z", "<p>One</p><h2>Two</h2>", "</p>", "\x02\ud800x"]
    ),
)
FIELDS = st.sampled_from(NAMES) | st.text(max_size=4)
VALUES = st.recursive(
    LEAVES, lambda one: st.lists(one, max_size=4) | st.dictionaries(FIELDS, one, max_size=5), max_leaves=10
)


@some(300)
@given(st.dictionaries(FIELDS, VALUES, max_size=8))
def test_any_news_item(item: dict[str, object]) -> None:
    assert_read_or_refused(json.dumps(item).encode(), "a.json")


@some(300)
@given(st.binary(max_size=300), st.sampled_from(["-", "a.txt", "a.html", "a.md", "a.json", "a.docx", "a.xyz"]))
def test_any_bytes(data: bytes, name: str) -> None:
    assert_read_or_refused(data, name)


@some(300)
@given(st.text(max_size=200), st.sampled_from(["utf-8", "utf-16", "cp1252", "utf-16-le", "shift_jis", "mac_roman"]))
def test_any_text_in_any_encoding(text: str, encoding: str) -> None:
    for name in ("-", "a.html", "a.md"):
        assert_read_or_refused(text.encode(encoding, "ignore"), name)


IN_RUNS = st.sampled_from(
    [
        *(f"<w:t>{text}</w:t>" for text in ("word", "two words", "1.", "*x*", "3", "É")),
        *("<w:br/>", '<w:br w:type="page"/>', "<w:tab/>", "<w:cr/>", "<w:noBreakHyphen/>", "<w:softHyphen/>"),
        *(
            '<w:sym w:font="Wingdings" w:char="F0E0"/>',
            '<w:footnoteReference w:id="1"/>',
            '<w:fldChar w:fldCharType="end"/>',
        ),
        '<w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox/></w:ffData></w:fldChar>'
        "<w:instrText>FORMCHECKBOX</w:instrText>",
        '<w:drawing><wp:inline><wp:docPr descr="Picture words" id="1"/></wp:inline></w:drawing>',
    ]
)
PROPERTIES = st.sampled_from(["", "<w:b/>", "<w:i/>", "<w:vanish/>", '<w:vertAlign w:val="superscript"/>', "<w:caps/>"])
WORD_RUNS = st.builds(
    lambda properties, content: f"<w:r><w:rPr>{properties}</w:rPr>{''.join(content)}</w:r>",
    PROPERTIES,
    st.lists(IN_RUNS, max_size=3),
)
AROUND_RUNS = (
    *(
        "<w:ins>{}</w:ins>",
        "<w:smartTag>{}</w:smartTag>",
        '<w:hyperlink w:anchor="x">{}</w:hyperlink>',
        "<w:bdo>{}</w:bdo>",
    ),
    *("<w:moveFrom>{}</w:moveFrom>", "<w:del>{}</w:del>", '<w:fldSimple w:instr="PAGE">{}</w:fldSimple>'),
    "<w:sdt><w:sdtPr><w14:checkbox/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>",
    "<w:r><mc:AlternateContent><mc:Choice>{0}</mc:Choice><mc:Fallback>{0}</mc:Fallback></mc:AlternateContent></w:r>",
    "<w:r><w:pict><v:textbox><w:txbxContent><w:p>{}</w:p></w:txbxContent></v:textbox></w:pict></w:r>",
    "<m:oMath><m:r><m:t>x2</m:t></m:r></m:oMath>",
)


def wrapped(inner: st.SearchStrategy[str], forms: tuple[str, ...]) -> st.SearchStrategy[str]:
    return st.builds(
        lambda form, parts: form.format("".join(parts)), st.sampled_from(forms), st.lists(inner, max_size=3)
    )


INLINE = st.recursive(WORD_RUNS, lambda one: wrapped(one, AROUND_RUNS), max_leaves=6)
PARAGRAPHS = st.builds(
    lambda properties, parts: f"<w:p><w:pPr>{properties}</w:pPr>{''.join(parts)}</w:p>",
    st.sampled_from(
        [
            *(
                f'<w:pStyle w:val="{style}"/>'
                for style in ("Heading1", "Titre", "Quote", "ListBullet", "TOC1", "Caption")
            ),
            *("", '<w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>', "<w:rPr><w:del/></w:rPr>"),
            '<w:outlineLvl w:val="x"/>',
        ]
    ),
    st.lists(INLINE, max_size=4),
)
AROUND_PARAGRAPHS = (
    *(
        "<w:tbl><w:tr><w:tc>{0}</w:tc><w:tc><w:tcPr><w:vMerge/></w:tcPr>{0}</w:tc></w:tr>"
        "<w:tr><w:tc>{0}</w:tc></w:tr></w:tbl>",
    ),
    *(
        "<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc>{}</w:tc></w:tr></w:tbl>",
        "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>",
    ),
    *(
        "<w:ins>{}</w:ins>",
        '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="x"/></w:tcPr>{}</w:tc></w:tr></w:tbl>',
        "<w:odd>{}</w:odd>",
    ),
)
WORD_BODIES = st.lists(
    st.recursive(PARAGRAPHS, lambda one: wrapped(one, AROUND_PARAGRAPHS), max_leaves=5), max_size=5
).map("".join)


@some(200)
@given(WORD_BODIES, WORD_BODIES)
def test_any_word_document(body: str, header: str) -> None:
    assert_read_or_refused(document(body, header1=header, footnotes=f"<w:footnote>{header}</w:footnote>"), "a.docx")


WHOLE = (ARTICLES / "structured" / "en-night-school.docx").read_bytes()


@some(100)
@given(st.dictionaries(st.integers(0, len(WHOLE) - 1), st.integers(0, 255), max_size=8), st.integers(0, 2 * len(WHOLE)))
def test_any_damage_to_a_word_document(changed: dict[int, int], end: int) -> None:
    data = bytearray(WHOLE)
    for place, value in changed.items():
        data[place] = value
    assert_read_or_refused(bytes(data[:end]), "a.docx")


@pytest.mark.parametrize(
    ("data", "name"),
    [
        ("<html><p>" + "<span class=author>x</span> " * 3000, "a.html"),
        ("<html>" + "<ul><li>x" * 600, "a.html"),
        ("<html>" + "<table><tr><td>" * 300 + LONG, "a.html"),
        ("<html>" + f"<p><font>{LONG}" * 300, "a.html"),
        (">" * 3000 + " deep", "a.md"),
        ("".join("    " * depth + "- x\n" for depth in range(150)), "a.md"),
        ("*a " * 5000, "a.md"),
    ],
)
def test_deep_and_long_inputs_are_read_or_refused(data: str, name: str) -> None:
    assert_read_or_refused(data.encode(), name)
