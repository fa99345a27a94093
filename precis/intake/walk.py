"""A web page's tree as blocks: every word of it in the order of the page, each in one block."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from typing import cast

from lxml import etree
from lxml.html import HtmlElement

from precis.intake.address import Addresses
from precis.intake.block import Block, Role
from precis.intake.boxes import OUTSIDE
from precis.intake.dom import BODY, DROPPED, HEADINGS, LEVEL, OUT, QUOTED, ROLE, breaks
from precis.intake.gathering import ROLES, Gathering, begins
from precis.intake.runs import GAP, LINE, Run, is_bold, lines, markdown, plain

_PICTURE = "alternative text of a picture"
_STRONG = ("b", "strong")
_EMPHASISED = ("em", "i")
_IN_GATHERING = ("li", "dt", "dd", "td", "th", "caption")
_INLINE = frozenset(
    (
        *("a", "span", "b", "strong", "em", "i", "small", "font", "time", "u", "s", "sub"),
        *("sup", "abbr", "cite", "label", "button", "ins", "del", "mark", "q", "svg", "img"),
    )
)
_VOID = ("img", "input", "source", "track", "param")
_NO_SIGNS = str.maketrans(dict.fromkeys((GAP, LINE), " "))
_WORDLESS = re.compile(r"[\W_]*")
_DIVIDER = re.compile(r"[\s*•·–—_|=~#.-]*")
"Signs between paragraphs that say nothing."


@dataclass(frozen=True, slots=True)
class _Place:
    """What holds for the words at one place of the tree."""

    reason: str = OUTSIDE
    "Empty in the article."
    zone: int = 0
    "Number of the element that is left out: what lies in one becomes one block."
    role: Role = "paragraph"
    level: int = 0
    strong: bool = False
    emphasised: bool = False
    href: str = ""
    in_paragraph: bool = False
    line: int | None = None


class Walk:
    """Goes through the tree from tag to tag, so that no depth is too much for it."""

    def __init__(self, addresses: Addresses, *, counts_lines: bool = True) -> None:
        """`counts_lines`: whether the lines of the tree are those of the input."""
        self.addresses, self._counts_lines = addresses, counts_lines
        self.dropped: dict[str, int] = {}
        "How many elements and comments held no words, by what they are."
        self._blocks: list[Block] = []
        self._after: list[Block] = []
        "What was left out in the midst of the paragraph or list that is being read."
        self._places = [_Place()]
        self._runs: list[Run] = []
        self._at = self._places[0]
        "The place of the words in `_runs`."
        self._held: list[tuple[HtmlElement, list[Run], _Place]] = []
        "Paragraphs interrupted by an element that is left out."
        self._gathering: tuple[HtmlElement, Gathering] | None = None
        self._zones = 0

    def through(self, root: HtmlElement) -> tuple[Block, ...]:
        events = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
        for event, element in events:
            if event == "start":
                self._start(element)
                if element.tag in DROPPED:
                    self._drop(str(element.tag))
                    events.skip_subtree()
                else:
                    self._text(element.text)
                continue
            self._end(element) if event == "end" else self._drop(event)
            self._text(element.tail if element is not root else None)
        self._flush()
        return tuple(self._blocks)

    def _start(self, element: HtmlElement) -> None:
        here, there = self._places[-1], self._place(element)
        if there.reason and not here.reason and self._is_amid(element, here):
            self._runs.append(Run(GAP))
            self._held.append((element, self._runs, self._at))
            self._runs = []
        else:
            self._break(element, here, there)
        self._places.append(there)
        if not there.reason:
            self._gather(element, there)
        if "alt" in element.attrib and element.tag not in DROPPED:
            self._alternative(element.get("alt", ""))
        if element.tag == QUOTED:
            self._text("“")

    def _end(self, element: HtmlElement) -> None:
        if element.tag == QUOTED:
            self._text("”")
        there = self._places.pop()
        if self._held and self._held[-1][0] is element:
            self._flush()
            _, self._runs, self._at = self._held.pop()
        elif element.tag != "br":
            self._break(element, self._places[-1], there)
        if self._gathering and not there.reason:
            self._gathering[1].close(element)
            if self._gathering[0] is element:
                self._gathered()

    def _place(self, element: HtmlElement) -> _Place:
        here, tag = self._places[-1], str(element.tag)
        line = element.sourceline if self._counts_lines and breaks(element) else here.line
        if BODY in element.attrib:
            return _Place(reason="", line=line)
        if ROLE in element.attrib:
            return _Place(
                "", role=cast(Role, element.get(ROLE)), level=int(element.get(LEVEL, "0")), in_paragraph=True, line=line
            )
        if OUT in element.attrib:
            self._zones += 1
            return _Place(str(element.get(OUT)), self._zones, line=line)
        if here.reason:
            return here
        if tag in HEADINGS and here.role == "paragraph":
            return _Place("", role="heading", level=int(tag[1]), in_paragraph=True, line=line)
        return replace(
            here,
            strong=here.strong or tag in _STRONG,
            emphasised=here.emphasised or tag in _EMPHASISED,
            href=self.addresses.kept(element.get("href", "")) if tag == "a" else here.href,
            in_paragraph=here.in_paragraph or tag == "p" or (self._gathering is not None and tag in _IN_GATHERING),
            line=line,
        )

    def _is_amid(self, element: HtmlElement, here: _Place) -> bool:
        """Whether what is left out stands in a line of the article that goes on after it."""
        inline = element.tag in _INLINE or self._gathering is not None
        return here.in_paragraph or (inline and bool(plain(self._runs)))

    def _break(self, element: HtmlElement, outer: _Place, inner: _Place) -> None:
        if element.tag == "br":
            self._runs.append(Run(LINE))
        elif outer.reason and inner.reason and outer.zone == inner.zone:
            self._runs.append(Run(" " if breaks(element) else ""))
        elif element.tag in _VOID and not inner.reason:
            self._runs.append(Run(GAP))
        elif breaks(element):
            self._flush()

    def _gather(self, element: HtmlElement, there: _Place) -> None:
        if self._gathering is None and there.role == "paragraph" and begins(element):
            self._gathering = (element, Gathering(ROLES[str(element.tag)], there.line))
        if self._gathering is not None:
            self._gathering[1].begin(element)

    def _gathered(self) -> None:
        assert self._gathering is not None
        gathering, self._gathering = self._gathering[1], None
        if gathering.texts:
            self._blocks.append(gathering.block())
        self._release()

    def _text(self, text: str | None) -> None:
        if text:
            here = self._places[-1]
            if text.strip():
                self._at = here
            words = unicodedata.normalize("NFC", text).translate(_NO_SIGNS)
            self._runs.append(Run(words, here.strong, here.emphasised, here.href))

    def _alternative(self, text: str) -> None:
        if self._places[-1].reason:
            self._text(f" {text} ")
            return
        self._runs.append(Run(GAP))
        if plain([Run(text)]):
            self._after.append(Block("left-out", plain([Run(text)]), reason=_PICTURE, line=self._places[-1].line))

    def _flush(self) -> None:
        runs, self._runs = self._runs, []
        if self._at.reason:
            self._leave_out(runs)
        elif self._gathering is not None:
            parts = [runs] if self._gathering[1].role == "code" else lines(runs)
            for part in parts:
                self._gathering[1].add(part)
        else:
            for part in lines(runs) if self._at.role == "paragraph" else [runs]:
                self._keep(part)
        self._release()

    def _leave_out(self, runs: list[Run]) -> None:
        text = plain(runs).strip()
        if _WORDLESS.fullmatch(text) is None:
            self._after.append(Block("left-out", text, line=self._at.line, reason=self._at.reason))

    def _keep(self, runs: list[Run]) -> None:
        text, at = plain(runs), self._at
        if _DIVIDER.fullmatch(text) is None:
            bold = at.role == "paragraph" and is_bold(runs)
            if is_bold(runs) and not bold:
                runs = [replace(run, strong=False) for run in runs]
            self._blocks.append(Block(at.role, text, markdown(runs), at.level, at.line, bold=bold))

    def _release(self) -> None:
        if self._gathering is None and not self._held:
            self._blocks += self._after
            self._after = []

    def _drop(self, what: str) -> None:
        self.dropped[what] = self.dropped.get(what, 0) + 1
