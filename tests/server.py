"""A static host on loopback that answers as hosts of such sites do."""

from __future__ import annotations

import gzip
import sys
import threading
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

PACKED = (".html", ".css", ".js", ".json", ".svg", ".xml")
"What hosts compress."


class _Handler(SimpleHTTPRequestHandler):
    def __init__(self, *args: object, prefix: str, packs: bool, **kwargs: object) -> None:
        self.prefix, self.packs = prefix, packs
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]

    def translate_path(self, path: str) -> str:
        below = urlsplit(path).path
        if not below.startswith(self.prefix):
            return str(Path(self.directory) / "no-such-file")
        return super().translate_path("/" + below.removeprefix(self.prefix))

    def do_GET(self) -> None:
        """The file; compressed, where the server packs and the browser takes it."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() and self.path.endswith("/") else path
        if not (self.packs and path.suffix in PACKED and path.is_file()):
            return super().do_GET()
        body = gzip.compress(path.read_bytes(), 6, mtime=0)
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        return None

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """The nearest 404 page, as configured on real hosts."""
        below = urlsplit(self.path).path.removeprefix(self.prefix)
        language = Path(self.directory) / below.split("/")[0] / "404.html"
        page = language if language.exists() else Path(self.directory) / "404.html"
        body = page.read_bytes()
        self.send_response(HTTPStatus(code))
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        """Silent."""


class _Server(ThreadingHTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        """Tells nothing of readers who left before a file had come."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


class Server:
    def __init__(self, folder: Path, path: str = "/", *, packs: bool = False) -> None:
        """`packs` says whether texts are sent with gzip."""
        handler = partial(_Handler, directory=str(folder), prefix=path, packs=packs)
        self._server = _Server(("127.0.0.1", 0), handler)
        self.address = f"http://127.0.0.1:{self._server.server_port}{path}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
