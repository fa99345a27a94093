"""The names of schema.org that our pages use, what they may stand for; each is looked up in rdflib’s list, too.

Written from the definitions at https://schema.org/docs/full.html; a name that a page newly uses is added here.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

from babel import Locale, UnknownLocaleError
from rdflib import SDO

PARENTS: Mapping[str, str] = {
    "CreativeWork": "Thing",
    "Article": "CreativeWork",
    "WebPage": "CreativeWork",
    "FAQPage": "WebPage",
    "WebSite": "CreativeWork",
    "Comment": "CreativeWork",
    "CorrectionComment": "Comment",
    "Question": "Comment",
    "Answer": "Comment",
    "Dataset": "CreativeWork",
    "DataDownload": "MediaObject",
    "MediaObject": "CreativeWork",
    "DefinedTermSet": "CreativeWork",
    "DefinedTerm": "Intangible",
    "Intangible": "Thing",
    "ItemList": "Intangible",
    "BreadcrumbList": "ItemList",
    "ListItem": "Intangible",
    "Organization": "Thing",
    "Place": "Thing",
    "Event": "Thing",
    "Observation": "QuantitativeValue",
    "QuantitativeValue": "Intangible",
    "Thing": "",
}
PROPERTIES: Mapping[str, tuple[str, str]] = {
    "name": ("Thing", "Text"),
    "alternateName": ("Thing", "Text"),
    "description": ("Thing", "Text"),
    "url": ("Thing", "URL"),
    "sameAs": ("Thing", "URL"),
    "image": ("Thing", "URL"),
    "headline": ("CreativeWork", "Text"),
    "text": ("CreativeWork", "Text"),
    "inLanguage": ("CreativeWork", "Language"),
    "datePublished": ("CreativeWork", "Date"),
    "dateModified": ("CreativeWork", "Date"),
    "author": ("CreativeWork", "Organization"),
    "creator": ("CreativeWork", "Organization"),
    "publisher": ("CreativeWork", "Organization"),
    "license": ("CreativeWork", "URL"),
    "isPartOf": ("CreativeWork", "CreativeWork"),
    "isBasedOn": ("CreativeWork", "URL"),
    "isAccessibleForFree": ("CreativeWork", "Boolean"),
    "translationOfWork": ("CreativeWork", "CreativeWork"),
    "workTranslation": ("CreativeWork", "CreativeWork"),
    "correction": ("CreativeWork", "CorrectionComment"),
    "citation": ("CreativeWork", "CreativeWork Text"),
    "mainEntity": ("CreativeWork", "Thing"),
    "mentions": ("CreativeWork", "Thing"),
    "encodingFormat": ("CreativeWork", "Text"),
    "lastReviewed": ("WebPage", "Date"),
    "acceptedAnswer": ("Question", "Answer"),
    "itemListElement": ("ItemList", "ListItem"),
    "item": ("ListItem", "URL"),
    "position": ("ListItem", "Number"),
    "logo": ("Organization", "URL"),
    "distribution": ("Dataset", "DataDownload"),
    "contentUrl": ("MediaObject", "URL"),
    "hasDefinedTerm": ("DefinedTermSet", "DefinedTerm"),
    "termCode": ("DefinedTerm", "Text"),
    "location": ("Event", "Place"),
    "startDate": ("Event", "Date"),
    "endDate": ("Event", "Date"),
    "observationAbout": ("Observation", "Place"),
    "observationPeriod": ("Observation", "Text"),
    "marginOfError": ("Observation", "QuantitativeValue"),
    "value": ("QuantitativeValue", "Number Text Boolean"),
    "minValue": ("QuantitativeValue", "Number"),
    "maxValue": ("QuantitativeValue", "Number"),
    "unitText": ("QuantitativeValue", "Text"),
}
"Each with the type that it belongs to and what it may stand for."
YOUNG = {"observationAbout", "observationPeriod"}
"Of 2024: rdflib's list is older."
CONTEXTS = ("https://schema.org", ["https://schema.org/", {"prov": "http://www.w3.org/ns/prov#"}])


def unknown() -> set[str]:
    """Names of these tables that schema.org does not have, as far as rdflib knows."""
    return ({*PARENTS, *PROPERTIES} - set(SDO.__annotations__)) - YOUNG


def faults(node: Any, place: str = "") -> Iterator[str]:
    """What is wrong with JSON-LD: names, the types they belong to, the values they have."""
    if "@context" in node and node["@context"] not in CONTEXTS:
        yield f"{place}: context {node['@context']}"
    for one in node.get("@graph", [] if set(node) <= {"@id"} else [node]):
        yield from _faults(one, place)


def _faults(node: Mapping[str, Any], place: str) -> Iterator[str]:
    kind = str(node.get("@type", ""))
    here = f"{place}/{kind}"
    if kind.startswith("prov:"):
        return
    if kind not in PARENTS:
        yield f"{here}: no type of schema.org"
        return
    for name, value in node.items():
        if name.startswith(("@", "prov:")):
            continue
        domain, ranges = PROPERTIES.get(name, ("", ""))
        if domain not in _lineage(kind):
            yield f"{here}: “{name}” does not belong to it"
            continue
        for one in value if isinstance(value, list) else [value]:
            yield from _value(one, ranges.split(), f"{here}.{name}")


def _value(value: Any, ranges: list[str], place: str) -> Iterator[str]:
    if isinstance(value, dict):
        kind = str(value.get("@type", ""))
        if set(value) == {"@id"}:
            if not _is_url(value["@id"]):
                yield f"{place}: {value['@id']} is no address"
        elif kind in PARENTS and not {*_lineage(kind)} & {*ranges}:
            yield f"{place}: {kind} where {' or '.join(ranges)} is expected"
        else:
            yield from _faults(value, place)
    elif not any(name in _LITERALS and _LITERALS[name](value) for name in ranges):
        yield f"{place}: {value!r} where {' or '.join(ranges)} is expected"


def _lineage(kind: str) -> list[str]:
    return [kind, *_lineage(PARENTS[kind])] if kind else []


def _is_url(value: Any) -> bool:
    return isinstance(value, str) and urlsplit(value).scheme in {"http", "https"} and not re.search(r"\s", value)


def _is_date(value: Any) -> bool:
    try:
        dt.date.fromisoformat(value)
    except (TypeError, ValueError):
        return False
    return True


def _is_language(value: Any) -> bool:
    try:
        Locale.parse(value, sep="-")
    except (TypeError, ValueError, UnknownLocaleError):
        return False
    return True


_LITERALS: Mapping[str, Callable[[Any], bool]] = {
    "Text": lambda value: isinstance(value, str) and bool(value.strip()),
    "URL": _is_url,
    "Date": _is_date,
    "Language": _is_language,
    "Boolean": lambda value: isinstance(value, bool),
    "Number": lambda value: isinstance(value, int | float) and not isinstance(value, bool),
}
