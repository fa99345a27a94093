"""What a web page says of itself: title, authors, date, in its head, in JSON-LD and where its elements name them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from email.utils import parsedate_to_datetime
from typing import Any

import trafilatura
from lxml.html import HtmlElement

from precis.article.address import is_web
from precis.article.block import Metadata
from precis.article.decoding import cleaned
from precis.article.dom import key, said
from precis.article.escape import SPACE

_TITLES = ("og:title", "twitter:title", "dc.title", "parsely-title", "sailthru.title", "title")
_AUTHORS = ("author", "article:author", "dc.creator", "parsely-author", "sailthru.author", "byl")
_DATES = (
    *(
        "article:published_time",
        "datepublished",
        "og:published_time",
        "date",
        "dc.date",
        "dc.date.issued",
        "dcterms.issued",
    ),
    *(
        "pubdate",
        "publishdate",
        "publish-date",
        "publication_date",
        "parsely-pub-date",
        "sailthru.date",
        "dc.date.created",
    ),
)
_DESCRIPTIONS = ("description", "og:description", "twitter:description", "dc.description")
_SEPARATED = re.compile(r"\s+[|–—·•»:-]\s+|\s+::\s+")
_ARTICLE = re.compile(r"article|posting|report|review", re.IGNORECASE)
_ISO = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?=\D|\Z)")
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?=\D|\Z)")
_DEEPEST = 20
"Levels of JSON-LD that are looked into."


@dataclass(frozen=True, slots=True)
class Statement:
    metadata: Metadata
    titles: tuple[str, ...]
    "What the page calls the article, the likeliest first."
    document: str
    "Its `<title>`, which often names the site too."

    def rank(self, text: str) -> int:
        """The place of a text among the titles; their number where it is none of them."""
        said = key(text)
        return next((place for place, title in enumerate(self.titles) if said == key(title)), len(self.titles))


def statement(root: HtmlElement) -> Statement:
    named = _Named(root)
    article = next((item for item in _items(root) if _ARTICLE.search(str(item.get("@type", "")))), {})
    people = {str(item["@id"]): item for item in _items(root) if "@id" in item and "name" in item}
    outlet = _first(
        [*named.of("og:site_name", "application-name", "dc.publisher"), *_names(article.get("publisher"), people)]
    )
    document = _text(next((said(title) for title in root.xpath("//head/title | //title[not(ancestor::svg)]")), ""))
    titles = [_string(article.get("headline")), *named.of(*_TITLES), *_without_site(document, outlet), document]
    known = tuple(title for title in titles if title)
    metadata = Metadata(
        title=next((title for title in known if key(title) != key(outlet)), ""),
        description=_first([*named.of(*_DESCRIPTIONS), _string(article.get("description"))]),
        authors=_people([*_names(article.get("author"), people)] or named.of(*_AUTHORS) or _guessed_authors(root)),
        issued=_issued([article.get("datePublished"), *named.of(*_DATES), *_times(root)]),
        outlet=outlet,
        url=_url(root, named),
        language=_language(root, named, article),
    )
    return Statement(metadata, known, document)


def day(text: object) -> str:
    """The day of a date and time as files write them, as EDTF; empty where it is none."""
    written = str(text or "").strip()
    found = _COMPACT.match(written) or _ISO.match(written)
    if found:
        return _valid(*found.groups())
    try:
        return parsedate_to_datetime(written).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return ""


class _Named:
    """The contents of a page's `<meta>` elements."""

    def __init__(self, root: HtmlElement) -> None:
        self._by_name: dict[str, list[str]] = {}
        for meta in root.iter("meta"):
            for attribute in ("property", "name", "itemprop", "http-equiv"):
                name = meta.get(attribute, "").strip().lower()
                self._by_name.setdefault(name, []).append(_text(meta.get("content", "")))

    def of(self, *names: str) -> list[str]:
        return [content for name in names for content in self._by_name.get(name, ()) if content]


