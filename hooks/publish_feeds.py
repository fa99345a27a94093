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


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """No search engine reads a preview: it has no sitemap, nor what else is for visiting programs alone."""
    if config.extra["serving"]:
        config.theme.static_templates.discard("sitemap.xml")
    return config


@event_priority(-50)
def on_env(env: jinja2.Environment, config: MkDocsConfig, files: Files) -> jinja2.Environment:
    """Once all texts are annotated: days and sources of a page depend on what it cites."""
    publication: Publication = config.extra["precis"]
    publication.headway.begin("Writing citations and feeds")
    for name, text, explainer in _texts(publication, config):
        publication.own(explainer, name)
        file = File.generated(config, f"{name}.txt", content=text, inclusion=InclusionLevel.NOT_IN_NAV)
        file.dest_uri = name  # what ends in .md would be taken for a page
        files.append(file)
    return env


def _texts(publication: Publication, config: MkDocsConfig) -> Iterator[tuple[str, str, str]]:
    """Site-relative paths, what they hold, and the explainer that they are made of."""
    site_url = config.site_url or "/"
    readable = set(crawling.readable(publication))
    for page in publication.project.site.pages:
        if publication.makes(page.explainer):
            here = Presentation(publication, page, site_url)
            with publication.working(page.explainer):
                texts = dict(_citations(here, config.site_name))
                if page in readable:
                    excerpt = Excerpt(here)
                    texts[excerpt.path] = excerpt.markdown()
            for name, text in texts.items():
                yield name, text, page.explainer
    if not publication.makes(""):
        return
    for tag in publication.project.languages:
        feed = Feed(publication, tag, config.site_name, site_url)
        yield feed.path, feed.xml(), ""
    if config.extra["serving"]:
        return
    yield crawling.ROBOTS, crawling.robots(site_url), ""
    yield crawling.LLMS, crawling.llms(publication, config.site_name, config.site_description or "", site_url), ""


def _citations(here: Presentation, site_name: str) -> Iterator[tuple[str, str]]:
    """Beside each page that is cited by itself."""
    if here.citable:
        of_fact = here.page.kind == "fact"
        known = Factsheet(here, site_name).reference if of_fact else citation.reference(here, site_name)
        for name, text in known.files(here.publication.writer(here.page)).items():
            yield here.page.url + name, text
