"""Finds the browser of the tests, or installs one: Debian's chromium with apt-get, elsewhere Playwright's own.

Usage: python scripts/browser.py    prints the browser's path; PRECIS_BROWSER=/path/to/chrome says which to use
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
HELP = """No browser was found for the tests, and none could be installed.
Install Chromium or Chrome, or say where one is: PRECIS_BROWSER=/path/to/chrome make test"""


def find() -> str | None:
    """Path of a Chromium or Chrome that stands on this machine."""
    stated = os.environ.get("PRECIS_BROWSER")
    named = (shutil.which(name) for name in NAMES)
    return stated or next(filter(None, named), None) or _of_playwright()


def install() -> None:
    """Debian's package where we may, else the build that Playwright downloads."""
    if shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        subprocess.run(["apt-get", "update", "-qq"], check=False, stdout=subprocess.DEVNULL)
        subprocess.run(["apt-get", "install", "-y", "-qq", "chromium"], check=False, stdout=subprocess.DEVNULL)
    else:
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)


def _of_playwright() -> str | None:
    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def main() -> int:
    if find() is None:
        install()
    path = find()
    print(path or HELP)
    return 0 if path else 1


if __name__ == "__main__":
    sys.exit(main())
