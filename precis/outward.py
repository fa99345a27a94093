"""Links that lead to other hosts say so in their `rel`, whoever wrote them."""

from __future__ import annotations

import re

_LINK = re.compile(r"""<a\b(?:"[^"]*"|[^">])*>""", re.IGNORECASE)
_HREF = re.compile(r"""\shref="(https?://[^"]*)\"""", re.IGNORECASE)
_REL = re.compile(r"""\srel="([^"]*)\"""", re.IGNORECASE)
_TARGET = re.compile(r"""\starget="[^"]*\"""", re.IGNORECASE)


def marked(html: str, site_url: str) -> str:
    """The page with `rel="external"` on each link to another host, and `noopener` where it opens a window of its own:
    older browsers would hand that the page it was opened from. Other hosts learn no more than the site’s name
    (Referrer-Policy)."""

    def mark(link: re.Match[str]) -> str:
        tag, href = link[0], _HREF.search(link[0])
        if href is None or href[1].startswith(site_url or "\n"):
            return tag
        wanted = ("external", *(("noopener",) if _TARGET.search(tag) else ()))
        rel = _REL.search(tag)
        if rel is None:
            return f'{tag[:-1]} rel="{" ".join(wanted)}">'
        words = dict.fromkeys((*rel[1].split(), *wanted))
        return tag.replace(rel[0], f' rel="{" ".join(words)}"', 1)

    return _LINK.sub(mark, html)
