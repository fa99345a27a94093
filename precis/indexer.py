"""Pagefind’s program, asked page by page: it takes requests and gives answers as JSON in base64, parted by commas.

Its own Python reader waits a tenth of a second for each answer, for ever where the program ends, and is told nothing of
a full disk; and of a folder the program takes the pages in the order in which the file system has them.
"""

from __future__ import annotations

import base64
import errno
import json
import subprocess
from collections.abc import Iterable
from types import TracebackType
from typing import Any, Self

from pagefind.service import get_executable


class Indexer:
    """An index that is being made; ends its program when it is left. Its errors are OSError."""

    def __enter__(self) -> Self:
        program = get_executable()
        if program is None:
            raise FileNotFoundError(errno.ENOENT, "Pagefind is not installed", "pagefind_bin")
        self._process = subprocess.Popen(  # noqa: S603 - a program of our own environment
            [program, "--service"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self._index = self._ask(type="NewIndex", config={})["index_id"]
        return self

    def __exit__(self, *_error: type[BaseException] | BaseException | TracebackType | None) -> None:
        self._process.kill()
        self._process.communicate()

    def add(self, pages: Iterable[tuple[str, str]]) -> None:
        """Pages, each as file in the site and HTML, in the order in which they are numbered."""
        for name, html in pages:
            self._ask(type="AddFile", index_id=self._index, file_path=name, file_contents=html)

    def files(self) -> dict[str, bytes]:
        """All that the index is made of, by path within its folder."""
        found = self._ask(type="GetFiles", index_id=self._index)["files"]
        return {file["path"]: base64.b64decode(file["content"]) for file in found}

    def _ask(self, **payload: object) -> dict[str, Any]:
        assert self._process.stdin is not None
        self._process.stdin.write(base64.b64encode(json.dumps({"message_id": 1, "payload": payload}).encode()) + b",")
        self._process.stdin.flush()
        answer: dict[str, Any] = json.loads(base64.b64decode(self._answer()))["payload"]
        if answer["type"] == "Error":
            raise OSError(errno.EIO, f"Pagefind: {answer['message']}")
        return answer

    def _answer(self) -> bytes:
        """Up to the next comma."""
        assert self._process.stdout is not None
        read = bytearray()
        while not read.endswith(b","):
            some = self._process.stdout.read1(1 << 20)  # type: ignore[attr-defined]
            if not some:
                raise OSError(errno.EIO, "Pagefind ended before the search index was made")
            read += some
        return bytes(read[:-1])
