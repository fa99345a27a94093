"""What kind of file this is, by its first bytes, and what to do with one that holds no text to read."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass

from precis.intake.decoding import has_mark, wide
from precis.problems import Problem

LARGEST = 10_000_000
"Bytes."
EXPECTED = "an article as text, HTML, Markdown, DOCX or ninjs"
_AS_DOCX = "open it in Word or LibreOffice and save it as DOCX (“Word document”)"
_AS_TEXT = "open it, mark and copy its text, and save that as plain text in UTF-8"
_SAMPLE = 65_536
_CONTROL = re.compile(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f]")


@dataclass(frozen=True, slots=True)
class Kind:
    is_it: Callable[[bytes], bool]
    what: str
    repair: str


def refused(data: bytes, name: str) -> Problem | None:
    """Why this is no file to read an article from; None where it may be one."""
    if not data.strip(b" \t\r\n\0\xef\xbb\xbf\xff\xfe"):
        return Problem(name, None, "is empty", EXPECTED, "save the article in it, or name another file")
    if len(data) > LARGEST:
        what = f"has {_megabytes(len(data))}, more than the {_megabytes(LARGEST)} that are read"
        return Problem(name, None, what, EXPECTED, "take pictures and other articles out of it, or save its text alone")
    found = next((kind for kind in _KINDS if kind.is_it(data)), None)
    return Problem(name, None, f"is {found.what}", EXPECTED, found.repair) if found else None


def is_docx(data: bytes) -> bool:
    return "word/document.xml" in _members(data)


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:.1f} MB".replace(".0 ", " ")


def _begins(*starts: bytes) -> Callable[[bytes], bool]:
    return lambda data: data.startswith(starts)


def _holds(start: bytes, pattern: bytes) -> Callable[[bytes], bool]:
    return lambda data: data.startswith(start) and re.search(pattern, data, re.DOTALL) is not None


def _program(data: bytes) -> bool:
    return data.startswith((b"\x7fELF", b"\xcf\xfa\xed\xfe", b"\xca\xfe\xba\xbe")) or (
        data.startswith(b"MZ") and b"\0" in data[:_SAMPLE]
    )


def _members(data: bytes) -> frozenset[str]:
    """Names in a ZIP file; none where it is damaged or no such file."""
    if not data.startswith(b"PK"):
        return frozenset()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return frozenset(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError, RuntimeError):
        return frozenset()


def _zipped(*beginnings: str) -> Callable[[bytes], bool]:
    return lambda data: any(member.startswith(beginnings) for member in _members(data))


def _damaged_zip(data: bytes) -> bool:
    return data.startswith(b"PK\x03\x04") and not _members(data)


def _other_zip(data: bytes) -> bool:
    return data.startswith(b"PK\x03\x04") and not is_docx(data)


def _multipart(data: bytes) -> bool:
    return re.match(rb"(?:[\w-]+:[^\n]*\r?\n(?:[ \t][^\n]*\n)*)*?MIME-Version:", data, re.IGNORECASE) is not None


def _not_text(data: bytes) -> bool:
    """Zeros that are no part of UTF-16 or UTF-32."""
    return b"\0" in data and not data.startswith(b"PK") and not has_mark(data) and not wide(data)


def _garbled(data: bytes) -> bool:
    """Many control characters, as in data of machines; text has none but white space."""
    sample = data[:_SAMPLE]
    return (
        not (data.startswith(b"PK") or has_mark(data) or wide(data))
        and len(_CONTROL.findall(sample)) > len(sample) / 50
    )


_KINDS = (
    Kind(_begins(b"%PDF"), "a PDF, which does not say what its headings and paragraphs are", _AS_TEXT),
    Kind(_begins(b"{\\rtf"), "RTF", _AS_DOCX),
    Kind(
        _holds(b"\xd0\xcf\x11\xe0", rb"E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0"),
        "protected by a password",
        "open it in Word and save it without the password",
    ),
    Kind(_begins(b"\xd0\xcf\x11\xe0"), "a file of an old Office program, such as Word’s .doc", _AS_DOCX),
    Kind(_zipped("content.xml"), "OpenDocument (ODT)", _AS_DOCX),
    Kind(_zipped("xl/"), "an Excel workbook", _AS_TEXT),
    Kind(_zipped("ppt/"), "a PowerPoint presentation", _AS_TEXT),
    Kind(_zipped("Index/", "index.apxl", "index.xml"), "a file of Apple Pages", "export it from Pages as Word (DOCX)"),
    Kind(_zipped("META-INF/container.xml"), "an e-book (EPUB)", _AS_TEXT),
    Kind(_damaged_zip, "a damaged DOCX or ZIP file", "fetch it again, or open it in Word and save it anew as DOCX"),
    Kind(_other_zip, "a ZIP file without a Word document in it", "unpack it and name the article’s own file"),
    Kind(
        _begins(b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"BZh", b"\xfd7zXZ", b"\x28\xb5\x2f\xfd"),
        "a packed file",
        "unpack it and name the article’s own file",
    ),
    Kind(
        _begins(b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*", b"RIFF", b"\0\0\1\0", b"8BPS"),
        "a picture or a recording",
        "name the file that holds the article’s text; text in pictures is not read",
    ),
    Kind(_program, "a program", "name the file that holds the article’s text"),
    Kind(_begins(b"bplist00"), "a web archive of Safari", "save the page as “Page Source” (HTML)"),
    Kind(_multipart, "a web archive (MHTML) or an e-mail", "save the page as “Web page, HTML only”, or the text alone"),
    Kind(_not_text, "no text: it holds bytes that are zero", _AS_TEXT),
    Kind(_garbled, "no text: many of its bytes are control characters", _AS_TEXT),
)
"In this order."
