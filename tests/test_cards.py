"""The pictures of shared links: one a page and language, the same bytes for the same content, small, and complete."""

from __future__ import annotations

import datetime as dt
import io
import re
from dataclasses import replace
from pathlib import Path
from urllib.parse import urljoin

import pytest
from PIL import Image, ImageChops

from precis import headers
from precis.card import _ROOM, SIZE, Card, _cut
from precis.engraver import Engraver
from precis.presentation import Presentation
from precis.project import Project
from precis.publication import Publication
from tests.broken import apply
from tests.conftest import ROOT, Built, build, configuration
from tests.test_built_site import page
from tests.test_whole import WHOLES

HOME = "https://example.org/"
EN, FR = "en/harbour/closing/", "fr/le-port/fermeture/"
LARGEST = 100_000
"Bytes."
PLAIN = Card("en", "", "ltr", "English", "Précis", "The harbour", "", "Why did the harbour close?", "example.org")


def told(built: Built, path: str) -> dict[str, str]:
    tree = page(built, path)
    nodes = tree.xpath("//meta[starts-with(@property, 'og:') or starts-with(@name, 'twitter:')]")
    return {str(node.get("property") or node.get("name")): str(node.get("content")) for node in nodes}


def card(built: Built, path: str) -> bytes:
    return (built.site / told(built, path)["og:image"].removeprefix(HOME)).read_bytes()


@pytest.fixture(scope="module")
def engraver() -> Engraver:
    return Engraver(ROOT / "overrides" / "print")


def drawn(engraver: Engraver, *cards: Card) -> list[bytes]:
    assert not engraver.refused(cards)
    return [data for _, data in engraver.draw(cards)]


def test_every_page_has_a_picture_of_its_own(calais: Built) -> None:
    seen: dict[str, str] = {}
    for path in re.findall(rf"<loc>{HOME}([^<]*)</loc>", calais.html("sitemap.xml")):
        tags = told(calais, path)
        assert tags["og:image"] not in seen, path
        seen[tags["og:image"]] = path
        with Image.open(calais.site / tags["og:image"].removeprefix(HOME)) as image:
            assert (image.size, image.format) == (SIZE, "PNG")
        assert (tags["og:image:width"], tags["og:image:height"], tags["og:image:type"]) == ("1200", "630", "image/png")
        assert tags["twitter:card"] == "summary_large_image"
        assert tags["og:image:alt"]
    files = [path.relative_to(calais.site).as_posix() for path in (calais.site / "assets" / "cards").iterdir()]
    assert sorted(urljoin(HOME, name) for name in files) == sorted(seen)
    assert max(path.stat().st_size for path in (calais.site / "assets" / "cards").iterdir()) < LARGEST


def test_pages_that_repeat_others_show_their_picture(calais: Built, small_site: Path) -> None:
    for whole, overview in WHOLES.items():
        assert told(calais, whole)["og:image"] == told(calais, overview)["og:image"]
    (small_site / "docs/fr/harbour/ending.md").unlink()
    built = build(small_site, strict=False)
    assert told(built, "fr/le-port/ending/")["og:image"] == told(built, "en/harbour/ending/")["og:image"]


def test_figures_are_told_with_who_says_so(project: Project) -> None:
    publication = Publication(project, dt.date(2026, 1, 5))
    key = "calais-2015/facts/night-attempts.md"
    pages = (project.site.page(tag, key) for tag in ("en", "fr"))
    english, french = (Card.of(Presentation(publication, one, HOME), "Précis") for one in pages if one)
    assert english.value == "About 2,000\u00a0attempts"
    assert english.title == "Attempts to enter the Eurotunnel site recorded in one night"
    assert english.foot == "27–28 July 2015 · Stated by: Eurotunnel · Accounts differ"
    assert french.foot.replace("\u00a0", " ") == "27–28 juillet 2015 · Selon : Eurotunnel · Sources divergentes"
    assert (french.lang, french.language, french.kicker) == ("fr", "Français", "Calais, été 2015")


def test_the_same_content_makes_the_same_bytes_under_the_same_name(good: Built, below: Built, small_site: Path) -> None:
    again = build(small_site)
    assert told(again, EN) == told(good, EN)
    assert card(again, EN) == card(good, EN)
    kept = {path.name for path in (again.site / "assets" / "cards").iterdir()}
    apply(
        {"change": {"docs/en/harbour/closing.md": ["title: What happened?", "title: What happened there?"]}}, small_site
    )
    changed = build(small_site, strict=False)
    assert told(changed, EN)["og:image"] != told(good, EN)["og:image"]
    assert told(changed, FR) == told(good, FR)
    now = {path.name for path in (changed.site / "assets" / "cards").iterdir()}
    assert (len(now - kept), len(kept - now)) == (1, 1)
    assert told(below, EN)["og:image"].startswith("https://example.org/explainers/assets/cards/en.")


