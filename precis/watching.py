"""Tells at once that a file was saved, where the system does; within half a second, where MkDocs must look itself.

Systems do not tell of every folder: not of those that a network or a virtual machine shares, nor of more than so many.
MkDocs’ own observer, which looks at all files again and again, therefore goes on looking. What both tell counts once.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterator, Sequence

from watchdog.events import (
    EVENT_TYPE_CLOSED_NO_WRITE,
    EVENT_TYPE_OPENED,
    FileModifiedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver, ObservedWatch

READ = {EVENT_TYPE_OPENED, EVENT_TYPE_CLOSED_NO_WRITE}
"What happens to files without changing them."
State = tuple[int, int, int]
"What a file that was written again differs in."


class Watching:
    """Stands in the place of one observer of watchdog’s: what is scheduled with it is scheduled with several."""

    def __init__(self, *observers: BaseObserver) -> None:
        """The first one is needed; of the others those help that can."""
        self._observers = observers
        self._handlers: list[Once] = []
        self._told: dict[str, State | None] = {}

    @classmethod
    def beside(cls, observer: BaseObserver) -> Watching:
        """Another observer and the system’s own."""
        return cls(observer, Observer())

    def schedule(self, handler: FileSystemEventHandler, path: str, *, recursive: bool = False) -> Sequence[Schedule]:
        """As `BaseObserver.schedule`; `unschedule` takes what it returns."""
        once = Once(handler, self._told)
        self._handlers.append(once)
        return list(self._scheduled(once, path, recursive=recursive))

    def unschedule(self, schedules: Sequence[Schedule]) -> None:
        for observer, watch in schedules:
            with contextlib.suppress(KeyError):
                observer.unschedule(watch)

    def start(self) -> None:
        first, *others = self._observers
        first.start()
        for observer in others:
            with contextlib.suppress(OSError):
                observer.start()

    def stop(self) -> None:
        self._each_alive(BaseObserver.stop)

    def join(self) -> None:
        self._each_alive(BaseObserver.join)

    def ring(self) -> None:
        """As if some file was saved."""
        for once in self._handlers[:1]:
            once.handler.dispatch(FileModifiedEvent(""))

    def _scheduled(self, once: Once, path: str, *, recursive: bool) -> Iterator[Schedule]:
        first, *others = self._observers
        yield first, first.schedule(once, path, recursive=recursive)
        for observer in others:
            with contextlib.suppress(OSError):
                yield observer, observer.schedule(once, path, recursive=recursive)

    def _each_alive(self, do: Callable[[BaseObserver], None]) -> None:
        for observer in self._observers:
            if observer.is_alive():
                do(observer)


Schedule = tuple[BaseObserver, ObservedWatch]


class Once(FileSystemEventHandler):
    """Hands on what changed a file, once however often it is told."""

    def __init__(self, handler: FileSystemEventHandler, told: dict[str, State | None]) -> None:
        """`told`: by path, what each file was when it was last handed on; shared by all handlers."""
        self.handler = handler
        self._told = told

    def dispatch(self, event: FileSystemEvent) -> None:
        if event.is_directory or event.event_type in READ:
            return
        paths = [os.fsdecode(path) for path in (event.src_path, event.dest_path) if path]
        states = {path: state(path) for path in paths}
        if any(path not in self._told or self._told[path] != now for path, now in states.items()):
            self._told.update(states)
            self.handler.dispatch(event)


def state(path: str) -> State | None:
    """None for a file that is not there."""
    try:
        found = os.stat(path)  # noqa: PTH116 - at each event
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino
