"""The two stacks that the benchmark compares: what makes a site, what runs MkDocs, and where each keeps what.

The stock stack has an environment of its own below `.cache/bench/`, made with `python -m venv` from
`requirements-bench.txt`, which `scripts/lock.sh` locks with hashes; a changed lock makes a new one.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import tempfile
import venv
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from scripts.bench_site import ROOT, write_ours, write_stock

LOCK = ROOT / "requirements-bench.txt"
CACHE = ROOT / ".cache" / "bench"
PACKAGES = ("mkdocs", "mkdocs-material", "mkdocs-static-i18n", "mkdocs-ezglossary-plugin")


@dataclass(frozen=True, slots=True, eq=False)
class Stack:
    name: str
    python: Path
    write: Callable[[Path, int], None]
    "Makes its project in a folder, of about so many pages."
    roots: Mapping[str, str]
    "Below which address the pages of a language stand."

    def command(self, *arguments: str) -> list[str]:
        return [str(self.python), "-m", "mkdocs", *arguments]

    @property
    def environment(self) -> dict[str, str]:
        """Without our packages for the stock stack; ours are those of this folder."""
        kept = {key: text for key, text in os.environ.items() if key not in {"PYTHONPATH", "VIRTUAL_ENV"}}
        own = {"PYTHONPATH": str(ROOT)} if self.name == "ours" else {}
        return {**kept, **own, "NO_MKDOCS_2_WARNING": "1", "NO_COLOR": "1"}


OURS = Stack("ours", Path(sys.executable), write_ours, {"en": "en/", "fr": "fr/"})


def stock() -> Stack:
    """The stock stack, installed if it is not yet."""
    return Stack("stock", _installed(), write_stock, {"en": "", "fr": "fr/"})


def forget(project: Path) -> None:
    """What makes the next build a cold one: no site and none of our caches. They are put aside, since ext4 looks at
    each file that was deleted in the last minutes whenever it makes one: a build after 12,000 were costs half as much
    again."""
    for folder in ("site", ".cache"):
        if (project / folder).exists():
            (project / folder).rename(Path(tempfile.mkdtemp(prefix="forgotten-", dir=project.parent)) / folder)


def versions(lock: str) -> dict[str, str]:
    """Versions of the stock stack’s packages, as the text of the lock has them."""
    pairs = (line.split()[0].split("==") for line in lock.splitlines() if "==" in line and not line.startswith(" "))
    locked = dict(pairs)
    return {name: locked[name] for name in PACKAGES}


def _installed() -> Path:
    folder = CACHE / hashlib.sha256(LOCK.read_bytes()).hexdigest()[:12]
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    done = folder / "installed"
    if not done.exists():
        print(f"installs the stock stack into {folder.relative_to(ROOT)}", file=sys.stderr)
        venv.EnvBuilder(clear=True, with_pip=True).create(folder)
        quiet = ["--quiet", "--disable-pip-version-check", "--require-hashes"]
        subprocess.run([str(python), "-m", "pip", "install", *quiet, "--requirement", str(LOCK)], check=True)
        done.touch()
    return python
