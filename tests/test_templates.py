"""MkDocs finds in the theme what it found before, without its icons, and compiles each template once."""

from __future__ import annotations

from pathlib import Path

from mkdocs.config import load_config
from mkdocs.structure.files import Files

from tests.conftest import copy_good_site


def test_the_theme_has_the_same_files(tmp_path: Path) -> None:
    folder = copy_good_site(tmp_path / "project")
    config = load_config(str(folder / "mkdocs.yml"))
    found = []
    for hooked in (False, True):
        if hooked:
            reading = next(hook for name, hook in config["hooks"].items() if name.endswith("read_templates.py"))
            reading.on_config(config)
        files, env = Files([]), config.theme.get_env()
        files.add_files_from_theme(env, config)
        found.append(sorted(file.src_uri for file in files))
    assert found[0] == found[1] != []
    names = env.list_templates()
    assert "base.html" in names
    assert not [name for name in names if name.startswith(".")]
    assert env.get_template(".icons/material/magnify.svg").render().startswith("<svg")
    assert list((folder / ".cache" / "templates").iterdir()), "compiled templates are kept"
