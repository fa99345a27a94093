"""Passages go to translators' tools and come back, and nothing is lost, bent or half written."""

from __future__ import annotations

import io
import re
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import polib
import pytest
from babel.messages.pofile import read_po
from lxml import etree

from precis import batch, placeholder
from precis.edit import Edit, applied_raw
from precis.page import parse_page
from precis.problems import InvalidInput
from precis.segment import joined
from precis.slug import slug
from precis.wrapping import front, wrapped
from scripts import parcels, translations
from tests.conftest import ROOT, build, configuration

Change = Callable[[Path, str, str, str], None]
EN, FR = "docs/en/harbour/closing.md", "docs/fr/harbour/closing.md"
STATE = "locales/fr/translated.yml"
PAGE = "harbour/closing.md"
FORMS = ("po", "xliff")
NAMES = {"x": "urn:oasis:names:tc:xliff:document:1.2"}
RICH = """Read `code`, [the end](ending.md#after), the [quay](term:quay), <b>all</b> of it.[^1]{: .big}"""
RICH_FR = """Lisez `code`, [la fin](ending.md#after), le [quai](term:quay), <b>tout</b>.[^1]{: .big}"""


@pytest.fixture
def site(small_site: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small site, its French pages recorded as current; the working folder is another one."""
    assert translations.main(["confirm", "fr"], small_site) == 0
    work = small_site.parent / "work"
    work.mkdir()
    monkeypatch.chdir(work)
    return small_site


@pytest.fixture
def ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The project's own texts, elsewhere."""
    folder = tmp_path / "ours"
    for name in ("docs", "locales"):
        shutil.copytree(ROOT / name, folder / name)
    (folder / "mkdocs.yml").write_text(configuration(), "utf-8")
    monkeypatch.chdir(tmp_path)
    return folder


def export(folder: Path, form: str, *arguments: str) -> Path:
    out = Path(f"out.{parcels.ENDINGS[form]}").resolve()
    out.unlink(missing_ok=True)
    assert translations.main(["export", "fr", *arguments, "--format", form, "--out", str(out)], folder) == 0
    return out


def take(folder: Path, file: Path, *arguments: str) -> int:
    return translations.main(["import", str(file), *arguments], folder)


def files(folder: Path) -> dict[str, bytes]:
    """Every file with its content, hidden ones too."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def changed(before: dict[str, bytes], folder: Path) -> list[str]:
    after = files(folder)
    return sorted(name for name in before.keys() | after.keys() if before.get(name) != after.get(name))


def translate(file: Path, source: str, target: str) -> None:
    """Does what a translator does in a tool: a target for the unit whose source holds a text, approved."""
    text = file.read_text("utf-8")
    (translate_po if file.suffix == ".po" else translate_xliff)(file, text, source, target)


def translate_po(file: Path, text: str, source: str, target: str) -> None:
    units = text.split("\n\n")
    [place] = [i for i, unit in enumerate(units) if source in spelled(unit, "msgid")]
    head, _, _ = units[place].partition("\nmsgstr ")
    head = re.sub(r"^#, fuzzy\n|^#\| .*\n", "", head, flags=re.MULTILINE)
    escaped = target.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    units[place] = f'{head}\nmsgstr "{escaped}"'
    file.write_text("\n\n".join(units) + "\n", "utf-8")


def spelled(unit: str, keyword: str) -> str:
    found = re.search(rf'^{keyword} ((?:"(?:[^"\\]|\\.)*"\s*)+)', unit, re.MULTILINE)
    return "" if found is None else re.sub(r'"\n"|^"|"\s*$', "", found[1]).replace('\\"', '"').replace("\\n", "\n")


def translate_xliff(file: Path, text: str, source: str, target: str) -> None:
    tree = etree.fromstring(text.encode())
    [unit] = [one for one in tree.iterfind(".//x:trans-unit", NAMES) if source in native(one.find("x:source", NAMES))]
    element = unit.find("x:target", NAMES)
    assert element is not None
    for child in list(element):
        element.remove(child)
    element.text = target
    element.set("state", "translated")
    file.write_bytes(etree.tostring(tree, encoding="utf-8", xml_declaration=True))


def native(element: etree._Element | None) -> str:
    """The Markdown of a source, read from its codes."""
    assert element is not None
    parts = [element.text or ""]
    for child in element:
        code = child.get("equiv-text", "")
        parts.append(code.replace("[]", f"[{native(child)}]", 1) if str(child.tag).endswith("}g") else code)
        parts.append(child.tail or "")
    return "".join(parts)


def refused(folder: Path, file: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """What is said of a file that must be refused whole, without a traceback and without a trace."""
    before = files(folder)
    capsys.readouterr()
    assert take(folder, file) == 1
    told = capsys.readouterr()
    assert changed(before, folder) == []
    assert told.out == ""
    assert "expected: " in told.err
    assert "repair: " in told.err
    return told.err


def approve_all(file: Path) -> None:
    text = file.read_text("utf-8")
    text = text.replace("#, fuzzy\n", "").replace("needs-review-translation", "signed-off")
    file.write_text(text, "utf-8")


@pytest.mark.parametrize("form", FORMS)
def test_nothing_changes_without_edits(form: str, site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = files(site)
    assert take(site, export(site, form, "--all")) == 0
    assert "0 passages taken" in capsys.readouterr().out
    assert changed(before, site) == []


@pytest.mark.parametrize("form", FORMS)
def test_our_own_texts_go_and_come_back(form: str, ours: Path) -> None:
    before = files(ours)
    file = export(ours, form, "--all")
    assert file.read_text("utf-8").count("fact:night-attempts") > 3
    assert take(ours, file) == 0
    assert changed(before, ours) == []


def test_nothing_is_exported_where_all_is_current(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert translations.main(["export", "fr", "--format", "po"], site) == 0
    assert capsys.readouterr().out == "Nothing is missing or stale.\n"
    assert not Path("fr.po").exists()


@pytest.mark.parametrize("form", FORMS)
def test_a_stale_passage_is_sent_with_what_it_was_made_from(form: str, site: Path, change: Change) -> None:
    change(site, EN, "The pilots knew it first.", "The pilots were told first.")
    text = export(site, form).read_text("utf-8")
    assert "The pilots knew it first." in text
    assert "Les pilotes l’ont su les premiers." in text
    assert text.count("msgctxt" if form == "po" else "<trans-unit") == 1
    assert f"{PAGE}#.opening#" in text
    if form == "po":
        assert "#, fuzzy\n#: docs" in text or "#, fuzzy\n#| msgid" in text
        assert '#| msgid "The pilots knew it first.[^1]"' in text
        assert "#. Keep: [^1]" in text
    else:
        assert 'state="needs-review-translation"' in text
        assert 'alttranstype="previous-version"' in text


@pytest.mark.parametrize("form", FORMS)
def test_stale_passages_approved_as_they_are_change_only_the_record(form: str, site: Path, change: Change) -> None:
    change(site, EN, "The pilots knew it first.", "The pilots were told first.")
    change(site, EN, "The Harbour Board paid", "The old Harbour Board paid")
    file = export(site, form)
    approve_all(file)
    before = files(site)
    assert take(site, file) == 0
    assert changed(before, site) == [STATE]
    assert translations.main(["status", "fr"], site) == 0
    lines = before[STATE].decode().splitlines(), (site / STATE).read_text("utf-8").splitlines()
    assert sum(a != b for a, b in zip(*lines, strict=True)) == 2


@pytest.mark.parametrize("form", FORMS)
def test_pages_that_nobody_followed_are_followed_once_approved(form: str, site: Path) -> None:
    before = files(site)
    (site / STATE).unlink()
    file = export(site, form)
    assert "Les pilotes l’ont su les premiers." in file.read_text("utf-8")
    approve_all(file)
    assert take(site, file) == 0
    assert changed(before, site) == []


@pytest.mark.parametrize("form", FORMS)
def test_what_is_not_approved_stays_away(form: str, site: Path, change: Change) -> None:
    change(site, EN, "The pilots knew it first.", "The pilots were told first.")
    file = export(site, form)
    before = files(site)
    assert take(site, file) == 0
    assert changed(before, site) == []


@pytest.mark.parametrize("form", FORMS)
def test_a_stale_passage_comes_back(form: str, site: Path, change: Change) -> None:
    change(site, EN, "The pilots knew it first.", "The pilots were told first.")
    change(site, EN, "The Harbour Board paid", "The old Harbour Board paid")
    file = export(site, form)
    target = 'Les pilotes l’ont « appris » "d’abord" \\ <ici>.[^1]'.replace("<ici>", "ici")
    translate(file, "told first", target)
    before = files(site)
    assert take(site, file, "--how", "machine-reviewed") == 0
    assert changed(before, site) == [FR, STATE]
    old = before[FR].decode()
    assert (site / FR).read_text("utf-8") == old.replace("Les pilotes l’ont su les premiers.[^1]", target)
    state = (site / STATE).read_text("utf-8")
    assert "The pilots were told first." in state
    assert "The pilots knew it first." not in state
    assert "The old Harbour Board" not in state
    assert state.count("how: machine-reviewed") == 1


@pytest.mark.parametrize("form", FORMS)
def test_missing_passages_find_their_places(form: str, site: Path, change: Change) -> None:
    change(site, EN, "The pilots knew it first.[^1]\n", "The pilots knew it first.[^1]\n\nNobody else.\n\nNo one.\n")
    change(
        site, EN, "## The money", "### Of late\n\n- one\n- two\n\n## The end {#the-end}\n\nIt ended.\n\n## The money"
    )
    change(site, EN, "short: The closing\n", "short: The closing\ndescription: It closed.\n")
    file = export(site, form)
    for source, target in {
        "Nobody": "Personne d’autre.",
        "No one": "Nul ne le sut.",
        "Of late": "### Naguère",
        "- one": "- un\n- deux",
        "The end {": "## La fin {#the-end}",
        "It ended": "Ce fut fini.",
        "It closed": "Il ferma : c’est tout.",
    }.items():
        translate(file, source, target)
    before = (site / FR).read_text("utf-8")
    assert take(site, file) == 0
    wanted = before.replace("premiers.[^1]\n", "premiers.[^1]\n\nPersonne d’autre.\n\nNul ne le sut.\n")
    added = "### Naguère\n\n- un\n- deux\n\n## La fin {#the-end}\n\nCe fut fini.\n\n"
    wanted = wanted.replace("## L’argent", f"{added}## L’argent")
    wanted = wanted.replace("(fact:closed).\n", "(fact:closed).\ndescription: >-\n  Il ferma : c’est tout.\n")
    assert (site / FR).read_text("utf-8") == wanted
    assert translations.main(["status", "fr"], site) == 0
    assert export_is_empty(site)


def export_is_empty(folder: Path) -> bool:
    Path("fr.po").unlink(missing_ok=True)
    assert translations.main(["export", "fr", "--format", "po"], folder) == 0
    return not Path("fr.po").exists()


@pytest.mark.parametrize("form", FORMS)
def test_our_own_pages_can_be_edited(form: str, ours: Path) -> None:
    """Many passages of many pages at once; what comes back is what is sent again."""
    file = export(ours, form, "--all")
    text = file.read_text("utf-8")
    edited = re.sub(r"(?<=[a-zé])([.?])(</target>|\"\n\n)", r" zut\1\2", text)
    assert edited.count(" zut") > 60
    file.write_text(edited, "utf-8")
    assert take(ours, file) == 0
    assert targets(export(ours, form, "--all")) == targets_of(edited, form)
    assert translations.main(["status", "fr"], ours) == 0


def targets(file: Path) -> list[str]:
    return targets_of(file.read_text("utf-8"), "po" if file.suffix == ".po" else "xliff")


def targets_of(text: str, form: str) -> list[str]:
    if form == "po":
        return [f"{message.context}: {message.string}" for message in read_po(io.StringIO(text)) if message.id]
    return re.findall(r"<target.*?</target>", text)


@pytest.mark.parametrize("form", FORMS)
def test_a_page_is_made_from_its_passages(form: str, ours: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page of ours, taken away, comes back saying the same from the targets that it had."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")  # one day for both: that of the last comparison is noted
    assert translations.main(["confirm", "fr"], ours) == 0
    name = "docs/fr/calais-2015/terminal.md"
    whole, before = export(ours, form, "calais-2015/terminal.md", "--all"), files(ours)
    (ours / name).unlink()
    assert take(ours, whole) == 0
    assert changed(before, ours) == [name]
    old, new = (parse_page(text, name, "fr", "x") for text in (before[name].decode(), (ours / name).read_text("utf-8")))
    assert new.front.model_copy(update={"slug": ""}) == old.front.model_copy(update={"slug": ""})
    assert new.front.slug.startswith("que-s-est-il-passe")
    assert new.text[new.body_start :].split() == old.text[old.body_start :].split()
    assert max(map(len, new.text.split("\n"))) <= 121
    assert translations.main(["status", "fr"], ours) == 0


def test_a_page_without_its_title_is_not_made(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (site / FR).unlink()
    file = export(site, "po")
    translate(file, "pilots knew", "Les pilotes l’ont su.[^1]")
    assert "whose title is missing" in refused(site, file, capsys)
    translate(file, "What happened?", "Que s’est-il passé ?")
    assert take(site, file) == 0
    text = (site / FR).read_text("utf-8")
    assert text == "---\ntitle: Que s’est-il passé ?\nslug: que-s-est-il-passe\n---\n\nLes pilotes l’ont su.[^1]\n"


def test_text_without_its_heading_has_no_place(site: Path, change: Change, capsys: pytest.CaptureFixture[str]) -> None:
    change(site, EN, "## The money", "## The end {#the-end}\n\nIt ended.\n\n## The money")
    file = export(site, "po")
    translate(file, "It ended", "Ce fut fini.")
    assert "the heading of its section is not translated" in refused(site, file, capsys)


def test_line_ends_and_byte_order_marks_stay(site: Path, change: Change) -> None:
    change(site, EN, "The pilots knew it first.[^1]\n", "The pilots were told first.[^1]\n\nNobody else was.\n")
    path = site / FR
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    before = path.read_bytes()
    file = export(site, "po")
    translate(file, "were told", "On l’a dit aux pilotes.[^1]")
    translate(file, "Nobody", "À nul autre.")
    assert take(site, file) == 0
    new = "On l’a dit aux pilotes.[^1]\r\n\r\nÀ nul autre.".encode()
    assert path.read_bytes() == before.replace("Les pilotes l’ont su les premiers.[^1]".encode(), new)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    ("right", "wrong", "told"),
    [
        ("[7 millions](fact:cost)", "7 millions", "lacks […](fact:cost)"),
        ("(fact:cost), écrit", "(fact:ships), écrit", "has […](fact:ships), which the source has not"),
        ("[](fact:cost)", "", "lacks [](fact:cost)"),
        ("[](fact:cost)", "[](fact:cost) [](fact:cost)", "has [](fact:cost) 2 times"),
        ("[](fact:cost)", "[7 millions](fact:cost)", "lacks [](fact:cost)"),
        ("(ending.md#after)", "(ending.md)", "lacks […](ending.md#after)"),
        ("[le quai](term:quay)", "le quai", "lacks […](term:quay)"),
        ("(term:quay)", "(term:berth)", "has […](term:berth), which the source has not"),
        ("[Gazette](source:gazette-1999)", "Gazette", "lacks […](source:gazette-1999)"),
        ("[Gazette](source:gazette-1999)", "[G](source:gazette-1999) [G](source:gazette-1999)", "2 times"),
        ("[^1]", "", "lacks [^1]"),
        ("[^1]", "[^2]", "has [^2], which the source has not"),
        ("[^1]", "[^1][^1]", "has [^1] 2 times"),
        ("`--all`", "`--tout`", "lacks `--all`"),
        ("<b>", "", "lacks <b>"),
        ("{name}", "{nom}", "lacks {name}"),
        ("{: .big}", "", "lacks {: .big}"),
        ("![plan](plan.png)", "![plan](Plan.png)", "lacks ![…](plan.png)"),
        ("https://example.org/a", "https://example.org/b", "lacks https://example.org/a"),
    ],
)
def test_protected_pieces_must_come_back(
    form: str, right: str, wrong: str, told: str, site: Path, change: Change, capsys: pytest.CaptureFixture[str]
) -> None:
    source = (
        "All [£7 million](fact:cost), written [](fact:cost), of [the end](ending.md#after) and [the quay](term:quay), "
        "says [the Gazette](source:gazette-1999).[^1] Run `--all` <b>now</b>, {name}{: .big}, by "
        "![map](plan.png) at https://example.org/a."
    )
    target = (
        "Tout : [7 millions](fact:cost), écrit [](fact:cost), de [la fin](ending.md#after) et [le quai](term:quay), "
        "dit la [Gazette](source:gazette-1999).[^1] Lancez `--all` <b>vite</b>, {name}{: .big}, par "
        "![plan](plan.png) à https://example.org/a."
    )
    change(site, EN, "The pilots knew it first.[^1]\n", f"The pilots knew it first.[^1]\n\n{source}\n")
    file = export(site, form)
    assert right in target
    translate(file, "All [", target.replace(right, wrong))
    assert told in refused(site, file, capsys)
    translate(file, "All [", target)
    assert take(site, file) == 0
    assert target in (site / FR).read_text("utf-8")


@pytest.mark.parametrize(
    ("source", "target", "told"),
    [
        ("## New {#new}", "## Neuf {#neuf}", "lacks {#new}"),
        ("## New {#new}", "## Neuf", "lacks {#new}"),
        ("## New {#new}", "### Neuf {#new}", "lacks ##"),
        ("!!! note\n\n    Of old.", "!!! tip\n\n    Naguère.", "lacks !!! note"),
        ("```\nx = 1\n```", "```\nx = 2\n```", "lacks ``` x = 1 ```"),
        ("One line.", "Une ligne.\n\nDeux lignes.", "the page would be read as other passages"),
        ("One line.", "# Une ligne", "has #, which the source has not"),
        ("One line.", "Une ligne.\n### Deux", "the page would be read as other passages"),
        ("One line.", "[" * 30_000, "has 30,000 characters"),
        ("One line.", "[" * 9_000 + "](a)" * 2_000, "which the source has not"),
        ("One line.", "Une\x0bligne.", "control character U+000B"),
    ],
)
def test_passages_keep_their_form(
    source: str, target: str, told: str, site: Path, change: Change, capsys: pytest.CaptureFixture[str]
) -> None:
    change(site, EN, "\n[^1]:", f"\n{source}\n\n[^1]:")
    file = export(site, "po")
    translate(file, source.split("\n")[0] if source[0] != "!" else "Of old", target)
    assert told in refused(site, file, capsys)


def test_codes_that_a_page_has_on_purpose_are_let_pass(site: Path, change: Change) -> None:
    change(site, FR, "Les pilotes l’ont su", "Les [pilotes](term:pilot) l’ont su")
    change(site, EN, "The pilots knew it first.", "The pilots were told first.")
    file = export(site, "xliff")
    translate(file, "told first", "On l’a dit aux [pilotes](term:pilot).[^1]")
    assert take(site, file) == 0


def test_a_new_fact_must_be_in_a_translation_that_is_approved_as_it_is(
    site: Path, change: Change, capsys: pytest.CaptureFixture[str]
) -> None:
    change(site, EN, "The pilots knew it first.", "The pilots knew it first, all [](fact:ships).")
    file = export(site, "po")
    approve_all(file)
    assert "lacks [](fact:ships)" in refused(site, file, capsys)


@pytest.mark.parametrize("form", FORMS)
def test_words_around_locked_codes_are_all_that_tools_show(form: str, site: Path) -> None:
    text = export(site, form, PAGE, "--all").read_text("utf-8")
    if form == "po":
        assert '"In that year [about 1,200](fact:ships) ships called.' in text
        assert "#. Keep: […](fact:ships)\n" in text
        return
    tree = etree.fromstring(text.encode())
    shown = ["".join(one.itertext()) for one in tree.iterfind(".//x:source", NAMES)]
    assert "The traffic " in shown
    assert any(one.startswith("In that year about 1,200 ships called.") for one in shown)
    assert not [one for one in shown if "fact:" in one or "{#" in one or "[^" in one]


def test_a_tool_may_move_codes_and_split_targets(site: Path, change: Change) -> None:
    change(site, EN, "The council closed it on [1 March 1999](fact:closed).", "On [1 March 1999](fact:closed) it shut.")
    file = export(site, "xliff")
    text = file.read_text("utf-8")
    [old] = re.findall(r"<target state.*?</target>", text)[:1]
    new = '<target state="translated"><mrk mtype="seg" mid="1">Le <g id="1">1er mars</g></mrk>, fermé.</target>'
    file.write_text(text.replace(old, new, 1), "utf-8")
    assert take(site, file) == 0
    assert "answer: Le [1er mars](fact:closed), fermé.\n" in (site / FR).read_text("utf-8")


@pytest.mark.parametrize("form", FORMS)
def test_a_source_that_changed_is_told_with_both_texts(
    form: str, site: Path, change: Change, capsys: pytest.CaptureFixture[str]
) -> None:
    change(site, EN, "The pilots knew it first.", "The pilots were told first.")
    file = export(site, form)
    translate(file, "told first", "On l’a dit aux pilotes.[^1]")
    change(site, EN, "The pilots were told first.", "The pilots were told last.")
    said = refused(site, file, capsys)
    assert re.search(rf"{file.name}:\d+: there is no passage “{PAGE}#.opening#\w+” any more", said)
    assert "It said: “The pilots were told first.[^1]”" in said
    assert f"{EN}:10 says now: “The pilots were told last.[^1]”" in said


DAMAGE: dict[str, tuple[Callable[[str], str | bytes], str]] = {
    "empty": (lambda _: "", "does not say its language"),
    "binary": (lambda _: b"\x89PNG\r\n\x1a\n\x00\xff", "is not valid UTF-8"),
    "zeros": (lambda _: b"\x00" * 99, "is neither PO nor XLIFF"),
    "prose": (lambda _: "Dear colleagues,\n", "is neither PO nor XLIFF"),
    "html": (lambda _: "<html><body/></html>", "is <html> of version unknown"),
    "xliff 2": (lambda _: '<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0"/>', "of version 2.0"),
}
IN_XLIFF: dict[str, tuple[Callable[[str], str | bytes], str]] = {
    "truncated": (lambda text: text[: len(text) // 2], "malformed XML"),
    "language": (lambda text: text.replace('target-language="fr"', 'target-language="de"'), "for the language “de”"),
    "no language": (lambda text: text.replace(' target-language="fr"', ""), "states the languages not at all"),
    "source": (lambda text: text.replace('source-language="en"', 'source-language="fr"'), "translates from “fr”"),
    "unknown": (lambda text: text.replace("#.opening#", "#.closing#"), "there is no passage"),
    "page": (lambda text: text.replace(f'id="{PAGE}', 'id="no.md'), "a page that exists, not “no.md”"),
    "code": (lambda text: text.replace("<target ", '<target state="final"><x id="99"/></target><x ', 1), "malformed"),
    "strange code": (lambda text: re.sub(r"(<target[^>]*>)", r'\1<x id="99"/>', text), 'has the code <x id="99">'),
    "element": (lambda text: re.sub(r"(<target[^>]*>)", r"\1<sub>x</sub>", text), "has the element <sub>"),
    "altered": (lambda text: text.replace("were told", "were asked"), "was changed in the file"),
    "entities": (
        lambda text: re.sub(r"(<xliff)", r'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>\n\1', text),
        "has a document type",
    ),
    "file": (
        lambda text: text.replace("<xliff", '<!DOCTYPE x [<!ENTITY p SYSTEM "file:///etc/passwd">]>\n<xliff'),
        "has a document type",
    ),
    "undefined entity": (lambda text: text.replace("premiers", "&p;"), "malformed XML"),
}
IN_PO: dict[str, tuple[Callable[[str], str | bytes], str]] = {
    "truncated": (lambda text: text[: text.index("told first")], "quotation marks"),
    "language": (lambda text: text.replace("Language: fr", "Language: de"), "is for the language “de”"),
    "source": (lambda text: text.replace("Source language: en", "Source language: fr"), "translates from “fr”"),
    "unknown": (lambda text: text.replace("#.opening#", "#.closing#"), "there is no passage"),
    "no id": (lambda text: re.sub(r"msgctxt .*\n", "", text), "is no unit of ours"),
    "twice": (lambda text: text + text[text.index("#:") :], "stands twice"),
    "altered": (
        lambda text: text.replace('msgid "The pilots were', 'msgid "The pilots are'),
        "was changed in the file",
    ),
    "plurals": (lambda text: re.sub(r"msgstr (\"Les.*)", r'msgid_plural "x"\nmsgstr[0] \1', text), "plural"),
}


def damaged(form: str, how: Callable[[str], str | bytes], folder: Path, change: Change) -> Path:
    change(folder, EN, "The pilots knew it first.", "The pilots were told first.")
    file = export(folder, form)
    approve_all(file)
    bad = how(file.read_text("utf-8"))
    assert bad != file.read_text("utf-8")
    file.write_bytes(bad if isinstance(bad, bytes) else bad.encode())
    return file


@pytest.mark.parametrize(
    ("form", "how", "told"),
    [
        pytest.param(form, how, told, id=f"{form}-{name}")
        for form, kinds in (("po", DAMAGE | IN_PO), ("xliff", DAMAGE | IN_XLIFF))
        for name, (how, told) in kinds.items()
    ],
)
def test_damaged_files_are_refused_whole(
    form: str,
    how: Callable[[str], str | bytes],
    told: str,
    site: Path,
    change: Change,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert told in refused(site, damaged(form, how, site, change), capsys)


def test_all_problems_are_told_at_once(site: Path, change: Change, capsys: pytest.CaptureFixture[str]) -> None:
    change(site, EN, "The pilots knew it first.[^1]\n", "The pilots knew it first.[^1]\n\nMore.[^1]\n\nEver `x`.\n")
    file = export(site, "po")
    translate(file, "More", "Plus.")
    translate(file, "Ever", "Toujours.")
    said = refused(site, file, capsys)
    assert "lacks [^1]" in said
    assert "lacks `x`" in said


@pytest.mark.parametrize("form", FORMS)
def test_huge_files_are_refused_at_once(form: str, site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = export(site, form, "--all")
    file.write_bytes(file.read_bytes() + b"\n" * (20 << 20))
    began = time.monotonic()
    assert "has 20,9" in refused(site, file, capsys)
    assert time.monotonic() - began < 5


def test_a_file_that_is_not_there_is_told(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "cannot be read" in refused(site, Path("nowhere.po"), capsys)


def test_po_opens_in_and_comes_back_from_another_tool(ours: Path, change: Change) -> None:
    change(
        ours, "docs/en/index.md", "## How to read these pages", "Some 20 % {percent}.\n\n## How to read these pages now"
    )
    file = export(ours, "po", "--all")
    catalog = polib.pofile(str(file), check_for_duplicates=True)
    assert catalog.metadata["Language"] == "fr"
    assert len(catalog.fuzzy_entries()) == 1
    assert [entry.msgid for entry in catalog.untranslated_entries()] == ["Some 20 % {percent}."]
    assert len(catalog) > 140
    assert all(entry.msgctxt and entry.occurrences for entry in catalog)


def test_a_file_that_another_tool_saved_is_the_same_to_us(ours: Path) -> None:
    file = export(ours, "po", "--all")
    catalog = polib.pofile(str(file), wrapwidth=60)
    catalog.sort(key=lambda entry: str(entry.msgid))
    catalog.save()
    before = files(ours)
    assert take(ours, file) == 0
    assert changed(before, ours) == []


class _Local(etree.Resolver):
    """The schema of the XML namespace, from here instead of from w3.org."""

    def resolve(self, system_url: str, public_id: str, context: object) -> object:  # type: ignore[override]
        if system_url.endswith("/xml.xsd"):
            return self.resolve_filename(str(ROOT / "tests/xliff/xml.xsd"), context)
        return None


def schema() -> etree.XMLSchema:
    parser: etree.XMLParser[etree._Element] = etree.XMLParser(no_network=True)
    parser.resolvers.add(_Local())
    return etree.XMLSchema(etree.parse(ROOT / "tests/xliff/xliff-core-1.2-strict.xsd", parser))


def test_xliff_keeps_to_its_schema(ours: Path, change: Change) -> None:
    strict = schema()
    change(ours, "docs/en/index.md", "## How to read these pages", "Some more.\n\n## How to read these pages now")
    tree = etree.fromstring(export(ours, "xliff", "--all").read_bytes())
    assert strict.validate(tree), strict.error_log
    assert len(tree.findall("x:file", NAMES)) > 5
    states = {one.get("state") for one in tree.iterfind(".//x:trans-unit/x:target", NAMES)}
    assert states == {"final", "needs-review-translation", "needs-translation"}
    tree[0].set("colour", "red")
    assert not strict.validate(tree)


def test_exports_are_the_same_for_the_same_day(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    for form, day in (("po", "2023-11-14 00:00+0000"), ("xliff", 'date="2023-11-14T00:00:00Z"')):
        once = export(site, form, "--all").read_bytes()
        assert export(site, form, "--all").read_bytes() == once
        assert day.encode() in once


def test_the_default_file_bears_the_language(site: Path) -> None:
    for form, name in (("po", "fr.po"), ("xliff", "fr.xlf")):
        assert translations.main(["export", "fr", PAGE, "--format", form, "--all"], site) == 0
        assert Path(name).read_text("utf-8").count("index.md#") == 0


def test_a_section_that_cannot_be_told_apart_is_left_out(
    site: Path, change: Change, capsys: pytest.CaptureFixture[str]
) -> None:
    change(site, FR, "## L’argent", "Un passage de plus.\n\n## L’argent")
    file = export(site, "po", PAGE, "--all")
    assert f"{FR}: the section “traffic” has other passages than its source" in capsys.readouterr().err
    assert "#traffic#" not in file.read_text("utf-8")
    assert "#money#" in file.read_text("utf-8")


def test_an_imported_page_builds(site: Path, change: Change) -> None:
    change(site, EN, "The pilots knew it first.[^1]\n", "The pilots knew it first.[^1]\n\nNobody else did.\n")
    file = export(site, "xliff")
    translate(file, "Nobody", "Personne d’autre ne le savait.")
    assert take(site, file) == 0
    built = build(site)
    assert built.code == 0, built.log
    assert "Personne d’autre ne le savait." in built.html("fr/le-port/fermeture/")


def test_all_files_are_written_or_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one, two, new = tmp_path / "one", tmp_path / "two", tmp_path / "new"
    one.write_bytes(b"1")
    two.write_bytes(b"2")
    before, move = files(tmp_path), Path.replace

    def fails(path: Path, target: Path) -> Path:
        if target == two.resolve() and ".new-" in path.name:
            raise PermissionError(13, "Permission denied")
        return move(path, target)

    monkeypatch.setattr(Path, "replace", fails)
    with pytest.raises(InvalidInput, match="two: cannot be written"):
        batch.write({one: b"a", new: b"c", two: b"b"}, tmp_path)
    assert files(tmp_path) == before
    monkeypatch.undo()
    batch.write({one: b"a", new: b"c", two: b"b"}, tmp_path)
    assert files(tmp_path) == {"one": b"a", "new": b"c", "two": b"b"}


@pytest.mark.parametrize(
    "text",
    [
        RICH,
        RICH_FR,
        "[a [b] c](d.md) [x][y] [z] ![i](j.png)[![k](l.png)](m.md) \\[n](o) `[p](q)` <https://e.org/r>",
        "[not closed (fact:a) and ](b) [] [](c) [two\nlines](fact:d)",
        "```py\n[a](fact:b)\n```",
        "    [a](fact:b)",
        "[^1]: Note with [a](fact:b).",
        '[a](b.md "Title") [c](<d e.md>) [f](g_(h).md)',
    ],
)
def test_pieces_are_the_whole_text(text: str) -> None:
    assert placeholder.written(placeholder.pieces(text)) == text


def test_what_is_protected_is_named() -> None:
    assert sorted(placeholder.protected(RICH)) == sorted(placeholder.protected(RICH_FR))
    found = placeholder.protected(RICH + ' [a](b.md "Title") [![k](l.png)](m.md) \\[n](fact:o)')
    assert set(found) == {
        *("`code`", "[…](ending.md#after)", "[…](term:quay)", "<b>", "</b>", "[^1]", "{: .big}"),
        *("[…](b.md)", "![…](l.png)", "[…](m.md)"),
    }
    assert not placeholder.protected("Nothing [here] (fact:a) of note: 3 < 4, a_b*c*.")
    assert placeholder.protected("    [a](fact:b)") == {"[a](fact:b)": 1}


@pytest.mark.parametrize(
    "text",
    [
        "word " * 60 + "end",
        "word " * 22 + "- 3. # > | !!! " * 20 + "end",
        "- " + "word " * 60 + "end\n- " + "item " * 40 + "end",
        "!!! note\n\n    " + "word " * 60 + "end",
        "> " + "word " * 60 + "end",
        "| a | b |\n|---|---|\n| " + "word " * 60 + "| c |",
        "## " + "word " * 60 + "end {#id}",
        "hard  \nbreak " + "word " * 60 + "end",
    ],
)
def test_wrapping_says_the_same(text: str) -> None:
    assert joined(wrapped(text)) == text


def test_wrapping_breaks_lines() -> None:
    lines = wrapped("word " * 60 + "end").split("\n")
    assert [len(line) for line in lines] == [119, 119, 63]
    assert front("title", "Ends: here") == "title: >-\n  Ends: here"
    assert front("title", "12") == "title: >-\n  12"
    assert front("title", "Que s’est-il passé ?") == "title: Que s’est-il passé ?"


def test_edits_leave_the_rest() -> None:
    raw = "\ufeffone\r\ntwo\r\nthree\r\n"
    assert applied_raw(raw, [Edit(4, 7, "2\n2"), Edit(13, 13, "!")]) == "\ufeffone\r\n2\r\n2\r\nthree!\r\n"


@pytest.mark.parametrize(
    ("title", "made"),
    [("Que s’est-il passé ?", "que-s-est-il-passe"), ("L’Œuvre & Cie", "l-oeuvre-cie"), ("ماذا حدث؟", "")],
)
def test_slugs_are_ascii(title: str, made: str) -> None:
    assert slug(title) == made


def test_an_export_overwrites_nothing_unasked(
    site: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(site)
    command = ["export", "fr", "--format", "po", "--all"]
    assert translations.main(command, site) == 0
    assert translations.main(command, site) == 2
    assert "fr.po is there already" in capsys.readouterr().err
