"""The files of a new language: what CLDR knows of it, filled in, and what only people know, left open."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping

from babel import Locale
from babel.numbers import get_currency_name, get_currency_symbol
from babel.units import format_unit
from text_to_num import alpha2digit

from precis.language import Language, theme_languages
from precis.plurals import WHOLE
from precis.term import Glossary
from precis.words import plain

_INVISIBLE = re.compile(r"[^\S ]|[\u200b-\u200f\u061c\u2066-\u2069]")
_CONTROLS = re.compile(r"[\u200e\u200f\u061c]")
_SCALE = re.compile(r"[0'\u200e\u200f\u061c]+")
_SAMPLES = (*WHOLE, 1_000_000)
_WHOLE_LANGUAGE = """\
# {name}. What CLDR knows is filled in; empty keys wait for words. Each key is explained in precis/language.py,
# and locales/{source}/language.yml is an example.
tag: {tag}
complete: false # what is not translated is told, not warned of; remove the line when all is
name: {quoted_name}
locale: {locale}
theme: {theme} # whose interface strings of Material for MkDocs are used
direction: {direction}
particles: [] # small words before a number or noun: the, a; l', de
words_a_minute: 200 # how fast adults read silently, for reading times

numbers:
  system: {system} # CLDR's numbering system, in whose digits numbers are written
  group: {group}
  decimal: {decimal}
  scales: {scales}
  percent: {percent}
  points: [] # percentage points, points
  ordinals: [] # endings that make a number a rank: st, nd, rd, th
  fractions: {{}} # words to fractions: {{a third: 1/3}}
  multiples: {{}} # words to multiples: {{twice: 2}}
  times: [] # what makes the number before it a multiple: times, -fold
  rates: {{}} # {{day: [a day, per day], week: [a week], month: [], year: []}}
  hedges: {{}} # {{about: {{before: [about], after: [or so]}}, over: …, under: …, nearly: …, at-least: …, up-to: …}}
  range_joiners: ["–", "-"] # and words: to
  between: [] # words before a range whose ends are joined by “and”: between
  between_joiners: [] # and{words}

currencies:
  read:{currencies}
  plain: {money} # {{symbol}} writes its sign, {{name}} its name
  scaled: {money} # with millions: 7 million

dates:
  joiners: ["–", "-"] # and words: to, until
  ambiguous: [] # months that are other words too: may, march
  day_endings: {day_endings}
  seasons: {{}} # words to 21 (spring), 22, 23, 24
  parts: {{}} # words before a year to months: {{first half of: [1, 6]}}

coverage:
  allowed: {{}} # numbers that need no source, each kind with its regular expression: {{roads: "(?<!\\\\w)A\\\\d+"}}

typography: [] # replacements in running text: - {{find: "(?<=\\\\w)'(?=\\\\w)", replace: "’"}}

urls: {{facts: facts, sources: sources, corrections: corrections, whole: whole}} # parts of addresses: a-z, 0-9, -
"""
_VARIANT = """\
# {name}. What stands here wins; all else is as in locales/{base}/: rules, terms, translations, pages.
tag: {tag}
base: {base}
complete: false # what is not translated is told, not warned of; remove the line when all is
name: {quoted_name}
locale: {locale}

numbers:
  system: {system}
  group: {group}
  decimal: {decimal}

currencies:
  read:{currencies}
  plain: {money}
