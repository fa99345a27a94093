"""Publishing to a server on loopback that speaks S3, stopped at every request: no reader meets a broken page."""

from __future__ import annotations

import gzip
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from urllib.parse import urljoin

import pytest
from moto.moto_api._internal import mock_random  # noqa: F401 - makes moto whole before its backends are used
from moto.s3.models import s3_backends
from moto.server import ThreadedMotoServer

from precis.headers import IMMUTABLE, REVALIDATED
from precis.ledger import FILE, parse
from precis.release import RECORD
from scripts.bucket import S3, Bucket
from scripts.publish import prepare, publish
from tests.conftest import ROOT, Built

TODAY = date(2026, 3, 1)
LOADED = re.compile(r'(?:href|src)="([^"#]+)"|url\("([^"]+)"\)')


@pytest.fixture(scope="module")
def endpoint() -> Iterator[str]:
    server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AWS_ACCESS_KEY_ID", "test-key")
        patch.setenv("AWS_SECRET_ACCESS_KEY", "test-secret")
        yield f"http://{host}:{port}"
    server.stop()


@dataclass
class Objects:
    """What readers of a bucket get, looked up in the server itself."""

    name: str

    def __post_init__(self) -> None:
        self.backend = s3_backends["123456789012"]["aws"]
        self.backend.create_bucket(self.name, "us-east-1")

    def keys(self) -> set[str]:
        return set(self.backend.buckets[self.name].keys.keys())

    def body(self, key: str) -> bytes:
        found = self.backend.get_object(self.name, key)
        assert found is not None, key
        return bytes(found.value)

    def header(self, key: str, name: str) -> str:
        found = self.backend.get_object(self.name, key)
        assert found is not None, key
        return str({str(key).lower(): value for key, value in found.metadata.items()}.get(name.lower(), ""))

    def broken(self) -> list[str]:
        """What pages link to or load, and what their style sheets load, that is not there."""
        keys, found = self.keys(), []
        waiting = sorted((key for key in keys if key.endswith(".html")), reverse=True)
        for key in waiting:  # grows
            for reference in (one or other for one, other in LOADED.findall(self.body(key).decode())):
                target = urljoin(f"/{key}", reference).lstrip("/")
                if not reference.startswith("data:") and not ({target, f"{target}index.html"} & keys):
                    found.append(f"{key}: {reference}")
                elif target.endswith(".css") and target not in waiting:
                    waiting.append(target)
        return found


class Stopped(Exception):
    pass


@dataclass
class Watched:
    """A bucket that looks after each change, and ends everything at one request, done or not done."""

    inner: Bucket
    look: Callable[[], None] = lambda: None
    last: int = 10_000
    done: bool = False
    calls: int = 0
    log: list[str] = field(default_factory=list)

    def _call(self, name: str, *given: object) -> object:
        if self.calls > self.last:
            raise Stopped  # once it is stopped, nothing reaches the server any more
        self.calls += 1
        if self.calls > self.last and not self.done:
            raise Stopped
        result = getattr(self.inner, name)(*given)
        self.log.append(" ".join([name, *(one for one in given if isinstance(one, str))]))
        self.look()
        if self.calls > self.last:
            raise Stopped
        return result

    def tags(self) -> dict[str, str]:
        return self._call("tags")  # type: ignore[return-value]

    def get(self, key: str) -> bytes | None:
        return self._call("get", key)  # type: ignore[return-value]

    def put(self, key: str, data: bytes, headers: Mapping[str, str]) -> str:
        return self._call("put", key, data, headers)  # type: ignore[return-value]

    def delete(self, key: str) -> None:
        self._call("delete", key)


def write(folder: Path, version: int) -> Path:
    """A site of twelve files; the second version has another style sheet, a page more, a page less, a changed page."""
    style = f"assets/precis.{version:010x}.css"
    pages = {"en/index.html": "Home", "en/same/index.html": "Same", f"en/only-{version}/index.html": "Only here"}
    links = f'<a href="/en/only-{version}/">only</a><a href="/en/same/">same</a>'
    texts = {
        style: f'@font-face {{ src: url("fonts/news.{version:010x}.woff2") }} /* {version} */',
        f"assets/fonts/news.{version:010x}.woff2": f"font {version}",
        "assets/scheme.0123456789.js": "// the same in both",
        "assets/pagefind/pagefind-entry.json": f'{{"version": {version}}}',
        f"assets/pagefind/fragment/en_{version:07x}.pf_fragment": f"fragment {version}",
        "data/facts.csv": f"fact,{version}",
        "index.html": '<link href="assets/scheme.0123456789.js"><a href="en/">English</a>',
        "sitemap.xml": f"<urlset>{version}</urlset>",
        **{key: f'<link href="/{style}"><script src="/assets/scheme.0123456789.js"></script>{text} {links}'
           '<a href="/data/facts.csv">data</a>' for key, text in pages.items()},
        "_server/nginx-maps.conf": "map", "_headers": "/*", "index.html.gz": "packed", ".hidden": "x",
    }  # fmt: skip
    for name, text in texts.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    return folder


