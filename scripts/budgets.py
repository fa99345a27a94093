"""What readers of the built site load, in headless Chromium, on their first visit, with gzip.

Usage: make build && python scripts/budgets.py [SITE] [--lighthouse]
Of each kind of page and each language the heaviest is visited three times: at once, over a slow mobile network, without
JavaScript. What is over its budget is marked with “!”; nothing fails. Pictures are left out. `--lighthouse` runs
Lighthouse (mobile) too, where Node.js is there: see scripts/lighthouse.py.
"""

from __future__ import annotations

import argparse
import gzip
import re
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, Request, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from scripts import lighthouse  # noqa: E402
from scripts.browser import HELP, find  # noqa: E402
from tests.server import Server  # noqa: E402

SLOW = {"offline": False, "latency": 562.5, "downloadThroughput": 180_000, "uploadThroughput": 84_375}
"Slow 4G as Lighthouse and Chromium’s own tools understand it: milliseconds, bytes a second."
KIND = re.compile(r'<main[^>]* class="page page--([\w-]+)|<body class="(door)"')
PARTS = {"HTML": "document", "CSS": "stylesheet", "fonts": "font", "scripts": "script"}
BUDGETS: Mapping[str, float] = {
    "HTML": 15_000,
    "all": 50_000,
    "requests": 8,
    "failed": 0,
    "elsewhere": 0,
    "shift": 0,
    "lost": 0,
}
COLUMNS = ("HTML", "CSS", "fonts", "scripts", "all", "requests", "failed", "elsewhere", "shift", "FCP", "LCP", "lost")
OBSERVED = """() => { window.seen = { shift: 0, LCP: 0, FCP: 0 };
    const watch = (type, act) =>
        new PerformanceObserver(list => list.getEntries().forEach(act)).observe({ type, buffered: true });
    watch("layout-shift", entry => { if (!entry.hadRecentInput) seen.shift += entry.value; });
    watch("largest-contentful-paint", entry => { seen.LCP = entry.startTime; });
    watch("paint", entry => { if (entry.name === "first-contentful-paint") seen.FCP = entry.startTime; }); }"""

SCROLLED = """async () => {
    const { LCP } = seen;
    const drawn = () => new Promise(resolve => requestAnimationFrame(() => setTimeout(resolve)));
    while (scrollY + innerHeight < document.documentElement.scrollHeight - 1) {
        const before = scrollY;
        scrollBy({ top: 600, behavior: "instant" });
        await drawn();
        if (scrollY === before) break;
    }
    await drawn();
    seen.LCP = LCP; }"""
"To the page’s end, window by window, each of which is drawn; as at readers’ scrolling, the largest paint was before."
LATER = 0.6
"Seconds in which what scrolling asked for comes, and what it moves moves."


@dataclass(frozen=True, slots=True)
class Place:
    """A page of the site."""

    kind: str
    language: str
    path: str
    "Below the site’s root; empty for the door."


@dataclass(frozen=True, slots=True)
class Loaded:
    """What one visit fetched."""

    sizes: Mapping[str, int]
    "Bytes of bodies as sent, by the browser’s kind of resource; without pictures."
    requests: int
    failed: int
    elsewhere: int
    "Requests to other hosts."
    seen: Mapping[str, float]
    "Layout shift (a score), first and largest contentful paint (milliseconds)."


def places(site: Path) -> list[Place]:
    """Of each kind of page and language the heaviest, in the order of the site’s folders."""
    found: dict[tuple[str, str], tuple[int, str]] = {}
    for file in sorted(site.rglob("index.html")):
        data = file.read_bytes()
        kind = KIND.search(data.decode("utf-8"))
        if kind is not None:
            path = file.relative_to(site).as_posix().removesuffix("index.html")
            place = (kind[1] or kind[2], path.partition("/")[0])
            found[place] = max(found.get(place, (0, "")), (len(gzip.compress(data)), path))
    return [Place(kind, language, path) for (kind, language), (_, path) in found.items()]


def visit(browser: Browser, address: str, *, slow: bool = False) -> Loaded:
    """Loads a page in a new profile and scrolls to its end; `slow` as over a slow mobile network."""
    [loaded] = visit_all(browser, [address], slow=slow)
    return loaded


def visit_all(browser: Browser, addresses: Iterable[str], *, slow: bool = False) -> list[Loaded]:
    """As `visit`, of pages that load at the same time: most of it is waiting."""
    begun = [_begun(browser, address, slow) for address in addresses]
    for page, _, _ in begun:
        page.wait_for_load_state("networkidle")
        page.evaluate(SCROLLED)
    time.sleep(LATER)
    return [_ended(*one) for one in begun]


