"""Charts: what they say in each language, that they are sound on every page, and how they look on a small phone."""

from __future__ import annotations

import csv
import datetime as dt
import gzip
import io
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from lxml import etree, html
from playwright.sync_api import Page

from precis.chart import svg
from precis.chart.figure import Figure, figure
from precis.placeholder import pieces, protected, written
from precis.project import Project, load
from precis.view import Views
from tests import charted
from tests.browsing import EVERY_RULE, Serve, Visit, faults_in_any_light, restyle
from tests.conftest import Built, strictly
from tests.sharing import Shared

CASES = yaml.safe_load((Path(__file__).parent / "cases/charts.yml").read_text("utf-8"))
SHOWN = {
    "en/calais-2015/": ["attempts-by-year", "strait", "timeline"],
    "fr/calais-2015/": ["attempts-by-year", "strait", "timeline"],
    "en/calais-2015/why-the-uk/": ["asylum-2014"],
    "fr/calais-2015/pourquoi-le-royaume-uni/": ["asylum-2014"],
    "en/calais-2015/what-came-next/": ["population"],
    "fr/calais-2015/la-suite/": ["population"],
}
"The charts of the Calais pages, in order."
AR, EN = "ar/al-mina/al-ighlaq/", "en/harbour/closing/"
LIGHT = {"bars": 1024, "line": 1536, "timeline": 3072, "map": 3072}
"What a chart of a type may add to its page's HTML, packed, in bytes."
SCHEMES = pytest.mark.parametrize("scheme", ["light", "dark"])


@pytest.fixture(scope="session")
def drawn(shared: Shared) -> Built:
    """The small site in five languages, with charts, built strictly."""
    return shared("charted", strictly(charted.chart))


@pytest.fixture(scope="session")
def drawn_project(drawn: Built) -> Project:
    return load(drawn.folder, drawn.folder / "docs", "en")


@pytest.fixture(scope="session")
def drawn_root(drawn: Built, served: Serve) -> str:
    return served(drawn.site, "/")


def of(project: Project, explainer: str, name: str, tag: str) -> Figure:
    views = Views(project.writers[tag], project.dossiers[explainer], dt.date(2026, 1, 1))
    return figure(name, "chart-x", views)


def figures(built: Built, path: str) -> list[html.HtmlElement]:
    return list(html.document_fromstring(built.html(path)).iter("figure"))


def charts_of_pages(*sites: Built) -> Iterator[tuple[Built, str, str]]:
    """Each figure of each page as it is written: site, path, markup."""
    for built in sites:
        for file in sorted(built.site.rglob("index.html")):
            path = file.relative_to(built.site).as_posix().removesuffix("index.html")
            text = file.read_text("utf-8")
            if "page--whole" not in text:  # its figures are those of the other pages
                for found in re.finditer(r'<figure class="chart.*?</figure>', text, re.DOTALL):
                    yield built, path, found[0]


# What they say


@pytest.mark.parametrize("case", CASES, ids=[f"{case['chart']}-{case['language']}" for case in CASES])
def test_says_what_it_shows(case: dict[str, Any], project: Project, drawn_project: Project) -> None:
    explainer, _, name = case["chart"].partition("/")
    found = of(project if explainer == "calais-2015" else drawn_project, explainer, name, case["language"])
    assert found.drawing.says == case["says"]
    assert list(found.drawing.doubts) == case.get("doubts", [])
    if "texts" in case:
        assert ["".join(text.itertext()) for text in found.drawing.svg.iter("text")] == case["texts"]


def test_titles_and_notes_are_translated(drawn_project: Project) -> None:
    found = of(drawn_project, "harbour", "by-year", "fr")
    assert (found.title, found.note) == ("Navires par an", "Comptés sur le quai.")


