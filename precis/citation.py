"""What is cited of a page that people wrote: a question as a part of its explainer, an overview as the whole of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from precis.chronicle import Chronicle
from precis.presentation import Presentation
from precis.reference import Reference


def reference(here: Presentation, site_name: str) -> Reference:
    page, overview = here.page, here.explainer[0]
    whole = page is overview
    name = page.explainer if whole else f"{page.explainer}-{page.name}"
    return Reference(
        id=f"{name}-{page.language}",
        title=here.title,
        container="" if whole else here.text_language.typeset(overview.front.title),
        publisher=site_name,
        author=here.publication.author or site_name,
        url=here.absolute(page.url),
        checked=_checked(here, here.views.dossier.facts if whole else here.annotated.facts),
        issued=Chronicle(here.publication).modified(page),
        language=page.language,
    )


def _checked(here: Presentation, fact_ids: Iterable[str]) -> dt.date | None:
    facts = here.views.dossier.facts
    return max((facts[one].checked for one in fact_ids if one in facts), default=None)
