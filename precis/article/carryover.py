"""An import repeated keeps of a page every passage whose words the article has not changed, as it was reviewed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from precis.intake.wordcount import listed
from precis.page import PageSource
from precis.segment import Segment, segments
from precis.wrapping import front

_TARGET = re.compile(r"\]\([^()]*\)|\{#[\w-]+\}")
_TEXTS = ("title", "answer")
"Of the front matter: what an import writes from the article."


def carried_over(new: PageSource, before: PageSource) -> str:
    """The page as the article has it now, in the passages that the last import, and the review since, left."""
    ours, theirs = _passages(new), _passages(before)
    matching = SequenceMatcher(None, [key for key, _ in theirs], [key for key, _ in ours], autojunk=False)
    body = [text for _, text in ours]
    for block in matching.get_matching_blocks():
        body[block.b : block.b + block.size] = [text for _, text in theirs[block.a : block.a + block.size]]
    head = before.text[: before.body_start]
    if len(body) == len(theirs) == matching.find_longest_match().size:
        return head_of(new, before, head) + before.body
    return head_of(new, before, head) + "".join(f"\n{text}\n" for text in body)


def head_of(new: PageSource, before: PageSource, head: str) -> str:
    """The front matter, with title and answer of the article where their words have changed."""
    for name in _TEXTS:
        now, then = str(getattr(new.front, name)), str(getattr(before.front, name))
        if _key(now) != _key(then):
            head = _replaced(head, name, now)
    return head


def _replaced(head: str, name: str, text: str) -> str:
    """With another text for a key, or with the key before the end."""
    line = f"{front(name, text)}\n" if text else ""
    found = re.search(rf"^{name}:.*\n(?:[ \t]+.*\n|[ \t]*\n)*", head, re.MULTILINE)
    if found:
        return head[: found.start()] + line + head[found.end() :]
    end = head.rindex("---")
    return head[:end] + line + head[end:]


def _passages(page: PageSource) -> list[tuple[tuple[str, ...], str]]:
    """Words and Markdown of each passage of the body."""
    return [(_key(one.text), one.text) for one in _body(page)]


def _body(page: PageSource) -> Iterator[Segment]:
    return (one for one in segments(page) if one.kind != "front")


def _key(markdown: str) -> tuple[str, ...]:
    """What a reader reads."""
    return tuple(listed(_TARGET.sub("]", markdown.replace("\\", ""))))
