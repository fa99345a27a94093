"""deploy/ and what the build prepares for it, in the real servers: nginx and Caddy answer alike."""

from __future__ import annotations

import gzip
import os
import re
import shlex
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import brotli
import pytest
import yaml

from precis import headers, negotiation, redirects
from precis.carry.share import Share
from precis.compression import KINDS, LEAST
from scripts import shard
from tests import hosting
from tests.browsing import Visit
from tests.conftest import ROOT, Built
from tests.hosting import DEPLOY, Host

SECTION = "/fr/le-port/fermeture/"
STARTS: Mapping[str, Callable[[Path, Path], Host]] = {"nginx": hosting.nginx, "caddy": hosting.caddy}
CHOSEN = "precis_language={}; Path=/; Max-Age=31536000; SameSite=Lax"


@pytest.fixture(scope="module")
def site(good: Built, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small good site, with a few files that no reader is meant to see."""
    folder = tmp_path_factory.mktemp("hosted") / "site"
    shutil.copytree(good.site, folder)
    for name in (".git/config", "en/.env", ".well-known/security.txt"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text("Contact: mailto:desk@example.org", "utf-8")
    return folder


@pytest.fixture(scope="module", params=["nginx", "caddy"])
def host(request: pytest.FixtureRequest, site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Host]:
    one = STARTS[request.param](site, tmp_path_factory.mktemp(request.param))
    yield one
    one.close()


def asset(built: Built, pattern: str) -> str:
    """Address of the one asset that matches, from the root."""
    (path,) = built.site.glob(pattern)
    return "/" + path.relative_to(built.site).as_posix()


def kinds_of_answers(built: Built) -> dict[str, tuple[int, dict[str, str]]]:
    """A path and request headers for every kind of answer, with the status expected."""
    style = asset(built, "assets/precis.*.css")
    return {
        SECTION: (200, {}),
        "/": (200, {}),
        "/?lang": (302, {"Accept_Language": "fr"}),
        style: (200, {"Accept_Encoding": "br"}),
        "/fr/nulle-part/": (404, {}),
        "/nowhere": (404, {}),
        "/.git/config": (404, {}),
    }


def test_pages_are_served_as_they_were_built(host: Host, good: Built) -> None:
    answer = host.get(SECTION)
    assert (answer.status, answer.body) == (200, (good.site / SECTION[1:] / "index.html").read_bytes())
    assert answer.header("Content-Type") == "text/html; charset=utf-8"
    assert host.get(SECTION, method="HEAD").body == b""
    assert host.get(SECTION, method="DELETE").status in {403, 405}


@pytest.mark.parametrize(
    ("pattern", "kind"),
    [
        ("assets/precis.*.css", "text/css; charset=utf-8"),
        ("assets/notes.*.js", r"(application|text)/javascript; charset=utf-8"),
        ("assets/fonts/newsreader.*.woff2", "font/woff2"),
        ("assets/favicon.*.svg", r"image/svg\+xml"),
        ("data/harbour/facts.csv", "text/csv; charset=utf-8"),
        ("data/harbour/facts.json", "application/json"),
        ("sitemap.xml", "(text|application)/xml.*"),
    ],
)
def test_types_of_files(host: Host, good: Built, pattern: str, kind: str) -> None:
    found = host.get(asset(good, pattern)).header("Content-Type")
    assert found is not None
    assert re.fullmatch(kind, found)


@pytest.mark.parametrize(
    ("path", "page"),
    [
        ("/fr/nulle-part/", "fr/404.html"),
        ("/fr/le-port/nulle-part", "fr/404.html"),
        ("/en/nowhere.html", "en/404.html"),
        ("/nowhere", "404.html"),
        ("/assets/nothing.css", "404.html"),
        ("/de/nirgends/", "404.html"),
        ("/assets/none.0123456789.css", "404.html"),
        ("/assets/", "404.html"),
        ("/assets/pagefind/", "404.html"),
        ("/data/", "404.html"),
        ("/.git/config", "404.html"),
        ("/en/.env", "en/404.html"),
        ("/_server/nginx-maps.conf", "404.html"),
        ("/_server/", "404.html"),
        ("/_headers", "404.html"),
        ("/_redirects", "404.html"),
    ],
)
def test_what_is_not_there_is_told_in_the_language_of_the_address(
    host: Host, good: Built, path: str, page: str
) -> None:
    answer = host.get(path)
    assert (answer.status, answer.body) == (404, (good.site / page).read_bytes())
    assert answer.header("Cache-Control") == headers.REVALIDATED
    assert answer.header("Content-Type") == "text/html; charset=utf-8"


def test_nothing_above_the_site_is_reached(host: Host) -> None:
    for path in ("/../mkdocs.yml", "/%2e%2e/mkdocs.yml", "/fr/..%2f..%2fmkdocs.yml", "/fr/%2e%2e/%2e%2e/mkdocs.yml"):
        assert host.get(path).status in {400, 404}, path


def test_what_is_well_known_is_served(host: Host) -> None:
    assert host.get("/.well-known/security.txt").status == 200


def test_folder_without_its_slash_gets_it(host: Host) -> None:
    answer = host.get("/fr/le-port?x=1")
    assert answer.status in {301, 308}
    location = answer.header("Location")
    assert location is not None
    assert re.fullmatch(r"/fr/le-port/(\?x=1)?", location)  # Caddy 2.6 drops the query


NEGOTIATED = [
    ("fr", "fr"),
    ("FR-be", "fr"),
    ("en-GB,en;q=0.9,fr;q=0.8", "en"),
    ("fr-FR,fr;q=0.9,en-US;q=0.8,en;q=0.7", "fr"),
    ("en;q=0.3,fr;q=0.8", "fr"),
    ("en;q=0.8,fr", "fr"),
    ("en;q=0.5, fr;q=0.5", "en"),
    ("de,fr;q=0.2", "fr"),
    ("de-CH, de;q=0.9, en ; q=0.05", "en"),
    ("fr;q=1.000,en;q=0.999", "fr"),
    ("fr;q=0,en;q=0.1", "en"),
    ("fr;q=0.000", None),
    ("de", None),
    ("*", None),
    ("frr,eng", None),
    ("de,fr-Latn-FR;q=0.01", "fr"),
    ("x" * 500, None),
]
"Accept-Language, and the language led to."


@pytest.mark.parametrize(("accepted", "tongue"), NEGOTIATED)
def test_root_leads_to_the_language_that_the_browser_prefers(host: Host, accepted: str, tongue: str | None) -> None:
    answer = host.get("/", Accept_Language=accepted)
    assert (answer.status, answer.header("Location")) == ((302, f"/{tongue}/") if tongue else (200, None))
    assert set((answer.header("Vary") or "").split(", ")) >= {"Accept-Language", "Cookie"}
    assert answer.header("Cache-Control") == headers.REVALIDATED


@pytest.mark.parametrize(
    ("path", "asked", "status", "location"),
    [
        ("/", {}, 200, None),  # crawlers
        ("/", {"Cookie": "a=b; precis_language=fr"}, 302, "/fr/"),
        ("/", {"Cookie": "precis_language=fr", "Accept_Language": "en"}, 302, "/fr/"),
        ("/?utm=x", {"Cookie": "precis_language=en", "Accept_Language": "fr"}, 302, "/en/"),
        ("/", {"Cookie": "precis_language=de", "Accept_Language": "fr"}, 302, "/fr/"),
        ("/", {"Cookie": "precis_language=de"}, 200, None),
        ("/", {"Cookie": "precis_language=//evil.example"}, 200, None),
        ("/", {"Cookie": "precis_language=fr%0d%0aX: y"}, 200, None),
        ("/?choose", {"Cookie": "precis_language=fr", "Accept_Language": "fr"}, 200, None),
        ("/?choose=1", {"Accept_Language": "fr"}, 200, None),
        ("/?a=b&choose", {"Accept_Language": "fr"}, 200, None),
    ],
)
def test_a_choice_comes_before_the_browser(
    host: Host, path: str, asked: dict[str, str], status: int, location: str | None
) -> None:
    answer = host.get(path, **asked)
    assert (answer.status, answer.header("Location")) == (status, location)
    assert answer.header("Set-Cookie") is None


CLICK = {"Sec_Fetch_Site": "same-origin", "Sec_Fetch_User": "?1"}


@pytest.mark.parametrize(
    ("before", "click", "chosen"),
    [
        ("http://localhost/en/harbour/closing/", CLICK, True),
        ("http://localhost/?choose", CLICK, True),
        ("http://localhost/", CLICK, True),
        ("http://localhost/fr/", CLICK, False),
        ("http://localhost/glossary", CLICK, False),
        ("https://news.example/en/", {"Sec_Fetch_Site": "cross-site", "Sec_Fetch_User": "?1"}, False),
        ("http://localhost/en/", {"Sec_Fetch_Site": "same-origin"}, False),
        ("http://localhost/en/", {}, False),
    ],
)
def test_only_a_click_into_another_language_is_remembered(
    host: Host, before: str, click: dict[str, str], chosen: bool
) -> None:
    answer = host.get(SECTION, Referer=before, **click)
    assert answer.status == 200
    assert answer.header("Set-Cookie") == (CHOSEN.format("fr") if chosen else None)
    assert answer.header("Cache-Control") == ("private, no-cache" if chosen else headers.REVALIDATED)


@pytest.mark.parametrize(("accepted", "coding"), [("gzip", "gzip"), ("br", "br"), ("gzip, deflate, br", "br")])
def test_compressed_files_hold_what_the_plain_ones_do(host: Host, good: Built, accepted: str, coding: str) -> None:
    unpack = {"gzip": gzip.decompress, "br": brotli.decompress}[coding]
    for path in (SECTION, "/en/404.html", asset(good, "assets/precis.*.css"), "/sitemap.xml"):
        plain, packed = host.get(path), host.get(path, Accept_Encoding=accepted)
        assert packed.header("Content-Encoding") == coding, path
        assert unpack(packed.body) == plain.body
        assert len(packed.body) < len(plain.body)
        assert "Accept-Encoding" in (packed.header("Vary") or "")
        assert "Accept-Encoding" in (plain.header("Vary") or "") or host.name == "caddy"
    assert host.get(SECTION, Accept_Encoding="identity").header("Content-Encoding") is None


def test_pages_are_asked_about_again_and_not_sent_again(host: Host) -> None:
    for coding in ("gzip", "br", "identity"):
        first = host.get(SECTION, Accept_Encoding=coding)
        tag = first.header("ETag")
        assert tag
        again = host.get(SECTION, Accept_Encoding=coding, If_None_Match=tag)
        assert (again.status, again.body) == (304, b"")
        assert again.header("Cache-Control") == headers.REVALIDATED


def test_files_with_a_digest_in_their_name_are_kept(host: Host, good: Built) -> None:
    for pattern in ("assets/precis.*.css", "assets/fonts/newsreader.*.woff2", "assets/pagefind/pagefind.en_*.pf_meta"):
        assert host.get(asset(good, pattern)).header("Cache-Control") == headers.IMMUTABLE
    for path in ("/assets/precis.css", "/assets/pagefind/pagefind.js", "/assets/pagefind/pagefind-entry.json", "/en/"):
        assert host.get(path).header("Cache-Control") == headers.REVALIDATED


def test_every_answer_says_how_it_may_be_used(host: Host, good: Built) -> None:
    for path, (status, asked) in kinds_of_answers(good).items():
        answer = host.get(path, **asked)
        assert answer.status == status, path
        for name, value in headers.security().items():
            assert answer.headers.get(name.lower()) == [value], (path, name)
        assert answer.header("Strict-Transport-Security") is None
        assert not re.search(r"\d", answer.header("Server") or "")


def test_pages_work_under_the_policy(host: Host, visit: Callable[..., Visit]) -> None:
    """`visit` fails on every console message, violations among them; the click on the switcher is remembered."""
    reader = visit(host.address, locale="en-GB")
    page = reader.open()
    assert reader.at() == "en/"
    page.click("#search-open")
    page.fill(".search__query", "harbour")
    page.wait_for_selector(".search__results a")
    page.keyboard.press("Escape")
    page.click(".switcher a[lang=fr]")
    page.wait_for_url("**/fr/")
    assert page.context.cookies()[0]["value"] == "fr"
    assert page.evaluate("document.fonts.ready.then(() => document.fonts.size)") > 0
    reader.open(SECTION[1:])
    reader.open()
    assert reader.at() == "fr/"


def test_everything_loaded_is_kept_or_small(good: Built) -> None:
    """Each text has its compressed copies where they are smaller; the same bytes give the same copies."""
    for path in good.site.rglob("*"):
        if path.suffix in KINDS and path.is_file() and path.stat().st_size >= LEAST:
            data = path.read_bytes()
            for suffix, unpack in ((".gz", gzip.decompress), (".br", brotli.decompress)):
                packed = path.with_name(path.name + suffix)
                assert not packed.exists() or unpack(packed.read_bytes()) == data, path
                assert packed.exists() or len(data) < 1000, path
            assert path.with_name(path.name + ".gz").read_bytes()[4:8] == bytes(4)  # no time of day
            assert path.with_name(path.name + ".gz").read_bytes()[9] == 255, "no system, whichever Python it was"


def test_rules_for_other_hosts(good: Built) -> None:
    """Cloudflare reads a hundred rules of at most 2,000 characters a line."""
    rules = (good.site / headers.NETLIFY).read_text("utf-8")
    everywhere, *others = re.split(r"^(?=/)", rules, flags=re.MULTILINE)[1:]
    assert dict(line.strip().split(": ", 1) for line in everywhere.splitlines()[1:]) == headers.security()
    assert asset(good, "assets/precis.*.css") in "".join(others)
    assert len(others) < 100
    assert max(map(len, rules.splitlines())) < 2000
    assert "/assets/precis.css\n" not in rules


def test_over_tls_browsers_are_told_to_stay(site: Path, tmp_path: Path) -> None:
    """nginx with the lines for TLS taken in, Caddy by the address alone, with its own authority."""
    for name in ("nginx", "caddy"):
        (tmp_path / name).mkdir()
    host = hosting.nginx(site, tmp_path / "nginx", partial(with_tls, certificate(tmp_path)))
    other = hosting.caddy(site, tmp_path / "caddy", "https")
    for one in (replace(host, tls=True), replace(other, tls=True)):
        for path in ("/en/", "/nowhere"):
            assert one.get(path).header("Strict-Transport-Security") == headers.HSTS, one.name
        one.close()


def with_tls(certificate: Path, text: str) -> str:
    """The three lines for TLS taken in, as the file says; the port stays that of the tests."""
    port = re.findall(r"listen (127\.0\.0\.1:\d+);", text)[0]
    text = text.replace(f"    listen {port};", "").replace("# listen 443 ssl http2", f"listen {port} ssl http2")
    text = re.sub(r"# (ssl_certificate(_key)?) [^;]+", rf"\1 {certificate}", text)
    assert text.count(str(certificate)) == 2
    return text


def certificate(folder: Path) -> Path:
    """A certificate that signs itself, and its key, in one file."""
    command = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    names = ["-subj", "/CN=localhost", "-days", "2", "-keyout", f"{folder}/key.pem", "-out", f"{folder}/both.pem"]
    subprocess.run([*command, *names], check=True, capture_output=True)
    path = folder / "both.pem"
    path.write_text(path.read_text("utf-8") + (folder / "key.pem").read_text("utf-8"), "utf-8")
    return path


TONGUES = ("en", "fr", "fr-CA", "ar")


@pytest.mark.parametrize("name", ["nginx", "caddy"])
def test_further_languages(site: Path, tmp_path: Path, name: str) -> None:
    """Regions of a language are published beside it; the more exact one wins where it is asked for."""
    copy = tmp_path / "site"
    shutil.copytree(site, copy)
    maps = headers.nginx_maps() + negotiation.nginx(TONGUES)
    snippets = headers.caddy() + negotiation.caddy(TONGUES)
    (copy / headers.FOLDER / "nginx-maps.conf").write_text(maps + redirects.nginx({}, ()))
    (copy / headers.FOLDER / "caddy-snippets").write_text(snippets + redirects.caddy({}, ()))
    host = STARTS[name](copy, tmp_path)
    for accepted, tongue in [
        ("fr-ca", "fr-CA"),
        ("fr-CH", "fr"),
        ("fr", "fr"),
        ("de,AR-dz;q=0.4", "ar"),
        ("fr-CAX", "fr"),
    ]:
        assert host.get("/", Accept_Language=accepted).header("Location") == f"/{tongue}/", accepted
    assert host.get("/", Cookie="precis_language=fr-CA", Accept_Language="en").header("Location") == "/fr-CA/"
    host.close()


@pytest.mark.parametrize(
    ("name", "schema"),
    [
        ("github-pages.yml", "vendor.github-workflows"),
        ("github-shards.yml", "vendor.github-workflows"),
        ("github-weekly.yml", "vendor.github-workflows"),
        ("gitlab-pages.yml", "vendor.gitlab-ci"),
    ],
)
def test_workflows_are_valid(name: str, schema: str) -> None:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, "--no-cache"]
    data = ["--data-transform", "gitlab-ci"] if "gitlab" in schema else []
    run = subprocess.run([*command, *data, str(DEPLOY / name)], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    text = (DEPLOY / name).read_text("utf-8")
    assert "make test" in text
    assert "make build" in text
    if "pages" in name:
        assert "make hosts" in text, "built once under the other host"
    for action in re.findall(r"uses: (\S+)", text):
        assert re.fullmatch(r"actions/[a-z-]+(/restore)?@[0-9a-f]{40}", action)
    for script in re.findall(r"scripts/[\w.]+", text):
        assert (ROOT / script).is_file()


def test_shares_are_made_of_what_the_site_is_made_of() -> None:
    """Otherwise nothing of them would be carried over. What only one of the jobs may do, only one does."""
    jobs = yaml.safe_load((DEPLOY / "github-shards.yml").read_text("utf-8"))["jobs"]
    share, site = (jobs[name]["steps"] for name in ("share", "site"))

    def using(steps: list[dict[str, Any]], action: str) -> dict[str, Any]:
        [step] = (step for step in steps if step.get("uses", "").startswith(f"actions/{action}@"))
        return dict(step["with"])

    assert jobs["share"]["runs-on"] == jobs["site"]["runs-on"]
    assert using(share, "setup-python") == using(site, "setup-python")
    assert using(share, "cache/restore") == using(site, "cache"), "the cache is written once"
    assert using(share, "upload-artifact")["name"] == "shelf-${{ matrix.number }}"
    assert using(site, "download-artifact") == {"pattern": "shelf-*", "path": ".cache/precis", "merge-multiple": True}
    numbers = jobs["share"]["strategy"]["matrix"]["number"]
    assert numbers == list(range(1, len(numbers) + 1))
    [command] = (step["run"] for step in share if "shard.py" in step.get("run", ""))
    said = {"${{ matrix.number }}": "2", "${{ strategy.job-total }}": str(len(numbers))}
    for expression, value in said.items():
        command = command.replace(expression, value)
    wanted = shard.parser().parse_args(shlex.split(command)[2:])
    assert (wanted.share, str(wanted.new)) == (Share(2, len(numbers)), using(share, "upload-artifact")["path"])


def test_shares_on_gitlab_are_valid(tmp_path: Path) -> None:
    """As the README says: a further job, and a line before the build."""
    [job] = re.findall(r"```yaml\n(share:.*?)```", (DEPLOY / "README.md").read_text("utf-8"), re.DOTALL)
    workflow = tmp_path / "gitlab.yml"
    workflow.write_text(f"{(DEPLOY / 'gitlab-pages.yml').read_text('utf-8')}\n{job}", "utf-8")
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.gitlab-ci", "--no-cache"]
    run = subprocess.run(
        [*command, "--data-transform", "gitlab-ci", str(workflow)], capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stdout + run.stderr


@pytest.mark.parametrize("name", ["github-weekly.yml", "gitlab-pages.yml"])
def test_newer_versions_and_sources_are_looked_at_each_week(name: str) -> None:
    text = (DEPLOY / name).read_text("utf-8")
    for command in ("lock.sh --upgrade", "sources.py check --days 0", "licences.py update", "bom.py bom.cdx.json"):
        assert command in text


def asking() -> str:
    """What the weekly workflow asks the container that it built."""
    steps = yaml.safe_load((DEPLOY / "github-weekly.yml").read_text("utf-8"))["jobs"]["container"]["steps"]
    (commands,) = [step["run"] for step in steps if step.get("name") == "It serves each language"]
    return str(commands)


def asked(address: str, folder: Path) -> int:
    """As GitHub runs it; the exit code."""
    settings = {**os.environ, "HOST": address.rstrip("/")}
    return subprocess.run(["bash", "-e", "-c", asking()], cwd=folder, env=settings, check=False).returncode


def test_what_the_weekly_workflow_asks_its_container_is_true_of_the_servers(host: Host, tmp_path: Path) -> None:
    assert asked(host.address, tmp_path) == 0


def test_what_the_weekly_workflow_asks_its_container_is_not_true_of_any_server(site: Path, tmp_path: Path) -> None:
    class Plain(SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            """Says nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Plain, directory=str(site))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        assert asked(f"http://127.0.0.1:{server.server_port}", tmp_path) != 0
        server.shutdown()


