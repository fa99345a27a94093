"""Reads figures in running text, by the rules of the text's language: amounts, shares, multiples, ranges, hedges."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from itertools import pairwise

from babel.units import format_unit
from text_to_num import alpha2digit

from precis.dates import DateReader, Span
from precis.language import Language
from precis.words import blanked, one_of, plain

UNITS = (
    "length-kilometer", "length-meter", "length-mile", "length-foot", "length-centimeter", "length-millimeter",
    "length-yard", "length-nautical-mile",
    "duration-minute", "duration-hour", "duration-day", "duration-week", "duration-month", "duration-year",
)  # fmt: skip
_SPECIAL = 0xE100
"Where the private characters start that stand for words such as `a third` while number words are read."
REMEMBERED = 60
"Texts shorter than this, such as the words of links, are read once."
_WORD = re.compile(r"\w+")
_DIGIT = re.compile(r"\d")
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
        numbers = _shown(self.low) if self.low == self.high else f"{_shown(self.low)}..{_shown(self.high)}"
        mark = f" {self.mark}" if self.mark else ""
        rate = f"/{self.per}" if self.per else ""
        return f"{hedge}{numbers}{mark}{rate if mark or not rate else ' ' + rate}"


class Reader:
    """Reads one language."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self._dates = DateReader(language)
        self._telling: dict[str, bool] = {}
        self._read: dict[str, list[Figure]] = {}

    def spans(self, text: str) -> list[Span]:
        """Every date or period in the text."""
        return self._dates.spans(self._unnamed(plain(text)))

    def figures(self, text: str) -> list[Figure]:
        """Every figure in the text that is not part of a date or of a name such as M20."""
        found = self._read.get(text)
        if found is None:
            found = [self._figure(match) for match in self._expression.finditer(self._prepared(text))]
            if len(text) < REMEMBERED:
                self._read[text] = found
        return found

    def claims(self, text: str) -> list[str]:
        """What coverage counts in a text: figures in digits, large ones in words, shares, multiples, dated days."""
        if self._silent(text):
            return []
        smallest = self.language.coverage.spelled_from
        digits = {str(figure) for figure in self._in_digits(text)}
        told = (f for f in self.figures(text) if str(f) in digits or f.mark in {"x", "frac"} or f.low >= smallest)
        dates = (span for span in self.spans(text) if span.dated)
        return [*(self._decoded(figure.text) for figure in told), *(span.text for span in dates)]

    def _silent(self, text: str) -> bool:
        """Whether a text has no figure for sure: no digit, no share or multiple, no number word. Quick."""
        if _DIGIT.search(text):
            return False
        return not any(map(self._tells, set(_WORD.findall(text.lower()))))

    def _tells(self, word: str) -> bool:
        """Whether a word may be part of a figure; each word of the language is looked at once."""
        known = self._telling.get(word)
        if known is None:
            words = self.language.numbers.words
            spelled = words is not None and not self._articles.fullmatch(word) and _in_digits(word, words) != word
            known = self._telling[word] = spelled or word in self._value_words
        return known

    @cached_property
    def _value_words(self) -> set[str]:
        """The longest word of each share and multiple."""
        return {max(_WORD.findall(value), key=len) for value in self._values}

    @cached_property
    def _articles(self) -> re.Pattern[str]:
        return re.compile(self.language.numbers.articles or r"(?!)", re.IGNORECASE)

    def _in_digits(self, text: str) -> Iterator[Figure]:
        prepared = self._without_dates(plain(text))
        return (self._figure(match) for match in self._expression.finditer(prepared))

    def _prepared(self, text: str) -> str:
        return self._spelled_out(self._coded(self._without_dates(plain(text))))

    def _without_dates(self, text: str) -> str:
        return blanked(self._unnamed(text), self._dates.expression)

    def _unnamed(self, text: str) -> str:
        """Without the numbers that are no figures: roads, hours, articles of law."""
        return blanked(text, self._names)

    @cached_property
    def _names(self) -> re.Pattern[str]:
        return re.compile("|".join(self.language.coverage.allowed.values()) or r"(?!)")

    def _coded(self, text: str) -> str:
        """Fractions and multiples as private characters, so that `a third` is not read as a rank; per cent as `%`."""
        text = self._percent_words.sub("%", text)
        return self._word_values.sub(lambda match: chr(_SPECIAL + self._values.index(match[0].lower())), text)

    def _decoded(self, text: str) -> str:
        return re.sub("[\ue100-\ue1ff]", lambda match: self._values[ord(match[0]) - _SPECIAL], text)

    @cached_property
    def _percent_words(self) -> re.Pattern[str]:
        words = (word for word in self.language.numbers.percent if word != "%")
        return re.compile(rf"(?<!\w){one_of(words)}(?!\w)", re.IGNORECASE)

    @cached_property
    def _values(self) -> list[str]:
        rules = self.language.numbers
        return [plain(word).lower() for word in (*rules.fractions, *rules.multiples)]

    @cached_property
    def _word_values(self) -> re.Pattern[str]:
        return re.compile(rf"(?<![\w-]){one_of(self._values)}(?![\w-])", re.IGNORECASE)

    def _spelled_out(self, text: str) -> str:
        """Number words as digits; what already holds digits is left alone (`7 million` is not `7 1000000`)."""
        words = self.language.numbers.words
        if words is None:
            return text
        kept = [match.span() for match in self._kept.finditer(text)]
        edges = [0, *(edge for span in kept for edge in span), len(text)]
        pieces = [text[a:b] for a, b in pairwise(edges)]
        return "".join(piece if i % 2 else _in_digits(piece, words) for i, piece in enumerate(pieces))

    @cached_property
    def _kept(self) -> re.Pattern[str]:
        return re.compile(rf"{self._amount('k')}{self._marks('q')}?|{self._articles.pattern}", re.IGNORECASE)

    @cached_property
    def _expression(self) -> re.Pattern[str]:
        """A hedge, an amount or both ends of a range, what it is an amount of, a rate, a hedge after it."""
        rules = self.language.numbers
        before = one_of(word for hedge in rules.hedges.values() for word in hedge.before)
        after = one_of(word for hedge in rules.hedges.values() for word in hedge.after)
        rate = one_of(word for words in rules.rates.values() for word in words)
        money, between = one_of(self._codes), one_of(rules.between)
        joined, both = one_of(rules.range_joiners), one_of(rules.between_joiners)
        ranged = rf"{self._marks('m')}? ?{joined} ?(?:(?P<sign_b>{money}) ?)?{self._amount('b')}"
        ended = rf"{self._marks('n')}? {both} (?:(?P<sign_c>{money}) ?)?{self._amount('c')}"
        filler = r"(?: (?:the |les? |la |l'|des |d'|une? |an? )?|(?<=')(?:une? )?)"
        words = r"(?: [^\W\d]+){0,2}?"
        return re.compile(
            rf"(?<!\w)(?:(?P<before>{before}){filler}|(?P<between>{between}) )?"
            rf"(?:(?P<sign>{money}) ?)?{self._amount('a')}(?(between)(?:{ended})|(?:{ranged})?){self._marks('z')}?"
            rf"(?:{words} (?P<rate>{rate})(?!\w))?(?:{words} (?P<after>{after})(?!\w))?",
            re.IGNORECASE,
        )

    def _amount(self, name: str) -> str:
        """A number in digits with its scale, or a private character."""
        rules = self.language.numbers
        group, decimal = one_of(rules.group), one_of(rules.decimal)
        words = one_of(word for word in rules.scales if len(word) > 2)
        return (
            rf"(?:(?P<{name}_whole>\d{{1,3}}(?:{group}\d{{3}})+(?!\d)|\d+)(?:{decimal}(?P<{name}_part>\d+))?"
            rf"(?:{self._scale(name)})?"
            rf"|(?P<{name}_word>[\ue100-\ue1ff])(?:[ -](?:an? |de )?(?P<{name}_of>{words})(?!\w))?)"
        )

    def _scale(self, name: str) -> str:
        """A scale word after a space, or a letter: small ones close up (7m), capitals with or without space (7 M€)."""
        scales = self.language.numbers.scales
        words = one_of(word for word in scales if len(word) > 2)
        small = one_of(word for word in scales if len(word) <= 2 and word.islower())
        large = one_of(word for word in scales if len(word) <= 2 and not word.islower())
        return rf"(?P<{name}_scale>[ -]?{words}(?!\w)|(?-i:{small})(?!\w)| ?(?-i:{large})(?!\w))"

    def _marks(self, name: str) -> str:
        rules = self.language.numbers
        ordinal = rf"(?P<{name}_ordinal>{one_of(rules.ordinals)})(?!\w)"
        points, percent = one_of(rules.points), one_of(rules.percent)
        times, money, unit = one_of(rules.times), one_of(self._codes), one_of(self._unit_words)
        return (
            rf"(?:{ordinal}|[ -]?(?P<{name}_points>{points})(?!\w)|[ -]?(?P<{name}_percent>{percent})(?!\w)"
            rf"|[ -]?(?P<{name}_times>{times})(?!\w)|[ -]?(?:de |d')?(?P<{name}_money>{money})(?!\w)"
            rf"|[ -]?(?P<{name}_unit>{unit})(?![\w²³]))"
        )

    @cached_property
    def _codes(self) -> Mapping[str, str]:
        read = self.language.currencies.read
        return {plain(sign).lower(): code for code, signs in read.items() for sign in signs}

    @cached_property
    def _unit_words(self) -> Mapping[str, str]:
        """Names and signs of CLDR's units, as they follow a number."""
        locale, found = self.language.locale, dict[str, str]()
        for unit in UNITS:
            for length in ("long", "short", "narrow"):
                for number in (1, 2, 5):
                    text = plain(format_unit(number, unit, length, locale=locale))
                    word = re.sub(r"[\d\s]+", " ", text).strip().lower().rstrip(".")
                    if len(word) > 1 or word in {"h", "m"}:
                        found.setdefault(word, unit.partition("-")[2])
        return found

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
            return self._scaled(self._value(ord(word) - _SPECIAL), groups[f"{name}_of"])
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
            return "frac" if ord(word) - _SPECIAL < len(self.language.numbers.fractions) else "x"
        sign = (groups["sign"] or "").lower()
        if sign:
            return self._codes[sign]
        for name in "zmn":
            if found := self._suffix(groups, name):
                return found
        return ""

    def _suffix(self, groups: Mapping[str, str | None], name: str) -> str:
        for key, mark in (("ordinal", "#"), ("points", "pt"), ("percent", "%"), ("times", "x")):
            if groups.get(f"{name}_{key}"):
                return mark
        money, unit = groups.get(f"{name}_money"), groups.get(f"{name}_unit")
        return self._codes[money.lower()] if money else self._unit_words[unit.lower()] if unit else ""

    def _rate(self, words: str | None) -> str:
        return self._rates.get(words.lower(), "") if words else ""

    def _hedge(self, groups: Mapping[str, str | None]) -> str:
        before, after = (groups["before"] or "").lower(), (groups["after"] or "").lower()
        return self._hedges.get(("before", before)) or self._hedges.get(("after", after)) or "exact"

    @cached_property
    def _rates(self) -> Mapping[str, str]:
        return {plain(way).lower(): unit for unit, ways in self.language.numbers.rates.items() for way in ways}

    @cached_property
    def _hedges(self) -> Mapping[tuple[str, str], str]:
        found: dict[tuple[str, str], str] = {}
        for name, rules in self.language.numbers.hedges.items():
            for place, words in (("before", rules.before), ("after", rules.after)):
                for word in words:
                    found.setdefault((place, plain(word).lower()), name)
        return found


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


def _shown(number: Decimal) -> str:
    return f"{round(number, 4).normalize():f}"
