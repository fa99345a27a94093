"""What programs that visit the site are told: robots.txt, and llms.txt (llmstxt.org) with the texts of all pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from urllib.parse import urljoin

from precis.excerpt import FILE, literal
from precis.presentation import Presentation
from precis.publication import Publication
from precis.site import SitePage

ROBOTS, LLMS = "robots.txt", "llms.txt"


def robots(site_url: str) -> str:
    return f"User-agent: *\nAllow: /\n\nSitemap: {urljoin(site_url, 'sitemap.xml')}\n"


def llms(publication: Publication, site_name: str, description: str, site_url: str) -> str:
    """All written pages as Markdown, by language and explainer, each with its short answer."""
    head = [f"# {site_name}", *([f"> {description}"] if description else [])]
    return "\n\n".join([*head, *_languages(publication, site_url)]) + "\n"


def readable(publication: Publication) -> Iterator[SitePage]:
    """The pages that people wrote, in their own language, drafts left out."""
    for page in publication.project.site.written:
        if not page.repeats:
            yield page


def _languages(publication: Publication, site_url: str) -> Iterator[str]:
    pages = list(readable(publication))
    for tag, language in publication.project.languages.items():
        found = [Presentation(publication, page, site_url) for page in pages if page.language == tag]
        if found:
            yield f"## {language.name}"
            yield "\n".join(_lines(found))


def _lines(pages: Iterable[Presentation]) -> Iterator[str]:
    for here in pages:
        answer = literal(here.lead_of(here.page, "answer"))
        told = f": {answer}" if answer else ""
        yield f"- [{literal(here.title)}]({here.absolute(here.page.url)}{FILE}){told}"
