"""A polite visitor of web addresses: says who it is, obeys robots.txt, waits between visits, reads no bodies."""

from __future__ import annotations

import http.client
import json
import socket
import ssl
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from urllib.error import URLError
from urllib.parse import quote, urlencode, urljoin, urlsplit
from urllib.request import Request, urlopen
from urllib.robotparser import RobotFileParser

from precis.visiting import Answer, Failure

NAME = "PrecisSourceCheck"
REDIRECTS = 8
SAFE = "/%:@!$&'()*+,;=~-._"
REFUSES_HEAD = frozenset({400, 403, 404, 405, 406, 500, 501, 503})
"Answers that servers give to HEAD though GET would do; 404 too, on some."
FAILURES: Mapping[type[Exception], Failure] = {
    ssl.SSLError: "certificate",
    TimeoutError: "timeout",
    Exception: "connection",
}


@dataclass
class Visitor:
    about: str
    "Address of a page about who visits, told to servers."
    timeout: float = 20
    "Seconds for each step of a visit."
    pause: float = 2
    "Seconds between two visits of a host."
    trusted: ssl.SSLContext = field(default_factory=ssl.create_default_context)
    sleep: Callable[[float], None] = time.sleep
    _robots: dict[str, RobotFileParser] = field(default_factory=dict)
    _last: dict[str, float] = field(default_factory=dict)

    @property
    def agent(self) -> str:
        return f"{NAME}/1 (+{self.about})"

    def visit(self, url: str) -> Answer:
        """Follows redirects; never raises."""
        codes: list[int] = []
        try:
            while len(codes) <= REDIRECTS:
                if not self._allowed(url):
                    return Answer(tuple(codes), url, "robots")
                code, target = self._answer(url)
                codes.append(code)
                if not target:
                    return Answer(tuple(codes), url)
                url = target
        except (OSError, ValueError, http.client.HTTPException) as error:
            return Answer(tuple(codes), url, _failure(error))
        return Answer(tuple(codes), url, "loop")

    def copy(self, archive: str, url: str, day: str) -> str | None:
        """Asks a web archive’s API of the Wayback Machine’s kind for a copy near a day (YYYYMMDD)."""
        try:
            text = self._read(f"{archive}?{urlencode({'url': url, 'timestamp': day})}")
            found = json.loads(text).get("archived_snapshots", {}).get("closest", {})
        except (OSError, ValueError, http.client.HTTPException):
            return None
        return str(found["url"]).replace("http://", "https://", 1) if found.get("available") else None

    def _answer(self, url: str) -> tuple[int, str]:
        """Status, and where the server leads on; by HEAD, and by GET where that is refused."""
        code, target = self._asked("HEAD", url)
        return self._asked("GET", url) if code in REFUSES_HEAD else (code, target)

    def _asked(self, method: str, url: str) -> tuple[int, str]:
        parts = urlsplit(url)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise http.client.InvalidURL(url)
        self._wait(parts.netloc)
        if parts.scheme == "https":
            connection: http.client.HTTPConnection = http.client.HTTPSConnection(
                parts.hostname, parts.port, timeout=self.timeout, context=self.trusted
            )
        else:
            connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=self.timeout)
        try:
            path = quote(parts.path or "/", safe=SAFE) + (
                f"?{quote(parts.query, safe=SAFE + '?')}" if parts.query else ""
            )
            connection.request(method, path, headers={"User-Agent": self.agent, "Accept": "*/*"})
            answer = connection.getresponse()
            target = answer.getheader("Location") if 300 <= answer.status < 400 else None
            return answer.status, urljoin(url, target) if target else ""
        finally:
            connection.close()

    def _wait(self, host: str) -> None:
        left = self._last.get(host, float("-inf")) + self.pause - time.monotonic()
        if left > 0:
            self.sleep(left)
        self._last[host] = time.monotonic()

    def _allowed(self, url: str) -> bool:
        """By the host’s robots.txt; without a readable one, all is."""
        parts = urlsplit(url)
        root = f"{parts.scheme}://{parts.netloc}"
        if root not in self._robots:
            self._robots[root] = self._rules(f"{root}/robots.txt")
        return self._robots[root].can_fetch(NAME, url)

    def _rules(self, url: str) -> RobotFileParser:
        rules = RobotFileParser(url)
        try:
            rules.parse(self._read(url).splitlines())
        except (OSError, ValueError, http.client.HTTPException):
            rules.parse([])
        return rules

    def _read(self, url: str) -> str:
        """The beginning of a text of a server’s own: its rules, an answer of its API."""
        request = Request(url, headers={"User-Agent": self.agent})  # noqa: S310 - the scheme was looked at
        context = self.trusted if url.startswith("https:") else None
        with urlopen(request, timeout=self.timeout, context=context) as answer:  # noqa: S310
            return str(answer.read(500_000).decode("utf-8", "replace"))


def _failure(error: Exception) -> Failure:
    reason = error.reason if isinstance(error, URLError) and isinstance(error.reason, Exception) else error
    if isinstance(reason, socket.timeout):
        return "timeout"
    return next(failure for kind, failure in FAILURES.items() if isinstance(reason, kind))
