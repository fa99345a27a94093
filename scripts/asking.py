"""Questions to the person at the keyboard, who may stop at any of them."""

from __future__ import annotations

import contextlib
import signal
from collections.abc import Iterator, Sequence
from types import FrameType

import click


class Stopped(Exception):
    """Ctrl-C, or the end of what is typed."""


def tell(text: str) -> None:
    """Prints a text, which may come from anywhere, without what terminals take for orders."""
    print("".join(sign if sign.isprintable() or sign in "\n\u00a0\u202f" else "\ufffd" for sign in text))


def ask(question: str, default: str = "") -> str:
    """The answer, or the default where there is none. Raises Stopped."""
    try:
        answer = input(f"{question} [{default}]: " if default else f"{question}: ")
    except (EOFError, KeyboardInterrupt):
        print()
        raise Stopped from None
    return answer.strip() or default


def require(question: str, default: str = "") -> str:
    """An answer that is not empty. Raises Stopped."""
    while not (answer := ask(question, default)):
        print("  Please answer, or stop with Ctrl-C: nothing is lost.")
    return answer


def choose(question: str, options: Sequence[str], default: str = "") -> str:
    """One of several words, which their first letters name too. Raises Stopped."""
    while True:
        answer = ask(f"{question} ({', '.join(options)})", default).lower()
        meant = [one for one in options if answer and one.startswith(answer)]
        if answer in options or len(meant) == 1:
            return answer if answer in options else meant[0]
        print(f"  “{answer}” is none of {', '.join(options)}.")


def compose(text: str) -> str | None:
    """The text as it was left in $VISUAL or $EDITOR; None where it was not saved, or no editor could be run."""
    try:
        return click.edit(text, extension=".yml")
    except click.ClickException as error:
        print(f"  The editor could not be run: {error.message}. Set EDITOR to one that waits until you close the file.")
        return None


@contextlib.contextmanager
def undisturbed() -> Iterator[None]:
    """Ctrl-C waits until the end."""
    pressed: list[int] = []

    def note(number: int, _frame: FrameType | None) -> None:
        pressed.append(number)

    before = signal.signal(signal.SIGINT, note)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
    if pressed:
        raise KeyboardInterrupt
