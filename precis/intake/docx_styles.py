"""What the styles of a Word document mean, in the languages that Word and LibreOffice name them in."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from precis.intake.docx_parts import W

_NAMED = (
    (r"(?:heading|titre|überschrift|titolo|título|titulo|kop|rubrik|otsikko|überschrift)(\d)", ""),
    (r"title|titre|titel|titolo|título|titulo|titreprincipal|documenttitle|headline", "Title"),
    (
        r"subtitle|sous-?titre|untertitel|sottotitolo|subtítulo|ondertitel|chap[oô]|chapeau|standfirst|deck|lead(?:paragraph)?",
        "Subtitle",
    ),
    (r"byline|signature|auteurs?|authors?|autor", "Byline"),
    (r"date|datum", "Date"),
    (r"caption|légende|legende|beschriftung|illustration|photocredit|crédit(?:photo)?", "Caption"),
    (r"(?:intense)?quot(?:e|ations?)|citation(?:intense)?|zitat", "Quote"),
    (r"listbullet\d?|listeàpuces\d?|listepuces\d?|aufzählungszeichen\d?", "Bullet"),
    (r"listnumber\d?|listeànuméros\d?|listenumros\d?|listenuméros\d?", "Number"),
    (r"(?:inter-?titre|crosshead|sub-?head(?:ing)?)s?", "Heading2"),
    (r"(?:toc|tm|verzeichnis|tabledesmatières)(?:\d|heading|title)|tocheading|entêtedetabledesmatières", "Contents"),
)
_HEADING = 6
"Levels of headings that pages have."
_LONGEST = 20
"Styles that follow from each other."


@dataclass(frozen=True, slots=True)
class Style:
    meaning: str = ""
    "`Title`, `Heading2`, `Bullet` and so on; empty for running text."
    is_bold: bool = False
    numbering: str = ""
    "Number of the list that its paragraphs belong to."


class Styles:
    """The styles of one document, by their id."""

    def __init__(self, root: etree._Element | None) -> None:
        found = [] if root is None else root.findall(f"{W}style")
        self._by_id = {style.get(f"{W}styleId", ""): style for style in found}

    def of(self, style_id: str) -> Style:
        """What it says itself, or what it inherits."""
        chain = self._chain(style_id)
        names = [name for style in chain for name in (_value(style, "name"), style.get(f"{W}styleId", ""))] or [
            style_id
        ]
        meaning = next((meaning for meaning in map(named, names) if meaning), "")
        levels = [_value(style, "pPr", "outlineLvl") for style in chain]
        level = next((heading(level) for level in levels if level), "")
        bold = next(
            (is_on(style.find(f"{W}rPr/{W}b")) for style in chain if style.find(f"{W}rPr/{W}b") is not None), False
        )
        numbers = [_value(style, "pPr", "numPr", "numId") for style in chain]
        return Style(meaning or level, bold, next((number for number in numbers if number), ""))

    def _chain(self, style_id: str) -> list[etree._Element]:
        chain: list[etree._Element] = []
        while style_id in self._by_id and len(chain) < _LONGEST:
            chain.append(self._by_id[style_id])
            style_id = _value(chain[-1], "basedOn")
        return chain


def named(name: str) -> str:
    """What the name of a style means; empty where nothing."""
    plain = re.sub(r"[\s_]+", "", name).casefold()
    for pattern, meaning in _NAMED:
        found = re.fullmatch(pattern, plain)
        if found:
            return meaning or heading(str(int(found[1]) - 1))
    return ""


def heading(level: str) -> str:
    """By the level in an outline, 0 for the highest; 9 is running text."""
    return f"Heading{int(level) + 1}" if level.isdecimal() and int(level) < _HEADING else ""


def is_on(element: etree._Element | None) -> bool:
    """Whether a property such as bold is there and not said to be off."""
    return element is not None and element.get(f"{W}val", "1") not in ("0", "false", "off")


def _value(element: etree._Element, *path: str) -> str:
    found = element.find("/".join(f"{W}{name}" for name in path))
    return "" if found is None else found.get(f"{W}val", "")
