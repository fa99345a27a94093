"""Bad saves under `mkdocs serve`, in a real browser: the open page says what to repair, and is well again later."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, ViewportSize, expect

from precis.notice import inserted, notice, summary
from precis.problems import Problem
from tests.browsing import AXE, DESKTOP, PHONE
from tests.conftest import ROOT, Built, configuration, copy_good_site
from tests.test_serve import PATIENCE, Preview

NOTICE = ".preview-notice"
PAGE = "en/mill/roof/"
WARNING = Problem("a.md", 3, "odd", "even", "count again", "warning")
ERROR = Problem("<b>.md", 3, "<i>odd</i>", "even", "count & again")


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    """The small site with templates of its own, which saves may break."""
    folder = copy_good_site(tmp_path_factory.mktemp("preview"))
    shutil.copytree(ROOT / "overrides", folder / "overrides")
    shutil.copytree(ROOT / "hooks", folder / "hooks", ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "new_hook.py").write_text("1 / 0\n", "utf-8")
    config = configuration(watch=["locales", "overrides"], extra={"booklets": False})
    (folder / "mkdocs.yml").write_text(config.replace(f"{ROOT}/", ""), "utf-8")
    running = Preview(folder)
    running.wait_for(PAGE, "Of slate")
    yield running
    running.process.terminate()
    running.process.wait(PATIENCE)


@pytest.fixture(scope="module")
def page(preview: Preview, browser: Browser) -> Iterator[Page]:
    """One tab, open all the time."""
    tab = browser.new_page(viewport={"width": 1280, "height": 900})
    tab.set_default_timeout(PATIENCE * 1000)
    tab.goto(preview.address + PAGE)
    yield tab
    tab.close()


@dataclass(frozen=True)
class Saved:
    """A bad save: what it does to a file, where the notice says it is wrong, and what the page shows meanwhile."""

    name: str
    where: str
    old: str = ""
    new: str = ""
    data: bytes | None = None
    shows: str = "last good state"

    def do(self, folder: Path) -> None:
        path = folder / self.name
        if self.old:
            text = path.read_text("utf-8")
            assert self.old in text
            path.write_text(text.replace(self.old, self.new, 1), "utf-8")
        elif self.data is None:
            path.unlink()
        else:
            path.write_bytes(self.data)


FACTS, ROOF, LATE = "docs/_facts/harbour.yml", "docs/en/mill/roof.md", "nothing is published"
COST, HOOK = "value: 7000000", "- hooks/load_project.py"
SAVES = {
    "malformed YAML": Saved(FACTS, f"{FACTS}:19", COST, "value: ["),
    "a figure that disagrees": Saved(FACTS, "docs/en/harbour/closing.md:19", COST, "value: 8000000", shows=LATE),
    "front matter": Saved(ROOF, f"{ROOF}:3", "order: 1", "order: one"),
    "no front matter": Saved(ROOF, f"{ROOF}:1", data=b"Of slate."),
    "another encoding": Saved(ROOF, f"{ROOF}:2", data=b"---\ntitle: \xe9"),
    "a fact that is not there": Saved(ROOF, f"{ROOF}:7", "Of slate", "Of slate, [7](fact:seven)", shows=LATE),
    "records that are gone": Saved(FACTS, "docs/_sources/harbour.yml"),
    "a language that is gone": Saved("locales/fr/language.yml", "locales/fr"),
    "a template": Saved("overrides/page.html", "overrides/page.html:", "{% block", "{% blok"),
    "an expression": Saved("overrides/partials/footer.html", "footer.html:", "{", "{{ none.x.y }}{"),
    "a template that is gone": Saved("overrides/section.html", "section.html"),
    "the configuration": Saved("mkdocs.yml", "mkdocs.yml:", "site_name:", "site_name: ["),
    "a setting": Saved("mkdocs.yml", "docs_dir", "docs_dir: docs", "docs_dir: nowhere"),
    "a hook that is not there": Saved("mkdocs.yml", "nothing.py", HOOK, "- hooks/nothing.py"),
    "a new hook": Saved("mkdocs.yml", "new_hook.py:1", HOOK, f"{HOOK}\n- new_hook.py"),
}


@pytest.mark.parametrize("name", SAVES)
def test_a_bad_save_is_shown_and_the_next_good_one_mends(preview: Preview, page: Page, name: str) -> None:
    saved, shown = SAVES[name], page.locator(NOTICE)
    good = (preview.folder / saved.name).read_bytes()
    expect(shown).to_have_count(0)
    try:
        saved.do(preview.folder)
        expect(shown).to_contain_text(saved.where, timeout=PATIENCE * 1000)
        expect(shown).to_contain_text("to repair")
        expect(shown).to_contain_text(saved.shows)
        expect(shown).to_contain_text("Repair: ")
        expect(page).to_have_title(re.compile(r"^\(\d+\) "))
        expect(page.locator("main")).to_contain_text("Of slate")
    finally:
        (preview.folder / saved.name).write_bytes(good)
        expect(shown).to_have_count(0, timeout=PATIENCE * 1000)
    expect(page.locator("main")).to_contain_text("Of slate")


def test_a_page_that_is_gone_comes_back(preview: Preview, page: Page) -> None:
    pages = [preview.folder / ROOF, preview.folder / ROOF.replace("/en/", "/fr/")]
    texts = [path.read_bytes() for path in pages]
    for path in pages:
        path.unlink()
    expect(page.locator("main")).to_contain_text("Page not found", timeout=PATIENCE * 1000)
    expect(page.locator("html")).to_have_attribute("lang", "en")
    for path, text in zip(pages, texts, strict=True):
        path.write_bytes(text)
    expect(page.locator("main")).to_contain_text("Of slate", timeout=PATIENCE * 1000)


def test_warnings_are_told_discreetly(preview: Preview, page: Page) -> None:
    catalogue = preview.folder / "locales/fr/LC_MESSAGES/content.po"
    text = catalogue.read_text("utf-8")
    catalogue.write_text(text.replace('msgid "Cost of the new quay"', 'msgid "Another"'), "utf-8")
    shown = page.locator(NOTICE)
    expect(shown).to_contain_text("1 warning", timeout=PATIENCE * 1000)
    details, item = shown.locator("details"), shown.locator("li")
    expect(item).to_be_hidden()
    box = details.bounding_box()
    assert box is not None
    assert box["width"] < 150
    shown.locator("summary").press("Enter")
    expect(item).to_be_visible()
    expect(item).to_contain_text("“Cost of the new quay” is not translated")
    catalogue.write_text(text, "utf-8")
    expect(shown).to_have_count(0, timeout=PATIENCE * 1000)


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("problems", [[WARNING], [ERROR, WARNING] * 20], ids=["warning", "errors"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_notice_is_accessible(
    good: Built, browser: Browser, problems: list[Problem], size: ViewportSize, scheme: Literal["light", "dark"]
) -> None:
    served = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", good.html(PAGE))  # a preview has its own
    html = inserted(served.encode(), notice(problems, built=False), len(problems)).decode()
    tab = browser.new_page(viewport=size, color_scheme=scheme)
    tab.set_content(html)
    assert Axe().run(tab, NOTICE, options=AXE).response["violations"] == []
    assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")
    tab.keyboard.press("Tab")
    assert tab.locator(":focus").evaluate("one => one.localName") == "summary"
    tab.close()


def test_a_notice_holds_text_alone() -> None:
    said = notice([ERROR], built=True)
    assert "<code>&lt;b&gt;.md:3</code>: &lt;i&gt;odd&lt;/i&gt;" in said
    assert "count &amp; again" in said
    assert inserted(b"<title>T</title><body>B", said, 1).startswith(b"<title>(1) T</title><body><aside ")
    assert inserted(b"page", notice([], built=True), 0) == b"page"
    assert "<details open>" in said
    assert "<details>" in notice([WARNING, WARNING], built=True)
    assert summary([ERROR, WARNING], built=True) == "1 to repair, 1 warning. Until then nothing is published."
    assert summary([WARNING, WARNING], built=True) == "2 warnings"
