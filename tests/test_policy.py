"""The Content-Security-Policy: in every page and for every server, with digests computed from the pages, and kept."""

from __future__ import annotations

import base64
import hashlib
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import html

from precis import headers, lean, lettering
from precis.headers import Allowed
from precis.inlined import elsewhere, guarded, inlined, together
from precis.project import Project
from tests import hosting
from tests.browsing import Serve, Visit
from tests.conftest import ROOT, Built, build, configuration, copy_good_site

SCRIPT = 'document.documentElement.dataset.inline = "ran";'
META = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')
OWN = "<html><head>{}</head><body>{}</body></html>"


def digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


@pytest.mark.parametrize(
    ("page", "scripts", "styles"),
    [
        (OWN.format("<script>a()</script>", "<script type=module>b()</script>"), ["a()", "b()"], []),
        (OWN.format("<script>a()</script><script>a()</script>", ""), ["a()"], []),
        (OWN.format('<script src="a.js"></script>', '<script type="application/ld+json">{}</script>'), [], []),
        (OWN.format("<style>a > b { c: d }</style>", "<svg><style>e</style></svg>"), [], ["a > b { c: d }", "e"]),
        (OWN.format("<script>a\r\nb</script><script> é “&amp;</script>", ""), ["a\nb", " é “&amp;"], []),
        (OWN.format('<script type="IMPORTMAP">{}</script><script></script>', ""), ["{}", ""], []),
    ],
)
def test_what_stands_in_a_page_is_allowed_by_its_digest(page: str, scripts: list[str], styles: list[str]) -> None:
    found = inlined(page)
    assert found.refused == ()
    assert found.allowed == Allowed(tuple(map(digest, scripts)), tuple(map(digest, styles)))


@pytest.mark.parametrize(
    ("body", "what"),
    [
        ('<p onclick="a()">', "<p> has the attribute “onclick”"),
        ("<p ONCLICK=a()>", "<p> has the attribute “onclick”"),
        ('<p style="color: red">', "<p> has the attribute “style”: color: red"),
        ('<a href=" JavaScript:a()">', "<a> runs “ JavaScript:a()”"),
        ('<img src="https://other.example/a.png">', "<img> loads “https://other.example/a.png” from another host"),
        ('<img src="//other.example/a.png">', "<img> loads “//other.example/a.png” from another host"),
        ('<img srcset="a.png 1x, http://o.example/b 2x">', "<img> loads “http://o.example/b” from another host"),
        ('<iframe src="https://o.example">', "<iframe> loads “https://o.example” from another host"),
        ('<video poster="https://o.example/p">', "<video> loads “https://o.example/p” from another host"),
        ('<link rel="preconnect" href="https://o.example">', "<link> loads “https://o.example” from another host"),
        ('<form action="https://o.example/">', "<form> loads “https://o.example/” from another host"),
        ('<img src="http://[">', "<img> loads “http://[” from another host"),
        ("<style>@import 'https://o.example/a';</style>", "a style loads “https://o.example/a”"),
    ],
)
def test_what_no_digest_allows_is_refused(body: str, what: str) -> None:
    assert [one.what for one in inlined(OWN.format("", body)).refused] == [what]


def test_what_loads_nothing_from_elsewhere_passes() -> None:
    links = (
        '<link rel="canonical" href="https://o.example/"><link rel="alternate" hreflang="fr" href="https://o.example">'
    )
    body = '<a href="https://o.example/">x</a><img src="a.png"><img src="data:image/gif;base64,x"><form></form>'
    own = '<img src="https://site.example/a.png"><cite>javascript: a language</cite>'
    assert inlined(OWN.format(links, body + own), "https://site.example/x/").refused == ()
    assert list(elsewhere("a { b: url('data:image/svg+xml,%3Csvg xmlns=\"http://www.w3.org\"'); c: url(x.png) }")) == []
    assert list(elsewhere('a { b: url( "//o.example/x.png" ) }')) == ["//o.example/x.png"]


