"""Whatever an article holds, all its words come out on pages that show them literally, and its records are valid."""

from __future__ import annotations

import datetime as dt
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import markdown
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from precis.article.importing import carry_out
from precis.article.job import Desk, Import, Request
from precis.fact import Entries
from precis.intake.file import read
from precis.page import parse_page
from precis.project import Project, load
from precis.records import parse, validated
from tests.conftest import copy_good_site
from tests.counting import some

EXTENSIONS = ["admonition", "attr_list", "footnotes", "tables", "toc"]
SAFE = {"p", "ul", "ol", "li", "a", "h2", "h3", "h4", "h5", "h6", "blockquote"}
TEXTS = """
the council said 1,200 people signed £4.2m 12% “We shall stay here” 9 May 2026 yesterday Why now? a third of
l’asile 4,2 millions d’euros « Nous partirons demain matin » selon la mairie (MSO) Maritime Safety Office
By Jane Moss Photo: Read more: fact:ships [x](fact:ships) --- title: {# } {: .x } <b> &amp; | ### > - + 1. ``` ~~~
!!! [^1]: *[A]: __ ** \\ '' " ::: === [TOC] {{ x }} http://example.org/_x_ javascript:x 100,000,000,000,000,000,000
"""
WORDS = st.sampled_from(TEXTS.split())
LINES = st.lists(
    st.one_of(WORDS, st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=6)), max_size=14
).map(" ".join)
ARTICLES = st.lists(LINES, min_size=1, max_size=14).map("\n".join)


@cache
def project() -> Project:
    with TemporaryDirectory() as folder:
        site = copy_good_site(Path(folder))
        return load(site, site / "docs", "en")


def render(text: str) -> str:
    return str(markdown.Markdown(extensions=EXTENSIONS).convert(text))


def done(text: str, tag: str) -> Import:
    article = read(text.encode(), "article.txt")
    desk = Desk(project(), {}, (), render, dt.date(2026, 5, 20))
    request = Request(
        article, "article.txt", text.encode(), "fuzz", project().languages[tag], "as said", outlet="Paper"
    )
    return carry_out(request, desk, lambda _, __: None)


@some(250)
@given(ARTICLES.filter(lambda text: any(sign.isalnum() for sign in text)), st.sampled_from(["en", "fr"]))
def test_any_text_is_conserved_and_harmless(text: str, tag: str) -> None:
    made = done(text, tag)
    for leaf in made.manuscript.pages:
        page = parse_page(leaf.text, leaf.key, tag, leaf.key)
        assert page.front.title == leaf.title
        shown = html.fragment_fromstring(render(page.body), create_parent="div")
        assert {str(element.tag) for element in shown.iterdescendants()} <= SAFE
        assert all(link.get("href", "").startswith("fact:") for link in shown.iter("a"))
    facts: Entries = validated(parse(str(made.files["_facts/fuzz.yml"]), "facts"), Entries)
    assert facts.keys() == made.facts.keys()
    assert all(path.split("/")[0] in {"en", "fr", "_facts", "_sources", "_import"} for path in made.files)
