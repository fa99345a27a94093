"""Units as a PO file: the Markdown as it is, with a comment that lists what must not change."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice

from babel import Locale
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po

from precis import __version__, plurals
from precis.catalogue import MALFORMED, malformed, stray_signs, too_long
from precis.exchange import Parcel, Returned, Unit
from precis.placeholder import protected
from precis.problems import InvalidInput, Problem

_SOURCE = re.compile(r"^# Source language: (\S+)$", re.MULTILINE)
_LANGUAGE = re.compile(r'^"Language: *([\w-]+) *\\n"', re.MULTILINE)
_CONTEXT = re.compile(r'^msgctxt\s+"', re.MULTILINE)
_FORMATS = frozenset({"python-format", "python-brace-format"})
"Babel takes “20 % des” for a format, which msgfmt would then check."


def dumped(units: Iterable[Unit], source_language: str, language: str, locale: Locale, day: dt.date) -> str:
    moment = dt.datetime.combine(day, dt.time(), dt.UTC)
    catalog = Catalog(
        language.replace("-", "_"),
        header_comment=f"# Translations for Précis\n# Source language: {source_language}",
        project="Précis",
        version=__version__,
        msgid_bugs_address="none",
        creation_date=moment,
        revision_date=moment,
        last_translator="none",
        language_team=locale.english_name or language,
        fuzzy=False,
    )
    catalog.mime_headers = [("Plural-Forms", plurals.header(locale))]
    for unit in units:
        message = _added(catalog, unit)
        message.flags -= _FORMATS
    buffer = io.BytesIO()
    write_po(buffer, catalog, include_previous=True)
    return buffer.getvalue().decode()


def parsed(text: str, path: str) -> Parcel:
    """Raises InvalidInput where it is no PO file; what is wrong with single lines is told with the parcel."""
    if too_much := list(too_long(text, path)):
        raise InvalidInput(too_much)
    for stray in islice(stray_signs(text, path), 1):
        repair = 'correct the line; write \\" inside a text'
        raise InvalidInput([replace(stray, what="is neither PO nor XLIFF", repair=repair)])
    try:
        catalog = read_po(io.StringIO(text), ignore_obsolete=True, abort_invalid=True)
    except MALFORMED as error:
        raise InvalidInput([malformed(error, path, 'msgctxt "…", msgid "…", msgstr "…"')]) from error
    messages = [message for message in catalog if message.id]
    source, language = _SOURCE.search(text), _LANGUAGE.search(text)
    tag = language[1].replace("_", "-") if language else ""
    found = tuple(_returned(message) for message in messages)
    problems = (*_faulty(messages, path), *_doubled(text, messages, path))
    return Parcel(path, tag, source[1] if source else "", found, problems)


def _added(catalog: Catalog, unit: Unit) -> Message:
    keep = [f"Keep: {key}" + f" ({number} times)" * (number > 1) for key, number in protected(unit.source).items()]
    return catalog.add(
        unit.source,
        unit.target,
        locations=[(unit.path, unit.line)],
        flags={"fuzzy"} if unit.status == "stale" else (),
        auto_comments=keep,
        previous_id=unit.was,
        context=unit.id,
    )


def _returned(message: Message) -> Returned:
    source = message.id if isinstance(message.id, str) else message.id[0]
    target = message.string if isinstance(message.string, str) else ""
    return Returned(str(message.context or ""), source, target, not message.fuzzy, message.lineno)


def _faulty(messages: Iterable[Message], path: str) -> Iterator[Problem]:
    for message in messages:
        if not message.context or not isinstance(message.id, str):
            what = "is no unit of ours: it has no msgctxt" if not message.context else "has plural forms"
            expected = 'one text a unit, with msgctxt "page#section#digest"'
            yield Problem(path, message.lineno, what, expected, "take it out, or restore it from the export")


def _doubled(text: str, messages: list[Message], path: str) -> Iterator[Problem]:
    """Babel joins units with one id and one source without a word."""
    if (number := len(_CONTEXT.findall(text))) > len(messages):
        seen: set[str] = set()
        for found in re.finditer(r'^msgctxt\s+("(?:[^"\\]|\\.)*"(?:\n"(?:[^"\\]|\\.)*")*)', text, re.MULTILINE):
            name = re.sub(r'"\n"|^"|"$', "", found[1])
            if name in seen:
                line = text.count("\n", 0, found.start()) + 1
                what = f"the unit “{name}” stands twice"
                yield Problem(path, line, what, f"{number} units with an id each", "keep one of them")
            seen.add(name)
