"""The locked dependencies, as `scripts/lock.sh` writes them, with what their packages say of themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib.metadata import PackageMetadata, PackageNotFoundError, metadata
from pathlib import Path
from types import MappingProxyType

_PACKAGE = re.compile(r"^([\w.-]+)(?:\[[^\]]*\])?==([^ ;\\]+)(?: ; ([^\\]+?))?(?: \\)?$")
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")
_VIA = re.compile(r"^    #(?: via)? +(\S+)(?: \(.*\))?$")
_CLASSIFIERS: Mapping[str, str] = MappingProxyType(
    {
        "MIT License": "MIT",
        "BSD License": "BSD-3-Clause",
        "Apache Software License": "Apache-2.0",
        "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    }
)
_KNOWN: Mapping[str, str] = MappingProxyType(
    {
        "cobble": "BSD-2-Clause",
        "colorama": "BSD-3-Clause",
        "ghp-import": "Apache-2.0",
        "justext": "BSD-2-Clause",
        "mergedeep": "MIT",
        "python-dateutil": "Apache-2.0 OR BSD-3-Clause",
        "tzdata": "Apache-2.0",
    }
)
"Licences of packages that say theirs in other words than SPDX’s, or are not installed on every system."
_SPDX = re.compile(r"[A-Za-z0-9.+-]+(?: (?:AND|OR|WITH) [A-Za-z0-9.+-]+)*")


@dataclass(frozen=True)
class Locked:
    name: str
    version: str
    marker: str
    "For which systems; empty for all."
    hashes: tuple[str, ...]
    "SHA-256 of its files."
    needed_by: tuple[str, ...]
    "Other packages, and `precis` itself."

    @cached_property
    def licence(self) -> str:
        """As an SPDX expression; `NOASSERTION` where the package does not say it in such words."""
        return _KNOWN.get(self.name) or next(_licences(self._metadata), "NOASSERTION")

    @property
    def home(self) -> str:
        return f"https://pypi.org/project/{self.name}/{self.version}/"

    @property
    def _metadata(self) -> PackageMetadata | None:
        try:
            return metadata(self.name)
        except PackageNotFoundError:
            return None


def read(path: Path) -> list[Locked]:
    """The packages of a requirements file with hashes."""
    return [_locked(block) for block in _blocks(path.read_text("utf-8").splitlines())]


def _blocks(lines: list[str]) -> Iterator[list[str]]:
    block: list[str] = []
    for line in lines:
        if _PACKAGE.match(line) and block:
            yield block
            block = []
        block.append(line)
    yield block


def _locked(block: list[str]) -> Locked:
    found = _PACKAGE.match(block[0])
    assert found, block[0]
    hashes = tuple(_HASH.findall("\n".join(block)))
    via = (match[1] for line in block if (match := _VIA.match(line)) and match[1] != "via")
    return Locked(found[1], found[2], found[3] or "", hashes, tuple(via))


def _licences(said: PackageMetadata | None) -> Iterator[str]:
    """What a package calls its licence, the clearest words first."""
    if said is None:
        return
    for word in (word for key in ("License-Expression", "License") for word in said.get_all(key) or []):
        if _SPDX.fullmatch(word):
            yield word
    for classifier in said.get_all("Classifier") or []:
        name = classifier.rpartition(" :: ")[2]
        if classifier.startswith("License ::") and name in _CLASSIFIERS:
            yield _CLASSIFIERS[name]
