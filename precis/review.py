"""What a reviewer decides about the facts of an imported article, and what becomes of its files.

Each decision takes the desk and gives the new texts of the files that change, by path; the file that says that the
decision was taken comes last. Raises InvalidInput where a decision cannot be followed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, field_validator

from precis import record_text, rewriting
from precis.candidacy import is_provisional
from precis.desk import Desk
from precis.fact import Noun
from precis.problems import InvalidInput, Problem
from precis.records import Record, number_as_text, parse, refuse
from precis.source import is_period

Changes = Mapping[str, str]
ORDER = (
    "kind", "value", "min", "max", "margin", "unit", "currency", "per", "night", "derived", "label", "period", "place",
    "stance", "certainty", "context", "stated_by", "sources", "checked", "next_check", "note", "disputed_by",
    "revisions",
)  # fmt: skip
"Of a record's keys."


class Acceptance(Record):
    """What a person says of a candidate; what is left out stays as it is."""

    label: str | None = None
    unit: Noun | None = None
    place: str | None = None
    note: str | None = None
    "Empty: none."
    period: Annotated[str, BeforeValidator(number_as_text)] | None = None
    "EDTF; empty for none."
    stated_by: str | None = None
    certainty: Literal["confirmed", "reported", "unconfirmed"] = "reported"

    @field_validator("period")
    @classmethod
    def _is_period(cls, value: str | None) -> str | None:
        return is_period(value) if value else value

    @field_validator("label", "stated_by")
    @classmethod
    def _says_something(cls, value: str | None) -> str | None:
        if value is not None and not value.strip():
            raise refuse("is empty", "a few words", "write them")
        return value


def accepted(desk: Desk, fact_id: str, said: Acceptance) -> Changes:
    """The fact with what a person says of it, checked today."""
    values = {name: value for name, value in said.model_dump().items() if value is not None}
    return altered(desk, fact_id, {name: None if value == "" else value for name, value in values.items()})


def altered(desk: Desk, fact_id: str, values: Mapping[str, Any]) -> Changes:
    """The fact with other values for some of its keys, None for none; `id` renames it."""
    path, new_id = desk.facts_path, str(values.get("id") or fact_id)
    desk.fact(fact_id)
    keys = {name: value for name, value in values.items() if name != "id"}
    text = record_text.with_values(desk.text(path), path, fact_id, keys, ORDER)
    entry = record_text.entry_text(text, path, fact_id)
    return edited(desk, fact_id, re.sub(rf"\A(\s*)[\"']?{fact_id}[\"']?", rf"\g<1>{new_id}", entry))


def edited(desk: Desk, fact_id: str, entry: str) -> Changes:
    """The fact with other lines for its record, perhaps under another id, which its links then have too. Once a person
    gave it a certainty it is checked today and its context goes."""
    desk.fact(fact_id)
    path, new_id = desk.facts_path, record_text.name_of(entry, desk.facts_path)
    if new_id != fact_id and new_id in desk.facts:
        what = f"the id “{new_id}” is another fact’s"
        raise _refused(desk, new_id, what, "an id of its own", "choose another one, or merge the two")
    text = _with_formulas(desk, record_text.replaced(desk.text(path), path, fact_id, entry), fact_id, new_id)
    was, now = desk.records.data[fact_id], parse(text, path).data[new_id]
    if now.get("certainty") != "unreviewed" and is_provisional(str(now.get("label")), str(was.get("context", ""))):
        what, repair = f"the label of “{fact_id}” is the article’s sentence", "write a label of your own"
        raise _refused(desk, fact_id, what, "a few words that say what exactly is counted or said", repair)
    values = dict(_on_review(was, now, desk.today.isoformat()))
    text = record_text.with_values(text, path, new_id, values, ORDER)
    pages = rewriting.relinked(desk, fact_id, new_id) if new_id != fact_id else {}
    return _valid(desk, {**pages, path: text})


def merged(desk: Desk, fact_id: str, other: str) -> Changes:
    """The fact's links lead to another fact, with which their words must agree; its record goes."""
    desk.fact(fact_id)
    if other == fact_id or other not in desk.facts:
        what = f"“{fact_id}” cannot be merged with “{other}”"
        raise _refused(desk, fact_id, what, "the id of another fact of this file", "correct the id")
    if problems := list(desk.disagreements(fact_id, other)):
        raise InvalidInput(problems)
    path = desk.facts_path
    text = record_text.removed(_with_formulas(desk, desk.text(path), fact_id, other), path, fact_id)
    return _valid(desk, {**rewriting.relinked(desk, fact_id, other), path: text})


