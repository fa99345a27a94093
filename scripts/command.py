"""What commands have in common: refusals, names that must exist, columns."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Sequence

from precis.problems import InvalidInput


class Refusal(Exception):
    """Says why a command cannot be followed."""


def carried_out(command: Callable[[], int]) -> int:
    """The command's exit code: its own, 1 where files are faulty, 2 where it is refused; both are said."""
    try:
        return command()
    except BrokenPipeError:  # the reader, as in `| head`, had enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except InvalidInput as invalid:
        print(invalid, file=sys.stderr)
        return 1
    except Refusal as refusal:
        print(refusal, file=sys.stderr)
        return 2


def require(name: str, names: Iterable[str], kind: str) -> None:
    """Refuses a name that is none of those that exist."""
    there = list(dict.fromkeys(filter(None, names)))
    if name not in there:
        raise Refusal(f"“{name}” is no {kind}. There are: {', '.join(there) or 'none'}.")


def columns(rows: Sequence[Sequence[str]]) -> str:
    """Lines whose columns are wide enough for what they hold."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join("  ".join(map(str.ljust, row, widths)).rstrip() for row in rows)