def lost(browser: Browser, address: str) -> Counter[str]:
    """Words of the page’s main part that are not there without JavaScript; forms and the share button left out."""
    return _words(browser, address, script=True) - _words(browser, address, script=False)


def figures(browser: Browser, address: str) -> dict[str, float]:
    """By the names of the columns."""
    quick, slow = visit(browser, address), visit(browser, address, slow=True)
    sizes = {name: quick.sizes.get(kind, 0) for name, kind in PARTS.items()}
    counts = {"requests": quick.requests, "failed": quick.failed, "elsewhere": quick.elsewhere}
    shift = max(quick.seen["shift"], slow.seen["shift"])
    times = {name: slow.seen[name] for name in ("FCP", "LCP")}
    missing = lost(browser, address).total()
    return {**sizes, "all": sum(quick.sizes.values()), **counts, "shift": shift, **times, "lost": missing}


def table(rows: Sequence[tuple[Place, Mapping[str, float]]]) -> Iterator[str]:
    """Lines; bytes in kB (1,000), times in seconds."""
    heads = ("page", "", *COLUMNS)
    yield _line(heads)
    yield _line(("budget", "", *(_written(name, BUDGETS[name]) if name in BUDGETS else "" for name in COLUMNS)))
    for place, found in rows:
        cells = (_written(name, found[name]) + "!" * (found[name] > BUDGETS.get(name, found[name])) for name in COLUMNS)
        yield _line((place.kind, place.language, *cells))


def _begun(browser: Browser, address: str, slow: bool) -> tuple[Page, list[Request], list[Request]]:
    """A page on its way, and its requests that were answered and that were not."""
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    done: list[Request] = []
    failed: list[Request] = []
    page.on("requestfinished", lambda request: done.append(request))
    page.on("requestfailed", lambda request: failed.append(request))
    page.add_init_script(f"({OBSERVED})()")
    if slow:
        session = context.new_cdp_session(page)
        session.send("Network.enable")
        session.send("Network.emulateNetworkConditions", SLOW)
    page.goto(address, wait_until="commit")
    return page, done, failed


def _ended(page: Page, done: Sequence[Request], failed: Sequence[Request]) -> Loaded:
    seen = page.evaluate("seen")
    loaded = _loaded(done, failed, urlsplit(page.url).netloc, seen)
    page.context.close()
    return loaded


def _loaded(done: Sequence[Request], failed: Sequence[Request], host: str, seen: Mapping[str, float]) -> Loaded:
    sizes: Counter[str] = Counter()
    wrong = len(failed)
    for request in done:
        response = request.response()
        wrong += response is not None and response.status >= 400
        if request.resource_type != "image":
            sizes[request.resource_type] += request.sizes()["responseBodySize"]
    elsewhere = sum(urlsplit(request.url).netloc != host for request in (*done, *failed))
    counted = sum(request.resource_type != "image" for request in (*done, *failed))
    return Loaded(sizes, counted, wrong, elsewhere, seen)


def _words(browser: Browser, address: str, *, script: bool) -> Counter[str]:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, java_script_enabled=script)
    page = context.new_page()
    page.goto(address)
    page.evaluate("document.querySelectorAll('form, .sharing').forEach(control => control.remove())")
    words = Counter(page.locator("main").inner_text().split())
    context.close()
    return words


def _written(name: str, value: float) -> str:
    if name in {*PARTS, "all"}:
        return f"{value / 1000:.1f}"
    if name in {"FCP", "LCP"}:
        return f"{value / 1000:.2f}"
    return f"{value:.4f}".rstrip("0").rstrip(".") if name == "shift" else f"{value:.0f}"


def _line(cells: Sequence[str]) -> str:
    return f"{cells[0]:<12}{cells[1]:<6}" + "".join(f"{cell:>10}" for cell in cells[2:])


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("site", nargs="?", type=Path, default=ROOT / "site")
    parser.add_argument("--lighthouse", action="store_true")
    options = parser.parse_args(arguments)
    path, found = find(), places(options.site)
    if path is None or not found:
        print(HELP if path is None else f"{options.site} holds no pages: make build")
        return 1
    server = Server(options.site, packs=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        for line in table([(place, figures(browser, server.address + place.path)) for place in found]):
            print(line)
        browser.close()
    code = 0
    if options.lighthouse:
        pages = [(place.kind, place.language, server.address + place.path) for place in found]
        code = lighthouse.run(pages, find(windows=True) or path)
    server.close()
    return code


if __name__ == "__main__":
    sys.exit(main())
