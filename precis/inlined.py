"""What a page holds that its Content-Security-Policy must name, and what no such policy lets through."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from lxml import etree, html
from lxml.html import HtmlElement

from precis.headers import Allowed, policy_in_page

DATA = frozenset({"application/json", "application/ld+json", "text/plain", "text/html", "text/template"})
"Types of `<script>` that browsers do not run."
LOADED: Mapping[str, tuple[str, ...]] = {
    "audio": ("src",),
    "embed": ("src",),
    "form": ("action",),
    "frame": ("src",),
    "iframe": ("src",),
    "image": ("href", "xlink:href"),
    "img": ("src", "srcset"),
    "input": ("src", "formaction"),
    "link": ("href",),
    "object": ("data",),
    "script": ("src",),
    "source": ("src", "srcset"),
    "track": ("src",),
    "use": ("href", "xlink:href"),
    "video": ("src", "poster"),
}
"Attributes whose addresses a browser asks for by itself, or sends what the reader wrote to."
FOLLOWED = frozenset({"alternate", "author", "canonical", "help", "license", "next", "prev", "search"})
"Kinds of `<link>` that load nothing."
_URL = re.compile(r"""(?:url\(|@import\s)\s*["']?(?P<address>(?:[a-z][a-z0-9+.-]*:)?//[^"')\s]+)""", re.IGNORECASE)
_INLINE = re.compile(r"<(script|style)\b([^>]*)>(.*?)</\1\s*>", re.DOTALL | re.IGNORECASE)
_ASIDE = re.compile(rf"""\ssrc\s*=|\stype\s*=\s*["']?(?:{"|".join(map(re.escape, sorted(DATA)))})""", re.IGNORECASE)
"In the tag of a script that does not run, or stands elsewhere."
_LINK = re.compile(r"<link\b[^>]*>", re.IGNORECASE)
_REL = re.compile(r"""\srel\s*=\s*["']?([^"'>]*)""", re.IGNORECASE)
_LOADING = "|".join(sorted(LOADED.keys() - {"link"}, key=len, reverse=True))
_SUSPICIOUS = tuple(
    re.compile(pattern)
    for pattern in (
        r"""on(?<=[\s"'/]on)[^\s"'/<>=]+\s*=""",
        r"""style(?<=[\s"'/]style)\s*=""",
        r"javascript:",
        r"&\#(?!3[49];)",
        r"&(?:colon|tab|newline);",
        rf"""<(?:{_LOADING})\b[^>]*?[\s"'/](?:src|srcset|href|data|action|formaction|poster)\s*=\s*["']?[^"'>]*(?::|//)""",
        r"<style\b[^>]*>[^<]*(?:url\(|@import)",
    )
)
"""In lower case, what `_refused` may have something to say of, and more: addresses with a host, letters written as
numbers. Each begins with plain letters, which are found at once: one pattern for all takes three times as long."""
_HEAD = re.compile(r"<head\b[^>]*>\s*(?:<meta charset=[^>]*>)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Refused:
    """Something that browsers would not use under the policy."""

    what: str
    repair: str


@dataclass(frozen=True, slots=True)
class Inlined:
    allowed: Allowed
    refused: tuple[Refused, ...]


def inlined(page: str, site_url: str = "") -> Inlined:
    """Looks through a page as it was written. Addresses below `site_url` are the site’s own."""
    if _is_plain(page):
        found = _INLINE.findall(page)
        scripts = (text for name, said, text in found if name.lower() == "script" and not _ASIDE.search(said))
        return Inlined(_allowed(scripts, (text for name, _, text in found if name.lower() == "style")), ())
    root = html.document_fromstring(page)
    running = (one.text or "" for one in root.iter("script") if _runs(one) and one.get("src") is None)
    allowed = _allowed(running, (one.text or "" for one in root.iter("style")))
    return Inlined(allowed, tuple(dict.fromkeys(_refused(root, site_url))))


def _allowed(scripts: Iterable[str], styles: Iterable[str]) -> Allowed:
    return Allowed(*(tuple(dict.fromkeys(map(_digest, texts))) for texts in (scripts, styles)))


def _is_plain(page: str) -> bool:
    """Whether nothing in it looks as if it might be refused: then nobody needs to parse it."""
    text = page.lower()
    return not (any(one.search(text) for one in _SUSPICIOUS) or any(map(_may_load, _LINK.findall(page))))


def _may_load(link: str) -> bool:
    kinds = _REL.search(link)
    return ":" in link and not (kinds and set(kinds[1].lower().split()) <= FOLLOWED)


def together(found: Iterable[Allowed]) -> Allowed:
    """What all pages hold, for the header that all are sent with; sorted."""
    pages = list(found)
    scripts, styles = ({one for page in pages for one in kind(page)} for kind in _KINDS)
    return Allowed(tuple(sorted(scripts)), tuple(sorted(styles)))


def guarded(page: str, allowed: Allowed, referrer: str, *, preview: bool = False) -> str:
    """The page with its policy, before anything that the policy is about."""
    said = policy_in_page(allowed, preview=preview)
    metas = f'<meta http-equiv="Content-Security-Policy" content="{said}">\n<meta name="referrer" content="{referrer}">'
    return _HEAD.sub(lambda head: f"{head[0]}\n{metas}", page, count=1)


def elsewhere(css: str) -> Iterator[str]:
    """Addresses of other hosts that a style sheet loads."""
    for found in _URL.finditer(css):
        yield found["address"]


def _refused(root: HtmlElement, site_url: str) -> Iterator[Refused]:
    for element in _SUSPECTED(root):
        for key, value in element.attrib.items():
            yield from _attribute(str(element.tag), key, value)
    for element in root.iter(*LOADED):
        name = str(element.tag)
        for address in _loaded(element, name):
            if _is_elsewhere(address, site_url):
                what = f"<{name}> loads “{address}” from another host"
                yield Refused(what, "put the file into overrides/assets/ and name it there")
    for style in root.iter("style"):
        for address in elsewhere(style.text or ""):
            yield Refused(f"a style loads “{address}”", "put the file into overrides/assets/")


def _attribute(element: str, name: str, value: str) -> Iterator[Refused]:
    """No digest allows these."""
    listen = "listen in a script of overrides/assets/"
    if name.startswith("on"):
        yield Refused(f"<{element}> has the attribute “{name}”", listen)
    elif name.lower() == "style":
        repair = "give it a class, and the class a rule in overrides/assets/precis.css"
        yield Refused(f"<{element}> has the attribute “style”: {value}", repair)
    elif value.strip().lower().startswith("javascript:"):
        yield Refused(f"<{element}> runs “{value}”", listen)


def _loaded(element: HtmlElement, name: str) -> Iterator[str]:
    if name == "link" and set((element.get("rel") or "").lower().split()) <= FOLLOWED:
        return
    for key in LOADED.get(name, ()):
        value = (element.get(key) or "").strip()
        several = (part.split()[0] for part in value.split(",") if part.split()) if key == "srcset" else (value,)
        yield from filter(None, several)


def _is_elsewhere(address: str, site_url: str) -> bool:
    try:
        there = urlsplit(urljoin(site_url or "https://site.invalid/", address))
    except ValueError:
        return True
    own = urlsplit(site_url or "https://site.invalid/").netloc
    return there.scheme != "data" and (there.scheme not in {"http", "https"} or there.netloc != own)


def _runs(script: HtmlElement) -> bool:
    return (script.get("type") or "").strip().lower() not in DATA


def _digest(text: str) -> str:
    """Of an element’s text as browsers see it: with line feeds alone."""
    data = text.replace("\r\n", "\n").replace("\r", "\n").encode("utf-8")
    return f"'sha256-{base64.b64encode(hashlib.sha256(data).digest()).decode('ascii')}'"


_SUSPECTED = etree.XPath(
    "//*[@*[name() = 'style' or starts-with(name(), 'on')"
    " or contains(translate(., 'JAVSCRIPT', 'javscript'), 'javascript:')]]"
)
"Elements that `_attribute` may have something to say of: quick, since hardly any has."
_KINDS: tuple[Callable[[Allowed], tuple[str, ...]], ...] = (lambda one: one.scripts, lambda one: one.styles)
