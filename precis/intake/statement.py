"""What a web page says of itself: title, authors, date, in its head, in JSON-LD and where its elements name them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from email.utils import parsedate_to_datetime
from typing import Any

import trafilatura
from lxml.html import HtmlElement

from precis.intake.address import is_web
from precis.intake.block import Metadata
from precis.intake.decoding import cleaned
from precis.intake.dom import key, said
from precis.intake.escape import SPACE
from precis.intake.linked_data import article, items, names, string

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
_ISO = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?=\D|\Z)")
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?=\D|\Z)")


@dataclass(frozen=True, slots=True)
class Statement:
    metadata: Metadata
    titles: tuple[str, ...]
    "The words of what the page calls the article, the likeliest first."

    def rank(self, text: str) -> int:
        """The place of a text among the titles; their number where it is none of them."""
        words = key(text)
        return self.titles.index(words) if words in self.titles else len(self.titles)


def statement(root: HtmlElement) -> Statement:
    named = _Named(root)
    objects = items(root)
    document = _text(next((said(title) for title in root.xpath("//title[not(ancestor::svg)]")), ""))
    item = article(objects, " ".join([*named.of(*_TITLES), document]))
    people = {str(one["@id"]): one for one in objects if "@id" in one and "name" in one}
    site = named.of("og:site_name", "application-name", "dc.publisher")
    outlet = _first([*site, *names(item.get("publisher"), people)])
    titles = [string(item.get("headline")), *named.of(*_TITLES), *_without_site(document, outlet), document]
    known = tuple(title for title in titles if key(title) and key(title) != key(outlet))
    metadata = Metadata(
        title=_first(known),
        description=_first([*named.of(*_DESCRIPTIONS), string(item.get("description"))]),
        authors=_people([*names(item.get("author"), people)] or named.of(*_AUTHORS) or _guessed_authors(root)),
        issued=_first(map(day, [item.get("datePublished"), *named.of(*_DATES), *_stated_dates(root)])),
        outlet=outlet,
        url=_url(root, named),
        language=_language(root, named, item),
    )
    return Statement(metadata, tuple(map(key, known)))


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


def _stated_dates(root: HtmlElement) -> list[str]:
    named = root.xpath("//*[@itemprop='datePublished']")
    return [element.get("content") or element.get("datetime") or said(element) for element in named]


def _valid(year: str, month: str | None, of_month: str | None) -> str:
    try:
        date(int(year), int(month or 1), int(of_month or 1))
    except ValueError:
        return ""
    return "-".join(part for part in (year, month, of_month) if part)


def _url(root: HtmlElement, named: _Named) -> str:
    canonical = root.xpath("//link[translate(@rel, 'CANOIL', 'canoil')='canonical']/@href")
    return next((url for url in (*map(str, canonical), *named.of("og:url")) if is_web(url.strip())), "").strip()


def _language(root: HtmlElement, named: _Named, item: dict[str, Any]) -> str:
    html = [root.get("lang", ""), root.get("xml:lang", "")]
    stated = [*html, string(item.get("inLanguage")), *named.of("content-language", "og:locale", "dc.language")]
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


def _text(value: str) -> str:
    return SPACE.sub(" ", cleaned(value)[0]).strip(" ")
