"""Plain text as Markdown that shows exactly that text: in Python-Markdown, with the extensions of `mkdocs.yml`."""

from __future__ import annotations

import re
from collections.abc import Callable

SPACE = re.compile("[ \t\n\r\f\v\x85\u2028\u2029]+")
"White space as HTML has it, and its relatives; no-break and thin spaces are signs of their own."
_ANYWHERE = re.compile(
    r"(?P<sign>[\\`*\[\]{|]|(?<![^\W_])_|_(?![^\W_]))"
    r"|(?P<less><)"
    r"|(?P<entity>&(?=\#|\w+;))"
    # What begins a heading, quotation, list, rule, box or fence where it comes to stand at the start of a line.
    r"|(?:(?<= )|^)(?P<begins>\#|>|!!!|\+(?= |$)|-+(?= |$))"
    r"|(?:(?<= )|^)(?P<fence>=+(?= |$)|~{3})",
)
_NUMBERED = re.compile(r"(?<![^ ])(\d+)\.(?= |$)")
_FIRST_NUMBER = re.compile(r"\A( ?\d+)\.(?= |$)")
_IN_CODE = re.compile(r"(?m)^(?=.)")


def escaped(text: str, *, listed: bool = False) -> str:
    """The text in one line, made literal; it stays so wherever a space becomes a line break.

    `listed`: for an item of a list, where a number with a full stop begins another item on any line.
    """
    literal = _ANYWHERE.sub(_escape, SPACE.sub(" ", text))
    return (_NUMBERED if listed else _FIRST_NUMBER).sub(r"\1\\.", literal)


def code(text: str) -> str:
    """Preformatted text as a block of code, with its lines and spaces."""
    # Python-Markdown mends what looks like half a character reference, even here; U+2060 is seen by nobody.
    lines = text.replace("&#", "&\u2060#").expandtabs(4).strip("\n").split("\n")
    return _IN_CODE.sub("    ", "\n".join(line.rstrip() for line in lines))


def _escape(found: re.Match[str]) -> str:
    return _BY_GROUP[found.lastgroup or ""](found[0])


_BY_GROUP: dict[str, Callable[[str], str]] = {
    "sign": lambda sign: f"\\{sign}",
    "less": lambda _: "&lt;",
    "entity": lambda _: "&amp;",
    "begins": lambda signs: f"\\{signs}",
    # Neither sign can be escaped by a backslash.
    "fence": lambda signs: f"&#{ord(signs[0])};{signs[1:]}",
}
