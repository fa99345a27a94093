"""A page cut into the passages that are translated one by one: front matter, headings, paragraphs, lists, tables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from precis.memo import memo
from precis.page import LEADS, PageSource

Kind = Literal["front", "heading", "block", "aside"]
"`aside`: notes, and definitions of links, which show elsewhere or not at all."
FRONT = ("title", "short", *LEADS, "description")
"Texts of the front matter."
OPENING = ".opening"
"What stands before the first heading. Names with a full stop cannot be ids of headings."
_LINE = re.compile(r"[^\n]*\n|[^\n]+\Z")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_HEADING = re.compile(r"(?P<level>#{1,6})\s+(?P<text>.*?)[ \t]*(?:\{[^}]*#(?P<id>[\w-]+)[^}]*\})?[ \t]*#*[ \t]*$")
_ASIDE = re.compile(r" {0,3}(?:\[[^\]]+\]|\*\[[^\]]+\]):")
_ITEM = re.compile(r" {0,3}(?:[-*+]|\d+\.)\s")
_TAG = re.compile(r"<(/?)([a-zA-Z][\w-]*)[^<>]*?(/?)>")
BEGINNING = r"(?:[-*+>|#!=:]|\d+[.)]|\[[^\]\n]+\]:|`{3}|~{3})"
"An expression for what begins a list, a table, a note and the like."
_BREAK = re.compile(rf"(?<!\n)\n(?![ \t]*(?:\n|{BEGINNING})| {{4}}|\t)[ \t]*")
_AS_WRITTEN = re.compile(r"\A<|^[ \t]*(?:`{3}|~{3})|^[ \t]*\|?[ \t]*:?-+:?[ \t]*\||(?: {2}|\\)$", re.MULTILINE)
"Raw HTML, fences, tables and hard line breaks."
_VOID = frozenset({"br", "hr", "img", "input", "wbr", "source"})


@dataclass(frozen=True, slots=True)
class Segment:
    section: str
    "Id of its heading, which belongs to it; `.title` and the like; `.opening`; `.1` where a heading has no id."
    kind: Kind
    text: str
    "Markdown."
    start: int
    end: int
    "Place in the file; of front matter, with its key."

    def line(self, page: PageSource) -> int:
        return page.line_of(self.start)

    @property
    def unwrapped(self) -> str:
        """The text in one line, but where it breaks lines on purpose."""
        return joined(self.text)


def segments(page: PageSource) -> Sequence[Segment]:
    """The page's passages in the order of its file; several checks ask for those of the same page."""
    return memo(_segments, page)


def _segments(page: PageSource) -> Sequence[Segment]:
    return (*_front(page), *_body(page))


def joined(text: str) -> str:
    """The text with each paragraph and item in one line. What breaks lines on purpose keeps its breaks."""
    return text if _AS_WRITTEN.search(text) else _BREAK.sub(" ", text)


def by_section(found: Iterable[Segment]) -> dict[str, list[Segment]]:
    sections: dict[str, list[Segment]] = {}
    for one in found:
        sections.setdefault(one.section, []).append(one)
    return sections


def _front(page: PageSource) -> Iterator[Segment]:
    for name in FRONT:
        text = " ".join(str(getattr(page.front, name)).split())
        place = re.compile(rf"^{name}:.*\n(?:[ \t]+.*\n|[ \t]*\n)*", re.MULTILINE).search(page.text, 0, page.body_start)
        if text and place:
            yield Segment(f".{name}", "front", text, place.start(), place.start() + len(place[0].rstrip()))


def _body(page: PageSource) -> Iterator[Segment]:
    section, unnamed = OPENING, 0
    for start, end in _blocks(page.text, page.body_start):
        text = page.text[start:end]
        heading = _HEADING.match(text)
        if heading and heading["level"] == "##":
            unnamed += not heading["id"]
            section = heading["id"] or f".{unnamed}"
        yield Segment(section, _kind(text, heading is not None), text, start, end)


def _kind(text: str, heading: bool) -> Kind:
    return "heading" if heading else "aside" if _ASIDE.match(text) else "block"


def _blocks(text: str, start: int) -> Iterator[tuple[int, int]]:
    """Start and end of what stands between blank lines; lists, fences and elements go on past them."""
    first = last = start
    for a, b in _chunks(text, start):
        if first == last:
            first, last = a, b
        elif _goes_on(text[first:last], text[a:b]):
            last = b
        else:
            yield first, last
            first, last = a, b
    if first != last:
        yield first, last


def _chunks(text: str, start: int) -> Iterator[tuple[int, int]]:
    """Runs of lines without a blank one; a heading is one by itself, a fence one until it closes."""
    begun: int | None = None
    end, fence = start, ""
    for line in _LINE.finditer(text, start):
        mark = _FENCE.match(line[0])
        if mark and (not fence or mark[1].startswith(fence)):
            fence = "" if fence else mark[1]
        alone = not fence and _HEADING.match(line[0].rstrip()) is not None
        if begun is not None and not fence and (alone or not line[0].strip()):
            yield begun, end
            begun = None
        if alone:
            yield line.start(), line.start() + len(line[0].rstrip())
        elif line[0].strip() or fence:
            begun = line.start() if begun is None else begun
            end = line.start() + len(line[0].rstrip())
    if begun is not None:
        yield begun, end


def _goes_on(block: str, chunk: str) -> bool:
    if _HEADING.match(block):
        return False
    indented = chunk.startswith(("    ", "\t"))
    items = _ITEM.match(block) is not None and _ITEM.match(chunk) is not None
    return indented or items or _open_elements(block) > 0


def _open_elements(block: str) -> int:
    """How many elements of raw HTML a block leaves open."""
    if not block.startswith("<"):
        return 0
    tags = (tag for tag in _TAG.finditer(block) if tag[2].lower() not in _VOID and not tag[3])
    return sum(-1 if tag[1] else 1 for tag in tags)
