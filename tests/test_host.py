"""Under ProperDocs, the maintained fork of MkDocs, a build is the same: its bytes and its findings."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.conftest import ENVIRONMENT, ROOT, Built, copy_good_site

HOSTS = ("mkdocs", "properdocs")


def build(host: str, folder: Path, name: str) -> Built:
    """Strictly, into a folder of that name beside the project."""
    command = [
        sys.executable,
        "-m",
        host,
        "build",
        "--strict",
        "--config-file",
        "mkdocs.yml",
        "--site-dir",
        f"../{name}",
    ]
    environment = {**ENVIRONMENT, "SOURCE_DATE_EPOCH": "1780000000"}
    run = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    return Built(folder.parent / name, run.returncode, run.stdout + run.stderr)


def files(folder: Path) -> Mapping[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def findings(log: str) -> list[str]:
    return [line for line in log.splitlines() if line.startswith(("WARNING", "ERROR"))]


def test_the_same_bytes_under_both_hosts(tmp_path: Path) -> None:
    folder = copy_good_site(tmp_path / "project")
    first, other = (build(host, folder, host) for host in HOSTS)
    assert (first.code, other.code) == (0, 0), first.log + other.log
    assert "Explainers carried over: 0 of 2" in other.log, "what another host made proves nothing"
    assert files(first.folder) == files(other.folder)
    again = build("properdocs", folder, "again")
    assert "Explainers carried over: 2 of 2" in again.log
    assert files(again.folder) == files(first.folder)


@pytest.mark.parametrize("host", HOSTS)
def test_what_the_host_warns_of_ends_a_strict_build_each_time(tmp_path: Path, host: str) -> None:
    folder = copy_good_site(tmp_path / "project")
    with (folder / "docs/en/mill/index.md").open("a", encoding="utf-8") as page:
        page.write("\n\n[Nothing](nothing.md).\n")
    first, again = build(host, folder, "site"), build(host, folder, "site")
    assert (first.code, again.code) == (1, 1), again.log
    assert not first.folder.exists()
    assert any("'en/mill/nothing.md' is not found" in line for line in findings(first.log))
    assert findings(first.log) == findings(again.log)


def test_no_hook_names_the_logger_of_one_host() -> None:
    for path in (ROOT / "hooks").glob("*.py"):
        assert 'getLogger("mkdocs' not in path.read_text("utf-8"), path.name
