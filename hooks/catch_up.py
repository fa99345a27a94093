"""While serving, makes what a save changed beyond the explainers that somebody looks at, and tells of saves at once.

What was put off is made by a process of its own (`scripts/shard.py`), which leaves it where the next build finds it;
that one is begun as if something was saved. Who opens such a page before waits for a build that makes it first.
"""

from __future__ import annotations

import gc
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import event_priority, get_plugin_logger

from precis.carry import preview
from precis.carry.preview import Preview
from precis.later import Later, Turn
from precis.watching import Watching

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

log = get_plugin_logger("precis")
PROGRAM = Path(__file__).resolve().parent.parent / "scripts" / "shard.py"
CALM = 10
"How much more others count than the process beside, as `nice` has it."
SETTLED = 0.05
"Seconds without a further save before a build begins."
_beside: Beside | None = None
_tidying = Later()
"Of memory that builds leave behind, once their pages are shown."


class Beside:
    """A process that makes explainers, and leaves them on the shelf."""

    def __init__(self, late: Mapping[str, str], config: MkDocsConfig, then: Callable[[], None]) -> None:
        """`late`: the explainers (`Preview.late`); `then` is called in a thread once they are made, unless given up."""
        self._late = late
        names = ["--explainers", ",".join(sorted(late))]
        where = ["--config-file", config.config_file_path, "--preview", str(config.site_url)]
        self._then, self._given_up = then, False
        self._process = subprocess.Popen(  # noqa: S603 - a program of our own
            [sys.executable, str(PROGRAM), *names, *where],
            stdin=subprocess.PIPE,  # it ends as soon as this is closed, by whatever ends the preview
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            process_group=0,
        )
        os.setpriority(os.PRIO_PGRP, self._process.pid, CALM)
        threading.Thread(target=self._wait, daemon=True).start()

    @property
    def runs(self) -> bool:
        return self._process.poll() is None

    def makes(self, late: Mapping[str, str]) -> bool:
        return late.items() <= self._late.items()

    def pause(self) -> None:
        self._signal(signal.SIGSTOP)

    def go_on(self) -> None:
        self._signal(signal.SIGCONT)

    def give_up(self) -> None:
        self._given_up = True
        assert self._process.stdin is not None
        self._process.stdin.close()
        self.go_on()

    def _signal(self, number: signal.Signals) -> None:
        """To it and to all that it began."""
        if self.runs:
            os.killpg(self._process.pid, number)

    def _wait(self) -> None:
        self._process.wait()
        if not self._given_up:
            self._then()


@event_priority(50)
def on_serve(server: LiveReloadServer, config: MkDocsConfig, builder: Callable[..., None]) -> LiveReloadServer:
    shown = preview.of(Path(config.extra["published_dir"]))
    watching, within = _watched(server, config), server.builder
    gc.disable()  # within a build it looks at all that the ones before have kept, again and again
    able = hasattr(os, "fork") and PROGRAM.is_file()
    shown.in_full = not able

    def build() -> None:
        shown.readers.begin()
        _tidying.give_up()
        if _beside is not None:
            _beside.pause()
        try:
            within()
            shown.in_full = not able
            _follow(shown, config, watching)
        finally:
            if _beside is not None:
                _beside.go_on()
            shown.readers.end()
            _tidying.begin(_tidy)

    server.builder = build
    server.set_app(Waiting(server.get_app(), server.mount_path, shown, watching.ring))  # type: ignore[arg-type]
    return server


def on_shutdown() -> None:
    _tidying.end()
    _give_up()


def _watched(server: LiveReloadServer, config: MkDocsConfig) -> Watching:
    """MkDocs watches these already, and everything else from now on."""
    paths = [config.docs_dir, config.config_file_path]
    for path in paths:
        server.unwatch(path)
    watching = Watching.beside(server.observer)
    server.observer = watching  # type: ignore[assignment]
    server.build_delay = SETTLED
    for path in paths:
        server.watch(path)
    return watching


def _follow(shown: Preview, config: MkDocsConfig, watching: Watching) -> None:
    """Begins to make what was put off, unless that was begun."""
    global _beside

    def then() -> None:
        shown.in_full = True
        watching.ring()

    if _beside is not None and _beside.runs and shown.late and _beside.makes(shown.late):
        return
    _give_up()
    if shown.late:
        log.info(f"{len(shown.late)} more explainers follow")
        _beside = Beside(shown.late, config, then)


def _tidy(_turn: Turn) -> None:
    gc.collect()


def _give_up() -> None:
    global _beside
    if _beside is not None:
        _beside.give_up()
    _beside = None


class Waiting:
    """A web application (WSGI) in front of that of the server."""

    def __init__(self, application: WSGIApplication, root: str, shown: Preview, ring: Callable[[], None]) -> None:
        """`root` is the path of the site, `/` as a rule; `ring` begins a build."""
        self._application, self._root, self._shown, self._ring = application, root, shown, ring

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        path = str(environ["PATH_INFO"]).encode("latin-1").decode("utf-8", "ignore")
        if path.startswith(self._root):
            self._shown.readers.ask(path.removeprefix(self._root), lambda: self._shown.late, self._ring)
        return self._application(environ, start_response)
