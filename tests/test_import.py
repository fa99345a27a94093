"""An article becomes an explainer to be reviewed; every word is accounted for, nothing of an editor's is lost."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from lxml import html

from precis.article.conservation import check
from precis.intake.block import Article
from precis.intake.file import read
from precis.intake.wordcount import words
from precis.page import PageSource, parse_page
from precis.problems import InvalidInput
from scripts import import_article
from tests.conftest import ENVIRONMENT, ROOT, build

FERRY = ROOT / "tests/sites/newsroom/articles/night-ferry.txt"
SECTIONS = ("why-is-the-ferry-stopping", "who-will-miss-it-most", "what-can-travellers-do-instead")
Change = Callable[[Path, str, str, str], None]


def imported(site: Path, article: Path, *arguments: str, slug: str = "ferry") -> int:
    return import_article.main([str(article), "--slug", slug, "--out", str(site / "docs"), *arguments])


def snapshot(site: Path) -> dict[str, bytes]:
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in sorted(site.rglob("*")) if path.is_file()}


def page(site: Path, key: str, tag: str = "en") -> PageSource:
    text = (site / "docs" / tag / "ferry" / f"{key}.md").read_text("utf-8")
    return parse_page(text, key, tag, f"ferry/{key}.md")


@pytest.fixture
def corrected(tmp_path: Path) -> Callable[..., Path]:
    """The article with other words."""

    def correct(*changes: tuple[str, str]) -> Path:
        text = FERRY.read_text("utf-8")
        for old, new in changes:
            assert old in text
            text = text.replace(old, new)
        path = tmp_path / "night-ferry.txt"
        path.write_text(text, "utf-8")
        return path

    return correct


def test_makes_a_page_of_each_section(small_site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert imported(small_site, FERRY) == 0
    overview, first = page(small_site, "index"), page(small_site, SECTIONS[0])
    assert overview.front.title == "Night ferry between Thornhaven and Port Ellory stops for the summer"
    assert overview.front.answer.startswith("The Merrin Line will tie up both its overnight ships in June")
    assert "[almost 2,400](fact:passengers-2400) passengers" in overview.body
    assert (first.front.title, first.front.order) == ("Why is the ferry stopping?", 1)
    assert "[£4.2 million](fact:gbp-4200000)" in " ".join(first.body.split())
    said = capsys.readouterr().out
    assert "heading  96%  Why is the ferry stopping?  (it is short; it asks a question" in said
    assert said.endswith("then: python scripts/review.py ferry\n")


def test_prepares_the_other_language(small_site: Path) -> None:
    imported(small_site, FERRY)
    for name in ("index", *SECTIONS, "the-crew-wait-for-an-answer"):
        prepared = page(small_site, name, "fr")
        assert prepared.front.translated is False
        assert prepared.front.title == page(small_site, name).front.title
        assert prepared.front.slug == ("ferry" if name == "index" else name)
        assert prepared.body.strip() == ""


def test_keeps_the_article_as_a_source(small_site: Path) -> None:
    imported(small_site, FERRY, "--outlet", "The Sound Gazette", "--url", "https://gazette.example.org/ferry")
    records = yaml.safe_load((small_site / "docs/_sources/ferry.yml").read_text("utf-8"))
    record = records["the-sound-gazette-2026-05-14"]
    assert record["author"] == [{"literal": "Nora Whitlock"}]
    assert (record["container-title"], record["URL"]) == ("The Sound Gazette", "https://gazette.example.org/ferry")


def test_reports_what_it_did(small_site: Path) -> None:
    imported(small_site, FERRY)
    report = (small_site / "docs/_import/ferry/import-report.md").read_text("utf-8").replace("\u00a0", " ")
    for line in (
        "Two counts of one event? about 1,800 people (people-1800) and 2,000 people (people-2000)",
        "“You fall asleep in one town and wake up in the other, and it feels like a small…”: a quotation without a",
        "“yesterday”: write the date (2026-05-13, reckoned from the day of the article)",
        "| it leads away from the article | Read more: How Port Ellory learned to live with the tides |",
        "| a caption or credit | The berth at Thornhaven on Monday. Picture: Isla Fenwright |",
        "| Why is the ferry stopping? | 96% | heading | it is short (+1.2); it asks a question (+1.8);",
        "| mso | Maritime Safety Office | 2 | docs/en/ferry/why-is-the-ferry-stopping.md:8 |",
    ):
        assert line in report


def test_a_strict_build_refuses_what_nobody_reviewed(small_site: Path) -> None:
    imported(small_site, FERRY)
    built = build(small_site)
    assert built.code == 1
    assert "the fact “passengers-2400” (nearly 2,400 passengers) is not reviewed" in built.log.replace("\u00a0", " ")
    assert "the term “mso” (Maritime Safety Office) is not reviewed" in built.log
    assert "repair: python scripts/review.py ferry" in built.log
    assert build(small_site, strict=False).code == 0


def test_counts_every_word(small_site: Path) -> None:
    article = read(FERRY.read_bytes(), FERRY.name)
    imported(small_site, FERRY)
    told = "".join(block.text for block in article.blocks)
    pages = [page(small_site, name) for name in ("index", *SECTIONS)]
    with pytest.raises(InvalidInput, match="words would be lost: “"):
        check(article, pages, [], [], lambda text: f"<p>{text}</p>")
    with pytest.raises(InvalidInput, match="1 words would be added: “extra”"):
        check(Article("text", (), words(told), False), [], [told, "extra"], [], str)


def test_headings_are_the_editors(small_site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ruling = tmp_path / "headings.txt"
    ruling.write_text("# Mine\nWhy is the ferry stopping?\nA price | The repair will cost\n", "utf-8")
    assert imported(small_site, FERRY, "--headings", str(ruling)) == 0
    names = sorted(path.name for path in (small_site / "docs/en/ferry").iterdir())
    assert names == ["a-price.md", "index.md", "why-is-the-ferry-stopping.md"]
    assert "Who will miss it most?" in page(small_site, "a-price").body
    ruling.write_text("Why is the ferry stopping\n", "utf-8")
    assert imported(small_site, FERRY, "--headings", str(ruling)) == 1
    said = capsys.readouterr().err
    assert said.startswith(f"{ruling}:1: “Why is the ferry stopping” is not in the article\n")
    assert "such as “Why is the ferry stopping?”" in said


def test_headings_are_asked_for(small_site: Path) -> None:
    command = [sys.executable, str(ROOT / "scripts/import_article.py"), str(FERRY), "--slug", "ferry", "--interactive"]
    run = subprocess.run(
        [*command, "--out", str(small_site / "docs")], input="n\n", env=ENVIRONMENT, capture_output=True, text=True
    )
    assert (run.returncode, run.stderr) == (0, "")
    assert "“The crew wait for an answer”, line 43: 79% a heading: it is short; no full stop ends it;" in run.stdout
    assert "Is it one? [Y/n]" in run.stdout
    assert not (small_site / "docs/en/ferry/the-crew-wait-for-an-answer.md").exists()
    assert (small_site / "docs/_import/ferry/headings.txt").read_text("utf-8").count("\n") == 3
    ended = subprocess.run(
        [*command, "--out", str(small_site / "docs")], input="", env=ENVIRONMENT, capture_output=True, text=True
    )
    assert (ended.returncode, ended.stderr) == (2, "\nThe answers ended before the questions; nothing was written.\n")


def test_a_long_section_is_offered_for_splitting(small_site: Path, tmp_path: Path) -> None:
    tale = "The harbour of Port Alba is old, and nobody can say how old it is. " * 4
    other = "Ships came with wool and left with slate, year after year, until the slate was gone. " * 4
    paragraphs = [*([tale] * 8), *([other] * 8)]
    article = tmp_path / "long.txt"
    article.write_text("A harbour\n\nWhat was it?\n\n" + "\n\n".join(map(str.strip, paragraphs)), "utf-8")
    imported(small_site, article)
    report = (small_site / "docs/_import/ferry/import-report.md").read_text("utf-8")
    assert "“What was it?” has 992 words. To split it" in report
    assert "    Your heading | Ships came with wool and left" in report


def test_without_a_title_the_slug_is_one(small_site: Path, tmp_path: Path) -> None:
    article = tmp_path / "untitled.txt"
    article.write_text("The harbour was closed. Nobody knows why.\n\nIt may open again.\n", "utf-8")
    imported(small_site, article)
    assert page(small_site, "index").front.title == "Ferry"
    assert "has no title: write one" in (small_site / "docs/_import/ferry/import-report.md").read_text("utf-8")


def test_imports_again_without_a_trace(small_site: Path) -> None:
    imported(small_site, FERRY)
    before = snapshot(small_site)
    assert imported(small_site, FERRY) == 0
    changed = {name for name, data in snapshot(small_site).items() if data != before.get(name)}
    assert changed == {"docs/_import/ferry/import-report.md"}


def test_a_corrected_article_changes_untouched_pages_only(
    small_site: Path, corrected: Callable[..., Path], change: Change, capsys: pytest.CaptureFixture[str]
) -> None:
    imported(small_site, FERRY)
    touched, untouched = f"docs/en/ferry/{SECTIONS[0]}.md", f"docs/en/ferry/{SECTIONS[1]}.md"
    change(small_site, touched, "Divers found cracks", "Divers had found cracks")
    mine = (small_site / touched).read_text("utf-8")
    capsys.readouterr()
    new = corrected(("9 May, during", "8 May, during"), ("61,000 people", "62,000 people"))
    assert imported(small_site, new) == 0
    assert (small_site / touched).read_text("utf-8") == mine
    assert "[62,000](fact:people-62000)" in (small_site / untouched).read_text("utf-8")
    said = capsys.readouterr().out
    assert f"{touched}: yours, kept; the article has changed, too" in said
    assert f"{untouched}: nobody had changed it; it says now what the article says" in said
    report = (small_site / "docs/_import/ferry/import-report.md").read_text("utf-8")
    assert "-Divers found cracks in the steel piles under the berth on [9 May](fact:date-2026-05-09)" in report
    facts = (small_site / "docs/_facts/ferry.yml").read_text("utf-8")
    assert "people-62000:" in facts
    assert "people-61000:" not in facts  # nothing cites it any more
    assert "date-2026-05-09:" in facts  # the editor's page does
    assert "date-2026-05-08:" not in facts


def test_a_page_keeps_its_file_under_another_heading(small_site: Path, corrected: Callable[..., Path]) -> None:
    imported(small_site, FERRY)
    imported(small_site, corrected(("Who will miss it most?", "Who needs the night ferry?")))
    assert page(small_site, SECTIONS[1]).front.title == "Who needs the night ferry?"
    assert not (small_site / "docs/en/ferry/who-needs-the-night-ferry.md").exists()


def test_a_section_that_is_gone_takes_its_page_along(
    small_site: Path, corrected: Callable[..., Path], change: Change, capsys: pytest.CaptureFixture[str]
) -> None:
    imported(small_site, FERRY)
    change(small_site, f"docs/en/ferry/{SECTIONS[1]}.md", "title: Who", "short: Mine\ntitle: Who")
    text = FERRY.read_text("utf-8")
    start, end = text.index("Who will miss"), text.index("The crew wait")
    capsys.readouterr()
    imported(small_site, corrected((text[start:end], "")))
    said = capsys.readouterr().out
    assert not (small_site / f"docs/en/ferry/{SECTIONS[2]}.md").exists()
    assert not (small_site / f"docs/fr/ferry/{SECTIONS[2]}.md").exists()
    assert (small_site / f"docs/en/ferry/{SECTIONS[1]}.md").exists()
    assert f"docs/en/ferry/{SECTIONS[2]}.md: no longer in the article; nobody had changed it" in said
    assert f"docs/en/ferry/{SECTIONS[1]}.md: yours, kept; no longer in the article" in said


def test_reviewed_facts_are_not_repeated(small_site: Path, corrected: Callable[..., Path]) -> None:
    imported(small_site, FERRY)
    facts = small_site / "docs/_facts/ferry.yml"
    records = yaml.safe_load(facts.read_text("utf-8"))
    context = records["passengers-2400"]["context"]
    text = facts.read_text("utf-8")
    start = text.index("passengers-2400:")
    mine = text[start : text.index("\n\n", start)].replace("unreviewed", "reported")
    mine = "\n".join(line for line in mine.split("\n") if "context:" not in line)
    facts.write_text(text[:start] + mine + text[text.index("\n\n", start) :], "utf-8")
    imported(small_site, corrected((context.split(",")[0], "Its 14 crossings a week will end")))
    after = facts.read_text("utf-8")
    assert mine in after
    assert "passengers-2400-2:" not in after


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--slug", "harbour"], "docs/en/harbour exists already, and no import made it. Take another --slug,"),
        (["--slug", "Nacht Fähre"], "--slug “Nacht Fähre”: expected small letters without accents, digits and"),
        (["--slug", "../out"], "--slug “../out”: expected small letters without accents"),
        (["--slug", "x", "--language", "de"], "“de” is no language of the site. There are: en, fr."),
    ],
)
def test_refuses_what_cannot_be(
    small_site: Path, arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = snapshot(small_site)
    assert import_article.main([str(FERRY), "--out", str(small_site / "docs"), *arguments]) == 2
    assert said in capsys.readouterr().err
    assert snapshot(small_site) == before


def test_refuses_a_file_that_is_not_there(small_site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert imported(small_site, small_site / "nothing.txt") == 2
    assert "nothing.txt” cannot be read: No such file or directory." in capsys.readouterr().err


def test_writes_all_or_nothing(small_site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (small_site / "docs/_sources/ferry.yml").mkdir()  # a folder where a file is to be
    before = snapshot(small_site)
    assert imported(small_site, FERRY) == 1
    assert "cannot be written" in capsys.readouterr().err
    assert snapshot(small_site) == before


def test_a_dry_run_writes_nothing(small_site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = snapshot(small_site)
    assert imported(small_site, FERRY, "--dry-run") == 0
    assert capsys.readouterr().out.startswith("# Import of night-ferry.txt\n")
    assert snapshot(small_site) == before


def test_reads_standard_input(small_site: Path) -> None:
    command = [sys.executable, str(ROOT / "scripts/import_article.py"), "-", "--slug", "ferry", "--out", "docs"]
    run = subprocess.run(command, cwd=small_site, input=FERRY.read_bytes(), env=ENVIRONMENT, capture_output=True)
    assert (run.returncode, run.stderr) == (0, b"")
    assert page(small_site, "index").front.title.startswith("Night ferry")


HOSTILE = """\
Title: "quotes" & 'more' {{ config }} {% raw %} <b>

