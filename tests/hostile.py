"""The small site with attacks in every field that takes text, within what is allowed."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import yaml
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from precis.chart import chart as charts
from precis.chart import mapbase
from precis.chart.mapcheck import read
from precis.fact import Entries, messages
from precis.records import parse, validated
from tests.conftest import configuration, copy_good_site

HOST = "attacker.example"
ATTACKS = (
    f'=HYPERLINK("https://{HOST}/csv")',
    f"""'"><img src="https://{HOST}/img" onerror="pwn()"></title></script><script>pwn()</script>""",
    f"</textarea></noscript></style>--><svg onload=pwn()><style>@import '//{HOST}/css'</style>",
    "{{ seven * seven }}{% include 'base.html' %}${pwn()}{number.__class__}{!r}%(x)s",
    f"[x](javascript:pwn()) ![y](https://{HOST}/md) <javascript:pwn()> `z` *w*",
    '#panic("typst") $x$ @cite \\u{41} // comment /* more',
    "]]> <!-- &lt;script&gt;pwn()&lt;/script&gt; --!> &quot;",
)
TEXT = " ".join(ATTACKS)
_NAMES = frozenset(
    {"label", "note", "place", "stated_by", "was", "title", "container-title", "publisher", "family", "given", "one"}
    | {"other", "definition", "example", "name", "what", "locator"}
)
CHARTS: dict[str, Any] = {
    "traffic": {"type": "bars", "title": "x", "facts": ["ships", "ships-a-month"], "note": "x", "labels": "stated_by"},
    "days": {"type": "timeline", "title": "x", "facts": ["ships", "closed"], "labels": {"closed": TEXT}},
    "place": {"type": "map", "title": "x", "note": "x", "base": "coast"},
}
MAP: dict[str, Any] = {
    "credit": {"name": "x", "url": f"https://{HOST}/%22%3E%3Cscript%3E?a=1&b=(x)"},
    "box": [0, 50, 2, 51],
    "land": [[[0, 50], [2, 50], [2, 51]]],
    "places": {"quay": {"name": "x", "kind": "port", "at": [0.5, 50.2], "what": "x"}},
    "areas": {"sea": {"name": "x", "kind": "sea", "at": [0.3, 50.8]}},
}
BODY = f"""
## `<script>pwn()</script>` and &lt;img src=x onerror=pwn()> {{#attack}}

A line: &lt;script>pwn()&lt;/script>, `{ATTACKS[1]}`,
[words](ending.md "'>&lt;img src=x onerror=pwn()>").

![&lt;img src=x onerror=pwn()>](picture.svg){{ title="'&gt;&lt;script&gt;pwn()&lt;/script&gt;" }}

![](chart:traffic)

![](chart:days)

![](chart:place)
"""
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><title>&lt;script&gt;</title></svg>'


def attack(folder: Path) -> Path:
    """A good site in the folder, as those wrote it who mean harm, within what is allowed."""
    copy_good_site(folder)
    (folder / "mkdocs.yml").write_text(configuration(site_name=TEXT, site_description=TEXT, site_author=TEXT), "utf-8")
    for path in [*folder.glob("docs/_facts/*.yml"), *folder.glob("docs/_sources/*.yml")]:
        _write(path, _hostile(_read(path)))
    _write(folder / "docs/_charts/harbour.yml", _hostile(CHARTS))
    _write(folder / "docs/_maps/coast.yml", _hostile(MAP))
    for path in folder.glob("locales/*/glossary.yml"):
        terms = _hostile(_read(path))
        for name, term in terms.items():
            term.update(
                alt=[f"{TEXT} {name} alt"],
                hidden=[f"{TEXT} {name} hidden"],
                note=TEXT,
                sources=[{"title": TEXT, "publisher": TEXT}],
            )
        _write(path, terms)
    for path in folder.glob("docs/*/harbour/*.md"):
        _front(path)
    for path in folder.glob("docs/*/harbour/closing.md"):
        path.write_text(path.read_text("utf-8").replace("\n!!! note", f"{BODY}\n!!! note"), "utf-8")
        path.with_name("picture.svg").write_text(SVG, "utf-8")
    _translate(folder)
    return folder


def _hostile(value: Any, name: str = "") -> Any:
    """The same data with the attacks in each text."""
    if isinstance(value, dict):
        return {key: _hostile(one, str(key)) for key, one in value.items()}
    if isinstance(value, list):
        return [_hostile(one, name) for one in value]
    return f"{TEXT} {value}" if isinstance(value, str) and name in _NAMES else value


def _read(path: Path) -> Any:
    return parse(path.read_text("utf-8"), path.name).data


def _write(path: Path, data: Any) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), "utf-8")


def _front(path: Path) -> None:
    _, front, body = path.read_text("utf-8").split("---\n", 2)
    data = parse(front, path.name).data
    data.update(title=f"{TEXT} {data['title']}", short=TEXT, description=TEXT)
    data["answer"] = f"{data.get('answer', '')} `{ATTACKS[1]}` &lt;script>pwn()&lt;/script>".strip()
    data["brief"] = data["answer"]
    path.write_text(f"---\n{yaml.safe_dump(data, allow_unicode=True)}---\n{body}", "utf-8")


def _translate(folder: Path) -> None:
    """Catalogues in which every message attacks, too."""
    path = folder / "locales/fr/LC_MESSAGES/precis.po"
    interface = read_po(io.StringIO(path.read_text("utf-8")), locale="fr")
    for message in interface:
        if message.id and isinstance(message.id, str):
            message.string = f"{message.string} {' '.join(one for one in ATTACKS if '{' not in one)}"
    _save(path, interface)
    content = Catalog("fr")
    for one in dict.fromkeys(_messages(folder)):
        content.add(one, tuple(f"fr {text}" for text in one) if isinstance(one, tuple) else f"fr {one}")
    _save(path.with_name("content.po"), content)


def _save(path: Path, catalog: Catalog) -> None:
    with path.open("wb") as file:
        write_po(file, catalog)


def _messages(folder: Path) -> Iterator[str | tuple[str, str]]:
    for path in folder.glob("docs/_facts/*.yml"):
        entries: Entries = validated(parse(path.read_text("utf-8"), path.name), Entries)
        yield from _all(messages(entry) for entry in entries.values())
    for path in folder.glob("docs/_charts/*.yml"):
        found: charts.Charts = validated(parse(path.read_text("utf-8"), path.name), charts.Charts)
        yield from _all(charts.messages(chart) for chart in found.values())
    for path in folder.glob("docs/_maps/*.yml"):
        yield from (text for _, _, text in mapbase.messages(read(parse(path.read_text("utf-8"), path.name))))


def _all(found: Iterable[Iterable[str | tuple[str, str]]]) -> Iterator[str | tuple[str, str]]:
    for one in found:
        yield from one
