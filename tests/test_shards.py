"""Explainers made on several machines at once, in clones that know nothing of each other, are carried over by the
build: the same bytes as those of one build of everything."""

from __future__ import annotations

import contextlib
import io
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from precis import opendata
from precis.carry.share import dealt
from precis.carry.unit import Unit
from precis.pack import unpacked
from precis.project import load
from precis.shelf import Shelf
from scripts import shard, translations
from scripts.bench_prose import PAGES, name
from scripts.bench_site import write_ours
from tests.charted import chart
from tests.conftest import ENVIRONMENT, ROOT, copy_good_site
from tests.test_carry import differing, made
from tests.test_reproducible import commit, git

EXPLAINERS = [name(number) for number in range(4)]
RUN = "import sys; from pathlib import Path; from scripts.shard import main; sys.exit(main(sys.argv[1:], Path.cwd()))"
HERE = {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "1"}
THERE = {"TZ": "America/Los_Angeles", "LC_ALL": "tr_TR.UTF-8", "PYTHONHASHSEED": "424242"}


@dataclass(frozen=True)
class Made:
    """A project, two shares of it with what their machines said, and the digests of the site that one build makes."""

    project: Path
    shares: tuple[Path, Path]
    said: tuple[str, str]
    alone: Mapping[str, str]

    def site(self, folder: Path, *shares: Path) -> Path:
        """A further clone, with these shares."""
        shutil.copytree(self.project, folder, symlinks=True)
        for share in shares:
            shutil.copytree(share, folder / ".cache" / "precis", dirs_exist_ok=True)
        return folder


def started(folder: Path, circumstances: Mapping[str, str], *arguments: str) -> subprocess.Popen[str]:
    paths = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH", "")]))
    environment = {**ENVIRONMENT, **circumstances, "PYTHONPATH": paths}
    command = [sys.executable, "-c", RUN, *arguments]
    return subprocess.Popen(
        command, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )


def ended(process: subprocess.Popen[str]) -> str:
    said, _ = process.communicate()
    assert process.returncode == 0, said
    return said


def clone(project: Path, folder: Path) -> Path:
    """Without history."""
    git(project, "clone", "-q", "--depth", "1", project.as_uri(), str(folder))
    return folder


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Made:
    folder = tmp_path_factory.mktemp("shards")
    project = folder / "project"
    project.mkdir()
    write_ours(project, PAGES * len(EXPLAINERS), {}, tracked=False)
    for tag in ("en", "fr"):  # of another share: it is asked for an address, an anchor and a file that it has not made
        with (project / "docs" / tag / EXPLAINERS[0] / "index.md").open("a", encoding="utf-8") as page:
            links = [f"[Page](../{one}/index.md#part-1), [CSV](../../data/{one}/facts.csv)" for one in EXPLAINERS[1:]]
            page.write("\n\n" + ", ".join(links) + ".\n")
    with contextlib.redirect_stdout(io.StringIO()):
        translations.main(["confirm", "fr"], project)
    git(project, "init", "-q")
    commit(project, "2026-01-02T03:04:05Z")
    places = clone(project, folder / "here"), clone(project, folder / "İstanbul’da bir klasör")
    running = [
        started(place, circumstances, f"{number}/2", "--new", "new")
        for number, (place, circumstances) in enumerate(zip(places, (HERE, THERE), strict=True), 1)
    ]
    one, other = map(ended, running)
    alone, said, carried = made(project, carry=False)
    assert (said, carried) == ([], 0)
    shutil.rmtree(project / ".cache")
    return Made(project, (places[0] / "new", places[1] / "new"), (one, other), alone)


def kept(share: Path) -> dict[str, Path]:
    """What is said of explainers, by name, among their files, pages, pictures and PDFs."""
    found = {path: unpacked(path.read_bytes()) for path in share.rglob("*") if path.is_file()}
    said = {path: pack[0] for path, pack in found.items() if pack and isinstance(pack[0], dict)}
    return {one["explainer"]: path for path, one in said.items() if "explainer" in one}


def entries_of(path: Path) -> list[Path]:
    """Where the files of an explainer’s pages are, and what these were made of."""
    unit = Unit.unpacked(path.read_bytes())
    assert unit is not None
    return [Shelf(path.parent.parent).path(name) for name in (unit.pack, unit.leaves)]


def beside(path: Path) -> Path:
    return entries_of(path)[0]


def test_two_shares_together_are_the_whole(both: Made, tmp_path: Path) -> None:
    one, other = map(kept, both.shares)
    assert sorted([*one, *other]) == EXPLAINERS
    assert len(one) == len(other) == 2
    for entry in (*one.values(), *other.values()):
        assert unpacked(beside(entry).read_bytes()) is not None
    notes = [
        path for share in both.shares for path in share.rglob("*") if path.is_file() and path.read_bytes()[:1] == b"{"
    ]
    assert notes == [], "what stands in folders is of no use elsewhere"
    assert all("2 of 2 explainers of this share are kept" in said for said in both.said)
    site, said, carried = made(both.site(tmp_path / "project", *both.shares))
    assert (differing(site, both.alone), said) == ([], [])
    assert carried == len(EXPLAINERS), "none was made anew"
    for path in ("sitemap.xml", "fr/feed.atom", "llms.txt", "data/explainer-3/facts.json"):
        assert path in site, path
    assert any(path.startswith("assets/pagefind/") for path in site)
    assert sum(path.endswith(".pdf") for path in site) == 2 * len(EXPLAINERS)


