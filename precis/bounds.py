"""How long and how deep a page may be, so that reading it comes to an end: Markdown has texts that take it hours."""

from __future__ import annotations

import re
from collections.abc import Iterator

from precis.problems import Problem

PAGE, BLOCKS, BLOCK, INDENT = 200_000, 5_000, 50_000, 120
"Characters of a page, texts of a page between empty lines, characters of one, spaces before a line."
_NESTED = re.compile(r"^(?:[ \t]*+(?:>|[*+-][ \t]|\d++[.)][ \t])){20}", re.MULTILINE)
_INDENTED = re.compile(rf"^[ \t]{{{INDENT}}}", re.MULTILINE)
_EMPTY = re.compile(r"\n[ \t]*\n")
_MANY = {"[": 1_000, "<": 1_000, "[^": 1_000, "`": 2_000, "!": 2_000}
"Signs of one block, for which Markdown looks back and forth."
_MOST = {"[": 5_000, "<": 5_000, "[^": 1_000, "<!": 100, "<?": 100}
"The same of a page."


def exceeded(text: str, path: str) -> Iterator[Problem]:
    """What is too much of a page."""
    if len(text) > PAGE:
        yield Problem(path, None, f"has {len(text):,} characters", f"at most {PAGE:,}", "divide the page")
        return
    for form, what in ((_NESTED, "quotations and lists stand in each other"), (_INDENTED, "a line is indented")):
        if found := form.search(text):
            line, expected = text.count("\n", 0, found.start()) + 1, f"20 levels, {INDENT} spaces at most"
            yield Problem(path, line, f"{what} too deeply", expected, "take levels out")
    for sign, most in _MOST.items():
        if (number := text.count(sign)) > most:
            yield Problem(path, None, f"holds “{sign}” {number:,} times", f"{most:,} at most", "divide the page")
    yield from _blocks(text, path)


def _blocks(text: str, path: str) -> Iterator[Problem]:
    start, blocks = 0, _EMPTY.split(text)
    if len(blocks) > BLOCKS:
        yield Problem(path, None, f"has {len(blocks):,} texts", f"{BLOCKS:,} at most", "divide the page")
        return
    for block in blocks:
        if len(block) > min(BLOCK, *_MANY.values()):  # a shorter one cannot have too much of anything
            line = text.count("\n", 0, text.index(block, start)) + 1
            if len(block) > BLOCK:
                what, expected = f"a text has {len(block):,} characters", f"{BLOCK:,} at most between empty lines"
                yield Problem(path, line, what, expected, "divide it")
            for sign, most in _MANY.items():
                if (number := block.count(sign)) > most:
                    what = f"a text holds “{sign}” {number:,} times"
                    yield Problem(path, line, what, f"{most:,} at most between empty lines", "divide it")
        start += len(block)
