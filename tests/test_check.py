"""What scripts/check.py finds in sites that are broken one way each, and that our own site is clean."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from precis.checks.checks import CHECKS
from precis.checks.readability import syllables_of
from precis.checks.speller import Speller
from precis.language import Language
from precis.records import parse, validated
from scripts import check, translations
from tests.broken import apply
from tests.conftest import ENVIRONMENT, ROOT, Built
from tests.glossary import language

Change = Callable[[Path, str, str, str], None]
Output = pytest.CaptureFixture[str]
CASES = yaml.load((Path(__file__).parent / "sites/checked.yml").read_text("utf-8"), yaml.SafeLoader)
SCHEMA = json.loads((ROOT / "schemas/check.schema.json").read_text("utf-8"))
EN, FR = "docs/en/harbour/closing.md", "docs/fr/harbour/closing.md"


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    """28 November 2026."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795860000")


@pytest.fixture
def site(small_site: Path) -> Path:
    """The small good site with the words that it uses and no dictionary has."""
    for tag in ("en", "fr"):
        words = (ROOT / f"locales/{tag}/words.txt").read_text("utf-8")
        (small_site / f"locales/{tag}/words.txt").write_text(f"explainers\nopération\n\n{words}", "utf-8")
    return small_site


def findings(output: str) -> str:
    """What was said of single places, without figures and table; lines of the interface's catalogue change often."""
    paragraphs = re.sub(r"precis\.po:\d+", "precis.po:N", output).split("\n\n")
    return "\n".join(one for one in paragraphs if one.startswith(("error (", "warning (", "note (")))


def report(folder: Path, capsys: Output, *arguments: str) -> tuple[int, dict[str, Any]]:
    code = check.main([*arguments, "--json"], folder)
    said = json.loads(capsys.readouterr().out)
    Draft202012Validator(SCHEMA).validate(said)
    assert said["code"] == code
    return code, said


def built(folder: Path, *arguments: str) -> tuple[int, dict[str, Any]]:
    """The same by a process of its own: the search cannot be made where a browser of the tests is running."""
    program = (
        "import sys, pathlib; from scripts.check import main; sys.exit(main(sys.argv[2:], pathlib.Path(sys.argv[1])))"
    )
    command = [sys.executable, "-c", program, str(folder), *arguments, "--json"]
    run = subprocess.run(command, cwd=ROOT, env=ENVIRONMENT, capture_output=True, text=True, check=False)
    assert run.stderr == ""
    return run.returncode, json.loads(run.stdout)


def places(said: Mapping[str, Any]) -> dict[str, list[str]]:
    """By check, where something is wrong; notes left out."""
    return {
        result["check"]: [f"{one['path']}:{one['line']}" for one in result["findings"] if one["severity"] != "note"]
        for result in said["results"]
    }


# --- each check ---


@pytest.mark.parametrize("case", CASES, ids=[f"{case['check']}: {case['name']}" for case in CASES])
def test_finds(case: dict[str, Any], site: Path, good: Built, capsys: Output) -> None:
    notes = ["--notes"] * case.get("notes", True)
    arguments = ["--only", case["check"], *notes, *case.get("arguments", ())]
    apply(case, site)
    if "html" in case:
        shutil.copytree(good.site, site / "built")
        apply({"change": case["html"], "write": case.get("new_html", {})}, site / "built")
        arguments += ["--site", str(site / "built")]
    code = check.main(arguments, site)
    assert findings(capsys.readouterr().out) == case["said"]
    assert code == int("error (" in case["said"])


def test_every_check_is_tried() -> None:
    assert {case["check"] for case in CASES} == {one.name for one in CHECKS}


def test_a_good_site_is_clean(site: Path) -> None:
    (site / "site").mkdir()
    (site / "site/last.html").write_text("the last good site", "utf-8")
    code, said = built(site, "--strict")
    assert (code, said["errors"], said["warnings"]) == (0, 0, 0)
    assert [one["check"] for one in said["results"]] == [one.name for one in CHECKS]
    assert all(one["count"] and not one["skipped"] for one in said["results"] if one["check"] != "images")
    assert [path.name for path in site.iterdir() if path.name.startswith((".site", "site"))] == ["site"]
    assert [path.name for path in (site / "site").iterdir()] == ["last.html"]


def test_our_own_site_is_clean(calais: Built, capsys: Output) -> None:
    code, said = report(calais.folder, capsys, "--strict", "--site", str(calais.site))
    assert code == 0, places(said)


