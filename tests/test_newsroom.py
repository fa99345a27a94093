"""Two articles on their whole way: imported, reviewed, edited, translated, and built strictly in both languages."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import html

from scripts import import_article, review, strings, translations
from tests.browsing import PHONE, Serve, Visit
from tests.conftest import ENVIRONMENT, ROOT, Built, build, copy_good_site

DATA = ROOT / "tests/sites/newsroom"
ARTICLES = {"night-ferry": "night-ferry.txt", "bibliotheque": "bibliotheque.html"}


def carried(site: Path) -> Path:
    """A site with both articles, as an editor and a translator leave it."""
    for slug, name in ARTICLES.items():
        article = str(DATA / "articles" / name)
        assert import_article.main([article, "--slug", slug, "--out", str(site / "docs")]) == 0
        decisions = str(DATA / "decisions" / f"{slug}.yml")
        assert review.main([slug, "--decisions", decisions, "--root", str(site)]) == 0
    return site


def finished(site: Path) -> Path:
    for folder in (DATA / "edited", DATA / "translated"):
        shutil.copytree(folder, site / "docs", dirs_exist_ok=True)
    for tag in ("en", "fr"):
        glossary = site / "locales" / tag / "glossary.yml"
        glossary.write_text(glossary.read_text("utf-8") + (DATA / f"glossary.{tag}.yml").read_text("utf-8"), "utf-8")
    assert strings.main(["update", "--compendium", str(DATA / "labels.fr.po")], site) == 0
    return site


def test_an_update_guesses_no_half_of_a_plural(small_site: Path, change: Callable[[Path, str, str, str], None]) -> None:
    facts, catalogue = "docs/_facts/harbour.yml", small_site / "locales/fr/LC_MESSAGES/content.po"
    catalogue.write_text(catalogue.read_text("utf-8") + '\nmsgid "tonners"\nmsgstr "KentOnline"\n', "utf-8")
    change(small_site, facts, "{one: ship, other: ships}", "{one: tonner, other: tonners}")
    assert strings.main(["update"], small_site) == 0
    assert 'msgid "tonner"\nmsgid_plural "tonners"\nmsgstr[0] ""\nmsgstr[1] ""' in catalogue.read_text("utf-8")


@pytest.fixture(scope="module")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Built:
    built = build(finished(carried(copy_good_site(tmp_path_factory.mktemp("newsroom")))))
    assert built.code == 0, built.log
    return built


def test_both_explainers_pass_the_strict_build(newsroom: Built) -> None:
    assert "WARNING" not in newsroom.log
    for path in ("en/night-ferry/", "fr/ferry-de-nuit/", "en/library/", "fr/bibliotheque/"):
        assert "not reviewed" not in newsroom.html(path).lower()


def test_nothing_of_the_import_is_published(newsroom: Built) -> None:
    names = [path.relative_to(newsroom.site).as_posix() for path in newsroom.site.rglob("*")]
    assert not [name for name in names if "_import" in name or "import-report" in name]
    data = (newsroom.site / "data/night-ferry/facts.json").read_text("utf-8")
    assert "context" not in data
    assert "unreviewed" not in data


@pytest.mark.parametrize("tag", ["en", "fr"])
def test_home_lists_all_explainers(newsroom: Built, tag: str) -> None:
    titles = html.document_fromstring(newsroom.html(f"{tag}/")).xpath("//li[@class='card']//h3//a")
    assert len(titles) == 4
    assert all(title.get("href") for title in titles)


def test_a_french_article_is_the_original_of_its_english_page(newsroom: Built, tmp_path: Path) -> None:
    site = tmp_path / "copy"
    shutil.copytree(newsroom.folder, site)
    assert translations.main(["confirm", "en"], site) == 0
    record = (site / "locales/en/translated.yml").read_text("utf-8")
    assert "bibliotheque/index.md:\n  from: fr\n" in record
    assert "night-ferry" not in record
    page = site / "docs/fr/bibliotheque/pourquoi-fermer-maintenant.md"
    page.write_text(page.read_text("utf-8").replace("la pluie est entrée", "la neige est entrée", 1), "utf-8")
    built = build(site)
    assert "The original (French) has changed" in built.html("en/library/why-close-now/")
    assert "L’original" not in built.html("fr/bibliotheque/pourquoi-fermer-maintenant/")


def test_an_import_repeated_after_the_review_changes_nothing(
    small_site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    carried(small_site)
    before = {path: path.read_bytes() for path in small_site.rglob("*") if path.is_file()}
    capsys.readouterr()
    for slug, name in ARTICLES.items():
        assert (
            import_article.main([str(DATA / "articles" / name), "--slug", slug, "--out", str(small_site / "docs")]) == 0
        )
    changed = [path.name for path, data in before.items() if path.read_bytes() != data]
    assert set(changed) <= {"import-report.md"}
    assert "it says now" not in capsys.readouterr().out


def test_a_correction_after_the_review_changes_its_passage_alone(small_site: Path, tmp_path: Path) -> None:
    carried(small_site)
    page = small_site / "docs/en/night-ferry/what-can-travellers-do-instead.md"
    before = page.read_text("utf-8").split("\n\n")
    article = tmp_path / "night-ferry.txt"
    text = (DATA / "articles/night-ferry.txt").read_text("utf-8")
    article.write_text(text.replace("260 miles", "270 miles"), "utf-8")
    assert import_article.main([str(article), "--slug", "night-ferry", "--out", str(small_site / "docs")]) == 0
    after = page.read_text("utf-8").split("\n\n")
    assert [new for new, old in zip(after, before, strict=True) if new != old] == [after[1]]
    assert "[270 miles](fact:mile-270)" in " ".join(after[1].split())
    assert review.main(["night-ferry", "--list", "--root", str(small_site)]) == 0


@pytest.mark.parametrize("tag", ["en", "fr"])
def test_home_reads_well_on_a_phone(newsroom: Built, served: Serve, visit: Callable[..., Visit], tag: str) -> None:
    page = visit(served(newsroom.site, "/"), viewport=PHONE).open(f"{tag}/")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.locator("main h2 a, main h3 a").count() >= 4


def commands() -> list[str]:
    """The README's path from an article to an explainer, but for what sets up and what never ends."""
    section = (ROOT / "README.md").read_text("utf-8").split("## From an article to an explainer")[1].split("\n## ")[0]
    lines = "".join(re.findall(r"```sh\n(.*?)```", section, re.DOTALL)).strip().split("\n")
    assert lines[0] == "make build && . .venv/bin/activate"
    assert lines[-1] == "mkdocs build --strict && mkdocs serve"
    return [*lines[1:-1], "mkdocs build --strict"]


def test_the_readme_is_true_by_the_letter(tmp_path: Path) -> None:
    listing = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    tracked = subprocess.run(listing, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
    for name in tracked:
        target = tmp_path / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, target)
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**ENVIRONMENT, "PATH": path, "PYTHONPATH": str(tmp_path)}
    for command in commands():
        run = subprocess.run(command, shell=True, cwd=tmp_path, env=environment, capture_output=True, text=True)
        assert run.returncode == 0, f"{command}\n{run.stdout}{run.stderr}"
    assert "Thornhaven" in (tmp_path / "site/fr/ferry-de-nuit/index.html").read_text("utf-8")
