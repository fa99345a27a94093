"""Saving any kind of file refreshes the preview, in one rebuild, in both languages."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import html
from playwright.sync_api import Browser, expect

from scripts import translations
from tests.conftest import ENVIRONMENT, build

PATIENCE = 30
"Seconds to wait for a preview before giving up."


class Preview:
    """A running `mkdocs serve`."""

    def __init__(self, folder: Path) -> None:
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        self.folder, self.address, self.log = folder, f"http://127.0.0.1:{port}/", folder / "serve.log"
        command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"]
        with self.log.open("w") as log:
            self.process = subprocess.Popen(command, cwd=folder, env=ENVIRONMENT, stdout=log, stderr=log)

    def get(self, path: str) -> str:
        try:
            with urllib.request.urlopen(self.address + path, timeout=PATIENCE) as answer:
                return str(answer.read().decode("utf-8"))
        except (urllib.error.URLError, ConnectionError):
            return ""

    def wait_for(self, path: str, text: str) -> None:
        end = time.monotonic() + PATIENCE
        while text not in self.get(path):
            assert time.monotonic() < end, f"{text!r} never came to {path}\n{self.log.read_text('utf-8')}"
            time.sleep(0.2)

    def wait_for_log(self, text: str) -> None:
        end = time.monotonic() + PATIENCE
        while text not in self.log.read_text("utf-8"):
            assert time.monotonic() < end, self.log.read_text("utf-8")
            time.sleep(0.2)

    def rebuilds(self) -> int:
        return len(re.findall("Detected file changes", self.log.read_text("utf-8")))

    def change(self, name: str, old: str, new: str) -> None:
        path = self.folder / name
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new), "utf-8")


@pytest.fixture
def preview(small_site: Path) -> Iterator[Preview]:
    running = Preview(small_site)
    running.wait_for("en/", "Small stories")
    yield running
    running.process.terminate()
    running.process.wait(PATIENCE)


def test_each_kind_of_save_is_one_rebuild(preview: Preview) -> None:
    saves = [
        ("docs/en/mill/roof.md", "Of slate", "Of red tiles", [("en/mill/roof/", "Of red tiles")]),
        ("docs/fr/mill/roof.md", "En ardoise", "En tuiles rouges", [("fr/le-moulin/toit/", "En tuiles rouges")]),
        ("docs/_facts/harbour.yml", "locator: p. 4", "locator: p. 77", [
            ("en/harbour/closing/", "p. 77"), ("fr/le-port/fermeture/", "p. 77")]),
        ("docs/_sources/harbour.yml", "Rapport sur le port", "Rapport corrigé", [
            ("en/harbour/closing/", "Rapport corrigé"), ("fr/le-port/fermeture/", "Rapport corrigé")]),
        ("locales/fr/glossary.yml", "qui guide les navires", "qui mène les navires", [
            ("fr/glossaire/", "qui mène les navires"), ("fr/le-port/fermeture/", "qui mène les navires")]),
        ("locales/fr/LC_MESSAGES/content.po", "Coût du nouveau quai", "Prix du nouveau quai", [
            ("fr/le-port/", "Prix du nouveau quai")]),
    ]  # fmt: skip
    for number, (name, old, new, seen) in enumerate(saves, 1):
        preview.change(name, old, new)
        for path, text in seen:
            preview.wait_for(path, text)
        assert preview.rebuilds() == number, name
    time.sleep(2)
    assert preview.rebuilds() == len(saves), "rebuilt without a save"


def test_survives_bad_saves_and_recovers(preview: Preview) -> None:
    preview.change("docs/_facts/harbour.yml", "value: 7000000", "value: [")
    preview.wait_for_log("docs/_facts/harbour.yml:19: malformed YAML")
    assert "Small stories" in preview.get("en/")
    preview.change("docs/_facts/harbour.yml", "value: [", "value: 8000000")
    preview.wait_for_log("“£7 million” (7000000 GBP) does not say what the fact “cost” records")
    preview.wait_for("en/harbour/", "£8\u00a0million")
    preview.change("docs/_facts/harbour.yml", "value: 8000000", "value: 7000000")
    preview.wait_for("en/harbour/", "£7\u00a0million")
    assert "Traceback" not in preview.log.read_text("utf-8")


def test_browsers_reload_under_the_preview_s_own_policy(preview: Preview, small_site: Path, browser: Browser) -> None:
    """MkDocs writes a script into each page that it sends, another one each time; `broken_policies` looks on."""
    page = browser.new_page()
    page.goto(preview.address + "en/mill/roof/")
    preview.change("docs/en/mill/roof.md", "Of slate", "Of red tiles")
    expect(page.locator(".body")).to_contain_text("Of red tiles", timeout=1000 * PATIENCE)
    page.close()
    assert translations.main(["confirm", "fr"], small_site) == 0
    preview.wait_for("fr/le-port/fermeture/", '<a href="beside/">')
    beside = browser.new_page()
    beside.goto(preview.address + "fr/le-port/fermeture/beside/")
    assert beside.evaluate("document.styleSheets.length") == 1
    beside.close()


def test_a_page_can_be_read_beside_its_original(preview: Preview, small_site: Path) -> None:
    assert translations.main(["confirm", "fr"], small_site) == 0
    preview.wait_for("fr/le-port/fermeture/", '<a href="beside/">')
    preview.change("docs/en/harbour/closing.md", "The pilots knew it first.", "The pilots were told first.")
    preview.wait_for("fr/le-port/fermeture/beside/", "were told first.")
    tree = html.document_fromstring(preview.get("fr/le-port/fermeture/beside/"))
    pairs = [[" ".join(side.text_content().split()) for side in row] for row in tree.find_class("beside__row")]
    assert ["The traffic#", "Le trafic#"] in pairs
    [stale] = [[" ".join(side.text_content().split()) for side in row] for row in tree.find_class("beside__row--stale")]
    assert stale[0].startswith("The pilots were told first.")
    assert "a été modifié" in stale[1]
    assert stale[1].endswith("Les pilotes l’ont su les premiers.1")
    assert [side.get("lang") for side in tree.find_class("beside__row")[0]] == ["en", "fr"]


def test_the_published_site_has_no_such_view(small_site: Path) -> None:
    assert translations.main(["confirm", "fr"], small_site) == 0
    built = build(small_site)
    assert built.code == 0, built.log
    assert not list(built.site.rglob("beside"))
    assert "beside/" not in built.html("fr/le-port/fermeture/")
