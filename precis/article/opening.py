"""How an article begins: its title, standfirst, byline and date, before the first paragraph."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from precis.article.press_lines import PressLines
from precis.intake.block import Block, Role

TITLE = 22
"Words of a title."
HEAD = 8
"Blocks at the beginning among which byline and date are looked for."
_SENTENCE_INSIDE = re.compile(r"[.!?…][”»\"’]?\s+[^\W\d_a-z]")
_ENDED = re.compile(r"[.!?…:;,][”»\"’)\s]*\Z")
_CAPITALS = re.compile(r"(?:[^\W\d_a-zà-ÿ]{2,}\s+){1,4}(?=[a-zà-ÿ])|[AÀ] [^\W\d_a-zà-ÿ]{3,}\s+(?=[a-zà-ÿ])")
_REASONS: dict[Role, str] = {"byline": "it names the writer", "date": "it is the day or hour of publication"}


def opened(blocks: Sequence[Block], lines: PressLines) -> list[Block]:
    """The blocks, with what stands at the beginning in its role; what the file says of them stays."""
    found = list(blocks)
    first = [i for i, block in enumerate(found) if block.role == "paragraph"][:HEAD]
    prose = next((n for n, i in enumerate(first) if n and len(found[i].text.split()) > TITLE), 0)
    for n, i in enumerate(first):
        dated = n + 1 < len(first) and lines.is_date(found[first[n + 1]].text)
        early = n <= prose and (n > 0 or dated)
        role = _about(found[i].text, lines, early=early, signed=_has(found[:i], "byline"))
        if role is not None:
            found[i] = replace(found[i], role=role, reason=_REASONS[role])
    opening = _titled(found, [i for i in first if found[i].role == "paragraph"])
    reason = "" if _has(found, "standfirst") else _standfirst(found, opening)
    if reason:
        found[opening[0]] = replace(found[opening[0]], role="standfirst", reason=reason)
    return found


def _about(text: str, lines: PressLines, *, early: bool, signed: bool) -> Role | None:
    """`signed`: once the writer is named, a name with a day is the newspaper's."""
    if lines.is_byline(text, early=early):
        return "date" if signed and lines.day(text) and not lines.is_byline(text) else "byline"
    return "date" if lines.is_date(text) else None


def _has(found: Sequence[Block], role: Role) -> bool:
    return any(block.role == role for block in found)


def _titled(found: list[Block], opening: list[int]) -> list[int]:
    """Gives the title its role; the places of what comes after it."""
    at = None if _has(found, "title") or len(opening) < 2 else _title(found, opening)
    if at is None:
        return opening
    found[at] = replace(found[at], role="title", reason="it is short and opens the article")
    for i in opening[: opening.index(at)]:
        found[i] = replace(found[i], role="left-out", reason="it stands before the title")
    return opening[opening.index(at) + 1 :]


def _title(found: Sequence[Block], opening: Sequence[int]) -> int | None:
    """The first line where it can be one; else, as in an e-mail, the line above the writer's name."""
    first, second = found[opening[0]].text, found[opening[1]].text
    if _is_kicker(first) and _is_title(second):
        return opening[1]
    if _is_title(first):
        return opening[0]
    above = (i for i in opening if i + 1 < len(found) and found[i + 1].role in _REASONS)
    return next((i for i in above if first.endswith(",") and _is_title(found[i].text)), None)


def _is_title(text: str) -> bool:
    short = len(text.split()) <= TITLE and _SENTENCE_INSIDE.search(text) is None
    return short and not text.endswith((".", ",", ";", ":", ".”", '."'))


def _is_kicker(text: str) -> bool:
    """COMMENT, above the title."""
    return len(text.split()) < 3 and text == text.upper() and not text.endswith("?")


def _standfirst(found: Sequence[Block], opening: Sequence[int]) -> str:
    """Why the first paragraph is one; empty where it is the first of the text."""
    if len(opening) < 2 or len(found[opening[0]].text.split()) < 5 or _is_speech(found[opening[0]].text):
        return ""
    first, second = found[opening[0]], found[opening[1]]
    between = {found[i].role for i in range(opening[0] + 1, opening[1])}
    before = {found[i].role for i in range(opening[0])}
    if between & _REASONS.keys() and not before & _REASONS.keys():
        return "byline or date follow it"
    dateline = re.match(r"[^a-z]+[-–—]\s", second.text)
    if _CAPITALS.match(second.text) and not _CAPITALS.match(first.text) and not dateline:
        return "the next paragraph opens in capitals"
    least = TITLE // 2 if first.apart else TITLE // 3
    is_open = not _ENDED.search(first.text) and len(first.text.split()) > least
    return "it is long and has no full stop" if is_open and "title" in before else ""


def _is_speech(text: str) -> bool:
    return text[0] in '“«„"' and text.rstrip()[-1] in '”»“"'
