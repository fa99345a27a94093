"""News in JSON: items of IPTC’s ninjs 1, 2 and 3."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from precis.intake.address import is_web
from precis.intake.block import Article, Block, Metadata, Role
from precis.intake.decoding import Decoded
from precis.intake.dom import key
from precis.intake.escape import escaped
from precis.intake.fragment import fragment
from precis.intake.linked_data import string
from precis.intake.newsitem import EXPECTED, Text, loaded, texts, word_count
from precis.intake.plaintext import blocks as plain_blocks
from precis.intake.statement import day
from precis.intake.wordcount import words
from precis.problems import InvalidInput, Problem

_WITH_BODY = "export the item with its body"
_BY = re.compile(r"\A(?:by|par|von|por|di|door)\s+", re.IGNORECASE)
_AND = re.compile(r"\s*(?:[,;&]|\b(?:and|et|und|y)\b)\s*")


def read(decoded: Decoded, name: str) -> Article:
    """Raises InvalidInput where it is malformed, no item of news, or without text."""
    data = loaded(decoded.text, name)
    told = list(texts(data))
    title, standfirst = _chosen(told, "headline", "headlines"), _chosen(told, "description", "descriptions")
    by = next((one for one in told if one.field in ("byline", "by") and len(one.path) == 1), None)
    body = _body(told)
    if body is None and (title is None or standfirst is None):
        raise InvalidInput([Problem(name, None, "holds no text of an article", EXPECTED, _WITH_BODY)])
    found, structured, notes = _read_body(body, name, _said(title, name))
    opening = _opening(name, title, standfirst, by, found)
    used = {id(one) for one in (title, standfirst, by, body)}
    rest = [block for one in told if id(one) not in used for block in _left_out(one, name, body)]
    return Article(
        format="ninjs",
        blocks=(*opening, *found, *rest),
        words=word_count(decoded.text, name),
        structured=structured,
        metadata=_metadata(data, *(_said(one, name) for one in (title, standfirst, by))),
        encoding=decoded.encoding,
        guessed=decoded.guessed,
        notes=(*decoded.notes, *notes),
    )


def _said(one: Text | None, name: str) -> str:
    return one.said(name) if one else ""


def _chosen(texts: Sequence[Text], single: str, several: str) -> Text | None:
    """The field, its `_main` form, or the one of several whose role is main; else the first."""
    of_single = [one for one in texts if len(one.path) == 1 and re.fullmatch(rf"{single}(?:_\w+)?", one.field)]
    of_several = [one for one in texts if one.field == several and one.path[-1] == "value"]
    exact = [one for one in of_single if one.field in (single, f"{single}_main", f"{single}_text")]
    main = [one for one in of_several if re.match(r"main|text|summary", one.kind)]
    return next(iter((*exact, *of_single, *main, *of_several)), None)


def _body(texts: Sequence[Text]) -> Text | None:
    """HTML before plain text, XML of other kinds never before either."""
    found = [
        one
        for one in texts
        if (len(one.path) == 1 and re.fullmatch(r"body(?:_\w+)?", one.field))
        or (one.field == "bodies" and one.path[-1] == "value")
    ]
    return min(found, key=lambda one: (not one.is_html, "nitf" in one.kind), default=None)


def _read_body(body: Text | None, name: str, title: str) -> tuple[tuple[Block, ...], bool, tuple[str, ...]]:
    """Its blocks, whether they have headings, and notes."""
    if body is None:
        return (), False, ()
    if not body.is_html:
        return tuple(replace(block, line=None) for block in plain_blocks(body.value)), False, ()
    reading = fragment(body.value, name, title=title or " ")
    return reading.blocks, any(block.role == "heading" for block in reading.blocks), reading.notes


def _opening(
    name: str, title: Text | None, told: Text | None, by: Text | None, found: Sequence[Block]
) -> Iterator[Block]:
    roles: tuple[tuple[Role, Text | None], ...] = (("title", title), ("standfirst", told), ("byline", by))
    beginning = key(" ".join(block.text for block in found if block.role == "paragraph"))
    for role, one in roles:
        said = one.said(name) if one else ""
        if one and role == "standfirst" and key(said) and beginning.startswith(key(said)):
            yield Block("left-out", said, reason=f"{one.name}: repeats the beginning of the text")
        elif one:
            yield Block(role, said, escaped(said).strip(" "), reason=one.name)


def _left_out(one: Text, name: str, body: Text | None) -> Iterator[Block]:
    again = body is not None and (one.field in ("bodies", body.field) or one.field.startswith("body_"))
    said = one.said(name)
    if words(said):
        yield Block("left-out", said, reason=f"{one.name}: the text in another form" if again else one.name)


def _metadata(data: dict[str, Any], title: str, description: str, by: str) -> Metadata:
    fields = {field.casefold(): value for field, value in data.items()}
    provider = [fields.get(name) for name in ("provider", "copyrightholder", "source")]
    outlets = (one.get("name") if isinstance(one, dict) else one for one in provider)
    dates = (day(fields.get(name)) for name in ("versioncreated", "firstcreated", "contentcreated"))
    addresses = (str(fields.get(name, "")).strip() for name in ("url", "link", "uri"))
    language = str(fields.get("language") or "")
    return Metadata(
        title=title,
        description=description,
        authors=tuple(part for part in _AND.split(_BY.sub("", by)) if part),
        issued=next((one for one in dates if one), ""),
        outlet=next((string(one) for one in outlets if string(one)), ""),
        url=next((one for one in addresses if is_web(one)), ""),
        language=language if re.fullmatch(r"[A-Za-z]{2,3}(?:-\w+)*", language) else "",
    )
