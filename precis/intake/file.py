"""Any file as an article: what format it is in, and its reading."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import PurePath

from precis.intake import docx, markdown_text, ninjs, webpage
from precis.intake.block import Article, Format
from precis.intake.decoding import Decoded, declared_in, decoded
from precis.intake.file_kind import EXPECTED, is_docx, refused
from precis.intake.newsitem import is_ninjs
from precis.intake.plaintext import blocks
from precis.intake.wordcount import words
from precis.problems import InvalidInput, Problem

STANDARD_INPUT = "-"
_BY_ENDING: dict[str, Format] = {
    **dict.fromkeys((".html", ".htm", ".xhtml", ".shtml"), "html"),
    **dict.fromkeys((".md", ".markdown", ".mkd", ".mdown"), "markdown"),
    ".docx": "docx",
    ".json": "ninjs",
    ".ninjs": "ninjs",
    **dict.fromkeys((".txt", ".text"), "text"),
}
_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|article|main)\b",
    re.IGNORECASE | re.DOTALL,
)
_TAG = re.compile(
    r"</?(?:p|div|h[1-6]|br|ul|ol|li|table|section|article|span|a|font|blockquote)\b[^<>]*>", re.IGNORECASE
)
_XML = re.compile(r"\s*<\?xml\b[^>]*>\s*(?:<!--.*?-->\s*|<!DOCTYPE[^>]*>\s*)*<([\w:.-]+)", re.DOTALL | re.IGNORECASE)
_MOST_TAGS = 6
"Tags from which a text that begins with one is a page."


def read(data: bytes, name: str, *, encoding: str = "", format: Format | None = None) -> Article:  # noqa: A002
    """The article in a file. `encoding` and `format` overrule what the file says; a name of `-` says nothing.

    Raises InvalidInput with one problem where it cannot be read, or not without losing text.
    """
    problem = refused(data, name)
    if problem is not None:
        raise InvalidInput([problem])
    if is_docx(data) or format == "docx" or (format is None and _ending(name) == "docx"):
        return _word_document(data, name, format)
    text = decoded(data, name, encoding, _declared(data, name, format))
    found = format or _recognised(text.text, name)
    return _READERS[found](text, name)


def _word_document(data: bytes, name: str, wanted: Format | None) -> Article:
    if wanted in (None, "docx") and is_docx(data):
        return docx.read(data, name)
    what = "is a Word document (DOCX)" if is_docx(data) else "is no Word document (DOCX)"
    expected = f"a file in the format “{wanted or _ending(name)}”"
    repair = "give the file the ending of its own format" if wanted is None else "say its own format, or none"
    raise InvalidInput([Problem(name, None, what, expected, repair)])


def _declared(data: bytes, name: str, wanted: Format | None) -> str:
    """The encoding that a web page says it is in; JSON is UTF-8 without saying so."""
    if wanted not in (None, "html") or _ending(name) == "ninjs" or data.lstrip().startswith(b"{"):
        return ""
    return declared_in(data)


def _recognised(text: str, name: str) -> Format:
    """By its contents where they leave no doubt, then by its ending."""
    if text.lstrip().startswith("{") and is_ninjs(text):
        return "ninjs"
    if _PAGE.match(text):
        return "html"
    other = _XML.match(text)
    if other is not None:
        what = f"is XML of another kind (its root is “{other[1]}”)"
        raise InvalidInput([Problem(name, None, what, EXPECTED, "export the article as HTML or ninjs")])
    return _ending(name) or ("html" if _has_tags(text) else "text")


def _ending(name: str) -> Format | None:
    return None if name == STANDARD_INPUT else _BY_ENDING.get(PurePath(name).suffix.casefold())


def _has_tags(text: str) -> bool:
    return text.lstrip().startswith("<") and sum(1 for _ in _TAG.finditer(text)) >= _MOST_TAGS


def _plain(text: Decoded, name: str) -> Article:
    found = blocks(text.text)
    if not any(words(block.text) for block in found):
        raise InvalidInput([Problem(name, None, "holds no words", EXPECTED, "name the file that holds the article")])
    return Article(
        format="text",
        blocks=found,
        words=words(text.text),
        structured=False,
        encoding=text.encoding,
        guessed=text.guessed,
        notes=text.notes,
    )


_READERS: dict[Format, Callable[[Decoded, str], Article]] = {
    "text": _plain,
    "html": webpage.read,
    "markdown": markdown_text.read,
    "ninjs": ninjs.read,
}
