"""Maps: projection, cutting, where names stand in each language, what is said, and how it looks in a browser."""

from __future__ import annotations

import csv
import io
import math
import re
import struct
from collections.abc import Callable, Iterator
from itertools import combinations
from pathlib import Path
from typing import get_args

import pytest
from lxml import etree
from playwright.sync_api import Page

from precis.chart import mapwords
from precis.chart.chart import Chart
from precis.chart.drawing import ChartData, Drawing
from precis.chart.mapbase import MapBase, PlaceKind, RouteKind, messages
from precis.chart.mapcheck import crowded, read
from precis.chart.mapclip import inside, simpler, simpler_ring, within
from precis.chart.mapdrawing import draw
from precis.chart.maplabels import SIZE, Rect, beside, broken
from precis.chart.maplayout import WIDTH, Layout, laid_out
from precis.chart.mapscale import round_length, units
from precis.chart.projection import Box, Projection, distance
from precis.language import Language
from precis.project import Project
from precis.records import parse
from precis.writing import Writer
from scripts import cut_map
from tests.browsing import Visit
from tests.conftest import ROOT, Built

STRAIT = Box(0.99, 50.74, 2.11, 51.31)
PAGES = ("en/calais-2015/", "fr/calais-2015/")
FILE = "docs/_maps/strait.yml"
SIZES = (SIZE, 11, 9.25, 7.75)
"Of text on wider and wider pages, in units of the map (overrides/assets/precis.css)."
FOREIGN = {
    "de": {
        "Strait of Dover": "Straße von Dover",
        "English Channel": "Ärmelkanal",
        "Channel Tunnel": "Eurotunnel unter dem Ärmelkanal",
        "France": "Frankreich",
    },
    "pt": {
        "Strait of Dover": "Estreito de Dover (Passo de Calais)",
        "English Channel": "Canal da Mancha",
        "Channel Tunnel": "Túnel do Canal da Mancha",
        "England": "Inglaterra",
    },
    "ja": {
        "Dover": "ドーバー",
        "Folkestone": "フォークストン",
        "Calais": "カレー",
        "Sangatte": "サンガット",
        "Coquelles": "コケル",
        "Strait of Dover": "ドーバー海峡",
        "English Channel": "イギリス海峡",
        "Channel Tunnel": "英仏海峡トンネル",
        "England": "イングランド",
        "France": "フランス",
    },
    "el": {
        "Dover": "Ντόβερ",
        "Folkestone": "Φόλκστοουν",
        "Calais": "Καλαί",
        "Sangatte": "Σανγκάτ",
        "Coquelles": "Κοκέλ",
        "Strait of Dover": "Στενά του Ντόβερ",
        "English Channel": "Θάλασσα της Μάγχης",
        "Channel Tunnel": "Σήραγγα της Μάγχης",
        "England": "Αγγλία",
        "France": "Γαλλία",
    },
}
UNIT = [(0.0, 0.0), (0.0, 10.0), (10.0, 10.0), (10.0, 0.0)]


@pytest.fixture(scope="session")
def base() -> MapBase:
    return read(parse((ROOT / FILE).read_text("utf-8"), FILE))


def drawing(base: MapBase, writer: Writer) -> Drawing:
    chart = Chart(type="map", title="Map", base="strait")
    return draw(ChartData(chart, (), writer, "chart-x", base))


def renamed(base: MapBase, names: Callable[[str], str]) -> MapBase:
    """The same map with other names."""
    data = base.model_dump()
    for group in ("places", "routes", "areas"):
        data[group] = {id_: {**one, "name": names(one["name"])} for id_, one in data[group].items()}
    return MapBase.model_validate(data)


# Projection and cutting


def test_the_corners_of_the_box_are_those_of_the_map() -> None:
    map_ = Projection(STRAIT, 288)
    assert map_.place((STRAIT.west, STRAIT.north)) == (0, 0)
    assert map_.place((STRAIT.east, STRAIT.south)) == pytest.approx((288, map_.height))


def test_north_is_up_and_shapes_are_kept() -> None:
    """A small square on the ground, as broad as it is high, is one on the map, wherever the map is."""
    for south in (-60.0, 0.0, 50.74):
        map_ = Projection(Box(0, south, 1, south + 1), 288)
        lat = south + 0.5
        half = 0.01
        west, north = map_.place((0.5 - half / math.cos(math.radians(lat)), lat + half))
        east, below = map_.place((0.5 + half / math.cos(math.radians(lat)), lat - half))
        assert east > west
        assert below > north
        assert (below - north) / (east - west) == pytest.approx(1, abs=0.001)


