"""Writes values as a language writes them: figures, money, per cent, units, dates, with their hedge.

Formats come from CLDR through Babel; what CLDR does not say stands in `language.yml`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from babel.dates import format_date, format_skeleton, get_month_names, parse_pattern
from babel.numbers import (
    format_decimal,
    format_percent,
    get_currency_name,
    get_currency_symbol,
)
from babel.units import format_compound_unit, format_unit

from precis.catalogue import N_, Translations
from precis.fact import Fact, Noun, Statement
from precis.language import Language
from precis.period import SEASONS, Moment, Period, parse_period
from precis.phrase import Phrase, filled

MILLION = 1_000_000


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes in one language, with its translations."""

    language: Language
    translations: Translations

    def fact(self, fact: Fact) -> str:
        """The fact's value with its hedge, as prose has it: `about 39,000 attempts`."""
        return self.statement(fact, fact)

    def statement(self, statement: Statement, fact: Fact) -> str:
        """The value of a fact or of one of its rivals."""
        text = _WRITERS[fact.kind](self, statement, fact)
        margin = f" (±\u00a0{self.number(statement.margin)})" if statement.margin else ""
        return self.language.typeset(self.hedged(text, statement) + margin)

    def figures(self, statement: Statement) -> str:
        """The bare number, or both ends of a range."""
        return _range(statement, self.number)

    def hedged(self, text: str, statement: Statement) -> str:
        """With the word that says how exact the value is: about, more than."""
        hedge = HEDGES.get(statement.stance)
        return text if hedge is None else filled(self.translations.gettext(hedge), value=text)

    def period(self, period: Period) -> str:
        """Days, months or years, as `27–28 July 2015`."""
        if period.single:
            return self.moment(period.start)
        if period.start.day and period.end.day:
            return self._days(period.start.first, period.end.first)
        return self.language.typeset(f"{self.moment(period.start)} – {self.moment(period.end)}")

    def moment(self, moment: Moment) -> str:
        locale = self.language.locale
        if moment.day:
            text = self._first_of_month(format_date(moment.first, "long", locale=locale), moment.day)
        elif moment.month in SEASONS:
            text = f"{self._season(moment.month)} {moment.year}"
        else:
            text = format_skeleton("yMMMM", moment.first, locale=locale) if moment.month else str(moment.year)
        return self.language.in_digits(text)

    def day(self, day: dt.date) -> str:
        return self.moment(Moment(day.year, day.month, day.day))

    def edtf(self, text: str) -> str:
        """A date or period from its EDTF form; one that is uncertain (`?`) says so."""
        period = parse_period(text)
        written = self.period(period)
        return filled(self.message(N_("{date} (date inferred)")), date=written) if period.uncertain else written

    def number(self, number: int | Decimal) -> str:
        rules = self.language
        return rules.in_digits(format_decimal(number, locale=rules.locale, numbering_system=rules.numbers.system))

    def quantity(self, number: float, unit: str, form: Literal["short", "long"]) -> str:
        """A quantity with CLDR's unit, as `length-kilometer` or `duration-minute`: `10 km`, `10 kilometres`."""
        locale, system = self.language.locale, self.language.numbers.system
        text = format_unit(number, unit, form, locale=locale, numbering_system=system)
        return self.language.in_digits(text).replace(" ", "\u00a0")

    def size(self, size: int) -> str:
        """That of a file in bytes, as `240 kB`."""
        return self.quantity(max(1, round(size / 1000)), "digital-kilobyte", "short")

    def message(self, text: str) -> str:
        """A label or other string of the records, translated and typeset."""
        return self.language.typeset(self.translations.gettext(text))

    def phrase(self, text: str) -> Phrase:
        """A message of the interface, for templates."""
        return Phrase(self.message(text), self.number)

    def plural(self, one: str, other: str, number: int) -> Phrase:
        """The same in the plural form for a number."""
        return Phrase(self.language.typeset(self.translations.ngettext(one, other, number)), self.number)

    def _season(self, number: int) -> str:
        """The language's first word for the season; its months where it has none."""
        words = (word for word, season in self.language.dates.seasons.items() if season == number)
        names = get_month_names("wide", "stand-alone", self.language.locale)
        return next(words, "–".join(names[month] for month in SEASONS[number]))

    def _first_of_month(self, text: str, day: int) -> str:
        """With the language's word for the first day of a month, where a text begins with that day."""
        first = self.language.dates.first_of_month
        return first + text[1:] if day == 1 and text.startswith("1") else text

    def _days(self, start: dt.date, end: dt.date) -> str:
        """CLDR's interval with the month's name in full."""
        formats: Mapping[str, Mapping[str, list[str]]] = self.language.locale.interval_formats
        field = "y" if start.year != end.year else "M" if start.month != end.month else "d"
        opening, closing = (part.replace("MMM", "MMMM") for part in formats["yMMMd"][field])
        locale = self.language.locale
        days = ((opening, start), (closing, end))
        texts = (self._first_of_month(str(parse_pattern(part).apply(day, locale)), day.day) for part, day in days)
        return self.language.in_digits("".join(texts))