def test_policies_in_pages_and_headers() -> None:
    some, other = Allowed(("'sha256-b'",), ("'sha256-c'",)), Allowed(("'sha256-a'",))
    said = headers.policy(together([some, other, some]))
    assert "script-src 'self' 'wasm-unsafe-eval' 'sha256-a' 'sha256-b'; style-src 'self' 'sha256-c';" in said
    page = guarded(OWN.format("<meta charset=utf-8>\n<title>x</title>", ""), some, "origin")
    first, second = html.document_fromstring(page).xpath("//head/*")[:2]
    assert first.get("charset")
    assert second.get("content").split(";")[-1] == "style-src 'self' file: 'sha256-c'"
    for policy in (headers.policy(), headers.policy_in_page()):
        assert "unsafe-inline" not in policy
        assert "sha256" not in policy
    assert "frame-ancestors" not in headers.policy_in_page()  # browsers ignore it there, and say so


def test_every_page_says_its_policy_before_anything_else(good: Built) -> None:
    """No page of ours holds a script or style inline: the computed list is empty."""
    pages = [path.read_text("utf-8") for path in good.site.rglob("*.html")]
    assert len(pages) > 20
    for page in pages:
        head = page[page.index("<head>") :]
        assert META.findall(page) == [headers.policy_in_page()]
        assert re.match(r"<head>\s*<meta charset=\"utf-8\">\s*<meta http-equiv", head)
        assert f'<meta name="referrer" content="{headers.REFERRER}">' in head
        assert inlined(page, "https://example.org/").refused == ()
    assert f"Content-Security-Policy: {headers.policy()}\n" in (good.site / headers.NETLIFY).read_text("utf-8")


def test_links_to_other_hosts_say_so(good: Built) -> None:
    found = 0
    for path in good.site.rglob("*.html"):
        for link in html.document_fromstring(path.read_text("utf-8")).xpath("//a[starts-with(@href, 'http')]"):
            found += 1
            assert "external" in link.get("rel", "").split(), (path, link.get("href"))
            assert not link.get("target") or "noopener" in link.get("rel").split()
    assert found > 10


def with_inline(folder: Path) -> Built:
    """The small good site with a template of its own, which holds a script and a style."""
    copy_good_site(folder)
    shutil.copytree(ROOT / "overrides", folder / "overrides")
    base = folder / "overrides" / "base.html"
    text = base.read_text("utf-8")
    added = f"<script>{SCRIPT}</script><style>h1 {{ outline: 3px solid rgb(1, 2, 3); }}</style></head>"
    base.write_text(text.replace("</head>", added), "utf-8")
    theme: dict[str, object] = {"name": "material", "custom_dir": "overrides", "language": "en", "font": False}
    extra, theme = {"booklets": False}, {**theme, "favicon": "assets/favicon.svg"}
    (folder / "mkdocs.yml").write_text(configuration(theme=theme, extra=extra), "utf-8")
    built = build(folder)
    assert built.code == 0, built.log
    return built


def test_a_script_that_a_template_adds_runs_and_no_other(tmp_path: Path, visit: Callable[..., Visit]) -> None:
    """By its digest, in the page and in the headers of a real server; changed on the way, it does not run."""
    built = with_inline(tmp_path / "site-project")
    host = hosting.nginx(built.site, tmp_path)
    answer = host.get("/en/harbour/")
    assert digest(SCRIPT) in (answer.header("Content-Security-Policy") or "")
    assert digest(SCRIPT) in META.findall(answer.body.decode())[0]
    assert digest(SCRIPT) not in META.findall(built.html(""))[0]  # the door has another template
    page = visit(host.address).open("en/harbour/")
    assert page.evaluate("document.documentElement.dataset.inline") == "ran"
    assert page.evaluate("getComputedStyle(document.querySelector('h1')).outlineColor") == "rgb(1, 2, 3)"
    host.close()