"""


def language(tag: str, locale: Locale, source: Language, base: str = "") -> str:
    """`language.yml`, modelled on another language; where that is its base, only what CLDR says of it alone."""
    system = locale.default_numbering_system
    name = Locale.parse(tag, sep="-").get_display_name() or tag
    name = name[:1].upper() + name[1:]
    signs = [locale.number_symbols[one] for one in dict.fromkeys((system, "latn"))]
    decimal = _unique(plain(one.get("decimal", "")) for one in signs)
    words = f"\n  words: {locale.language} # reads number words (text2num)" if _reads_words(locale.language) else ""
    return (_VARIANT if base else _WHOLE_LANGUAGE).format(
        tag=tag,
        base=base,
        source=source.tag,
        name=name,
        quoted_name=_flow(name),
        locale=str(locale).replace("_", "-"),
        theme=nearest_theme(tag, source.theme),
        direction="rtl" if locale.text_direction == "rtl" else "ltr",
        system=system,
        group=_flow(
            [one for one in _unique([*(plain(one.get("group", "")) for one in signs), " ", "'"]) if one not in decimal]
        ),
        decimal=_flow(decimal),
        scales=_flow(_scales(locale)),
        percent=_flow(_percents(locale, [one.get("percentSign", "%") for one in signs])),
        words=words,
        currencies=_currencies(locale, source, same=bool(base)),
        money=_flow(_money(locale) if locale.text_direction == "ltr" else "{amount} {name}"),
        day_endings='["."]' if "d." in locale.date_formats["long"].pattern else "[] # st, nd, rd, th",
    )


def glossary(source: Glossary, tag: str) -> str:
    """`glossary.yml`: each term of the source language as a comment, to be opened and translated."""
    head = f"# Terms, under the ids of locales/{tag}/glossary.yml: remove the “# ” of those that you translate.\n"
    return head + "".join(
        f"\n# {term_id}:\n#   pref: # {term.pref}\n#   definition: # {term.definition}\n"
        for term_id, term in source.items()
    )


def nearest_theme(tag: str, otherwise: str) -> str:
    """Material's language of the tag, or of its beginning; another where it has none."""
    parts = tag.split("-")
    beginnings = ("-".join(parts[:length]) for length in range(len(parts), 0, -1))
    return next((one for one in beginnings if one in theme_languages()), otherwise)


def _scales(locale: Locale) -> dict[str, int]:
    """CLDR's words and signs for thousands, millions and so on."""
    found: dict[str, int] = {}
    for length in ("long", "short"):
        for patterns in locale.compact_decimal_formats.get(length, {}).values():
            for size, pattern in patterns.items():
                zeros, word = pattern.pattern.count("0"), _SCALE.sub("", plain(pattern.pattern)).strip()
                if word and zeros:
                    found.setdefault(word, int(size) // 10 ** (zeros - 1))
    return found


def _percents(locale: Locale, signs: Iterable[str]) -> list[str]:
    units = (format_unit(number, "concentr-percent", "long", locale=locale) for number in _SAMPLES)
    words = (re.sub(r"[\d.,\s\u00a0\u202f]+", " ", unit).strip() for unit in units)
    return _unique(["%", *(form for sign in signs for form in (sign, _CONTROLS.sub("", sign))), *words])


def _currencies(locale: Locale, other: Language, *, same: bool) -> str:
    """A block of YAML: the currencies of another language, with their signs and names in this one, and with its words
    where it is the `same` language elsewhere. A sign names one currency only."""
    symbols = {code: get_currency_symbol(code, locale) for code in other.currencies.read}
    rows = []
    for code, read in other.currencies.read.items():
        taken = {symbol for owner, symbol in symbols.items() if owner != code}
        signs = [one for one in read if one not in taken and (same or not any(map(str.isalpha, one)))]
        names = [get_currency_name(code, number, locale) for number in (None, *_SAMPLES)]
        rows.append(f"\n    {code}: {_flow(_unique([symbols[code], *signs, code, *names]))}")
    return "".join(rows)


def _money(locale: Locale) -> str:
    """CLDR's place of the currency's sign, as our pattern."""
    pattern = _CONTROLS.sub("", locale.currency_formats["standard"].pattern.partition(";")[0])
    return re.sub(r"[#0][#0,.]*", "{amount}", pattern).replace("¤", "{symbol}")


def _reads_words(language: str) -> bool:
    try:
        alpha2digit("", language)
    except (ValueError, KeyError):
        return False
    return True


def _unique(texts: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(text for text in texts if text))


def _flow(value: str | list[str] | Mapping[str, int]) -> str:
    """The value in one line of JSON, which is YAML too, with its invisible signs spelled out."""
    text = json.dumps(value, ensure_ascii=False)
    return _INVISIBLE.sub(lambda sign: f"\\u{ord(sign[0]):04x}", text)
