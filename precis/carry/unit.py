"""What is kept of an explainer: its files as they were published, and what other pages show of its texts."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field

from precis.carry.asked import Asked
from precis.draft import Annotated
from precis.headers import Allowed
from precis.pack import packed, unpacked
from precis.problems import Problem
from precis.publication import Enclosure
from precis.searched import Searched

_SUMMARY = ("facts", "terms", "charts", "sources", "sourced", "unsourced", "headings")
"Fields of a page's text that other pages show, or that are counted."


@dataclass(frozen=True, slots=True)
class KeptPage:
    text: Annotated | None
    "Without its HTML; None for pages that nobody writes."
    anchors: list[str]
    links: dict[str, dict[str, str]]
    "Files in `docs` to the anchors that the page links to there, each with the link as it was written."


@dataclass(frozen=True, slots=True)
class Unit:
    explainer: str
    pack: str
    "What its files are kept under, by what they hold."
    leaves: str
    "What its pages are kept under, as they were made."
    asked: Asked
    answers: str
    "Digest of what was answered, but for terms."
    explained: str
    "Digest of the terms."
    labels: Mapping[str, str]
    "Digests of the labels of each language's glossary."
    pages: Mapping[str, KeptPage]
    "By file in `docs`: `en/calais-2015/index.md`."
    booklets: Mapping[str, Enclosure] = field(default_factory=dict)
    "By language tag."
    inline: Mapping[str, Allowed] = field(default_factory=dict)
    "What those of its pages hold inline that hold anything, by file in the site."
    searched: Mapping[str, Searched] = field(default_factory=dict)
    "What the search reads of its pages, by language tag."
    files: Sequence[str] = ()
    "Of the site."
    problems: tuple[Problem, ...] = ()
    "What is wrong with its pages."

    def packed(self) -> bytes:
        said = {
            "explainer": self.explainer,
            "pack": self.pack,
            "leaves": self.leaves,
            "asked": self.asked.plain(),
            "answers": self.answers,
            "explained": self.explained,
            "labels": self.labels,
            "pages": {uri: _plain(page) for uri, page in self.pages.items()},
            "booklets": {tag: [one.url, one.pages, one.size] for tag, one in self.booklets.items()},
            "inline": {path: [one.scripts, one.styles] for path, one in self.inline.items()},
            "searched": {tag: one.digest for tag, one in self.searched.items()},
            "files": self.files,
            "problems": [asdict(problem) for problem in self.problems],
        }
        return packed(said, {tag: one.data for tag, one in self.searched.items()})

    @classmethod
    def unpacked(cls, data: bytes) -> Unit | None:
        """None for what is damaged."""
        found = unpacked(data)
        if found is None:
            return None
        said, texts = found
        return cls(
            said["explainer"],
            said["pack"],
            said["leaves"],
            Asked.of(said["asked"]),
            said["answers"],
            said["explained"],
            said["labels"],
            {uri: _page(page) for uri, page in said["pages"].items()},
            {tag: Enclosure(*one) for tag, one in said["booklets"].items()},
            {path: Allowed(*map(tuple, one)) for path, one in said["inline"].items()},
            {tag: Searched(told, texts[tag]) for tag, told in said["searched"].items()},
            said["files"],
            tuple(Problem(**one) for one in said["problems"]),
        )


def _plain(page: KeptPage) -> dict[str, object]:
    text = page.text and {name: getattr(page.text, name) for name in _SUMMARY} | {"words": dict(page.text.words)}
    return {"text": text, "anchors": page.anchors, "links": page.links}


def _page(plain: Mapping[str, object]) -> KeptPage:
    text = plain["text"]
    assert text is None or isinstance(text, dict)
    told = text and {**text, "words": Counter({sys.intern(word): count for word, count in text["words"].items()})}
    return KeptPage(Annotated(**told) if told else None, plain["anchors"], plain["links"])  # type: ignore[arg-type]
