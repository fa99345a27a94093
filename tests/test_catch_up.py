"""A save that changes many explainers shows at once where somebody looks, and then everywhere."""

from __future__ import annotations

import json
import re
import shutil
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from precis.carry import preview
from precis.carry.preview import Left, Preview
from precis.carry.readers import Readers
from precis.carry.share import Share
from scripts import shard
from scripts.bench_edits import EDITS, word
from scripts.bench_prose import PAGES, name
from scripts.bench_site import write_ours
from tests import test_serve
from tests.test_carry import differing
from tests.test_preview import ADDRESS, nothing_known, putting_off, saved

EXPLAINERS = [name(number) for number in range(5)]
STRING = EDITS["ours"]["string"]
SHOWS = "fr/{}/section-1/"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("catch-up") / "project"
    folder.mkdir()
    write_ours(folder, PAGES * len(EXPLAINERS))
    return folder


def pages(project: Path) -> int:
    """Those that the last build rendered."""
    return int(json.loads((project / ".cache/precis/work.json").read_text("utf-8"))["pages"])


def copied(project: Path, folder: Path) -> Path:
    return Path(shutil.copytree(project, folder, symlinks=True))


def test_what_nobody_looks_at_stands_until_it_is_made_beside(project: Path, tmp_path: Path) -> None:
    folder, site, text = copied(project, tmp_path / "project"), tmp_path / "site", word(1)
    saved(folder, site)
    STRING.apply(folder, text)
    with putting_off(site, looked=EXPLAINERS[0], least=preview.FEW):
        first = saved(folder, site)
    late = preview.of(site).late
    assert set(late) == set(EXPLAINERS[1:])
    assert text in (site / SHOWS.format(EXPLAINERS[0]) / "index.html").read_text("utf-8")
    assert text not in (site / SHOWS.format(EXPLAINERS[1]) / "index.html").read_text("utf-8")

    done = shard.made(Share(names=frozenset(late)), folder / "mkdocs.yml", ADDRESS)
    assert set(done.made) == set(late)
    made = pages(folder)
    whole = saved(folder, site)
    assert not preview.of(site).late
    assert pages(folder) < made, "what was made beside is not made again"
    with nothing_known():
        fresh = saved(folder, tmp_path / "new", carry=False)
    assert not differing(whole.files, fresh.files)
    assert whole.said == fresh.said
    assert first.laid
    assert whole.laid
    assert differing(first.files, whole.files), "what was put off came with the second build"


def test_what_is_wanted_differs_from_save_to_save(project: Path, tmp_path: Path) -> None:
    """By strings, too, which keys of explainers do not tell; where the change is none of theirs, it does not."""
    folder, site = copied(project, tmp_path / "project"), tmp_path / "site"
    saved(folder, site)
    seen = []
    for number, kind in enumerate(("string", "string", "term"), 10):
        EDITS["ours"][kind].apply(folder, word(number))
        with putting_off(site, looked=EXPLAINERS[0], least=preview.FEW):
            saved(folder, site)
        seen.append(preview.of(site).late)
    assert not seen[0].items() & seen[1].items()
    assert seen[1] == seen[2]
    assert all(set(late) == set(EXPLAINERS[1:]) for late in seen)


def test_a_change_that_is_taken_back_leaves_nothing_to_do(project: Path, tmp_path: Path) -> None:
    folder, site = copied(project, tmp_path / "project"), tmp_path / "site"
    first = saved(folder, site)
    catalogue = folder / STRING.files[0]
    before = catalogue.read_text("utf-8")
    STRING.apply(folder, word(2))
    with putting_off(site, looked=EXPLAINERS[0], least=preview.FEW):
        saved(folder, site)
        catalogue.write_text(before, "utf-8")
        again = saved(folder, site)
    assert not preview.of(site).late
    assert not differing(first.files, again.files)


def test_what_was_written_in_is_made_whoever_looks(project: Path, tmp_path: Path) -> None:
    folder, site = copied(project, tmp_path / "project"), tmp_path / "site"
    saved(folder, site)
    STRING.apply(folder, word(3))
    with (folder / "docs/fr" / EXPLAINERS[2] / "index.md").open("a", encoding="utf-8") as page:
        page.write("\n\nUn paragraphe de plus.\n")
    with putting_off(site, looked=EXPLAINERS[0], least=preview.FEW):
        saved(folder, site)
    assert set(preview.of(site).late) == {EXPLAINERS[1], *EXPLAINERS[3:]}


