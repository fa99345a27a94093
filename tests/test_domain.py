"""The domain stands alone, and the hooks keep to what they are for."""

from __future__ import annotations

import re
import subprocess
import sys

from tests.conftest import ROOT


def test_domain_imports_no_site_generator() -> None:
    files = (path.relative_to(ROOT).with_suffix("") for path in (ROOT / "precis").rglob("[a-z]*.py"))
    modules = sorted(".".join(path.parts) for path in files)
    program = f"import sys, {', '.join(modules)}; sys.exit('mkdocs' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=False).returncode == 0


def test_hooks_do_not_import_each_other() -> None:
    hooks = {path.stem for path in (ROOT / "hooks").glob("*.py")}
    for path in (ROOT / "hooks").glob("*.py"):
        lines = [line for line in path.read_text("utf-8").splitlines() if line.startswith(("import ", "from "))]
        assert not [line for line in lines if line.split()[1].split(".")[0] in hooks | {"hooks"}], path.name


def test_only_one_module_reads_files() -> None:
    for path in (ROOT / "precis").rglob("*.py"):
        if path.name != "disk.py":
            text = path.read_text("utf-8")
            assert ".read_text(" not in text.replace("disk.read_text(", ""), path.name
            assert not re.search(r"(?<![\w.])open\(", text), path.name
