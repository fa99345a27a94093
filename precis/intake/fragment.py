"""HTML that is the article and nothing else, as other formats hold it or are turned into it."""

from __future__ import annotations

from collections.abc import Callable

from lxml.html import HtmlElement

from precis.intake.dom import BODY, HEADINGS, OUT, ROLE, Weights, inside, key, said
from precis.intake.furniture import Furniture
from precis.intake.webpage import Reading, tree, walked


def fragment(
    text: str, name: str, *, title: str = "", base: str = "", mark: Callable[[HtmlElement], None] | None = None
) -> Reading:
    """All of it as the article's blocks.

    `title`: known from elsewhere; its repetition is left out. Where it is empty, the first heading of the highest level
    becomes the title, if it alone has that level or begins the text. `mark` marks what its caller knows.
    Raises InvalidInput as `webpage.tree`.
    """
    root = tree(text, name)
    body = root.find("body")
    body = root if body is None else body
    body.set(BODY, "")
    if mark is not None:
        mark(body)
    Furniture(body, None, Weights(root)).mark(root)
    _mark_title(body, title)
    return walked(root, base, counts_lines=False)


def _mark_title(body: HtmlElement, title: str) -> None:
    headings = [one for one in inside(body) if one.tag in HEADINGS and ROLE not in one.attrib and key(said(one))]
    if title or any(one.get(ROLE) == "title" for one in inside(body)):
        for again in (one for one in headings if key(said(one)) == key(title)):
            again.set(OUT, "the title again")
        return
    first = [one for one in headings if one.tag == "h1"]
    if len(first) == 1 or (first and key(said(body)).startswith(key(said(first[0])))):
        first[0].set(ROLE, "title")
