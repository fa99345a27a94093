"""Plural forms of gettext catalogues, held against those of the language (CLDR)."""

from __future__ import annotations

import gettext
import io
import re
from collections.abc import Iterator

from babel import Locale
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.plurals import PLURALS
from babel.plural import to_gettext

from precis.problems import Problem

_NUMBER = re.compile(r"^\"Plural-Forms:\s*nplurals\s*=\s*(\d{1,3})", re.MULTILINE)
WHOLE = range(200)
"Whole numbers that show every plural form, but for that of millions, which catalogues may leave out."
MILLION = 1_000_000


def header(locale: Locale) -> str:
    """What a new catalogue says of its plurals: gettext's custom where Babel knows it, else what CLDR says."""
    by_custom = PLURALS.get(str(locale)) or PLURALS.get(locale.language)
    if by_custom:
        return f"nplurals={by_custom[0]}; plural={by_custom[1]};"
    by_rules = to_gettext(locale.plural_form)
    return "nplurals=2; plural=(n != 1);" if " e " in by_rules or "(e " in by_rules else by_rules


def counts(locale: Locale) -> set[int]:
    """How many plural forms a catalogue of the language may have."""
    forms = {locale.plural_form(number) for number in WHOLE}
    with_millions = forms | {locale.plural_form(MILLION)}
    return {len(forms), len(with_millions), int(header(locale)[len("nplurals=")])}


def faulty_header(text: str, path: str, locale: Locale) -> Iterator[Problem]:
    """A number of forms that is not the language's, in the text of a catalogue."""
    said, expected = _NUMBER.search(text), counts(locale)
    if said and int(said[1]) not in expected:
        line = text.count("\n", 0, said.start()) + 1
        what = f"the header says nplurals={said[1]}, but “{locale}” has other plural forms"
        wanted = " or ".join(f"nplurals={number}" for number in sorted(expected))
        yield Problem(
            path, line, what, wanted, f"write “Plural-Forms: {header(locale)}”, and all forms of each message"
        )


def faulty_messages(catalog: Catalog, path: str) -> Iterator[Problem]:
    """Messages with only some of the plural forms."""
    for message in catalog:
        forms = _forms(message)
        if any(forms) and not all(forms):
            what = f"translates {sum(map(bool, forms))} of {len(forms)} plural forms"
            samples = ", ".join(f"msgstr[{form}] for {number}" for form, number in _samples(catalog))
            yield Problem(path, message.lineno, what, samples, "translate all forms, or leave all empty")


def _forms(message: Message) -> tuple[str, ...]:
    return () if isinstance(message.string, str) or not message.id else tuple(message.string or ())


def of_one_number(catalog: Catalog) -> set[int]:
    """Forms that only one number takes, which need not name it: Arabic's for two."""
    return {form for form, numbers in _taken(catalog).items() if len(numbers) == 1}


def _samples(catalog: Catalog) -> list[tuple[int, int]]:
    """Each form with the first number that takes it."""
    return sorted((form, numbers[0]) for form, numbers in _taken(catalog).items())


def _taken(catalog: Catalog) -> dict[int, list[int]]:
    """Each form with the numbers that take it, by the catalogue's own rule."""
    probe = empty(catalog)
    ids = ("one", "other")
    probe.add(ids, tuple(map(str, range(catalog.num_plurals))))
    compiled = compile_catalog(probe)
    taken: dict[int, list[int]] = {}
    for number in (*WHOLE, MILLION):
        taken.setdefault(int(compiled.ngettext(*ids, number)), []).append(number)
    return taken


def empty(catalog: Catalog) -> Catalog:
    """A catalogue without messages, for the same language and with the same plural forms."""
    copy = Catalog(catalog.locale)
    copy.mime_headers = [("Plural-Forms", catalog.plural_forms)]
    return copy


def compile_catalog(catalog: Catalog) -> gettext.GNUTranslations:
    buffer = io.BytesIO()
    write_mo(buffer, catalog)
    buffer.seek(0)
    return gettext.GNUTranslations(buffer)