def test_a_script_that_nobody_allowed_does_not_run(
    good: Built, served: Serve, visit: Callable[..., Visit], broken_policies: list[str], tmp_path: Path
) -> None:
    """Neither a script that was slipped into a page nor one of another host; the tests would notice."""
    site = tmp_path / "site"
    shutil.copytree(good.site, site)
    page = site / "en/harbour/index.html"
    slipped = '<script>document.title = "taken"</script><p onclick="document.title = \'taken\'">x</p></main>'
    page.write_text(page.read_text("utf-8").replace("</main>", slipped), "utf-8")
    reader = visit(served(site, "/"))
    tab = reader.open("en/harbour/")
    tab.locator("main > p[onclick]").click()
    assert tab.title() != "taken"
    assert [line for line in broken_policies if "script-src-elem" in line]
    assert [line for line in broken_policies if "script-src-attr" in line]
    broken_policies.clear()
    reader.wrong.clear()


def test_the_folder_reads_from_files_under_its_policy(good: Built, visit: Callable[..., Visit]) -> None:
    """Chromium takes no font across files, whatever the policy; the system’s stands in."""
    reader = visit("")
    page = reader.open((good.site / "fr/le-port/fermeture/index.html").as_uri())
    assert page.evaluate("document.documentElement.dataset.scripted") == ""
    assert page.evaluate("getComputedStyle(document.querySelector('.bar')).display") == "flex"
    page.wait_for_load_state()
    reader.wrong[:] = [line for line in reader.wrong if ".woff2" not in line and "net::ERR_FAILED" not in line]


def test_columns_are_aligned_by_classes(small_site: Path) -> None:
    for tag in ("en", "fr"):
        path = small_site / f"docs/{tag}/harbour/ending.md"
        path.write_text(path.read_text("utf-8") + "\n| a | b |\n| :-: | --: |\n| c | d |\n", "utf-8")
    built = build(small_site, strict=False)
    assert built.html("en/harbour/ending/").count('class="at-middle"') == 2
    assert "style=" not in built.html("en/harbour/ending/")


def test_languages_are_in_the_style_sheet(project: Project, good: Built) -> None:
    french = project.languages["fr"]
    arabic = french.model_copy(update={"tag": "ar", "colon": '"}</style>\\\n', "numbers": french.numbers})
    assert lettering.rules([project.languages["en"]]) == ""
    assert lettering.rules([french]) == ':root[lang="fr"] { --colon: "\u00a0: "; }\n'
    assert lettering.rules([arabic]) == ':root[lang="ar"] { --colon: "\\22 }\\3c /style>\\5c \\a "; }\n'
    (sheet,) = good.site.glob("assets/precis.*.css")
    assert sheet.read_text("utf-8").endswith(lettering.rules([french]))


def test_pages_are_made_smaller_and_stay_the_same() -> None:
    text = (
        '<ul><li data-pagefind-ignore title="a > b">x</li>\n<li><p>y</p>\n</li>\n</ul><dl><div><dt>t</dt><dd>d</dd>'
        '</div></dl><p>p</p>\n<p data-pagefind-meta="title[data-title]" class="c">q</p></div><p>r</p> <em>s</em>'
        "<pre><li>1</li>\n<li>2</li></pre><script>'</p><p data-pagefind-ignore>'</script>"
    )
    small = (
        '<ul><li title="a > b">x\n<li><p>y\n</ul><dl><div><dt>t<dd>d'
        '</div></dl><p>p<p class="c">q</div><p>r</p> <em>s</em>'
        "<pre><li>1</li>\n<li>2</li></pre><script>'</p><p data-pagefind-ignore>'</script>"
    )
    assert lean.page(text) == small
    assert lean.page(small) == small


def test_what_the_index_alone_needs_is_left_out_wherever_lines_were_indented() -> None:
    text = '<div>{}<em><b class="b">b</b> <i{}>c</i></em> d data-pagefind-ignore e</div>'
    assert lean.page(text.format("\n" + " " * 40, " data-pagefind-ignore")) == text.format("\n", "")
