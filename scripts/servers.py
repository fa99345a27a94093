"""Finds the web servers of the tests, nginx and Caddy, or installs Debian’s packages of them.

Usage: python scripts/servers.py    prints their paths; exit 1 where one is missing and cannot be installed
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

PACKAGES = {"nginx": ("nginx-light", "libnginx-mod-http-brotli-static"), "caddy": ("caddy",)}
"By program. The tests start these themselves, on loopback; no service is left running."
HELP = (
    "tests/test_deploy.py needs nginx (with its module brotli_static) and Caddy on the PATH, and is left out without."
)


def find(name: str) -> str | None:
    """Path of a program, also where only root’s PATH leads."""
    return shutil.which(name, path=f"{os.environ.get('PATH', os.defpath)}{os.pathsep}/usr/sbin")


def install(names: list[str]) -> None:
    """Debian’s packages where we may; RUNLEVEL=1 keeps their services from starting."""
    packages = [package for name in names for package in PACKAGES[name]]
    subprocess.run(["apt-get", "update", "-qq"], check=False, stdout=subprocess.DEVNULL)
    command = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages]
    subprocess.run(command, check=False, stdout=subprocess.DEVNULL, env={**os.environ, "RUNLEVEL": "1"})


def main() -> int:
    missing = [name for name in PACKAGES if find(name) is None]
    if missing and shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        install(missing)
    paths = [find(name) for name in PACKAGES]
    print(*(paths if all(paths) else [HELP]), sep="\n")
    return 0 if all(paths) else 1


if __name__ == "__main__":
    sys.exit(main())
