"""A language of the site: names, direction, and its rules for numbers, money, dates and typography.

Everything that differs between languages is data in `locales/<tag>/language.yml` or comes from CLDR through Babel.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache, cached_property, lru_cache
from importlib.resources import files
from typing import Literal

from babel import Locale, UnknownLocaleError
from pydantic import Field, field_validator

from precis import numerals
from precis.press import PressRules
from precis.records import Record, UrlPart, refuse
from precis.rules import (
    Addresses,
    CoverageRules,
    CurrencyRules,
    DateRules,
    NumberRules,
    ReadabilityRules,
    SlipRule,
    SpellingRules,
    TypographyRule,
    WordRules,
)

TAG = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?")
"Of BCP 47, what names a language, perhaps its script, perhaps its region, in the usual capitals."


class Language(Record):
    tag: str
    "BCP 47 tag; also the name of its folder and the first part of its URLs."
    base: str = ""
    """Tag of the language whose rules, terms, translations and pages stand in where this one has none; the beginning of
    the tag where that is a language of the site: fr of fr-CA."""
    complete: bool = True
    "Whether pages, terms and messages that are not translated are findings; else a build only tells them."
    name: str
    "Its own name, as the language switcher shows it."
    locale_id: str = Field(alias="locale")
    "CLDR locale whose formats are used, as en-GB."
    theme: str
    "Material for MkDocs' language whose interface strings are used."
    direction: Literal["ltr", "rtl"] = "ltr"
    numbers: NumberRules
    currencies: CurrencyRules
    dates: DateRules
    coverage: CoverageRules = CoverageRules()
    particles: tuple[str, ...] = ()
    "Small words before a number or noun (the, le, l', de): let pass before figures, left out where terms are filed."
    words: WordRules = WordRules()
    typography: tuple[TypographyRule, ...] = ()
    "Replacements in running text, in order: spaces before signs, apostrophes."
    slips: tuple[SlipRule, ...] = ()
    "What these replacements cannot mend, and `scripts/check.py` reports."
    spelling: SpellingRules = SpellingRules()
    readability: ReadabilityRules | None = None
    words_a_minute: int = Field(200, gt=0)
    "How fast adults read a plain text silently: reading times rest on it."
    colon: str = ": "
    "What stands between a label and what it labels, where they are printed in one line."
    foreign: Mapping[str, tuple[str, ...]] = {}
    """Names and phrases of other languages that its texts use, by the languages’ tags: pages mark them with `lang`.
    Names that are the same in every language need none."""
    translated: float = Field(100, ge=0, le=100)
    "Per cent of the passages that must be current for `scripts/translations.py status` to succeed."
    urls: Addresses = Addresses()
    "Parts of the URLs of pages that are made from records."
    urls_were: Mapping[Literal["facts", "sources", "corrections", "whole"], tuple[UrlPart, ...]] = {}
    "Earlier ones, whose addresses lead on to those of now."
    press: PressRules = PressRules()
    "What newspapers write around their articles; read by `scripts/import_article.py` alone."

    @field_validator("tag")
    @classmethod
    def _is_well_formed(cls, value: str) -> str:
        if TAG.fullmatch(value) is None:
            raise refuse(f"is “{value}”", "a BCP 47 tag: fr, fr-CA, zh-Hant", "correct it, and the folder’s name")
        return value

    @field_validator("colon")
    @classmethod
    def _is_a_sign(cls, value: str) -> str:
        """It stands in a style of each page: partials/signs.html."""
        if re.fullmatch(r"[^\w\\\"'<>{};\n]{1,5}", value) is None:
            raise refuse(f"is “{value}”", "a sign, with its spaces", "write it as in “: ”")
        return value

    @field_validator("foreign")
    @classmethod
    def _is_by_language(cls, value: Mapping[str, tuple[str, ...]]) -> Mapping[str, tuple[str, ...]]:
        for tag, phrases in value.items():
            if TAG.fullmatch(tag) is None:
                raise refuse(f"has the language “{tag}”", "a BCP 47 tag: fr, fr-CA, zh-Hant", "correct the tag")
            if not all(phrase.strip() for phrase in phrases):
                raise refuse("has an empty phrase", "the words as they stand in the text", "remove it")
        return value

    @field_validator("locale_id")
    @classmethod
    def _is_known_to_cldr(cls, value: str) -> str:
        try:
            Locale.parse(value, sep="-")
        except (ValueError, UnknownLocaleError) as error:
            raise refuse(f"is “{value}”", "a locale of CLDR: fr-FR, en-GB, de", "correct it") from error
        return value

    @field_validator("theme")
    @classmethod
    def _is_known_to_material(cls, value: str) -> str:
        if value not in theme_languages():
            raise refuse(f"is “{value}”", "a language of Material for MkDocs: en, fr, pt-BR", "correct it")
        return value

    @cached_property
    def locale(self) -> Locale:
        return Locale.parse(self.locale_id, sep="-")

    def name_in(self, other: Language) -> str:
        """What it is called in another language, as CLDR has it: `anglais`."""
        return _name(self.tag, other.locale_id) or self.name

    def in_digits(self, text: str) -> str:
        """Text with its Latin digits as those of the language's numbering system."""
        return text.translate(self._digits)

    @cached_property
    def digits(self) -> str:
        """The ten digits it writes, from nought; empty where they are Latin."""
        return "" if self.numbers.system == "latn" else numerals.digits(self.numbers.system)

    @cached_property
    def _digits(self) -> Mapping[int, str]:
        return numerals.to_system(self.numbers.system)

    @cached_property
    def _rules(self) -> tuple[tuple[re.Pattern[str], str], ...]:
        return tuple((re.compile(rule.find), rule.replace) for rule in self.typography)

    def typeset(self, text: str) -> str:
        """Running text with the language's spaces, quotation marks and apostrophes."""
        return self._remembered(text)

    @cached_property
    def _remembered(self) -> Callable[[str], str]:
        """Every page says the same labels and messages again."""
        return lru_cache(maxsize=4096)(self._typeset)

    def _typeset(self, text: str) -> str:
        for pattern, replacement in self._rules:
            text = pattern.sub(replacement, text)
        return text


@cache
def _name(tag: str, locale_id: str) -> str:
    """Of a language in another one; empty where CLDR has none."""
    try:
        return Locale.parse(tag, sep="-").get_display_name(Locale.parse(locale_id, sep="-")) or ""
    except UnknownLocaleError:
        return ""


@cache
def theme_languages() -> frozenset[str]:
    """Languages that Material for MkDocs has interface strings for."""
    folder = files("material") / "templates" / "partials" / "languages"
    return frozenset(file.name.removesuffix(".html") for file in folder.iterdir())
