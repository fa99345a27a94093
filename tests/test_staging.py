"""The last good site survives builds that fail, meet each other or are killed, and links to it are followed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from precis import staging
from tests.conftest import ENVIRONMENT, build


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    folder.mkdir()
    (folder / "index.html").write_text("old", "utf-8")
    return folder


def built(site: Path) -> Path:
    folder = staging.begin(site)
    folder.mkdir()
    (folder / "index.html").write_text("new", "utf-8")
    return folder


def test_replaces_the_site_whole(site: Path) -> None:
    staging.publish(built(site), site)
    assert (site / "index.html").read_text("utf-8") == "new"
    assert [path.name for path in site.parent.iterdir()] == ["site"]


def test_puts_the_site_back_when_the_new_one_is_gone(site: Path) -> None:
    folder = built(site)
    staging.discard(folder)
    with pytest.raises(OSError, match="building"):
        staging.publish(folder, site)
    assert (site / "index.html").read_text("utf-8") == "old"


def test_restores_what_a_killed_build_left_aside(site: Path) -> None:
    site.rename(site.with_name(".site.replaced-1"))
    staging.begin(site)
    assert (site / "index.html").read_text("utf-8") == "old"


def test_follows_a_link_to_the_site(site: Path) -> None:
    link = site.with_name("public")
    link.symlink_to(site)
    staging.publish(built(link), link)
    assert link.is_symlink()
    assert (site / "index.html").read_text("utf-8") == "new"


def test_two_builds_at_once_leave_a_whole_site(small_site: Path) -> None:
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet"]
    both = [subprocess.Popen(command, cwd=small_site, env=ENVIRONMENT, stderr=subprocess.PIPE) for _ in range(2)]
    for one in both:
        one.communicate()
    assert build(small_site).code == 0
    assert (small_site / "site" / "fr" / "index.html").exists()
    assert not list(small_site.glob(".site.*"))
