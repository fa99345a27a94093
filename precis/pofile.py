"""Units as a PO file: the Markdown as it is, with a comment that lists what must not change."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Iterable, Iterator

from babel import Locale
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import PoFileError, read_po, write_po

from precis import __version__, plurals
from precis.exchange import Parcel, Returned, Unit
from precis.placeholder import protected
from precis.problems import InvalidInput, Problem

_LINE = re.compile(r'\s*(?:[a-z_]+(?:\[\d+\])?\s+)?"(?:[^"\\]|\\.)*"\s*')
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
    if strays := list(_stray_signs(text, path)):
        raise InvalidInput(strays)
    try:
        catalog = read_po(io.StringIO(text), ignore_obsolete=True, abort_invalid=True)
    except (PoFileError, ValueError, LookupError, ArithmeticError, RecursionError) as error:
        line = getattr(error, "lineno", None)
        what = f"malformed PO: {str(error).split(' on ')[0]}"
        expected, repair = 'msgctxt "…", msgid "…", msgstr "…"', "correct it; msgfmt --check FILE explains more"
        raise InvalidInput([Problem(path, None if line is None else line + 1, what, expected, repair)]) from error
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


def _stray_signs(text: str, path: str) -> Iterator[Problem]:
    """Lines that Babel would read in part."""
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip() and not line.startswith("#") and not _LINE.fullmatch(line):
            expected = 'a keyword and one text in quotation marks: msgstr "…"'
            yield Problem(
                path, number, "is neither PO nor XLIFF", expected, 'correct the line; write \\" inside a text'
            )
            return


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