def test_few_explainers_are_made_at_once(tmp_path: Path) -> None:
    shown = Preview(tmp_path, in_full=False)
    units = {one: object() for one in "abc"}
    own = dict.fromkeys("abc", "same")
    shown.note(["a file"], Left(units, own), {})  # type: ignore[arg-type]
    assert set(shown.put_off("abc", own)) == set("abc")
    assert not shown.put_off("ab", own)
    assert not shown.put_off("abc", {**own, "a": "another"})
    shown.in_full = True
    assert not shown.put_off("abc", own)


@pytest.fixture
def served(project: Path, tmp_path: Path) -> Iterator[test_serve.Preview]:
    running = test_serve.Preview(copied(project, tmp_path / "project"))
    running.wait_for(SHOWS.format(EXPLAINERS[0]), "</html>")
    yield running
    running.process.terminate()
    running.process.wait(test_serve.PATIENCE)


def test_a_reader_sees_what_was_saved_wherever_he_looks(served: test_serve.Preview) -> None:
    """The one that was looked at first; one opened meanwhile in the next moment; all in the end, and no build more."""
    text = word(4)
    STRING.apply(served.folder, text)
    served.wait_for(SHOWS.format(EXPLAINERS[0]), text)
    served.wait_for_log("4 more explainers follow")
    assert text in served.get(SHOWS.format(EXPLAINERS[3])), "who asks for a page that was put off waits for it"
    end = time.monotonic() + test_serve.PATIENCE
    while served.log.read_text("utf-8").count("Explainers carried over: 5 of 5") < 1:
        assert time.monotonic() < end, served.log.read_text("utf-8")
        time.sleep(0.2)
    for one in EXPLAINERS:
        served.wait_for(SHOWS.format(one), text)
    builds = served.rebuilds()
    time.sleep(2)
    assert served.rebuilds() == builds
    assert "Traceback" not in served.log.read_text("utf-8")


def test_the_process_beside_ends_with_the_preview(served: test_serve.Preview) -> None:
    STRING.apply(served.folder, word(5))
    served.wait_for_log("more explainers follow")
    served.process.kill()
    served.process.wait(test_serve.PATIENCE)
    end = time.monotonic() + test_serve.PATIENCE
    while left := [one for one in commands() if str(served.folder) in one]:
        assert time.monotonic() < end, left
        time.sleep(0.1)


def commands() -> Iterator[str]:
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            yield path.read_bytes().replace(b"\0", b" ").decode("utf-8", "replace")
        except OSError:
            continue


def test_readers_wait_for_a_build_that_was_begun_after_they_asked() -> None:
    readers, late, asked = Readers(), {"mill"}, threading.Event()
    readers.pages = {"en/": "", "en/mill/": "mill", "en/mill/roof/": "mill", "en/harbour/": "harbour"}
    answered = []

    def ask(address: str) -> None:
        readers.ask(address, lambda: late, asked.set)
        answered.append(address)

    readers.begin()
    waiting = threading.Thread(target=ask, args=("en/mill/roof/beside/",))
    waiting.start()
    time.sleep(0.1)
    assert not asked.is_set(), "a build that runs may be making it"
    readers.end()
    assert asked.wait(5), "it was not: another one is wanted"
    assert not answered
    readers.begin()
    late.clear()
    readers.end()
    waiting.join(5)
    assert answered == ["en/mill/roof/beside/"]
    asked.clear()
    for address in ("en/", "en/harbour/", "assets/precis.css", ""):
        ask(address)
    assert not asked.is_set()
    assert list(readers.looked) == ["mill", "harbour"]


def test_the_explainers_looked_at_last_count() -> None:
    readers = Readers()
    readers.pages = {one: one for one in "abcd"}
    for address in "abcdb":
        readers.ask(address, set, lambda: None)
    assert re.fullmatch("cdb", "".join(readers.looked))
