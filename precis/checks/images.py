"""Whether pictures and drawings say in words what they show."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from precis.checks.built import BuiltPage
from precis.checks.inspection import Inspection
from precis.checks.names import name_of, referenced
from precis.checks.outcome import Outcome, once, outcome
from precis.problems import Problem

_PICTURES = (
    "//img | //input[@type='image'] | //area[@href] | //svg[not(ancestor::svg)] | //*[@role='img'][not(self::svg)]"
)
_HIDDEN = "ancestor-or-self::*[@aria-hidden='true' or @role='presentation' or @role='none']"
_ENDINGS = "avif|gif|jpe?g|png|svg|tiff?|webp"
_FILE_NAME = re.compile(rf"[\w %./-]+\.(?:{_ENDINGS})|(?:img|dsc|image|photo|picture)[ _-]*\d*", re.IGNORECASE)
_WORDS = "a sentence that says what the picture shows"
_BRACKETS = "write it between the brackets of ![…](…)"
_TEMPLATE = "correct its template"
_WITH_ALT = frozenset({"img", "input", "area"})


def check(inspection: Inspection) -> Outcome:
    pictures = [(page, one) for page in inspection.built_pages for one in page.tree.xpath(_PICTURES)]
    found = (problem for page, one in pictures for problem in _silent(page, one))
    return outcome(len(pictures), "pictures", once(found))


def _silent(page: BuiltPage, picture: HtmlElement) -> Iterator[Problem]:
    if picture.xpath(_HIDDEN):
        return
    if picture.tag in _WITH_ALT:
        yield from _poor(page, picture)
    elif not name_of(picture, page.tree):
        yield Problem(page.path, None, f"{_shown(picture)} has no name", "aria-labelledby, or aria-hidden", _TEMPLATE)
    elif picture.xpath("ancestor::figure[contains(@class, 'chart')]") and not _described(picture, page.tree):
        what = f"{_shown(picture)} is not described"
        yield Problem(page.path, None, what, "aria-describedby, which leads to text", _TEMPLATE)


def _poor(page: BuiltPage, picture: HtmlElement) -> Iterator[Problem]:
    source, alt = picture.get("src", ""), picture.get("alt")
    line = page.line_of_link(source) or page.line_of(source.rpartition("/")[2])
    if alt is None and not name_of(picture, page.tree):
        yield Problem(page.path, line, f"{_shown(picture)} has no alternative", _WORDS, _BRACKETS)
    elif not (alt or name_of(picture, page.tree)).strip():
        repair = f"{_BRACKETS}; {{aria-hidden=true}} behind it says that it only decorates"
        yield Problem(page.path, line, f"{_shown(picture)} has an empty alternative", _WORDS, repair, "warning")
    elif alt and _FILE_NAME.fullmatch(alt.strip()):
        what = f"{_shown(picture)} has “{alt}” as its alternative, which is a file’s name"
        yield Problem(page.path, line, what, _WORDS, _BRACKETS)


def _shown(picture: HtmlElement) -> str:
    source = picture.get("src", "")
    return f"the picture “{source}”" if source else f"a drawing (<{picture.tag!s}>)"


def _described(drawing: HtmlElement, tree: HtmlElement) -> bool:
    return bool(referenced(drawing, "aria-describedby", tree))