def test_its_scale_is_that_of_the_ground() -> None:
    map_ = Projection(STRAIT, 288)
    middle = (STRAIT.south + STRAIT.north) / 2
    across = distance((STRAIT.west, middle), (STRAIT.east, middle))
    assert map_.kilometres * 288 == pytest.approx(across, rel=0.001)


@pytest.mark.parametrize(
    ("one", "other", "kilometres"),
    [
        ((0, 0), (0, 0), 0),
        ((0, 0), (1, 0), 111.195),
        ((0, 0), (0, 1), 111.195),
        ((0, 60), (1, 60), 55.597),
        ((-179.5, 0), (179.5, 0), 111.195),
        ((0, 0), (180, 0), 20015.1),
    ],
)
def test_distance(one: tuple[float, float], other: tuple[float, float], kilometres: float) -> None:
    assert distance(one, other) == pytest.approx(kilometres, rel=1e-4)


def test_a_polygon_is_cut_by_a_box() -> None:
    assert set(within(UNIT, Box(2, 3, 20, 5))) == {(2, 3), (2, 5), (10, 5), (10, 3)}
    assert within(UNIT, Box(-5, -5, 20, 20)) == UNIT
    assert within(UNIT, Box(11, 11, 12, 12)) == []
    assert within([], Box(0, 0, 1, 1)) == []


def test_a_cut_keeps_what_is_within_and_nothing_else() -> None:
    star = [(math.cos(k * 0.7) * (1 + k % 3), math.sin(k * 0.7) * (1 + k % 3)) for k in range(9)]
    box = Box(-1, -0.7, 2, 1.1)
    cut = within(star, box)
    assert all(box.grown(1e-9).holds(point) for point in cut)
    for point in ((x / 13, y / 17) for x in range(-12, 25) for y in range(-11, 18)):
        assert inside(point, star) == inside(point, cut), point


def test_points_near_the_line_are_left_out() -> None:
    line = [(0.0, 0.0), (1.0, 0.01), (2.0, 0.0), (3.0, 2.0), (4.0, 0.0)]
    assert simpler(line, 0.1) == [(0, 0), (2, 0), (3, 2), (4, 0)]
    assert simpler(line, 3) == [(0, 0), (4, 0)]
    assert simpler(line[:1], 1) == line[:1]
    assert simpler_ring([(0, 0), (5, 0.01), (10, 0), (10, 10), (0, 10)], 0.1) == [(0, 0), (10, 0), (10, 10), (0, 10)]
    assert simpler_ring([], 1) == []


