"""Lighthouse’s scores (mobile) for pages that are served on this machine; needs Node.js and the npm registry."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

VERSION = "13"
KINDS = {"home", "overview", "section", "glossary", "facts"}
SCORES = {"performance": 99, "accessibility": 100, "best-practices": 100, "seo": 100}
"What a page should reach."
HELP = "Lighthouse needs Node.js 22 or later, with npm; none was found. All else was measured."


def run(pages: Sequence[tuple[str, str, str]], chromium: str) -> int:
    """Prints a table of pages, given as kind, language and address; 1 where Lighthouse cannot run."""
    npm = shutil.which("npm")
    if npm is None:
        print(HELP)
        return 1
    with TemporaryDirectory() as folder:
        install = [npm, "install", "--silent", "--no-audit", "--no-fund", "--prefix", folder, f"lighthouse@{VERSION}"]
        if subprocess.run(install, check=False).returncode:
            print("npm could not install Lighthouse.")
            return 1
        print(f"{'Lighthouse':<18}" + "".join(f"{name:>16}" for name in SCORES))
        for kind, language, address in pages:
            if kind in KINDS:
                print(
                    f"{kind:<12}{language:<6}" + "".join(f"{cell:>16}" for cell in _scores(folder, address, chromium))
                )
    return 0


def _scores(folder: str, address: str, chromium: str) -> Iterator[str]:
    """Scores in the order of the table, marked where too low, with what lowers them."""
    report = Path(folder) / "report.json"
    command = [str(Path(folder) / "node_modules" / ".bin" / "lighthouse"), address, "--quiet", "--output=json"]
    command += [f"--output-path={report}", "--chrome-flags=--headless=new --no-sandbox"]
    told = subprocess.run(
        command, env={**os.environ, "CHROME_PATH": chromium}, capture_output=True, text=True, check=False
    )
    if told.returncode:
        yield (told.stderr.strip().splitlines() or ["failed"])[-1]
        return
    found = json.loads(report.read_text("utf-8"))
    for name, wanted in SCORES.items():
        category = found["categories"][name]
        score = round((category["score"] or 0) * 100)
        audits = (found["audits"][ref["id"]] for ref in category["auditRefs"] if ref["weight"])
        faults = [audit["id"] for audit in audits if audit["score"] is not None and audit["score"] < 0.9]
        yield f"{score}" if score >= wanted else f"{score}! {' '.join(faults)}"
