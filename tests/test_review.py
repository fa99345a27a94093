"""What an import leaves to people is reviewed by the real script: one decision after the other, or a file of them."""

from __future__ import annotations

import difflib
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from precis.page import parse_page
from scripts import translations
from tests import building
from tests.conftest import ENVIRONMENT, ROOT, build

IMPORTED = Path(__file__).parent / "sites" / "imported"
FACTS, TERMS = "docs/_facts/ferry.yml", "docs/_import/ferry/terms.yml"
DROPPED = "docs/_import/ferry/dropped.yml"
INDEX, CROSSING = "docs/en/ferry/index.md", "docs/en/ferry/crossing.md"
FR_INDEX, FR_CROSSING = "docs/fr/ferry/index.md", "docs/fr/ferry/crossing.md"
BASE = "docs/_import/ferry/base/"
EN_GLOSSARY = "locales/en/glossary.yml"
TODAY = "2026-12-01"
ACCEPTED = "a\nPassengers of the last week\nperson\npeople\n2001-05\nThe Gazette\nconfirmed\n"
Change = Callable[[Path, str, str, str], None]


@pytest.fixture
def site(small_site: Path) -> Path:
    shutil.copytree(IMPORTED, small_site, dirs_exist_ok=True)
    (small_site / "README.md").unlink()
    return small_site


def command(folder: Path, *arguments: str) -> list[str]:
    return [sys.executable, "-m", "scripts.review", "ferry", "--root", str(folder), *arguments]


def environment(**more: str) -> dict[str, str]:
    return {**ENVIRONMENT, "SOURCE_DATE_EPOCH": "1796083200", "PYTHONUTF8": "1", **more}


def review(folder: Path, *arguments: str, typed: str = "", code: int = 0, **more: str) -> str:
    """What the script says, every space a plain one, given what is typed until its end."""
    given = ["ferry", "--root", str(folder), *arguments]
    run = building.script("scripts.review", given, environment(**more), typed)
    assert run.returncode == code, run.stdout + run.stderr
    assert "Traceback" not in run.stderr, run.stderr
    return (run.stdout + run.stderr).replace("\u00a0", " ").replace("\u202f", " ")


def decide(folder: Path, text: str, code: int = 0) -> str:
    file = folder.parent / "decisions.yml"
    file.write_text(text, "utf-8")
    return review(folder, "--decisions", str(file), code=code)


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def changed(before: dict[str, bytes], folder: Path) -> dict[str, list[str]]:
    """By file, the lines that went (-) and came (+)."""
    after = files(folder)
    names = [name for name in sorted(before.keys() | after.keys()) if before.get(name) != after.get(name)]
    return {name: lines(before.get(name, b""), after.get(name, b"")) for name in names}


def lines(old: bytes, new: bytes) -> list[str]:
    compared = difflib.ndiff(old.decode().splitlines(), new.decode().splitlines())
    return [line for line in compared if line[0] in "+-"]


def record(folder: Path, fact_id: str) -> dict[str, object]:
    data: dict[str, dict[str, object]] = yaml.load((folder / FACTS).read_text("utf-8"), yaml.BaseLoader)
    return data[fact_id]


def unsourced(folder: Path, name: str) -> dict[str, str]:
    return dict(parse_page((folder / name).read_text("utf-8"), name, "en", name).front.unsourced)


def editor(folder: Path, *replacements: tuple[str, str]) -> str:
    """An editor that replaces texts, one pair at each call."""
    script = folder.parent / "editor.py"
    script.write_text(
        "import pathlib, sys\n"
        f"todo = pathlib.Path({str(folder.parent / 'todo')!r})\n"
        "left = eval(todo.read_text('utf-8'))\n"
        "path = pathlib.Path(sys.argv[-1])\n"
        "old, new = left.pop(0)\n"
        "text = path.read_text('utf-8')\n"
        "assert old in text, text\n"
        "path.write_text(text.replace(old, new), 'utf-8')\n"
        "todo.write_text(repr(left), 'utf-8')\n",
        "utf-8",
    )
    (folder.parent / "todo").write_text(repr(list(replacements)), "utf-8")
    return f'"{sys.executable}" "{script}"'


