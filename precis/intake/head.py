"""Title, standfirst, byline and date of a web page's article, where its mark-up says which they are."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from lxml.html import HtmlElement

from precis.intake.body import STANDFIRST
from precis.intake.dom import HEADINGS, LEVEL, OUT, ROLE, Weights, breaks, inside, key, named, said
from precis.intake.statement import Statement
from precis.intake.wordcount import listed

_BYLINE = re.compile(
    r"(?<![a-z])(?:by-?lines?|byl|authors?|auteurs?|signatures?|writers?|journalistes?)(?![a-z])|(?<!\S)by(?!\S)"
)
_DATE = re.compile(
    r"(?<![a-z])(?:date(?:-?(?:published|line|time))?|dt|pub-?date|published(?:-at|-time)?|timestamp|parution)(?![a-z])"
)
_ABOUT = re.compile(r"(?<![a-z])(?:meta|infos?|(?:article|post|entry)-details)(?![a-z])")
_HEADLINE = re.compile(r"(?<![a-z])(?:headline|titles?|titres?)(?![a-z])")
_SUBHEADING = re.compile(
    r"(?<![a-z])(?:inter-?titres?|cross-?heads?|sub-?head(?:ing)?s?|section-?(?:title|heading)s?)(?![a-z])"
)
_MASTHEAD = re.compile(r"(?<![a-z])(?:logo|brand|masthead|site-?(?:title|name)|enseigne)(?![a-z])")
_DATING = frozenset(
    (
        *("published", "updated", "posted", "modified", "created", "issued", "first", "last", "on", "at"),
        *("the", "date", "publié", "publiée", "mis", "mise", "à", "jour", "le"),
    )
)
_DATED = re.compile(
    r"(?:first )?(?:published|posted|updated|publiée?|mise? à jour|parue?)\b.{0,20}\d.*\d{4}", re.IGNORECASE
)
"A line that says when: with a day and a year."
_BESIDE = ("nav", "aside", "footer", "form", "figure", "noscript", "dialog", "title", "li", "svg")
_LONGEST = {"byline": 30, "date": 16, "standfirst": 130, "heading": 16}
"Words."
_AT_TOP = 0.35
"Share of the article within which a standfirst stands."
_ABOUT_LETTERS = 400
_LONGEST_TITLE = 300
"Letters."
_OWN_WORDS = 6
"Words of a byline beside the names: “Report by”, “from our correspondent”."
_NAMES = 8
"Words of a box that holds a name and an office."
_PHRASES = ("a", "span", "time", "b", "strong", "em", "i", "small", "font", "abbr", "cite")
"What stands in a line."


def title(root: HtmlElement, body: HtmlElement, stated: Statement, weights: Weights) -> HtmlElement | None:
    """The element that holds the article's title, which may stand outside its body."""
    places = [one for one in _outside_boxes(root, weights) if not _is_masthead(one, stated)]
    headings = [one for one in places if one.tag in HEADINGS]
    ranked = [
        (stated.rank(said(one)), one.tag not in HEADINGS, _unlike_headline(one), str(one.tag), one) for one in places
    ]
    first = [one for one in headings if one.tag == "h1"]
    candidates = [
        *(one for one in headings if "headline" in one.get("itemprop", "")),
        *(one for rank, *_, one in sorted(ranked, key=lambda entry: entry[:4]) if rank < len(stated.titles)),
        *(one for one in first if body in one.iterancestors()),
        *(one for one in reversed(first) if weights.order[one] < weights.order[body]),
    ]
    return candidates[0] if candidates else None


def _outside_boxes(root: HtmlElement, weights: Weights) -> Iterator[HtmlElement]:
    """Headings and short elements without blocks in them, but in navigation and the like."""
    closed: set[HtmlElement] = set()
    for element in inside(root):
        if element.getparent() in closed or element.tag in _BESIDE or "hidden" in element.attrib:
            closed.add(element)
        elif 0 < weights.of(element) < _LONGEST_TITLE and (
            element.tag in HEADINGS or (element.tag in ("div", "p", "span") and is_leaf(element))
        ):
            yield element


def _unlike_headline(element: HtmlElement) -> bool:
    return _HEADLINE.search(named(element)) is None


def _is_masthead(element: HtmlElement, stated: Statement) -> bool:
    around = (element, *element.iterancestors())
    named_so = any(_MASTHEAD.search(named(one)) for one in around if one.tag not in ("html", "body"))
    return named_so or key(said(element)) == key(stated.metadata.outlet)


