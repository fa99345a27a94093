"""What readers load on a first visit: bytes, requests and shifts of the layout, never times."""

from __future__ import annotations

import gzip

from playwright.sync_api import Browser

from scripts import budgets
from scripts.budgets import BUDGETS, Loaded, Place
from tests.conftest import Built
from tests.server import Server

LARGE = {"glossary": 22_500, "overview": 20_500, "sources": 17_000, "whole": 80_000}
"HTML of pages that are lists; budgets are for sections."
KINDS = {"door", "home", "overview", "section", "glossary", "facts", "fact", "sources", "corrections", "whole"}


def test_every_section_page_is_light(calais: Built) -> None:
    pages = [file for file in calais.site.rglob("index.html") if "page--section" in file.read_text("utf-8")]
    sizes = {file.parent.name: len(gzip.compress(file.read_bytes(), 6)) for file in pages}
    assert len(sizes) > 10
    assert {name: size for name, size in sizes.items() if size > BUDGETS["HTML"]} == {}


def test_first_visits_stay_within_the_budgets(calais: Built, browser: Browser) -> None:
    """Of each kind and language the heaviest page."""
    places = budgets.places(calais.site)
    assert {place.kind for place in places} == KINDS
    server = Server(calais.site, packs=True)
    found = budgets.visit_all(browser, [server.address + place.path for place in places])
    server.close()
    assert [line for place, loaded in zip(places, found, strict=True) for line in _over(place, loaded)] == []


def test_nothing_moves_on_a_slow_network(calais: Built, browser: Browser) -> None:
    paths = ["fr/calais-2015/terminal-juillet-2015/", "fr/calais-2015/", "en/glossary/"]
    server = Server(calais.site, packs=True)
    found = budgets.visit_all(browser, [server.address + path for path in paths], slow=True)
    server.close()
    assert [(path, loaded.seen["shift"]) for path, loaded in zip(paths, found, strict=True)] == [(p, 0) for p in paths]


def test_nothing_but_search_is_lost_without_javascript(calais: Built, browser: Browser) -> None:
    server = Server(calais.site)
    for place in budgets.places(calais.site):
        if place.language in {"", "fr"}:
            assert not budgets.lost(browser, server.address + place.path), place
    server.close()


def test_the_table_marks_what_is_over() -> None:
    found = dict.fromkeys(budgets.COLUMNS, 0.0) | {"HTML": 15_001, "all": 50_000, "shift": 0.0012}
    *_, line = budgets.table([(Place("section", "fr", ""), found)])
    assert [cell for cell in line.split() if cell.endswith("!")] == ["15.0!", "0.0012!"]


def _over(place: Place, loaded: Loaded) -> list[str]:
    html, total = loaded.sizes["document"], sum(loaded.sizes.values())
    room = LARGE.get(place.kind, int(BUDGETS["HTML"]))
    found = {
        "HTML": html > room,
        "all": total > BUDGETS["all"] + room - BUDGETS["HTML"],
        "requests": loaded.requests > BUDGETS["requests"] + (place.kind in {"facts", "glossary"}),
        "failed": loaded.failed,
        "elsewhere": loaded.elsewhere,
        "shift": loaded.seen["shift"],
    }
    return [f"{place}: {name}: {loaded}" for name, wrong in found.items() if wrong]
