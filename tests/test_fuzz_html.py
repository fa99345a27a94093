"""Whatever an author writes, the page is safe, and what is wrong with it is told."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from precis import picture
from precis.draft import Annotated
from precis.foreign import marked
from precis.markup import ATTRIBUTES, ELEMENTS, Gate, wrong
from precis.page import PageSource, parse_page
from precis.placeholder import pieces, written
from precis.presentation import plain
from precis.sections import serialised
from precis.segment import segments
from precis.site import SitePage
from tests.fuzzing import PIECES, TEXT, assert_told, damaged, folder, publication, read_or_told, some
from tests.test_intake_fuzz import SOUP
from tests.test_markup import ATTACKS, assert_harmless, page, read, rendered

OURS = ELEMENTS | {"label", "button"}
OUR_ATTRIBUTES = frozenset({"for", "popovertarget", "aria-labelledby", "data-pagefind-ignore"})
BODIES = st.lists(st.sampled_from((*PIECES, *ATTACKS, "\n\n", "\n")), max_size=16).map("".join)


@some(1500)
@given(SOUP | st.lists(st.sampled_from(ATTACKS), max_size=4).map("".join))
def test_any_soup_of_tags_is_safe(soup: str) -> None:
    root, problems = Gate(page("")).passed(soup)
    assert_harmless("".join(serialised(root)))
    if problems:
        assert_told(tuple(problems))


def assert_ours(text: str) -> None:
    for tag, attributes in read(text):
        assert tag in OURS, text
        for name, value in attributes.items():
            own = name in OUR_ATTRIBUTES or (tag == "button" and name == "type")
            assert own or not wrong(tag, name, value), text
    assert "<figure data-chart" not in text


@some(700)
@given(BODIES, BODIES)
def test_any_page_is_published_safely_or_refused(body: str, lead: str) -> None:
    text = f"---\ntitle: A page\nanswer: {lead!r}\n---\n{body}"
    source: PageSource | None = read_or_told(parse_page, text, "docs/en/harbour/closing.md", "en", "harbour/closing.md")
    if source is None:
        return
    made = publication()
    place = SitePage("en", source.key, source, source.front, "en/harbour/closing/index.html")
    html = made.annotate(place, rendered(source.body), "../glossary/", lambda *_: "", lambda *_: "<figure></figure>")
    assert_ours(html)
    for one in made.leads(place).values():
        assert_ours(one)
    found = made.annotated["en", source.key]
    assert isinstance(found, Annotated)
    if found.problems:
        assert_told(tuple(found.problems))
    assert all(part.text for part in segments(source))
    plain(source.front.answer)


PAGE = (folder() / "docs/en/harbour/closing.md").read_text("utf-8")


@some(600)
@given(damaged(PAGE) | TEXT)
def test_any_front_matter_is_read_or_refused(text: str) -> None:
    source = read_or_told(parse_page, text, "page.md", "en", "harbour/page.md")
    if source is not None:
        assert source.text[source.body_start :] == source.body
        assert list(source.headings()) is not None


@some(700)
@given(BODIES)
def test_any_text_comes_back_from_its_codes(text: str) -> None:
    assert written(pieces(text)) == text


@some(300)
@given(SOUP)
def test_foreign_words_are_marked_in_any_html(soup: str) -> None:
    text = "".join(serialised(Gate(page("")).passed(soup)[0]))
    marked_up = marked(text, "en", {"fr": ("word", "two words", "É")})
    assert_harmless(marked_up)


SVG = '<svg xmlns="http://www.w3.org/2000/svg"><g fill="url(#a)"><a href="#b"><text>x</text></a></g></svg>'


@some(300)
@given(damaged(SVG))
def test_any_svg_is_judged(text: str) -> None:
    said = picture.wrong(text.encode("utf-8", "replace"))
    assert said or "script" not in text.partition("<svg")[2].partition("&lt;")[0] or "&lt;" in text or "[" in text


def test_the_list_is_consistent() -> None:
    assert ATTRIBUTES.keys() - {"*"} <= ELEMENTS
