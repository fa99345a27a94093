"""The texts of a news item in JSON, each with its place; codes, addresses and dates are none."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from precis.intake.decoding import cleaned
from precis.intake.dom import counted
from precis.intake.escape import SPACE
from precis.intake.webpage import tree
from precis.intake.wordcount import words
from precis.problems import InvalidInput, Problem

EXPECTED = "a news item in ninjs, with a headline and a body"
_ARTICLE = re.compile(r"(?:body|headline|description)(?:_\w+)?\Z|(?:bodies|headlines|descriptions|byline)\Z")
"Names of fields by which an item shows, in small letters."
_NO_WORDS = frozenset(
    (
        *("$standard", "altids", "charcount", "code", "contenttype", "copyrightyear", "creator"),
        *("encodedrights", "exchange", "format", "genre", "geojson", "guid", "hash"),
        *("href", "id", "lang", "language", "linkedrights", "literal", "mimetype"),
        *("poi", "priority", "profile", "pubstatus", "qcode", "rel", "representationtype"),
        *("rights", "role", "schema", "scheme", "sizeinbytes", "slugline", "standard"),
        *("symbol", "symboltype", "type", "uri", "url", "urgency", "version"),
    )
)
"Fields of codes and addresses."
_CODE = re.compile(r"\S*[\d/:_@#]\S*|\S+\.\S+|\d{4}-\d\d.*|\W*")
_HTML = re.compile(
    r"</?(?:p|div|h[1-6]|br|ul|ol|li|a|b|i|em|strong|span|table|blockquote|html|body|section|article)\b[^>]*>",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Text:
    """A text of the item and where it stands."""

    path: tuple[str | int, ...]
    value: str
    kind: str = ""
    "What the item says of it beside: its role and its type, `main text/html`."

    @property
    def field(self) -> str:
        """The item’s own field, in small letters."""
        return str(self.path[0]).casefold()

    @property
    def name(self) -> str:
        names = [part for part in self.path if isinstance(part, str)]
        return ".".join(name for name in names if name != "value") or "a field without a name"

    @property
    def is_html(self) -> bool:
        return _HTML.search(self.value) is not None and "nitf" not in self.kind

    def said(self, name: str) -> str:
        text = counted(tree(self.value, name)) if self.is_html else self.value
        return SPACE.sub(" ", text).strip(" ")


def is_ninjs(text: str) -> bool:
    """Whether it is a JSON object with texts of a news item."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return False
    return isinstance(data, dict) and any(_ARTICLE.match(str(field).casefold()) for field in data)


def loaded(text: str, name: str) -> dict[str, Any]:
    try:
        data = json.loads(text, object_pairs_hook=_without_repeats, strict=False)
    except json.JSONDecodeError as error:
        raise InvalidInput([_malformed(name, error.lineno, error.msg)]) from error
    except (ValueError, RecursionError) as error:
        deep = isinstance(error, RecursionError)
        what = "nested too deeply" if deep else str(error).partition(";")[0]
        raise InvalidInput([_malformed(name, None, what)]) from error
    if isinstance(data, list):
        raise InvalidInput(
            [Problem(name, None, "holds a list of items", EXPECTED, "save each item in a file of its own")]
        )
    if not isinstance(data, dict):
        raise InvalidInput([Problem(name, None, "is JSON, but no object", EXPECTED, "export the item as ninjs")])
    return data


def _malformed(name: str, line: int | None, what: str) -> Problem:
    return Problem(name, line, f"malformed JSON: {what}", EXPECTED, "export the item anew, or save its text alone")


def _without_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    repeated = [field for field, many in Counter(field for field, _ in pairs).items() if many > 1]
    if repeated:
        raise ValueError(f"“{repeated[0]}” stands twice in one object")
    return dict(pairs)


def texts(data: dict[str, Any]) -> Iterator[Text]:
    """Each text of the item in its order; a stack instead of recursion, as the depth is not ours."""
    waiting: list[tuple[tuple[str | int, ...], str, object]] = [((), "", data)]
    while waiting:
        path, kind, value = waiting.pop()
        if isinstance(value, str):
            field = next((part for part in reversed(path) if isinstance(part, str)), "")
            if has_words(field, value):
                yield Text(path, cleaned(value)[0], kind)
        elif isinstance(value, dict):
            kind = " ".join(str(value.get(one, "")) for one in ("role", "contenttype", "contentType", "name"))
            waiting += [((*path, field), kind, part) for field, part in reversed(value.items())]
        elif isinstance(value, list):
            waiting += [((*path, place), kind, part) for place, part in reversed(list(enumerate(value)))]


def has_words(field: str, value: str) -> bool:
    """Whether a string is text for people: no code, address or date."""
    is_code = _HTML.search(value) is None and _CODE.fullmatch(value.strip()) is not None
    return field.casefold() not in _NO_WORDS and not is_code and bool(words(value))


def word_count(text: str, name: str) -> Counter[str]:
    """The words of each object's strings as the object is parsed: without places, roles and choices."""
    found: Counter[str] = Counter()

    def count(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        for field, value in pairs:
            for string in filter(lambda one: has_words(field, one), _strings(value)):
                found.update(words(Text((field,), cleaned(string)[0]).said(name)))
        return {}

    json.loads(text, object_pairs_hook=count, strict=False)
    return found


def _strings(value: object) -> Iterator[str]:
    """A string, or those of a list and the lists in it."""
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            yield one
        elif isinstance(one, list):
            waiting += one