def test_a_strict_build_refuses_what_nobody_reviewed_and_a_plain_one_tells_readers(site: Path) -> None:
    strict = build(site)
    assert strict.code == 1
    assert (
        "docs/_facts/ferry.yml:3: the fact “passengers-2100” (nearly 2,100) is not reviewed\n"
        "    expected: a certainty that a person gave: confirmed, reported, disputed, unconfirmed\n"
        "    repair: python scripts/review.py ferry\n"
    ) in strict.log
    assert (
        "docs/_import/ferry/terms.yml:17: the term “lady-anne” (Lady Anne) is not reviewed\n"
        "    expected: an entry in locales/en/glossary.yml, or the decision that it needs none\n"
    ) in strict.log
    assert strict.log.count(" is not reviewed") == 8
    plain = build(site, strict=False)
    assert plain.code == 0, plain.log
    said = plain.html("fr/bac/chiffres/passengers-2100/")
    assert "certainty--unreviewed" in said
    assert "Non relu" in said
    assert "Extrait d’un article par un programme" in said
    published = b"".join(path.read_bytes() for path in plain.site.rglob("*") if path.is_file())
    for context in ("crossed in its last week: more", "said the owners", "Only 12 per cent"):
        assert context.encode() not in published
    assert "“passengers” is not translated" not in plain.log


def test_an_unreviewed_record_sends_nothing_to_translators(site: Path) -> None:
    script = (
        "import sys, pathlib; from scripts.strings import update; sys.exit(update(pathlib.Path(sys.argv[1]), ['fr']))"
    )
    run = subprocess.run([sys.executable, "-c", script, str(site)], cwd=ROOT, env=ENVIRONMENT, check=False)
    assert run.returncode == 0
    messages = (site / "locales/fr/LC_MESSAGES/content.po").read_text("utf-8")
    assert 'msgid "Cost of the pier"' in messages
    for provisional in ("passengers", "It is over", "a quotation", "more than 300 per cent"):
        assert f'msgid "{provisional}"' not in messages


def test_the_list_has_facts_in_the_order_of_the_pages_then_terms(site: Path) -> None:
    said = review(site, "--list")
    assert [line.split()[0] for line in said.splitlines()[:8]] == [
        "passengers-2100", "gbp-7000000", "percent-300", "quote-1", "percent-12",
        "seafarers-union", "board-of-the-harbour", "lady-anne",
    ]  # fmt: skip
    assert "percent-12            fact  12%                   no page cites it" in said
    assert "5 facts and 3 terms left to review in “ferry”" in said


def test_an_unknown_explainer_is_refused(site: Path) -> None:
    run = subprocess.run(
        [*command(site)[:3], "fery", "--root", str(site)], cwd=ROOT, env=environment(), capture_output=True, text=True
    )
    assert run.returncode == 2
    assert "“fery” is no explainer. There are: ferry, harbour, mill." in run.stderr


def test_each_decision_is_written_at_once_and_not_asked_again(site: Path) -> None:
    before = files(site)
    said = review(site, typed=ACCEPTED + "s\n")
    assert "8 to go" in said
    assert "docs/en/ferry/index.md:7: “almost 2,100”" in said
    assert "docs/en/ferry/crossing.md:7: “almost 2,100”" in said
    assert "docs/fr/ferry/index.md:5: “près de 2 100”" in said
    assert "docs/fr/ferry/crossing.md" not in said
    assert "in the article: Almost 2,100 passengers crossed in its last week: more than ever." in said
    assert "4 facts and 3 terms left to review in “ferry”" in said
    assert changed(before, site) == {
        FACTS: [
            "-   label: passengers",
            "+   unit: {one: person, other: people}",
            "+   label: Passengers of the last week",
            "+   period: 2001-05",
            "-   certainty: unreviewed # by nobody",
            "+   certainty: confirmed # by nobody",
            '-   context: "Almost 2,100 passengers crossed in its last week: more than ever."',
            "-   checked: 2026-11-20",
            f"+   checked: {TODAY}",
        ]
    }
    again = review(site, typed="q\n")
    assert "4 facts and 3 terms to review" in again
    assert "fact passengers-2100" not in again
    assert "fact gbp-7000000: £7 million" in again
    assert "in the article: The pier had cost £7 million, said the owners." in again


