"""nginx and Caddy with the files of deploy/, started on loopback, and what they answer."""

from __future__ import annotations

import http.client
import os
import socket
import ssl
import subprocess
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from scripts.servers import HELP, find

DEPLOY = Path(__file__).resolve().parent.parent / "deploy"
FOLDER = "/srv/precis/site"
"Where the site lies in the files as shipped."


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Mapping[str, list[str]]
    "By lower-case name."
    body: bytes

    def header(self, name: str) -> str | None:
        """All values, joined as HTTP lets them be; None without the header."""
        values = self.headers.get(name.lower())
        return ", ".join(values) if values else None


@dataclass(frozen=True)
class Host:
    name: str
    port: int
    process: subprocess.Popen[bytes]
    tls: bool = False

    @property
    def address(self) -> str:
        return f"http://localhost:{self.port}/"

    def get(self, path: str, *, method: str = "GET", **headers: str) -> Answer:
        """Header names with underscores; nothing is followed or decompressed."""
        connection = self._connection()
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.putrequest(method, path, skip_accept_encoding=True)
        for name, value in named.items():
            connection.putheader(name, value)
        connection.endheaders()
        response = connection.getresponse()
        body = response.read()
        found: dict[str, list[str]] = {}
        for name, value in response.getheaders():
            found.setdefault(name.lower(), []).append(value)
        connection.close()
        return Answer(response.status, found, body)

    def _connection(self) -> http.client.HTTPConnection:
        if not self.tls:
            return http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        context = ssl.create_default_context()
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        return http.client.HTTPSConnection("localhost", self.port, timeout=10, context=context)

    def close(self) -> None:
        self.process.terminate()
        self.process.wait(10)


def nginx(site: Path, folder: Path, change: Callable[[str], str] = lambda text: text) -> Host:
    """The shipped file within an nginx of its own: another port, the site’s folder, Brotli taken in."""
    port = free_port()
    text = (DEPLOY / "nginx.conf").read_text("utf-8").replace(FOLDER, str(site))
    text = text.replace("listen 80;", f"listen 127.0.0.1:{port};").replace("listen [::]:80;", "")
    text = change(text.replace("# brotli_static on;", "brotli_static on;"))
    (folder / "precis.conf").write_text(text, "utf-8")
    user = "user root;" if os.geteuid() == 0 else ""  # the tests’ folders are closed to others
    main = f"""include /etc/nginx/modules-enabled/*.conf; {user}
daemon off; worker_processes 1; pid {folder}/pid; error_log {folder}/error.log; events {{}}
http {{ include /etc/nginx/mime.types; default_type application/octet-stream; access_log off;
client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi; include {folder}/precis.conf; }}"""
    (folder / "nginx.conf").write_text(main, "utf-8")
    command = [program("nginx"), "-e", f"{folder}/error.log", "-c", f"{folder}/nginx.conf"]
    return started("nginx", port, command, {}, folder)


def caddy(site: Path, folder: Path, scheme: str = "http") -> Host:
    """The shipped file as it is, told by its two variables; the admin port is left closed."""
    port = free_port()
    options = "{\n\tadmin off\n\tskip_install_trust\n\tauto_https disable_redirects\n}\n"
    text = options + (DEPLOY / "Caddyfile").read_text("utf-8")
    (folder / "Caddyfile").write_text(text, "utf-8")
    settings = {"PRECIS_SITE": str(site), "PRECIS_HOST": f"{scheme}://localhost:{port}, {scheme}://127.0.0.1:{port}"}
    command = [program("caddy"), "run", "--adapter", "caddyfile", "--config", f"{folder}/Caddyfile"]
    return started("caddy", port, command, {**settings, "HOME": str(folder), "XDG_DATA_HOME": str(folder)}, folder)


def program(name: str) -> str:
    """Its path. A machine without it may leave these tests out, continuous integration may not."""
    path = find(name)
    if path is None and not os.environ.get("CI"):
        pytest.skip(HELP)
    assert path is not None, HELP
    return path


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def started(name: str, port: int, command: list[str], settings: Mapping[str, str], folder: Path) -> Host:
    """Waits until the server answers; what it says stands in the folder."""
    with (folder / f"{name}.log").open("wb") as log:
        process = subprocess.Popen(command, env={**os.environ, **settings}, stdout=log, stderr=subprocess.STDOUT)
    for _ in range(200):
        assert process.poll() is None, (folder / f"{name}.log").read_text("utf-8")
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            break
        except OSError:
            time.sleep(0.05)
    return Host(name, port, process)
