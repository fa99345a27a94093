"""Regular expressions and tables that find figures, made from one language's rules."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property

from babel.units import format_unit

from precis.language import Language
from precis.words import one_of, particle, plain

UNITS = (
    "length-kilometer", "length-meter", "length-mile", "length-foot", "length-centimeter", "length-millimeter",
    "length-yard", "length-nautical-mile",
    "duration-minute", "duration-hour", "duration-day", "duration-week", "duration-month", "duration-year",
)  # fmt: skip
WORD = re.compile(r"\w+")
FIRST_SPECIAL, LAST_SPECIAL = "\ue100", "\ue1ff"
"The private characters that stand for words such as `a third` while number words are read."
SPECIAL = f"[{FIRST_SPECIAL}-{LAST_SPECIAL}]"


class FigurePatterns:
    """Compiled once a language; names of groups end the same for each number: whole, part, scale, word, of."""

    def __init__(self, language: Language) -> None:
        self.language = language

    @cached_property
    def kept(self) -> re.Pattern[str]:
        return re.compile(rf"{self._amount('k')}{self._marks('q')}?|{self.articles.pattern}", re.IGNORECASE)

    @cached_property
    def figures(self) -> re.Pattern[str]:
        """A hedge, an amount or both ends of a range, what it is an amount of, a rate, a hedge after it."""
        rules = self.language.numbers
        before = one_of(word for hedge in rules.hedges.values() for word in hedge.before)
        after = one_of(word for hedge in rules.hedges.values() for word in hedge.after)
        rate = one_of(word for words in rules.rates.values() for word in words)
        money, between = one_of(self.codes), one_of(rules.between)
        joined, both = one_of(rules.range_joiners), one_of(rules.between_joiners)
        ranged = rf"{self._marks('m')}? ?{joined} ?(?:(?P<sign_b>{money}) ?)?{self._amount('b')}"
        ended = rf"{self._marks('n')}? {both} (?:(?P<sign_c>{money}) ?)?{self._amount('c')}"
        filler = rf"(?: |(?<=')){self._particle}"
        words = r"(?: [^\W\d]+){0,2}?"
        return re.compile(
            rf"(?<!\w)(?:(?P<before>{before}){filler}|(?P<between>{between}) )?"
            rf"(?:(?P<sign>{money}) ?)?{self._amount('a')}(?(between)(?:{ended})|(?:{ranged})?){self._marks('z')}?"
            rf"(?:{words} (?P<rate>{rate})(?!\w))?(?:{words} (?P<after>{after})(?!\w))?",
            re.IGNORECASE,
        )

    @cached_property
    def _particle(self) -> str:
        return particle(self.language.particles)

    def _amount(self, name: str) -> str:
        """A number in digits with its scale, or a private character."""
        rules = self.language.numbers
        group, decimal = one_of(rules.group), one_of(rules.decimal)
        words = one_of(word for word in rules.scales if len(word) > 2)
        return (
            rf"(?:(?P<{name}_whole>\d{{1,3}}(?:{group}\d{{3}})+(?!\d)|\d+)(?:{decimal}(?P<{name}_part>\d+))?"
            rf"(?:{self._scale(name)})?"
            rf"|(?P<{name}_word>{SPECIAL})(?:[ -]{self._particle}(?P<{name}_of>{words})(?!\w))?)"
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
        times, money, unit = one_of(rules.times), one_of(self.codes), one_of(self.unit_words)
        return (
            rf"(?:{ordinal}|[ -]?(?P<{name}_points>{points})(?!\w)|[ -]?(?P<{name}_percent>{percent})(?!\w)"
            rf"|[ -]?(?P<{name}_times>{times})(?!\w)|[ -]?{self._particle}(?P<{name}_money>{money})(?!\w)"
            rf"|[ -]?(?P<{name}_unit>{unit})(?![\w²³]))"
        )

    @cached_property
    def codes(self) -> Mapping[str, str]:
        read = self.language.currencies.read
        return {plain(sign).lower(): code for code, signs in read.items() for sign in signs}

    @cached_property
    def unit_words(self) -> Mapping[str, str]:
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

    @cached_property
    def percent_words(self) -> re.Pattern[str]:
        words = (word for word in self.language.numbers.percent if word != "%")
        return re.compile(rf"(?<!\w){one_of(words)}(?!\w)", re.IGNORECASE)

    @cached_property
    def values(self) -> list[str]:
        rules = self.language.numbers
        return [plain(word).lower() for word in (*rules.fractions, *rules.multiples)]

    @cached_property
    def word_values(self) -> re.Pattern[str]:
        return re.compile(rf"(?<![\w-]){one_of(self.values)}(?![\w-])", re.IGNORECASE)

    @cached_property
    def value_words(self) -> set[str]:
        """The longest word of each share and multiple."""
        return {max(WORD.findall(value), key=len) for value in self.values}

    @cached_property
    def articles(self) -> re.Pattern[str]:
        return re.compile(self.language.numbers.articles or r"(?!)", re.IGNORECASE)

    @cached_property
    def names(self) -> re.Pattern[str]:
        return re.compile("|".join(self.language.coverage.allowed.values()) or r"(?!)")

    @cached_property
    def rates(self) -> Mapping[str, str]:
        return {plain(way).lower(): unit for unit, ways in self.language.numbers.rates.items() for way in ways}

    @cached_property
    def hedges(self) -> Mapping[tuple[str, str], str]:
        found: dict[tuple[str, str], str] = {}
        for name, rules in self.language.numbers.hedges.items():
            for place, words in (("before", rules.before), ("after", rules.after)):
                for word in words:
                    found.setdefault((place, plain(word).lower()), name)
        return found
