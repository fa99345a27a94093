"""Sites to test: the small good one, copies of it with changes, and the project's own, each built by `mkdocs`."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser, sync_playwright

from precis.project import Project, load
from scripts.browser import HELP, find
from tests import building, counting, sharing
from tests.browsing import DESKTOP, Serve, Visit, watch_policies
from tests.sharing import Shared

ROOT = Path(__file__).resolve().parent.parent
GOOD = Path(__file__).parent / "sites" / "good"
ENVIRONMENT = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "NO_COLOR": "1"}


OPTIONS = ["--no-sandbox", "--disable-gpu", "--font-render-hinting=slight"]
"Of the browser; the headless shell, too, then draws text as Chromium’s windows show it here, to the pixel."
LONGEST = (
    *("browser", "carry", "further_language", "translations", "reading_in_browser", "serve_problems", "staging"),
    *("newsroom", "host", "charts", "preview", "serve", "publish", "accessibility", "terms_in_browser", "shards"),
    *("review", "hostile_site", "intake_fuzz", "seeded_faults", "broken_sites", "reproducible", "check", "tour"),
)
"Files of tests, the longest first (`pytest --durations=0`)."

VIOLATIONS: list[str] = []
"What pages broke of their policies since the last test."


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--accept", action="store_true", help="take the pictures of tests/test_tour.py anew")


def pytest_sessionfinish(session: pytest.Session) -> None:
    """A process of pytest-xdist hands its counts on."""
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["examples"] = dict(counting.COUNT)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files that take long come first: none begins when the other processes are about to end."""
    rank = {name: place for place, name in enumerate(LONGEST)}
    items.sort(key=lambda item: rank.get(item.path.stem.removeprefix("test_"), len(rank)))


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    counting.COUNT.update(getattr(node, "workeroutput", {}).get("examples", {}))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if counting.COUNT:
        terminalreporter.write_line(f"random input: {counting.COUNT.total():,} examples in {len(counting.COUNT)} tests")


@dataclass(frozen=True)
class Built:
    """What one run of `mkdocs build` said and left behind."""

    folder: Path
    code: int
    log: str

    @property
    def site(self) -> Path:
        return self.folder / "site"

    def html(self, path: str) -> str:
        return (self.site / path / "index.html" if path.endswith("/") or not path else self.site / path).read_text(
            "utf-8"
        )


def configuration(site_url: str = "https://example.org/", **settings: object) -> str:
    """The project's own mkdocs.yml with absolute paths, for a site that stands elsewhere."""
    config = yaml.load((ROOT / "mkdocs.yml").read_text("utf-8"), yaml.SafeLoader)
    config["hooks"] = [str(ROOT / hook) for hook in config["hooks"]]
    config["theme"]["custom_dir"] = str(ROOT / "overrides")
    config["watch"] = ["locales"]
    return str(yaml.safe_dump({**config, "site_url": site_url, **settings}, allow_unicode=True))


def configured(folder: Path, site_url: str = "https://example.org/", **settings: object) -> Path:
    """A folder with a `mkdocs.yml`."""
    (folder / "mkdocs.yml").write_text(configuration(site_url, **settings), "utf-8")
    return folder


def copy_good_site(folder: Path) -> Path:
    shutil.copytree(GOOD, folder, dirs_exist_ok=True)
    for name in ("en/language.yml", "fr/language.yml", "fr/LC_MESSAGES/precis.po"):
        shutil.copy(ROOT / "locales" / name, folder / "locales" / name)
    (folder / "mkdocs.yml").write_text(configuration(), "utf-8")
    return folder


def copy_project(folder: Path) -> Path:
    """A copy of what the project's own site is made of."""
    for name in ("docs", "locales"):
        shutil.copytree(ROOT / name, folder / name)
    return folder


def build(folder: Path, *, strict: bool = True) -> Built:
    return Built(folder, *building.run(folder, ["build", "--strict" if strict else "--no-strict"], ENVIRONMENT))


@pytest.fixture
def small_site(tmp_path: Path) -> Path:
    return copy_good_site(tmp_path / "site-project")


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Shared:
    return sharing.of(tmp_path_factory)


def strictly(prepare: Callable[[Path], Path]) -> Callable[[Path], Built]:
    """Builds what stands in a folder once it has been prepared; nothing may be wrong with it."""

    def make(folder: Path) -> Built:
        built = build(prepare(folder))
        assert built.code == 0, built.log
        return built

    return make


@pytest.fixture(scope="session")
def good(shared: Shared) -> Built:
    """The small good site, built strictly."""
    return shared("good", strictly(copy_good_site))


@pytest.fixture(scope="session")
def below(shared: Shared) -> Built:
    """The small good site, published under a sub-path."""
    return shared(
        "below", strictly(lambda folder: configured(copy_good_site(folder), "https://example.org/explainers/"))
    )


@pytest.fixture(scope="session")
def calais(shared: Shared) -> Built:
    """The project's own site."""
    return shared("calais", strictly(lambda folder: configured(copy_project(folder))))


@pytest.fixture(scope="session")
def spoken(shared: Shared) -> Built:
    """The small site in five languages, three of them not complete, built strictly."""
    from tests import further

    return shared("spoken", strictly(further.begin))


@pytest.fixture(scope="session")
def project() -> Project:
    """The project's own pages and records."""
    return load(ROOT, ROOT / "docs", "en")


@pytest.fixture(scope="session")
def change() -> Callable[[Path, str, str, str], None]:
    """Replaces a text that must stand in a file."""

    def replace(folder: Path, name: str, old: str, new: str) -> None:
        path = folder / name
        text = path.read_text("utf-8")
        assert old in text, f"{name} does not hold {old!r}"
        path.write_text(text.replace(old, new), "utf-8")

    return replace


@pytest.fixture(scope="session")
def served() -> Iterator[Callable[[Path, str], str]]:
    """Serves a folder on loopback under a path, with the site's own 404 pages; gives the address."""
    from tests.server import Server

    servers: list[Server] = []

    def serve(folder: Path, path: str = "/") -> str:
        servers.append(Server(folder, path))
        return servers[-1].address

    yield serve
    for server in servers:
        server.close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = find()
    assert path is not None, HELP
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=OPTIONS)
        watch_policies(chromium, VIOLATIONS)
        yield chromium
        chromium.close()


@pytest.fixture(autouse=True)
def broken_policies() -> Iterator[list[str]]:
    """Whichever test opens pages, none of them may break its Content-Security-Policy."""
    yield VIOLATIONS
    broken = list(VIOLATIONS)
    VIOLATIONS.clear()
    assert broken == []


@pytest.fixture
def visit(browser: Browser) -> Iterator[Callable[..., Visit]]:
    """Opens tabs; afterwards no console message, failed request or request to another host may have occurred."""
    visits: list[Visit] = []

    def start(root: str, **context: Any) -> Visit:
        tab = browser.new_context(**{"viewport": DESKTOP, **context}).new_page()
        one = Visit(tab, root)
        one.watch()
        visits.append(one)
        return one

    yield start
    for one in visits:
        one.page.context.close()
        assert one.wrong == []


@pytest.fixture(scope="session")
def calais_root(calais: Built, served: Serve) -> str:
    return served(calais.site, "/")