def stages() -> list[list[tuple[str, str]]]:
    """The steps of the Containerfile: what each does and with what, by stage."""
    found: list[list[tuple[str, str]]] = []
    for line in (DEPLOY / "Containerfile").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            step, rest = line.split(maxsplit=1)
            if step == "FROM":
                found.append([])
            found[-1].append((step, rest))
    return found


def test_container_is_made_of_what_there_is() -> None:
    """What it copies is there, it runs what the README does, and root is nobody at the end."""
    build, last = stages()
    assert {step for step, _ in build + last} <= {"FROM", "WORKDIR", "COPY", "RUN", "ENV", "USER", "EXPOSE"}
    for step, rest in build:
        if step == "COPY":
            assert all((ROOT / source).exists() for source in rest.split()[:-1]), rest
    assert all(rest.startswith("--from=build /src/") for step, rest in last if step == "COPY"), (
        "nothing but what was built"
    )
    runs = [rest for step, rest in build if step == "RUN"]
    readme = (ROOT / "README.md").read_text("utf-8")
    assert "pip install --require-hashes -r requirements.txt" in readme
    assert "--require-hashes --requirement requirements.txt" in runs[0]
    assert runs[2] == "mkdocs build --strict"
    assert [rest for step, rest in last if step == "USER"][-1].isdigit(), "not root at the end"


