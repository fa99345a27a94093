"""Servers on loopback that answer as the web does: found, moved, gone, refused, silent, with a bad certificate."""

from __future__ import annotations

import datetime as dt
import json
import ssl
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

ROBOTS = b"User-agent: *\nDisallow: /private/\n"
CODES = {
    "/": 200,
    "/robots.txt": 200,
    "/page": 200,
    "/404": 404,
    "/410": 410,
    "/500": 500,
    "/403": 403,
    "/429": 429,
    "/get-only": 405,
}
MOVES = {
    "/301": (301, "/page"),
    "/302": (302, "/page"),
    "/twice": (308, "/301"),
    "/home": (301, "/"),
    "/loop": (302, "/loop"),
    "/away": (301, "file:///etc/passwd"),
}


class _Handler(BaseHTTPRequestHandler):
    web: Web
    "Whose requests are answered; set in a class of each server’s own."

    def do_GET(self) -> None:
        self.web.asked.append((self.command, self.path, self.headers.get("User-Agent", "")))
        path = urlsplit(self.path).path
        if path == "/silent":
            self.web.silence.wait(30)
        elif path == "/archive":
            self._answer(200, self.web.archived(self.path))
        elif path in MOVES:
            self._answer(MOVES[path][0], b"", MOVES[path][1])
        else:
            code = 200 if (self.command, path) == ("GET", "/get-only") else CODES.get(path, 404)
            self._answer(code, ROBOTS)

    def do_HEAD(self) -> None:
        self.do_GET()

    def _answer(self, code: int, body: bytes, location: str = "") -> None:
        self.send_response(code)
        self.send_header("Content-Length", str(len(body)))
        if location:
            self.send_header("Location", location)
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        """Silent."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Visitors leave as soon as they know."""


class Web:
    """A server, and what it was asked: method, path and the visitor’s name."""

    def __init__(self, certificate: Path | None = None) -> None:
        self.asked: list[tuple[str, str, str]] = []
        self.silence = threading.Event()
        self.server = _Server(("127.0.0.1", 0), type("Handler", (_Handler,), {"web": self}))
        if certificate:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(certificate)
            self.server.socket = context.wrap_socket(self.server.socket, server_side=True)
        self.address = f"{'https' if certificate else 'http'}://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def archived(self, path: str) -> bytes:
        """As the Wayback Machine’s API answers; it has a copy of one page alone."""
        url = parse_qs(urlsplit(path).query)["url"][0]
        copy = {"available": True, "url": f"http://web.archive.org/web/20150728000000/{url}"}
        return json.dumps({"archived_snapshots": {"closest": copy} if url.endswith("/410") else {}}).encode()

    def close(self) -> None:
        self.silence.set()
        self.server.shutdown()
        self.server.server_close()


def self_signed(file: Path) -> Path:
    """A certificate that nobody vouches for, with its key."""
    key, today = ec.generate_private_key(ec.SECP256R1()), dt.datetime.now(dt.UTC)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    made = x509.CertificateBuilder(
        name, name, key.public_key(), x509.random_serial_number(), today, today + dt.timedelta(1)
    )
    pem = made.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)
    plain = serialization.NoEncryption()
    private = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)
    file.write_bytes(private + pem)
    return file