class Head:
    """Marks standfirst, byline and date in the body and between title and body, and headings that only a name tells."""

    def __init__(self, body: HtmlElement, found: HtmlElement | None, stated: Statement, weights: Weights) -> None:
        self.body, self.title, self.stated, self.weights = body, found, stated, weights
        self._above = {body, *body.iterancestors()}
        self._own: dict[HtmlElement, list[str]] = {}
        self._roles: tuple[tuple[str, Callable[[HtmlElement], bool]], ...] = (
            ("byline", self._is_byline),
            ("date", self._is_date),
            ("standfirst", self._is_standfirst),
            ("heading", self._is_heading),
        )

    def mark(self, root: HtmlElement) -> None:
        if self.title is not None:
            self.title.set(ROLE, "title")
        for element in self._region(root):
            role = next((role for role, is_it in self._roles if self._is_short(element, role) and is_it(element)), "")
            if role:
                element.set(ROLE, role)
            elif _ABOUT.search(named(element)) and self.weights.of(element) < _ABOUT_LETTERS:
                element.set(OUT, "about the article")

    def _region(self, root: HtmlElement) -> Iterator[HtmlElement]:
        """What stands in the body, or before it with the title; nothing in what is marked already."""
        order, within = self.weights.order, set(inside(self.body))
        around = self._around()
        start = order[self.body if self.title is None else self.title]
        closed: set[HtmlElement] = set()
        for element in inside(root):
            if element.getparent() in closed or OUT in element.attrib or ROLE in element.attrib:
                closed.add(element)
            elif element in self._above:
                continue
            elif element in within or (
                order[element] < order[self.body] and (element in around or order[element] > start)
            ):
                yield element
                if ROLE in element.attrib:
                    closed.add(element)

    def _around(self) -> set[HtmlElement]:
        """What lies in the element around title and body, or the body alone, where that is not the whole page."""
        above = set(self.body.iterancestors()) if self.title is None else set(self.title.iterancestors())
        scope = next((one for one in (self.body, *self.body.iterancestors()) if one in above), None)
        return set() if scope is None or scope.tag in ("html", "body") else set(inside(scope))

    def _is_short(self, element: HtmlElement, role: str) -> bool:
        letters = self.weights.of(element)
        return 0 < letters < 12 * _LONGEST[role] and len(listed(said(element))) <= _LONGEST[role]

    def _is_byline(self, element: HtmlElement) -> bool:
        return self._is_named_or_holds(element, names_author, lambda words: len(words) <= _OWN_WORDS)

    def _is_date(self, element: HtmlElement) -> bool:
        is_line = element.tag not in HEADINGS and is_leaf(element) and not any(map(names_author, inside(element)))
        if is_line and _DATED.match(said(element)):
            return True
        return self._is_named_or_holds(element, _names_date, lambda words: _DATING.issuperset(words))

    def _is_standfirst(self, element: HtmlElement) -> bool:
        top = self.weights.before(element) - self.weights.before(self.body) <= _AT_TOP * self.weights.of(self.body)
        described = is_leaf(element) and key(said(element)) == key(self.stated.metadata.description)
        return top and element.tag not in _PHRASES and (described or STANDFIRST.search(named(element)) is not None)

    def _is_heading(self, element: HtmlElement) -> bool:
        stated = element.get("role") == "heading" or _SUBHEADING.search(named(element)) is not None
        if not stated or element.tag in HEADINGS or element.tag in _PHRASES or not is_leaf(element):
            return False
        level = element.get("aria-level", "")
        element.set(LEVEL, level if re.fullmatch("[1-6]", level) else "2")
        return True

    def _is_named_or_holds(
        self, element: HtmlElement, names: Callable[[HtmlElement], bool], fits: Callable[[list[str]], bool]
    ) -> bool:
        """Whether it is named so and no part of running text, or is a line whose words stand around one that is."""
        if element.tag in HEADINGS:
            return False
        if element.tag in _PHRASES:
            parent = element.getparent()
            return names(element) and parent is not None and not self._own_words(parent)
        if names(element) and (is_leaf(element) or len(listed(said(element))) <= _NAMES):
            return True
        own = self._own_words(element)
        return (
            bool(own)
            and is_leaf(element)
            and fits(own)
            and any(names(one) for one in element.iterdescendants(*_PHRASES))
        )

    def _own_words(self, element: HtmlElement) -> list[str]:
        """What stands in it, but in none of its children, in small letters; kept, as many may ask for the same."""
        if element not in self._own:
            text = " ".join([element.text or "", *(child.tail or "" for child in element)])
            self._own[element] = [word.casefold() for word in listed(text)]
        return self._own[element]


def is_leaf(element: HtmlElement) -> bool:
    """Whether nothing in it breaks lines but `<br>`."""
    return not any(breaks(one) and one.tag != "br" for one in element.iterdescendants() if isinstance(one.tag, str))


def names_author(element: HtmlElement) -> bool:
    """Whether an element is said to hold who wrote the article."""
    return element.get("rel") == "author" or _BYLINE.search(named(element)) is not None


def _names_date(element: HtmlElement) -> bool:
    return element.tag == "time" or _DATE.search(named(element)) is not None
