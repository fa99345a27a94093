"""What scripts/terms.py proposes for the glossaries, and what it finds in them."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from simplemma.strategies.dictionaries import DefaultDictionaryFactory

from precis.inflection import Inflected, inflected
from precis.problems import InvalidInput
from precis.records import parse, validated
from precis.rules import WordRules
from scripts import terms
from tests.cases import cases
from tests.conftest import ENVIRONMENT, ROOT
from tests.glossary import language

Change = Callable[[Path, str, str, str], None]
DICTIONARIES = DefaultDictionaryFactory()
EN, FR = "docs/en/harbour/closing.md", "docs/fr/harbour/closing.md"


def forms(tag: str, label: str, *, both: bool = False) -> Inflected:
    return inflected(label, language(tag).words, DICTIONARIES.get_dictionary(tag), both=both)


def form_cases() -> Iterator[Any]:
    for heading, label, expected in cases("forms"):
        tag, _, kind = heading.partition(", ")
        if kind != "not yet":
            yield pytest.param(tag, label, kind == "mf", expected, id=f"{heading}: {label}")


@pytest.mark.parametrize(("tag", "label", "both", "expected"), list(form_cases()))
def test_proposes_the_forms_of_a_label(tag: str, label: str, both: bool, expected: str) -> None:
    assert "; ".join(form.text for form in forms(tag, label, both=both).forms) == expected


def test_there_are_enough_labels() -> None:
    headings = [heading for heading, _, _ in cases("forms")]
    assert headings.count("fr") >= 25
    assert headings.count("en") >= 20


@pytest.mark.parametrize(
    ("label", "reason"),
    [
        ("HCR", "it holds an acronym (“HCR”): write its forms by hand"),
        ("règlement Dublin", "it holds a name (“Dublin”): write its forms by hand"),
        ("sans-papiers", "it begins with what never changes"),
        ("permis de séjour", "it does not change"),
        ("hotspot", "the dictionary has no other form of “hotspot”"),
        ("réfugiés et migrants", "the dictionary has no other form of “et”"),
        ("passeurs clandestine", "its words do not agree"),
    ],
)
def test_says_why_a_label_is_left_alone(label: str, reason: str) -> None:
    assert forms("fr", label) == Inflected(reason=reason)


def test_says_what_is_guessed() -> None:
    guessed = {form.text: form.guessed for form in forms("fr", "passeur").forms}
    assert guessed == {"passeurs": (), "passeuse": (), "passeuses": ("passeuses",)}


def test_rows_of_endings_hold_two_or_four() -> None:
    with pytest.raises(InvalidInput, match="“endings” holds a row of 3: f, ves, x") as raised:
        validated(parse("head: last\nendings:\n  - [f, ves, x]\n", "language.yml"), WordRules)
    assert raised.value.problems[0].line == 2


# --- propose ---


def lines(capsys: pytest.CaptureFixture[str]) -> list[str]:
    """What was printed, with single spaces."""
    return [" ".join(line.split()) for line in capsys.readouterr().out.splitlines()]


def test_proposes_for_a_term_of_the_file(small_site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert terms.main(["propose", "fr", "pilot"], small_site) == 0
    assert lines(capsys) == ["2× pilotes from “pilote”, in the file", "Nothing new."]


def test_proposes_what_pages_use_first(small_site: Path, change: Change, capsys: pytest.CaptureFixture[str]) -> None:
    used = "Des demandeuses d'asile, des Demandeuses d’asile et un demandeur d’asile."
    change(small_site, FR, "Voir [la fin]", f"{used} Voir [la fin]")
    assert terms.main(["propose", "fr", "--label", "demandeur d’asile"], small_site) == 0
    printed = lines(capsys)
    assert printed[:2] == [
        "2× demandeuses d’asile from “demandeur d’asile”",
        "demandeurs d’asile from “demandeur d’asile”",
    ]
    pasted = ["demandeuses d’asile", "demandeurs d’asile", "demandeuse d’asile"]
    assert yaml.safe_load(printed[-1]) == {"forms": pasted}


def test_leaves_out_labels_of_other_terms(small_site: Path, change: Change, capsys: pytest.CaptureFixture[str]) -> None:
    change(small_site, "locales/fr/glossary.yml", "pref: Office du port", "pref: Office du port\n  alt: [Gardes d'eau]")
    assert terms.main(["propose", "fr", "--label", "garde d’eau"], small_site) == 0
    assert lines(capsys) == ["gardes d’eau from “garde d’eau”, a label of “board”", "Nothing new."]


def test_a_term_whose_gender_is_both_agrees_in_both(
    small_site: Path, change: Change, capsys: pytest.CaptureFixture[str]
) -> None:
    change(small_site, "locales/fr/glossary.yml", "gender: m\n  definition: Personne", "gender: mf\n  definition: P")
    change(small_site, "locales/fr/glossary.yml", "pref: pilote", "pref: pilote français")
    assert terms.main(["propose", "fr", "pilot"], small_site) == 0
    assert lines(capsys)[-1] == "forms: [pilotes français, pilote française, pilotes françaises]"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["de", "pilot"], "“de” is no language. There are: en, fr.\n"),
        (["fr", "captain"], "“captain” is no term of locales/fr/glossary.yml. There are: pilot, board.\n"),
    ],
)
def test_lists_what_there_is(
    arguments: list[str], said: str, small_site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert terms.main(["propose", *arguments], small_site) == 2
    assert capsys.readouterr().err == said


def test_a_language_without_endings_says_so(small_site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = small_site / "locales/en/language.yml"
    rules = yaml.safe_load(path.read_text("utf-8"))
    del rules["words"]["endings"]
    path.write_text(yaml.safe_dump(rules, allow_unicode=True), "utf-8")
    assert terms.main(["propose", "en", "pilot"], small_site) == 2
    assert "locales/en/language.yml has no endings below “words:”" in capsys.readouterr().err


def run_without_simplemma(*arguments: str) -> subprocess.CompletedProcess[str]:
    program = "import runpy, sys; sys.modules['simplemma'] = None; runpy.run_path(sys.argv[0], run_name='__main__')"
    script = str(ROOT / "scripts/terms.py")
    command = [sys.executable, "-c", f"import sys; sys.argv = {[script, *arguments]!r}; {program}"]
    return subprocess.run(command, cwd=ROOT, env=ENVIRONMENT, capture_output=True, text=True, check=False)


def test_says_how_to_install_simplemma() -> None:
    run = run_without_simplemma("propose", "fr", "migrant")
    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr == "Proposals need simplemma, which is not installed: pip install 'simplemma>=2,<3'\n"


def test_checks_without_simplemma() -> None:
    run = run_without_simplemma("check", "--json")
    assert run.stderr == ""
    assert list(json.loads(run.stdout)) == ["candidates", "unused", "missing", "avoided", "possible"]


# --- check ---


def findings(folder: Path, capsys: pytest.CaptureFixture[str], kind: str) -> list[tuple[str, str]]:
    """Place and words of each finding of a kind; the code agrees with them."""
    code = terms.main(["check", "--json"], folder)
    found = json.loads(capsys.readouterr().out)
    assert code == bool(found["missing"] or found["avoided"])
    return [(f"{one['path']}:{one['line']}", one["what"]) for one in found[kind]]


def line_of(folder: Path, name: str, words: str) -> str:
    """Where the words first stand, counted apart from the script."""
    rows = (folder / name).read_text("utf-8").splitlines()
    return f"{name}:{next(number for number, row in enumerate(rows, 1) if words in row)}"


def test_a_good_site_passes(small_site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert terms.main(["check"], small_site) == 0
    assert [line.rpartition(" ")[2] for line in lines(capsys) if line and not line.startswith("docs/")] == ["none"] * 5


def test_finds_names_and_acronyms(small_site: Path, change: Change, capsys: pytest.CaptureFixture[str]) -> None:
    change(
        small_site,
        EN,
        "## The money",
        "They met Old Tom, the NATO or\nthe Harbour Board. In Hull and Hull.\n\n## The money",
    )
    change(small_site, FR, "## L’argent", "Selon l’OTAN et Le Phare Breton.\n\n## L’argent")
    assert findings(small_site, capsys, "candidates") == [
        (line_of(small_site, EN, "Hull"), "“Hull” has no entry; found 2 times"),
        (line_of(small_site, EN, "NATO"), "“NATO” has no entry; found 1 time"),
        (line_of(small_site, EN, "Old Tom"), "“Old Tom” has no entry; found 1 time"),
        (line_of(small_site, FR, "Phare"), "“Le Phare Breton” has no entry; found 1 time"),
        (line_of(small_site, FR, "OTAN"), "“OTAN” has no entry; found 1 time"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Ask in July or on Monday, or in August, on a Monday, or the French and the French in Norway and Norway.",
        "See `NATO` and <https://example.org/NATO> and [it](https://example.org/Old/NATO).",
        "```\nNATO and Old Tom\n```",
        "| NATO | Old Tom |\n|---|---|\n| a | b |",
        "Quays are old. Quays are new. “Quays are grey,” they said. (Quays!)",
        "Of Hull: part II and part IV.",
        "The quay. At Hull. The quay.",
    ],
)
def test_other_capitals_are_no_names(
    text: str, small_site: Path, change: Change, capsys: pytest.CaptureFixture[str]
) -> None:
    change(small_site, EN, "## The money", f"{text}\n\n## The money")
    assert findings(small_site, capsys, "candidates") == []


def test_an_article_that_opens_a_sentence_may_be_part_of_the_name(
    small_site: Path, change: Change, capsys: pytest.CaptureFixture[str]
) -> None:
    change(small_site, EN, "## The money", "The Echo wrote. We read The Echo. The Sun wrote.\n\n## The money")
    where = line_of(small_site, EN, "The Echo")
    assert findings(small_site, capsys, "candidates") == [(where, "“The Echo” has no entry; found 2 times")]


def test_names_can_be_set_aside(small_site: Path, change: Change, capsys: pytest.CaptureFixture[str]) -> None:
    change(small_site, EN, "## The money", "They met Old Tom or The NATO.\n\n## The money")
    (small_site / "locales/en/not-terms.txt").write_text("# people\nOld Tom\n\n—\nNATO\n", "utf-8")
    assert findings(small_site, capsys, "candidates") == []


def test_finds_unused_terms(small_site: Path, change: Change, capsys: pytest.CaptureFixture[str]) -> None:
    change(small_site, FR, "L’Office du port a payé", "On a payé")
    where = line_of(small_site, "locales/fr/glossary.yml", "board:")
    expected = [(where, "no page mentions the term “board” (Office du port)")]
    assert findings(small_site, capsys, "unused") == expected


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("## L’argent", "## L’argent et l’Office du port"),
        ("L’Office du port a payé", "« L’Office du port n’a rien » payé"),
        ("L’Office du port a payé", "[La ville](term:board) a payé"),
        ("title: Que s’est-il passé ?", "title: Qu’a fait l’Office du port ?"),
        ("L’Office du port a payé", "L’**Office** du port a payé"),
    ],
)
def test_any_mention_is_a_use(
    old: str, new: str, small_site: Path, change: Change, capsys: pytest.CaptureFixture[str]
) -> None:
    if "Office" not in old:
        change(small_site, FR, "L’Office du port a payé", "On a payé")
    change(small_site, FR, old, new)
    assert findings(small_site, capsys, "unused") == []


def test_terms_that_are_never_found_are_not_unused(
    small_site: Path, change: Change, capsys: pytest.CaptureFixture[str]
) -> None:
    change(small_site, FR, "L’Office du port a payé", "On a payé")
    change(small_site, "locales/fr/glossary.yml", "pref: Office du port", "pref: Office du port\n  match: never")
    assert findings(small_site, capsys, "unused") == []


def test_finds_missing_terms(small_site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = small_site / "locales/en/glossary.yml"
    path.write_text(path.read_text("utf-8") + "\nquay:\n  pref: quay\n  definition: Where ships lie.\n", "utf-8")
    what = "has no term “quay”, which locales/en/glossary.yml has; expected: the same terms in every language"
    assert findings(small_site, capsys, "missing") == [("locales/fr/glossary.yml:None", what)]
    assert terms.main(["check"], small_site) == 1
    assert f"locales/fr/glossary.yml: {what}" in lines(capsys)


def test_finds_avoided_words_in_our_own_voice(
    small_site: Path, change: Change, capsys: pytest.CaptureFixture[str]
) -> None:
    change(small_site, "locales/en/glossary.yml", "forms: [pilots]", "forms: [pilots]\n  avoid: [helmsman]")
    change(small_site, EN, "## The money", "So\na helmsman came.\n“A helmsman came,” they said.\n\n## The money")
    expected = "says “helmsman”, which the glossary avoids; expected: “pilot”, as the term “pilot” has it"
    assert findings(small_site, capsys, "avoided") == [(line_of(small_site, EN, "a helmsman came"), expected)]
    assert terms.main(["check"], small_site) == 1


def test_finds_terms_that_a_translation_may_call_otherwise(
    small_site: Path, change: Change, capsys: pytest.CaptureFixture[str]
) -> None:
    change(small_site, EN, "The pilots knew it first.", "A pilot knew it first.")
    change(small_site, FR, "Un pilote guidait chacun d’eux.", "Un marin guidait chacun d’eux.")
    there = line_of(small_site, FR, "{#traffic}")
    what = f"says “pilot”; {there} has no label of “pilot” (pilote)"
    assert findings(small_site, capsys, "possible") == [(line_of(small_site, EN, "A pilot guided"), what)]
    assert terms.main(["check"], small_site) == 0


def test_a_longer_label_and_a_link_are_translations_too(
    small_site: Path, change: Change, capsys: pytest.CaptureFixture[str]
) -> None:
    change(
        small_site, "locales/fr/glossary.yml", "pref: Office du port", "pref: Office du port\n  alt: [pilote en chef]"
    )
    change(small_site, FR, "Un pilote guidait", "Un pilote en chef guidait")
    change(small_site, "docs/fr/harbour/ending.md", "Un pilote y vit", "[Un homme](term:pilot) y vit")
    assert findings(small_site, capsys, "possible") == []


def test_answers_are_sections_too(small_site: Path, change: Change, capsys: pytest.CaptureFixture[str]) -> None:
    change(small_site, EN, "answer: The council", "answer: The Harbour Board")
    what = f"says “Harbour Board”; {line_of(small_site, FR, 'answer:')} has no label of “board” (Office du port)"
    assert findings(small_site, capsys, "possible") == [(line_of(small_site, EN, "answer:"), what)]


def test_invalid_files_are_told_as_they_are(
    small_site: Path, change: Change, capsys: pytest.CaptureFixture[str]
) -> None:
    change(
        small_site, "locales/fr/glossary.yml", "gender: m\n  definition: Organisme", "sex: m\n  definition: Organisme"
    )
    assert terms.main(["check"], small_site) == 1
    where = line_of(small_site, "locales/fr/glossary.yml", "sex:")
    assert capsys.readouterr().err.startswith(f"{where}: unknown key “board.sex”")
