"""The parts of a DOCX file: unpacked within limits, parsed safely, and their texts."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator

from lxml import etree

from precis.problems import InvalidInput, Problem

EXPECTED = "a Word document (DOCX)"
ANEW = "open it in Word or LibreOffice and save it anew as DOCX"
MAIN = "word/document.xml"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_LARGEST = 100_000_000
"Bytes, unpacked."
_RATIO = 300
"How much smaller than its content a part may be; text in XML reaches a tenth of it."
_SMALL = 1_000_000
"Bytes of a part whose ratio does not matter."
_MOST = 5_000
"Parts."
_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", W[1:-1].encode()),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
)
"Names of the stricter form of DOCX, and those of the usual one."
TEXTS = (f"{W}t", f"{W}delText", f"{MATH}t")
"Elements that hold words."
_SPACES = frozenset({f"{W}{name}" for name in ("br", "cr", "tab", "ptab", "noBreakHyphen")})
_OWNERS = frozenset({f"{W}{name}" for name in ("p", "del", "moveFrom", "txbxContent")})
_POWER = str.maketrans("0123456789+-−–", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻")
_UNREAD = ("word/styles", "word/settings", "word/theme/", "word/fontTable", "word/numbering", "word/webSettings")


def parts(data: bytes, name: str) -> dict[str, etree._Element]:
    """The roots of the document’s XML by their place in the file. Raises InvalidInput where it is damaged or a trap."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check(archive.infolist(), name)
            wanted = [entry for entry in archive.namelist() if entry.endswith((".xml", ".rels"))]
            return {
                entry: parsed(archive.read(entry), entry, name) for entry in dict.fromkeys(wanted) if _is_wanted(entry)
            }
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        OSError,
        ValueError,
        KeyError,
        NotImplementedError,
        RuntimeError,
    ) as error:
        raise InvalidInput([damaged(name, str(error))]) from error


def parsed(data: bytes, entry: str, name: str) -> etree._Element:
    """Without entities, whatever the file declares, and without network."""
    for strict, usual in _STRICT:
        data = data.replace(strict, usual)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True, huge_tree=False
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise InvalidInput([damaged(name, f"{entry}: {error.msg}")]) from error
    if root.getroottree().docinfo.doctype:
        raise InvalidInput(
            [Problem(name, None, f"{entry} declares entities, which no Word document does", EXPECTED, ANEW)]
        )
    return root


def damaged(name: str, what: str) -> Problem:
    return Problem(name, None, f"is a damaged DOCX file: {what}", EXPECTED, ANEW)


def raise_powers(root: etree._Element) -> None:
    """Raised figures in signs of their own: 10⁶ is not 106."""
    for raised in list(root.iter(f"{W}vertAlign")):
        properties = raised.getparent()
        run = None if properties is None else properties.getparent()
        if run is not None and raised.get(f"{W}val") == "superscript":
            for text in run.findall(f"{W}t"):
                text.text = (text.text or "").translate(_POWER)


def chosen(alternate: etree._Element) -> etree._Element | None:
    """Of forms of the same content for several versions of Word, the first that holds words."""
    return next((form for form in alternate if next(form.iter(*TEXTS), None) is not None), None)


def is_hidden(run: etree._Element) -> bool:
    vanish = run.find(f"{W}rPr/{W}vanish")
    return vanish is not None and vanish.get(f"{W}val", "1") not in ("0", "false", "off")


def is_picture(element: etree._Element) -> bool:
    """Whether it is what holds a picture's alternative text."""
    return isinstance(element.tag, str) and element.tag.endswith("}docPr")


def own_texts(root: etree._Element) -> list[str]:
    """The text of each paragraph, of each deletion and hidden run in it, and of pictures."""
    pieces: dict[etree._Element, list[str]] = {}
    for node in root.iter():
        if node.tag in TEXTS or node.tag in _SPACES:
            owner = _owner(node, root)
            if owner is not None:
                pieces.setdefault(owner, []).append(" " if node.tag in _SPACES else node.text or "")
        elif is_picture(node) and _owner(node, root) is not None:
            pieces[node] = [node.get("descr", "")]
    return ["".join(parts) for parts in pieces.values()]


def _owner(node: etree._Element, root: etree._Element) -> etree._Element | None:
    """What its text belongs to; None in a form of some content that is not the chosen one."""
    owner: etree._Element | None = None
    below = node
    for ancestor in node.iterancestors():
        if ancestor.tag == f"{MC}AlternateContent" and chosen(ancestor) is not below:
            return None
        if owner is None and (ancestor.tag in _OWNERS or (ancestor.tag == f"{W}r" and is_hidden(ancestor))):
            owner = ancestor
        if ancestor is root:
            break
        below = ancestor
    return root if owner is None else owner


def texts(roots: dict[str, etree._Element]) -> Iterator[tuple[str, etree._Element]]:
    """The parts besides the document itself that may hold text, by name."""
    for entry in sorted(roots):
        if entry.startswith("word/") and entry != MAIN and entry.endswith(".xml") and not entry.startswith(_UNREAD):
            yield entry, roots[entry]


def _is_wanted(entry: str) -> bool:
    return entry.startswith("word/") or entry == "docProps/core.xml"


def _check(entries: list[zipfile.ZipInfo], name: str) -> None:
    whole = sum(entry.file_size for entry in entries)
    if whole > _LARGEST:
        what = f"would unpack to {whole / 1_000_000:.0f} MB, more than the {_LARGEST // 1_000_000} MB that are read"
        raise InvalidInput([Problem(name, None, what, EXPECTED, "take pictures out of it, or save its text alone")])
    packed = next((entry for entry in entries if entry.file_size > max(_SMALL, _RATIO * entry.compress_size)), None)
    if packed is not None:
        what = f"{packed.filename} is packed more than {_RATIO} times: a trap for programs that unpack it"
        raise InvalidInput([Problem(name, None, what, EXPECTED, ANEW)])
    if any(entry.flag_bits & 1 for entry in entries):
        raise InvalidInput([Problem(name, None, "is encrypted", EXPECTED, "save it without a password")])
    if len(entries) > _MOST:
        raise InvalidInput([Problem(name, None, f"has {len(entries)} parts", f"at most {_MOST}", ANEW)])
