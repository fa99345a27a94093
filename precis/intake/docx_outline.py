"""The main part of a Word document made ready for mammoth: styles by what they mean, nothing but running text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from precis.intake.docx_parts import MATH, MC, TEXTS, W, chosen, is_hidden, is_picture, own_texts
from precis.intake.docx_styles import Styles, heading
from precis.intake.escape import SPACE
from precis.intake.wordcount import words

_DROPPED = tuple(
    f"{W}{name}"
    for name in (
        *(
            "sym",
            "footnoteReference",
            "endnoteReference",
            "commentReference",
            "annotationRef",
            "footnoteRef",
            "endnoteRef",
        ),
        *("vMerge", "hMerge", "drawing", "pict", "object", "checkBox", "rPrChange", "pPrChange", "ffData"),
    )
)
"What holds no words, or would have mammoth add some; pictures after their texts are taken."
_ASIDES = {
    f"{W}txbxContent": "text box",
    f"{W}del": "deleted text",
    f"{W}moveFrom": "text moved elsewhere",
}
_KNOWN = frozenset(
    f"{W}{name}"
    for name in (
        *("document", "body", "p", "r", "t", "tbl", "tr", "tc", "hyperlink", "ins", "moveTo", "smartTag", "sdt"),
        *("sdtContent", "customXml"),
    )
)
"Elements whose text mammoth reads."
_CONTENTS = "table of contents"


@dataclass(frozen=True, slots=True)
class Aside:
    text: str
    reason: str


def prepare(root: etree._Element, styles: Styles) -> list[Aside]:
    """Changes the tree; what it takes out of it comes back."""
    for alternate in list(root.iter(f"{MC}AlternateContent")):
        form = chosen(alternate)
        _replace(alternate, [] if form is None else list(form))
    asides = [aside for element, reason in list(_asides(root, styles)) for aside in _taken(element, reason)]
    for element in list(root.iter(*_DROPPED)):
        _remove(element)
    for element in [one for one in root.iter() if etree.QName(one).localname == "checkbox"]:
        _remove(element)
    for mark in [*root.iterfind(f".//{W}pPr/{W}rPr/{W}del"), *root.iterfind(f".//{W}pPr/{W}rPr/{W}moveFrom")]:
        _remove(mark)
    _simplify(root)
    for paragraph in root.iter(f"{W}p"):
        _style(paragraph, styles)
    return asides


def _asides(root: etree._Element, styles: Styles) -> Iterator[tuple[etree._Element, str]]:
    """Elements that are no running text, none inside another."""
    closed: set[etree._Element] = set()
    for element in root.iter():
        reason = _ASIDES.get(str(element.tag), "") or _special(element, styles)
        if element.getparent() in closed:
            closed.add(element)
        elif reason and (element.tag != f"{W}del" or len(element)):
            closed.add(element)
            yield element, reason
        elif element.get("descr") and is_picture(element):
            yield element, "alternative text of a picture"


def _special(element: etree._Element, styles: Styles) -> str:
    if element.tag == f"{W}tr" and element.find(f"{W}trPr/{W}del") is not None:
        return "deleted text"
    if element.tag == f"{W}r" and is_hidden(element):
        return "hidden text"
    gallery = element.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery") if element.tag == f"{W}sdt" else None
    if gallery is not None and gallery.get(f"{W}val") == "Table of Contents":
        return _CONTENTS
    style = element.find(f"{W}pPr/{W}pStyle") if element.tag == f"{W}p" else None
    return _CONTENTS if style is not None and styles.of(style.get(f"{W}val", "")).meaning == "Contents" else ""


def _taken(element: etree._Element, reason: str) -> Iterator[Aside]:
    """Its texts; those of a text box in something deleted, too."""
    told = [element.get("descr", "")] if is_picture(element) else own_texts(element)
    text = SPACE.sub(" ", " ".join(told)).strip(" ")
    if words(text):
        yield Aside(text, reason)
    if element.get("descr"):
        element.attrib.pop("descr")
    else:
        _remove(element)


def _simplify(root: etree._Element) -> None:
    """Breaks as breaks of lines, formulas as their text, elements that mammoth does not know as their content."""
    for element in list(root.iter(f"{W}br", f"{W}cr", f"{W}ptab")):
        element.tag = f"{W}tab" if element.tag == f"{W}ptab" else f"{W}br"
        element.attrib.clear()
    for span in list(root.iter(f"{W}gridSpan")):
        if not span.get(f"{W}val", "").isdecimal():
            _remove(span)
    for formula in list(root.iter(f"{MATH}oMath")):
        run = etree.Element(f"{W}r")
        etree.SubElement(run, f"{W}t").text = "".join(text.text or "" for text in formula.iter(f"{MATH}t"))
        _replace(formula, [run])
    for element in reversed(list(root.iter())):
        if (
            element.tag not in _KNOWN
            and element.tag not in TEXTS
            and next(element.iter(f"{W}r", *TEXTS), None) is not None
        ):
            _replace(element, list(element))


def _style(paragraph: etree._Element, styles: Styles) -> None:
    properties = paragraph.find(f"{W}pPr")
    if properties is None:
        properties = etree.Element(f"{W}pPr")
        paragraph.insert(0, properties)
    stated = properties.find(f"{W}pStyle")
    style = styles.of("" if stated is None else stated.get(f"{W}val", ""))
    outline = properties.find(f"{W}outlineLvl")
    meaning = style.meaning or ("" if outline is None else heading(outline.get(f"{W}val", "")))
    is_numbered = properties.find(f"{W}numPr") is not None or bool(style.numbering)
    for old in () if stated is None else (stated,):
        _remove(old)
    if meaning in ("Bullet", "Number", "") and is_numbered:
        _number(properties, style.numbering)
    elif meaning:
        properties.insert(0, etree.Element(f"{W}pStyle", {f"{W}val": f"Precis{meaning}"}))
    for run in paragraph.iter(f"{W}r"):
        _embolden(run, styles, style.is_bold and not meaning)


def _number(properties: etree._Element, numbering: str) -> None:
    """The list of the style, where the paragraph names none."""
    if properties.find(f"{W}numPr") is None:
        number = etree.SubElement(properties, f"{W}numPr")
        etree.SubElement(number, f"{W}ilvl", {f"{W}val": "0"})
        etree.SubElement(number, f"{W}numId", {f"{W}val": numbering})


def _embolden(run: etree._Element, styles: Styles, is_bold: bool) -> None:
    """Bold as the style of the paragraph or of the run has it, said by the run itself."""
    properties = run.find(f"{W}rPr")
    stated = None if properties is None else properties.find(f"{W}rStyle")
    of_run = styles.of("" if stated is None else stated.get(f"{W}val", ""))
    if stated is not None:
        _remove(stated)
    if properties is None:
        properties = etree.Element(f"{W}rPr")
        run.insert(0, properties)
    if (is_bold or of_run.is_bold) and properties.find(f"{W}b") is None:
        etree.SubElement(properties, f"{W}b")


def _replace(element: etree._Element, others: list[etree._Element]) -> None:
    parent = element.getparent()
    if parent is not None:
        place = parent.index(element)
        parent[place : place + 1] = others


def _remove(element: etree._Element) -> None:
    _replace(element, [])
