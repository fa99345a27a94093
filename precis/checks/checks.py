"""The table of checks: a further one is a module and a line here."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from precis.checks import (
    alternates,
    figures,
    images,
    links,
    readability,
    records,
    sources,
    spelling,
    structure,
    terms,
    translations,
    typography,
)
from precis.checks.inspection import Inspection
from precis.checks.outcome import Outcome


class Check(NamedTuple):
    name: str
    asks: str
    "What it asks, in a few words."
    run: Callable[[Inspection], Outcome]
    of_site: bool = False
    "Whether it looks at the built site."


CHECKS = (
    Check("records", "records reviewed and checked in time", records.check),
    Check("figures", "figures sourced, true to their records, alike in all languages", figures.check),
    Check("terms", "terms explained, words avoided", terms.check),
    Check("translations", "translations current", translations.check),
    Check("links", "links and anchors lead somewhere", links.check, of_site=True),
    Check("alternates", "languages, canonical addresses and sitemap agree", alternates.check, of_site=True),
    Check("sources", "sources answer", sources.check),
    Check("images", "pictures have alternatives", images.check, of_site=True),
    Check("structure", "headings, ids, names for screen readers", structure.check, of_site=True),
    Check("spelling", "words are known", spelling.check),
    Check("typography", "signs and spaces", typography.check),
    Check("readability", "length of sentences, ease of reading", readability.check),
)
