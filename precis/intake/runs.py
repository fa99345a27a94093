"""Running text: stretches with their emphasis and links, as plain text and as Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from precis.intake.escape import SPACE, escaped
from precis.intake.wordcount import listed as words_of

LINE = "\x1e"
"A line break that the writer wanted, in a run of its own; no input holds this sign."
GAP = "\x1f"
"Where something was taken out, in a run of its own: a space, but for what stands close to a word."
_AFTER_WORD = re.compile(r"[\s.,;:!?…)\]}»”’%]")
_BEFORE_WORD = re.compile(r"[\s(\[{«“‘]\Z")


@dataclass(frozen=True, slots=True)
class Run:
    text: str
    strong: bool = False
    emphasised: bool = False
    href: str = ""
    "As `precis.intake.address` lets it pass."

    @property
    def style(self) -> str:
        """Emphasis in strong words is dropped: Markdown has no sure way to write it."""
        return "**" if self.strong else "*" if self.emphasised else ""


def plain(runs: Iterable[Run]) -> str:
    """As a reader sees it, each run of white space one space."""
    return _even("".join(run.text for run in _settled(runs))).strip(" ")


def is_bold(runs: Iterable[Run]) -> bool:
    """Whether all its words stand out, and there are some."""
    strong = [run.strong for run in runs if words_of(run.text)]
    return bool(strong) and all(strong)


def markdown(runs: Sequence[Run], *, listed: bool = False) -> str:
    """The runs as one line of Markdown; `listed` as for `escaped`."""
    written = ""
    evened = list(_evened(runs))
    for href, linked in groupby(evened, key=lambda run: run.href):
        written = (_linked if href else _styled)(written, list(linked), listed)
    return written.strip(" ")


def lines(runs: Sequence[Run]) -> list[list[Run]]:
    """Cut at empty lines, and where a line that stands out goes over into one that does not."""
    cut: list[list[Run]] = []
    for stretch in _stretches(runs):
        if cut and is_bold(cut[-1]) == is_bold(stretch[1]) and not stretch[0]:
            cut[-1] += [Run(LINE), *stretch[1]]
        else:
            cut.append(list(stretch[1]))
    return cut


def _stretches(runs: Sequence[Run]) -> Iterator[tuple[bool, list[Run]]]:
    """Each line that is not empty, and whether an empty one stands before it."""
    apart, line = True, list[Run]()
    for run in [*runs, Run(LINE)]:
        if run.text != LINE:
            line.append(run)
        elif plain(line):
            yield apart, line
            apart, line = False, []
        else:
            apart, line = True, []


def _settled(runs: Iterable[Run]) -> Iterator[Run]:
    """With a space for each gap that needs one."""
    end, gap = " ", None
    for run in runs:
        if run.text == GAP:
            gap = run
        elif run.text:
            if gap and not _AFTER_WORD.match(run.text) and not _BEFORE_WORD.search(end):
                yield replace(gap, text=" ")
            yield run
            end, gap = run.text, None


def _even(text: str) -> str:
    return SPACE.sub(" ", text.replace(LINE, " "))


def _evened(runs: Iterable[Run]) -> Iterator[Run]:
    """The runs with single spaces, none at the beginning, those alike put together."""
    end = " "
    for _, alike in groupby(_settled(runs), key=lambda run: (run.style, run.href)):
        same = list(alike)
        text = _even("".join(run.text for run in same))
        text = text.removeprefix(" ") if end == " " else text
        if text:
            end = text[-1]
            yield replace(same[0], text=text)


def _linked(written: str, runs: list[Run], listed: bool) -> str:
    label = _styled("", runs, listed)
    core = label.strip(" ")
    if not words_of(core):
        return _styled(written, [replace(run, href="") for run in runs], listed)
    before, after = label[: len(label) - len(label.lstrip(" "))], label[len(label.rstrip(" ")) :]
    written += before
    if written.endswith("!"):
        written = written[:-1] + "\\!"
    # Not by backslashes: what defines a reference is looked for before they are.
    core = re.sub(r"\\([\[\]])|^\^", lambda sign: f"&#{ord(sign[0][-1])};", core)
    return f"{written}[{core}]({runs[0].href}){after}"


def _styled(written: str, runs: list[Run], listed: bool) -> str:
    for place, run in enumerate(runs):
        follows = runs[place + 1].text if place + 1 < len(runs) else ""
        written += _emphasised(run, written[-1:], follows[:1], listed)
    return written


def _emphasised(run: Run, before: str, after: str, listed: bool) -> str:
    """With its signs only where nothing can misread them: between white space or punctuation, around words."""
    core = run.text.strip()
    start = run.text.index(core)
    lead, trail = run.text[:start], run.text[start + len(core) :]
    beside = ("" if lead else before) + ("" if trail else after)
    if not run.style or not words_of(core) or re.search(r"[\w*]", beside):
        return escaped(run.text, listed=listed)
    return f"{lead}{run.style}{escaped(core, listed=listed)}{run.style}{trail}"
