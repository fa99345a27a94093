"""A further language by files only: what scripts/new_language.py writes, built strictly and used in the browser."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from babel import Locale
from lxml import etree
from playwright.sync_api import Page, expect

from precis import skeleton
from precis.agreement import disagreement
from precis.language import Language
from precis.project import Project, load
from precis.reading import Reader
from precis.records import parse, validated
from scripts import strings
from tests import further, nu
from tests.broken import apply, findings
from tests.browsing import DESKTOP, PHONE, Serve, Visit, faults, search
from tests.conftest import Built, build
from tests.test_built_site import HOME, SITEMAP, links, page
from tests.test_reading import READERS

AR, DE, CA = "ar/al-mina/al-ighlaq/", "de/der-hafen/schliessung/", "fr-CA/le-port/fermeture/"
FALLBACK = "ar/al-mina/ending/"
PAGES = ["ar/", "ar/al-mina/", AR, FALLBACK, "ar/al-masrad/", "ar/al-mina/al-arqam/", "ar/al-mina/al-arqam/ships/"]
PAGES += ["ar/al-mina/al-arqam/cost/", "ar/corrections/", "ar/404.html", "de/", DE, "fr-CA/", CA, ""]
ARABIC = "٠١٢٣٤٥٦٧٨٩"


@pytest.fixture(scope="session")
def spoken_project(spoken: Built) -> Project:
    return load(spoken.folder, spoken.folder / "docs", "en")


@pytest.fixture(scope="session")
def spoken_root(spoken: Built, served: Serve) -> str:
    return served(spoken.site, "/")


@pytest.fixture
def five(tmp_path: Path) -> Path:
    """A copy to break."""
    return further.begin(tmp_path / "five")


def test_the_checker_finds_nothing_in_any_script(spoken: Built) -> None:
    assert nu.findings(spoken.site) == []


# What the script writes


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["arr"], "CLDR does not know “arr”. Did you mean ar,"),
        (["qqq"], "CLDR does not know “qqq”."),
        (["de_AT"], "“de_AT” is no BCP 47 tag as we write them: ar, fr-CA, zh-Hant, es-419. Did you mean de-AT,"),
        (["FR-ca"], "“FR-ca” is no BCP 47 tag as we write them: ar, fr-CA, zh-Hant, es-419. Did you mean fr-CA,"),
        (["../en"], "“../en” is no BCP 47 tag"),
        (["fr"], "The language “fr” exists already: locales/fr/language.yml."),
        (["de", "--locale", "de-XX"], "CLDR does not know “de-XX”."),
    ],
)
def test_refuses(small_site: Path, arguments: list[str], said: str) -> None:
    before = sorted(path.name for path in (small_site / "locales").iterdir())
    run = further.new_language(small_site, *arguments)
    assert run.stderr.startswith(said)
    assert (run.returncode, run.stdout, "Traceback" in run.stderr) == (2, "", False)
    assert sorted(path.name for path in (small_site / "locales").iterdir()) == before


def test_what_the_script_writes_builds_at_once_and_the_build_says_what_is_missing(small_site: Path) -> None:
    run = further.new_language(small_site, "ar")
    assert [line[:2] for line in run.stdout.splitlines()[1:]] == ["1.", "2.", "3.", "4."]
    built = build(small_site)
    assert built.code == 0, built.log
    told = [line.partition("precis: ")[2] for line in built.log.splitlines() if "ar: not translated" in line]
    assert told[0].startswith("ar: not translated yet: pages of docs/ar/ (7): index.md, glossary.md, harbour/index.md")
    assert told[1] == "ar: not translated yet: terms of locales/ar/glossary.yml (2): board, pilot"
    assert told[2].endswith("python scripts/strings.py check ar lists them")
    assert page(built, "ar/").get("dir") == "rtl"
    assert (small_site / "locales/ar/glossary.yml").read_text("utf-8").count("\n#   pref:") == 2


def test_a_language_that_is_complete_must_have_everything(five: Path) -> None:
    apply({"change": {"locales/ar/language.yml": ["complete: false", "complete: true"]}}, five)
    said = findings(build(five).log)
    assert "docs/en/harbour/ending.md: is not translated: /ar/al-mina/ending/ shows the text in “en”" in said
    assert "locales/ar/LC_MESSAGES: “All explainers” is not translated" in said
    assert "fr-CA" not in said


@pytest.mark.parametrize("tag", ["fa", "hi", "mr", "ja", "pt-BR", "zh-Hant", "sr-Latn", "cy", "nb", "he", "ckb", "gd"])
def test_what_the_script_writes_is_valid_for_any_language(tag: str) -> None:
    text = skeleton.language(tag, Locale.parse(tag, sep="-"), READERS["en"].language)
    language: Language = validated(parse(text, "language.yml"), Language)
    assert (language.tag, language.complete) == (tag, False)
    assert language.direction == ("rtl" if tag in {"fa", "he", "ckb"} else "ltr")
    assert language.digits[:2] == {"fa": "۰۱", "mr": "०१", "ckb": "٠١"}.get(tag, "")


# Figures and dates, written and read


def test_numbers_are_written_with_the_digits_and_signs_of_the_locale(spoken_project: Project) -> None:
    written = {tag: writer.number(Decimal("1234.5")) for tag, writer in spoken_project.writers.items()}
    assert written == {
        "en": "1,234.5", "ar": "١٬٢٣٤٫٥", "de": "1.234,5", "fr": "1\u202f234,5", "fr-CA": "1\u00a0234,5"
    }  # fmt: skip


@pytest.mark.parametrize("tag", ["en", "ar", "de", "fr", "fr-CA"])
def test_reads_what_it_writes(spoken_project: Project, tag: str) -> None:
    writer, reader = spoken_project.writers[tag], Reader(spoken_project.languages[tag])
    for fact_id, fact in spoken_project.dossiers["harbour"].facts.items():
        assert disagreement(writer.fact(fact), fact, reader) is None, (fact_id, writer.fact(fact))


@pytest.mark.parametrize(
    ("tag", "text", "expected"),
    [
        ("ar", "١٬٢٠٠", "1200"),
        ("ar", "1,200", "1200"),
        ("ar", "۱٬۲۰۰", "1200"),
        ("ar", "٧٫٥ ملايين", "7500000"),
        ("ar", "نحو ٣٠٠٪", "about 300 %"),
        ("ar", "٣٠ بالمائة", "30 %"),
        ("ar", "٢٠–٣٠", "20..30"),
        ("de", "mehr als 1.234,5", "over 1234.5"),
        ("de", "7,2 Mrd. €", "7200000000 EUR"),
        ("fr-CA", "2 500 $", "2500 CAD"),
        ("fr-CA", "2 500 $ US", "2500 USD"),
        ("fr", "2 500 $", "2500 USD"),
    ],
)
def test_figures_are_read_by_what_cldr_says(spoken_project: Project, tag: str, text: str, expected: str) -> None:
    found = Reader(spoken_project.languages[tag]).figures(text)
    assert "; ".join(map(str, found)) == expected


@pytest.mark.parametrize(
    ("tag", "text", "expected"),
    [
        ("ar", "في ١ مارس ١٩٩٩", "1999-03-01"),
        ("ar", "في ٢٧–٢٨ يوليو ٢٠١٥", "2015-07-27/2015-07-28"),
        ("ar", "عام ۲۰۱۵", "2015"),
        ("de", "am 1. März 1999", "1999-03-01"),
    ],
)
def test_dates_are_read_by_what_cldr_says(spoken_project: Project, tag: str, text: str, expected: str) -> None:
    assert "; ".join(map(str, Reader(spoken_project.languages[tag]).spans(text))) == expected


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("ar/harbour/closing", "نحو ١٬٢٠٠", "نحو ٢٬١٠٠", ":12: “نحو ٢٬١٠٠” (about 2100) does not say"),
        ("ar/harbour/closing", "300%", "٣٠%", ":12: “أكثر من ٣٠%” (over 30 %) does not say"),
        ("ar/harbour/index", "١ مارس", "٢ مارس", ":5: “٢ مارس ١٩٩٩” (1999-03-02) does not say"),
        ("ar/harbour/closing", "كل سفينة.", "كل سفينة من ٤٥٠٠ سفينة.", ":12: the figure “٤٥٠٠” has no source"),
        ("de/harbour/closing", "etwa 1.200", "etwa 1.300", ":12: “etwa 1.300” (about 1300) does not say"),
        ("fr-CA/harbour/closing", "2 500 $", "2 500 $ US", ":8: “2 500 $ US” (2500 USD) does not say"),
    ],
)  # fmt: skip
def test_what_is_there_is_checked_as_strictly_as_ever(five: Path, name: str, old: str, new: str, said: str) -> None:
    apply({"change": {f"docs/{name}.md": [old, new]}}, five)
    built = build(five)
    assert built.code == 1
    assert f"docs/{name}.md{said}" in findings(built.log)


# Catalogues


def test_plural_forms_are_the_language_s_own(spoken: Built) -> None:
    assert [str(node.text).strip() for node in page(spoken, "ar/").find_class("card__foot")] == ["سؤالان", "سؤال واحد"]
    assert [str(node.text).strip() for node in page(spoken, "de/").find_class("card__foot")] == ["2 Fragen", "1 Frage"]
    header = (spoken.folder / "locales/ar/LC_MESSAGES/precis.po").read_text("utf-8")
    assert "Plural-Forms: nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 :" in header


@pytest.mark.parametrize(
    ("old", "new", "below", "said"),
    [
        ("nplurals=6;", "nplurals=2;", 0, "the header says nplurals=2, but “ar_EG” has other plural forms"),
        ('msgstr[2] "سفينتان"', 'msgstr[2] ""', -4, "translates 5 of 6 plural forms\n    expected: msgstr[0] for 0,"),
        ('msgstr[5] "سفينة"', 'msgstr[6] "سفينة"', -7, "malformed PO: msg has more translations than num_plurals"),
        ('msgstr[2] "سفينتان"', 'msgstr[2] "سفينتان', 0, "malformed PO: the quotation marks do not pair"),
    ],
)  # fmt: skip
def test_faulty_catalogues_are_reported_with_their_line(five: Path, old: str, new: str, below: int, said: str) -> None:
    name = "locales/ar/LC_MESSAGES/content.po"
    line = (five / name).read_text("utf-8").partition(old)[0].count("\n") + 1 + below
    apply({"change": {name: [old, new]}}, five)
    assert f"{name}:{line}: {said}" in findings(build(five).log)


def test_strings_are_counted_by_language(five: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert strings.main(["check"], five) == 0
    counts = [line for line in capsys.readouterr().out.splitlines() if ": missing:" not in line]
    assert counts[2:] == [f"{tag}: 0 missing, 0 fuzzy, 0 no longer used, 0 obsolete" for tag in ("fr", "fr-CA")]
    assert counts[0].startswith("ar: ")
    assert not counts[0].startswith("ar: 0 missing")
    german, french = "locales/de/LC_MESSAGES/content.po", "locales/fr/LC_MESSAGES/content.po"
    fuzzy = ['msgid "Length of the quay"', '#, fuzzy\nmsgid "Length of the quay"']
    apply({"change": {german: fuzzy, french: fuzzy}}, five)
    with (five / french).open("a", encoding="utf-8") as file:
        file.write('\nmsgid "Gone"\nmsgstr "Parti"\n\n#~ msgid "Older"\n#~ msgstr "Ancien"\n')
    assert strings.main(["check", "de"], five) == 0
    assert " 1 fuzzy," in capsys.readouterr().out
    assert strings.main(["check", "fr"], five) == 1
    said = capsys.readouterr().out
    assert f"{french}:" in said
    assert "fr: 0 missing, 1 fuzzy, 1 no longer used, 1 obsolete" in said
    assert strings.main(["check", "xx"], five) == 2


def test_update_keeps_what_is_translated(five: Path) -> None:
    name = "locales/ar/LC_MESSAGES/content.po"
    apply({"change": {"docs/_facts/harbour.yml": ["Length of the quay", "Length of the old quay"]}}, five)
    assert strings.main(["update"], five) == 0
    text = (five / name).read_text("utf-8")
    assert '#, fuzzy\nmsgid "Length of the old quay"\nmsgstr "طول الرصيف"' in text
    assert 'msgstr[2] "سفينتان"' in text
    assert "nplurals=6" in text


# A language that rests on another


def test_a_region_takes_from_its_base_what_it_does_not_say(spoken: Built, spoken_project: Project) -> None:
    language, writer = spoken_project.languages["fr-CA"], spoken_project.writers["fr-CA"]
    assert (language.base, language.numbers.hedges) == ("fr", spoken_project.languages["fr"].numbers.hedges)
    assert writer.fact(spoken_project.dossiers["harbour"].facts["toll"]) == "2\u00a0500\u00a0$"
    assert writer.fact(spoken_project.dossiers["harbour"].facts["rise"]) == "plus de 300\u00a0%"
    assert writer.message("Town Council") == "Conseil municipal"
    tree = page(spoken, CA)
    assert tree.get("lang") == "fr-CA"
    assert "Personne qui guide les navires" in tree.text_content()
    assert tree.xpath("//h1/text()") == ["Que s’est-il passé?"]
    assert page(spoken, "fr/le-port/fermeture/").xpath("//h1/text()") == ["Que s’est-il passé\u202f?"]
    assert "Page inexistante" in page(spoken, "fr-CA/404.html").text_content()


def test_a_page_that_a_region_lacks_shows_its_base_s(spoken: Built) -> None:
    tree = page(spoken, "fr-CA/le-port/la-fin/")
    assert tree.xpath("//article")[0].get("lang") == "fr"
    assert tree.xpath("//link[@rel='canonical']/@href") == [HOME + "fr/le-port/la-fin/"]
    assert "Le quai est calme" in tree.text_content()


@pytest.mark.parametrize(
    ("base", "said"),
    [
        ("base: de-CH", "locales/fr-CA/language.yml:3: “base” is “de-CH”\n    expected: another language of the site"),
        ("base: fr-CA", "locales/fr-CA/language.yml:3: “base” is “fr-CA”"),
    ],
)  # fmt: skip
def test_a_base_must_exist(five: Path, base: str, said: str) -> None:
    apply({"change": {"locales/fr-CA/language.yml": ["base: fr", base]}}, five)
    assert said in findings(build(five).log)


def test_bases_must_not_rest_on_each_other(five: Path) -> None:
    apply({"change": {"locales/fr/language.yml": ["tag: fr\n", "tag: fr\nbase: fr-CA\n"]}}, five)
    said = findings(build(five).log)
    assert "“base” leads back to itself: fr → fr-CA → fr" in said
    assert "Traceback" not in said


# Every page


@pytest.mark.parametrize(
    ("path", "tag", "direction"),
    [(AR, "ar", "rtl"), ("ar/404.html", "ar", "rtl"), (FALLBACK, "ar", "rtl"), (DE, "de", "ltr"), (CA, "fr-CA", "ltr")],
)
def test_pages_say_their_language_and_direction(spoken: Built, path: str, tag: str, direction: str) -> None:
    root = page(spoken, path)
    assert (root.get("lang"), root.get("dir")) == (tag, direction)


def test_alternates_and_sitemap_name_all_versions(spoken: Built) -> None:
    versions = {"en": "en/harbour/closing/", "ar": AR, "de": DE, "fr": "fr/le-port/fermeture/", "fr-CA": CA}
    expected = {tag: HOME + path for tag, path in versions.items()} | {"x-default": HOME + versions["en"]}
    sitemap = etree.parse(spoken.site / "sitemap.xml")
    listed = {url.findtext("s:loc", namespaces=SITEMAP): url for url in sitemap.iterfind("s:url", SITEMAP)}
    for path in versions.values():
        stated = page(spoken, path).xpath("//link[@rel='alternate'][@hreflang]")
        assert {link.get("hreflang"): link.get("href") for link in stated} == expected
        told = listed[HOME + path].iterfind("x:link", SITEMAP)
        assert {link.get("hreflang"): link.get("href") for link in told} == expected
    assert HOME + FALLBACK not in listed


def test_switcher_names_languages_in_themselves(spoken: Built) -> None:
    tree = page(spoken, AR)
    found = [(a.text, a.get("lang"), a.get("dir")) for a in tree.xpath("//nav[@class='switcher']//a")]
    assert found == [
        ("English", "en", "ltr"), ("العربية", "ar", None), ("Deutsch", "de", "ltr"), ("Français", "fr", "ltr"),
        ("Français (Canada)", "fr-CA", "ltr"),
    ]  # fmt: skip
    assert page(spoken, DE).xpath("//nav[@class='switcher']//a[@lang='ar']/@dir") == ["rtl"]
    assert FALLBACK in links(page(spoken, "en/harbour/ending/"), "en/harbour/ending/", "//nav[@class='switcher']")


def test_a_page_without_a_translation_shows_the_source_in_its_own_direction(spoken: Built) -> None:
    tree = page(spoken, FALLBACK)
    article = tree.xpath("//article")[0]
    assert (article.get("lang"), article.get("dir")) == ("en", "ltr")
    assert tree.xpath("//*[@class='notice']/text()") == ["لم تُترجم هذه الصفحة بعد. أنت تقرأ النص الأصلي."]
    assert tree.xpath("//meta[@name='robots']/@content") == ["noindex"]


def test_titles_of_other_pages_are_in_their_own_language(spoken: Built) -> None:
    listed = [
        (item.get("lang"), item.get("dir")) for item in page(spoken, "ar/al-mina/").xpath("//ol[@role='list']/li")
    ]
    assert listed == [(None, None), ("en", "ltr")]
    cards = page(spoken, "ar/").xpath("//h3")
    assert [(card.get("lang"), card.get("dir")) for card in cards] == [(None, None), ("en", "ltr")]
    before = page(spoken, FALLBACK).xpath("//a[@rel='prev']/bdi")
    assert [(title.get("lang"), title.get("dir")) for title in before] == [("ar", "rtl")]
    questions = page(spoken, AR).xpath("//nav[@class='questions']//li/a/@lang")
    assert questions == ["en"]


def test_a_fact_without_a_label_in_the_language_is_no_translation(spoken: Built) -> None:
    tree = page(spoken, "ar/al-mina/al-arqam/cost/")
    assert tree.xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert [(h1.get("lang"), h1.get("dir")) for h1 in tree.xpath("//h1")] == [("en", "ltr")]
    assert HOME + "ar/al-mina/al-arqam/cost/" not in (spoken.site / "sitemap.xml").read_text("utf-8")
    assert not page(spoken, "ar/al-mina/al-arqam/ships/").xpath("//meta[@name='robots']")


def test_interface_and_records_use_the_digits_of_the_page(spoken: Built) -> None:
    tree = page(spoken, AR)
    assert tree.find_class("kicker__place")[0].text == "السؤال ١ من ٢"
    assert [node.text for node in tree.find_class("footnote-ref")] == ["١"]
    values = [node.text for node in page(spoken, "ar/al-mina/al-arqam/").find_class("record__figure")]
    assert "١٬٢٣٤٫٥\u00a0متر" in values
    assert not [value for value in values if any(digit in "0123456789" for digit in value or "")]
    german = [node.text for node in page(spoken, "de/der-hafen/fakten/").find_class("record__figure")]
    assert {"1.234,5\u00a0Meter", "7\u00a0Millionen\u00a0£", "1. März 1999"} <= set(german)
    assert "„außer der Reihe“" in page(spoken, DE).text_content()


def test_glossary_is_in_the_order_of_the_alphabet_and_names_the_other_languages(spoken: Built) -> None:
    tree = page(spoken, "ar/al-masrad/")
    assert [node.text for node in tree.xpath("//h3")] == ["مرشد", "هيئة الميناء"]
    elsewhere = tree.xpath("//dd[@lang='de']")
    assert [(node.text_content(), node.get("dir")) for node in elsewhere] == [("Lotse", "ltr")]


def test_umlauts_are_refused_in_addresses(five: Path) -> None:
    apply({"change": {"docs/de/harbour/closing.md": ["schliessung", "schließung"]}}, five)
    assert "docs/de/harbour/closing.md:4: “slug” is “schließung”" in findings(build(five).log)


# In the browser


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_no_page_scrolls_sideways_and_axe_finds_nothing(
    spoken_root: str, visit: Callable[..., Visit], viewport: dict[str, int]
) -> None:
    tab = visit(spoken_root, viewport=viewport)
    for path in PAGES:
        opened = tab.open(path)
        assert opened.evaluate("document.documentElement.scrollWidth") <= viewport["width"], path
        assert faults(opened) == [], path


def start(page: Page, selector: str) -> float:
    """Where something begins from the left, in CSS pixels."""
    found = page.locator(selector).first.bounding_box()
    assert found is not None, selector
    return found["x"]


def test_the_layout_is_mirrored(spoken_root: str, visit: Callable[..., Visit]) -> None:
    tab = visit(spoken_root)
    places = {}
    for path in (AR, DE):
        opened = tab.open(path)
        names = (".questions[popover]", ".body", ".bar__brand", "#search-open", ".article > .box")
        places[path] = [start(opened, name) for name in names]
    (questions, body, brand, opener, facts), german = places[AR], places[DE]
    assert questions > body > facts
    assert brand > opener
    assert german[0] < german[1] < german[4]
    assert german[2] < german[3]
    opened = tab.open(AR)
    assert opened.evaluate("getComputedStyle(document.querySelector('h1')).letterSpacing") in {"normal", "0px"}
    assert opened.evaluate("getComputedStyle(document.querySelector('.footnote ol')).listStyleType") == "digits-ar"
    rules = (
        "[...document.styleSheets].flatMap(s => [...s.cssRules]).filter(r => r.symbols).map(r => r.name + r.symbols)"
    )
    assert [rule.replace('"', "").replace(" ", "") for rule in opened.evaluate(rules)] == ["digits-ar" + ARABIC]


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_notes_open_within_the_window(spoken_root: str, visit: Callable[..., Visit], viewport: dict[str, int]) -> None:
    opened = visit(spoken_root, viewport=viewport).open(AR)
    for kind, words in (("fact", "نحو ١٬٢٠٠"), ("term", "مرشد")):
        opened.locator(f".body .explained--{kind}", has_text=words).first.click()
        note = opened.locator(".explanation:popover-open")
        expect(note).to_be_visible()
        assert note.evaluate("note => getComputedStyle(note).direction") == "rtl"
        edges = note.bounding_box()
        assert edges is not None
        assert edges["x"] >= 0
        assert edges["x"] + edges["width"] <= viewport["width"]
        assert faults(opened) == []
        opened.keyboard.press("Escape")


def test_search_finds_arabic_words_in_arabic_pages_only(spoken_root: str, visit: Callable[..., Visit]) -> None:
    tab = visit(spoken_root)
    opened = tab.open("ar/")
    found = search(opened, "المرشدين")
    assert "ماذا حدث؟" in found
    expect(opened.locator(".search__status")).to_have_text(
        f"النتائج: {''.join(ARABIC[int(d)] for d in str(len(found)))}"
    )
    hrefs = opened.evaluate("[...document.querySelectorAll('.search__results a')].map(a => new URL(a.href).pathname)")
    assert all(href.startswith("/ar/") for href in hrefs)
    opened.locator(".search__results").get_by_role("link", name="ماذا حدث؟").click()
    assert tab.at().startswith(AR)
    assert search(tab.open(DE), "außer") == ["Was ist geschehen?"]
    tab.page.keyboard.press("Escape")
    assert search(tab.page, "Gebuhr") == ["Was ist geschehen?"]
    assert search(tab.open(CA), "Canada")[0] == "Petites histoires"


def test_the_filter_counts_and_reads_the_digits_of_the_page(spoken_root: str, visit: Callable[..., Visit]) -> None:
    opened = visit(spoken_root).open("ar/al-mina/al-arqam/")
    opened.locator("#filter-text").fill("1200")
    assert opened.locator(".record:visible").count() == 1
    opened.locator("#filter-text").fill("١٢٠٠")
    assert opened.locator(".record:visible").count() == 1
    opened = visit(spoken_root).open("ar/al-masrad/")
    expect(opened.locator(".filter__status")).to_have_text("المصطلحات: ٢ من ٢")


def test_missing_addresses_lead_to_the_language_s_own_page(spoken_root: str, visit: Callable[..., Visit]) -> None:
    tab = visit(spoken_root)
    opened = tab.open("ar/no/such/page/")
    expect(opened.get_by_role("heading", level=1)).to_have_text("الصفحة غير موجودة")
    opened.get_by_role("link", name="كل الملفات").click()
    assert tab.at() == "ar/"
    assert [found for found in tab.wrong if "404" not in found and "no/such/page" not in found] == []
    tab.wrong.clear()


def test_the_switch_of_language_leads_there_and_back(spoken_root: str, visit: Callable[..., Visit]) -> None:
    tab = visit(spoken_root)
    tab.open(DE).locator(".switcher").get_by_role("link", name="العربية").click()
    assert tab.at() == AR
    tab.page.locator(".switcher").get_by_role("link", name="Français (Canada)").click()
    assert tab.at() == CA
