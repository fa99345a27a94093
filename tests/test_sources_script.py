"""`scripts/sources.py` against real servers: what it says of every kind of answer, and how it behaves towards them."""

from __future__ import annotations

import datetime as dt
import socket
import ssl
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import yaml

from precis import reachability, visiting
from precis.reachability import FILE, Visit
from precis.records import parse
from precis.visiting import Answer
from scripts import sources
from scripts.visiting import Visitor
from tests.web import Web, self_signed

DAY = dt.date(2026, 11, 28)
STATES = {
    "/page": ("reachable", 200),
    "/get-only": ("reachable", 200),
    "/302": ("reachable", 200),
    "/301": ("moved", 200),
    "/twice": ("moved", 200),
    "/home": ("gone", 200),
    "/404": ("gone", 404),
    "/410": ("gone", 410),
    "/403": ("blocked", 403),
    "/429": ("blocked", 429),
    "/private/page": ("blocked", None),
    "/500": ("unreachable", 500),
    "/loop": ("unreachable", 302),
    "/away": ("unreachable", 301),
    "/silent": ("unreachable", None),
    "/caf%C3%A9?q=é": ("gone", 404),
}
"Path, and what is to be found out about it."


@pytest.fixture(scope="module")
def web() -> Iterator[Web]:
    server = Web()
    yield server
    server.close()


@pytest.fixture(scope="module")
def unsafe(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Web]:
    """A server whose certificate nobody vouches for."""
    server = Web(self_signed(tmp_path_factory.mktemp("tls") / "both.pem"))
    yield server
    server.close()


@dataclass
class Project:
    """A folder with sources, and a visitor in a hurry."""

    root: Path
    web: Web
    waits: list[float] = field(default_factory=list)

    def source(self, path: str, **more: str) -> None:
        url = path if "://" in path else self.web.address + path
        file = self.root / "docs" / "_sources" / "story.yml"
        file.parent.mkdir(parents=True, exist_ok=True)
        known = yaml.safe_load(file.read_text("utf-8")) if file.exists() else {}
        record = {"type": "webpage", "title": "T", "language": "en", "URL": url, "issued": "2015-07-28", **more}
        file.write_text(yaml.safe_dump({**known, f"s{len(known)}": record}, sort_keys=False), "utf-8")

    def run(self, *arguments: str) -> int:
        visitor = Visitor("https://example.org/", timeout=0.5, pause=2, sleep=self.waits.append)
        return sources.main(list(arguments), self.root, visitor, f"{self.web.address}/archive")

    def kept(self) -> dict[str, Visit]:
        return {visit.url.removeprefix(self.web.address): visit for visit in sources.visits(self.root)}


@pytest.fixture
def project(tmp_path: Path, web: Web, monkeypatch: pytest.MonkeyPatch) -> Project:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(dt.datetime(2026, 11, 28, tzinfo=dt.UTC).timestamp())))
    web.asked.clear()
    return Project(tmp_path, web)


