"""Reads figures in running text, by the rules of the text's language: amounts, shares, multiples, ranges, hedges."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from text_to_num import alpha2digit

from precis.dates import DateReader, Span
from precis.fact import LARGEST
from precis.language import Language
from precis.locating import locate
from precis.patterns import FIRST_SPECIAL, SPECIAL, WORD, FigurePatterns
from precis.words import blanked, line

REMEMBERED = 60
"Texts shorter than this, such as the words of links, are read once."
_SPECIALS = re.compile(SPECIAL)
_DIGIT = re.compile(r"\d")
_LATIN = re.compile(r"[0-9]")
_HYPHENED = re.compile(r"[^\W\d]+(?:-[^\W\d]+)+")


@dataclass(frozen=True, slots=True)
class Figure:
    low: Decimal
    high: Decimal
    "In base units, `7 million` is 7000000; the same as `low` unless the text gives a range."
    mark: str = ""
    "`%`, `pt` (points), `x` (multiple), `frac`, `#` (rank), an ISO 4217 code or CLDR's name of a unit; else empty."
    per: str = ""
    "CLDR's unit of time of a rate."
    hedge: str = "exact"
    text: str = ""

    def __str__(self) -> str:
        hedge = "" if self.hedge == "exact" else f"{self.hedge} "
        numbers = shown(self.low) if self.low == self.high else f"{shown(self.low)}..{shown(self.high)}"
        mark = f" {self.mark}" if self.mark else ""
        rate = f"/{self.per}" if self.per else ""
        return f"{hedge}{numbers}{mark}{rate if mark or not rate else ' ' + rate}"


class Reader:
    """Reads one language."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self._dates = DateReader(language)
        self._patterns = FigurePatterns(language)
        self._telling: dict[str, bool] = {}
        self._read: dict[str, list[Figure]] = {}

    def spans(self, text: str) -> list[Span]:
        """Every date or period in the text."""
        return self._dates.spans(self._unnamed(line(text)))

    def figures(self, text: str) -> list[Figure]:
        """Every figure in the text that is not part of a date or of a name such as M20."""
        found = self._read.get(text)
        if found is None:
            found = self._all(self._without_dates(line(text)))
            if len(text) < REMEMBERED:
                self._read[text] = found
        return found

    def claims(self, text: str) -> list[str]:
        """What coverage counts in a text: figures in digits, large ones in words, shares, multiples, dated days."""
        if self._silent(text):
            return []
        smallest = self.language.coverage.spelled_from
        unnamed = self._unnamed(line(text))
        undated = self._undated(unnamed)
        digits = set(map(str, self._in_digits(undated)))
        told = (f for f in self._all(undated) if str(f) in digits or f.mark in {"x", "frac"} or f.low >= smallest)
        dates = (span for span in self._dates.spans(unnamed) if span.dated)
        found = [*self._as_written(told, text), *(span.text for span in dates)]
        return found if _LATIN.search(text) else [self.language.in_digits(claim) for claim in found]

    def _as_written(self, figures: Iterable[Figure], text: str) -> Iterator[str]:
        """The figures' words as the text has them, in one line."""
        composed, said, at = unicodedata.normalize("NFC", text), line(text), 0
        for figure in figures:
            words = self._decoded(figure.text)
            place = said.find(words, at)
            span = (place, place + len(words)) if place >= 0 else locate(composed, figure, at, self)
            at = span[1] if span else at
            yield said[slice(*span)] if span else words

    def _silent(self, text: str) -> bool:
        """Whether a text has no figure for sure: no digit, no share or multiple, no number word. Quick."""
        if _DIGIT.search(text):
            return False
        return not any(map(self._tells, set(WORD.findall(text.lower()))))

    def _tells(self, word: str) -> bool:
        """Whether a word may be part of a figure; each word of the language is looked at once."""
        known = self._telling.get(word)
        if known is None:
            words = self.language.numbers.words
            spelled = (
                words is not None and not self._patterns.articles.fullmatch(word) and _in_digits(word, words) != word
            )
            known = self._telling[word] = spelled or word in self._patterns.value_words
        return known

    def _all(self, undated: str) -> list[Figure]:
        return list(self._in_digits(self._spelled_out(self._coded(undated))))

    def _in_digits(self, undated: str) -> Iterator[Figure]:
        return map(self._figure, self._patterns.figures.finditer(undated))

    def _without_dates(self, text: str) -> str:
        return self._undated(self._unnamed(text))

    def _undated(self, text: str) -> str:
        """Also without the private characters that stand for words later, in case a text has them."""
        return blanked(blanked(text, self._dates.expression), _SPECIALS)

    def _unnamed(self, text: str) -> str:
        """Without the numbers that are no figures: roads, hours, articles of law."""
        return blanked(text, self._patterns.names)

    def _coded(self, text: str) -> str:
        """Fractions and multiples as private characters, so that `a third` is not read as a rank; per cent as `%`."""
        text = self._patterns.percent_words.sub("%", text)
        return self._patterns.word_values.sub(
            lambda match: chr(ord(FIRST_SPECIAL) + self._patterns.values.index(match[0].lower())), text
        )

    def _decoded(self, text: str) -> str:
        return re.sub(SPECIAL, lambda match: self._patterns.values[_index(match[0])], text)

    def _spelled_out(self, text: str) -> str:
        """Number words as digits; what already holds digits is left alone (`7 million` is not `7 1000000`)."""
        words = self.language.numbers.words
        if words is None:
            return text
        kept = [match.span() for match in self._patterns.kept.finditer(text)]
        edges = [0, *(edge for span in kept for edge in span), len(text)]
        pieces = [text[a:b] for a, b in pairwise(edges)]
        return "".join(piece if i % 2 else _in_digits(piece, words) for i, piece in enumerate(pieces))

    def _figure(self, match: re.Match[str]) -> Figure:
        groups = match.groupdict()
        low = high = self._number(groups, "a")
        for name in "bc":
            if groups[f"{name}_whole"] or groups[f"{name}_word"]:
                high = self._number(groups, name)
                low = low if groups["a_scale"] or low > high else self._scaled(low, groups[f"{name}_scale"])
        return Figure(low, high, self._mark(groups), self._rate(groups["rate"]), self._hedge(groups), match[0].strip())

    def _number(self, groups: Mapping[str, str | None], name: str) -> Decimal:
        word = groups[f"{name}_word"]
        if word is not None:
            return self._scaled(self._value(_index(word)), groups[f"{name}_of"])
        whole = re.sub(r"\D", "", groups[f"{name}_whole"] or "")
        return self._scaled(Decimal(f"{whole}.{groups[f'{name}_part'] or 0}"), groups[f"{name}_scale"])

    def _scaled(self, number: Decimal, scale: str | None) -> Decimal:
        scales, word = self.language.numbers.scales, (scale or "").strip(" -")
        factor = scales.get(word, scales.get(word.lower(), 1))
        return (number * factor).normalize()

    def _value(self, index: int) -> Decimal:
        rules = self.language.numbers
        if index >= len(rules.fractions):
            return Decimal(list(rules.multiples.values())[index - len(rules.fractions)])
        fraction = Fraction(list(rules.fractions.values())[index])
        return Decimal(fraction.numerator) / Decimal(fraction.denominator)

    def _mark(self, groups: Mapping[str, str | None]) -> str:
        word = groups["a_word"]
        if word is not None and groups["a_of"] is None:
            return "frac" if _index(word) < len(self.language.numbers.fractions) else "x"
        sign = (groups["sign"] or "").lower()
        if sign:
            return self._patterns.codes[sign]
        for name in "zmn":
            if found := self._suffix(groups, name):
                return found
        return ""

    def _suffix(self, groups: Mapping[str, str | None], name: str) -> str:
        for key, mark in (("ordinal", "#"), ("points", "pt"), ("percent", "%"), ("times", "x")):
            if groups.get(f"{name}_{key}"):
                return mark
        money, unit = groups.get(f"{name}_money"), groups.get(f"{name}_unit")
        return self._patterns.codes[money.lower()] if money else self._patterns.unit_words[unit.lower()] if unit else ""

    def _rate(self, words: str | None) -> str:
        return self._patterns.rates.get(words.lower(), "") if words else ""

    def _hedge(self, groups: Mapping[str, str | None]) -> str:
        before, after = (groups["before"] or "").lower(), (groups["after"] or "").lower()
        return self._patterns.hedges.get(("before", before)) or self._patterns.hedges.get(("after", after)) or "exact"


def _index(special: str) -> int:
    """The place, among the language's shares and multiples, of what a private character stands for."""
    return ord(special) - ord(FIRST_SPECIAL)


def _in_digits(text: str, words: str) -> str:
    """The text with its number words in digits, and the spaces around it, which text2num drops."""
    inner = text.strip()
    if not inner:
        return text
    whole = str(alpha2digit(inner, words, threshold=0))
    return text.replace(inner, _HYPHENED.sub(lambda match: _parted(match[0], words), whole), 1)


def _parted(word: str, words: str) -> str:
    """`two-week` as `2 week`; other compounds as they are."""
    parted = word.replace("-", " ")
    converted = str(alpha2digit(parted, words, threshold=0))
    return word if converted == parted else converted


def shown(number: Decimal) -> str:
    return f"{round(number, 4).normalize() if abs(number) < LARGEST else number:f}"
