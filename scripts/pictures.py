"""Takes the README's pictures of the built site.

Usage: make build && python scripts/pictures.py
"""

from __future__ import annotations

import sys
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from scripts.browser import HELP, find  # noqa: E402
from tests.server import Server  # noqa: E402

FOLDER = ROOT / "docs" / "_pictures"


def main() -> int:
    path = find(windows=True)
    if path is None:
        sys.exit(HELP)
    server = Server(ROOT / "site")
    FOLDER.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        figure(browser, server.address)
        phone(browser, server.address)
        browser.close()
    server.close()
    return 0


def figure(browser: Browser, address: str) -> None:
    """A section on a desktop, a figure opened."""
    page = browser.new_page(viewport={"width": 1200, "height": 760}, color_scheme="light")
    page.goto(address + "en/calais-2015/terminal-july-2015/")
    page.locator(".answer .explained--fact").nth(1).click()
    page.screenshot(path=FOLDER / "section-en.png")


def phone(browser: Browser, address: str) -> None:
    """The French overview on a phone, in dark colours."""
    page = browser.new_page(viewport={"width": 390, "height": 760}, color_scheme="dark")
    page.goto(address + "fr/calais-2015/")
    page.screenshot(path=FOLDER / "overview-fr-phone.png")


if __name__ == "__main__":
    sys.exit(main())
