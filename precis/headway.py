"""How far a build is: on a terminal one line, rewritten in place, elsewhere a line for each phase.

There are neither colours nor codes in it, but a return to the line's beginning.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TextIO

PATIENCE = 1.0
"Seconds of a build before a terminal shows how far it is."
TICK = 0.1
"Seconds between two looks at how far it is."
COLUMNS = 80
"Of a terminal that does not say how wide it is."


@dataclass(frozen=True, slots=True)
class Stand:
    phase: str
    done: int | None = None
    total: int | None = None
    "None where nothing is counted."
    what: str = ""
    "The explainer, or the language, that is being worked on."

    def __str__(self) -> str:
        counts = [f"{one:,}" for one in (self.done, self.total) if one is not None]
        return ", ".join([": ".join([self.phase, *filter(None, [" of ".join(counts)])]), *filter(None, [self.what])])


class Headway:
    """Tells nobody; what does extends it."""

    def __init__(self) -> None:
        self._stand: Callable[[], Stand] | None = None
        self._done = 0
        self._what = ""

    def begin(self, phase: str, total: int | None = None, done: int | None = None) -> None:
        """Of a phase with nothing to do, nothing is told. `done` where it is known beforehand."""
        self._done, self._what = done or 0, ""
        if total != 0:
            self._stand = lambda: Stand(phase, None if total is None else self._done, total, self._what)
            self._tell(Stand(phase, done, total))

    def step(self, what: str = "") -> None:
        self._done += 1
        self._what = what

    def follow(self, phase: str, total: int, stand: Callable[[], Stand]) -> None:
        """A phase whose stand others know."""
        self._stand = stand
        self._tell(Stand(phase, None, total))

    def pause(self) -> None:
        """Nothing runs beside this until it goes on: processes may be copied."""

    def resume(self) -> None:
        """In the process that paused."""

    def end(self) -> None:
        """Leaves nothing behind on the screen."""

    def _tell(self, _begun: Stand) -> None:
        """A phase has begun."""


class Told(Headway):
    """A line for each phase, as it begins."""

    def __init__(self, say: Callable[[str], None]) -> None:
        super().__init__()
        self._say = say

    def _tell(self, _begun: Stand) -> None:
        self._say(str(_begun))


class Line(Headway):
    """One line at the end of a terminal, which makes way for what is written there meanwhile (`Above`)."""

    def __init__(self, stream: TextIO, patience: float = PATIENCE) -> None:
        super().__init__()
        self._stream = stream
        self._begun, self._patience = time.monotonic(), patience
        self._shown = ""
        self._lock = threading.RLock()
        self._ended = threading.Event()
        self._ticking = threading.Thread()
        self.resume()

    def pause(self) -> None:
        self._ended.set()
        if self._ticking.is_alive():
            self._ticking.join()
        self._put("")

    end = pause

    def resume(self) -> None:
        self._ended.clear()
        self._ticking = threading.Thread(target=self._keep_showing, daemon=True)
        self._ticking.start()

    def write_above(self, text: str) -> None:
        with self._lock:
            self._put("")
            self._stream.write(text)
            if text.endswith("\n"):
                self.show()

    def show(self) -> None:
        with self._lock:
            if self._stand is not None and time.monotonic() - self._begun >= self._patience:
                self._put(str(self._stand())[: self._columns() - 1])

    def _tell(self, _begun: Stand) -> None:
        self.show()

    def _keep_showing(self) -> None:
        while not self._ended.wait(TICK):
            self.show()

    def _put(self, text: str) -> None:
        with self._lock:
            if text != self._shown:
                rest = " " * (len(self._shown) - len(text))
                self._stream.write(f"\r{text}{rest}" + ("\r" if not text else ""))
                self._stream.flush()
                self._shown = text

    def _columns(self) -> int:
        try:
            return os.get_terminal_size(self._stream.fileno()).columns or COLUMNS
        except (OSError, ValueError):
            return COLUMNS


class Above:
    """The stream of a terminal for those who write whole lines there while the last one is ours."""

    def __init__(self, stream: TextIO, line: Line) -> None:
        self.stream = stream
        self._line = line

    def write(self, text: str) -> int:
        self._line.write_above(text)
        return len(text)

    def __getattr__(self, name: str) -> object:
        return getattr(self.stream, name)


def is_seen(stream: TextIO, environment: Mapping[str, str]) -> bool:
    """Whether a person looks at a terminal that can rewrite a line; logs of CI, some of which say that they are
    terminals, are read from beginning to end."""
    return stream.isatty() and environment.get("TERM") != "dumb" and not environment.get("CI")
