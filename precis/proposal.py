"""Forms proposed for a term of the glossary: those that pages use first, with what the glossary has already."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from precis.inflection import Form, Lemmas, inflected
from precis.matching import Matcher
from precis.passage import Passage
from precis.rules import WordRules
from precis.spelling import spaced
from precis.term import Glossary, Label


@dataclass(frozen=True, slots=True)
class Proposal:
    form: Form
    count: int
    "How often the pages have it, longer labels apart."
    owner: str
    "Id of the term that has it already; empty where none does."


@dataclass(frozen=True, slots=True)
class Proposals:
    found: tuple[Proposal, ...]
    reasons: Mapping[str, str]
    "Why a label has no forms."

    @property
    def new(self) -> list[str]:
        return [one.form.text for one in self.found if not one.owner]


def proposals(
    labels: Sequence[str],
    glossary: Glossary,
    rules: WordRules,
    lemmas: Lemmas,
    passages: Iterable[Passage],
    *,
    both: bool = False,
) -> Proposals:
    """What the labels of one term become in other numbers and genders. `both`: they name women and men alike."""
    made = {label: inflected(label, rules, lemmas, both=both) for label in labels}
    forms: dict[str, Form] = {}
    for one in made.values():
        for form in one.forms:
            forms.setdefault(form.text, form)
    counts, owners = _counted(forms, rules, passages), _owners(glossary)
    found = [Proposal(form, counts[text], owners.get(_key(text), "")) for text, form in forms.items()]
    found.sort(key=lambda one: -one.count)
    return Proposals(tuple(found), {label: one.reason for label, one in made.items() if one.reason})


def _counted(texts: Iterable[str], rules: WordRules, passages: Iterable[Passage]) -> Counter[str]:
    matcher = Matcher(((Label(text, "any"), text, ()) for text in texts), rules)
    return Counter(mention.term for one in passages for mention in matcher.mentions(one.text))


def _owners(glossary: Glossary) -> dict[str, str]:
    return {_key(label.text): term_id for term_id, term in glossary.items() for label in term.labels()}


def _key(text: str) -> str:
    """Texts with the same key are found in the same places."""
    return spaced(text).lower()