def shapefile(*rings: list[tuple[float, float]]) -> bytes:
    """One record with the rings as a polygon, which begins as ESRI's format says."""
    closed = [[*ring, ring[0]] for ring in rings]
    starts = [sum(map(len, closed[:place])) for place in range(len(closed))]
    points = [number for ring in closed for point in ring for number in point]
    content = struct.pack("<i4d2i", 5, 0, 0, 0, 0, len(closed), len(points) // 2)
    content += struct.pack(f"<{len(starts)}i{len(points)}d", *starts, *points)
    return bytes(100) + struct.pack(">2i", 1, len(content) // 2) + content


def test_the_script_cuts_land_out_of_a_shapefile(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A square island with a lake; the lake turns the other way and is left out."""
    source = tmp_path / "land.shp"
    lake = [(4.0, 4.0), (6.0, 4.0), (6.0, 6.0), (4.0, 6.0)]
    source.write_bytes(shapefile(UNIT, lake))
    assert cut_map.main([str(source), "5", "5", "15", "15"]) == 0
    text = capsys.readouterr().out
    assert text == "box: [5, 5, 15, 15]\nland:\n  - [[4.8, 4.8], [4.8, 10], [10, 10], [10, 4.8]]\n"
    assert cut_map.main(["land.shp"]) == 2


def test_our_coast_is_as_the_script_writes_it(base: MapBase) -> None:
    """Three decimals, a little more than the box, some fifty points."""
    points = [point for ring in base.land for point in ring]
    assert 30 < len(points) < 90
    assert all(round(number, 3) == number for point in points for number in point)
    assert all(base.extent.grown(0.021).holds(point) for point in points)
    assert base.extent == STRAIT


def test_our_places_are_on_their_side_of_the_water(base: MapBase) -> None:
    """The coast is drawn at a scale of 1 : 10 million, so that a harbour may be a kilometre or two from it."""
    france, england = (list(ring) for ring in base.land)
    for name in ("calais", "coquelles"):
        assert inside(base.places[name].at, france), name
    for name in ("dover", "folkestone"):
        assert inside(base.places[name].at, england), name
    start, end = base.routes["tunnel"].path[0], base.routes["tunnel"].path[-1]
    assert inside(start, england)
    assert inside(end, france)
    assert distance(start, end) == pytest.approx(48, abs=1.5)


# Names


def layouts(base: MapBase, writers: dict[str, Writer]) -> Iterator[tuple[str, Layout]]:
    for tag, writer in writers.items():
        yield tag, laid_out(base, writer)


def apart(layout: Layout, size: float) -> bool:
    """Whether no text covers another or leaves the map where it is as large as that, in units."""
    rects = [name.label.rect(size) for name in layout.names]
    frame = Rect(0, 0, WIDTH, Projection(STRAIT, WIDTH).height)
    return all(rect.within(frame) for rect in rects) and not any(a.meets(b) for a, b in combinations(rects, 2))


def test_names_are_apart_in_each_language_at_each_width(base: MapBase, project: Project) -> None:
    for tag, layout in layouts(base, dict(project.writers)):
        assert not layout.crowded, tag
        assert len(layout.names) == 11, tag
        assert all(apart(layout, size) for size in SIZES), tag


@pytest.mark.parametrize("tag", FOREIGN)
def test_names_of_other_languages_are_apart_too(base: MapBase, project: Project, tag: str) -> None:
    map_ = renamed(base, lambda name: FOREIGN[tag].get(name, name))
    layout = laid_out(map_, project.writers["en"])
    assert not layout.crowded
    assert len(layout.names) == 11
    assert all(apart(layout, size) for size in SIZES)


def test_longer_names_are_apart_where_they_can_be_broken(base: MapBase, project: Project) -> None:
    layout = laid_out(renamed(base, lambda name: f"{name}-sur-Mer"), project.writers["en"])
    assert not layout.crowded
    assert apart(layout, SIZE)


def test_names_that_hide_each_other_are_told(base: MapBase, project: Project) -> None:
    """They are drawn all the same, but for those of areas."""
    long = renamed(base, lambda name: name + "x" * 40)
    assert [name.kind for name in laid_out(long, project.writers["en"]).names] == ["place"] * 5 + ["route"] * 2
    problem, *others = crowded({"strait": long}, {"en": project.writers["en"]})
    assert (problem.where, problem.severity, others) == ("docs/_maps/strait.yml", "warning", [])
    assert problem.what == "names on the map do not fit beside each other in English"
    assert not list(crowded({"strait": base}, project.writers))


def test_a_name_stands_where_its_record_wants_it() -> None:
    assert next(beside("A", (0, 0), "left")).anchor == "end"
    assert next(beside("A", (0, 0))).anchor == "start"
    assert list(broken("tunnel sous la Manche")) == [("tunnel sous la Manche",), ("tunnel sous", "la Manche")]


def test_segments_that_cross_a_rectangle() -> None:
    rect = Rect(0, 0, 2, 1)
    assert rect.crossed(((-1, 0.5), (3, 0.5)))
    assert rect.crossed(((0.5, 0.5), (0.6, 0.5)))
    assert rect.crossed(((1, -1), (1, 3)))
    assert not rect.crossed(((-1, 2), (3, 2)))
    assert not rect.crossed(((-1, 0), (0.5, 2)))
    assert not rect.crossed(((3, 0.5), (4, 0.5)))


# What it says


def test_says_in_each_language(base: MapBase, project: Project) -> None:
    assert drawing(base, project.writers["en"]).says == (
        "Map with north at the top. Places: Dover, Folkestone, Calais, Sangatte and Coquelles. "
        "Lines: Channel Tunnel and M20. From Dover to Calais it is about 43\u00a0kilometres (27\u00a0miles) "
        "in a straight line, computed from their coordinates."
    )
    assert drawing(base, project.writers["fr"]).says == (
        "Carte orientée le nord en haut. Lieux\u00a0: Douvres, Folkestone, Calais, Sangatte et Coquelles. "
        "Tracés\u00a0: tunnel sous la Manche et M20. La distance à vol d’oiseau entre Douvres et Calais, "
        "calculée d’après leurs coordonnées, est d’environ 43\u00a0kilomètres."
    )


def test_the_table_has_places_then_lines(base: MapBase, project: Project) -> None:
    found = drawing(base, project.writers["fr"])
    assert found.columns == ("Nom", "Objet", "Coordonnées")
    rows = [tuple(cell.text.replace("\u00a0", " ") for cell in row) for row in found.rows]
    assert rows[0] == ("Douvres", "Ville portuaire", "51,127° N, 1,313° E")
    assert rows[4] == ("Coquelles", "Terminal du tunnel sous la Manche", "50,931° N, 1,811° E")
    assert rows[5] == ("Tunnel sous la Manche", "Tunnel", "51,097° N, 1,156° E – 50,923° N, 1,781° E")


def test_south_and_west_are_said(base: MapBase, project: Project) -> None:
    data = base.model_dump()
    moved = {**data, "box": (-2, -2, 2, 2), "places": {"here": {**data["places"]["dover"], "at": (-1.5, -0.25)}}}
    elsewhere = MapBase.model_validate({**moved, "land": (), "routes": {}, "areas": {}, "distance": None})
    for tag, said in (("en", "0.25° S, 1.5° W"), ("fr", "0,25° S, 1,5° O")):
        row = drawing(elsewhere, project.writers[tag]).rows[0]
        assert row[2].text.replace("\u00a0", " ") == said
    assert drawing(elsewhere, project.writers["en"]).says == "Map with north at the top. Places: Dover."


def test_places_as_data(calais: Built) -> None:
    rows = list(csv.DictReader(io.StringIO(calais.html("data/calais-2015/strait.csv"))))
    assert [row["id"] for row in rows] == ["dover", "folkestone", "calais", "sangatte", "coquelles"]
    assert rows[0] == {
        "id": "dover",
        "kind": "port",
        "latitude": "51.127",
        "longitude": "1.313",
        "name_en": "Dover",
        "name_fr": "Douvres",
    }


def test_scales_are_round_and_in_the_units_of_the_language(base: MapBase, project: Project) -> None:
    assert [round_length(most) for most in (0.03, 0.9, 1, 4.9, 5, 19.9, 20, 730)] == [0.02, 0.5, 1, 2, 5, 10, 20, 500]
    assert units(project.languages["fr"].locale) == (("kilometer", 1),)
    said = {tag: [bar.said for bar in layout.scale.bars] for tag, layout in layouts(base, dict(project.writers))}
    assert said == {"en": ["10\u00a0km", "10\u00a0mi"], "fr": ["10\u202fkm"]}
    layout = laid_out(base, project.writers["en"])
    map_ = Projection(base.extent, WIDTH)
    assert [bar.length * map_.kilometres for bar in layout.scale.bars] == pytest.approx([10, 16.09], abs=0.01)


def test_strings_to_translate(base: MapBase) -> None:
    found = list(messages(base))
    assert ("places", "coquelles", "Terminal of the Channel Tunnel") in found
    assert ("areas", "strait", "Strait of Dover") in found
    assert found[0][:2] == ("credit", "note")


def test_text_runs_the_other_way_in_arabic(base: MapBase, project: Project) -> None:
    """Its anchors turn round with its direction, while the map does not."""
    writer = project.writers["en"]
    arabic = Language.model_validate({**writer.language.model_dump(by_alias=True), "direction": "rtl"})
    turned = drawing(base, Writer(arabic, writer.translations)).svg
    plain = drawing(base, writer).svg
    swap = {None: "end", "end": "start", "middle": "middle"}
    for text, other in zip(plain.iter("text"), turned.iter("text"), strict=True):
        assert (other.get("text-anchor") or "start") == swap[text.get("text-anchor")], text.text
        assert (text.get("x"), text.get("y"), text.get("dx")) == (other.get("x"), other.get("y"), other.get("dx"))


def test_marks_differ_by_shape(base: MapBase, project: Project) -> None:
    root = drawing(base, project.writers["en"]).svg
    shapes = {
        (mark.tag, mark.get("r") or mark.get("width"), mark.get("transform"), mark.get("class"))
        for mark in root.iter()
        if "map__mark" in (mark.get("class") or "")
    }
    assert len(shapes) == len({place.kind for place in base.places.values()}) == 4


def test_markup_is_small(base: MapBase, project: Project) -> None:
    assert len(etree.tostring(drawing(base, project.writers["fr"]).svg)) < 4200


# In a browser

_COVERED = """svg => {
  const texts = [...svg.querySelectorAll('text')], frame = svg.getBoundingClientRect(), wrong = [];
  const scale = frame.width / svg.viewBox.baseVal.width;
  texts.forEach((text, i) => {
    const box = text.getBoundingClientRect(), name = text.textContent;
    if (parseFloat(getComputedStyle(text).fontSize) * scale < 11.99) wrong.push('small: ' + name);
    if (box.left < frame.left || box.right > frame.right || box.bottom > frame.bottom) wrong.push('outside: ' + name);
    for (const mark of svg.querySelectorAll('.map__mark')) {
      const other = mark.getBoundingClientRect();
      const across = Math.min(box.right, other.right) - Math.max(box.left, other.left);
      const down = Math.min(box.bottom, other.bottom) - Math.max(box.top, other.top);
      if (across > 1 && down > 3) wrong.push(name + ' covers a mark');
    }
    for (const next of texts.slice(i + 1)) {
      const other = next.getBoundingClientRect();
      const across = Math.min(box.right, other.right) - Math.max(box.left, other.left);
      const down = Math.min(box.bottom, other.bottom) - Math.max(box.top, other.top);
      if (across > 0.5 && down > 3) wrong.push(name + ' covers ' + next.textContent);
    }
  });
  return wrong;
}"""
_INKS = """svg => {
  const canvas = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
  const light = colour => {
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    const [r, g, b] = [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3)
      .map(c => c / 255).map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05;
  };
  const ratio = (one, other) => Math.max(light(one), light(other)) / Math.min(light(one), light(other));
  const of = (selector, property) => getComputedStyle(svg.querySelector(selector))[property];
  const grounds = [of('.map__sea', 'fill'), of('.map__land', 'fill')], found = {};
  for (const text of svg.querySelectorAll('text'))
    found[text.textContent] = Math.min(...grounds.map(ground => ratio(getComputedStyle(text).fill, ground))) / 4.5;
  for (const line of svg.querySelectorAll('.map__line, .map__mark, .map__land'))
    found[line.getAttribute('class')] =
      Math.min(...grounds.map(ground => ratio(getComputedStyle(line).stroke, ground))) / 3;
  return Object.entries(found).filter(([, share]) => share < 1);
}"""


def on(page: Page, program: str) -> list[str]:
    found: list[str] = page.locator(".chart--map > svg").evaluate(program)
    return found


@pytest.mark.parametrize("width", [320, 360, 414, 520, 700, 1280])
def test_names_are_apart_and_legible(calais_root: str, visit: Callable[..., Visit], width: int) -> None:
    tab = visit(calais_root, viewport={"width": width, "height": 800})
    for path in PAGES:
        assert on(tab.open(path), _COVERED) == [], path


@pytest.mark.parametrize("media", [{"color_scheme": "light"}, {"color_scheme": "dark"}, {"forced_colors": "active"}])
def test_what_is_drawn_stands_out_from_land_and_sea(
    calais_root: str, visit: Callable[..., Visit], media: dict[str, str]
) -> None:
    page = visit(calais_root, **media).open(PAGES[0])
    assert on(page, _INKS) == []
    page.emulate_media(media="print")
    assert on(page, _INKS) == []


def test_text_does_not_grow_with_the_map(calais_root: str, visit: Callable[..., Visit]) -> None:
    sizes = []
    for width in (320, 420, 520, 640, 1280):
        page = visit(calais_root, viewport={"width": width, "height": 800}).open(PAGES[0])
        (size,) = on(page, "svg => [parseFloat(getComputedStyle(svg).fontSize) * svg.clientWidth / 288]")
        sizes.append(float(size))
    assert all(12 <= size <= 17 for size in sizes), sizes


def test_its_credit_leads_to_natural_earth(calais: Built) -> None:
    for path in PAGES:
        figure = re.search(r'<figure class="chart chart--map".*?</figure>', calais.html(path), re.DOTALL)
        assert figure
        assert '<a href="https://www.naturalearthdata.com/" rel="external noopener">Natural Earth</a>' in figure[0]


def test_words_of_kinds_are_complete() -> None:
    assert {*get_args(PlaceKind), *get_args(RouteKind)} == set(mapwords.KINDS)
