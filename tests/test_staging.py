"""The last good site survives builds that fail, meet each other, are killed or find no room; links are followed."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from precis import failure, staging, swap
from tests.conftest import ENVIRONMENT, ROOT, build, configuration, copy_good_site
from tests.killing import digest

KILLS = 52
PERMITTED = subprocess.run(["unshare", "-rm", "true"], capture_output=True, check=False).returncode == 0
"Whether this machine lets us mount a small disk."
SMALL_DISK = """
set -e
mount -t tmpfs -o size="$1"k,mode=755 none out
cp -r site out/site
if mkdocs build --strict --quiet -d out/site; then exit 9; fi
diff -r site out/site
[ "$(ls -A out)" = site ]
mount -o remount,size=100m none out
mkdocs build --strict --quiet -d out/site
diff -r site out/site
"""
AS_OTHERS = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"] if os.geteuid() == 0 else []
"Takes from root what lets it write everywhere."


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    folder.mkdir()
    (folder / "index.html").write_text("old", "utf-8")
    return folder


@pytest.fixture(params=[True, False], ids=["exchange", "two renames"])
def ways(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both ways to take the site’s place; the first where this system has it."""
    if not request.param:
        monkeypatch.setattr(staging, "exchange", lambda *_: False)


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """As small a site as builds, for builds by the dozen."""
    folder = copy_good_site(tmp_path_factory.mktemp("tiny"))
    for name in ("docs/en/harbour", "docs/fr/harbour"):
        shutil.rmtree(folder / name)
    for name in ("docs/_facts/harbour.yml", "docs/_sources/harbour.yml", *glossaries()):
        (folder / name).unlink()
    (folder / "mkdocs.yml").write_text(configuration(extra={"booklets": False}), "utf-8")
    return folder


def glossaries() -> list[str]:
    return [f"locales/{tag}/glossary.yml" for tag in ("en", "fr")]


