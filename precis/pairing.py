"""Which passage of a translation stands for which of its source, told from the record of what it was made from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from precis.drift import Drift
from precis.page import PageSource
from precis.segment import Segment, by_section, segments
from precis.translated import PageState
from precis.wording import digest

Status = Literal["current", "stale", "missing", "unclear"]
"`unclear`: its section has other passages than were recorded, so that none can be told to be its translation."
Slot = tuple[str, int]
"Section and place of a passage of the translation."
Made = tuple[str, str] | None
"Digest and text of what a passage was made from; None where nobody knows."


@dataclass(frozen=True, slots=True)
class Pair:
    id: str
    source: Segment
    status: Status
    slot: Slot | None
    "Of its translation; None where it has none."
    was: str
    "What a stale translation was made from; empty where nobody knows."


@dataclass(frozen=True, slots=True)
class Pairing:
    source: PageSource
    translation: PageSource | None
    "None where the page is not translated."
    pairs: Sequence[Pair]
    "Every passage of the source, in the order of its file."
    theirs: Mapping[str, Sequence[Segment]]
    "The passages of the translation, by section."
    made: Mapping[str, Sequence[Made]]
    "What each of them was made from; without sections in which that cannot be told."
    slug: str | None = None
    "Of a page that is not translated: the slug that somebody gave it already; None where it is made from the title."

    def passage(self, pair: Pair) -> Segment | None:
        """The pair's translation."""
        return None if pair.slot is None else self.theirs[pair.slot[0]][pair.slot[1]]


def paired(
    source: PageSource, translation: PageSource | None, state: PageState | None, drifts: Iterable[Drift]
) -> Pairing:
    """`drifts`: the page's, as `precis.drift` finds them."""
    ours = segments(source)
    theirs = by_section(segments(translation)) if translation else {}
    old = state.sections if state and translation else {}
    made = dict(_made(old, by_section(ours), theirs))
    slots = _Slots(ours, theirs, made, old).found
    changed = {drift.source: drift.was for drift in drifts if drift.source is not None}
    kept = state.digests() if state and translation else set()

    def status(one: Segment) -> Status:
        if one not in slots and theirs.get(one.section) and one.section not in made:
            return "unclear"
        if one not in slots:
            return "current" if digest(one.text) in kept else "missing"
        return "stale" if one in changed or state is None else "current"

    pairs = (
        Pair(name, one, status(one), slots.get(one), changed.get(one, "") if one in slots else "")
        for name, one in named(source.key, ours)
    )
    return Pairing(source, translation, tuple(pairs), theirs, made)


def chosen_slug(prepared: PageSource | None, source: PageSource) -> str | None:
    """The slug of a page prepared for its translators, where somebody changed it or its title; else None."""
    if prepared is None:
        return None
    own = source.explainer if source.name == "index" else source.name
    changed = prepared.front.slug not in {"", own, source.front.slug}
    return prepared.front.slug if changed or prepared.front.title != source.front.title else None


def named(key: str, ours: Iterable[Segment]) -> Iterator[tuple[str, Segment]]:
    """Each passage with its id: page#section#digest, the second of the same one -2."""
    seen: dict[str, int] = {}
    for one in ours:
        name = f"{key}#{one.section}#{digest(one.text)}"
        seen[name] = seen.get(name, 0) + 1
        yield name if seen[name] == 1 else f"{name}-{seen[name]}", one


def _made(
    old: Mapping[str, Mapping[str, str]], ours: Mapping[str, Sequence[Segment]], theirs: Mapping[str, Sequence[Segment]]
) -> Iterator[tuple[str, list[Made]]]:
    """What was recorded, where it has as many passages as the translation; else the source's, where that fits."""
    for section, found in theirs.items():
        recorded = list(old.get(section, {}).items())
        if len(recorded) == len(found):
            yield section, list(recorded)
        elif _alike(now := ours.get(section, []), found):
            known = dict(recorded)
            marks = (digest(one.text) for one in now)
            yield section, [(mark, known[mark]) if mark in known else None for mark in marks]


def _alike(ours: Sequence[Segment], theirs: Sequence[Segment]) -> bool:
    return [one.kind for one in ours] == [one.kind for one in theirs]


class _Slots:
    """Gives each passage of the source its place in the translation, the surest first."""

    def __init__(
        self,
        ours: Sequence[Segment],
        theirs: Mapping[str, Sequence[Segment]],
        made: Mapping[str, Sequence[Made]],
        recorded: Mapping[str, Mapping[str, str]],
    ) -> None:
        self.found: dict[Segment, Slot] = {}
        self._theirs, self._made = theirs, made
        self._taken: set[Slot] = set()
        sections = {section: found for section, found in by_section(ours).items() if section in made}
        for section, found in sections.items():
            if len(recorded.get(section, ())) != len(theirs[section]):
                self._take_all(found, section)
        for same in (True, False):
            for section, found in sections.items():
                self._take_in_order(found, section, same=same)
            if same:
                self._take_moved(ours)

    def _take(self, one: Segment, slot: Slot) -> None:
        section, place = slot
        if one not in self.found and slot not in self._taken and self._theirs[section][place].kind == one.kind:
            self.found[one] = slot
            self._taken.add(slot)

    def _take_all(self, ours: Sequence[Segment], section: str) -> None:
        for place, one in enumerate(ours):
            self._take(one, (section, place))

    def _take_in_order(self, ours: Sequence[Segment], section: str, *, same: bool) -> None:
        """Passages that are as they were, or those that stand where others did."""
        old = [made[0] if made else "" for made in self._made[section]]
        matcher = SequenceMatcher(None, old, [digest(one.text) for one in ours], autojunk=False)
        for kind, a, b, c, d in matcher.get_opcodes():
            if kind == ("equal" if same else "replace"):
                for place, one in zip(range(a, b), ours[c:d], strict=False):
                    self._take(one, (section, place))

    def _take_moved(self, ours: Iterable[Segment]) -> None:
        known: dict[str, list[Slot]] = {}
        for section, passages in self._made.items():
            for place, made in enumerate(passages):
                known.setdefault(made[0] if made else "", []).append((section, place))
        for one in ours:
            for slot in known.get(digest(one.text), ()):
                self._take(one, slot)
