"""What the search is given of a page makes the same index as the whole page."""

from __future__ import annotations

import pytest

from precis import search

FRAME = '<!doctype html><html lang="en"><head><title>Page – Site</title></head><body>{}</body></html>'
MAIN = '<main data-pagefind-body data-pagefind-filter="kind:page">{}</main>'
TEXT = "<h1>Title</h1><p>Some words.</p>{}<h2 id=later>Later</h2><p>Other words.</p>"


def page(ignored: str = "", header: str = "", text: str = TEXT) -> str:
    return FRAME.format(header + MAIN.format(text.format(ignored)))


@pytest.mark.parametrize(
    "html",
    [
        page(header="<header data-pagefind-ignore><img src=logo.png><p>Site</p></header>"),
        page(header="<header><p data-pagefind-meta=author>Somebody</p></header>"),
        page(text="<p>No heading.</p>{}"),
        page("<section class=a data-pagefind-ignore><section>a</section><p>b</p></section>"),
        page("<section data-pagefind-ignore><h2 id=passed>Passed over</h2><img src=picture.png></section>"),
        page("<section data-pagefind-ignore><p data-pagefind-meta=number>7</p></section>"),
        page("<p>Write data-pagefind-ignore.</p><div data-pagefind-ignore><div><p>a</div>"),
        page("<page-back data-pagefind-ignore></page-back><page-back-two>kept</page-back-two>"),
        MAIN.format("<h1>No language</h1>"),
    ],
)
def test_what_is_left_out_makes_no_difference(html: str) -> None:
    assert search.index([("a/index.html", search.searchable(html))]) == search.index([("a/index.html", html)])


def test_what_is_around_the_text_and_ignored_is_left_out() -> None:
    html = page('<div class="explanations" data-pagefind-ignore><div>note</div></div>', "<header>above</header>")
    assert search.searchable(html) == f'<html lang="en"><body>{MAIN.format(TEXT.format(""))}</body></html>'
