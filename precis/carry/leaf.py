"""A page of an explainer, as the last build of that explainer made it: what it was made of, and its text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from precis.carry.asked import Asked
from precis.pack import packed, unpacked


@dataclass(frozen=True, slots=True)
class Text:
    """An annotated text, besides what a unit keeps of it."""

    ground: str
    "Digest of all that it was made of (`Grounds.text`)."
    html: str
    leads: Mapping[str, str]
    "HTML of the texts in the front matter."
    words: Sequence[str]
    "Skeletons of its words, in which terms were looked for."


@dataclass(frozen=True, slots=True)
class Leaf:
    ground: str
    "Digest of all that the page was made of (`Grounds.page`)."
    text: Text | None = None
    "None for pages that nobody writes, and where something is wrong with it: that must be said each time."


@dataclass(frozen=True, slots=True)
class Leaves:
    """Of an explainer."""

    asked: Asked
    "What its texts asked of the rest of the site, terms and words aside."
    answers: str
    "Digest of what was answered."
    pages: Mapping[str, Leaf]
    "By file in `docs`: `en/calais-2015/index.md`."

    def packed(self) -> bytes:
        pages = {uri: asdict(leaf) for uri, leaf in self.pages.items()}
        return packed({"asked": self.asked.plain(), "answers": self.answers, "pages": pages}, {})

    @classmethod
    def unpacked(cls, data: bytes) -> Leaves | None:
        """None for what is damaged."""
        found = unpacked(data)
        if found is None:
            return None
        said, _ = found
        return cls(Asked.of(said["asked"]), said["answers"], {uri: _leaf(one) for uri, one in said["pages"].items()})


def _leaf(told: Mapping[str, Any]) -> Leaf:
    return Leaf(told["ground"], told["text"] and Text(**told["text"]))