def test_container_is_built_without_what_was_made_here_and_with_the_history() -> None:
    """Docker reads this name only, podman and buildah this one too."""
    ignored = set((DEPLOY / "Containerfile.dockerignore").read_text("utf-8").split())
    made = (ROOT / ".gitignore").read_text("utf-8").replace("/\n", "\n").split()
    assert ignored >= {".venv", "site", ".site.*", ".cache", "**/__pycache__"}
    assert {name.removeprefix("**/") for name in ignored} <= set(made)
    assert not ignored & {".git", "**/.git", "*", ".*"}


def test_container_takes_a_port_that_needs_no_root(tmp_path: Path) -> None:
    """The command of its first stage, run on nginx.conf."""
    (command,) = [rest for step, rest in stages()[0] if step == "RUN" and rest.startswith("sed ")]
    subprocess.run(["sh", "-c", command.replace("> ", f"> {tmp_path}/")], cwd=ROOT, check=True)
    changed = (tmp_path / "default.conf").read_text("utf-8")
    assert re.findall(r"^ +listen (.*);", changed, re.MULTILINE) == ["8080", "[::]:8080"]
    assert changed.replace("8080", "80") == (DEPLOY / "nginx.conf").read_text("utf-8")


def test_container_can_be_started_by_whoever_did_not_build_it(tmp_path: Path) -> None:
    """`nginx -t` makes files in /tmp, which nobody but who ran it could write: the step takes them away again."""
    folder = tmp_path / "tmp"
    folder.mkdir()
    kinds = ("proxy", "client_body", "fastcgi", "uwsgi", "scgi")
    paths = " ".join(f"{kind}_temp_path {folder}/{kind.removesuffix('_body')}_temp;" for kind in kinds)
    user = "user root;" if os.geteuid() == 0 else ""
    conf = tmp_path / "nginx.conf"
    conf.write_text(
        f"{user} pid {folder}/nginx.pid; error_log stderr; events {{}} http {{ {paths} server {{ listen 8080; }} }}"
    )
    (command,) = [rest for step, rest in stages()[1] if step == "RUN"]
    tested, swept = re.sub(r"(?<= )/tmp(?=/)", str(folder), command).split(" && ")
    assert tested == "nginx -t"
    subprocess.run([hosting.program("nginx"), "-e", "stderr", "-t", "-c", str(conf)], check=True)
    assert {path.name for path in folder.iterdir()} >= {"nginx.pid", "proxy_temp", "client_temp"}
    subprocess.run(["sh", "-c", swept], check=True)
    assert not list(folder.iterdir())