def test_a_table_has_each_account_and_who_gives_it(drawn_project: Project) -> None:
    drawing = of(drawn_project, "harbour", "by-year", "en").drawing
    assert drawing.columns == ("What", "Value", "Stated by", "Certainty")
    assert [tuple(cell.text.replace("\u00a0", " ") for cell in row) for row in drawing.rows] == [
        ("1996", "500–700 ships", "The Gazette", "Reported"),
        ("1997", "about 400 ships", "Town Council", "Confirmed"),
        ("1998", "about 1,200 ships", "Town Council", "Accounts differ"),
        ("1998", "at least 900 ships", "The Gazette", "Other account"),
    ]
    assert [row[1].fact for row in drawing.rows] == ["ships-1996", "ships-1997", "ships", "ships"]


def test_bars_are_as_long_as_their_values(drawn_project: Project) -> None:
    """Open between the ends of a range and where accounts differ; from the right in Arabic."""
    for tag, places in (("en", ["", "41.67%", "", ""]), ("ar", ["58.33%", "41.67%", "66.67%", "0%"])):
        root = of(drawn_project, "harbour", "by-year", tag).drawing.svg
        bars = [(bar.get("x", ""), bar.get("width"), "open" in bar.get("class", "")) for bar in root.iter("rect")]
        widths = [("41.67%", False), ("16.67%", True), ("33.33%", False), ("100%", True)]
        assert bars == [(x, width, is_open) for x, (width, is_open) in zip(places, widths, strict=True)], tag
        assert [mark.get("class") for mark in root.iter("line")] == ["chart__rival"]


def test_a_line_is_broken_between_bodies(drawn_project: Project, project: Project) -> None:
    def lines(found: Figure) -> list[str]:
        classes = (str(line.get("class")) for line in found.drawing.svg.iter("line"))
        return [kind for kind in classes if kind.startswith("chart__line")]

    assert lines(of(drawn_project, "harbour", "in-time", "en")) == ["chart__line chart__line--broken", "chart__line"]
    assert len(lines(of(project, "calais-2015", "population", "en"))) == 3


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("short", ["short"]),
        ("", []),
        ("of one length where it is broken", ["of one length where it is broken"]),
        ("of one length where it is broken up", ["of one length where", "it is broken up"]),
        ("a\u00a0b " * 12, ["a\u00a0b a\u00a0b a\u00a0b a\u00a0b a\u00a0b a\u00a0b"] * 2),
        ("難民申請者の数" * 3, ["難民申請者の数難民申請", "者の数難民申請者の数"]),
        ("x" * 33, ["x" * 17, "x" * 16]),
    ],
)
def test_lines_fit_a_phone(text: str, lines: list[str]) -> None:
    assert svg.lines(text) == lines


# On the pages


def test_the_charts_of_calais_stand_where_they_should(calais: Built) -> None:
    for path, names in SHOWN.items():
        assert [found.get("id") for found in figures(calais, path)] == [f"chart-{name}" for name in names], path


def test_every_chart_is_sound(calais: Built, drawn: Built) -> None:
    """Well-formed, named, described, without colours or styles of its own; headers of its table have a scope."""
    number = 0
    for _, path, markup in charts_of_pages(calais, drawn):
        number += 1
        root = html.fragment_fromstring(markup)
        drawing = etree.fromstring(re.search(r"<svg.*</svg>", markup, re.DOTALL)[0])  # type: ignore[index]
        ids = {node.get("id") for node in root.iter() if node.get("id")}
        assert drawing.get("role") == "img", path
        assert {drawing.get("aria-labelledby"), drawing.get("aria-describedby")} < ids, path
        names = {str(name) for node in drawing.iter() for name in node.attrib}
        assert not names & {"style", "fill", "stroke", "font-size"}, path
        assert all(str(id_).startswith(str(root.get("id"))) for id_ in ids), path
        assert {th.get("scope") for th in root.iter("th")} == {"col", "row"}, path
        assert len({len(row) for row in root.iter("tr")}) == 1, path
    assert number == sum(map(len, SHOWN.values())) + 5 * len(charted.SHOWN)


