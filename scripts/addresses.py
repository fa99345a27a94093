"""Keeps the list of published addresses, addresses.txt: none of them may ever lead nowhere.

Usage: python scripts/addresses.py update
       python scripts/addresses.py check [--recorded]
       python scripts/addresses.py withdraw ADDRESS [--reason TEXT]

Run `update` after `mkdocs build --strict`, when that site is published, and commit the list; scripts/publish.py does
it by itself. `check` compares the built site with the list, as every build does; with --recorded, for machines that
publish what was committed, an address that the list lacks fails, too. `withdraw` takes back a page that you removed:
readers are told when, and why if you say so, and servers answer 410. Where a page only moved, write `was:` into its
front matter instead.
Exit codes: 0 all is well, 1 something would be lost, 2 wrong usage.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from precis import clock, disk, ledger
from precis.ledger import Entry, Ledger
from scripts.command import Refusal, carried_out

ROOT = Path(__file__).resolve().parent.parent


def main(arguments: list[str], root: Path = ROOT) -> int:
    wanted = parser().parse_args(arguments)
    return carried_out(lambda: int(wanted.run(wanted, root)))


def parser() -> argparse.ArgumentParser:
    whole = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    whole.add_argument("--site", type=Path, help="the built site, if it is not in site/")
    commands = whole.add_subparsers(required=True, metavar="COMMAND")
    updating = commands.add_parser("update", help="add the addresses of the built site")
    updating.set_defaults(run=update)
    checking = commands.add_parser("check", help="look whether all of them answer")
    checking.add_argument("--recorded", action="store_true", help="and whether the list has all of the site's")
    checking.set_defaults(run=check)
    withdrawing = commands.add_parser("withdraw", help="take one back for good")
    withdrawing.add_argument("address")
    withdrawing.add_argument("--reason", default="", help="a sentence for readers, in the language of the page")
    withdrawing.set_defaults(run=withdraw)
    return whole


def read(root: Path) -> Ledger:
    """The list, which need not exist yet. Raises InvalidInput."""
    path = root / ledger.FILE
    return ledger.parse(disk.read_text(path, root)) if path.is_file() else {}


def record(root: Path, site: Path) -> int:
    """Adds what the site answers at to the list; says how many addresses were new. Raises InvalidInput."""
    known = read(root)
    new = {address: Entry(address) for address in ledger.published(files(site)) - known.keys()}
    if new:
        disk.write_text(root / ledger.FILE, ledger.dumped({**known, **new}))
    return len(new)


def files(site: Path) -> set[str]:
    return {path.relative_to(site).as_posix() for path in disk.files_below(site, "**/*")}


def update(wanted: argparse.Namespace, root: Path) -> int:
    number = record(root, built(wanted, root))
    print(f"{ledger.FILE}: {number} added" if number else f"{ledger.FILE} was up to date")
    return 0


def check(wanted: argparse.Namespace, root: Path) -> int:
    known, found = read(root), files(built(wanted, root))
    problems = list(ledger.lost(known, found, {}))
    new = sorted(ledger.published(found) - known.keys()) if wanted.recorded else []
    for problem in problems:
        print(problem, file=sys.stderr)
    if new:
        more = f" and {len(new) - 1} more" if new[1:] else ""
        print(f"{ledger.FILE} lacks {new[0]}{more}: python scripts/addresses.py update, and commit it", file=sys.stderr)
    if not problems and not new:
        print(f"all {len(known)} addresses answer")
    return int(bool(problems or new))


def withdraw(wanted: argparse.Namespace, root: Path) -> int:
    known = read(root)
    if wanted.address not in known:
        raise Refusal(
            f"{wanted.address} is not in {ledger.FILE}: it was never published. Write it from the site’s root: /en/…/"
        )
    gone = Entry(wanted.address, 0, clock.today(os.environ), " ".join(wanted.reason.split()))
    disk.write_text(root / ledger.FILE, ledger.dumped({**known, wanted.address: gone}))
    print(f"{wanted.address} is withdrawn: remove its page in docs/, build, publish")
    return 0


def built(wanted: argparse.Namespace, root: Path) -> Path:
    site: Path = wanted.site or root / "site"
    if not (site / "index.html").is_file():
        raise Refusal(f"{site} holds no site. Build it first: mkdocs build --strict")
    return site


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