def _items(root: HtmlElement) -> list[dict[str, Any]]:
    """The objects of a page's JSON-LD; malformed ones are passed over."""
    found: list[dict[str, Any]] = []
    for script in root.xpath("//script[contains(@type, 'ld+json')]"):
        try:
            found += _objects(json.loads(script.text or "", strict=False))
        except (ValueError, RecursionError):
            continue
    return found


def _objects(data: object, depth: int = 0) -> Iterator[dict[str, Any]]:
    if depth > _DEEPEST:
        return
    if isinstance(data, dict):
        yield data
    for part in data.values() if isinstance(data, dict) else data if isinstance(data, list) else ():
        yield from _objects(part, depth + 1)


def _names(value: object, people: dict[str, dict[str, Any]]) -> Iterator[str]:
    """Names of persons and organisations: texts, objects, references to objects, lists of them."""
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, dict):
            named = one if "name" in one else people.get(str(one.get("@id")), {})
            one = named.get("name")
        for name in one if isinstance(one, list) else [one]:
            if _string(name):
                yield _string(name)


def _people(names: Iterable[str]) -> tuple[str, ...]:
    """Each once; addresses of profiles and accounts are no names."""
    parts = [part.strip() for name in names for part in re.split(r"\s*;\s*", name)]
    kept = [part for part in parts if part and "://" not in part and not part.startswith("@")]
    return tuple(dict.fromkeys(kept))


def _guessed_authors(root: HtmlElement) -> list[str]:
    try:
        return [str(trafilatura.extract_metadata(deepcopy(root), extensive=False).author or "")]
    except Exception:  # it was not written for hostile pages
        return []


def _times(root: HtmlElement) -> list[str]:
    """Dates of `<time>`: those that are named as dates of publication, else the first."""
    times = root.xpath("//time[@datetime]")
    chosen = [time for time in times if re.search("publi|pubdate", " ".join([*time.keys(), *time.values()]).lower())]
    named = [
        element.get("content") or element.get("datetime") or ""
        for element in root.xpath("//*[@itemprop='datePublished']")
    ]
    return [*named, *(time.get("datetime", "") for time in chosen or times[:1])]


def _issued(dates: Iterable[object]) -> str:
    return _first(day(one) for one in dates)


def _valid(year: str, month: str | None, of_month: str | None) -> str:
    try:
        date(int(year), int(month or 1), int(of_month or 1))
    except ValueError:
        return ""
    return "-".join(part for part in (year, month, of_month) if part)


def _url(root: HtmlElement, named: _Named) -> str:
    canonical = root.xpath("//link[translate(@rel, 'CANOIL', 'canoil')='canonical']/@href")
    return next((url for url in (*map(str, canonical), *named.of("og:url")) if is_web(url.strip())), "").strip()


def _language(root: HtmlElement, named: _Named, article: dict[str, Any]) -> str:
    html = [root.get("lang", ""), root.get("xml:lang", "")]
    stated = [*html, _string(article.get("inLanguage")), *named.of("content-language", "og:locale", "dc.language")]
    return next(
        (
            tag
            for tag in (one.strip().replace("_", "-") for one in stated)
            if re.fullmatch(r"[A-Za-z]{2,3}(-\w+)*", tag)
        ),
        "",
    )


def _without_site(document: str, outlet: str) -> Iterator[str]:
    """A document's title without the site's name at its end or beginning."""
    parts = _SEPARATED.split(document)
    if len(parts) < 2:
        return
    longest = max(parts, key=len)
    ends = document.rfind(parts[-1]), len(parts[0])
    if key(parts[0]) == key(outlet) or (longest is not parts[0] and len(parts) == 2):
        yield document[ends[1] :].lstrip(" |–—·•»:-")
    yield document[: ends[0]].rstrip(" |–—·•»:-")
    yield longest


def _first(texts: Iterable[str]) -> str:
    return next((text for text in texts if text), "")


def _string(value: object) -> str:
    return _text(value) if isinstance(value, str) else ""


def _text(value: str) -> str:
    return SPACE.sub(" ", cleaned(value)[0]).strip(" ")
