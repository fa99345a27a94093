"""What is kept of an explainer: its files as they were published, and what other pages show of its texts."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from precis.carry.asked import Asked
from precis.draft import Annotated
from precis.publication import Enclosure

MAGIC = b"precis explainer 1\n"
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
    asked: Asked
    answers: str
    "Digest of what was answered."
    labels: Mapping[str, str]
    "Digests of the labels of each language's glossary."
    pages: Mapping[str, KeptPage]
    "By file in `docs`: `en/calais-2015/index.md`."
    booklets: Mapping[str, Enclosure] = field(default_factory=dict)
    "By language tag."
    texts: Mapping[str, str] = field(default_factory=dict)
    "What the search reads, by file in the site."
    files: Mapping[str, bytes] = field(default_factory=dict)
    "Of the site."

    def packed(self) -> bytes:
        """With a digest in front; a page that stands there compressed as well is kept once."""
        blobs = [_blob(path, data, self.files) for path, data in self.files.items()]
        head = {
            "explainer": self.explainer,
            "asked": self.asked.plain(),
            "answers": self.answers,
            "labels": self.labels,
            "pages": {uri: _plain(page) for uri, page in self.pages.items()},
            "booklets": {tag: [one.url, one.pages, one.size] for tag, one in self.booklets.items()},
            "texts": self.texts,
            "files": [[path, how, len(blob)] for path, (how, blob) in zip(self.files, blobs, strict=True)],
        }
        said = zlib.compress(json.dumps(head, ensure_ascii=False).encode("utf-8", "surrogatepass"), 1)
        body = b"".join([len(said).to_bytes(8, "big"), said, *(blob for _, blob in blobs)])
        return MAGIC + hashlib.blake2b(body, digest_size=32).digest() + body

    @classmethod
    def unpacked(cls, data: bytes) -> Unit | None:
        """None for what is damaged, or was packed otherwise."""
        start = len(MAGIC) + 32
        if data[:start] != MAGIC + hashlib.blake2b(data[start:], digest_size=32).digest():
            return None
        size = int.from_bytes(data[start : start + 8], "big")
        head = json.loads(zlib.decompress(data[start + 8 : start + 8 + size]))
        return cls(
            head["explainer"],
            Asked.of(head["asked"], head["asked"]["addresses"]),
            head["answers"],
            head["labels"],
            {uri: _page(page) for uri, page in head["pages"].items()},
            {tag: Enclosure(*one) for tag, one in head["booklets"].items()},
            head["texts"],
            dict(_files(head["files"], memoryview(data)[start + 8 + size :])),
        )


def _blob(path: str, data: bytes, files: Mapping[str, bytes]) -> tuple[str, bytes]:
    return ("gzip", b"") if f"{path}.gz" in files else ("raw", data)


def _files(told: list[tuple[str, str, int]], blobs: memoryview) -> Iterator[tuple[str, bytes]]:
    found, at = dict[str, bytes](), 0
    for path, _, size in told:
        found[path] = bytes(blobs[at : at + size])
        at += size
    for path, how, _ in told:
        yield path, zlib.decompress(found[f"{path}.gz"], wbits=31) if how == "gzip" else found[path]


def _plain(page: KeptPage) -> dict[str, object]:
    text = page.text and {name: getattr(page.text, name) for name in _SUMMARY} | {"words": dict(page.text.words)}
    return {"text": text, "anchors": page.anchors, "links": page.links}


def _page(plain: Mapping[str, object]) -> KeptPage:
    text = plain["text"]
    assert text is None or isinstance(text, dict)
    told = text and {**text, "words": Counter(text["words"])}
    return KeptPage(Annotated(**told) if told else None, plain["anchors"], plain["links"])  # type: ignore[arg-type]
