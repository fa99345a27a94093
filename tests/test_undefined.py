"""Templates say what there is: Jinja prints nothing for a name that does not exist, and tells nobody."""

from __future__ import annotations

from pathlib import Path

import jinja2
import pytest
from mkdocs.theme import Theme

from tests.test_carry import EDITS, made, project


def test_templates_print_nothing_that_does_not_exist(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    printed: list[str | None] = []

    class Told(jinja2.Undefined):
        def __str__(self) -> str:
            printed.append(self._undefined_name)
            return ""

    usual = Theme.get_env

    def telling(theme: Theme) -> jinja2.Environment:
        env = usual(theme)
        env.undefined = Told
        return env

    monkeypatch.setattr(Theme, "get_env", telling)
    folder = project(tmp_path / "project")
    for name in ("a misspelt word", "an answer", "a short version", "no translation", "a paragraph"):
        EDITS[name](folder, 1)
    assert made(folder, carry=False)[0], "a site whose translations are behind, or missing"
    assert printed == []
