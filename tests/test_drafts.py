"""An explainer that is a draft is there for its makers alone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.conftest import build, configuration

Change = Callable[[Path, str, str, str], None]
OVERVIEW = "docs/en/mill/index.md"


def addresses(folder: Path) -> set[str]:
    return {path.parent.relative_to(folder / "site").as_posix() for path in (folder / "site").rglob("index.html")}


def test_builds_leave_drafts_out_with_all_that_belongs_to_them(small_site: Path, change: Change) -> None:
    change(small_site, OVERVIEW, "---\ntitle:", "---\ndraft: true\ntitle:")
    built = build(small_site)
    assert built.code == 0, built.log
    assert not [one for one in addresses(small_site) if "mill" in one or "moulin" in one]
    assert not (built.site / "data" / "mill").exists()
    for path in ("en/", "fr/", "sitemap.xml"):
        assert "mill" not in built.html(path)
        assert "moulin" not in built.html(path)


def test_makers_see_drafts_at_their_addresses_but_in_no_list(small_site: Path, change: Change) -> None:
    change(small_site, OVERVIEW, "---\ntitle:", "---\ndraft: true\ntitle:")
    (small_site / "mkdocs.yml").write_text(configuration(extra={"drafts": True}), "utf-8")
    assert build(small_site).code == 0
    assert {"en/mill", "fr/le-moulin"} <= addresses(small_site)
    assert 'href="mill/"' not in (small_site / "site" / "en" / "index.html").read_text("utf-8")


def test_what_is_wrong_with_a_draft_is_reported_all_the_same(small_site: Path, change: Change) -> None:
    change(small_site, OVERVIEW, "---\ntitle:", "---\ndraft: perhaps\ntitle:")
    built = build(small_site)
    assert built.code == 1
    assert f"{OVERVIEW}:2: “draft” is 'perhaps'" in built.log
