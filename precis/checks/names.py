"""What an element is called by programs that read aloud, as far as its HTML tells."""

from __future__ import annotations

from lxml.html import HtmlElement


def name_of(element: HtmlElement, tree: HtmlElement) -> str:
    """The rules of the W3C (Accessible Name and Description Computation 1.1) in short."""
    stated = referenced(element, "aria-labelledby", tree) or str(element.get("aria-label", "")).strip()
    if stated:
        return stated
    if element.tag in {"img", "input", "area"}:
        return str(element.get("alt") or element.get("title") or element.get("value") or "").strip()
    if element.tag == "svg":
        return " ".join("".join(title.itertext()) for title in element.xpath("./*[local-name()='title']")).strip()
    return within(element, tree) or _label(element, tree) or str(element.get("title", "")).strip()


def _label(element: HtmlElement, tree: HtmlElement) -> str:
    """The text of the label around it, or of one that names its id."""
    labels = element.xpath("ancestor::label") or tree.xpath("//label[@for=$id]", id=element.get("id", ""))
    return str(labels[-1].text_content()).strip() if labels else ""


def referenced(element: HtmlElement, attribute: str, tree: HtmlElement) -> str:
    """The text of what an attribute points to by ids."""
    found = (one for id_ in element.get(attribute, "").split() for one in tree.xpath("//*[@id=$id]", id=id_))
    return " ".join("".join(one.itertext()).strip() for one in found).strip()


def within(element: HtmlElement, tree: HtmlElement) -> str:
    """Its text, with the names of the pictures in it."""
    text = "".join(str(one) for one in element.xpath(".//text()[not(ancestor::*[@aria-hidden='true'])]"))
    pictures = element.xpath(".//img | .//svg | .//*[@aria-label]")
    return " ".join([text.strip(), *(name_of(one, tree) for one in pictures if one is not element)]).strip()
