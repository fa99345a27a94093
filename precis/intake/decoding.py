"""Bytes as text: by their byte order mark, by what the file says, or by a guess that is said to be one."""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from precis.intake.encoding_guess import Guess, guessed, named
from precis.problems import InvalidInput, Problem

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_NO_CHARSETS = frozenset({"idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "utf-7", "mbcs"})
"Encodings that Python has and no article."
_MEANT = {"iso8859-1": "cp1252", "ascii": "cp1252", "utf_8_sig": "utf-8", "utf-8-sig": "utf-8", "iso8859-9": "cp1254"}
"As browsers read them (WHATWG Encoding)."
_UNSEEN = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
"Signs that XML forbids and nobody sees: control characters but white space, halves of signs."
_DECLARATION = 2048
"Bytes from the beginning in which browsers look for it; twice."
_CHARSET = re.compile(rb"""<meta[^>]*?charset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
_XML = re.compile(rb"""\A\s*<\?xml[^>]*?encoding\s*=\s*["']([\w.:-]+)""")


@dataclass(frozen=True, slots=True)
class Decoded:
    text: str
    "With line feeds, composed (NFC), without signs that nobody sees."
    encoding: str
    guessed: str = ""
    "Why that encoding, where the file does not say it."
    notes: tuple[str, ...] = ()


def decoded(data: bytes, name: str, demanded: str = "", declared: str = "") -> Decoded:
    """The file's text. Raises InvalidInput where the encoding demanded is unknown or does not fit."""
    guess, notes = (_demanded(data, name, demanded), ()) if demanded else _found(data, declared)
    text, removed = cleaned(guess.text)
    return Decoded(text, named(guess.encoding), guess.why, (*notes, *removed))


def cleaned(text: str) -> tuple[str, tuple[str, ...]]:
    """The text with line feeds alone, composed, without signs that nobody sees; and a note of what went."""
    visible, removed = _UNSEEN.subn("", text.removeprefix("\ufeff"))
    text = re.sub("\r\n?|\f|\v|\x85", "\n", visible)
    note = (f"{removed} control {'character' if removed == 1 else 'characters'} removed",) if removed else ()
    return unicodedata.normalize("NFC", text), note


def declared_in(data: bytes) -> str:
    """The encoding that a web page or an XML file gives of itself, as written; empty where it gives none."""
    found = _XML.search(data[:_DECLARATION]) or _CHARSET.search(data[: 2 * _DECLARATION])
    return found[1].decode("ascii") if found else ""


def has_mark(data: bytes) -> bool:
    """Whether a byte order mark says that this is text."""
    return data.startswith(tuple(mark for mark, _ in _MARKS))


def wide(data: bytes) -> str:
    """The form of UTF-16 without a mark that the file is in, if it is: every second byte of Latin text is zero."""
    sample = data[:4000]
    low, high = sample[0::2].count(0), sample[1::2].count(0)
    half = max(len(sample) // 2, 1)
    is_le, is_be = high > 0.6 * half and low < 0.05 * half, low > 0.6 * half and high < 0.05 * half
    return "utf-16-le" if is_le else "utf-16-be" if is_be else ""


def _demanded(data: bytes, name: str, encoding: str) -> Guess:
    known = _known(encoding)
    if not known:
        repair = "write one of utf-8, windows-1252, iso-8859-15, macintosh, utf-16"
        raise InvalidInput([Problem(name, None, f"unknown encoding “{encoding}”", "the name of an encoding", repair)])
    mark = next((mark for mark, marked in _MARKS if data.startswith(mark) and known == marked), b"")
    try:
        return Guess(
            data[len(mark) :].decode("utf-16-le" if known == "utf-16" and mark == codecs.BOM_UTF16_LE else known), known
        )
    except UnicodeError as error:
        raise InvalidInput([_misfit(data, name, encoding, getattr(error, "start", 0))]) from error


def _misfit(data: bytes, name: str, encoding: str, place: int) -> Problem:
    line = data.count(b"\n", 0, place) + 1
    what = (
        f"byte 0x{data[place]:02x} does not fit the encoding {encoding}" if place < len(data) else f"is not {encoding}"
    )
    return Problem(
        name, line, what, f"text encoded in {encoding}", "name another encoding, or none: it is then guessed"
    )


def _found(data: bytes, declared: str) -> tuple[Guess, tuple[str, ...]]:
    for how in (_by_mark, _by_declaration):
        for guess, notes in how(data, declared):
            return guess, notes
    text = _read(data, "utf-8")
    note = (f"the file says that it is {declared}, but it is not",) if declared else ()
    return (guessed(data) if text is None else Guess(text, "utf-8")), note


def _by_mark(data: bytes, _: str) -> Iterator[tuple[Guess, tuple[str, ...]]]:
    for mark, encoding in _MARKS:
        text = _read(data[len(mark) :], encoding) if data.startswith(mark) else None
        if text is not None:
            yield Guess(text, encoding), ()
    encoding = wide(data)
    text = _read(data, encoding) if encoding else None
    if text is not None:
        yield Guess(text, encoding, f"taken for {encoding}: every second byte is zero"), ()


def _by_declaration(data: bytes, declared: str) -> Iterator[tuple[Guess, tuple[str, ...]]]:
    known = _known(declared)
    utf8 = None if data.isascii() else _read(data, "utf-8")
    if known and known != "utf-8" and utf8 is not None:
        yield Guess(utf8, "utf-8"), (f"the file says that it is {declared}, but it is utf-8",)
    text = _read(data, known) if known else None
    if text is not None:
        yield Guess(text, known), ()


def _known(label: str) -> str:
    """Python's name of an encoding for text; empty where there is none."""
    try:
        codec = codecs.lookup(label.strip()) if label.strip() else None
    except (LookupError, ValueError):
        return ""
    if codec is None or not codec._is_text_encoding or codec.name in _NO_CHARSETS:
        return ""
    return _MEANT.get(codec.name, codec.name)


def _read(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeError, LookupError):
        return None
