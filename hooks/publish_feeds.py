"""Publishes what programs read: feeds, pages as Markdown, citations, robots.txt and llms.txt."""

from __future__ import annotations

from collections.abc import Iterator

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files, InclusionLevel

from precis import citation, crawling
from precis.excerpt import Excerpt
from precis.factsheet import Factsheet
from precis.feed import Feed
from precis.presentation import Presentation
from precis.publication import Publication


@event_priority(-50)
def on_env(env: jinja2.Environment, config: MkDocsConfig, files: Files) -> jinja2.Environment:
    """Once all texts are annotated: days and sources of a page depend on what it cites."""
    for name, text in _texts(config.extra["precis"], config):
        file = File.generated(config, f"{name}.txt", content=text, inclusion=InclusionLevel.NOT_IN_NAV)
        file.dest_uri = name  # what ends in .md would be taken for a page
        files.append(file)
    return env


def _texts(publication: Publication, config: MkDocsConfig) -> Iterator[tuple[str, str]]:
    """Site-relative paths and what they hold."""
    site_url = config.site_url or "/"
    for tag in publication.project.languages:
        feed = Feed(publication, tag, config.site_name, site_url)
        yield feed.path, feed.xml()
    for page in crawling.readable(publication):
        excerpt = Excerpt(Presentation(publication, page, site_url))
        yield excerpt.path, excerpt.markdown()
    yield from _citations(publication, config.site_name, site_url)
    yield crawling.ROBOTS, crawling.robots(site_url)
    yield crawling.LLMS, crawling.llms(publication, config.site_name, config.site_description or "", site_url)


def _citations(publication: Publication, site_name: str, site_url: str) -> Iterator[tuple[str, str]]:
    """Beside each page that is cited by itself."""
    for page in publication.project.site.pages:
        here = Presentation(publication, page, site_url)
        if here.citable:
            known = Factsheet(here, site_name).reference if page.kind == "fact" else citation.reference(here, site_name)
            for name, text in known.files(publication.writer(page)).items():
                yield page.url + name, text
