"""The project’s own site, built twice from one commit under circumstances that differ in all: the same bytes."""

from __future__ import annotations

import datetime as dt
import gzip
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from precis import history, index_files
from tests.conftest import ENVIRONMENT, configuration, copy_project

EPOCH = int(dt.datetime(2026, 11, 28, 23, 30, tzinfo=dt.UTC).timestamp())
KINDS = {".html", ".pdf", ".gz", ".br", ".pf_index", ".pf_filter", ".atom", ".json", ".csv", ".xml", ".woff2", ".bib"}
AUTHOR = ("-c", "user.name=Editor", "-c", "user.email=desk@example.org", "-c", "commit.gpgsign=false")
CLOCK = """
import datetime, os, time
SHIFT = float(os.environ["SHIFT"])
now, real = time.time, datetime.datetime
time.time = lambda: now() + SHIFT
class Shifted(real):
    @classmethod
    def now(cls, tz=None):
        return real.fromtimestamp(time.time(), tz)
    utcnow = today = now
datetime.datetime = Shifted
"""
"What Python takes for the time, moved by some seconds: read by every program of Python’s, as sitecustomize."
HERE = {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "LANG": "C", "PYTHONHASHSEED": "1", "SHIFT": "0", "umask": "022"}
THERE = {
    "TZ": "America/Los_Angeles",
    "LC_ALL": "tr_TR.UTF-8",
    "LANG": "fr_FR.UTF-8",
    "LANGUAGE": "fr",
    "PYTHONHASHSEED": "424242",
    "PYTHONUTF8": "0",
    "SHIFT": str(400 * 24 * 60 * 60),
    "umask": "077",
    "HOME": "/nonexistent",
}


def committed(folder: Path) -> Path:
    """The project, with a translation that is behind its original since a day that only Git knows."""
    copy_project(folder)
    (folder / "mkdocs.yml").write_text(configuration(), "utf-8")
    git(folder, "init", "-q")
    commit(folder, "2026-01-02T03:04:05Z")
    page = folder / "docs" / "en" / "calais-2015" / "measures.md"
    page.write_text(page.read_text("utf-8").rstrip() + " More is being written about this.\n", "utf-8")
    commit(folder, "2026-05-06T23:59:58Z")
    return folder


def commit(folder: Path, date: str) -> None:
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "A state", env={"GIT_AUTHOR_DATE": date, "GIT_COMMITTER_DATE": date})


def git(folder: Path, *arguments: str, env: dict[str, str] | None = None) -> None:
    subprocess.run(["git", *AUTHOR, *arguments], cwd=folder, env={**ENVIRONMENT, **(env or {})}, check=True)


def built(folder: Path, circumstances: dict[str, str]) -> Path:
    """A strict build without what an earlier one left; as another day, for Python, as `SHIFT` says."""
    clock = folder.parent / f"clock-{folder.name}"
    clock.mkdir()
    (clock / "sitecustomize.py").write_text(CLOCK, "utf-8")
    paths = os.pathsep.join(filter(None, [str(clock), os.environ.get("PYTHONPATH", "")]))
    environment = {**ENVIRONMENT, **circumstances, "PYTHONPATH": paths, "SOURCE_DATE_EPOCH": str(EPOCH)}
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet"]
    mask = int(circumstances["umask"], 8)
    run = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, umask=mask, check=False)
    assert run.returncode == 0, run.stderr
    return folder / "site"


def contents(site: Path) -> dict[str, bytes]:
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The site built here and there: in another folder, on another day, in another place."""
    here = committed(tmp_path_factory.mktemp("here"))
    there = tmp_path_factory.mktemp("there") / "İstanbul’da bir klasör"
    git(here, "clone", "-q", "--no-hardlinks", str(here), str(there))
    return built(here, HERE), built(there, THERE)


def test_builds_of_one_commit_are_the_same(pair: tuple[Path, Path]) -> None:
    one, other = map(contents, pair)
    assert sorted(one) == sorted(other)
    assert [name for name in one if one[name] != other[name]] == []
    kinds = {Path(name).suffix for name in one}
    assert {
        ".html",
        ".pdf",
        ".gz",
        ".br",
        ".pf_index",
        ".pf_filter",
        ".atom",
        ".json",
        ".csv",
        ".xml",
        ".woff2",
    } <= kinds


def test_what_git_knows_is_in_them(pair: tuple[Path, Path]) -> None:
    pages = (path.read_text("utf-8") for path in (pair[1] / "fr").rglob("index.html"))
    assert any(re.search(r"a été modifié le 6\smai\s2026", page) for page in pages)


def test_the_order_of_a_search_index_is_its_own() -> None:
    """As Pagefind gives them at two runs: values of a filter, and languages, in another order."""
    values = [b"\x82dfact\x81\x00", b"\x82dpage\x82\x01\x18\x2a", b"\x82dterm\x80"]

    def files(order: list[int], name: str) -> dict[str, bytes]:
        filter_ = b"pagefind_dcd\x82dkind\x83" + b"".join(values[place] for place in order)
        index = b"pagefind_dcd\x82dkind\x6a" + f"en_{name}".encode()
        entry = {"languages": {"fr": {"hash": "fr_0123456789"}, "en": {"hash": f"en_{name}abc"}}}
        return {
            f"filter/en_{name}.pf_filter": gzip.compress(filter_),
            f"pagefind.en_{name}abc.pf_meta": gzip.compress(index),
            "pagefind.fr_0123456789.pf_meta": gzip.compress(b"pagefind_dcd"),
            "pagefind-entry.json": json.dumps(entry).encode(),
            "pagefind.js": b"script",
        }

    one, other = (index_files.in_order(files(*run)) for run in (([2, 0, 1], "aaaaaaa"), ([0, 1, 2], "bbbbbbb")))
    assert one == other
    [filter_] = (name for name in one if name.endswith(".pf_filter"))
    assert gzip.decompress(one[filter_]).endswith(b"".join(values))
    language = json.loads(one["pagefind-entry.json"])["languages"]["en"]["hash"]
    assert Path(filter_).stem.encode() in gzip.decompress(one[f"pagefind.{language}.pf_meta"])


@pytest.mark.parametrize("data", [b"", b"pagefind_dcd\x82dkind\x01", b"pagefind_dcd\x82dkind\x9f\xff"])
def test_what_is_no_filter_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"filter|file|length"):
        index_files.sorted_filter(data)


def test_lines_that_are_not_committed_changed_on_the_day_of_the_build(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    (tmp_path / "a.md").write_text("one\n", "utf-8")
    commit(tmp_path, "2026-01-02T03:04:05Z")
    (tmp_path / "a.md").write_text("one\ntwo\n", "utf-8")
    changed_on = history.of(tmp_path, dt.date(2020, 2, 2))
    assert changed_on("a.md", 1, 1) == dt.date(2026, 1, 2)
    assert changed_on("a.md", 2, 2) == dt.date(2020, 2, 2)
    assert changed_on("b.md", 1, 1) is None
