"""The picture that a shared link shows: what it says of a page, as plain data for the template."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from precis.catalogue import N_
from precis.pdf.node import tongue
from precis.presentation import Presentation

FOLDER = "assets/cards"
"Of the built site; a card's name changes with what it shows, since whoever shows links keeps their pictures."
SIZE = (1200, 630)
"Pixels: what OpenGraph's readers show whole."
_ROOM: Mapping[str, int] = {"site": 40, "kicker": 48, "value": 120, "title": 180, "foot": 130}
"Characters: what is longer is cut at a word."


@dataclass(frozen=True, slots=True)
class Card:
    """Texts in the language of the page."""

    lang: str
    region: str
    dir: str
    language: str
    "Its own name."
    site: str
    kicker: str
    "What the page belongs to, or is."
    value: str
    "Of a fact; empty on cards of other pages."
    title: str
    foot: str
    "Where the page is published; who says so, of a fact."

    @classmethod
    def of(cls, here: Presentation, site_name: str) -> Card:
        language = here.text_language
        texts = {
            "site": site_name,
            "kicker": _KICKERS.get(here.page.kind, _explainer)(here),
            "value": here.views.fact(here.page.name).value if here.page.kind == "fact" else "",
            "title": here.title,
            "foot": _said(here) if here.page.kind == "fact" else urlsplit(here.site_url).netloc,
        }
        cut = {name: _cut(text, _ROOM[name]) for name, text in texts.items()}
        named = {"lang": "", "region": "", **tongue(language.tag, language.direction)}
        return cls(**named, language=language.name, **cut)


def _explainer(here: Presentation) -> str:
    return here.language.typeset(here.explainer[0].label) if here.inside else ""


def _overview(here: Presentation) -> str:
    return here.views.writer.message(N_("Explainer"))


def _said(here: Presentation) -> str:
    """When a fact holds, who says so, and how certain it is: no figure goes round without."""
    fact = here.views.fact(here.page.name)
    who = here.views.writer.message(N_("Stated by")) + here.language.colon + fact.stated_by
    return " · ".join(filter(None, (fact.period, who, fact.certainty_label)))


def _cut(text: str, room: int) -> str:
    """At a space, where there is one; spaces that do not break stay what they are."""
    return text if len(text) <= room else (text[:room].rpartition(" ")[0] or text[:room]) + "…"


_KICKERS: Mapping[str, Callable[[Presentation], str]] = {"overview": _overview}
