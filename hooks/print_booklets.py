"""Makes a PDF of each explainer in each language, which the pages link to.

While serving, only those are shown that an earlier build made of the same content. `extra.booklets: false` makes none.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel

from precis import shelf
from precis.digest import digest
from precis.pack import packed, unpacked
from precis.pdf.booklet import Booklet, file_name
from precis.pdf.typesetter import Printed, Typesetter, Unprintable, print_folder, without_fonts
from precis.presentation import Presentation
from precis.publication import Enclosure, Publication
from precis.shelf import Shelf
from precis.site import SitePage
from precis.whole import Whole

log = get_plugin_logger("precis")


@event_priority(-50)
def on_env(env: jinja2.Environment, config: MkDocsConfig, files: Files) -> jinja2.Environment:
    """Once all texts are annotated, and before pages are rendered: these say how long the PDF is."""
    publication: Publication = config.extra["precis"]
    folder = print_folder(config.theme.dirs)
    if folder is None or not config.extra.get("booklets", True):
        return env
    kept = shelf.of(Path(config.config_file_path).parent)
    for page, printed in _printed(publication, Typesetter(folder), kept, config):
        name = file_name(page)
        files.append(File.generated(config, name, content=printed.pdf, inclusion=InclusionLevel.NOT_IN_NAV))
        publication.own(page.explainer, name)
        publication.booklets[page.language, page.explainer] = Enclosure(name, printed.pages, len(printed.pdf))
    return env


def _printed(
    publication: Publication, typesetter: Typesetter, kept: Shelf, config: MkDocsConfig
) -> Iterator[tuple[SitePage, Printed]]:
    pages = [one for one in publication.project.site.pages if one.kind == "whole" and publication.makes(one.explainer)]
    publication.headway.begin("Setting PDFs", 0 if config.extra["serving"] else len(pages))
    for page in pages:
        publication.headway.step(page.explainer)
        with publication.working(page.explainer):
            printed = _found(page, publication, typesetter, kept, config)
        if printed:
            yield page, printed


def _found(
    page: SitePage, publication: Publication, typesetter: Typesetter, kept: Shelf, config: MkDocsConfig
) -> Printed | None:
    """Kept from an earlier build of the same content, or made."""
    whole = Whole.of(Presentation(publication, page, config.site_url or "/"), config.site_name)
    booklet = Booklet(whole, typesetter.style)
    name = digest("booklet", typesetter.digest, booklet.json, booklet.day)
    found = unpacked(kept.find(name) or b"")
    if found is not None:
        return Printed(found[1]["pdf"], found[0])
    if config.extra["serving"]:
        log.info(f"/{page.url}: its PDF is made by “mkdocs build”, not while serving")
        return None
    printed = _set(booklet, typesetter, page, publication)
    if printed and not printed.lacking:  # what would come out the same on any machine
        kept.keep(name, packed(printed.pages, {"pdf": printed.pdf}))
    return printed


def _set(booklet: Booklet, typesetter: Typesetter, page: SitePage, publication: Publication) -> Printed | None:
    """A language that is not complete may lack a font: told, not warned of."""
    try:
        printed = typesetter.set(booklet.json, booklet.day)
    except Unprintable as lacking:
        tell = log.warning if publication.language(page).complete else log.info
        tell("%s", without_fonts(page.url, str(lacking), made=False))
        return None
    if printed.lacking:
        log.info(str(without_fonts(page.url, printed.lacking, made=True)))
    return printed
