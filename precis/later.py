"""Work that a preview puts off, since nobody waits for it: in a thread, a moment after, given up for the next one."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import TypeVar

PAUSE = 1.0
"Seconds in which the page that was saved is read first."
PATIENCE = 5.0
"Seconds to wait for the work to be given up when the preview ends."
T = TypeVar("T")


class GivenUp(Exception):
    """Nobody wants the result any more."""


@dataclass(frozen=True)
class Turn:
    """One piece of work, as the work itself sees it."""

    _given_up: threading.Event = field(default_factory=threading.Event)
    _ending: threading.Lock = field(default_factory=threading.Lock)

    def each(self, things: Iterable[T]) -> Iterator[T]:
        """The things one by one. Raises GivenUp between two."""
        for thing in things:
            if self._given_up.is_set():
                raise GivenUp
            yield thing

    def end(self, step: Callable[[], None]) -> None:
        """Takes the last step, unless the work was given up: then nothing was done, and nothing will be. Raises
        GivenUp."""
        with self._ending:
            if self._given_up.is_set():
                raise GivenUp
            step()

    def give_up(self) -> None:
        """Waits for a last step that was begun."""
        with self._ending:
            self._given_up.set()

    def rest(self, seconds: float) -> None:
        """Raises GivenUp."""
        if self._given_up.wait(seconds):
            raise GivenUp


class Later:
    """One piece of work at a time."""

    def __init__(self, pause: float | None = None) -> None:
        self._pause = pause
        self._turn, self._thread = Turn(), threading.Thread()

    def begin(self, work: Callable[[Turn], None]) -> None:
        self.give_up()
        self._turn = turn = Turn()
        self._thread = threading.Thread(target=self._run, args=(work, turn), daemon=True)
        self._thread.start()

    def give_up(self) -> None:
        """Returns at once, but for a last step that was begun."""
        self._turn.give_up()

    def end(self) -> None:
        """Gives up, and waits until that is done."""
        self.give_up()
        self.wait(PATIENCE)

    def wait(self, seconds: float | None = None) -> None:
        """Until the work is done or given up."""
        if self._thread.ident is not None:
            self._thread.join(seconds)

    def _run(self, work: Callable[[Turn], None], turn: Turn) -> None:
        try:
            turn.rest(PAUSE if self._pause is None else self._pause)
            work(turn)
        except GivenUp:
            pass
