"""Makes some of the explainers, and leaves them where the next build finds them: for several machines at once.

Usage: python scripts/shard.py 2/4 [--new FOLDER]
       python scripts/shard.py --explainers calais-2015,night-ferry [--new FOLDER]

2/4 is the second of four shares: each machine tells by the same files which explainers are its own, about as much work
for each; none asks another. What it makes of them lies in .cache/precis/ afterwards, and what is new of that in FOLDER,
too. The names of these files say what is in them: copied together on one machine (cp -rn), in any order, they are what
a build there carries over (mkdocs build --strict), and it makes the rest of the site. All machines need the same files,
the same Python and the same packages. Where a share is missing, or was made of other files, the build makes it itself.

An explainer that something is wrong with, or that is behind its originals, is left to the build, which says why.
Exits with 0; with 1 where the project cannot be read, with 2 where there is no such share.
"""

from __future__ import annotations

import argparse
import logging
import os
import signal
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import mkdocs
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig

from precis import disk, shelf
from precis.carry.share import Done, Share, Unknown
from scripts.command import Refusal, carried_out, require

ROOT = Path(__file__).resolve().parent.parent


def main(arguments: list[str], root: Path = ROOT) -> int:
    wanted = parser().parse_args(arguments)
    return carried_out(lambda: run(wanted, root))


def parser() -> argparse.ArgumentParser:
    whole = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    which = whole.add_mutually_exclusive_group(required=True)
    which.add_argument(
        "share", nargs="?", type=numbered, default=None, metavar="NUMBER/TOTAL", help="which share of how many: 2/4"
    )
    which.add_argument("--explainers", type=named, metavar="NAME,…", help="these ones")
    whole.add_argument("--config-file", type=Path, metavar="FILE", help="another one than mkdocs.yml")
    whole.add_argument(
        "--preview", metavar="URL", help="as `mkdocs serve` shows them there; it begins this itself where it helps"
    )
    whole.add_argument("--new", type=Path, metavar="FOLDER", help="gets a copy of what this share made")
    return whole


def numbered(text: str) -> Share:
    number, _, total = text.partition("/")
    if not (number.isdecimal() and total.isdecimal() and 1 <= int(number) <= int(total)):
        raise argparse.ArgumentTypeError(f"“{text}” is no share; the second of four is 2/4")
    return Share(int(number), int(total))


def named(text: str) -> Share:
    return Share(names=frozenset(filter(None, text.split(","))))


def run(wanted: argparse.Namespace, root: Path) -> int:
    if wanted.preview:
        threading.Thread(target=end_with_preview, daemon=True).start()
    kept = shelf.of(wanted.config_file.resolve().parent if wanted.config_file else root)
    before = set(kept.names())
    done = made(wanted.share or wanted.explainers, wanted.config_file or root / "mkdocs.yml", wanted.preview)
    new = sorted((set(kept.names()) - before) | done.entries)
    if wanted.new:
        wanted.new.mkdir(parents=True, exist_ok=True)
        for name in new:
            disk.write_bytes(shelf.Shelf(wanted.new).path(name), kept.path(name).read_bytes())
    print("\n".join(told(done)))
    return 0


def end_with_preview() -> None:
    """This process and those that it began: the preview holds the other end of the input."""
    sys.stdin.read()
    os.killpg(0, signal.SIGKILL)


def made(share: Share, file: Path, served: str | None = None) -> Done:
    """`file`: the configuration; `served`: the address of the preview that they are for. Raises Refusal, and SystemExit
    where the project cannot be read, which is said."""
    if not hasattr(os, "fork"):
        raise Refusal("This system copies no processes: build the whole site here.")
    with tempfile.TemporaryDirectory() as folder, heard():
        config = configured(file, Path(folder) / "site")
        config.extra["share"] = share
        config.site_url = served or config.site_url
        config.plugins.on_startup(command="serve" if served else "build", dirty=False)
        try:
            build(config)
        except Done as done:
            return done
        except Unknown as unknown:
            require(unknown.name, unknown.names, "explainer")
    raise AssertionError("a build that was asked for a share makes no site")


@contextmanager
def heard() -> Iterator[None]:
    """Shows warnings and errors, as MkDocs’ own command does."""
    handler = logging.StreamHandler()
    handler.setLevel(logging.WARNING)
    logging.getLogger(mkdocs.__name__).addHandler(handler)
    try:
        yield
    finally:
        logging.getLogger(mkdocs.__name__).removeHandler(handler)


def configured(file: Path, site: Path) -> MkDocsConfig:
    config = load_config(str(file), site_dir=str(site))
    if not config.extra.get("carry", True):
        raise Refusal(f"{file.name} says “carry: false”: nothing is kept, so there is nothing to share.")
    return config


def told(done: Done) -> Iterator[str]:
    for what, names in {"made": done.made, "there already": done.there, "left to the build": done.left}.items():
        if names:
            yield f"{len(names)} {what}: {', '.join(names)}"
    yield f"{len(done.share) - len(done.left)} of {len(done.share)} explainers of this share are kept"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
