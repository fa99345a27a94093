"""Every page is valid HTML."""

from __future__ import annotations

from pathlib import Path

from tests import nu
from tests.conftest import Built


def test_the_checker_finds_nothing_on_our_own_pages(calais: Built) -> None:
    assert nu.findings(calais.site) == []


def test_the_checker_finds_nothing_on_the_small_site(good: Built) -> None:
    assert nu.findings(good.site) == []


def test_the_checker_finds_what_is_wrong(tmp_path: Path) -> None:
    head = '<!doctype html><html lang="en"><head><title>One</title></head><body>'
    (tmp_path / "good.html").write_text(f'{head}<dialog id="a" popover></dialog></body></html>', "utf-8")
    (tmp_path / "bad.html").write_text(f'{head}<p id="b"><p id="b"></body></html>', "utf-8")
    found = nu.findings(tmp_path)
    assert all(line.startswith("/bad.html:1: ") for line in found), found
    assert any("Duplicate ID “b”." in line for line in found)
