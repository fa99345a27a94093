"""Explains figures and terms and draws charts once all pages are rendered, and reports what is wrong with them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority, get_plugin_logger
from mkdocs.structure.files import Files
from mkdocs.utils import get_relative_url

from precis.chart.figure import Figure
from precis.problems import ordered
from precis.publication import SITE, Publication
from precis.sections import Note
from precis.site import SitePage
from precis.term import Glossary
from precis.view import Views

log = get_plugin_logger("precis")


@event_priority(50)
def on_env(env: jinja2.Environment, config: MkDocsConfig, files: Files) -> jinja2.Environment:
    publication: Publication = config.extra["precis"]
    env.autoescape = True  # records and pages are text; what is HTML says so in its template
    template, chart = env.get_template("partials/notes.html"), env.get_template("partials/chart.html")

    def render(notes: Sequence[Note], views: Views, glossary: Glossary, page: SitePage) -> str:
        return template.render(
            notes=notes,
            views=views,
            glossary=glossary,
            elsewhere=partial(publication.elsewhere, page.source.language),
            here=page,
            entries=_glossary(publication, page),
            site=publication.project.site,
            relative=get_relative_url,
        )

    def draw(figure: Figure, views: Views, page: SitePage) -> str:
        site = publication.project.site
        return chart.render(figure=figure, views=views, here=page, site=site, relative=get_relative_url)

    fresh = publication.fresh
    publication.headway.begin("Checking pages", len(fresh))
    for page in fresh:
        publication.headway.step(page.explainer)
        file = files.get_file_from_path(f"{page.language}/{page.key}")
        if file is not None and file.page is not None:
            entries, kept = _glossary(publication, page), publication.texts_kept.get(page)
            if kept is not None:
                file.page.content = kept.take(page, publication)
                continue
            with publication.working(page.explainer):
                file.page.content = publication.annotate(page, file.page.content or "", entries, render, draw)
    _report(publication, stop=not config.extra["serving"])
    return env


def _glossary(publication: Publication, page: SitePage) -> str:
    """Address of the glossary in the page's language, relative to the page; empty without one."""
    glossary = publication.project.site.glossary(page.language)
    return get_relative_url(glossary.url, page.url) if glossary else ""


def _report(publication: Publication, *, stop: bool) -> None:
    """Logs each problem; an error stops the build, where it may, before anything is written."""
    problems = ordered(publication.problems())
    with publication.working(SITE):  # what is wrong with explainers is kept with them
        for problem in problems:
            (log.error if problem.severity == "error" else log.warning)("%s", problem)
    for name in filter(None if stop else publication.makes, publication.project.dossiers):
        counts = ((tag, publication.coverage(tag, name)) for tag in publication.project.languages)
        told = ", ".join(f"{tag} {count.sourced} of {count.total}" for tag, count in counts)
        log.info(f"{name}: figures sourced: {told}")
    errors = sum(problem.severity == "error" for problem in problems)
    if errors and stop:
        raise PluginError(f"{errors} to repair, nothing was published")