def test_ids_are_unique_where_a_chart_stands_twice(drawn: Built) -> None:
    tree = html.document_fromstring(drawn.html(EN))
    ids = [str(id_) for id_ in tree.xpath("//@id")]
    assert len(ids) == len(set(ids))
    assert [id_ for id_ in ids if id_.startswith("chart-dates")][::3] == ["chart-dates", "chart-dates-2"]


def test_links_of_charts_lead_somewhere(calais: Built, drawn: Built) -> None:
    for built, path, markup in charts_of_pages(calais, drawn):
        ids = set(html.document_fromstring(built.html(path)).xpath("//@id"))
        for href in html.fragment_fromstring(markup).xpath(".//a/@href"):
            if href.startswith("#"):
                assert href[1:] in ids, (path, href)
            elif not href.startswith("https:"):
                target = (built.site / path / href).resolve()
                assert target.is_file() or (target / "index.html").is_file(), (path, href)


def test_data_are_those_of_the_facts(calais: Built, project: Project) -> None:
    def rows(name: str) -> list[dict[str, str]]:
        return list(csv.DictReader(io.StringIO(calais.html(f"data/calais-2015/{name}.csv"))))

    everything = rows("facts")
    charts = project.dossier("calais-2015").charts
    for name, chart in ((name, chart) for name, chart in charts.items() if chart.facts):
        expected = [row for fact in chart.facts for row in everything if row["id"] == fact]
        assert rows(name) == expected, name


def test_facts_say_which_section_draws_them(calais: Built) -> None:
    tree = html.document_fromstring(calais.html("fr/calais-2015/chiffres/sangatte-no-new/"))
    assert [href for href in tree.xpath("//main//a/@href") if href.endswith("#timeline")] == ["../../#timeline"]


def test_charts_are_light(calais: Built, project: Project) -> None:
    """What a chart adds to its page's HTML, packed."""
    for built, path, markup in charts_of_pages(calais):
        page = built.html(path)
        added = _packed(page) - _packed(page.replace(markup, ""))
        assert added <= LIGHT[of(project, "calais-2015", *_named(markup)).chart.type], path


def _named(markup: str) -> tuple[str, str]:
    found = re.search(r'id="chart-([\w-]+)"', markup)
    assert found
    return found[1], "en"


def _packed(text: str) -> int:
    return len(gzip.compress(text.encode(), 9))


def test_translators_cannot_change_a_chart() -> None:
    text = "Before.\n\n![](chart:timeline)\n\nAfter."
    assert protected(text) == {"![](chart:timeline)": 1}
    assert written(pieces(text)) == text


# In a browser

_FITS = """() => [...document.querySelectorAll('.chart > svg')].flatMap(svg => {
  const texts = [...svg.querySelectorAll('text')];
  const boxes = texts.map(text => text.getBoundingClientRect());
  const wrong = [];
  texts.forEach((text, i) => {
    if (parseFloat(getComputedStyle(text).fontSize) < 12) wrong.push('small: ' + text.textContent);
    const {left, right} = boxes[i];
    if (left < 0 || right > innerWidth) wrong.push('outside: ' + text.textContent);
    boxes.forEach((other, j) => {
      const across = Math.min(right, other.right) - Math.max(left, other.left);
      const down = Math.min(boxes[i].bottom, other.bottom) - Math.max(boxes[i].top, other.top);
      if (j > i && across > 1 && down > 3) wrong.push(text.textContent + ' covers ' + texts[j].textContent);
    });
  });
  return wrong;
})"""
_CONTRASTS = """() => {
  const canvas = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
  const light = colour => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    const [r, g, b] = [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3)
      .map(c => c / 255).map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05;
  };
  const paper = light(getComputedStyle(document.body).backgroundColor);
  const found = {};
  const shapes = 'text, tspan, rect, circle, path, .chart__line, .chart__axis, .chart__rival';
  for (const node of document.querySelectorAll(shapes.split(', ').map(s => `.chart > svg ${s}`).join())) {
    const style = getComputedStyle(node), words = ['text', 'tspan'].includes(node.tagName);
    const ink = light(words ? style.fill : style.stroke);
    const ratio = Math.max(ink, paper) / Math.min(ink, paper);
    if (ratio < (words ? 4.5 : 3)) found[`${node.tagName}.${node.getAttribute('class')}`] = ratio;
  }
  return found;
}"""


