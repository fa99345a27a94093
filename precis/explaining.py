"""Texts are typeset, terms explained where they are first mentioned, figures and words held to the rules."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence

from lxml import html
from lxml.html import HtmlElement

from precis.draft import Draft
from precis.matching import Mention, Words
from precis.problems import Problem
from precis.quotation import is_quoted, is_said_by_others, quotations
from precis.sections import Block, Section
from precis.words import plain

FOLDED = "brief"
"The text that readers may never unfold: what it explains is explained once more in the open."


class Explainer:
    """Explains the texts of one page."""

    def __init__(self, draft: Draft) -> None:
        self.draft, self.page, self.context = draft, draft.page, draft.context
        self.words: set[str] = set()
        "Skeletons of the words of the page's texts."

    def typeset(self, block: Block) -> None:
        for slot in block.slots:
            if slot.manner.typeset:
                slot.text = self.context.writer.language.typeset(slot.text)
            if slot.manner.counted:
                self._cover(slot.text)

    def explain(self, block: Block) -> None:
        """Explains the terms that a text mentions for the first time, and reports the words it should avoid."""
        text, starts = block.text, block.starts
        words = self.context.matcher.words(text)
        self.words.update(words.skeletons)
        mentions = list(self.context.matcher.mentions(words, starts))
        quoted = quotations(text) if mentions else ()
        found: list[list[tuple[Mention, HtmlElement]]] = [[] for _ in block.slots]
        for mention in mentions:
            place = bisect_right(starts, mention.start) - 1
            said = is_said_by_others(text, (mention.start, mention.end), quoted)
            if block.slots[place].manner.explain and not said and self._is_due(mention.term, block.section):
                found[place].append((mention, self._explained(text, mention, block.section)))
        for slot, start, explained in zip(block.slots, starts, found, strict=True):
            if slot.text:
                slot.replace(*_cut(slot.text, start, explained))
        for mention in self._avoided(words, starts):
            if block.slots[bisect_right(starts, mention.start) - 1].manner.own:
                self._warn_of(text[mention.start : mention.end], mention.term)

    def watch(self, text: str) -> None:
        """Reports the words that a text without markup, as a title, should avoid."""
        words = self.context.avoided.words(text)
        self.words.update(words.skeletons)
        for mention in self._avoided(words, ()):
            self._warn_of(text[mention.start : mention.end], mention.term)

    def _explained(self, text: str, mention: Mention, section: Section) -> HtmlElement:
        label = html.Element("label")
        label.text = text[mention.start : mention.end]
        self.draft.open_term(label, mention.term, section)
        return label

    def _avoided(self, words: Words, cuts: Sequence[int]) -> list[Mention]:
        found = list(self.context.avoided.mentions(words, cuts))
        quoted = quotations(words.text) if found else ()
        return [mention for mention in found if not is_quoted((mention.start, mention.end), quoted)]

    def _is_due(self, term_id: str, section: Section) -> bool:
        """Whether a mention is one of those that are explained."""
        before = self.draft.result.terms.get(term_id, {})
        return _DUE[self.context.glossary[term_id].first](section.id, before)

    def _cover(self, text: str) -> None:
        """Reports the figures of a text without a fact, unless the page signs them off."""
        reader = self.context.reader
        signed = [plain(words).lower() for words in self.page.source.front.unsourced]
        for claim in () if reader is None else reader.claims(text):
            self.draft.result.unsourced.append(claim)
            if plain(claim).lower() not in signed:
                source = self.page.source
                what, expected = f"the figure “{claim}” has no source", "a link to a fact: [words](fact:id)"
                repair = "link it, or state a reason in front matter: unsourced: {words: reason}"
                line = source.line_with(claim)
                self.draft.report(Problem(source.path, line, what, expected, repair, "warning"))

    def _warn_of(self, words: str, term_id: str) -> None:
        source, pref = self.page.source, self.context.glossary[term_id].pref
        if plain(words).lower() in (plain(signed).lower() for signed in source.front.voice):
            return
        what, expected = f"says “{words}”, which the glossary avoids", f"“{pref}”, as the term “{term_id}” has it"
        repair = "reword it, quote it between quotation marks, or give a reason in front matter: voice: {words: reason}"
        self.draft.report(Problem(source.path, source.line_with(words), what, expected, repair, "warning"))


def _cut(
    text: str, start: int, explained: Sequence[tuple[Mention, HtmlElement]]
) -> tuple[list[str], list[HtmlElement]]:
    """The text before, between and after explained words, and these; `start` is where the text begins in its block."""
    edges = [start, *(edge for mention, _ in explained for edge in (mention.start, mention.end)), start + len(text)]
    pieces = [text[a - start : b - start] for a, b in zip(edges[::2], edges[1::2], strict=True)]
    return pieces, [words for _, words in explained]


_DUE: Mapping[str, Callable[[str, Mapping[str, str]], bool]] = {
    "section": lambda section, before: section not in before,
    "page": lambda section, before: section not in before and not before.keys() - {FOLDED},
    "all": lambda _section, _before: True,
}
"By a term's `first`: whether a mention is explained, given its section and the sections that explain the term."