def test_what_a_translation_lacks(site: Path, change: Change, capsys: Output) -> None:
    assert translations.main(["confirm", "fr"], site) == 0
    assert report(site, capsys, "--only", "translations", "--strict")[0] == 0
    change(site, EN, "A pilot guided each.", "A pilot guided each of them in, day and night.")
    assert check.main(["--only", "translations"], site) == 1
    assert re.sub(r"[\d.]+ % of", "99 % of", findings(capsys.readouterr().out)) == (
        f"warning (translations): {FR}:12: the original of this passage has changed\n"
        f"    expected: a translation of {EN}:14\n"
        "    repair: translate it, then: python scripts/translations.py confirm fr harbour/closing.md\n"
        "error (translations): locales/fr/language.yml: 99 % of the translation is current\n"
        "    expected: 100 % (translated:)\n"
        "    repair: python scripts/translations.py status fr tells where it lacks"
    )


def test_a_language_that_is_not_complete_may_lack_terms(site: Path, change: Change, capsys: Output) -> None:
    change(site, "locales/en/glossary.yml", "pilot:\n", "tug:\n  pref: tug\n  definition: A small ship.\n\npilot:\n")
    assert report(site, capsys, "--only", "terms", "--strict")[0] == 1
    change(site, "locales/fr/language.yml", "tag: fr\n", "tag: fr\ncomplete: false\n")
    assert report(site, capsys, "--only", "terms", "--strict")[0] == 0


# --- one page ---


def test_of_one_page_only_its_own_faults_are_told(site: Path, change: Change, capsys: Output) -> None:
    change(site, EN, "(ending.md#after)", "(ending.md#afterwards)")
    change(site, EN, "The council closed", "The councel closed")
    change(site, EN, "about 1,200", "about 2,100")
    change(site, "docs/_facts/harbour.yml", "Cost of the new quay", "Cost of the new quey")
    change(site, "docs/en/mill/roof.md", "title: ", "title: Teh ")
    change(site, FR, "Un pilote guidait", "Un pilotte guidait")
    code, said = report(site, capsys, EN)
    assert code == 1
    assert said["pages"] == [EN]
    found = {name: lines for name, lines in places(said).items() if lines}
    assert found == {
        "figures": [f"{EN}:14"],
        "links": [f"{EN}:23"],
        "spelling": ["docs/_facts/harbour.yml:15", f"{EN}:7"],
    }


def test_one_page_of_a_draft(site: Path, change: Change, capsys: Output) -> None:
    change(site, "docs/en/mill/index.md", "---\n", "---\ndraft: true\n")
    code, said = report(site, capsys, str(site / "docs/en/mill/roof.md"), "--strict")
    assert (code, said["pages"]) == (0, ["docs/en/mill/roof.md"])


# --- exit codes ---


