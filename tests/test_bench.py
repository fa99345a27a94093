"""The benchmark’s sites are clean and hold the same words for both stacks; its tables say what the measures say."""

from __future__ import annotations

import re
from pathlib import Path

from scripts import bench_tables as tables
from scripts.bench_edits import EDITS, KINDS, word
from scripts.bench_preview import Latency
from scripts.bench_prose import PAGES, made, place
from scripts.bench_run import Run, Snapshot
from scripts.bench_site import write_ours, write_stock
from scripts.bench_stacks import LOCK, OURS, versions
from tests.conftest import build

RUNS = [
    Run("ours", 100, "cold", 2.0, 1.5, 100_000, 150_000, {"pages": 130, "written": 300}),
    Run("ours", 100, "cold", 2.5, 1.2, 102_400, 0, {"pages": 130, "written": 300}),
    Run("stock", 100, "cold", 4.0, 4.5, 80_000, 80_000, {"written": 120}),
    Run("ours", 100, "page", 0.5, 0.6, 90_000, 0, {"pages": 3, "written": 12}),
    Run("stock", 100, "page", 5.0, 5.1, 80_000, 0, {"written": 120}),
    Run("ours", 300, "cold", 6.6, 4.0, 108_000, 0, {"pages": 390, "written": 900}),
]


def cells(text: str, *starts: str) -> list[str]:
    """The cells of the one row that begins with these."""
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in text.splitlines()]
    [row] = [row for row in rows if row[: len(starts)] == list(starts)]
    return row[len(starts) :]


def test_every_change_to_our_site_is_clean_and_shown(tmp_path: Path) -> None:
    write_ours(tmp_path, PAGES)
    words = {kind: word(number) for number, kind in enumerate(KINDS)}
    for kind, text in words.items():
        EDITS["ours"][kind].apply(tmp_path, text)
    built = build(tmp_path)
    assert built.code == 0, built.log
    assert "WARNING" not in built.log
    for kind, text in words.items():
        edit = EDITS["ours"][kind]
        assert text in built.html(OURS.roots[edit.language] + edit.page), kind
    assert "1 passage est en cours de mise à jour" in built.html("fr/explainer-0/section-1/")


def test_every_change_to_the_stock_site_finds_its_place(tmp_path: Path) -> None:
    write_stock(tmp_path, PAGES)
    for number, kind in enumerate(KINDS):
        EDITS["stock"][kind].apply(tmp_path, word(number))
        assert all(word(number) in (tmp_path / name).read_text("utf-8") for name in EDITS["stock"][kind].files)


def test_both_sites_hold_the_same_words() -> None:
    pages = list(made(2 * PAGES))
    for page in pages:
        ours = re.sub(r"\[([^\]]*)\]\(fact:[a-z]+\)", r"\1", page.text(cited=True))
        assert ours == re.sub(r"<law:([^>]*)>", r"\1", page.text(cited=False))
        assert 450 < len(ours.split()) < 650
    assert len({page.path for page in pages}) == 2 * PAGES


def test_places_and_words_are_new_each_time() -> None:
    assert len({place(index) for index in range(500)}) == 500
    assert len({word(number) for number in range(2000)}) == 2000
    assert not any(re.search(r"\d", word(number) + place(number)) for number in range(500))


def test_ratios_of_cold_builds_are_of_the_least() -> None:
    table = tables.cold(RUNS)
    assert cells(table, "100") == [
        "2.00 (2.25)", "4.00 (4.00)", "0.50", "1.20 (1.35)", "4.50 (4.50)", "0.60", "20.0"
    ]  # fmt: skip
    assert cells(table, "300")[1:3] == ["–", "–"]


def test_growth_is_what_a_further_page_costs() -> None:
    assert cells(tables.growth(RUNS), "100 to 300") == ["23.0", "–", "+10%", "40", "–"]


def test_warm_builds_are_parts_of_cold_ones() -> None:
    assert cells(tables.warm(RUNS), "100", "page") == [
        "0.50 (0.50)", "0.25", "0.60 (0.60)", "5.00 (5.00)", "1.25", "0.10"
    ]  # fmt: skip


def test_work_done_is_counted() -> None:
    table = tables.counts(RUNS)
    assert cells(table, "pages", "build") == ["pages", "written", "stock written"]
    assert cells(table, "100", "page") == ["3", "12", "120"]
    assert cells(table, "300", "cold") == ["390", "900", "–"]


def test_memory_is_in_megabytes() -> None:
    assert cells(tables.memory(RUNS), "100") == ["98", "–", "78", "78", "1.25"]


def test_previews_are_compared_by_their_medians() -> None:
    saves = [Latency("ours", 100, "page", wall, 0.3) for wall in (0.5, 0.6, 1.0)]
    saves += [Latency("stock", 100, "page", 3.0, 2.0), Latency("ours", 100, "error", 0.4, 0.2)]
    table = tables.previews(saves)
    assert cells(table, "100", "page") == ["0.50 (0.60)", "0.30 (0.30)", "3.00 (3.00)", "2.00 (2.00)", "0.20"]
    assert cells(table, "100", "error")[2:] == ["–", "–", "–"]


def test_files_written_and_files_that_differ_are_told_apart(tmp_path: Path) -> None:
    for name in ("kept", "again", "other"):
        (tmp_path / name).write_text("one")
    before = Snapshot.of(tmp_path)
    for name, text in {"again": "one", "other": "two", "new": "one"}.items():
        (tmp_path / "written").write_text(text)
        (tmp_path / "written").replace(tmp_path / name)
    assert Snapshot.of(tmp_path).since(before) == {"written": 3, "differ": 2, "all": 4}


def test_the_lock_holds_the_stock_stack() -> None:
    assert versions(LOCK.read_text("utf-8"))["mkdocs"] == "1.6.1"
