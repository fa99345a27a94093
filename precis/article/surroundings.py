"""Where a bare line stands: what comes before and after it, and what is usual in its article."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from precis.intake.block import Block

LENGTH = 12
"Words from which a line without a full stop is a paragraph whose full stop is missing, where there are several."
PROSE = 14
"Words above which a paragraph is one whatever ends it."
_CLOSED = re.compile(r"[.][”»\"’)]*\Z")
_ENDED = re.compile(r"[.!?…:;,][”»\"’)\s]*\Z")
_LABEL = re.compile(r"\A([^\W\d_][\w’'. -]{0,30}?)\s?:\s+\S")
_DASH = re.compile(r"\A[–—-]\s")
_NUMBERED = re.compile(
    r"\A(?:\d{1,2}|[IVX]{1,4})[.)]\s+\S|\A(?:part|partie|chapter|chapitre)\s+(?:\d|[ivx])", re.IGNORECASE
)


class Setting:
    """What is usual in one article."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        """`blocks`: those that may belong to the article."""
        self.blocks = blocks
        self._paragraphs = [block.text for block in blocks if block.role == "paragraph"]

    @cached_property
    def sloppy(self) -> bool:
        """Whether long paragraphs lack their full stop, too."""
        lengths = (len(re.findall(r"[^\W\d_]+", text)) for text in self._paragraphs if not _ENDED.search(text))
        return sum(length >= LENGTH for length in lengths) > 1

    @cached_property
    def spaced(self) -> bool:
        """Whether blank lines divide the article."""
        return sum(block.apart for block in self.blocks) > len(self.blocks) / 3

    def is_prose(self, block: Block) -> bool:
        """A paragraph with sentences, or what a section may begin with."""
        if block.role != "paragraph":
            return block.role in {"list", "table", "quote"}
        words, introduces = len(block.text.split()), block.text.endswith(":")
        ended = _CLOSED.search(block.text) is not None or (introduces and words > LENGTH // 2)
        return words > PROSE or ended or self.is_speech(block.text)

    def label(self, text: str) -> str:
        """What stands before a colon at the beginning of a line; not of one that has a number."""
        found = None if is_numbered(text) else _LABEL.match(text)
        return found[1] if found else ""

    def is_speech(self, text: str) -> bool:
        """Whether a line is a question or answer of an interview: its label stands before several lines."""
        label = self.label(text)
        return _DASH.match(text) is not None or (bool(label) and (len(label) < 3 or self._labels[label] > 1))

    @cached_property
    def _labels(self) -> Counter[str]:
        return Counter(filter(None, map(self.label, self._paragraphs)))


@dataclass(frozen=True, slots=True)
class Place:
    """A bare line and what stands around it."""

    block: Block
    before: Block | None
    after: Block | None
    setting: Setting

    @property
    def text(self) -> str:
        return self.block.text

    @property
    def prose_after(self) -> bool:
        return self.after is not None and self.setting.is_prose(self.after)


def is_numbered(text: str) -> bool:
    return _NUMBERED.match(text) is not None
