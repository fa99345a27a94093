"""Finds the browser of the tests, or installs one: Debian's Chromium with apt-get, elsewhere Playwright's own.

Usage: python scripts/browser.py    prints the browser's path; PRECIS_BROWSER=/path/to/chrome says which to use
Where it stands, that is Chromium's headless shell: the same engine without the windows and panels around a page, which
take more of each test than its page.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

SHELLS = ("chromium-headless-shell", "chrome-headless-shell")
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
PACKAGES = ("chromium-headless-shell", "chromium")
"Of Debian; the first one is not in all of its versions."
APT = ("apt-get", "-qq", "-o", "Acquire::Retries=0", "-o", "Acquire::http::Timeout=10")
HELP = """No browser was found for the tests, and none could be installed.
Install Chromium or Chrome, or say where one is: PRECIS_BROWSER=/path/to/chrome make test"""


def find(*, windows: bool = False) -> str | None:
    """Path of a Chromium or Chrome that stands on this machine; `windows` asks for a whole one, as Lighthouse does."""
    shells, whole = () if windows else SHELLS, map(shutil.which, NAMES)
    stated = os.environ.get("PRECIS_BROWSER")
    return stated or next(filter(None, [*map(shutil.which, shells), *whole]), None) or _of_playwright(windows)


def install() -> None:
    """Debian's package where we may, else, where there is no browser at all, the build that Playwright downloads."""
    if shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        subprocess.run([*APT, "update"], check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for package in PACKAGES:
            if find() is None or package == PACKAGES[0]:
                subprocess.run([*APT, "install", "-y", package], check=False, stdout=subprocess.DEVNULL)
    elif find() is None:
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)


def _of_playwright(windows: bool) -> str | None:
    with sync_playwright() as playwright:
        path = Path(playwright.chromium.executable_path)
    shells = [] if windows else sorted(path.parents[2].glob("chromium_headless_shell-*/*/*headless[-_]shell*"))
    return next((str(one) for one in [*reversed(shells), path] if one.exists()), None)


def main() -> int:
    if not (os.environ.get("PRECIS_BROWSER") or any(map(shutil.which, SHELLS))):
        install()
    path = find()
    print(path or HELP)
    return 0 if path else 1


if __name__ == "__main__":
    sys.exit(main())
