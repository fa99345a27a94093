"""What programs that visit the site are told: robots.txt, and llms.txt (llmstxt.org) with the texts of all pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from urllib.parse import urljoin

from precis.address import MARKDOWN
from precis.dataset import folder
from precis.literal import link, literal
from precis.memo import memo
from precis.presentation import Presentation
from precis.publication import Publication
from precis.site import SitePage
from precis.vocabulary import FOLDER

ROBOTS, LLMS = "robots.txt", "llms.txt"


def robots(site_url: str) -> str:
    return f"User-agent: *\nAllow: /\n\nSitemap: {urljoin(site_url, 'sitemap.xml')}\n"


def llms(publication: Publication, site_name: str, description: str, site_url: str) -> str:
    """All pages as Markdown, by language and explainer, each with its short answer; then the data."""
    head = [f"# {site_name}", *([f"> {description}"] if description else [])]
    return "\n\n".join([*head, *_languages(publication, site_url), *_data(publication, site_url)]) + "\n"


def readable(publication: Publication) -> Iterator[SitePage]:
    """The pages that are Markdown as well: all but those of single facts, which the page of all facts holds."""
    for page in publication.project.site.pages:
        if not page.repeats and page.kind != "fact":
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
        answer = here.lead_of(here.page, "answer") or here.description
        yield memo(_line, here.title, here.absolute(here.page.url) + MARKDOWN, answer)


def _line(title: str, address: str, answer: str) -> str:
    return f"- {link(title, address)}" + (f": {literal(answer)}" if answer else "")


def _data(publication: Publication, site_url: str) -> Iterator[str]:
    """In the site's first language, as the names within the files are."""
    project = publication.project
    overviews = {page.explainer: page for page in project.site.overviews(project.site.languages[0])}
    found = [
        f"- {link(overviews[name].front.title, urljoin(site_url, f'{folder(name)}/facts.json'))}: facts and sources"
        for name, dossier in project.dossiers.items()
        if dossier.facts and name in overviews
    ]
    if any(project.glossaries.values()):
        found.append(f"- {link('Glossary', urljoin(site_url, f'{FOLDER}/glossary.jsonld'))}: terms as SKOS, in JSON-LD")
    if found:
        yield "## Data"
        yield "\n".join(found)
