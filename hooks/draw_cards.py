"""Draws the picture that a shared link shows, of each page in each language; not under `mkdocs serve`.

Pages are written meanwhile: a picture's name is known before it is drawn. `extra.cards: false` makes none.
"""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor, wait
from itertools import groupby
from pathlib import Path

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority, get_plugin_logger
from mkdocs.structure.files import Files

from precis import disk, shelf
from precis.card import Card
from precis.digest import digest
from precis.engraver import Engraver, without_card
from precis.headway import Stand
from precis.pack import packed, unpacked
from precis.pdf.typesetter import print_folder
from precis.presentation import Presentation
from precis.publication import Publication
from precis.shelf import Shelf
from precis.site import SitePage

log = get_plugin_logger("precis")
PHASE = "Drawing cards"
_drawing: Future[None] | None = None
_missing = 0
"Cards that are to be drawn, since none are kept."
_drawn = 0


@event_priority(-50)
def on_env(env: jinja2.Environment, config: MkDocsConfig, files: Files) -> jinja2.Environment:
    global _drawing, _missing, _drawn
    _drawing, _missing, _drawn = None, 0, 0
    folder = print_folder(config.theme.dirs)
    if folder is None or config.extra["serving"] or not config.extra.get("cards", True):
        return env
    publication: Publication = config.extra["precis"]
    made = (page for page in publication.project.site.pages if publication.makes(page.explainer) and not page.repeats)
    cards = {page: _card(page, publication, config) for page in made}
    engraver, kept = Engraver(folder), shelf.of(Path(config.config_file_path).parent)
    names = {card: engraver.name(card) for card in cards.values()}
    missing = [card for card, name in names.items() if kept.find(digest(name)) is None]
    refused = engraver.refused(missing)
    _missing = len(missing) - len(refused)
    _tell(cards, refused)
    publication.cards.update(
        {(page.language, page.key): names[card] for page, card in cards.items() if card not in refused}
    )
    for page, card in cards.items():
        publication.own(page.explainer, names[card])
    drawn = {card: name for card, name in names.items() if card not in refused}
    pool = ThreadPoolExecutor(1)  # Typst lets go of the interpreter
    _drawing = pool.submit(_draw, engraver, kept, drawn, Path(config.site_dir))
    pool.shutdown(wait=False)
    return env


def on_post_build(config: MkDocsConfig) -> None:
    publication: Publication = config.extra["precis"]
    if _drawing:
        if _missing:
            publication.headway.follow(PHASE, _missing, lambda: Stand(PHASE, _drawn, _missing))
        _drawing.result()


def on_build_error(error: Exception) -> None:
    """What is being drawn is drawn: nobody writes to the site's folder once it is cleared away."""
    if _drawing:
        wait([_drawing])


def _card(page: SitePage, publication: Publication, config: MkDocsConfig) -> Card:
    with publication.working(page.explainer):
        return Card.of(Presentation(publication, page, config.site_url or "/"), config.site_name)


def _draw(engraver: Engraver, kept: Shelf, names: Mapping[Card, str], site: Path) -> None:
    global _drawn
    found = {card: unpacked(kept.find(digest(name)) or b"") for card, name in names.items()}
    for card, pack in found.items():
        if pack:
            disk.write_bytes(site / names[card], pack[1]["png"])
    for card, picture in engraver.draw([card for card, pack in found.items() if not pack]):
        _drawn += 1
        kept.keep(digest(names[card]), packed(None, {"png": picture}))
        disk.write_bytes(site / names[card], picture)


def _tell(cards: Mapping[SitePage, Card], refused: Mapping[Card, str]) -> None:
    """Once for each language: a picture is no part of its page."""
    lacking = [page for page, card in cards.items() if card in refused]
    for _, pages in groupby(lacking, key=lambda page: page.language):
        first, *others = pages
        log.info(str(without_card(first.url, refused[cards[first]], len(others))))
