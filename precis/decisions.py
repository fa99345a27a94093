"""A file of decisions about what an import left to review, followed as a whole or not at all.

A mapping from ids to decisions: `drop`, `{drop: reason}`, `{merge: other-id}`, `{accept: {label: …}}`, `{edit: {…}}`.
An id that is a fact's and a term's is told apart by `fact:` or `term:` before it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from precis import review, term_review
from precis.desk import Desk
from precis.problems import Collector, InvalidInput, Problem
from precis.records import KeyPath, Records, validated
from precis.review import Acceptance, Changes

FORMS = "drop, {drop: reason}, {merge: other-id}, {accept: {…}} or {edit: {…}}"
Verb = Callable[[Desk, "Decision"], Changes]


@dataclass(frozen=True, slots=True)
class Decision:
    name: str
    "As the file has it."
    kind: str
    "fact or term; empty where the id alone says it."
    id: str
    verb: str
    argument: Any
    records: Records
    "The file it stands in."

    @property
    def place(self) -> KeyPath:
        return (self.name,)


@dataclass(frozen=True, slots=True)
class Outcome:
    texts: Mapping[str, str]
    "The files that change, by path."
    done: tuple[str, ...]
    left: tuple[str, ...]
    "Ids that are not to be reviewed, or no more."
    notes: tuple[Problem, ...]
    "Words of pages that no longer agree with an edited record."


def followed(desk: Desk, records: Records) -> Outcome:
    """What becomes of all decisions, one after the other. Raises InvalidInput with everything wrong in any of them."""
    collector, started = Collector(), desk
    done: list[str] = []
    left: list[str] = []
    decisions = list(_decisions(records, collector))
    for one in decisions:
        table = collector.attempt(_table, desk, one)
        if table is None:
            continue
        if not table:
            left.append(one.name)
            continue
        changes = collector.attempt(_carried_out, desk, one, table)
        if changes is not None:
            desk = desk.after(changes)
            done.append(one.name)
    if collector.problems:
        raise InvalidInput(collector.problems)
    edited = [one.id for one in decisions if one.verb == "edit" and one.name in done and one.id in desk.facts]
    notes = tuple(problem for fact_id in edited for problem in desk.disagreements(fact_id))
    texts = {path: text for path, text in desk.texts.items() if started.texts.get(path) != text}
    return Outcome(_records_last(texts, desk), tuple(done), tuple(left), notes)


def _records_last(texts: Mapping[str, str], desk: Desk) -> dict[str, str]:
    return dict(sorted(texts.items(), key=lambda item: item[0] in {desk.facts_path, desk.terms_path}))


def _decisions(records: Records, collector: Collector) -> Iterator[Decision]:
    if not isinstance(records.data, dict):
        collector.problems.append(
            _problem(records, (), "is no mapping of ids", f"its-id: {FORMS}", "write one id a line")
        )
        return
    for name, said in records.data.items():
        found = {said: None} if isinstance(said, str) else said
        if not isinstance(found, dict) or len(found) != 1 or next(iter(found)) not in VERBS:
            what, expected = f"the decision about “{name}” is not understood", f"{name}: {FORMS}"
            collector.problems.append(_problem(records, (name,), what, expected, "write one of these"))
            continue
        [(verb, argument)] = found.items()
        kind, _, rest = name.rpartition(":")
        yield Decision(name, kind, rest, verb, argument, records)


def _table(desk: Desk, one: Decision) -> Mapping[str, Verb]:
    """The verbs of what a decision is about; none where that needs no decision."""
    kinds = {"fact": one.id in desk.open_facts, "term": one.id in desk.open_terms}
    if one.kind not in {"", *kinds}:
        raise InvalidInput([_told(one, f"“{one.kind}:” is no kind", "fact: or term:", "correct it")])
    meant = [kind for kind, there in kinds.items() if there and one.kind in {"", kind}]
    if len(meant) > 1:
        expected = f"“fact:{one.id}” or “term:{one.id}”"
        raise InvalidInput([_told(one, f"“{one.id}” is a fact and a term", expected, "say which is meant")])
    return _VERBS[meant[0]] if meant else {}


def _carried_out(desk: Desk, one: Decision, table: Mapping[str, Verb]) -> Changes:
    """Raises InvalidInput with the place of the decision first."""
    try:
        return table[one.verb](desk, one)
    except InvalidInput as invalid:
        raise InvalidInput(_placed(one, problem) for problem in invalid.problems) from invalid


def _placed(one: Decision, problem: Problem) -> Problem:
    if problem.path == one.records.path:
        return problem
    return replace(
        problem, path=one.records.path, line=one.records.line(one.place), what=f"{problem.where}: {problem.what}"
    )


def _problem(records: Records, keys: KeyPath, what: str, expected: str, repair: str) -> Problem:
    return Problem(records.path, records.line(keys), what, expected, repair)


def _told(one: Decision, what: str, expected: str, repair: str) -> Problem:
    return _problem(one.records, one.place, what, expected, repair)


def _values(one: Decision) -> dict[str, Any]:
    """The keys that a decision states."""
    if one.argument is None:
        return {}
    if not isinstance(one.argument, dict):
        what = f"“{one.name}.{one.verb}” is “{one.argument}”"
        raise InvalidInput([_told(one, what, f"{one.verb}: {{label: …}}", "write keys and values")])
    return one.argument


def _name(one: Decision) -> str:
    if not isinstance(one.argument, str) or not one.argument:
        raise InvalidInput([_told(one, f"“{one.name}” is merged with nothing", "merge: other-id", "name the other")])
    return one.argument


def _reason(one: Decision) -> str:
    if one.argument is not None and not isinstance(one.argument, str):
        raise InvalidInput([_told(one, f"“{one.name}” is dropped without a reason", "drop: reason", "write words")])
    return one.argument or ""


def _acceptance(one: Decision) -> Acceptance:
    lines = {keys[2:]: line for keys, line in one.records.lines.items() if keys[:2] == (one.name, one.verb)}
    lines.setdefault((), one.records.line(one.place) or 1)
    said: Acceptance = validated(Records(one.records.path, _values(one), lines), Acceptance)
    return said


_VERBS: Mapping[str, Mapping[str, Verb]] = {
    "fact": {
        "accept": lambda desk, one: review.accepted(desk, one.id, _acceptance(one)),
        "edit": lambda desk, one: review.altered(desk, one.id, _values(one)),
        "merge": lambda desk, one: review.merged(desk, one.id, _name(one)),
        "drop": lambda desk, one: review.dropped(desk, one.id, _reason(one)),
    },
    "term": {
        "accept": lambda desk, one: term_review.accepted(desk, one.id, _values(one)),
        "edit": lambda desk, one: term_review.accepted(desk, one.id, _values(one)),
        "merge": lambda desk, one: term_review.merged(desk, one.id, _name(one)),
        "drop": lambda desk, one: term_review.dropped(desk, one.id),
    },
}
VERBS = ("accept", "edit", "merge", "drop")