def test_hosts_may_let_them_be_kept(good: Built) -> None:
    path = told(good, EN)["og:image"].removeprefix(HOME)
    assert headers.cache_control(path) == headers.IMMUTABLE
    rules = good.html("_headers")
    assert rules.count("assets/cards/") == 1
    assert f"/assets/cards/*\n  Cache-Control: {headers.IMMUTABLE}" in rules


def test_a_site_can_do_without(small_site: Path) -> None:
    (small_site / "mkdocs.yml").write_text(configuration(extra={"cards": False, "booklets": False}), "utf-8")
    built = build(small_site)
    assert built.code == 0, built.log
    assert not [name for name in told(built, EN) if "image" in name or "twitter" in name]
    assert not (built.site / "assets" / "cards").exists()


def test_signs_without_a_font_leave_a_page_without_picture(small_site: Path) -> None:
    """With U+10FFFD, a private sign that no font has."""
    apply({"change": {"docs/fr/harbour/ending.md": ["title: ", "title: \U0010fffd"]}}, small_site)
    settings = configuration(extra={"booklets": False})
    (small_site / "mkdocs.yml").write_text(settings, "utf-8")
    built = build(small_site)
    assert built.code == 0, built.log
    assert "/fr/le-port/la-fin/: has no picture for shared links: " in built.log
    assert "og:image" not in told(built, "fr/le-port/la-fin/")
    assert "og:image" in told(built, FR)


def test_arabic_is_set_from_right_to_left(spoken: Built) -> None:
    tags = told(spoken, "ar/al-mina/")
    assert tags["og:image:alt"] == "لماذا أُغلق الميناء؟"
    with Image.open(spoken.site / tags["og:image"].removeprefix(HOME)) as image:
        assert ink(image, right=True) > 3 * ink(image, right=False)


def ink(image: Image.Image, *, right: bool) -> int:
    """Pixels of text in one of the outer quarters of the part that holds the title."""
    part = image.convert("L").crop((900, 150, 1200, 500) if right else (0, 150, 300, 500))
    return sum(part.histogram()[:128])


# Drawing


def test_no_text_is_read_as_code(engraver: Engraver) -> None:
    written = '#import "x" #panic() $x$ \\u{41} ] } *a* _b_ <c> @d ~ // /* = f'
    plain, hostile = drawn(engraver, PLAIN, replace(PLAIN, title=written, site=written, foot=written))
    assert plain != hostile


@pytest.mark.parametrize("name", ["site", "kicker", "value", "title", "foot"])
def test_texts_of_any_length_stay_on_the_card(engraver: Engraver, name: str) -> None:
    """Nothing is drawn in the margins: long texts are cut, or set smaller."""
    value = "" if name == "title" else "About 2,000 attempts"
    texts = {"value": value, name: _cut("Unforeseeable consequences " * 20, _ROOM[name])}
    long = replace(PLAIN, **texts)
    [data] = drawn(engraver, long)
    with Image.open(io.BytesIO(data)) as image:
        picture = image.convert("RGB")
        inner = (60, 50, SIZE[0] - 60, SIZE[1] - 20)
        framed = Image.new("RGB", SIZE, picture.getpixel((0, 0)))
        framed.paste(picture.crop(inner), inner)
        assert ImageChops.difference(framed, picture).getbbox() is None


def test_only_cards_that_cannot_be_drawn_are_refused(engraver: Engraver) -> None:
    cards = [replace(PLAIN, title=f"Question {number}") for number in range(9)]
    wrong = {replace(PLAIN, title=f"\U0010fffd {number}") for number in (1, 2)}
    refused = engraver.refused([*cards, *wrong])
    assert set(refused) == wrong
    assert all("could not be displayed" in why for why in refused.values())
    assert engraver.refused([]) == {}


def test_names_change_with_what_is_shown_alone(engraver: Engraver) -> None:
    assert engraver.name(PLAIN) == engraver.name(replace(PLAIN))
    assert engraver.name(PLAIN) != engraver.name(replace(PLAIN, foot="example.com"))
    assert re.fullmatch(r"assets/cards/en\.[0-9a-f]{10}\.png", engraver.name(PLAIN))