@pytest.fixture(scope="module")
def project(tiny: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny site with templates of its own, built."""
    folder = tmp_path_factory.mktemp("project") / "project"
    shutil.copytree(tiny, folder, ignore=shutil.ignore_patterns("site"))
    shutil.copytree(ROOT / "overrides", folder / "overrides")
    config = (folder / "mkdocs.yml").read_text("utf-8").replace(str(ROOT / "overrides"), "overrides")
    (folder / "mkdocs.yml").write_text(config, "utf-8")
    assert build(folder).code == 0
    (folder / "out").mkdir()
    return folder


def built(site: Path) -> Path:
    folder = staging.begin(site)
    (folder / "index.html").write_text("new", "utf-8")
    return folder


def run_of(module: str, *arguments: str) -> list[dict[str, object]]:
    command = [sys.executable, "-m", module, *arguments]
    run = subprocess.run(command, cwd=ROOT, env=ENVIRONMENT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    return [json.loads(line) for line in run.stdout.splitlines()]


@pytest.mark.usefixtures("ways")
def test_replaces_the_site_whole(site: Path) -> None:
    staging.publish(built(site), site)
    assert (site / "index.html").read_text("utf-8") == "new"
    assert [path.name for path in site.parent.iterdir()] == ["site"]


@pytest.mark.usefixtures("ways")
def test_makes_the_first_site(site: Path) -> None:
    shutil.rmtree(site)
    staging.publish(built(site), site)
    assert [path.name for path in site.parent.iterdir()] == ["site"]


@pytest.mark.usefixtures("ways")
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


def test_removes_what_killed_builds_left_but_not_what_others_write(site: Path) -> None:
    writing = built(site)
    for name in (".site.building-1", ".site.replaced-1", ".other.building-1"):
        (site.parent / name).mkdir()
    mine = staging.begin(site)
    assert {path.name for path in site.parent.iterdir()} == {"site", writing.name, mine.name, ".other.building-1"}


@pytest.mark.usefixtures("ways")
def test_follows_a_link_to_the_site(site: Path) -> None:
    link = site.with_name("public")
    link.symlink_to(site)
    staging.publish(built(link), link)
    assert link.is_symlink()
    assert (site / "index.html").read_text("utf-8") == "new"


def test_an_exchange_is_refused_as_the_system_does(site: Path) -> None:
    with pytest.raises(FileNotFoundError):
        swap.exchange(site.with_name("nothing"), site)


def test_readers_see_a_site_at_each_step_of_a_swap(tmp_path: Path) -> None:
    """Killed before each single step: with the exchange, there is a whole site at once; without, one build later."""
    kills = run_of("tests.killing", str(tmp_path))
    exchanged = [kill for kill in kills if kill["exchanges"]]
    assert all(kill["at_once"] in ([str(kill["step"])], ["0"]) for kill in exchanged), kills
    assert all(kill["then"] in ([str(kill["step"])], ["0"]) for kill in kills), kills
    assert sum(not kill["killed"] for kill in kills) == 2
    assert len(kills) > 15
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_builds_killed_at_any_moment_leave_the_last_site_whole(tiny: Path) -> None:
    kills = run_of("tests.killing", str(tiny), str(KILLS))
    assert sum(bool(kill["killed"]) for kill in kills) == KILLS
    for kill in kills:
        assert kill["found"] in (kill["last"], kill["new"]), kill
    replaced = [kill for kill in kills if kill["found"] == kill["new"]]
    assert len(replaced) > 5, "some must have been killed after the swap, too"
    assert not list(tiny.glob(".site.*"))


def test_two_builds_at_once_leave_a_whole_site(small_site: Path) -> None:
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet"]
    both = [subprocess.Popen(command, cwd=small_site, env=ENVIRONMENT, stderr=subprocess.PIPE) for _ in range(2)]
    for one in both:
        _, said = one.communicate()
        assert one.returncode == 0, said
    first = digest(small_site / "site")
    assert build(small_site).code == 0
    assert digest(small_site / "site") == first
    assert not list(small_site.glob(".site.*"))


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("docs/_facts/mill.yml", "{}", "{", "docs/_facts/mill.yml:"),
        ("docs/fr/mill/roof.md", "En ardoise", "[En 1969](fact:roof)", "docs/fr/mill/roof.md:"),
        ("overrides/page.html", "{% block", "{% blok", "overrides/page.html:"),
        ("overrides/partials/footer.html", "{", "{{ none.nothing.at_all }}{", "overrides/partials/footer.html:"),
    ],
    ids=["a record", "a text", "a template", "an expression"],
)
def test_builds_that_fail(project: Path, name: str, old: str, new: str, said: str) -> None:
    last, path = digest(project / "site"), project / name
    good = path.read_text("utf-8")
    assert old in good
    path.write_text(good.replace(old, new, 1), "utf-8")
    failed = build(project)
    path.write_text(good, "utf-8")
    assert failed.code == 1, failed.log
    assert said in failed.log
    assert "repair: " in failed.log
    assert "Traceback" not in failed.log
    assert digest(project / "site") == last
    assert build(project).code == 0
    assert digest(project / "site") == last
    assert not list(project.glob(".site.*"))


def mounting(project: Path, script: str, *arguments: str) -> str:
    """Runs a script in which disks can be mounted, in the project; gives what the builds said."""
    tools = f'mkdocs() {{ {sys.executable} -m mkdocs "$@"; }}\n'
    command = ["unshare", "-rm", "bash", "-c", tools + script, "bash", *arguments]
    ended = subprocess.run(command, cwd=project, env=ENVIRONMENT, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return ended.stderr


def room(site: Path, more: int) -> str:
    """Size of a disk that holds a site and that many kilobytes, in its pages of four."""
    pages = sum(-(-path.stat().st_size // 4096) for path in site.rglob("*"))
    return str(4 * pages + more)


@pytest.mark.parametrize("more", [8, 200, 600], ids=["at the first file", "among pages", "in what comes after"])
def test_a_full_disk(project: Path, more: int) -> None:
    """On a small disk of its own; where none can be mounted, every file ends at so many bytes instead."""
    if PERMITTED:
        said = mounting(project, SMALL_DISK, room(project / "site", more))
        assert "out/site: cannot be read or written (" in said
    else:
        said = limited(project, more)
    assert "expected: room on the disk" in said
    assert "Traceback" not in said


def limited(folder: Path, kilobytes: int) -> str:
    """A build that may write no file above a size, which is the nearest to a full disk without one."""
    last = digest(folder / "site")
    limit = f"import resource; resource.setrlimit(resource.RLIMIT_FSIZE, ({kilobytes * 100},) * 2)"
    code = f"{limit}; from mkdocs.__main__ import cli; cli(['build', '--strict', '--quiet'])"
    command = [sys.executable, "-c", code]
    run = subprocess.run(command, cwd=folder, env=ENVIRONMENT, capture_output=True, text=True, check=False)
    assert run.returncode == 1
    assert digest(folder / "site") == last
    assert build(folder).code == 0
    return run.stderr


def test_a_folder_that_may_not_be_written(project: Path) -> None:
    out = project / "out"
    shutil.copytree(project / "site", out / "site")
    command = [*AS_OTHERS, sys.executable, "-m", "mkdocs", "build", "--quiet", "-d", "out/site"]
    for mode, code in ((0o555, 1), (0o755, 0)):
        out.chmod(mode)
        run = subprocess.run(command, cwd=project, env=ENVIRONMENT, capture_output=True, text=True, check=False)
        assert run.returncode == code, run.stderr
        assert ("expected: a place that may be written" in run.stderr) is bool(code)
        assert "Traceback" not in run.stderr
        assert digest(out / "site") == digest(project / "site")
    assert [path.name for path in out.iterdir()] == ["site"]


def test_keeps_who_may_read_the_site(site: Path) -> None:
    site.chmod(0o2750)
    staging.publish(built(site), site)
    assert site.stat().st_mode & 0o7777 == 0o2750


def test_what_only_developers_can_tell_is_left_to_them(tmp_path: Path) -> None:
    assert failure.told(ZeroDivisionError(), tmp_path, tmp_path) == []
    [problem] = failure.told(OSError(5, "Input/output error"), tmp_path, tmp_path / "site")
    assert str(problem).startswith("site: cannot be read or written (Input/output error)\n")