HEDGES: Mapping[str, str] = {
    "about": N_("about {value}"),
    "over": N_("more than {value}"),
    "nearly": N_("nearly {value}"),
    "at-least": N_("at least {value}"),
    "up-to": N_("up to {value}"),
}


def _count(writer: Writer, statement: Statement, fact: Fact) -> str:
    figures, unit = writer.figures(statement), statement.unit or fact.unit
    if not isinstance(unit, Noun):
        return figures
    return f"{figures}\u00a0{writer.translations.ngettext(unit.one, unit.other, int(statement.ends[1]))}"


def _rate(writer: Writer, statement: Statement, fact: Fact) -> str:
    counted = _count(writer, statement, fact)
    return str(format_compound_unit(counted, denominator_unit=fact.per, locale=writer.language.locale, length="long"))


def _money(writer: Writer, statement: Statement, fact: Fact) -> str:
    return _range(statement, lambda value: _sum(writer, value, fact.currency or ""))


def _sum(writer: Writer, value: Decimal, currency: str) -> str:
    locale, rules = writer.language.locale, writer.language.currencies
    scaled = value >= MILLION and value % (MILLION // 100) == 0
    amount = _scaled(writer, value) if scaled else writer.number(value)
    name, symbol = get_currency_name(currency, int(value), locale), get_currency_symbol(currency, locale)
    pattern = rules.scaled if scaled else rules.plain
    text = filled(pattern, amount=amount.replace(" ", "\u00a0"), name=name, symbol=symbol)
    for found, replacement in rules.elided.items():
        text = text.replace(found, replacement)
    return text


def _scaled(writer: Writer, value: Decimal) -> str:
    """`9.7 million`, with CLDR's word in the plural form of the number that is shown."""
    scale = 1_000 * MILLION if value >= 1_000 * MILLION else MILLION
    locale = writer.language.locale
    forms = locale.compact_decimal_formats.get("long") or locale.compact_decimal_formats["short"]
    zeros = forms["other"][str(scale)].pattern.count("0")
    shown = value / scale * 10 ** (zeros - 1)  # 000万: hundreds of ten thousands
    patterns = {**forms["other"], **forms.get(locale.plural_form(shown), {})}
    return str(patterns[str(scale)].pattern).replace("0" * zeros, writer.number(shown))


def _percent(writer: Writer, statement: Statement, fact: Fact) -> str:
    locale = writer.language.locale
    system = writer.language.numbers.system
    pattern = locale.percent_formats[None].pattern.replace("#,##0", "#,##0.###")

    def write(value: Decimal) -> str:
        text = format_percent(value / 100, pattern, locale=locale, numbering_system=system)
        return writer.language.in_digits(text.replace("%", locale.number_symbols[system].get("percentSign", "%")))

    return _range(statement, write)


def _points(writer: Writer, statement: Statement, fact: Fact) -> str:
    last = int(statement.ends[1])
    form = writer.translations.ngettext("{number} percentage point", "{number} percentage points", last)
    return filled(form, number=writer.figures(statement)).replace(" ", "\u00a0")


def _measure(writer: Writer, statement: Statement, fact: Fact) -> str:
    unit, locale = statement.unit or fact.unit, writer.language.locale
    system = writer.language.numbers.system
    text = format_unit(float(statement.ends[1]), str(unit), "long", locale=locale, numbering_system=system)
    text = writer.language.in_digits(text)
    last = writer.number(statement.ends[1])
    return text.replace(last, writer.figures(statement)).replace(" ", "\u00a0")


def _plain(writer: Writer, statement: Statement, fact: Fact) -> str:
    return writer.figures(statement)


def _range(statement: Statement, write: Callable[[Decimal], str]) -> str:
    low, high = statement.ends
    return write(high) if low == high else f"{write(low)}–{write(high)}"


def _date(writer: Writer, statement: Statement, fact: Fact) -> str:
    date = writer.period(parse_period(str(statement.value)))
    return filled(writer.translations.gettext(N_("night of {date}")), date=date) if fact.night else date


def _text(writer: Writer, statement: Statement, fact: Fact) -> str:
    return writer.message(str(statement.value))


def _event(writer: Writer, statement: Statement, fact: Fact) -> str:
    return writer.period(statement.when) if statement.when else ""


_WRITERS: Mapping[str, Callable[[Writer, Statement, Fact], str]] = {
    "count": _count,
    "money": _money,
    "percent": _percent,
    "ratio": _plain,
    "rank": _plain,
    "rate": _rate,
    "points": _points,
    "distance": _measure,
    "duration": _measure,
    "date": _date,
    "text": _text,
    "event": _event,
}