def test_what_cannot_be_is_said_and_asked_again(site: Path) -> None:
    typed = "x\nunsure\n\na\n\n\nperson\npeople\n2001-13\n\nsure\nr\n\n\n\n2001-05\n\n\n"
    said = review(site, typed=typed)
    assert "“x” is none of accept, edit, merge, drop, skip, quit." in said
    assert "Please answer, or stop with Ctrl-C" in said
    assert "“sure” is none of confirmed, reported, unconfirmed." in said
    assert "“period” is “2001-13”" in said
    assert "expected: a date (2015-07-28, 2015-07, 2015)" in said
    assert record(site, "passengers-2100")["period"] == "2001-05"
    assert record(site, "passengers-2100")["unit"] == {"one": "person", "other": "people"}
    assert record(site, "passengers-2100")["certainty"] == "reported"


def test_an_end_in_the_middle_of_an_answer_changes_nothing(site: Path) -> None:
    before = files(site)
    assert "5 facts and 3 terms left" in review(site, typed="a\nA label\nperson\n")
    assert "5 facts and 3 terms left" in review(site, typed="")
    assert changed(before, site) == {}


def _heeds_signals() -> None:
    """What runs in the background, as CI may, ignores Ctrl-C, and so would what it starts."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_ctrl_c_stops_it_and_keeps_what_was_decided(site: Path) -> None:
    with subprocess.Popen(
        command(site),
        cwd=ROOT,
        env=environment(PYTHONUNBUFFERED="1"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        preexec_fn=_heeds_signals,
    ) as process:
        assert process.stdin
        assert process.stdout
        process.stdin.write(ACCEPTED)
        process.stdin.flush()
        seen = ""
        while "7 to go" not in seen:
            seen += process.stdout.readline()
        time.sleep(0.2)
        process.send_signal(signal.SIGINT)
        said = process.stdout.read()
        assert process.wait(20) == 0
    assert "Traceback" not in said
    assert "4 facts and 3 terms left" in said
    assert record(site, "passengers-2100")["certainty"] == "confirmed"
    assert not [path for path in site.rglob(".*") if ".new-" in path.name]


def test_an_edited_record_may_change_its_id_and_its_links_follow(site: Path) -> None:
    before = files(site)
    pairs = [
        ("passengers-2100:", "passengers:"),
        ("passengers:\n", "passengers: [\n"),
        ("passengers: [\n", "passengers:\n"),
        ("value: 2100", "value: 2500\n  unit: {one: person, other: people}"),
        ("certainty: unreviewed", "certainty: reported"),
    ]
    said = review(site, typed="e\n" + "e\ny\n" + "e\n" + "e\n", EDITOR=editor(site, *pairs))
    assert "malformed YAML" in said
    assert "Look again: docs/en/ferry/index.md:7: “almost 2,100” (nearly 2100) does not say what" in said
    assert "docs/fr/ferry/index.md:5: “près de 2 100”" in said
    after = changed(before, site)
    assert set(after) == {FACTS, INDEX, CROSSING, FR_INDEX, FR_CROSSING, *(
        f"{BASE}{page}" for page in ("en/ferry/index.md", "en/ferry/crossing.md", "fr/ferry/crossing.md")
    )}  # fmt: skip
    assert "+ facts: [passengers, gbp-7000000]" in after[INDEX]
    assert "`[almost 2,100](fact:passengers-2100)`" in (site / CROSSING).read_text("utf-8")
    assert (site / FR_CROSSING).read_text("utf-8").count("(fact:passengers)") == 1
    assert record(site, "passengers")["checked"] == TODAY
    assert "context" not in record(site, "passengers")


def test_an_editor_that_saves_nothing_or_nonsense_changes_nothing(site: Path) -> None:
    before = files(site)
    said = review(site, typed="e\nn\nq\n", EDITOR=editor(site, ("kind: count", "kind: number")))
    assert "“passengers-2100.kind” is 'number'" in said
    assert "Nothing was saved." in review(site, typed="e\nq\n", EDITOR="true")
    assert "The editor could not be run" in review(site, typed="e\nq\n", EDITOR="/nowhere/editor")
    assert changed(before, site) == {}


def test_a_merge_leads_links_and_boxes_to_the_other_fact(site: Path) -> None:
    before = files(site)
    said = review(site, typed="s\nm\npassengers-2100\nm\n\nm\npier-cost\n")
    assert "“£7 million” (7000000 GBP) does not say what the fact “passengers-2100” records" in said
    assert "pier-cost: £7 million: Cost of the pier" in said
    after = changed(before, site)
    assert after[INDEX] == ["- facts: [passengers-2100, gbp-7000000]", "+ facts: [passengers-2100, pier-cost]"]
    for name in (CROSSING, FR_CROSSING, f"{BASE}en/ferry/crossing.md", f"{BASE}fr/ferry/crossing.md"):
        assert [line[0] for line in after[name]] == ["-", "+"], name
        assert "[£7 million](fact:pier-cost)" in after[name][1]
    assert "gbp-7000000:" not in (site / FACTS).read_text("utf-8")
    assert all(line.startswith("- ") for line in after[FACTS])
    assert not (site / DROPPED).exists()


def test_a_dropped_figure_needs_a_reason_and_its_words_stay(site: Path) -> None:
    before = files(site)
    said = review(site, typed="s\ns\nd\n\nd\nA round number, she said.\nd\ns\n")
    assert "docs/en/ferry/crossing.md:12: the figure “more than 300 per cent” would have no source" in said
    after = changed(before, site)
    assert after[CROSSING] == [
        "+ unsourced: {more than 300 per cent: 'A round number, she said.'}",
        "- The pier had cost [£7 million](fact:gbp-7000000). Fares rose by [more than 300 per cent](fact:percent-300).",
        "+ The pier had cost [£7 million](fact:gbp-7000000). Fares rose by more than 300 per cent.",
        "- “[It is over](fact:quote-1)”, said the captain. The Board of the Harbour kept silent.",
        "+ “It is over”, said the captain. The Board of the Harbour kept silent.",
    ]
    assert after[f"{BASE}en/ferry/crossing.md"] == after[CROSSING]
    assert [line[0] for line in after[FR_CROSSING]] == ["-", "+", "-", "+"], "nobody has translated it"
    reason = "A round number, she said."
    assert yaml.safe_load((site / DROPPED).read_text("utf-8")) == [
        {"id": "percent-300", "kind": "percent", "value": 300, "words": ["more than 300 per cent"], "reason": reason},
        {"id": "quote-1", "kind": "text", "value": "It is over", "words": ["It is over"]},
    ]
    assert all(line.startswith("- ") for line in after[FACTS])


@pytest.mark.parametrize(
    ("front", "added"),
    [
        ("unsourced: {ten: a guess}  # c", "unsourced: {ten: a guess, more than 300 per cent: reason}  # c"),
        ("unsourced: {}", "unsourced: {more than 300 per cent: reason}"),
        ("unsourced:\n  # c\n  ten: a guess", "unsourced:\n  # c\n  ten: a guess\n  more than 300 per cent: reason"),
        ("unsourced: {More than 300 per cent: known}", "unsourced: {More than 300 per cent: known}"),
    ],
)
def test_reasons_join_those_that_are_there(front: str, added: str, site: Path, change: Change) -> None:
    change(site, CROSSING, "order: 1\n", f"{front}\norder: 1\n")
    text = (site / CROSSING).read_text("utf-8")
    decide(site, "percent-300: {drop: reason}")
    wanted = text.replace(front, added).replace("[more than 300 per cent](fact:percent-300)", "more than 300 per cent")
    assert (site / CROSSING).read_text("utf-8") == wanted


def test_every_language_signs_off_the_words_it_has(site: Path, change: Change) -> None:
    change(
        site, CROSSING, "300 per cent](fact:percent-300).", "300 per cent](fact:percent-300), or [](fact:percent-300)."
    )
    change(site, FR_INDEX, "a été vendu.", "a été vendu, les prix ont crû de [plus de 300 %](fact:percent-300).")
    decide(site, "percent-300: {drop: so they say}")
    assert unsourced(site, CROSSING) == {"more than 300 per cent": "so they say", "more than 300%": "so they say"}
    assert unsourced(site, FR_INDEX) == {"plus de 300 %": "so they say"}
    assert "ont crû de plus de 300 %." in (site / FR_INDEX).read_text("utf-8")
    assert "or more than 300%." in (site / CROSSING).read_text("utf-8")


def test_terms_are_accepted_merged_and_dropped(site: Path) -> None:
    before = files(site)
    typed = "s\n" * 5 + "a\n\n\n\nUnion of those who work at sea.\n" + "m\nno-such\nm\nboard\n" + "d\n"
    said = review(site, typed=typed)
    assert "term seafarers-union: Seafarers’ Union (SU), in “en”, 3 times" in said
    assert "in the article: The Seafarers’ Union spoke of a scandal." in said
    assert "“board-of-the-harbour” cannot be merged with “no-such”" in said
    after = changed(before, site)
    assert after[EN_GLOSSARY] == [
        "+   alt: [Board of the Harbour]",
        "+ ",
        "+ seafarers-union:",
        "+   pref: Seafarers’ Union",
        "+   acronym: SU",
        "+   definition: Union of those who work at sea.",
    ]
    assert (site / "locales/en/not-terms.txt").read_text("utf-8").splitlines()[1:] == ["Lady Anne"]
    assert (site / TERMS).read_text("utf-8") == "# Names of “The last ferry”.\n"


def test_an_acronym_joins_a_term_that_has_none(site: Path, change: Change) -> None:
    change(site, EN_GLOSSARY, "  acronym: HB\n", "")
    (site / "locales/en/not-terms.txt").write_text("# Ours\nReuters", "utf-8")
    decide(site, "seafarers-union: {merge: board}\nlady-anne: drop\nboard-of-the-harbour: drop")
    text = (site / EN_GLOSSARY).read_text("utf-8")
    assert "  pref: Harbour Board\n  alt: [Seafarers’ Union]\n  acronym: SU\n  definition: Body" in text
    names = (site / "locales/en/not-terms.txt").read_text("utf-8")
    assert names == "# Ours\nReuters\nLady Anne\nBoard of the Harbour\n"


def test_a_term_is_edited_as_its_entry(site: Path) -> None:
    pairs = [("definition: ''", "definition: Them."), ("seafarers-union:", "union:")]
    typed = "s\n" * 5 + "e\ne\nq\n"
    said = review(site, typed=typed, EDITOR=editor(site, ("acronym: SU", "acronym: HB"), *pairs))
    assert "“seafarers-union.definition” is empty" in said
    typed = "s\n" * 5 + "e\ny\nq\n"
    said = review(site, typed=typed, EDITOR=editor(site, *pairs[::-1], pairs[0]))
    assert (
        (site / EN_GLOSSARY)
        .read_text("utf-8")
        .endswith("\nunion:\n  pref: Seafarers’ Union\n  acronym: SU\n  definition: Them.\n")
    )
    assert "seafarers-union" not in (site / TERMS).read_text("utf-8")


DECISIONS = """\
# What the desk said.
passengers-2100:
  accept:
    label: Passengers of the last week
    unit: {one: person, other: people}
    certainty: reported
