"""A save is told once, at once or when MkDocs’ own observer sees it, and reading is no save."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from watchdog.events import FileClosedNoWriteEvent, FileModifiedEvent, FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver
from watchdog.observers.polling import PollingObserver

from precis.watching import Once, Watching

LOOKS = 0.2
"Seconds between two looks of the observer that polls."


class Heard(FileSystemEventHandler):
    def __init__(self) -> None:
        self.paths: list[str] = []
        self.told = threading.Event()

    def on_any_event(self, event: FileSystemEvent) -> None:
        self.paths.append(os.fsdecode(event.src_path))
        self.told.set()


class Refusing(BaseObserver):
    """As a system’s own does where it watches too much already."""

    def __init__(self) -> None:
        super().__init__(PollingObserver()._emitter_class)

    def start(self) -> None:
        raise OSError("inotify watch limit reached")


@pytest.fixture
def watched(tmp_path: Path) -> Path:
    (tmp_path / "page.md").write_text("One", "utf-8")
    return tmp_path


OBSERVERS: dict[str, Callable[[], Watching]] = {
    "both": lambda: Watching(PollingObserver(timeout=LOOKS), Observer()),
    "the first alone": lambda: Watching(PollingObserver(timeout=LOOKS)),
    "a second that cannot": lambda: Watching(PollingObserver(timeout=LOOKS), Refusing()),
}


@pytest.fixture(params=OBSERVERS)
def heard(request: pytest.FixtureRequest, watched: Path) -> Iterator[Heard]:
    watching, heard = OBSERVERS[request.param](), Heard()
    watching.schedule(heard, str(watched), recursive=True)
    watching.start()
    time.sleep(2 * LOOKS)
    yield heard
    watching.stop()
    watching.join()


def test_each_save_is_told_once_and_reading_never(heard: Heard, watched: Path) -> None:
    page, new = watched / "page.md", watched / "new.md"
    saves: list[Callable[[], object]] = [
        lambda: _written(watched.parent / "beside.md", "Two").replace(page),
        lambda: _written(new, "Three"),
        new.unlink,
    ]
    for number, save in enumerate(saves, 1):
        heard.told.clear()
        save()
        assert heard.told.wait(5), number
        page.read_text("utf-8")
        time.sleep(3 * LOOKS)
        assert len(set(heard.paths)) == min(number, 2)
        assert len(heard.paths) <= 2 * number, "written and closed: no more than what a save does to a file"


def _written(path: Path, text: str) -> Path:
    path.write_text(text, "utf-8")
    return path


def test_what_is_told_twice_counts_once(watched: Path) -> None:
    heard, path = Heard(), str(watched / "page.md")
    told = Once(heard, {})
    for event in (FileClosedNoWriteEvent(path), FileModifiedEvent(path), FileModifiedEvent(path)):
        told.dispatch(event)
    assert heard.paths == [path]


def test_nothing_is_told_of_what_is_not_watched_any_more(watched: Path) -> None:
    watching, heard = Watching(PollingObserver(timeout=LOOKS), Observer()), Heard()
    watching.unschedule(watching.schedule(heard, str(watched), recursive=True))
    watching.start()
    (watched / "page.md").write_text("Two", "utf-8")
    time.sleep(3 * LOOKS)
    watching.stop()
    watching.join()
    assert not heard.paths


def test_it_can_be_rung(watched: Path) -> None:
    watching, heard = Watching(PollingObserver(timeout=LOOKS)), Heard()
    watching.schedule(heard, str(watched), recursive=True)
    watching.ring()
    assert heard.paths == [""]
