"""Approved translations in their places: in the page, and in the record of what it was made from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from precis.acceptance import Approved
from precis.edit import Edit, applied
from precis.exchange import page_of
from precis.page import LEADS, PageSource, parse_page
from precis.pairing import Made, Pairing
from precis.problems import InvalidInput, Problem
from precis.segment import FRONT, Segment, segments
from precis.slug import slug
from precis.translated import How, PageState
from precis.wording import digest
from precis.wrapping import front, is_wrapped, said, wrapped


@dataclass(frozen=True, slots=True)
class Inserted:
    """What an import makes of a page."""

    path: str
    edits: tuple[Edit, ...]
    "Of a file that exists."
    text: str
    "The whole file."
    state: PageState
    created: bool
    slug_made: bool = False
    "Whether its slug was made from its title."


@dataclass(frozen=True, slots=True)
class _Place:
    """A passage of the translation as it will be."""

    section: str
    segment: Segment | None
    "Where it stands; None for a new one."
    approved: Approved | None
    made: Made

    @property
    def is_front(self) -> bool:
        return self.section.removeprefix(".") in FRONT


def inserted(
    pairing: Pairing,
    approved: Sequence[Approved],
    state: PageState | None,
    path: str,
    language: str,
    *,
    today: dt.date,
    how: How,
) -> Inserted:
    """`path`: the translation's file. Raises InvalidInput where a passage has no place or would be read as another."""
    places = _in_order(pairing, approved, path)
    kept = _state(pairing, places, state, today, how)
    page = pairing.translation
    if page is None:
        text = _new_page(pairing, places, approved)
        _check(parse_page(text, path, language, pairing.source.key), pairing, places)
        return Inserted(path, (), text, kept, created=True, slug_made=pairing.slug is None)
    edits = tuple(_edits(page, places))
    text = applied(page.text, edits)
    if edits:
        _check(parse_page(text, path, language, page.key), pairing, places)
    return Inserted(path, edits, text, kept, created=False)


def _in_order(pairing: Pairing, approved: Iterable[Approved], path: str) -> list[_Place]:
    """The translation's passages with the approved ones among them, section by section. Raises InvalidInput."""
    by_slot = {one.pair.slot: one for one in approved if one.pair.slot}
    sections: dict[str, list[_Place]] = {}
    for section, found in pairing.theirs.items():
        made: Sequence[Made] = pairing.made.get(section, [None] * len(found))
        sections[section] = [_Place(section, one, by_slot.get((section, i)), made[i]) for i, one in enumerate(found)]
    chosen = {one.pair.id: one for one in approved}
    order = [*sections]
    before: tuple[str, _Place | None] = ("", None)
    for pair in pairing.pairs:
        section, one = pair.source.section, chosen.get(pair.id)
        if pair.slot is None and one is not None:
            if section not in sections:
                _require_heading(pairing, one, path)
                order.insert(_after(order, before[0], section), section)
            new = _Place(section, None, one, None)
            there = sections.setdefault(section, [])
            there.insert(there.index(before[1]) + 1 if before[1] in there else 0, new)
            before = (section, new)
        elif pair.slot is not None:
            before = (pair.slot[0], sections[pair.slot[0]][_index(sections[pair.slot[0]], pairing, pair.slot)])
    front_first = sorted(order, key=lambda name: [*(f".{one}" for one in FRONT), name].index(name))
    return [place for section in front_first for place in sections[section]]


def _index(places: Sequence[_Place], pairing: Pairing, slot: tuple[str, int]) -> int:
    wanted = pairing.theirs[slot[0]][slot[1]]
    return next(i for i, place in enumerate(places) if place.segment == wanted)


def _after(order: Sequence[str], section: str, new: str) -> int:
    """Where a new section stands; the opening always first."""
    return order.index(section) + 1 if section in order and new != ".opening" else 0


def _require_heading(pairing: Pairing, one: Approved, path: str) -> None:
    """Text without its section's heading would end up in the section before."""
    first = next(pair for pair in pairing.pairs if pair.source.section == one.pair.source.section)
    if first.source.kind == "heading" and first.id != one.pair.id:
        what = f"“{one.unit.id}” has no place in {path}: the heading of its section is not translated"
        repair = f"translate “{first.id}” too"
        raise InvalidInput([Problem(path, None, what, said(pairing.source, first.source), repair)])


