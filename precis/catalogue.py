"""gettext catalogues of one language, compiled in memory, that remember what they could not translate."""

from __future__ import annotations

import gettext
import io
import re
from collections.abc import Iterable, Iterator

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po

from precis.problems import InvalidInput, Problem

_LINE = re.compile(r'\s*(?:[a-z_]+(?:\[\d+\])?\s+)?"(?:[^"\\]|\\.)*"\s*')
_BRACES = re.compile(r"\{\w+\}|[{}]")


def N_(message: str) -> str:  # noqa: N802 - gettext's name for it
    """Marks a string that is translated later, for extraction."""
    return message


class Translations:
    """One language's messages. For the source language, where there is no catalogue, every message is its own."""

    def __init__(self, catalogs: Iterable[Catalog] = (), *, source: bool = False) -> None:
        self.missing: set[str] = set()
        self._source = source
        self._compiled = gettext.NullTranslations()
        self._known: set[str] = set()
        for catalog in catalogs:
            self._add(catalog)

    def gettext(self, message: str) -> str:
        if not self._source and message and message not in self._known:
            self.missing.add(message)
        return self._compiled.gettext(message) if message else ""

    def ngettext(self, one: str, other: str, number: int) -> str:
        """The plural form for a number, by the catalogue's rule (CLDR)."""
        if not self._source and one not in self._known:
            self.missing.add(one)
        return self._compiled.ngettext(one, other, number)

    def _add(self, catalog: Catalog) -> None:
        buffer = io.BytesIO()
        write_mo(buffer, catalog)
        buffer.seek(0)
        compiled = gettext.GNUTranslations(buffer)
        compiled.add_fallback(self._compiled)
        self._compiled = compiled
        self._known |= {_first(m.id) for m in catalog if m.id and not m.fuzzy and _complete(m.string)}


def parse_po(text: str, path: str, locale: str) -> Catalog:
    """Reads one PO file. Raises InvalidInput with the line."""
    if problems := list(_stray_signs(text, path)):
        raise InvalidInput(problems)
    try:
        catalog = read_po(io.StringIO(text), locale=locale.replace("-", "_"), abort_invalid=True)
        Translations([catalog]).ngettext("", "", 2)
    except (PoFileError, ValueError, LookupError, ArithmeticError, RecursionError) as error:
        line = getattr(error, "lineno", None)
        what = f"malformed PO: {str(error).split(' on ')[0]}"
        expected = 'msgid "…" followed by msgstr "…", and a header that msgfmt accepts'
        repair = "correct the line; msgfmt --check FILE explains more"
        raise InvalidInput([Problem(path, None if line is None else line + 1, what, expected, repair)]) from error
    if problems := list(_faulty_messages(catalog, path)):
        raise InvalidInput(problems)
    return catalog


def _stray_signs(text: str, path: str) -> Iterator[Problem]:
    """Lines that Babel would read in part: a quotation mark too few, or signs after the last one."""
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip() and not line.startswith("#") and not _LINE.fullmatch(line):
            expected = 'a keyword and one text in quotation marks: msgstr "…"'
            repair = 'close the text with ", and write \\" inside it'
            yield Problem(path, number, "malformed PO: the quotation marks do not pair", expected, repair)


def _faulty_messages(catalog: Catalog, path: str) -> Iterator[Problem]:
    for message in catalog:
        if message.context:
            what = "has a msgctxt, which nothing reads"
            yield Problem(path, message.lineno, what, "messages without context", "remove the line")
        strings = (message.string,) if isinstance(message.string, str) else message.string or ()
        ids = (message.id,) if isinstance(message.id, str) else tuple(message.id)
        for string in strings if message.id and not message.fuzzy else ():
            if string and not any(_braces(string) == _braces(text) for text in ids):
                expected = ", ".join(_braces(ids[-1])) or "no {placeholder}"
                what = f"the translation “{string}” has other placeholders than its original"
                yield Problem(path, message.lineno, what, expected, "use the placeholders of the msgid")


def _braces(text: str) -> list[str]:
    """Names in braces, and braces that do not pair."""
    return sorted(_BRACES.findall(text))


def _first(message_id: str | tuple[str, ...] | list[str]) -> str:
    return message_id if isinstance(message_id, str) else message_id[0]


def _complete(string: str | tuple[str, ...] | list[str] | None) -> bool:
    return bool(string) if isinstance(string, str) else bool(string) and all(string or ())
