"""What search engines are told of a page, as JSON-LD with the names of schema.org: article, question, way to it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from precis.chronicle import Chronicle
from precis.linked import LICENCE, Node, stated
from precis.phrase import filled
from precis.presentation import Presentation, counterparts
from precis.site import SitePage


@dataclass(frozen=True)
class Structured:
    here: Presentation
    site_name: str

    @property
    def json_ld(self) -> str:
        """As it may stand in a `<script>`: no text can close it. Empty for pages that only repeat others."""
        if self.here.page.repeats:
            return ""
        graph = [*_NODES.get(self.here.page.kind, _nothing)(self), *self._trail()]
        text = json.dumps(
            {"@context": "https://schema.org", "@graph": stated(graph)}, ensure_ascii=False, separators=(",", ":")
        )
        return text.replace("<", "\\u003c") if graph else ""

    def article(self) -> Node:
        """The page as an article, with its sources, corrections and versions in other languages; without its answer,
        which the head and the overview's questions say: pages are to be small."""
        here, page = self.here, self.here.page
        chronicle = Chronicle(here.publication)
        published, modified = chronicle.published(page), chronicle.modified(page)
        return {
            "@type": "Article",
            "@id": here.absolute(page.url),
            "headline": here.title,
            "image": here.card,
            "inLanguage": page.language,
            "datePublished": published.isoformat() if published else None,
            "dateModified": modified.isoformat() if modified else None,
            "author": {"@type": "Organization", "name": self.here.publication.author or self.site_name},
            "publisher": self._publisher(),
            "license": LICENCE,
            "isPartOf": {"@id": here.absolute(here.explainer[0].url)} if here.place else None,
            **counterparts(here),
            "correction": list(self._corrections(chronicle)),
            "citation": [source.url or source.title for source in here.sources],
        }

    def question(self, page: SitePage) -> Node:
        """A page's title as a question with its short answer."""
        answer = {"@type": "Answer", "text": self.here.lead_of(page, "answer"), "url": self.here.absolute(page.url)}
        title = self.here.publication.project.languages[page.source.language].typeset(page.front.title)
        return {"@type": "Question", "name": title, "acceptedAnswer": answer}

    def website(self) -> Node:
        page = self.here.page
        return {
            "@type": "WebSite",
            "@id": self.here.absolute(page.url),
            "name": self.site_name,
            "description": self.here.description,
            "inLanguage": page.language,
            **counterparts(self.here),
            "publisher": self._publisher(),
        }

    def faq(self) -> Node:
        """All questions of the explainer, with their short answers."""
        page = self.here.page
        return {
            "@type": "FAQPage",
            "url": self.here.absolute(page.url),
            "inLanguage": page.language,
            "mainEntity": [self.question(one) for one in self.here.sections if not one.fallback],
        }

    def _publisher(self) -> Node:
        logo = self.here.absolute("assets/favicon.svg")
        return {"@type": "Organization", "name": self.site_name, "url": self.here.site_url, "logo": logo}

    def _corrections(self, chronicle: Chronicle) -> Iterator[Node]:
        write, views = self.here.views.writer, self.here.views
        for change in chronicle.changes(self.here.page):
            if change.revision.why == "error":
                said = filled(write.message("It said: {before}"), before=write.message(change.revision.was))
                now = filled(write.message("It says now: {now}"), now=views.fact(change.fact_id).written)
                day = change.revision.on.isoformat()
                yield {"@type": "CorrectionComment", "text": f"{said} {now}", "datePublished": day}

    def _trail(self) -> Iterator[Node]:
        """The way to the page from its language's home."""
        pages = self._above()
        if len(pages) > 1:
            items = [
                {"@type": "ListItem", "position": place, "name": page.label, "item": self._elsewhere(page)}
                for place, page in enumerate(pages, 1)
            ]
            yield {"@type": "BreadcrumbList", "itemListElement": items}

    def _elsewhere(self, page: SitePage) -> str:
        """A page's address; none for the page itself, which needs none."""
        return "" if page is self.here.page else self.here.absolute(page.url)

    def _above(self) -> list[SitePage]:
        here = self.here
        overview = here.explainer[:1] if here.page.kind != "overview" else ()
        facts = [here.all_facts] if here.page.kind == "fact" else ()
        return [page for page in (here.home, *overview, *facts, here.page) if page]


def _nothing(_: Structured) -> Sequence[Node]:
    """Fact pages, lists and the glossary say what they are themselves."""
    return ()


_NODES: Mapping[str, Callable[[Structured], Sequence[Node]]] = {
    "home": lambda page: [page.website()],
    "overview": lambda page: [page.article(), page.faq()],
    "section": lambda page: [page.article()],
}