def carry_out(bucket: Bucket, site: Path, *, compressed: bool = False, today: date = TODAY, jobs: int = 1) -> int:
    """Publishes; gives how much there was to do."""
    what, sources = prepare(bucket, site, compressed, today, 30)
    publish(bucket, what, sources, jobs)
    return what.size


@pytest.fixture(scope="module")
def versions(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("versions")
    return write(folder / "1", 1), write(folder / "2", 2)


def names(site: Path) -> set[str]:
    found = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    return {name for name in found if not name.startswith(("_", ".")) and not name.endswith(".gz")}


@pytest.mark.parametrize("done", [False, True], ids=["request lost", "answer lost"])
@pytest.mark.parametrize("version", [1, 2])
def test_stopped_at_any_request_no_page_is_broken(
    endpoint: str, versions: tuple[Path, Path], version: int, done: bool
) -> None:
    """Of the first publication and of the next. Only in the very first may a page link to one that is still to come."""
    site, last = versions[version - 1], 0
    while True:
        objects = Objects(f"stopped-{version}-{done}-{last}".lower())
        bucket = S3(objects.name, "", endpoint, "")
        if version == 2:
            carry_out(bucket, versions[0], jobs=8)
        look = partial(nothing_broken, objects, links=version == 2)
        try:
            carry_out(Watched(bucket, look, last, done), site)
            break
        except Stopped:
            look()
        carry_out(Watched(bucket, look), site, jobs=4)
        assert names(site) <= objects.keys()
        assert carry_out(bucket, site) == 0
        last += 1
    assert last >= 15


def nothing_broken(objects: Objects, links: bool) -> None:
    assert [line for line in objects.broken() if links or "/assets/" in line or "/data/" in line] == []


def test_order_of_a_publication(endpoint: str, versions: tuple[Path, Path]) -> None:
    objects = Objects("order")
    bucket = S3("order", "", endpoint, "")
    carry_out(bucket, versions[0])
    watched = Watched(bucket)
    carry_out(watched, versions[1])
    steps = [line for line in watched.log if RECORD not in line]
    assert steps == [
        "tags",
        "put assets/pagefind/fragment/en_0000002.pf_fragment",
        "put assets/fonts/news.0000000002.woff2",
        "put assets/precis.0000000002.css",
        "put data/facts.csv",
        "put en/only-2/index.html",
        "put en/same/index.html",
        "put en/index.html",
        "put assets/pagefind/pagefind-entry.json",
        "put sitemap.xml",
        "delete en/only-1/index.html",
    ]
    assert objects.broken() == []


def test_assets_of_old_pages_stay_for_a_while(endpoint: str, versions: tuple[Path, Path]) -> None:
    objects = Objects("grace")
    objects.backend.put_object("grace", "somebody-elses.html", b"stays")
    bucket = S3("grace", "", endpoint, "")
    carry_out(bucket, versions[0])
    carry_out(bucket, versions[1])
    old = {"assets/precis.0000000001.css", "assets/fonts/news.0000000001.woff2"}
    assert old <= objects.keys()
    assert carry_out(bucket, versions[1], today=TODAY + timedelta(days=29)) == 0
    assert old <= objects.keys()
    assert carry_out(bucket, versions[1], today=TODAY + timedelta(days=30)) == 3
    assert objects.keys() == names(versions[1]) | {RECORD, "somebody-elses.html"}


def test_what_is_sent_with_each_file(endpoint: str, good: Built) -> None:
    """The site as it is built, compressed, below a folder of the bucket."""
    objects = Objects("sent")
    bucket = S3("sent", "explainers", endpoint, "")
    assert carry_out(bucket, good.site, compressed=True, jobs=8) > 50
    assert carry_out(bucket, good.site, compressed=True) == 0
    assert all(key.startswith("explainers/") for key in objects.keys())  # noqa: SIM118
    page = "explainers/fr/le-port/fermeture/index.html"
    assert objects.header(page, "Content-Type") == "text/html; charset=utf-8"
    assert objects.header(page, "Content-Encoding") == "gzip"
    assert objects.header(page, "Cache-Control") == REVALIDATED
    assert gzip.decompress(objects.body(page)) == (good.site / page.removeprefix("explainers/")).read_bytes()
    (style,) = [key for key in objects.keys() if re.search(r"precis\.[0-9a-f]{10}\.css$", key)]  # noqa: SIM118
    assert objects.header(style, "Cache-Control") == IMMUTABLE
    unknown = {key for key in objects.keys() if objects.header(key, "Content-Type") == "application/octet-stream"}  # noqa: SIM118
    assert {key.rpartition(".")[2] for key in unknown} <= {
        "pagefind",
        "pf_meta",
        "pf_index",
        "pf_fragment",
        "pf_filter",
    }
    assert carry_out(bucket, good.site) > 20, "sent otherwise is sent again"


def test_changed_in_the_bucket_is_put_right(endpoint: str, versions: tuple[Path, Path]) -> None:
    objects = Objects("repaired")
    bucket = S3("repaired", "", endpoint, "")
    carry_out(bucket, versions[0])
    objects.backend.put_object("repaired", "en/index.html", b"defaced")
    objects.backend.delete_object("repaired", "sitemap.xml")
    assert carry_out(bucket, versions[0]) == 2
    assert objects.body("en/index.html") == (versions[0] / "en/index.html").read_bytes()
    objects.backend.put_object("repaired", RECORD, b"[1]")
    assert carry_out(bucket, versions[0]) == len(names(versions[0]))


def test_built_again_meanwhile(endpoint: str, tmp_path: Path) -> None:
    Objects("meanwhile")
    site = write(tmp_path / "site", 1)
    what, sources = prepare(bucket := S3("meanwhile", "", endpoint, ""), site, False, TODAY, 30)
    (site / "en/same/index.html").write_text("built again")
    with pytest.raises(Exception, match=r"en/same/index\.html changed while it was being published"):
        publish(bucket, what, sources)


def script(*given: str, **settings: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **settings}
    command = [sys.executable, str(ROOT / "scripts" / "publish.py"), *given]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=60)