By Nora Whitlock

---
title: stolen
template: evil.html
---

<script>alert(1)</script> <img src=x onerror=alert(1)> [x](javascript:alert(1)) [y](fact:ships) ![z](data:x)

{: onclick="alert(1)" } A paragraph {: .evil #id } with [link]{onclick=evil} and `code` and *stars* and __lines__.

# Not a heading by mark-up? {#evil}

    indented code, 4 spaces

!!! note "box"
    inside

[^1]: A footnote. [TOC]

> a quotation by sign

| a | b |
|---|---|
| 1 | 2 |

- !!python/object/apply:os.system ["true"]

*[HTML]: abbreviation &lt;i&gt; &amp; \\*literal\\*
"""


def test_hostile_text_is_harmless(small_site: Path, tmp_path: Path) -> None:
    article = tmp_path / "hostile.txt"
    article.write_text(HOSTILE, "utf-8")
    assert imported(small_site, article) == 0
    built = build(small_site, strict=False)
    assert built.code == 0, built.log
    overview = built.html("en/ferry/")
    main = html.document_fromstring(overview).find(".//main")
    assert main is not None
    assert not {"img", "script", "pre", "code", "em"} & {str(element.tag) for element in main.iter()}
    assert not [name for element in main.iter() for name in element.attrib if str(name).startswith("on")]
    assert not [link for link in main.iter("a") if link.get("href", "").startswith(("javascript:", "fact:"))]
    assert "&lt;script" in overview
    assert "stolen" not in {page(small_site, "index").front.title, page(small_site, "index").front.answer}