def test_a_missing_share_is_made(both: Made, tmp_path: Path) -> None:
    site, said, carried = made(both.site(tmp_path / "project", both.shares[1]))
    assert (differing(site, both.alone), said, carried) == ([], [], 2)


def test_a_damaged_file_is_made_anew_and_mended(both: Made, tmp_path: Path) -> None:
    project = both.site(tmp_path / "project", *both.shares)
    entries = kept(project / ".cache" / "precis")
    damaged = entries[EXPLAINERS[2]], beside(entries[EXPLAINERS[3]])
    whole = [path.read_bytes() for path in damaged]
    for path, data in zip(damaged, whole, strict=True):
        path.write_bytes(data[: len(data) // 2])
    site, said, carried = made(project)
    assert (differing(site, both.alone), said, carried) == ([], [], 2)
    assert [path.read_bytes() for path in damaged] == whole, "a file’s name says what is in it"


def test_a_share_leaves_what_it_mended(both: Made, tmp_path: Path) -> None:
    """All of an explainer’s entries, though one of them alone was missing."""
    project = both.site(tmp_path / "project", *both.shares)
    entry = kept(project / ".cache" / "precis")[EXPLAINERS[2]]
    beside(entry).unlink()
    said = ended(started(project, HERE, "--explainers", f"{EXPLAINERS[2]},{EXPLAINERS[3]}", "--new", "new"))
    assert f"1 made: {EXPLAINERS[2]}\n1 there already: {EXPLAINERS[3]}\n" in said
    left = {path.name for path in (project / "new").rglob("*") if path.is_file()}
    assert left == {entry.name, *(path.name for path in entries_of(entry))}
    assert list(project.glob(".site*")) == []


def test_shares_that_are_there_are_not_made_again(
    both: Made, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project = both.site(tmp_path / "project", *both.shares)
    assert shard.main(["1/1", "--new", str(tmp_path / "new")], project) == 0
    assert "4 there already" in capsys.readouterr().out
    assert list((tmp_path / "new").iterdir()) == []
    assert not (project / "site").exists()


def test_what_must_be_said_or_dated_is_left_to_the_build(tmp_path: Path) -> None:
    """A clone without history does not know since when a translation is behind."""
    project = copy_good_site(tmp_path / "project")
    git(project, "init", "-q")
    commit(project, "2026-01-02T03:04:05Z")
    page = project / "docs" / "en" / "harbour" / "closing.md"
    page.write_text(page.read_text("utf-8") + "\nMore is being written.\n", "utf-8")
    for tag in ("en", "fr"):
        with (project / "docs" / tag / "mill" / "roof.md").open("a", encoding="utf-8") as roof:
            roof.write("\n\n[Nothing](nothing.md).\n")
    commit(project, "2026-05-06T23:59:58Z")
    there = clone(project, tmp_path / "there")
    said = ended(started(there, THERE, "--explainers", "mill,harbour"))
    assert "left to the build" in said
    assert "mill" in said
    shutil.copytree(there / ".cache" / "precis", project / ".cache" / "precis")
    site, told, _ = made(project)
    assert (site, told) == made(project, carry=False)[:2]
    assert any("nothing.md" in line for line in told)


def test_work_is_dealt_out_evenly_and_everywhere_alike() -> None:
    costs = {f"explainer-{number}": number * number % 97 + 1 for number in range(40)}
    shares = dealt(costs, 4)
    assert sorted(one for share in shares for one in share) == sorted(costs)
    sums = [sum(costs[one] for one in share) for share in shares]
    assert max(sums) - min(sums) <= max(costs.values()) / 8
    assert dealt(dict(reversed(costs.items())), 4) == shares
    assert [len(share) for share in dealt({"one": 1}, 3)] == [1, 0, 0]


@pytest.mark.parametrize("share", ["0/2", "3/2", "2", "a/b", "1/0", "-1/2"])
def test_what_is_no_share_is_refused(share: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        shard.main([share])
    assert stopped.value.code == 2
    assert capsys.readouterr().err


def test_unknown_explainers_and_projects_that_keep_nothing_are_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project = copy_good_site(tmp_path)
    assert shard.main(["--explainers", "mill,quay"], project) == 2
    assert capsys.readouterr().err == "“quay” is no explainer. There are: harbour, mill.\n"
    config = project / "mkdocs.yml"
    config.write_text(config.read_text("utf-8") + "\nextra: {carry: false}\n", "utf-8")
    assert shard.main(["1/2"], project) == 2
    assert "carry: false" in capsys.readouterr().err


def test_a_project_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    project = copy_good_site(tmp_path)
    (project / "docs" / "_facts" / "mill.yml").write_text("- no records", "utf-8")
    process = started(project, HERE, "1/2")
    said, _ = process.communicate()
    assert process.returncode == 1
    assert "docs/_facts/mill.yml:1" in said
    assert "Traceback" not in said


def test_data_are_called_what_they_are_published_as(tmp_path: Path) -> None:
    project = load(chart(tmp_path), tmp_path / "docs", "en")
    for dossier in project.dossiers.values():
        assert list(opendata.paths(project, dossier)) == [path for path, _ in opendata.files(project, dossier, "/")]
