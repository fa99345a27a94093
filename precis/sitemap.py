"""The addresses of a site for search engines, each with its day and its versions: sitemaps.org, with hreflang."""

from __future__ import annotations

from collections.abc import Iterator

from precis.address import absolute
from precis.chronicle import Chronicle
from precis.presentation import Alternate, alternates
from precis.publication import Publication


def addresses(publication: Publication, site_url: str) -> Iterator[tuple[str, str, list[Alternate]]]:
    """Each published address, the day of its last change (empty where nobody states one) and its alternates; pages that
    repeat others are left out."""
    chronicle = Chronicle(publication)
    for page in publication.project.site.pages:
        if not page.repeats:
            day = chronicle.modified(page)
            yield absolute(site_url, page.url), day.isoformat() if day else "", alternates(publication, page, site_url)
