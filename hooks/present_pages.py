"""Hands each page to its template in its own language."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlsplit

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from precis import foreign, outward, sitemap
from precis.corrections import Corrections
from precis.factlist import FactList
from precis.factsheet import Factsheet
from precis.memo import memo, plainly
from precis.page import PageKind
from precis.presentation import Presentation
from precis.publication import Publication
from precis.sourcelist import SourceList
from precis.structured import Structured
from precis.termlist import TermList
from precis.whole import Whole

TEMPLATES: Mapping[PageKind, str] = {
    "home": "home.html",
    "overview": "overview.html",
    "section": "section.html",
    "glossary": "glossary.html",
    "fact": "fact.html",
    "facts": "facts.html",
    "sources": "sources.html",
    "corrections": "corrections.html",
    "whole": "whole.html",
}
LOCALISED = {"404.html": "404-language.html", "words.js": "words.js.html"}
"Files of a language besides its pages, with their templates."
SHEETS: Mapping[PageKind, Callable[[Presentation, str], object]] = {
    "fact": Factsheet,
    "facts": FactList,
    "sources": SourceList,
    "corrections": Corrections,
    "glossary": TermList,
    "whole": Whole.of,
}
"What pages of records and terms show besides what every page shows; given the page and the site's name."


class ConfigView:
    """The configuration as templates of one language see it: read only, with the theme's language replaced."""

    def __init__(self, config: MkDocsConfig, theme_language: str) -> None:
        self._config = config
        self.theme = ChainMap({"language": theme_language}, config.theme)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._config, name)


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Each language has its own 404 page, and what its scripts say."""
    publication: Publication = config.extra["precis"]
    config.theme.static_templates.update(_localised(publication))
    return config


def on_env(env: jinja2.Environment, config: MkDocsConfig, files: Files) -> jinja2.Environment:
    publication: Publication = config.extra["precis"]
    assert env.loader is not None
    env.loader = jinja2.ChoiceLoader([env.loader, jinja2.DictLoader(_localised(publication))])
    for page in publication.project.site.pages:
        file = files.src_uris.get(f"{page.language}/{page.key}")
        if file is not None and file.page is not None:
            file.page.meta["template"] = TEMPLATES[page.kind]
    return env


def _localised(publication: Publication) -> dict[str, str]:
    """The files that each language has besides its pages, each with the template that makes it."""
    tags = publication.project.languages
    return {f"{tag}/{name}": f'{{% extends "{template}" %}}' for tag in tags for name, template in LOCALISED.items()}


def on_page_context(context: TemplateContext, page: Page, config: MkDocsConfig, nav: Navigation) -> TemplateContext:
    publication: Publication = config.extra["precis"]
    tag, _, key = page.file.src_uri.partition("/")
    here = publication.project.site.page(tag, key)
    if here is None:
        return _extended(context, publication=publication, site_url=config.site_url)
    publication.work_on(here.explainer)
    presentation = Presentation(publication, here, config.site_url or "/")
    sheet = SHEETS[here.kind](presentation, config.site_name) if here.kind in SHEETS else None
    structured = Structured(presentation, config.site_name)
    return _in_language(context, config, tag, here=presentation, sheet=sheet, structured=structured)


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    publication: Publication = config.extra["precis"]
    tag, _, key = page.file.src_uri.partition("/")
    language, here = publication.project.languages.get(tag), publication.project.site.page(tag, key)
    publication.work_on("")
    # those of the site itself are made at each save
    call = memo if config.extra["serving"] and here and not here.explainer else plainly
    if not config.extra["serving"]:
        page.content = page.markdown = None  # nobody reads them again, and a large site has many
        if here and here.kind == "whole":  # the last page of its explainer
            publication.release(here)
    text = call(outward.marked, output, config.site_url or "")
    return call(foreign.marked, text, language.tag, language.foreign) if language else text


def on_template_context(context: TemplateContext, template_name: str, config: MkDocsConfig) -> TemplateContext:
    publication: Publication = config.extra["precis"]
    if template_name == "sitemap.xml":
        return _extended(context, addresses=sitemap.addresses(publication, config.site_url or "/"))
    tag, _, _ = template_name.rpartition("/")
    root = urlsplit(config.site_url or "/").path or "/"
    context = _extended(context, base_url=root.rstrip("/") or "/", publication=publication)
    return _in_language(context, config, tag) if tag in publication.project.languages else context


def _in_language(context: TemplateContext, config: MkDocsConfig, tag: str, **values: object) -> TemplateContext:
    publication: Publication = config.extra["precis"]
    writer = publication.project.writers[tag]
    view = ConfigView(config, writer.language.theme)
    return _extended(
        context,
        config=view,
        publication=publication,
        language=writer.language,
        _=writer.phrase,
        ngettext=writer.plural,
        **values,
    )


def _extended(context: TemplateContext, **values: object) -> TemplateContext:
    context.update(values)  # type: ignore[typeddict-item]
    return context
