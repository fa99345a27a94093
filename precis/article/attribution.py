"""Who says what a sentence says, where it tells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from precis.press import PressRules
from precis.quotation import Span
from precis.words import one_of, plain

LONGEST = 10
"Words of someone's name and office."
_EDGE = re.compile(r"[.;:,!?](?!\w)|[”»“«\"()–—]|\s-\s")
_NAME = re.compile(r"\W*(?:[^\W\d_a-zà-ÿ][\w’'.-]*(?: |\b)){1,4}")
_APPOSED = re.compile(r", (?:[^\W\d_a-zà-ÿ][\w’'-]*(?: |\b)){2,4}")
_QUOTED = "\ue000"
"Stands for the signs of quotations, so that nobody is found in them."


@dataclass(frozen=True)
class Attribution:
    rules: PressRules

    def speaker(self, sentence: str, quoted: Sequence[Span] = (), before: str = "") -> str:
        """Who says so, as the sentence names them; `before` where it says he or she; empty where it does not tell.
        `quoted`: the sentence's quotations, in which nobody is looked for."""
        text = plain(sentence)
        for start, end in quoted:
            text = text[:start] + _QUOTED * (end - start) + text[end:]
        if self._pronoun.search(text):
            return before
        for look in (self._according, self._inverted, self._straight, self._inverted_after_comma):
            place = look(text)
            who = self._trimmed(sentence[place[0] : place[1]]) if place else ""
            if plain(who).lower() in self.rules.pronouns:
                return before
            if who and self._may_be(who):
                return who
        return ""

    def within(self, quotation: str, before: str = "") -> tuple[str, int]:
        """Who says a quotation that names them itself (“We had buckets, said the head, and cold feet”), and where the
        first part of what they say ends."""
        text = plain(quotation)
        found = re.search(rf",\s(?:{self._verbs}|{self._pronoun.pattern})(?![\w-])", text)
        who = self.speaker(quotation[found.start() :], before=before) if found else ""
        return who, found.start() if found and who else len(quotation)

    def _may_be(self, who: str) -> bool:
        first = plain(re.split(r"[\s’']", who)[0])
        named = first[0].isupper() or first.lower() in self._small or len(first) == 1 or any(c.isupper() for c in who)
        return named and first.lower() not in self.rules.nobody

    def _according(self, text: str) -> Span | None:
        found = re.search(rf"(?<!\w){one_of(self.rules.according)}\s+", text, re.IGNORECASE)
        return _forward(text, found.end()) if found else None

    def _inverted(self, text: str, after: str = f"[”»{_QUOTED}]\\s?,?") -> Span | None:
        """said X, right after what is said."""
        found = re.search(rf"{after}\s*(?:{self._verbs})(?!\w)(?:-t?-?\w+)?\s+", text)
        return _forward(text, found.end()) if found and text[found.end() : found.end() + 1] != _QUOTED else None

    def _inverted_after_comma(self, text: str) -> Span | None:
        return self._inverted(text, ",")

    def _straight(self, text: str) -> Span | None:
        """X said."""
        for found in re.finditer(rf"(?<![\w-])(?:{self._verbs})(?![\w-])", text):
            edges = [edge.end() for edge in re.finditer(rf"{_EDGE.pattern}|{_QUOTED}", text[: found.start()])]
            start = edges[-1] if edges else 0
            before = text[start : found.start()].split()
            if before and all(word.lower() in self.rules.joiners for word in before):  # X did so, but said
                name = _NAME.match(text)
                return name.span() if name else None
            if before:
                return start, found.start()
            if len(edges) > 1 and text[start - 1] == ",":  # X, who runs the line, said
                first = next((edge for edge in edges[:-1] if text[edge - 1] == ","), 0)
                return max((edge for edge in edges if edge < first and text[edge - 1] != ","), default=0), first - 1
        return None

    @cached_property
    def _pronoun(self) -> re.Pattern[str]:
        """`explique-t-il`, `a-t-elle ajouté`."""
        pronouns, verbs = one_of(self.rules.pronouns), (verb.partition(" ") for verb in map(plain, self.rules.says))
        forms = (rf"{re.escape(a)}(?:-t)?-{pronouns}{gap}{re.escape(b)}" for a, gap, b in verbs)
        return re.compile(rf"(?<![\w-])(?:{'|'.join(forms) or '(?!)'})(?![\w-])")

    @cached_property
    def _verbs(self) -> str:
        return one_of(self.rules.says)

    def _trimmed(self, words: str) -> str:
        """Without the small words at its end, and what comes before the name; empty where too long to be one."""
        found = self._days.sub(" ", words).strip(" \u00a0\u202f,–—-").split()
        nobody = (n for n, word in enumerate(found) if n and plain(word) in self.rules.nobody)
        found = found[: next(nobody, len(found))]
        while found and plain(found[-1]) in self._small and plain(found[-1]) not in self.rules.pronouns:
            found.pop()
        while len(found) > 1 and plain(found[0]).lower() in self.rules.joiners:
            found.pop(0)
        return " ".join(found) if len(found) <= LONGEST else ""

    @cached_property
    def _small(self) -> frozenset[str]:
        return frozenset(plain(word) for word in self.rules.connectives)

    @cached_property
    def _days(self) -> re.Pattern[str]:
        return re.compile(rf"(?<!\w){one_of(self.rules.relative)}(?!\w)", re.IGNORECASE)


def _forward(text: str, start: int) -> Span:
    """Up to the next sign; over a comma where a name follows an office: the mayor, Ines Tarrow."""
    edge = re.compile(rf"{_EDGE.pattern}|{_QUOTED}").search(text, start)
    end = edge.start() if edge else len(text)
    name = _APPOSED.match(text, end) if text[start:end].islower() else None
    return start, name.end() if name else end
