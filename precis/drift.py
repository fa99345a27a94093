"""Where a translation no longer says what its source says: passage by passage, compared with what it was made from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from precis.page import PageSource
from precis.problems import Problem
from precis.segment import Segment, by_section, segments
from precis.translated import PageState
from precis.wording import Comparison, digest

Kind = Literal["figure", "wording", "added", "removed"]
Passage = tuple[str, str]
"Digest and text of a passage of the source, as it was."


@dataclass(frozen=True, slots=True)
class Drift:
    kind: Kind
    section: str
    was: str
    "What was translated; empty where the source has a new passage."
    source: Segment | None
    "What the source says now; None where it was removed."
    translation: Segment | None
    "The passage of the translation; that before the gap, where one is missing; None where it cannot be told."


def drifts(state: PageState, source: PageSource, translation: PageSource, comparison: Comparison) -> list[Drift]:
    """The passages of a page that changed since they were translated, in the order of the source."""
    ours, theirs = by_section(segments(source)), by_section(segments(translation))
    kept = state.digests()
    now = {digest(one.text) for parts in ours.values() for one in parts}
    found = []
    for section in dict.fromkeys((*ours, *state.sections)):
        old = list(state.sections.get(section, {}).items())
        changed = _changed(old, ours.get(section, []), theirs.get(section, []), comparison)
        found += [drift for drift in changed if not _moved(drift, kept, now)]
    return found


def figure_problems(found: Sequence[Drift], source: PageSource, translation: PageSource) -> Iterator[Problem]:
    """A figure that changed must be translated before the page is published."""
    for drift in found:
        if drift.kind == "figure" and drift.source is not None:
            line = drift.translation.line(translation) if drift.translation else None
            what = f"was made from “{_short(drift.was)}”, whose figures or facts have changed"
            expected = f"a translation of {source.path}:{drift.source.line(source)}"
            repair = (
                f"translate it, then: python scripts/translations.py confirm {translation.language} {translation.key}"
            )
            yield Problem(translation.path, line, what, expected, repair)


def _changed(
    old: Sequence[Passage], new: Sequence[Segment], theirs: Sequence[Segment], comparison: Comparison
) -> Iterator[Drift]:
    """Translations stand in the order of what they were made from, where there are as many of them."""
    places: Mapping[int, Segment] = dict(enumerate(theirs)) if len(theirs) == len(old) else {}
    section = new[0].section if new else theirs[0].section if theirs else ""
    matcher = SequenceMatcher(None, [one for one, _ in old], [digest(one.text) for one in new], autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        for place in range(max(b - a, d - c)) if kind != "equal" else ():
            was = old[a + place][1] if a + place < b else ""
            now = new[c + place] if c + place < d else None
            change = _kind(was, now, comparison)
            if change is not None:
                yield Drift(change, section, was, now, places.get(min(a + place, b - 1) if b else 0))


def _kind(was: str, now: Segment | None, comparison: Comparison) -> Kind | None:
    if now is None:
        return "removed"
    if not was:
        return "added"
    change = comparison.change(was, now.text)
    return None if change == "none" else change


def _moved(drift: Drift, kept: set[str], now: set[str]) -> bool:
    """Whether the passage only stands elsewhere on the page."""
    if drift.source is None:
        return digest(drift.was) in now
    return digest(drift.source.text) in kept


def _short(text: str) -> str:
    return text if len(text) < 60 else text[:57].rstrip() + "…"
