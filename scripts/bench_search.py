"""What a reader’s first search moves at a large site, with gzip, in headless Chromium; and what is fetched before.

Usage: python scripts/bench_search.py [--pages 2400] [--site FOLDER] [WORD …]

Builds the benchmarks’ site of so many pages (minutes at thousands), or takes a built one. Each word is searched for by
a reader who has just opened a page and has nothing of the search yet. Bytes are of bodies as they travel.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Request, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from scripts.bench_site import write_ours  # noqa: E402
from scripts.bench_stacks import OURS  # noqa: E402
from scripts.browser import HELP, find  # noqa: E402
from tests.server import Server  # noqa: E402

PAGE = "en/explainer-0/section-1/"
WORDS = ("meals", "Ashford", "council kitchen", "ferry")
QUIET = 1500
"Milliseconds after which a page that fetches nothing more is taken for loaded."


def main(arguments: Sequence[str]) -> int:
    whole = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    whole.add_argument("words", nargs="*", default=WORDS, metavar="WORD")
    whole.add_argument("--pages", type=int, default=2400, metavar="N")
    whole.add_argument("--site", type=Path, metavar="FOLDER")
    wanted = whole.parse_args(arguments)
    executable = find()
    if executable is None:
        sys.exit(HELP)
    with tempfile.TemporaryDirectory() as folder:
        site = wanted.site or built(Path(folder), wanted.pages)
        with sync_playwright() as play, closing(Server(site, packs=True)) as server:
            browser = play.chromium.launch(executable_path=executable, args=["--no-sandbox"])
            for word in wanted.words:
                print(told(word, *searched(browser, server.address, word)))
            browser.close()
    return 0


def built(project: Path, pages: int) -> Path:
    write_ours(project, pages)
    subprocess.run(OURS.command("build", "--strict", "--quiet"), cwd=project, env=OURS.environment, check=True)
    return project / "site"


def searched(browser: Browser, address: str, word: str) -> tuple[list[Request], list[Request]]:
    """What the page fetched before the search, and what the search did."""
    page = browser.new_page()
    done: list[Request] = []
    page.on("requestfinished", lambda request: done.append(request))
    page.goto(address + PAGE, wait_until="networkidle")
    page.wait_for_timeout(QUIET)
    before = list(done)
    page.keyboard.press("/")
    page.locator(".search__query").type(word, delay=60)
    page.locator(".search__results a").first.wait_for()
    page.wait_for_timeout(QUIET)
    return before, done[len(before) :]


def told(word: str, before: Sequence[Request], after: Sequence[Request]) -> str:
    early = [path for path in map(_path, before) if "pagefind" in path or "search" in path]
    moved = {_path(one): one.sizes()["responseBodySize"] for one in after if one.url.startswith("http")}
    largest = sorted(moved.items(), key=lambda one: -one[1])[:4]
    shares = ", ".join(f"{path.rpartition('/')[2]} {size:,}" for path, size in largest)
    total = f"{sum(moved.values()):,} bytes in {len(moved)} requests"
    return f"“{word}”: {total} ({shares}); of the search before: {early or 'nothing'}"


def _path(request: Request) -> str:
    return urlsplit(request.url).path


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
