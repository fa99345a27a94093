"""Units as an XLIFF 1.2 file, in which what must not change is locked: `<g>` around words, `<x>` alone.

1.2 is what translators' tools read best; of 2.0 several read little or nothing yet. `equiv-text` has the Markdown of
each code; of a pair, without its words.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from itertools import groupby

from lxml import etree
from lxml.etree import _Element as Element

from precis import __version__
from precis.catalogue import too_long
from precis.exchange import Parcel, Returned, Unit
from precis.inline import NAMESPACE, Numbers, below, fill, named, read
from precis.pairing import Status
from precis.placeholder import codes, pieces, written
from precis.problems import InvalidInput, Problem

DONE = frozenset({"translated", "final", "signed-off", "reviewed"})
'States of a target that may be written; one without a state needs approved="yes" on its unit.'
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_STATES: Mapping[Status, str] = {
    "missing": "needs-translation",
    "stale": "needs-review-translation",
    "current": "final",
    "unclear": "needs-translation",
}


def dumped(units: Iterable[Unit], source_language: str, language: str, day: dt.date) -> str:
    root = etree.Element(named("xliff"), {"version": "1.2"}, nsmap={None: NAMESPACE})
    for path, found in groupby(units, key=lambda unit: unit.path):
        body = _file(root, path, source_language, language, day)
        for unit in found:
            _add(body, unit)
    _indent(root)
    return etree.tostring(root, encoding="utf-8", xml_declaration=True).decode() + "\n"


def parsed(text: str, path: str) -> Parcel:
    """Raises InvalidInput where it is no XLIFF 1.2; what is wrong with single units is told with the parcel."""
    root = _root(text, path)
    files = list(root.iterfind(named("file")))
    problems: list[Problem] = []
    units = tuple(_returned(unit, path, problems) for unit in root.iter(named("trans-unit")))
    languages = [
        tuple(dict.fromkeys(file.get(name, "") for file in files)) for name in ("target-language", "source-language")
    ]
    for found in languages:
        if len(found) != 1 or not found[0]:
            what = f"states the languages {', '.join(filter(None, found)) or 'not at all'}"
            expected = "one source-language and one target-language in every <file>"
            problems.append(Problem(path, None, what, expected, "restore them from the export"))
    return Parcel(
        path, languages[0][0] if languages[0] else "", languages[1][0] if languages[1] else "", units, tuple(problems)
    )


def _root(text: str, path: str) -> Element:
    """The root of a file without a document type, so that no entity and no address is ever followed."""
    repair = "save it again from the tool, or export anew"
    if problems := list(too_long(text, path)):
        raise InvalidInput(problems)
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        line = text[: max(text.find("<!DOCTYPE"), 0)].count("\n") + 1
        raise InvalidInput([Problem(path, line, "has a document type", "XLIFF without <!DOCTYPE …>", "take it out")])
    try:
        parser: etree.XMLParser[Element] = etree.XMLParser(encoding="utf-8", resolve_entities=False, no_network=True)
        root = etree.fromstring(text.encode(), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        at = getattr(error, "lineno", None)
        said = str(error).split(", line ")[0]
        raise InvalidInput([Problem(path, at, f"malformed XML: {said}", "well-formed XLIFF", repair)]) from error
    if root.tag != named("xliff") or root.get("version") != "1.2":
        what = f"is <{etree.QName(root).localname}> of version {root.get('version', 'unknown')}"
        raise InvalidInput([Problem(path, 1, what, f'<xliff version="1.2"> of the namespace {NAMESPACE}', repair)])
    return root


def _file(root: Element, path: str, source_language: str, language: str, day: dt.date) -> Element:
    about = {
        "original": path,
        "source-language": source_language,
        "target-language": language,
        "datatype": "x-markdown",
        "tool-id": "precis",
        "date": f"{day.isoformat()}T00:00:00Z",
    }
    file = below(root, "file", about)
    tool = {"tool-id": "precis", "tool-name": "Précis", "tool-version": __version__}
    below(below(file, "header"), "tool", tool)
    return below(file, "body")


def _add(body: Element, unit: Unit) -> None:
    one = below(body, "trans-unit", {"id": unit.id, "resname": unit.id, _SPACE: "preserve"})
    if unit.status == "current" and unit.target:
        one.set("approved", "yes")
    source = pieces(unit.source)
    numbers = Numbers(codes(source))
    fill(below(one, "source"), source, Numbers(codes(source)))
    state = _STATES[unit.status] if unit.target else _STATES["missing"]
    fill(below(one, "target", {"state": state}), pieces(unit.target), numbers)
    place = below(one, "context-group", {"purpose": "location"})
    below(place, "context", {"context-type": "sourcefile"}).text = unit.path
    below(place, "context", {"context-type": "linenumber"}).text = str(unit.line)
    if unit.was:
        before = below(one, "alt-trans", {"alttranstype": "previous-version", _SPACE: "preserve"})
        fill(below(before, "source"), pieces(unit.was), Numbers(codes(source)))
        fill(below(before, "target"), pieces(unit.target), Numbers(codes(source)))


def _returned(unit: Element, path: str, problems: list[Problem]) -> Returned:
    name, line = unit.get("id", ""), unit.sourceline
    source, target = unit.find(named("source")), unit.find(named("target"))
    known = (
        {}
        if source is None
        else {one.get("id", ""): one.get("equiv-text", "") for one in source.iter(named("g"), named("x"))}
    )
    told: list[str] = []
    texts = ["" if one is None else written(read(one, known, told.append)) for one in (source, target)]
    for what in dict.fromkeys(told):
        expected = f"the codes of its source: {', '.join(known) or 'none'}"
        problems.append(Problem(path, line, f"“{name}” {what}", expected, "restore the codes from the source"))
    state = "" if target is None else target.get("state", "")
    approved = state in DONE or (not state and unit.get("approved") == "yes")
    return Returned(name, texts[0], texts[1], approved, line)


def _indent(element: Element, depth: int = 1) -> None:
    """Line breaks between elements, none in texts."""
    children = [] if element.tag in {named("source"), named("target")} else list(element)
    if children:
        element.text = "\n" + "  " * depth
    for child in children:
        _indent(child, depth + 1)
        child.tail = "\n" + "  " * (depth if child is not children[-1] else depth - 1)
