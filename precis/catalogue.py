"""gettext catalogues of one language, compiled in memory, that remember what they could not translate."""

from __future__ import annotations

import copy
import gettext
import io
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from babel import Locale
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import PoFileError, read_po

from precis import plurals
from precis.memo import memo
from precis.problems import InvalidInput, Problem
from precis.records import CONTROL, LONGEST

_LINE = re.compile(r'\s*(?:[a-z_]+(?:\[\d+\])?\s+)?"(?:[^"\\]|\\.)*"\s*')
MALFORMED = (PoFileError, ValueError, LookupError, ArithmeticError, RecursionError)
"What Babel raises for a file that is no PO."
_NO_IDS = ("", "")
_BRACES = re.compile(r"\{\w+\}|[{}]")


def N_(message: str) -> str:  # noqa: N802 - gettext's name for it
    """Marks a string that is translated later, for extraction."""
    return message


class Translations:
    """One language's messages; later catalogues win. For the source language every message is its own translation."""

    def __init__(
        self,
        catalogs: Iterable[Catalog] = (),
        *,
        source: bool = False,
        complete: bool = True,
        provisional: Collection[str] = (),
    ) -> None:
        """`provisional`: messages that will change and that nobody misses."""
        self.missing: set[str] = set()
        self.awaited: set[str] = set()
        "What is missing of a language that is not complete yet."
        self._lacking = self.missing if complete else self.awaited
        self._provisional = provisional
        self._source = source
        self._compiled = gettext.NullTranslations()
        self.asked: set[str] = set()
        "The messages asked for; whoever wants to know puts a set of their own here."
        self.made_of = tuple(catalogs), source
        "All that decides what is answered."
        parts = [memo(_translated, catalog) for catalog in self.made_of[0]]
        self.strings: Mapping[str, object] = memo(_together, tuple(strings for _, strings in parts))
        "All forms of each message's translation, for comparisons; the very same for the same catalogues."
        for compiled, _ in parts:
            own = copy.copy(compiled)
            own.add_fallback(self._compiled)
            self._compiled = own

    def knows(self, message: str) -> bool:
        return self._source or message in self.strings

    def gettext(self, message: str) -> str:
        self.look_up(message)
        return self._compiled.gettext(message) if message else ""

    def ngettext(self, one: str, other: str, number: int) -> str:
        """The plural form for a number, by the catalogue's rule (CLDR)."""
        self.look_up(one)
        return self._compiled.ngettext(one, other, number)

    def look_up(self, message: str) -> None:
        """Notes that a message is asked for, and whether it is missing."""
        self.asked.add(message)
        if message and not self.knows(message) and message not in self._provisional:
            self._lacking.add(message)


def _translated(catalog: Catalog) -> tuple[gettext.GNUTranslations, Mapping[str, object]]:
    """What is translated of a catalogue: compiled, and the strings of each message."""
    known = [message for message in catalog if message.id and is_translated(message)]
    told = plurals.empty(catalog)
    for message in known:
        told.add(message.id, message.string)
    return plurals.compile_catalog(told), {_first(message.id): message.string for message in known}


def _together(parts: Sequence[Mapping[str, object]]) -> Mapping[str, object]:
    return {message: string for strings in parts for message, string in strings.items()}


def parse_po(text: str, path: str, locale: str) -> Catalog:
    """Reads one PO file. Raises InvalidInput with the line."""
    if problems := [
        *too_long(text, path),
        *_controls(text, path),
        *stray_signs(text, path),
        *plurals.faulty_header(text, path, Locale.parse(locale, sep="-")),
    ]:
        raise InvalidInput(problems)
    try:
        catalog = read_po(io.StringIO(text), locale=locale.replace("-", "_"), abort_invalid=True)
        Translations([catalog]).ngettext(*_NO_IDS, 2)
    except MALFORMED as error:
        expected = 'msgid "…" followed by msgstr "…", and a header that msgfmt accepts'
        raise InvalidInput([malformed(error, path, expected)]) from error
    if problems := [*_faulty_messages(catalog, path), *plurals.faulty_messages(catalog, path)]:
        raise InvalidInput(problems)
    return catalog


def too_long(text: str, path: str) -> Iterator[Problem]:
    if len(text) > LONGEST:
        yield Problem(path, None, f"has {len(text):,} characters", f"at most {LONGEST:,}", "divide the file")


def _controls(text: str, path: str) -> Iterator[Problem]:
    if found := CONTROL.search(text):
        line, what = text.count("\n", 0, found.start()) + 1, f"holds the control character U+{ord(found[0]):04X}"
        yield Problem(path, line, what, "text alone", "delete it")


def malformed(error: Exception, path: str, expected: str) -> Problem:
    """What Babel says of a file, with the line where it does."""
    line = getattr(error, "lineno", None)
    what = f"malformed PO: {str(error).split(' on ')[0]}"
    repair = "correct the line; msgfmt --check FILE explains more"
    return Problem(path, None if line is None else line + 1, what, expected, repair)


def stray_signs(text: str, path: str) -> Iterator[Problem]:
    """Lines that Babel would read in part: a quotation mark too few, or signs after the last one."""
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip() and not line.startswith("#") and not _LINE.fullmatch(line):
            expected = 'a keyword and one text in quotation marks: msgstr "…"'
            repair = 'close the text with ", and write \\" inside it'
            yield Problem(path, number, "malformed PO: the quotation marks do not pair", expected, repair)


def _faulty_messages(catalog: Catalog, path: str) -> Iterator[Problem]:
    unnamed = plurals.of_one_number(catalog)
    for message in catalog:
        if message.context:
            what = "has a msgctxt, which nothing reads"
            yield Problem(path, message.lineno, what, "messages without context", "remove the line")
        plural = not isinstance(message.string, str)
        strings = (message.string,) if isinstance(message.string, str) else message.string or ()
        ids = (message.id,) if isinstance(message.id, str) else tuple(message.id)
        for form, string in enumerate(strings if message.id and not message.fuzzy else ()):
            if plural and form in unnamed and not _braces(string):
                continue
            if string and not any(_braces(string) == _braces(text) for text in ids):
                expected = ", ".join(_braces(ids[-1])) or "no {placeholder}"
                what = f"the translation “{string}” has other placeholders than its original"
                yield Problem(path, message.lineno, what, expected, "use the placeholders of the msgid")


def _braces(text: str) -> list[str]:
    """Names in braces, and braces that do not pair."""
    return sorted(_BRACES.findall(text))


def _first(message_id: str | tuple[str, ...] | list[str]) -> str:
    return message_id if isinstance(message_id, str) else message_id[0]


def is_translated(message: Message) -> bool:
    """Whether all its forms are, and none is waiting to be looked at again (fuzzy)."""
    string = message.string
    return not message.fuzzy and (bool(string) if isinstance(string, str) else bool(string) and all(string or ()))
