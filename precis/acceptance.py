"""What is checked of translations on their return, before anything is written."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from precis.exchange import Parcel, Returned, page_of
from precis.exchange import target as target_of
from precis.pairing import Pair, Pairing
from precis.placeholder import protected
from precis.problems import InvalidInput, Problem
from precis.segment import Segment
from precis.wording import digest
from precis.wrapping import said

AGAIN = "python scripts/translations.py export {}"
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f\u2028\u2029\ufffe\uffff]")
_SHORT, _FULL = 90, 2000
"Characters of a text that is quoted, in part and as a whole."
_LONGEST = 20_000
"Characters of a passage."


@dataclass(frozen=True, slots=True)
class Approved:
    """A translation that may be written."""

    pair: Pair
    target: str
    unit: Returned
    changed: bool
    "Whether it differs from what the page says."


def accepted(
    parcel: Parcel, pairings: Mapping[str, Pairing], source_language: str, languages: Iterable[str]
) -> dict[str, list[Approved]]:
    """By page, what is approved and to be written. Raises InvalidInput with all that is wrong."""
    check = _Check(parcel, pairings)
    problems = [*parcel.problems, *_wrong_languages(parcel, source_language, languages)]
    if not problems:
        problems += check.problems()
    if problems:
        raise InvalidInput(problems)
    return check.accepted()


def _wrong_languages(parcel: Parcel, source_language: str, languages: Iterable[str]) -> Iterator[Problem]:
    repair = f"export the language again: {AGAIN.format('LANGUAGE')}"
    if parcel.language not in (known := list(languages)):
        what = f"is for the language “{parcel.language}”" if parcel.language else "does not say its language"
        yield Problem(parcel.path, None, what, f"one that is translated here: {', '.join(known)}", repair)
    if parcel.source_language not in {"", source_language}:
        what = f"translates from “{parcel.source_language}”"
        yield Problem(parcel.path, None, what, f"a translation from “{source_language}”", repair)


class _Check:
    def __init__(self, parcel: Parcel, pairings: Mapping[str, Pairing]) -> None:
        self._parcel, self._pairings = parcel, pairings
        self._pairs = {pair.id: pair for pairing in pairings.values() for pair in pairing.pairs}

    def problems(self) -> Iterator[Problem]:
        often = Counter(unit.id for unit in self._parcel.units)
        for unit in self._parcel.units:
            if often[unit.id] > 1:
                repair = "keep one of them"
                yield self._problem(
                    unit, f"the unit “{unit.id}” stands {often[unit.id]} times", "each unit once", repair
                )
            elif (pair := self._pairs.get(unit.id)) is None:
                yield self._unknown(unit)
            elif digest(unit.source) != digest(pair.source.text):
                what = f"the source of “{unit.id}” was changed in the file: {_short(unit.source)}"
                expected = _short(said(self._pairing(unit.id).source, pair.source))
                yield self._problem(unit, what, expected, "restore it; only the target is translated")
            elif self._is_meant(unit, pair):
                yield from self._wrong_with(unit, pair)

    def accepted(self) -> dict[str, list[Approved]]:
        """In the order of each page."""
        found: dict[str, list[Approved]] = {}
        returned = {unit.id: unit for unit in self._parcel.units}
        for key, pairing in self._pairings.items():
            for pair in pairing.pairs:
                unit = returned.get(pair.id)
                if unit is not None and self._is_meant(unit, pair):
                    changed = _clean(unit, pair) != target_of(pairing, pair)
                    found.setdefault(key, []).append(Approved(pair, _clean(unit, pair), unit, changed))
        return found

    def _is_meant(self, unit: Returned, pair: Pair) -> bool:
        """Whether something is to be written: not for what is current and as it was."""
        if not unit.approved or not _clean(unit, pair):
            return False
        return pair.status != "current" or _clean(unit, pair) != target_of(self._pairing(unit.id), pair)

    def _pairing(self, name: str) -> Pairing:
        return self._pairings[page_of(name)]

    def _wrong_with(self, unit: Returned, pair: Pair) -> Iterator[Problem]:
        pairing, target = self._pairing(unit.id), _clean(unit, pair)
        if pair.status == "unclear":
            what = f"“{unit.id}” cannot be placed: its section has other passages than its source"
            expected = f"as many passages in the section “{pair.source.section}” of the translation"
            yield self._problem(unit, what, expected, "bring the section in line with its source by hand, then export")
        if len(target) > _LONGEST:
            what, expected = f"“{unit.id}” has {len(target):,} characters", f"a passage of at most {_LONGEST:,}"
            yield self._problem(unit, what, expected, "restore the unit from the export")
            return
        if control := _CONTROL.search(target):
            what = f"“{unit.id}” holds the control character U+{ord(control[0]):04X}"
            yield self._problem(unit, what, "text alone", "delete it")
        for what, expected in _lost(pairing, pair, target):
            yield self._problem(unit, f"“{unit.id}” {what}", expected, "correct the translation; only words may change")

    def _unknown(self, unit: Returned) -> Problem:
        """A unit whose source changed or went away since the export."""
        pairing = self._pairings.get(page_of(unit.id))
        what = f"there is no passage “{unit.id}” any more. It said: “{unit.source[:_FULL]}”"
        now = _nearest(unit, pairing) if pairing else None
        expected = f"a page that exists, not “{page_of(unit.id)}”" if pairing is None else "a passage of the page"
        if pairing and now:
            place = f"{pairing.source.path}:{now.line(pairing.source)}"
            expected = f"{place} says now: “{said(pairing.source, now)}”"
        again = AGAIN.format(self._parcel.language)
        return self._problem(unit, what, expected, f"take the unit out, and translate what a new export holds: {again}")

    def _problem(self, unit: Returned, what: str, expected: str, repair: str) -> Problem:
        return Problem(self._parcel.path, unit.line, what, expected, repair)


def _clean(unit: Returned, pair: Pair) -> str:
    """The target without the line ends and spaces that tools add around it."""
    text = unit.target.replace("\r\n", "\n")
    return re.sub(r"[ \t\n]+", " ", text).strip(" ") if pair.source.kind == "front" else text.strip("\n").rstrip(" ")


def _lost(pairing: Pairing, pair: Pair, target: str) -> Iterator[tuple[str, str]]:
    """What the target has too little or too much of. What the page has already so, by intent, is let pass."""
    source = protected(said(pairing.source, pair.source))
    found = protected(target)
    custom: Mapping[str, int] = {}
    if was := target_of(pairing, pair):
        made = pairing.made[pair.slot[0]][pair.slot[1]] if pair.slot else None
        custom = _difference(protected(was), protected(made[1]) if made else source)
    for key, number in _difference(found, source).items():
        if custom.get(key) == number:
            continue
        what = f"lacks {key}" if number < 0 else f"has {key}, which the source has not"
        if number > 0 and key in source:
            what = f"has {key} {found[key]} times"
        yield what, f"{key} {_times(source[key])}, as in {_short(said(pairing.source, pair.source))}"


def _difference(found: Counter[str], wanted: Counter[str]) -> Mapping[str, int]:
    return {key: found[key] - wanted[key] for key in (*wanted, *(found - wanted)) if found[key] != wanted[key]}


def _times(number: int) -> str:
    return {0: "nowhere", 1: "once"}.get(number, f"{number} times")


def _nearest(unit: Returned, pairing: Pairing) -> Segment | None:
    """The passage that says most nearly what the unit said, of its section if it still exists."""
    section = unit.id.split("#")[1] if unit.id.count("#") > 1 else ""
    everywhere: Sequence[Segment] = [pair.source for pair in pairing.pairs]
    there = [one for one in everywhere if one.section == section] or everywhere
    if not unit.source:
        return there[0] if there else None
    return max(there, key=lambda one: SequenceMatcher(None, unit.source[:_FULL], one.unwrapped).ratio(), default=None)


def _short(text: str) -> str:
    said_once = " ".join(text.split(" "))
    return f"“{said_once}”" if len(said_once) < _SHORT else f"“{said_once[: _SHORT - 1].rstrip()}…”"
