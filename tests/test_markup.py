"""What authors may write in HTML, and nothing else, whatever they write it with."""

from __future__ import annotations

from collections.abc import Iterator

import html5lib
import markdown
import pytest
from lxml import html

from precis.markup import ELEMENTS, Gate, cleaned, parsed, wrong
from precis.page import PageSource, parse_page
from precis.sections import serialised

EXTENSIONS = ["admonition", "attr_list", "fenced_code", "footnotes", "tables", "toc"]


def page(body: str) -> PageSource:
    return parse_page(f"---\ntitle: A page\n---\n{body}", "page.md", "en", "page.md")


def rendered(body: str) -> str:
    return markdown.Markdown(extensions=EXTENSIONS, extension_configs={"toc": {"permalink": "#"}}).convert(body)


def passed(body: str) -> tuple[str, list[str]]:
    """What is published of a Markdown text, and what is said of it."""
    root, problems = Gate(page(body)).passed(rendered(body))
    return "".join(serialised(root)), [problem.what for problem in problems]


def assert_harmless(text: str) -> None:
    """As a parser reads it that follows HTML’s own rules, as browsers do."""
    for tag, attributes in read(text):
        assert tag in ELEMENTS, text
        assert not [name for name, value in attributes.items() if wrong(tag, name, value)], text


def read(text: str) -> Iterator[tuple[str, dict[str, str]]]:
    """The elements of a text, as HTML’s own rules have them, with their attributes."""
    for token in html5lib.getTreeWalker("etree")(html5lib.parseFragment(text)):
        if token["type"] in {"StartTag", "EmptyTag"}:
            yield token["name"], {name: value for (_, name), value in token["data"].items()}


ATTACKS = (
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//x.example></SCRIPT>",
    "<p onclick=alert(1)>x</p>",
    "x\n{: onclick=alert(1) }",
    "# x {: style='color:red' }",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    '<a href="java&#10;script:alert(1)">x</a>',
    '<a href=" &#1;javascript:alert(1)">x</a>',
    "[x](<\\\\elsewhere.example>)",
    "[x](//elsewhere.example)",
    "[x](data:text/html,<script>alert(1)</script>)",
    "[x](vbscript:x)",
    "![x](https://elsewhere.example/x.png)",
    "![x](data:image/svg+xml,x)",
    "![x](//elsewhere.example/x.png)",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)><script>alert(1)</script></svg>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<object data=x></object>",
    "<embed src=x>",
    "<base href=//elsewhere.example/>",
    "<meta http-equiv=refresh content='0;url=//x.example'>",
    "<link rel=stylesheet href=//x.example>",
    "<style>@import '//x.example'</style>",
    "<form action=//x.example><button formaction=javascript:alert(1)>x</button></form>",
    "<input autofocus onfocus=alert(1)>",
    "<video src=x onerror=alert(1)></video>",
    "<body onload=alert(1)>",
    "<html onload=alert(1)><head><title>x</title></head>",
    "<frameset onload=alert(1)>",
    "<!doctype html><p>x",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?php echo 1 ?>",
    "<plaintext>x",
    "<xmp><img src=x onerror=alert(1)></xmp>",
    "<textarea><b>x",
    "<template><script>alert(1)</script></template>",
    "<o:p>x</o:p>",
    "<p xml:lang=en a:b=c>x</p>",
    '<td style="text-align: right; background: url(//x.example)">x</td>',
    '<p name="precis">x</p>',
    '<figure data-chart="0"></figure>',
    '<p id="search">x</p>',
    "## x {#y}\n\n## x {#y}",
    "<x-card>x</x-card>",
    '<span popover="manual">x</span>',
)


@pytest.mark.parametrize("body", ATTACKS)
def test_what_is_not_allowed_is_told_and_left_out(body: str) -> None:
    text, said = passed(body)
    assert said
    assert_harmless(text)


def test_text_outside_of_elements_stays_text() -> None:
    root, said = Gate(page("")).passed("&lt;script>alert(1)&lt;/script><p>x</p>&lt;b>")
    assert said == []
    assert serialised(root) == ["&lt;script&gt;alert(1)&lt;/script&gt;<p>x</p>&lt;b&gt;"]


def test_all_that_is_allowed_passes_as_it_is() -> None:
    apart = {"col", "colgroup", "caption", "thead", "tbody", "tfoot", "tr", "td", "th"}
    ours = "".join(f"<{tag}>x</{tag}>" for tag in sorted(ELEMENTS - apart))
    markdowned = """
A *b* **c** `<d>` [e](https://f.example "g") [h](other.md#i) <j@k.example> <https://l.example>[^m] [n](fact:o).
<!-- a note among authors -->

[^m]: P

| q | r |
|---|--:|
| s | t |

!!! warning "u"

    v

## W {#w lang=fr .x title="y"}

1. <kbd>z</kbd>
"""
    assert Gate(page(ours)).passed(ours)[1] == []
    text, said = passed(markdowned)
    assert said == []
    assert "among authors" not in text
    assert '<td class="at-end">t</td>' in text
    assert 'id="w"' in text


@pytest.mark.parametrize("body", ATTACKS)
def test_the_library_and_our_report_are_of_one_mind(body: str) -> None:
    """What is cleaned has nothing that would be reported again."""
    root = parsed(cleaned(rendered(body)))
    assert all(str(one.tag) in ELEMENTS for one in root.iterdescendants())
    assert html.tostring(root) == html.tostring(parsed(cleaned(cleaned(rendered(body)))))


def test_ids_that_notes_charts_and_sources_have_are_taken() -> None:
    gate = Gate(page(""), {"chart-traffic"}.__contains__)
    assert [problem.what for problem in gate.passed('<p id="chart-traffic">x</p><p id="chart-trade">y</p>')[1]] == [
        "gives <p> the id “chart-traffic”, which stands on the page already"
    ]