gbp-7000000: {merge: pier-cost}
percent-300: {drop: said in anger}
quote-1: drop
percent-12: {edit: {label: Passengers with a ticket, certainty: unconfirmed, note: By the captain.}}
seafarers-union: {accept: {definition: Union of those who work at sea.}}
board-of-the-harbour: {merge: board}
lady-anne: drop
"""


def test_a_file_of_decisions_can_be_followed_twice(site: Path) -> None:
    said = decide(site, DECISIONS)
    assert "Done: passengers-2100, gbp-7000000, percent-300, quote-1, percent-12, seafarers-union," in said
    assert "Nothing is left to review in “ferry”. Next:" in said
    assert "make strings" in said
    assert "mkdocs build --strict" in said
    assert record(site, "percent-12")["note"] == "By the captain."
    before = files(site)
    said = decide(site, DECISIONS)
    assert "Left alone, as not to be reviewed (any more): passengers-2100, gbp-7000000, percent-300," in said
    assert changed(before, site) == {}


def test_one_wrong_decision_stops_them_all(site: Path) -> None:
    before = files(site)
    told = decide(
        site,
        "passengers-2100: {accept: {label: People}}\n"
        "gbp-7000000: {merge: percent-300}\n"
        "percent-300: drop\n"
        "quote-1: {accept: {certainty: sure}}\n"
        "percent-12: forget\n"
        "seafarers-union: {accept: {acronym: HB, definition: Union.}}\n"
        "lady-anne: {merge: lady}\n"
        "board-of-the-harbour: {accept: {note: n}}\n"
        "nobody: {drop: x}\n",
        code=1,
    )
    file = (site.parent / "decisions.yml").as_posix()
    for line, what in (
        (1, "docs/_facts/ferry.yml:3: “passengers-2100” does not say what is counted"),
        (
            2,
            "docs/en/ferry/crossing.md:12: “£7 million” (7000000 GBP) does not say what the fact “percent-300” records",
        ),
        (3, "docs/en/ferry/crossing.md:12: the figure “more than 300 per cent” would have no source"),
        (4, "“certainty” is 'sure'"),
        (5, "the decision about “percent-12” is not understood"),
        (6, "locales/en/glossary.yml:11: the label “HB” belongs to “board” and to “seafarers-union”"),
        (7, "locales/en/glossary.yml: “lady-anne” cannot be merged with “lady”"),
        (8, "locales/en/glossary.yml:11: “board-of-the-harbour.definition” is missing"),
    ):
        assert f"{file}:{line}: {what}" in told
    assert told.count("    expected: ") == told.count("    repair: ") == 8
    assert changed(before, site) == {}


def test_a_name_of_a_fact_and_a_term_says_which_it_means(site: Path, change: Change) -> None:
    change(site, TERMS, "lady-anne:", "quote-1:")
    assert "“quote-1” is a fact and a term" in decide(site, "quote-1: drop", code=1)
    assert "Done: term:quote-1" in decide(site, "term:quote-1: drop")
    assert "quote-1" in (site / FACTS).read_text("utf-8")


def test_line_ends_marks_and_all_else_stay(site: Path) -> None:
    for name in (FACTS, TERMS, INDEX, CROSSING, FR_INDEX, EN_GLOSSARY):
        data = (site / name).read_bytes().replace(b"\n", b"\r\n")
        (site / name).write_bytes(b"\xef\xbb\xbf" + data)
    before = files(site)
    decide(site, DECISIONS)
    for name, data in files(site).items():
        if before.get(name, b"").startswith(b"\xef\xbb\xbf"):
            assert data.startswith(b"\xef\xbb\xbf"), name
            assert data.count(b"\n") == data.count(b"\r\n"), name
    text = (site / FACTS).read_bytes().decode("utf-8-sig")
    assert "# Found in “The last ferry”.\r\n\r\npassengers-2100:\r\n" in text
    assert "certainty: reported # by nobody\r\n" in text
    assert "# Known before the article came.\r\npier-cost:\r\n" in text


def test_nothing_is_written_where_a_file_cannot_be(site: Path) -> None:
    (site / DROPPED).mkdir()
    before = files(site)
    said = decide(site, "percent-300: {drop: reason}", code=1)
    assert "docs/_import/ferry/dropped.yml: cannot be" in said
    assert changed(before, site) == {}


def test_a_fact_that_others_are_computed_from_is_not_dropped(site: Path) -> None:
    with (site / FACTS).open("a", encoding="utf-8") as file:
        file.write("\ndouble:\n  kind: percent\n  derived: percent-12 * 2\n  label: Twice that\n")
    assert "“percent-12” is part of the formula of “double”" in decide(site, "percent-12: drop", code=1)
    decide(site, "percent-12: {edit: {id: tickets}}")
    assert "  derived: tickets * 2\n" in (site / FACTS).read_text("utf-8")
    assert record(site, "tickets")["certainty"] == "unreviewed"


def test_a_followed_translation_stays_current(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert translations.main(["confirm", "fr", "ferry/index.md"], site) == 0
    decide(site, "passengers-2100: {edit: {id: last-week}}")
    assert translations.main(["diff", "fr", "ferry/index.md"], site) == 0
    decide(site, "last-week: {drop: nobody counted}")
    assert translations.main(["diff", "fr", "ferry/index.md"], site) == 0
    assert capsys.readouterr().out == ""
    assert unsourced(site, FR_INDEX) == {"près de 2 100": "nobody counted"}


def test_a_reviewed_and_translated_explainer_passes_the_strict_build(site: Path, change: Change) -> None:
    decide(site, DECISIONS)
    change(site, FR_CROSSING, "title: What happened on the last crossing?\n", "title: Que s’est-il passé ?\n")
    change(
        site,
        FR_CROSSING,
        "slug: crossing\ntranslated: false\n",
        "slug: traversee\nunsourced: {plus de 300 %: dit sous le coup de la colère}\n",
    )
    text = (site / FR_CROSSING).read_text("utf-8")
    body = (
        "Ce jour-là, [**près de\n2 100**](fact:passengers-2100) personnes sont venues.\n\n## L’argent {#money}\n\n"
        "La jetée avait coûté [7 millions de livres sterling](fact:pier-cost). Les prix avaient crû de plus de 300 %.\n"
    )
    (site / FR_CROSSING).write_text(text[: text.index("On the day")] + body, "utf-8")
    with (site / "locales/fr/glossary.yml").open("a", encoding="utf-8") as file:
        file.write(
            "\nseafarers-union:\n  pref: syndicat des marins\n  definition: Syndicat de ceux qui travaillent en mer.\n"
        )
    french = {
        "Passengers of the last week": "Passagers de la dernière semaine",
        "Passengers with a ticket": "Passagers munis d’un billet",
        "By the captain.": "Selon le capitaine.",
        "Cost of the pier": "Coût de la jetée",
    }
    with (site / "locales/fr/LC_MESSAGES/content.po").open("a", encoding="utf-8") as file:
        file.write('\nmsgid "person"\nmsgid_plural "people"\nmsgstr[0] "personne"\nmsgstr[1] "personnes"\n')
        file.writelines(f'\nmsgid "{one}"\nmsgstr "{other}"\n' for one, other in french.items())
    built = build(site)
    assert built.code == 0, built.log
    assert "Non relu" not in built.html("fr/bac/traversee/")
