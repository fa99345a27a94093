"""What tests with random input share: hostile texts, valid files that are damaged, and what a refusal must say."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import strategies as st

from precis.problems import InvalidInput, Problem
from precis.project import Project, load
from precis.publication import Publication
from tests.charted import chart
from tests.conftest import copy_good_site
from tests.counting import some

__all__ = ["some"]
PIECES = (
    *("word", "two words", "é", "’", "\u00a0", "\u202f", "\u200f", "١٢", "三", "\U0001f600", "1,200", "4.5"),
    *("£7 million", "27 July 2015", "12 %", "a third of", "2015-07-27", "1999-05?", "2015/2016", "~", "null", "true"),
    *("-1", "1e9", "0x1F", "\n", "\n\n", "    ", "\t", ": ", "- ", "# ", "> ", "1. ", "| a | b |\n|--|--:|\n"),
    *("!!! note\n    ", "---\n", "[", "]", "{", "}", "(", ")", "<", ">", "&", '"', "'", "`", "*", "_", "\\", "!", "="),
    *("@", "+", "%", "$", "?", "*a", "&a ", "!!x ", "<script>alert(1)</script>", "<img src=x onerror=alert(1)>"),
    *("</title>", "<svg onload=alert(1)>", "<!--", "-->", "<b>", "[x](javascript:alert(1))", "[](fact:ships)"),
    *("[about 1,200](fact:ships)", "[x](fact:none)", "[x](term:pilot)", "[](term:pilot)", "[x](source:gazette-1999)"),
    *("![](chart:dates)", "![x](y.png)", "[^1]", "[^1]: ", "{: onclick=x }", "{#main}", "{#a .b}"),
    *("## Heading {#a}\n", "&lt;script>", "&#1;", "&#x202e;", "\u2028", "\ufeff", "\u202e", "{{ 7 }}", "{number}"),
    *("{number.__class__}", "{0}", "{!r}", "%s", "msgid ", 'msgstr "x"\n', "../", "/etc/passwd", "C:\\", "con"),
    *("=1+1", "<td style='x'>", "<a href='java&#10;script:x'>", "<p id=main>", "<math>", "<body onload=x>", "]]>"),
    *("x" * 70,),
)  # fmt: skip
TEXT = st.lists(st.sampled_from(PIECES), max_size=14).map("".join) | st.text(max_size=30)
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers(-(10**20), 10**20)
    | st.floats()
    | TEXT
    | st.sampled_from(("2015-07-27", "ships", "pilot", "exact", "count", "en", "https://x.example/"))
)


def damaged(text: str) -> st.SearchStrategy[str]:
    """A valid file with pieces taken out, doubled, and put in."""
    edits = st.lists(
        st.tuples(st.integers(0, len(text)), st.integers(0, 12), st.sampled_from(PIECES) | st.just("")), max_size=3
    )
    return edits.map(lambda found: functools.reduce(_edited, found, text))


def _edited(text: str, edit: tuple[int, int, str]) -> str:
    start, length, piece = edit
    return text[:start] + piece + text[start + length :]


def mutated(data: Any) -> st.SearchStrategy[Any]:
    """Valid data with some of its values and keys replaced."""

    @st.composite
    def draw_one(draw: st.DrawFn) -> Any:
        changed = data
        for _ in range(draw(st.integers(1, 3))):
            changed = _changed(changed, draw)
        return changed

    return draw_one()


def _changed(data: Any, draw: st.DrawFn) -> Any:
    keys: list[Any] = list(data) if isinstance(data, dict) else list(range(len(data))) if isinstance(data, list) else []
    if not keys or draw(st.integers(0, 5)) == 0:
        return draw(SCALARS | st.lists(SCALARS, max_size=2) | st.dictionaries(TEXT, SCALARS, max_size=2))
    key = draw(st.sampled_from(keys))
    if isinstance(data, list):
        return [*data[:key], _changed(data[key], draw), *data[key + 1 :]]
    how = draw(st.integers(0, 7))
    rest = {name: value for name, value in data.items() if how or name != key}
    if how < 2:
        return {**rest, draw(TEXT): data[key]} if how else rest
    return {**rest, key: _changed(data[key], draw)}


def assert_told(problems: tuple[Problem, ...]) -> None:
    """That each says what is wrong, what is expected and what to do."""
    assert problems
    for problem in problems:
        assert problem.what.strip(), problem
        assert problem.expected.strip(), problem
        assert problem.repair.strip(), problem


def read_or_told(read: Callable[..., Any], *given: Any) -> Any:
    """What a reader makes of its input; None where it refuses it with words."""
    try:
        return read(*given)
    except InvalidInput as refused:
        assert_told(refused.problems)
        return None


@cache
def folder() -> Path:
    """The small site in five languages, with charts; kept until the process ends."""
    kept = TemporaryDirectory()
    _KEPT.append(kept)
    site = copy_good_site(Path(kept.name) / "site")
    return chart(site)


_KEPT: list[TemporaryDirectory[str]] = []


@cache
def project() -> Project:
    return load(folder(), folder() / "docs", "en")


def publication() -> Publication:
    return Publication(project(), dt.date(2026, 5, 20))
