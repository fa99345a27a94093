"""What `scripts/review.py` shows of one candidate and asks about it; each answer is tried before it is taken."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Final

from precis import record_text, review, term_review
from precis.candidacy import is_provisional
from precis.desk import Desk
from precis.fact import Fact
from precis.problems import InvalidInput
from precis.records import Records, validated
from precis.review import Acceptance, Changes
from scripts import asking
from scripts.asking import Stopped

SKIPPED: Final[Changes] = {}
"What becomes of a candidate that is skipped."
Look = Callable[[], Desk]
"The files as they are now."
Verb = Callable[[Look, str], Changes | None]
"None where nothing came of it, and another verb may be chosen."
NONE = "-"
"Typed for an empty answer."
CERTAINTIES = ("confirmed", "reported", "unconfirmed")
_QUESTION = "What shall become of it?"


def interview(look: Look, kind: str, name: str) -> Changes:
    """The files that change by what the person decides; SKIPPED where that is left for later. Raises Stopped."""
    show, verbs = _KINDS[kind]
    show(look(), name)
    while True:
        verb = asking.choose(_QUESTION, (*verbs, "skip", "quit"))
        if verb == "quit":
            raise Stopped
        if verb == "skip":
            return SKIPPED
        changes = _tried(partial(verbs[verb], look, name))
        if changes is not None:
            return changes


def _tried(verb: Callable[[], Changes | None]) -> Changes | None:
    """Says what is wrong with a decision instead of following it."""
    try:
        return verb()
    except InvalidInput as invalid:
        asking.tell(_indented(str(invalid)))
        return None


def _show_fact(desk: Desk, fact_id: str) -> None:
    fact = desk.facts[fact_id]
    asking.tell(f"fact {fact_id}: {desk.written(fact_id)}")
    for mention in desk.mentions.get(fact_id, ()):
        asking.tell(f"  {mention.where}: “{mention.link.said}”")
    if fact_id not in desk.mentions:
        asking.tell("  no page cites it")
    if fact.context:
        asking.tell(f"  in the article: {fact.context}")
    path = desk.facts_path
    asking.tell(f"  {path}:{desk.records.line([fact_id])}:")
    shown = record_text.with_values(desk.text(path), path, fact_id, {"context": None}, review.ORDER)
    asking.tell(_indented(record_text.entry_text(shown, path, fact_id), 4))


def _show_term(desk: Desk, term_id: str) -> None:
    one = desk.candidates[term_id]
    acronym = f" ({one.acronym})" if one.acronym else ""
    asking.tell(f"term {term_id}: {one.name}{acronym}, in “{one.language}”, {one.count} time{'s' * (one.count != 1)}")
    asking.tell(f"  {one.first}")
    asking.tell(f"  in the article: {one.context}")


def _accept_fact(look: Look, fact_id: str) -> Changes | None:
    said: Mapping[str, Any] = {}
    while True:
        said = _asked(look().fact(fact_id), said)
        found = _tried(partial(_accepted, look(), fact_id, said))
        if found is not None:
            return found


def _asked(fact: Fact, before: Mapping[str, Any]) -> dict[str, Any]:
    """What only a person knows; what is there, or was said before, is proposed."""
    label = "" if is_provisional(fact.label, fact.context) else fact.label
    said: dict[str, Any] = {"label": asking.require("What exactly is it? label", before.get("label", label))}
    if fact.kind in {"count", "rate"} and fact.unit is None:
        unit = before.get("unit", {})
        one = asking.require("Of what? one (as in “1 person”)", unit.get("one", ""))
        said["unit"] = {"one": one, "other": asking.require("other (as in “2 people”)", unit.get("other", ""))}
    period = asking.ask(f"When? period (EDTF; {NONE} for none)", before.get("period", fact.period or ""))
    said["period"] = "" if period == NONE else period
    said["stated_by"] = asking.require("Who says so? stated_by", before.get("stated_by", fact.stated_by))
    said["certainty"] = asking.choose("How sure? certainty", CERTAINTIES, before.get("certainty", "reported"))
    return said


def _accepted(desk: Desk, fact_id: str, said: Mapping[str, Any]) -> Changes:
    answers: Acceptance = validated(Records("your answers", dict(said), {}), Acceptance)
    return review.accepted(desk, fact_id, answers)


def _edit_fact(look: Look, fact_id: str) -> Changes | None:
    before = look()
    entry = record_text.entry_text(before.text(before.facts_path), before.facts_path, fact_id)
    changes = _edited(entry, lambda text: review.edited(look(), fact_id, text))
    after = before.after(changes or {})
    for other in (name for name, fact in after.facts.items() if fact != before.facts.get(name)):
        for problem in after.disagreements(other):
            asking.tell(_indented(f"Look again: {problem}"))
    return changes


def _edited(text: str, follow: Callable[[str], Changes]) -> Changes | None:
    """What becomes of a text that was edited; None where the person gives up."""
    while True:
        new = asking.compose(text)
        if new is None:
            asking.tell("  Nothing was saved.")
            return None
        text = new
        changes = _tried(partial(follow, new))
        if changes is not None:
            return changes
        if asking.choose("Open it again?", ("yes", "no"), "yes") == "no":
            return None


def _merge_fact(look: Look, fact_id: str) -> Changes | None:
    desk = look()
    kind = desk.fact(fact_id).kind
    alike = [one for one, fact in desk.facts.items() if fact.kind == kind and one != fact_id]
    for other in alike:
        asking.tell(f"  {other}: {desk.written(other)}: {desk.facts[other].label}")
    other = asking.ask("With which fact? (empty: none)")
    return review.merged(look(), fact_id, other) if other else None


def _drop_fact(look: Look, fact_id: str) -> Changes | None:
    reason = ""
    if problems := list(review.unsigned(look(), fact_id)):
        asking.tell("\n".join(f"  {one.where}: {one.what}" for one in problems))
        reason = asking.ask("Why does it need none? (empty: keep the fact)")
        if not reason:
            return None
    return review.dropped(look(), fact_id, reason)


def _accept_term(look: Look, term_id: str) -> Changes | None:
    said: dict[str, str] = term_review.drafted(look().term(term_id))
    while True:
        said["pref"] = asking.require("As it stands in a sentence: pref", said["pref"])
        acronym = asking.ask(f"acronym ({NONE} for none)", said.get("acronym", ""))
        said["acronym"] = "" if acronym == NONE else acronym
        said["definition"] = asking.require("One sentence: definition", said.get("definition", ""))
        found = _tried(lambda: term_review.accepted(look(), term_id, said))
        if found is not None:
            return found


def _edit_term(look: Look, term_id: str) -> Changes | None:
    draft = {**term_review.drafted(look().term(term_id)), "definition": ""}
    entry = record_text.entry(term_id, draft, term_review.ORDER)
    return _edited(entry, lambda text: term_review.entered(look(), term_id, text))


def _merge_term(look: Look, term_id: str) -> Changes | None:
    desk = look()
    for other, term in desk.glossaries[desk.term(term_id).language].items():
        asking.tell(f"  {other}: {term.pref}")
    other = asking.ask("With which term? (empty: none)")
    return term_review.merged(look(), term_id, other) if other else None


def _drop_term(look: Look, term_id: str) -> Changes | None:
    return term_review.dropped(look(), term_id)


def _indented(text: str, columns: int = 2) -> str:
    return "\n".join(" " * columns + line for line in text.rstrip("\n").split("\n"))


_KINDS: Mapping[str, tuple[Callable[[Desk, str], None], Mapping[str, Verb]]] = {
    "fact": (_show_fact, {"accept": _accept_fact, "edit": _edit_fact, "merge": _merge_fact, "drop": _drop_fact}),
    "term": (_show_term, {"accept": _accept_term, "edit": _edit_term, "merge": _merge_term, "drop": _drop_term}),
}