def dropped(desk: Desk, fact_id: str, reason: str = "") -> Changes:
    """The fact's links become their words; figures among them are signed off with the reason. Its record goes, and is
    remembered among those that were dropped."""
    fact = desk.fact(fact_id)
    if users := [name for name, _ in desk.formulas(fact_id)]:
        what = f"“{fact_id}” is part of the formula of “{users[0]}”"
        raise _refused(desk, fact_id, what, "a fact that no other is computed from", "accept it, or change the formula")
    if not reason.strip() and (problems := list(unsigned(desk, fact_id))):
        raise InvalidInput(problems)
    pages = rewriting.unlinked(desk, fact_id, reason.strip())
    ends = [fact.value] if fact.min is None else [fact.min, fact.max]
    words = dict.fromkeys(one.link.said for one in desk.mentions.get(fact_id, ()) if one.link.said)
    known = {"id": fact_id, "kind": fact.kind, "value": _plain(fact.period if ends == [None] else ends)}
    why = {"reason": reason.strip()} if reason.strip() else {}
    line = f"- {record_text.flow({**known, 'words': list(words), **why})}\n"
    text = record_text.removed(desk.text(desk.facts_path), desk.facts_path, fact_id)
    before = desk.text(desk.dropped_path)
    gap = "" if before.endswith("\n") or not before else "\n"
    return _valid(desk, {**pages, desk.dropped_path: f"{before}{gap}{line}", desk.facts_path: text})


def unsigned(desk: Desk, fact_id: str) -> Iterator[Problem]:
    """Figures that would have no source without the fact, where they stand."""
    for page in desk.pages:
        for claim in rewriting.uncovered(desk, page, fact_id):
            line = next(one.page.line_of(one.link.start) for one in desk.mentions[fact_id] if one.page is page)
            what = f"the figure “{claim}” would have no source without the fact “{fact_id}”"
            repair = "give the reason, or accept the fact"
            yield Problem(page.path, line, what, "a reason why it needs none", repair)


def _with_formulas(desk: Desk, text: str, fact_id: str, other: str) -> str:
    """The file with another fact in the formulas that name a fact."""
    for name, formula in desk.formulas(fact_id) if other != fact_id else ():
        renamed = re.sub(rf"(?<![\w-]){fact_id}(?![\w-])", other, formula)
        text = record_text.with_values(text, desk.facts_path, name, {"derived": renamed}, ORDER)
    return text


def _on_review(was: Mapping[str, Any], now: Mapping[str, Any], today: str) -> Iterator[tuple[str, str | None]]:
    """What changes in a record once a person gave it a certainty."""
    if now.get("certainty") != "unreviewed":
        yield "context", None
        if now.get("checked") == was.get("checked"):
            yield "checked", today


def _plain(value: Any) -> Any:
    """As YAML has it: a range as a list, numbers as numbers."""
    if isinstance(value, list):
        return _plain(value[0]) if len(value) == 1 else list(map(_plain, value))
    return int(value) if hasattr(value, "to_integral_value") and value == int(value) else _float(value)


def _float(value: Any) -> Any:
    return float(value) if hasattr(value, "to_integral_value") else value


def _valid(desk: Desk, changes: Changes) -> Changes:
    desk.after(changes)
    return {path: text for path, text in changes.items() if text != desk.text(path)}


def _refused(desk: Desk, fact_id: str, what: str, expected: str, repair: str) -> InvalidInput:
    return InvalidInput([Problem(desk.facts_path, desk.records.line([fact_id]), what, expected, repair)])
