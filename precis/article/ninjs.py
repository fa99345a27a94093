"""News in JSON: items of IPTC’s ninjs 1, 2 and 3."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from precis.article.address import is_web
from precis.article.block import Article, Block, Metadata, Role
from precis.article.decoding import Decoded, cleaned
from precis.article.dom import counted, key
from precis.article.escape import SPACE, escaped
from precis.article.fragment import fragment
from precis.article.plaintext import blocks as plain_blocks
from precis.article.statement import day
from precis.article.webpage import tree
from precis.article.wordcount import words
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
_BY = re.compile(r"\A(?:by|par|von|por|di|door)\s+", re.IGNORECASE)
_AND = re.compile(r"\s*(?:[,;&]|\b(?:and|et|und|y)\b)\s*")


@dataclass(frozen=True, slots=True)
class _Text:
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


def read(decoded: Decoded, name: str) -> Article:
    """Raises InvalidInput where it is malformed, no item of news, or without text."""
    data = _loaded(decoded.text, name)
    texts = list(_texts(data))
    fields = {str(field).casefold(): value for field, value in data.items()}
    title = _chosen(texts, "headline", "headlines")
    told = _chosen(texts, "description", "descriptions")
    by = next((one for one in texts if one.field in ("byline", "by") and len(one.path) == 1), None)
    body = _body(texts)
    if body is None and (title is None or told is None):
        raise InvalidInput(
            [Problem(name, None, "holds no text of an article", EXPECTED, "export the item with its body")]
        )
    said_title = title.said(name) if title else ""
    found, structured, notes = _read_body(body, name, said_title)
    opening = _opening(name, title, told, by, found)
    used = {id(one) for one in (title, told, by, body)}
    rest = [block for one in texts if id(one) not in used for block in _left_out(one, name, body)]
    return Article(
        format="ninjs",
        blocks=(*opening, *found, *rest),
        words=_counted(decoded.text, name),
        structured=structured,
        metadata=_metadata(fields, said_title, told.said(name) if told else "", by.said(name) if by else ""),
        encoding=decoded.encoding,
        guessed=decoded.guessed,
        notes=(*decoded.notes, *notes),
    )


def _loaded(text: str, name: str) -> dict[str, Any]:
    try:
        data = json.loads(text, object_pairs_hook=_without_repeats, strict=False)
    except json.JSONDecodeError as error:
        raise InvalidInput([_malformed(name, error.lineno, error.msg)]) from error
    except (ValueError, RecursionError) as error:
        deep = isinstance(error, RecursionError)
        raise InvalidInput([_malformed(name, None, "nested too deeply" if deep else str(error))]) from error
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


def _texts(data: dict[str, Any]) -> Iterator[_Text]:
    """Each text of the item in its order; a stack instead of recursion, as the depth is not ours."""
    waiting: list[tuple[tuple[str | int, ...], str, object]] = [((), "", data)]
    while waiting:
        path, kind, value = waiting.pop()
        if isinstance(value, str):
            field = next((part for part in reversed(path) if isinstance(part, str)), "")
            if has_words(field, value):
                yield _Text(path, cleaned(value)[0], kind)
        elif isinstance(value, dict):
            kind = " ".join(str(value.get(one, "")) for one in ("role", "contenttype", "contentType", "name"))
            waiting += [((*path, field), kind, part) for field, part in reversed(value.items())]
        elif isinstance(value, list):
            waiting += [((*path, place), kind, part) for place, part in reversed(list(enumerate(value)))]


def has_words(field: str, value: str) -> bool:
    """Whether a string is text for people: no code, address or date."""
    return field.casefold() not in _NO_WORDS and _CODE.fullmatch(value.strip()) is None and bool(words(value))


def _chosen(texts: Sequence[_Text], single: str, several: str) -> _Text | None:
    """The field, its `_main` form, or the one of several whose role is main; else the first."""
    of_single = [one for one in texts if len(one.path) == 1 and re.fullmatch(rf"{single}(?:_\w+)?", one.field)]
    of_several = [one for one in texts if one.field == several and one.path[-1] == "value"]
    exact = [one for one in of_single if one.field in (single, f"{single}_main", f"{single}_text")]
    main = [one for one in of_several if re.match(r"main|text|summary", one.kind)]
    return next(iter((*exact, *of_single, *main, *of_several)), None)


def _body(texts: Sequence[_Text]) -> _Text | None:
    """HTML before plain text, XML of other kinds never before either."""
    found = [
        one
        for one in texts
        if (len(one.path) == 1 and re.fullmatch(r"body(?:_\w+)?", one.field))
        or (one.field == "bodies" and one.path[-1] == "value")
    ]
    return min(found, key=lambda one: (not one.is_html, "nitf" in one.kind), default=None)


def _read_body(body: _Text | None, name: str, title: str) -> tuple[tuple[Block, ...], bool, tuple[str, ...]]:
    """Its blocks, whether they have headings, and notes."""
    if body is None:
        return (), False, ()
    if not body.is_html:
        return tuple(replace(block, line=None) for block in plain_blocks(body.value)), False, ()
    reading = fragment(body.value, name, title=title or " ")
    return reading.blocks, any(block.role == "heading" for block in reading.blocks), reading.notes


def _opening(
    name: str, title: _Text | None, told: _Text | None, by: _Text | None, found: Sequence[Block]
) -> Iterator[Block]:
    roles: tuple[tuple[Role, _Text | None], ...] = (("title", title), ("standfirst", told), ("byline", by))
    beginning = key(" ".join(block.text for block in found if block.role == "paragraph"))
    for role, one in roles:
        said = one.said(name) if one else ""
        if one and role == "standfirst" and key(said) and beginning.startswith(key(said)):
            yield Block("left-out", said, reason=f"{one.name}: repeats the beginning of the text")
        elif one:
            yield Block(role, said, escaped(said).strip(" "), reason=one.name)


def _left_out(one: _Text, name: str, body: _Text | None) -> Iterator[Block]:
    again = body is not None and (one.field in ("bodies", body.field) or one.field.startswith("body_"))
    said = one.said(name)
    if words(said):
        yield Block("left-out", said, reason=f"{one.name}: the text in another form" if again else one.name)


def _counted(text: str, name: str) -> Counter[str]:
    """The words of each object's strings as the object is parsed: without places, roles and choices."""
    found: Counter[str] = Counter()

    def count(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        for field, value in pairs:
            for string in filter(lambda one: has_words(field, one), _strings(value)):
                found.update(words(_Text((field,), cleaned(string)[0]).said(name)))
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


def _metadata(fields: dict[str, Any], title: str, description: str, by: str) -> Metadata:
    provider = [fields.get("provider"), fields.get("copyrightholder"), fields.get("source")]
    outlets = (one.get("name") if isinstance(one, dict) else one for one in provider)
    dates = (day(fields.get(name)) for name in ("versioncreated", "firstcreated", "contentcreated"))
    addresses = (str(fields.get(name, "")).strip() for name in ("url", "link", "uri"))
    language = str(fields.get("language") or "")
    return Metadata(
        title=title,
        description=description,
        authors=tuple(part for part in _AND.split(_BY.sub("", by)) if part),
        issued=next((one for one in dates if one), ""),
        outlet=next((one.strip() for one in outlets if isinstance(one, str) and one.strip()), ""),
        url=next((one for one in addresses if is_web(one)), ""),
        language=language if re.fullmatch(r"[A-Za-z]{2,3}(?:-\w+)*", language) else "",
    )
