"""Pages can be cited, as a sentence, in BibTeX and in CSL-JSON, in each language: for programs that keep sources."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, get_args

import pytest

from precis.address import CITATIONS
from precis.reference import Reference
from precis.source import SourceType
from tests.broken import apply
from tests.conftest import Built, build
from tests.test_built_site import page

HOME = "https://example.org/"
EN, FR = "en/harbour/closing/", "fr/le-port/fermeture/"
CSL = {"id", "type", "title", "container-title", "author", "publisher", "issued", "URL", "language"}
"Of the names of CSL-JSON 1.0.2 those that we use."
FIELDS = {"author", "title", "howpublished", "year", "note", "url", "langid"}
_ENTRY = re.compile(r"@misc\{(?P<id>[\w-]+),\n(?P<fields>.*)\}", re.DOTALL)
_FIELD = re.compile(r"  (?P<name>[a-z]+) = \{(?P<value>.*)\},\n")
_SIGN = re.compile(r"\\text(backslash|braceleft|braceright|asciitilde|asciicircum)\{\}|\\([&%$#_])|~")
NAMED = {"backslash": "\\", "braceleft": "{", "braceright": "}", "asciitilde": "~", "asciicircum": "^"}


def entry(text: str) -> dict[str, str]:
    """The fields of an entry and its `id`, as TeX prints them; every brace must have its counterpart."""
    depth = 0
    for sign in text:
        depth += {"{": 1, "}": -1}.get(sign, 0)
        assert depth >= 0, text
    assert depth == 0, text
    found = _ENTRY.fullmatch(text.strip())
    assert found is not None, text
    lines = [_FIELD.fullmatch(line) for line in found["fields"].splitlines(keepends=True)]
    fields = {line["name"]: line["value"] for line in lines if line}
    assert len(fields) == len(lines), text
    raw = {name: value.removeprefix("{").removesuffix("}") for name, value in fields.items()}
    return {"id": found["id"], **{name: printed(value) if name != "url" else value for name, value in raw.items()}}


def printed(value: str) -> str:
    bare = _SIGN.sub("", value)
    assert not set("\\{}~^&%$#_") & set(bare), f"not escaped: {value}"
    return _SIGN.sub(lambda sign: NAMED[sign[1]] if sign[1] else sign[2] or "\u00a0", value)


def csl(text: str) -> dict[str, Any]:
    items: list[dict[str, Any]] = json.loads(text)
    [item] = items
    return item


def files(built: Built, path: str) -> list[str]:
    return [built.html(path + name) for name in CITATIONS]


@pytest.mark.parametrize(
    ("path", "sentence", "langid"),
    [
        (EN, "“What happened?”, in “Why did the harbour close?”, Précis, checked on 5 January 2026,", "english"),
        (
            FR,
            "« Que s’est-il passé ? », dans « Pourquoi le port a-t-il fermé ? », Précis, vérifié le 5 janvier 2026,",
            "french",
        ),
        ("en/harbour/", "“Why did the harbour close?”, Précis, checked on 5 January 2026,", "english"),
    ],
)
def test_pages_say_how_to_cite_them(good: Built, path: str, sentence: str, langid: str) -> None:
    text, bibtex, record = files(good, path)
    assert text.replace("\u00a0", " ").replace("\u202f", " ") == f"{sentence} {HOME}{path}\n"
    fields, item = entry(bibtex), csl(record)
    assert fields["langid"] == langid
    assert fields["url"] == item["URL"] == HOME + path
    assert fields["id"] == item["id"]
    assert fields["title"].split() == item["title"].split() == page(good, path).xpath("//h1")[0].text.split()
    assert item["language"] == path[:2]


def test_every_page_that_is_cited_by_itself_is_read_by_programs(calais: Built) -> None:
    found = sorted(calais.site.glob("**/cite.json"))
    assert len(found) > 150
    ids = set()
    for path in found:
        fields, item = entry(path.with_name("cite.bib").read_text("utf-8")), csl(path.read_text("utf-8"))
        assert set(fields) - {"id"} <= FIELDS
        assert set(item) <= CSL
        assert item["type"] in get_args(SourceType)
        assert [len(part) for part in item["issued"]["date-parts"]] == [3]
        assert fields["year"] == str(item["issued"]["date-parts"][0][0])
        assert fields["title"].split() == item["title"].split()
        assert path.parent.relative_to(calais.site).as_posix() in item["URL"]
        ids.add(item["id"])
    assert len(ids) == len(found)


def test_pages_link_to_their_citations_without_javascript(good: Built) -> None:
    for path in (EN, FR, "en/harbour/", "fr/le-port/chiffres/ships/"):
        [line] = page(good, path).xpath("//p[@class='citing']")
        assert line.xpath("a/@href") == list(CITATIONS)
        assert all((good.site / path / name).is_file() for name in CITATIONS)
    for path in ("en/", "en/glossary/", "en/harbour/facts/", "en/corrections/", "en/harbour/whole/"):
        assert not page(good, path).xpath("//p[@class='citing']")
        assert not (good.site / path / "cite.txt").exists()


def test_signs_of_tex_are_printed_as_they_are(good: Built, small_site: Path) -> None:
    hostile = r"A & b % $ # _ { ~ ^ \\ \\begin{x} @misc{y, }}}"
    apply({"change": {"docs/en/harbour/closing.md": ["title: What happened?", f'title: "{hostile}"']}}, small_site)
    _, bibtex, record = files(build(small_site, strict=False), EN)
    title = hostile.replace(r"\\", "\\")
    assert entry(bibtex)["title"] == csl(record)["title"] == title
    known, before = entry(bibtex), entry(good.html(EN + "cite.bib"))
    assert known | {"title": ""} == before | {"title": ""}


def test_pages_that_are_not_translated_are_cited_in_their_language_alone(small_site: Path) -> None:
    (small_site / "docs/fr/harbour/ending.md").unlink()
    built = build(small_site, strict=False)
    assert not (built.site / "fr/le-port/ending/cite.txt").exists()
    assert not page(built, "fr/le-port/ending/").xpath("//p[@class='citing']")
    assert (built.site / "en/harbour/ending/cite.txt").exists()


def test_who_answers_for_the_text_is_its_author(small_site: Path) -> None:
    (small_site / "mkdocs.yml").write_text(
        (small_site / "mkdocs.yml").read_text("utf-8") + "site_author: The Harbour Desk\n", "utf-8"
    )
    _, bibtex, record = files(build(small_site), EN)
    assert entry(bibtex)["author"] == csl(record)["author"][0]["literal"] == "The Harbour Desk"


def test_what_is_not_known_is_left_out() -> None:
    bare = Reference("x", "T", "", "P", "A", "https://example.org/", None, None, "en")
    assert "issued" not in csl(bare.csl())
