"""A web application (WSGI) whose pages get something inserted, and whose missing pages are those that the site has."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

MISSING = "404 Not Found"


class Overlay:
    """Stands in front of another application."""

    def __init__(self, application: WSGIApplication, insert: Callable[[bytes], bytes], root: str) -> None:
        """`root` is the path of the site, `/` as a rule."""
        self._application, self._insert, self._root = application, insert, root

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        status, headers, body = self._asked(environ)
        if status.startswith("404"):
            status, headers, body = self._missing(environ, body)
        page = dict(headers).get("Content-Type", "").startswith("text/html")
        if page and status.startswith(("200", "404")):
            data = self._insert(b"".join(body))
            headers = [*(one for one in headers if one[0] != "Content-Length"), ("Content-Length", str(len(data)))]
            body = [data]
        start_response(status, headers)
        return body

    def _asked(self, environ: WSGIEnvironment) -> tuple[str, list[tuple[str, str]], Iterable[bytes]]:
        """Status, headers and body; the application answers before it returns."""
        answered: list[tuple[str, list[tuple[str, str]]]] = []

        def answer(status: str, headers: list[tuple[str, str]], _error: object = None) -> Callable[[bytes], None]:
            answered.append((status, headers))
            return lambda _: None

        body = self._application(environ, answer)
        return *answered[-1], body

    def _missing(
        self, environ: WSGIEnvironment, bare: Iterable[bytes]
    ) -> tuple[str, list[tuple[str, str]], Iterable[bytes]]:
        """The 404 page of the address’s language, or the site’s, as a page like others, which the preview reloads once
        a save brings the missing one back."""
        language = str(environ["PATH_INFO"]).removeprefix(self._root).partition("/")[0]
        for name in (f"{language}/404.html", "404.html"):
            status, headers, body = self._asked({**environ, "PATH_INFO": self._root + name})
            if status.startswith("200"):
                return MISSING, headers, body
        return MISSING, [("Content-Type", "text/html")], bare