def fits(page: Page, width: int) -> None:
    assert page.evaluate("document.documentElement.scrollWidth") <= width, page.url
    assert page.evaluate(_FITS) == [], page.url


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_text_stays_legible_and_apart_on_a_small_phone(
    calais_root: str, drawn_root: str, visit: Callable[..., Visit], script: bool
) -> None:
    for root, paths in ((calais_root, list(SHOWN)), (drawn_root, [AR, EN])):
        tab = visit(root, viewport={"width": 320, "height": 700}, java_script_enabled=script)
        for path in paths:
            fits(tab.open(path), 320)


@pytest.mark.parametrize("path", list(SHOWN))
def test_large_text_and_wide_spacing_stay_within_the_page(
    calais_root: str, visit: Callable[..., Visit], path: str
) -> None:
    spacing = "* { letter-spacing: 0.12em !important; word-spacing: 0.16em !important }"
    for style in ("html { font-size: 200% !important }", spacing):
        page = visit(calais_root, viewport={"width": 320, "height": 700}).open(path)
        restyle(page, style)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, style


def test_arabic_bars_grow_from_the_right(drawn_root: str, visit: Callable[..., Visit]) -> None:
    page = visit(drawn_root, viewport={"width": 320, "height": 700}).open(AR)
    edge = page.locator(".chart--bars > svg").first.bounding_box()
    bars = [bar.bounding_box() for bar in page.locator(".chart--bars rect").all()]
    assert edge
    first = bars[0]
    assert first
    assert abs(first["x"] + first["width"] - edge["x"] - edge["width"]) < 1.5
    text = page.locator(".chart--bars text").first.bounding_box()
    assert text
    assert abs(text["x"] + text["width"] - edge["x"] - edge["width"]) < 1.5


@SCHEMES
def test_everything_drawn_stands_out(
    calais_root: str, drawn_root: str, visit: Callable[..., Visit], scheme: str
) -> None:
    for root, path in ((calais_root, "en/calais-2015/what-came-next/"), (drawn_root, EN)):
        assert visit(root, color_scheme=scheme).open(path).evaluate(_CONTRASTS) == {}


def test_forced_colours_show_what_is_drawn(drawn_root: str, visit: Callable[..., Visit]) -> None:
    page = visit(drawn_root, forced_colors="active", color_scheme="dark").open(EN)
    page.emulate_media(forced_colors="active")
    assert page.evaluate(_CONTRASTS) == {}


def test_axe_finds_nothing_in_open_tables(calais_root: str, drawn_root: str, visit: Callable[..., Visit]) -> None:
    for root, paths in ((calais_root, list(SHOWN)[:2]), (drawn_root, [AR, EN])):
        tab = visit(root, viewport={"width": 320, "height": 700}, color_scheme="light")
        for path in paths:
            page = tab.open(path)
            page.evaluate("for (const one of document.querySelectorAll('.chart details')) one.open = true")
            assert faults_in_any_light(page, EVERY_RULE) == [], path
            assert page.evaluate("document.documentElement.scrollWidth") <= 320, path


def test_paper_has_the_drawing_and_no_controls(calais_root: str, visit: Callable[..., Visit]) -> None:
    page = visit(calais_root, color_scheme="dark").open("fr/calais-2015/")
    page.emulate_media(media="print")
    assert page.locator(".chart--bars rect").first.is_visible()
    assert not page.locator(".chart__data").first.is_visible()
    assert page.evaluate(_CONTRASTS) == {}
