"""A preview that has seen many saves is what one begun just now would be: the same bytes, the same findings."""

from __future__ import annotations

import contextlib
import logging
import shutil
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from mkdocs.commands.build import build
from mkdocs.config import load_config

from precis.carry import preview
from precis.later import GivenUp, Later, Turn
from precis.memo import memo
from precis.publication import Publication
from tests.conftest import copy_good_site
from tests.test_carry import EDITS, Edit, Heard, differing, project, replace, tree

ADDRESS = "http://127.0.0.1:8000/"


def unreadable(folder: Path, _number: int) -> None:
    (folder / "docs/fr/mill/roof.md").write_bytes(b"---\ntitle: \xe9")


BAD: Mapping[str, Edit] = {
    "malformed YAML": replace("docs/_facts/harbour.yml", "value: 7000000", "value: ["),
    "well-formed YAML": replace("docs/_facts/harbour.yml", "value: [", "value: 7000000"),
    "a figure that disagrees": replace("docs/_facts/harbour.yml", "value: 7000000", "value: 8000000"),
    "a figure that agrees": replace("docs/_facts/harbour.yml", "value: 8000000", "value: 7000000"),
    "a broken template": replace("overrides/page.html", "{% block", "{{% blok"),
    "a whole template": replace("overrides/page.html", "{% blok", "{{% block"),
    "another encoding": unreadable,
}
SAVES = {**EDITS, **BAD}


@dataclass(frozen=True)
class Shown:
    files: Mapping[str, str]
    "Digests of what stands, by path."
    said: list[str]
    laid: int | None
    "Files that were laid over the last preview."


def saved(folder: Path, site: Path, *, carry: bool = True) -> Shown:
    """What `mkdocs serve` does at a save, once the search index is made, too."""
    heard, config = Heard(), load_config(str(folder / "mkdocs.yml"), site_dir=str(site), site_url=ADDRESS)
    config.extra["carry"] = carry
    search = next(hook for name, hook in config["hooks"].items() if name.endswith("index_search.py"))
    logger = logging.getLogger("mkdocs")
    logger.addHandler(heard)
    try:
        config.plugins.on_startup(command="serve", dirty=False)
        build(config, serve_url=ADDRESS)
    except (Exception, SystemExit) as error:
        heard.said.append(str(error).replace(str(folder), ""))
    finally:
        logger.removeHandler(heard)
    search._later.wait()
    publication = config.extra.get("precis")
    return Shown(tree(site), sorted(heard.said), publication.laid if isinstance(publication, Publication) else None)


@contextlib.contextmanager
def nothing_known() -> Iterator[None]:
    """Nothing that was read before is known."""
    kept = dict(vars(memo))
    memo.forget()
    yield
    vars(memo).update(kept)


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("precis.later.PAUSE", 0.0)


@contextlib.contextmanager
def putting_off(site: Path, *, looked: str = "harbour", least: int = 0) -> Iterator[None]:
    """Where more than `least` explainers can be, and as while somebody looks at one."""
    shown, few = preview.of(site), preview.FEW
    shown.in_full, preview.FEW = False, least
    shown.readers.looked.append(looked)
    yield
    shown.in_full, preview.FEW = True, few


@given(st.lists(st.sampled_from(sorted(SAVES)), min_size=5, max_size=8))
@settings(max_examples=4, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
def test_any_sequence_of_saves_shows_what_a_new_preview_shows(
    tmp_path_factory: pytest.TempPathFactory, saves: list[str]
) -> None:
    """Also where the first build after a save puts off what it can."""
    folder = project(tmp_path_factory.mktemp("previewed") / "project")
    site, new = folder.parent / "site", folder.parent / "new"
    last = saved(folder, site)
    for number, name in enumerate(saves):
        SAVES[name](folder, number)
        with putting_off(site, least=number % 2):
            saved(folder, site)
        shown = saved(folder, site)
        shutil.rmtree(new, ignore_errors=True)
        with nothing_known():
            fresh = saved(folder, new, carry=False)
        assert shown.said == fresh.said, (saves, name)
        expected = fresh.files or last.files  # a build that failed leaves the last preview
        assert not differing(shown.files, expected), (saves, name)
        last = shown
    shutil.rmtree(folder.parent)


def test_what_stands_is_not_written_again(tmp_path: Path) -> None:
    folder, site = copy_good_site(tmp_path / "project"), tmp_path / "site"
    first = saved(folder, site)
    assert first.laid is None, "the first one is published whole"
    stood = {path: path.stat().st_ino for path in site.glob("*/harbour/**/*.html")}
    EDITS["a paragraph"](folder, 1)
    second = saved(folder, site)
    assert second.laid
    assert second.laid < len(first.files) / 2
    assert stood == {path: path.stat().st_ino for path in stood}
    EDITS["another name"](folder, 1)
    EDITS["another name in French"](folder, 1)
    third = saved(folder, site)
    assert "en/harbour/end/index.html" in third.files
    assert not (site / "en/harbour/ending").exists(), "neither are empty folders left"


def test_work_put_off_is_done_once_or_given_up() -> None:
    done: list[str] = []
    later = Later(pause=0.0)
    later.begin(lambda turn: turn.end(lambda: done.append("first")))
    later.wait()
    assert done == ["first"]
    begun, go = threading.Event(), threading.Event()

    def slow(turn: Turn) -> None:
        begun.set()
        go.wait()
        done.extend(turn.each(["second"]))

    later.begin(slow)
    begun.wait()
    old = later._thread
    later.begin(lambda turn: turn.end(lambda: done.append("third")))
    later.wait()
    go.set()
    old.join()
    assert done == ["first", "third"]
    later.end()
    turn = Turn()
    turn.give_up()
    with pytest.raises(GivenUp):
        turn.end(lambda: done.append("late"))
    assert done == ["first", "third"]
