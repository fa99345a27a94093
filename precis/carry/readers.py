"""Who reads a preview: what is looked at is made first, and who asks for what was put off waits until it is made."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Collection, Mapping

RECENT = 3
"Explainers that are taken for looked at."
PATIENCE = 60.0
"Seconds that a reader waits for a build, after which there is what there was before."


class Readers:
    """Asked by the server’s threads while another one builds."""

    def __init__(self) -> None:
        self.pages: Mapping[str, str] = {}
        "Their addresses, relative to the site’s root, with their explainers; empty for those of the site itself."
        self.looked: deque[str] = deque(maxlen=RECENT)
        "Explainers, the one that was looked at last at the end."
        self._turn = threading.Condition()
        self._begun = self._ended = 0

    def begin(self) -> None:
        """A build begins."""
        with self._turn:
            self._begun += 1

    def end(self) -> None:
        """However it ended."""
        with self._turn:
            self._ended = self._begun
            self._turn.notify_all()

    def ask(self, address: str, late: Callable[[], Collection[str]], build: Callable[[], None]) -> None:
        """Returns once there is an answer: where the page’s explainer is late, after another build, which is
        begun."""
        name = self.explainer(address)
        if not name:
            return
        with self._turn:
            if name in self.looked:
                self.looked.remove(name)
            self.looked.append(name)
            self._turn.wait_for(lambda: self._begun == self._ended, PATIENCE)
            begun = self._begun
        if name in late():
            build()
            with self._turn:
                self._turn.wait_for(lambda: self._ended > begun, PATIENCE)

    def explainer(self, address: str) -> str:
        """Of a page, or of what lies below it."""
        while address and address not in self.pages:
            address = address.rstrip("/").rpartition("/")[0]
            address += "/" if address else ""
        return self.pages.get(address, "")
