"""The tour of the components looks as it did when somebody last looked at it.

After a change that was meant: `pytest tests/test_tour.py --accept`, then look at the pictures in `tests/pictures/`.
"""

from __future__ import annotations

from itertools import product
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageDraw
from playwright.sync_api import Browser

from tests.browsing import DESKTOP, PHONE, Serve
from tests.conftest import build, configuration, copy_project
from tests.photography import changed, photograph

FOLDER = Path(__file__).parent / "pictures"
PAGES = {"en": ("en/style/", "en/style/all/"), "fr": ("fr/composants/", "fr/composants/sur-une-page/")}
TOLERATED = 0.004
"Share of pixels that another release of the browser may draw otherwise."
VIEWS = {
    f"{path.strip('/').replace('/', '-')}-{size['width']}-{scheme}": (path, size, scheme)
    for paths, size, scheme in product(PAGES.values(), (PHONE, DESKTOP), ("light", "dark"))
    for path in paths
    if scheme == "light" or path == paths[1]
}


@pytest.fixture(scope="module")
def tour(tmp_path_factory: pytest.TempPathFactory, served: Serve) -> str:
    """Address of the project's own site with its drafts."""
    folder = copy_project(tmp_path_factory.mktemp("tour"))
    (folder / "mkdocs.yml").write_text(configuration(extra={"drafts": True}), "utf-8")
    built = build(folder)
    assert built.code == 0, built.log
    return served(built.site, "/")


@pytest.mark.parametrize("name", VIEWS)
def test_looks_as_it_did(
    name: str, tour: str, browser: Browser, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    path, size, scheme = VIEWS[name]
    view: dict[str, Any] = {"viewport": size, "color_scheme": scheme, "reduced_motion": "reduce"}
    context = browser.new_context(**view)
    picture = photograph(context.new_page(), tour + path)
    context.close()
    stored = FOLDER / f"{name}.png"
    if request.config.getoption("--accept"):
        picture.quantize(64).save(stored, optimize=True)
    assert stored.exists(), f"{stored} is missing: pytest tests/test_tour.py --accept"
    expected = Image.open(stored).convert("RGB")
    share = changed(expected, picture)
    if share > TOLERATED:
        picture.save(tmp_path / f"{name}.png")
    assert share <= TOLERATED, f"{share:.1%} of {stored} has changed: see {tmp_path / name}.png, then pytest --accept"


def test_small_changes_are_seen_and_noise_is_not() -> None:
    page = Image.new("RGB", (200, 600), "#fbf9f4")
    ImageDraw.Draw(page).rectangle((20, 20, 180, 60), fill="#1d2326")
    moved, noisy = page.copy(), page.copy()
    ImageDraw.Draw(moved).rectangle((20, 60, 180, 66), fill="#1d2326")
    ImageDraw.Draw(noisy).rectangle((20, 70, 180, 71), fill="#f3f0e9")
    assert changed(page, moved) > TOLERATED
    assert changed(page, noisy) == 0
    assert changed(page, page.crop((0, 0, 200, 560))) > TOLERATED
