"""What stands in a web page beside its article is found and marked, each with its reason."""

from __future__ import annotations

from lxml.html import HtmlElement

from precis.intake.boxes import RELATED, kind, notice
from precis.intake.dom import HEADINGS, OUT, Weights, breaks, inside, said
from precis.intake.head import names_author

_SHARE = 0.45
"Of the article's text: an element with more is the article whatever its name."
_TOP = 200
"Letters from the beginning of the article."
_NOTICE = 200
"Letters of a notice among the paragraphs."
_LINKED = 0.4
"Share of a line’s letters in links, which other articles announced in the same line have."
_MOSTLY_LINKED = 0.7
_SENTENCE_ENDS = (".", "!", "?", "…", "”", "»")
_LISTS = frozenset({"ul", "ol", "p", "div"})
_LEAVES = frozenset({"p", "div", "li", "span", "strong", "section", *HEADINGS})


class Furniture:
    """Marks what is no part of the article."""

    def __init__(self, body: HtmlElement, title: HtmlElement | None, weights: Weights) -> None:
        self.body, self.weights = body, weights
        self._within = set(inside(body)) - {body}
        self._small: int | None = None
        self._kept = {element for one in (body, title) if one is not None for element in (one, *one.iterancestors())}

    def mark(self, root: HtmlElement) -> None:
        """From the outside in: what stands in something left out needs no mark of its own."""
        out: set[HtmlElement] = set()
        for element in inside(root):
            parent = element.getparent()
            if parent in out and element not in self._kept:
                out.add(element)
            elif reason := self._reason(element):
                element.set(OUT, reason)
                out.add(element)
        self._mark_following(out)

    def _reason(self, element: HtmlElement) -> str:
        if element in self._kept or OUT in element.attrib:
            return str(element.get(OUT, ""))
        is_within = element in self._within
        if is_within and self.weights.of(element) > _SHARE * self.weights.of(self.body):
            return ""
        return kind(element) or (self._small_print(element) if is_within else "") or self._notice(element)

    def _small_print(self, element: HtmlElement) -> str:
        """A line in small letters, but at the beginning, where the byline may be so, and where most of the text is."""
        if not _is_small(element) or not _is_alone(element):
            return ""
        if self._small is None:
            self._small = sum(self.weights.of(one) for one in inside(self.body) if _is_small(one))
        past = self.weights.before(element) - self.weights.before(self.body) > _TOP
        return "small print" if past and self._small < _SHARE * self.weights.of(self.body) else ""

    def _notice(self, element: HtmlElement) -> str:
        """What only its words or its links give away."""
        if element.tag not in _LEAVES or not 0 < self.weights.of(element) < _NOTICE or not _is_alone(element):
            return ""
        text, linked = said(element), self.weights.linked(element)
        related = RELATED.match(text)
        announced = related is None or related.end() == len(text) or linked >= _LINKED
        return (notice(text) if announced else "") or ("related links" if self._is_linked_box(element, text) else "")

    def _is_linked_box(self, element: HtmlElement, text: str) -> bool:
        """A box of the article of which nearly all is a link, and which is no sentence."""
        if element.tag not in ("div", "section") or element not in self._within or text.endswith(_SENTENCE_ENDS):
            return False
        others = any(one.tag in HEADINGS or names_author(one) for one in inside(element))
        return self.weights.linked(element) >= _MOSTLY_LINKED and not others

    def _mark_following(self, out: set[HtmlElement]) -> None:
        """Lists of links that a heading such as “Related” announces."""
        for element in [one for one in out if one.get(OUT) == "related links"]:
            following = element.getnext()
            if following is not None and following.tag in _LISTS and self.weights.linked(following) > _MOSTLY_LINKED:
                following.set(OUT, "related links")


def _is_small(element: HtmlElement) -> bool:
    return element.tag == "small" or (element.tag == "font" and element.get("size", "") in ("1", "-1", "-2", "-3"))


def _is_alone(element: HtmlElement) -> bool:
    """Whether no words stand beside it in its line."""
    before, after, parent = element.getprevious(), element.getnext(), element.getparent()
    text = (before.tail if before is not None else parent.text if parent is not None else "") or ""
    beside = [one for one in (before, after) if one is not None and isinstance(one.tag, str) and not breaks(one)]
    return not (text.strip() or (element.tail or "").strip() or any(said(one) for one in beside))
