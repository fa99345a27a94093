"""A language's rules for numbers, money, dates, words and typography, as `locales/<tag>/language.yml` states them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, field_validator, model_validator
from text_to_num import alpha2digit

from precis import numerals
from precis.records import Record, UrlPart, refuse


def _expression(value: str) -> str:
    """The value, where it is a regular expression that can stand within another."""
    try:
        named = re.compile(f"(?:{value})").groupindex
    except (re.error, RecursionError, OverflowError) as error:
        raise refuse(f"is “{value}” ({error})", "a regular expression of Python", "correct it") from error
    if named:
        raise refuse(f"is “{value}”", "an expression without named groups", "write “(?:…)”")
    return value


def _lone_expression(value: str) -> str:
    try:
        re.compile(value)
    except (re.error, RecursionError, OverflowError) as error:
        raise refuse(f"is “{value}” ({error})", "a regular expression of Python", "correct it") from error
    return value


Expression = Annotated[str, AfterValidator(_expression)]
LoneExpression = Annotated[str, AfterValidator(_lone_expression)]
"One that stands by itself, and may begin with flags."


class HedgeRules(Record):
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()


class NumberRules(Record):
    system: str = "latn"
    "CLDR's numbering system whose digits and signs are written: latn, arab, arabext. The digits of all are read."
    group: tuple[str, ...]
    "Signs that may stand between groups of three digits, all that readers meet."
    decimal: tuple[str, ...]
    "Signs that may stand before decimals."
    scales: Mapping[str, int]
    "Words and letters that multiply the number before them: million, bn, milliards."
    percent: tuple[str, ...]
    "Ways to write per cent after a number."
    points: tuple[str, ...] = ()
    "Ways to write percentage points after a number."
    ordinals: tuple[str, ...] = ()
    "Endings that make a number a rank: rd, th, e, ème."
    fractions: Mapping[str, str] = {}
    "Words to fractions: `a third` to `1/3`."
    multiples: Mapping[str, int] = {}
    "Words to multiples: `twice` to 2."
    times: tuple[str, ...] = ()
    "What makes the number before it a multiple: times, -fold, fois."
    rates: Mapping[str, tuple[str, ...]] = {}
    "CLDR's unit of time to the words that make a rate: a day, par jour."
    hedges: Mapping[Literal["about", "over", "under", "nearly", "at-least", "up-to"], HedgeRules] = {}
    "Words before or after a number that say how exact it is."
    between: tuple[str, ...] = ()
    "Words before a range whose ends are joined by `and`."
    range_joiners: tuple[str, ...] = ()
    "What joins the ends of a range: to, à, –."
    between_joiners: tuple[str, ...] = ()
    "What joins the ends after `between`: and, et."
    articles: Expression = ""
    "Regular expression of words that look like the number one."
    words: str | None = None
    "Language code of the number-word reader (text2num), where it has one."

    @field_validator("system")
    @classmethod
    def _has_digits(cls, value: str) -> str:
        if value not in numerals.ZEROS:
            raise refuse(f"is “{value}”", f"one of {', '.join(numerals.ZEROS)}", "use one of these, or leave it out")
        return value

    @field_validator("words")
    @classmethod
    def _is_read(cls, value: str | None) -> str | None:
        try:
            alpha2digit("", "en" if value is None else value)
        except (ValueError, KeyError) as error:
            raise refuse(f"is “{value}”", "a language that text2num reads: en, fr, de…", "leave it out") from error
        return value


class CurrencyRules(Record):
    read: Mapping[str, tuple[str, ...]]
    "ISO 4217 code to the signs and names that stand before or after an amount."
    plain: str
    "Pattern for an amount in figures; {amount}, {symbol}, {name}."
    scaled: str
    "Pattern for an amount with a scale word."
    elided: Mapping[str, str] = {}
    "Replacements made at the end, as `de e` to `d’e`."

    @field_validator("plain", "scaled")
    @classmethod
    def _holds_the_amount(cls, value: str) -> str:
        if "{amount}" not in value or set("{}") & set(re.sub(r"\{(?:amount|symbol|name)\}", "", value)):
            raise refuse(f"is “{value}”", "{amount}, with {symbol} or {name}", "write it as “{symbol}{amount}”")
        return value


class DateRules(Record):
    joiners: tuple[str, ...]
    "Words and signs between the two ends of a period."
    first_of_month: str = "1"
    "How the first day of a month is written: 1, 1er."
    ambiguous: tuple[str, ...] = ()
    "Names of months that are other words too, and count only beside a day or year: may, mars."
    day_endings: tuple[str, ...] = ()
    "What may follow the number of a day: st, th, er, a full stop."
    seasons: Mapping[str, int] = {}
    "Words to EDTF's numbers of seasons, 21 to 24."
    parts: Mapping[str, tuple[int, int]] = {}
    "Words before a year to months: `first half of` to 1 and 6."


class CoverageRules(Record):
    allowed: Mapping[str, Expression] = {}
    "Kinds of numbers that need no source, each with the regular expression that finds them."
    spelled_from: int = 11
    "The smallest number that counts as a figure when it is written in words."


class TypographyRule(Record):
    find: str
    replace: str

    @model_validator(mode="after")
    def _can_replace(self) -> Self:
        try:
            re.compile(self.find).sub(self.replace, "")
        except (re.error, IndexError, RecursionError, OverflowError) as error:
            what = f"replaces “{self.find}” with “{self.replace}” ({error})"
            raise refuse(what, "a regular expression of Python and a replacement for it", "correct it") from error
        return self


class SlipRule(Record):
    """A slip of typography: what must not stand in a typeset text."""

    find: LoneExpression
    expected: str
    "What should stand there, in English."


class SpellingRules(Record):
    """Where `scripts/check.py` looks words up, besides `locales/<tag>/words.txt`."""

    dictionary: str = ""
    "Code of pyspellchecker's dictionary; that of the tag's language where it is left out."
    alike: tuple[TypographyRule, ...] = ()
    "What a word may be written like: one is known if the dictionary has it after a replacement."


class ReadabilityRules(Record):
    """How easily a text is read: `constant` - `sentence` * words a sentence - `word` * syllables a word."""

    name: str
    "Of the formula, with where it comes from."
    constant: float
    sentence: float
    word: float
    syllable: LoneExpression
    "Finds one syllable after the other; a word has one at least."


class WordRules(Record):
    """Where words begin and end, for finding labels in prose, and how they change."""

    elided: tuple[str, ...] = ()
    "Words that stand before another by an apostrophe and are not part of it: l', d', qu'."
    enclitics: tuple[str, ...] = ()
    "What hangs on to a word without making another: 's, -là."
    inclusive: Expression = ""
    "Regular expression of endings that show a word in several genders at once: réfugié·e·s."
    head: Literal["first", "last"] = "last"
    """What changes in a label of several words: all from the `first` on, which agree (mineurs accompagnés), or only the
    `last` (asylum seekers); a complement never does."""
    complements: tuple[str, ...] = ()
    "Words that begin a complement: of, for; de, d', sans."
    endings: tuple[tuple[str, ...], ...] = ()
    """Endings that replace each other, the more special rows first. Two: singular, plural. Four: masculine singular and
    plural, feminine singular and plural. A row without an empty ending is believed where the dictionary has the
    feminine as a word of its own (sénatrice), a row of whole words without any dictionary (child, children)."""

    @field_validator("endings")
    @classmethod
    def _are_two_or_four(cls, rows: tuple[tuple[str, ...], ...]) -> tuple[tuple[str, ...], ...]:
        for row in rows:
            if len(row) not in {2, 4}:
                raise refuse(f"holds a row of {len(row)}: {', '.join(row)}", "two endings or four", "complete the row")
        return rows


class Addresses(Record):
    facts: UrlPart = "facts"
    "Folder of the fact pages, below an explainer."
    sources: UrlPart = "sources"
    "The page of all sources, below an explainer."
    corrections: UrlPart = "corrections"
    whole: UrlPart = "whole"
    "The page that holds an explainer whole, below the explainer."