def test_warnings_count_when_strict(site: Path, change: Change, capsys: Output) -> None:
    change(site, EN, "The council closed", "The councel closed")
    assert check.main([EN], site) == 0
    assert capsys.readouterr().out.endswith(
        "No errors; with --strict, warnings count too. --notes shows what is only worth knowing.\n"
    )
    assert check.main([EN, "--strict", "--notes"], site) == 1
    assert capsys.readouterr().out.endswith("There is something to repair.\n")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["docs/en/harbour/opening.md"], "“docs/en/harbour/opening.md” is no page. There are: docs/en/index.md, "),
        (["--site", "nowhere"], "There is no folder nowhere.\n"),
        (["--site", "docs"], "docs is no built site: it has no index.html.\n"),
    ],
)
def test_what_cannot_be_checked(
    arguments: list[str], said: str, site: Path, capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(site)
    assert check.main(arguments, site) == 2
    assert capsys.readouterr().err.startswith(said)


def test_a_folder_without_project(tmp_path: Path, capsys: Output) -> None:
    assert check.main([], tmp_path) == 2
    assert capsys.readouterr().err == f"There is no mkdocs.yml in {tmp_path.name}: this is no project.\n"


def test_what_cannot_be_read_is_told_and_the_rest_waits(site: Path, change: Change, capsys: Output) -> None:
    change(site, EN, "title: ", "titel: ")
    code, said = report(site, capsys)
    first, *others = said["results"]
    assert code == 1
    assert [one["what"] for one in first["findings"]] == ["unknown key “titel”", "“title” is missing"]
    assert {one["skipped"] for one in others} == {"the site cannot be built: mend the errors first"}


def test_a_site_that_cannot_be_built_is_checked_as_far_as_it_goes(site: Path, change: Change, capsys: Output) -> None:
    change(site, EN, "about 1,200", "about 2,100")
    change(site, FR, "Un pilote guidait", "Un pilotte guidait")
    code, said = report(site, capsys)
    assert code == 1
    found = {name: lines for name, lines in places(said).items() if lines}
    assert found == {"figures": [f"{EN}:14"], "spelling": [f"{FR}:12"]}
    assert [one["check"] for one in said["results"] if one["skipped"]] == ["links", "alternates", "images", "structure"]


def test_times_are_told_when_asked_for(site: Path, capsys: Output) -> None:
    assert check.main(["--only", "terms", "--timings"], site) == 0
    head, row, whole = capsys.readouterr().out.split("\n\n")[0].splitlines()
    assert head.split() == ["check", "asks", "for", "looked", "at", "errors", "warnings", "notes", "seconds"]
    assert row.startswith("terms ")
    assert whole.startswith("all ")


# --- words ---


@pytest.mark.parametrize(
    ("tag", "text", "unknown"),
    [
        ("en", "The harbour was organised, analysed and dishonoured; the ship’s travellers don’t mind.", ""),
        (
            "en",
            "Hundreds of A-levels, re-entries; NGOs and the U.N. on the M20, see https://exmaple.org/xy or a@b.uk.",
            "",
        ),
        (
            "en",
            "They recieve teh goverment’s definately seperate mesage.",
            "recieve teh goverment's definately seperate mesage",
        ),
        ("fr", "L’œuvre d’aujourd’hui, qu’est-ce que c’est ? Semble-t-il, ces demandeuses d’asile l’ont lue.", ""),
        ("fr", "Des réfugié·e·s-là, des Britanniques et l’ÉTAT.", ""),
        ("fr", "A-t-elle vu l’Etat ? Le gouvernment a recu des emigres.", "l'Etat gouvernment recu emigres"),
    ],
)
def test_words(tag: str, text: str, unknown: str) -> None:
    assert " ".join(Speller(language(tag), ()).unknown(text)) == unknown


@pytest.mark.parametrize(
    ("tag", "wrong", "right"),
    [
        ("en", "recieved", "received"),
        ("en", "Britian’s", "Britain"),
        ("fr", "l’emission", "émission"),
        ("fr", "xqzw", ""),
    ],
)
def test_proposes_what_is_near(tag: str, wrong: str, right: str) -> None:
    assert Speller(language(tag), ()).nearest(wrong) == right


def test_words_of_the_newsroom() -> None:
    speller = Speller(language("fr"), {"Fréthun", "ferry"}, {"Voice of America"})
    assert list(speller.unknown("Le FERRY de Fréthun, le Ferry de fréthun, selon Voice of America.")) == ["fréthun"]


def test_words_that_no_text_uses(site: Path, change: Change, capsys: Output) -> None:
    change(site, "locales/fr/words.txt", "opération\n", "opération\nquincaillerie # et fourniture\n")
    _, said = report(site, capsys, "--only", "spelling")
    findings = [one for one in said["results"][0]["findings"] if "quincaillerie" in one["what"]]
    assert [(one["path"], one["line"], one["what"], one["severity"]) for one in findings] == [
        ("locales/fr/words.txt", 3, "no text has “quincaillerie”", "note")
    ]


def test_a_language_without_dictionary() -> None:
    french = language("fr")
    other = french.model_copy(update={"spelling": french.spelling.model_copy(update={"dictionary": "xx"})})
    assert not Speller(other, ()).able


@pytest.mark.parametrize(
    ("tag", "words"),
    [
        ("en", "tunnel 2, people 2, crossed 1, wanted 2, houses 2, the 1, size 1, agreed 2, police 2, table 2"),
        ("fr", "musique 2, réalité 4, longues 1, école 2, européenne 4, le 1, août 1, partie 2, que 1, moment 2"),
    ],
)
def test_syllables(tag: str, words: str) -> None:
    rules = language(tag).readability
    assert rules is not None
    syllable = re.compile(rules.syllable, re.IGNORECASE)
    told = [one.split() for one in words.split(", ")]
    assert [f"{word} {syllables_of(word, syllable)}" for word, _ in told] == [" ".join(one) for one in told]


@pytest.mark.parametrize(
    ("rules", "what"),
    [
        ("slips: [{find: '(', expected: a pair}]", "“slips.0.find” is “(”"),
        ("readability: {name: n, constant: 1, sentence: 1, word: 1, syllable: '['}", "“readability.syllable” is “[”"),
    ],
)
def test_faulty_rules(rules: str, what: str) -> None:
    text = (ROOT / "locales/en/language.yml").read_text("utf-8")
    for key in ("slips", "readability"):
        text = text.replace(f"\n{key}:", f"\nunused-{key}:") if rules.startswith(key) else text
    head = "\n".join(line for block in text.split("\n\n") if "unused-" not in block for line in [block, ""])
    with pytest.raises(Exception, match="regular expression of Python") as raised:
        validated(parse(f"{head}\n{rules}\n", "language.yml"), Language)
    assert what in str(raised.value)