def test_every_kind_of_answer(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    for path in STATES:
        project.source(path)
    assert project.run("check") == 1
    assert {path: (visit.status, visit.code) for path, visit in project.kept().items()} == STATES
    assert {visit.checked for visit in project.kept().values()} == {DAY}
    said = capsys.readouterr().out
    address = project.web.address
    assert f"docs/_sources/story.yml:31: {address}/home is gone (200)" in said
    assert "repair: open it, look whether it is the same text, and write where it led as “URL:”" in said
    assert "16 addresses: 3 reachable, 2 moved, 4 gone, 3 blocked, 4 unreachable" in said


def test_without_an_answer(project: Project, unsafe: Web, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        closed = f"http://127.0.0.1:{free.getsockname()[1]}/"
    for url in (f"{unsafe.address}/page", closed, "https://no-such-host.invalid/"):
        project.source(url)
    assert project.run("check", "--no-archive") == 1
    assert [(visit.status, visit.code) for visit in project.kept().values()] == [("unreachable", None)] * 3
    said = capsys.readouterr().out
    assert f"unreachable, certificate: {unsafe.address}/page" in said
    assert f"unreachable, connection: {closed}" in said
    trusting = Visitor("https://example.org/", pause=0, trusted=ssl.create_default_context())
    trusting.trusted.check_hostname = False
    trusting.trusted.verify_mode = ssl.CERT_NONE
    assert trusting.visit(f"{unsafe.address}/301").codes == (301, 200)


def test_copies_in_archives(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    project.source("/410")
    project.source("/404", archive_location="https://archive.example/404")
    assert project.run("check") == 1
    copy = f"https://web.archive.org/web/20150728000000/{project.web.address}/410"
    assert {visit.archived for visit in project.kept().values()} == {copy, "https://archive.example/404"}
    said = capsys.readouterr().out
    assert f"repair: look at the copy, then add “archive_location: {copy}”" in said
    assert "repair: nothing: readers are led to the copy in “archive_location:”" in said
    assert [path for method, path, _ in project.web.asked if path.startswith("/archive")] == [
        f"/archive?url={project.web.address.replace(':', '%3A').replace('/', '%2F')}%2F410&timestamp=20150728"
    ]


def test_is_polite(project: Project) -> None:
    for path in ("/page", "/private/page", "/get-only"):
        project.source(path)
    assert project.run("check") == 0
    assert [(method, path) for method, path, _ in project.web.asked] == [
        ("GET", "/robots.txt"), ("HEAD", "/page"), ("HEAD", "/get-only"), ("GET", "/get-only"),
    ]  # fmt: skip
    assert {agent for _, _, agent in project.web.asked} == {"PrecisSourceCheck/1 (+https://example.org/)"}
    assert len(project.waits) == 2
    assert all(1 < wait <= 2 for wait in project.waits)


def test_visits_again_after_some_days(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    project.source("/page")
    assert project.run("check") == 0
    project.web.asked.clear()
    assert project.run("check") == 0
    assert project.run("report") == 0
    assert project.web.asked == []
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(dt.datetime(2026, 12, 5, tzinfo=dt.UTC).timestamp())))
    assert project.run("check") == 0
    assert len(project.web.asked) == 2


def test_what_is_no_longer_cited_is_forgotten(project: Project) -> None:
    project.source("/page")
    old = Visit(url="https://old.example/", checked=DAY, status="gone", code=404)
    (project.root / FILE).write_text(visiting.written([old]), "utf-8")
    assert project.run("check", "story") == 0
    assert list(project.kept()) == ["/page"]


def test_the_file() -> None:
    visits = [
        Visit(url="https://b.example/", checked=DAY, status="gone", code=410, archived="https://archive.example/b"),
        Visit(url="https://a.example/", checked=DAY, status="unreachable"),
    ]
    text = visiting.written(visits)
    assert text == visiting.HEAD + (
        "- {url: 'https://a.example/', checked: '2026-11-28', status: unreachable}\n"
        "- {url: 'https://b.example/', checked: '2026-11-28', status: gone, code: 410, "
        "archived: 'https://archive.example/b'}\n"
    )
    assert reachability.read(parse(text, FILE)).entries == visits[::-1]
    assert visiting.written([]) == visiting.HEAD + "[]\n"


def test_refuses(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    project.source("/page")
    assert project.run("check", "other") == 2
    assert "“other” is no explainer with sources. There are: story." in capsys.readouterr().err
    (project.root / FILE).write_text("- {url: nowhere}\n", "utf-8")
    assert project.run("report") == 1
    assert "docs/_reachability.yml:1: " in capsys.readouterr().err


@pytest.mark.parametrize(
    ("codes", "url", "status"),
    [
        ((301, 302, 200), "https://a.example/new", "reachable"),
        ((301, 200), "https://a.example/?page=3", "moved"),
        ((302, 200), "https://a.example/", "gone"),
        ((302, 404), "https://a.example/x", "gone"),
        ((), "https://a.example/x", "unreachable"),
        ((304,), "https://a.example/x", "unreachable"),
    ],
)
def test_what_redirects_mean(codes: tuple[int, ...], url: str, status: str) -> None:
    assert visiting.judged("https://a.example/x", Answer(codes, url), DAY, None).status == status


def test_hosts_take_turns() -> None:
    urls = ["https://a.example/1", "https://a.example/2", "https://b.example/1", "https://c.example/1"]
    assert sources.in_turn(urls) == [urls[0], urls[2], urls[3], urls[1]]