def test_as_a_command(endpoint: str, versions: tuple[Path, Path]) -> None:
    objects = Objects("command")
    given = ("--bucket", "command", "--endpoint", endpoint, "--site", str(versions[0]))
    dry = script(*given, "--dry-run")
    assert (dry.returncode, dry.stderr) == (0, "")
    assert "Nothing was done" in dry.stdout
    assert objects.keys() == set()
    first = script(*given)
    assert (first.returncode, first.stderr) == (0, "")
    assert first.stdout.splitlines()[:6] == [
        "               to upload  bytes  unchanged",
        *(line for line in first.stdout.splitlines()[1:6] if re.fullmatch(r"[a-z ]+\d+ +[\d,]+ +0", line)),
    ]
    assert first.stdout.endswith("Published to command.\n5 addresses are new in addresses.txt: commit it.\n")
    kept = parse((versions[0].parent / FILE).read_text("utf-8"))
    assert set(kept) == {"/", "/data/facts.csv", "/en/", "/en/only-1/", "/en/same/"}
    assert script(*given).stdout.endswith("Nothing had changed.\n")
    (versions[0].parent / FILE).unlink()
    assert script(*given, "--trial").stdout.endswith("Nothing had changed.\n")
    assert not (versions[0].parent / FILE).exists()
    assert "test-secret" not in dry.stdout + first.stdout


@pytest.mark.parametrize(
    ("given", "settings", "said"),
    [
        (["--bucket", "none-such"], {}, "There is no bucket “none-such” at http://127.0.0.1:"),
        (["--bucket", "xyz"], {"AWS_ACCESS_KEY_ID": ""}, "There are no credentials: set AWS_ACCESS_KEY_ID"),
        (["--bucket", "xyz", "--endpoint", "http://127.0.0.1:9"], {}, "http://127.0.0.1:9 cannot be reached."),
        (
            ["--bucket", "xyz", "--endpoint", "not an address"],
            {},
            "“not an address” is not an address: --endpoint https://HOST",
        ),
        (["--bucket", "xyz", "--endpoint", "ftp://host"], {}, "“ftp://host” is not an address"),
        (["--bucket", "My bucket"], {}, "“My bucket” cannot be the name of a bucket"),
        (["--bucket", "xyz", "--prefix", "a//b?"], {}, "“a//b?” cannot be a folder"),
        (["--bucket", "xyz", "--site", "nowhere"], {}, "nowhere holds no site. Build it first"),
        ([], {}, "say which bucket: --bucket NAME, or PRECIS_BUCKET"),
    ],
)
def test_what_fails_is_said(
    endpoint: str, versions: tuple[Path, Path], given: list[str], settings: dict[str, str], said: str
) -> None:
    place = [] if "--endpoint" in given else ["--endpoint", endpoint]
    site = [] if "--site" in given else ["--site", str(versions[0])]
    run = script(*given, *place, *site, **settings)
    assert run.returncode in {1, 2}
    assert said in run.stderr
    assert "Traceback" not in run.stderr
    assert "test-secret" not in run.stderr
    assert len(run.stderr) < 500


def test_killed(endpoint: str, good: Built) -> None:
    """The process itself, killed while it uploads; then interrupted from the keyboard; then left to finish."""
    objects = Objects("killed")
    command = [sys.executable, str(ROOT / "scripts" / "publish.py"), "--bucket", "killed", "--endpoint", endpoint]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    for number, enough in ((signal.SIGKILL, 5), (signal.SIGKILL, 15), (signal.SIGINT, 25)):
        process = subprocess.Popen(
            [*command, "--site", str(good.site)], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
        )
        while process.poll() is None and len(objects.keys()) < enough:
            time.sleep(0.002)
        process.send_signal(number)
        _, said = process.communicate(timeout=30)
        assert not [line for line in objects.broken() if "assets" in line]
        assert b"Traceback" not in said
    run = script("--bucket", "killed", "--endpoint", endpoint, "--site", str(good.site))
    assert run.returncode == 0, run.stderr
    assert names(good.site) - {"_headers", "_redirects"} <= objects.keys() | {
        n for n in names(good.site) if n.endswith(".br")
    }