def _edits(page: PageSource, places: Sequence[_Place]) -> Iterable[Edit]:
    """Replacements, and additions gathered after the passage they follow."""
    breaking = is_wrapped(page)
    added: dict[int, str] = {}
    front_start = page.text.index("\n") + 1
    at = {True: front_start, False: page.body_start}
    begun = {True: True, False: True}
    for place in places:
        if place.segment is not None:
            at[place.is_front] = place.segment.end
            begun[place.is_front] = False
            if place.approved is not None and place.approved.changed:
                yield Edit(place.segment.start, place.segment.end, _laid_out(place, breaking=breaking))
        elif place.approved is not None:
            text = _laid_out(place, breaking=breaking)
            first = begun[place.is_front]
            where = at[place.is_front]
            added[where] = added.get(where, "") + _spaced(text, place, first=first)
    for where, text in added.items():
        yield Edit(where, where, text)


def _spaced(text: str, place: _Place, *, first: bool) -> str:
    if place.is_front:
        return f"{text}\n" if first else f"\n{text}"
    return f"\n{text}\n" if first else f"\n\n{text}"


def _laid_out(place: _Place, *, breaking: bool) -> str:
    assert place.approved is not None
    text = place.approved.target
    if place.is_front:
        return front(place.section[1:], text)
    return wrapped(text) if breaking else text


def _new_page(pairing: Pairing, places: Sequence[_Place], approved: Sequence[Approved]) -> str:
    source = pairing.source
    texts = {place.section[1:]: _laid_out(place, breaking=False) for place in places if place.is_front}
    title = next((one.target for one in approved if one.pair.source.section == ".title"), "")
    if not title:
        name = next(pair.id for pair in pairing.pairs if pair.source.section == ".title")
        what = f"“{approved[0].unit.id}” belongs to a page that is not translated yet, and whose title is missing"
        raise InvalidInput([Problem(source.path, 1, what, f"a translation of “{name}”", "translate the title too")])
    made = pairing.slug
    if made is None:
        made = slug(title) if source.front.slug or source.kind not in {"home", "glossary"} else ""
    head = [texts.get("title"), texts.get("short"), f"slug: {made}" if made else None, *map(texts.get, LEADS)]
    lines = [line for line in (*head, texts.get("description")) if line]
    breaking = is_wrapped(source)
    body = "".join(f"\n{_laid_out(place, breaking=breaking)}\n" for place in places if not place.is_front)
    return "\n".join(["---", *lines, "---", body])


def _check(page: PageSource, pairing: Pairing, places: Sequence[_Place]) -> None:
    """The file must be read again as it was meant: a passage with an empty line in it would become two."""
    old = pairing.translation
    found = [(one.section, said(page, one)) for one in segments(page)]
    for i, place in enumerate(places):
        wanted = place.approved.target if place.approved else said(old, place.segment) if old and place.segment else ""
        if i < len(found) and found[i] == (place.section, wanted):
            continue
        unit = next((one.approved.unit for one in places[i::-1] if one.approved), None)
        name = unit.id if unit else page_of(pairing.pairs[0].id)
        got = f"“{found[i][1]}” in “{found[i][0]}”" if i < len(found) else "nothing"
        what = f"with the translation of “{name}” the page would be read as other passages: {got}"
        repair = (
            "write one passage: no empty lines in a paragraph, the marks of lists, notes and headings as in the source"
        )
        raise InvalidInput([Problem(page.path, None, what, f"“{wanted}” in “{place.section}”", repair)])


def _state(pairing: Pairing, places: Iterable[_Place], state: PageState | None, today: dt.date, how: How) -> PageState:
    """The record with the approved passages in the places of those they were made from before."""
    old = state.sections if state and pairing.translation else {}
    new: dict[str, dict[str, str]] = {}
    for place in places:
        source = place.approved.pair.source if place.approved else None
        made = (digest(source.text), source.unwrapped) if source else place.made
        new.setdefault(place.section, {}).update([made] if made else [])
    ours = (pair.source.section for pair in pairing.pairs)
    told = pairing.made.keys() | {place.section for place in places if place.segment is None}
    sections = {
        name: new[name] if name in told else old[name]
        for name in dict.fromkeys((*ours, *old))
        if name in told or name in old
    }
    kept: Mapping[str, Mapping[str, str]] = {name: parts for name, parts in sections.items() if parts}
    return PageState.model_validate({"from": pairing.source.language, "checked": today, "how": how, "sections": kept})
