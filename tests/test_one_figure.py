"""A changed figure changes, in one build, all that shows it, in every language, and nothing else."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from lxml import etree, html

from tests.conftest import Built, build, copy_good_site
from tests.test_found import ATOM, HOME, days

Change = Callable[[Path, str, str, str], None]
SECTIONS = ("en/harbour/closing/", "fr/le-port/fermeture/")
RECORDS = ("en/harbour/facts/cost/", "fr/le-port/chiffres/cost/")
OVERVIEWS = ("en/harbour/", "fr/le-port/")
LISTS = ("en/harbour/facts/", "fr/le-port/chiffres/", "en/harbour/sources/", "fr/le-port/sources/")
WHOLES = ("en/harbour/whole/", "fr/le-port/dossier-complet/")
CORRECTIONS = ("en/corrections/", "fr/corrections/")
PAGES = (*SECTIONS, *RECORDS, *OVERVIEWS, *LISTS, *WHOLES)
CHANGED = {
    *(f"{page}index.html" for page in PAGES),
    *(f"{page}index.html.md" for page in (*SECTIONS, *LISTS[:2])),
    *(f"{page}cite.json" for page in (*SECTIONS, *OVERVIEWS)),  # the day of the version that is cited
    *(f"{page}{name}" for page in RECORDS for name in ("cite.txt", "cite.bib", "cite.json")),
    *("en/harbour/harbour-en.pdf", "fr/le-port/le-port-fr.pdf"),
    *("en/feed.atom", "fr/feed.atom", "sitemap.xml"),
    *("data/harbour/facts.json", "data/harbour/facts.csv"),
    *(f"{page}index.html{copy}" for page in CORRECTIONS for copy in ("", ".md")),
    "_headers",  # names the files of the search index
}
"Files of the small good site that show the fact `cost`, or tell when what they show changed."


def files(built: Built) -> Mapping[str, bytes]:
    """By their path in the site; compressed ones are made of those."""
    found = (path for path in built.site.rglob("*") if path.is_file() and path.suffix not in {".gz", ".br"})
    return {path.relative_to(built.site).as_posix(): path.read_bytes() for path in found}


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory, change: Change) -> Built:
    """The good site with another cost, corrected in its record and its two texts."""
    folder = copy_good_site(tmp_path_factory.mktemp("changed"))
    revision = "cost:\n  revisions: [{on: 2026-11-20, was: £7 million, why: error}]\n  kind: money\n  value: "
    change(folder, "docs/_facts/harbour.yml", "cost:\n  kind: money\n  value: 7", f"{revision}8")
    change(folder, "docs/en/harbour/closing.md", "£7 million", "£8 million")
    change(folder, "docs/fr/harbour/closing.md", "7 millions de", "8 millions de")
    built = build(folder, strict=False)  # what the record said is not translated
    assert built.code == 0, built.log
    return built


def test_it_changes_what_shows_it_and_nothing_else(good: Built, changed: Built) -> None:
    before, after = files(good), files(changed)
    found = {name for name in before.keys() & after.keys() if before[name] != after[name]}
    found |= before.keys() ^ after.keys()
    search = {name for name in found if name.startswith("assets/pagefind/")}
    cards = {name for name in found if name.startswith("assets/cards/")}
    assert found - search - cards == CHANGED
    assert (
        sorted(re.sub(r"\..*\.", ".*.", name) for name in cards)
        == ["assets/cards/en.*.png"] * 2 + ["assets/cards/fr.*.png"] * 2
    )
    assert {name for name in search if re.search(r"pagefind(-entry)?\.(js|json)$|wasm", name)} == {
        "assets/pagefind/pagefind-entry.json"
    }


def test_it_is_new_wherever_it_stands(changed: Built) -> None:
    for page, written in zip(PAGES, ("£8\u00a0million", "8\u00a0millions de livres sterling") * 6, strict=True):
        if page not in OVERVIEWS:
            assert written in changed.html(page), page
    table = list(csv.DictReader(changed.html("data/harbour/facts.csv").splitlines()))
    assert [row["value"] for row in table if row["id"] == "cost"] == ["8000000"]
    assert json.loads(changed.html("data/harbour/facts.json"))["facts"]["cost"]["value"] == 8000000
    for page, tag in zip(RECORDS, ("en", "fr"), strict=True):
        root = etree.fromstring(changed.html(f"{tag}/feed.atom").encode())
        entries = {entry.findtext("a:id", "", ATOM): entry for entry in root.iterfind("a:entry", ATOM)}
        entry = entries[f"{HOME}{page}#2026-11-20"]
        assert entry.findtext("a:updated", "", ATOM) == "2026-11-20T00:00:00Z"
        assert "8\u00a0million" in entry.findtext("a:summary", "", ATOM)


def test_the_days_of_what_shows_it_are_new(good: Built, changed: Built) -> None:
    before, after = days(good), days(changed)
    moved = {address for address in after if after[address] != before[address]}
    assert {after[address] for address in moved} == {"2026-11-20"}
    assert moved == {HOME + page for page in (*SECTIONS, *RECORDS, *OVERVIEWS, *LISTS, *CORRECTIONS)}


def test_pictures_of_its_pages_are_new(good: Built, changed: Built) -> None:
    for page in RECORDS:
        trees = [html.document_fromstring(built.html(page)) for built in (good, changed)]
        old, new = (str(tree.xpath("//meta[@property='og:image']/@content")[0]).removeprefix(HOME) for tree in trees)
        assert old != new
        assert (good.site / old).read_bytes() != (changed.site / new).read_bytes()
        assert not (changed.site / old).exists()
