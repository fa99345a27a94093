"""The codes of a text as inline elements of XLIFF, which tools lock, and back: `<g>` around words, `<x>` alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from lxml import etree
from lxml.etree import _Element as Element

from precis.placeholder import Code, Piece

NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"
_KINDS = {
    "](fact:": "fact",
    "](term:": "term",
    "](source:": "source",
    "![": "image",
    "](": "link",
    "[^": "note",
    "{": "attributes",
    "`": "code",
    "<": "tag",
    "#": "heading",
}
"What a code is, by what stands in it; the first counts."
_LOCKED = frozenset({"ph", "bpt", "ept", "it"})
"What some tools make of `<x>` and `<g>`: their text is the code."


class Numbers:
    """The number of each code: that of the same code of the source, which tools pair by it, else a new one."""

    def __init__(self, source: Iterable[Code]) -> None:
        self._free: dict[tuple[str, bool], list[int]] = {}
        self._next = 1
        for code in source:
            self._free.setdefault(_alike(code), []).append(self._next)
            self._next += 1

    def take(self, code: Code) -> str:
        free = self._free.get(_alike(code))
        if free:
            return str(free.pop(0))
        self._next += 1
        return str(self._next - 1)


def _alike(code: Code) -> tuple[str, bool]:
    return code.key, code.inside is None


def fill(element: Element, found: Iterable[Piece], numbers: Numbers) -> None:
    last: Element | None = None
    for piece in found:
        if isinstance(piece, Code):
            kind = next((name for start, name in _KINDS.items() if start in piece.native), "markup")
            about = {"id": numbers.take(piece), "ctype": f"x-{kind}", "clone": "no", "equiv-text": piece.native}
            last = below(element, "x" if piece.inside is None else "g", about)
            fill(last, piece.inside or (), numbers)
        elif last is None:
            element.text = piece
        else:
            last.tail = piece


def read(element: Element, known: Mapping[str, str], tell: Callable[[str], None]) -> Iterator[Piece]:
    """The pieces of an element's content."""
    yield element.text or ""
    for child in element:
        yield from _read_child(child, known, tell)
        yield child.tail or ""


def _read_child(child: Element, known: Mapping[str, str], tell: Callable[[str], None]) -> Iterator[Piece]:
    tag = etree.QName(child).localname if isinstance(child.tag, str) else ""
    if tag in {"g", "x"}:
        name = child.get("id", "")
        native = known.get(name) or child.get("equiv-text", "")
        if not native or (tag == "g" and "[]" not in native):
            tell(f'has the code <{tag} id="{name}">, which its source has not')
        elif tag == "g":
            yield Code(native, tuple(read(child, known, tell)))
        else:
            yield Code(native)
    elif tag == "mrk" or tag in _LOCKED:
        yield from read(child, known, tell)
    elif tag:
        tell(f"has the element <{tag}>, which was not exported")


def below(parent: Element, name: str, about: Mapping[str, str] | None = None) -> Element:
    return etree.SubElement(parent, named(name), dict(about or {}))


def named(local: str) -> str:
    return f"{{{NAMESPACE}}}{local}"
