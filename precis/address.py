"""Addresses of a site as editors write them, from its root or their last part alone; names beside those of pages."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Annotated
from urllib.parse import urljoin

from pydantic import AfterValidator

from precis.records import refuse, url_part

CITATIONS = ("cite.txt", "cite.bib", "cite.json")
"Beside a page: how it is cited, as a sentence, BibTeX, CSL-JSON."
MARKDOWN = "index.html.md"
"Beside a page, its text: where llmstxt.org says that it is looked for."
_WHOLE = re.compile(r"/(?:[A-Za-z0-9~_-][A-Za-z0-9.~_-]*/)*(?:[A-Za-z0-9~_-][A-Za-z0-9.~_-]*\.html?)?")
TAKEN = ("/", "/assets/", "/data/", "/_server/", "/404.html")
"Addresses, and beginnings of addresses, that are never those of pages."


@lru_cache(maxsize=100_000)
def absolute(site_url: str, url: str) -> str:
    """An address relative to the site’s root as the whole world knows it."""
    return urljoin(site_url, url)


def former(text: str) -> str:
    """An item of `was:`, as it is compared: a slug, or an address from the site’s root."""
    if not text.startswith("/"):
        return url_part(text)
    whole = re.sub(r"(?<=/)index\.html?$", "", text)
    if _WHOLE.fullmatch(whole) is None:
        expected = "an address from the site’s root, as “/en/old/place/” or “/old/page.html”, or an old slug"
        raise refuse(f"is “{text}”", expected, "write the part after the host’s name, with the slash at its end")
    if whole in TAKEN or whole.startswith(TAKEN[1:]):
        raise refuse(f"is “{text}”, where no page ever was", "an address that the page had", "remove it")
    return whole


FormerAddress = Annotated[str, AfterValidator(former)]
