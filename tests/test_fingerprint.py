"""Names that change with what files hold: on pages at any depth, below a path, and from the disk."""

from __future__ import annotations

import re
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Browser

from precis.fingerprint import fingerprinted, referring
from precis.headers import IMMUTABLE, REVALIDATED, cache_control
from precis.lean import lean
from tests.conftest import Built

NAMES = {"assets/a.css": "assets/a.0123456789.css", "assets/b c.js": "assets/b c.ffffffffff.js"}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('<link href="../assets/a.css">', '<link href="../assets/a.0123456789.css">'),
        ("<link href='../assets/a.css?x#y'>", "<link href='../assets/a.0123456789.css?x#y'>"),
        ('<link href="/assets/a.css">', '<link href="/assets/a.0123456789.css">'),
        ('<script src="../assets/b%20c.js"></script>', '<script src="../assets/b c.ffffffffff.js"></script>'),
        ('<link href="assets/a.css">', '<link href="assets/a.css">'),  # en/assets/: another file
        ('<link href="https://example.org/assets/a.css">', '<link href="https://example.org/assets/a.css">'),
        ('<a href="../assets/a.css">a.css</a>', '<a href="../assets/a.css">a.css</a>'),
        ("<code>&lt;link href=\"../assets/a.css\"></code>", "<code>&lt;link href=\"../assets/a.css\"></code>"),
    ],
)  # fmt: skip
def test_references_of_pages(before: str, after: str) -> None:
    assert referring(before, "en/index.html", NAMES) == after


def test_below_a_path() -> None:
    names = {"assets/a.css": "assets/a.0123456789.css"}
    page = '<link href="/sub/assets/a.css"><link href="../assets/a.css"><link href="/assets/a.css">'
    changed = referring(page, "en/index.html", names, "/sub/")
    assert re.findall(r'"([^"]+)"', changed) == [
        "/sub/assets/a.0123456789.css",
        "../assets/a.0123456789.css",
        "/assets/a.css",
    ]


def test_name_follows_what_is_loaded_too() -> None:
    style = b'@font-face { src: url("fonts/f.woff2") } a { background: url(none.svg) }'
    one = fingerprinted({"assets/a.css": style, "assets/fonts/f.woff2": b"1", "assets/readme.txt": b""})
    two = fingerprinted({"assets/a.css": style, "assets/fonts/f.woff2": b"2"})
    assert set(one) == {"assets/a.css", "assets/fonts/f.woff2"}
    assert one["assets/a.css"][0] != two["assets/a.css"][0]
    assert one["assets/fonts/f.woff2"][0].encode().removeprefix(b"assets/") in one["assets/a.css"][1]
    assert b"url(none.svg)" in one["assets/a.css"][1]


def test_only_names_with_a_digest_are_kept() -> None:
    kept = [name for name, _ in fingerprinted({"assets/x.css": b"", "assets/f/y.woff2": b""}).values()]
    theirs = ["assets/pagefind/fragment/en_0438426.pf_fragment", "assets/pagefind/pagefind.fr_a42efc9e60.pf_meta"]
    for path in kept + theirs:
        assert cache_control(path) == IMMUTABLE, path
    for path in ("assets/x.css", "assets/pagefind/pagefind.js", "en/index.html", "data/0123456789.csv", "index.html"):
        assert cache_control(path) == REVALIDATED, path


@pytest.mark.parametrize("site", ["good", "below"])
def test_pages_name_the_new_files(site: str, request: pytest.FixtureRequest) -> None:
    built: Built = request.getfixturevalue(site)
    base = "/explainers/" if site == "below" else "/"
    for path in built.site.rglob("*.html"):
        here = base + path.relative_to(built.site).as_posix()
        loaded = re.findall(r'<(?:link|script)\b[^>]*?(?:href|src)="([^"]*assets/[^"]*)"', path.read_text("utf-8"))
        assert len(loaded) >= 3
        for reference in loaded:
            target = urljoin(here, reference).removeprefix(base)
            assert (built.site / target).is_file(), (here, reference)
            assert cache_control(target) == IMMUTABLE


def test_pages_look_right_from_the_disk(good: Built, browser: Browser) -> None:
    page = browser.new_page()
    page.goto((good.site / "fr/le-port/fermeture/index.html").as_uri())
    assert page.evaluate("getComputedStyle(document.querySelector('.skip')).position") == "absolute"
    page.close()


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        (
            "a.css",
            "/* Frame */\nb { c: d; } /* why */\n@media e {\n  f { g: h; }\n}\n",
            "b { c: d; } @media e {\nf { g: h; }\n}\n",
        ),
        (
            "a.css",
            "b { c: url(\"data:image/svg+xml,%3Cpath d='M1 2'/%3E\"); }",
            "b { c: url(\"data:image/svg+xml,%3Cpath d='M1 2'/%3E\"); }",
        ),
        (
            "a.js",
            "// Why.\n{\n  const a = 'https://b'; // c\n  // d\n  e();\n}\n",
            "{\nconst a = 'https://b'; // c\ne();\n}\n",
        ),
        ("a.svg", "<svg>\n  <!-- b --></svg>", "<svg>\n  <!-- b --></svg>"),
    ],
)
def test_assets_are_published_without_what_only_authors_read(path: str, text: str, expected: str) -> None:
    assert lean(path, text.encode()).decode() == expected
