"""Which addresses of an article are kept: those of the web and of mail, made safe for Markdown."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from urllib.parse import quote, urljoin, urlsplit

_DROPPED_BY_BROWSERS = re.compile(r"[\t\n\r]|^[\x00-\x20]+|[\x00-\x20]+$")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_UNSAFE = re.compile(r"[\s\x00-\x20\x7f-\xa0\xad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\"'()<>\[\]\\`{|}^*_]")
_ENTITY = re.compile(r"&(?=#|\w+;)")
_LONGEST = 2000
"Characters; longer ones are data, not addresses."


@dataclass(slots=True)
class Addresses:
    """Judges the addresses of one document and remembers those it refused."""

    base: str = ""
    "http or https; relative addresses are resolved against it."
    refused: Counter[str] = field(default_factory=Counter)
    "How many of which kind."

    def kept(self, href: str) -> str:
        """The address as a Markdown link can hold it; empty where the text alone is kept."""
        href = _DROPPED_BY_BROWSERS.sub("", href)
        if not href or href.startswith("#"):
            return ""
        scheme = _SCHEME.match(href)
        return self._named(href, scheme[1].lower()) if scheme else self._relative(href)

    def notes(self) -> tuple[str, ...]:
        return tuple(f"{_count(many)} lost: {kind}" for kind, many in sorted(self.refused.items()))

    def _named(self, href: str, scheme: str) -> str:
        if scheme not in ("http", "https", "mailto"):
            return self._refuse(f"{scheme}: is not an address of the web or of mail")
        if scheme == "mailto":
            return _safe(href) if "@" in href else self._refuse("mailto: without an address")
        return _safe(href) if is_web(href) else self._refuse("not well-formed")

    def _relative(self, href: str) -> str:
        if not self.base:
            return self._refuse("relative, and the file does not say its own address")
        try:
            whole = urljoin(self.base, href)
        except ValueError:
            return self._refuse("not well-formed")
        return _safe(whole) if is_web(whole) else self._refuse("not well-formed")

    def _refuse(self, why: str) -> str:
        self.refused[why] += 1
        return ""


def is_web(address: str) -> bool:
    """Whether it is a whole address of http or https."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and len(address) <= _LONGEST


def _safe(address: str) -> str:
    return _ENTITY.sub("&amp;", _UNSAFE.sub(lambda sign: quote(sign[0], safe=""), address))


def _count(many: int) -> str:
    return "the address of 1 link is" if many == 1 else f"the addresses of {many} links are"
