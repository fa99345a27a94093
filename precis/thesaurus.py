"""The glossaries of all languages as one thesaurus: what is said once of a concept, and whether it all fits."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from precis.problems import Problem
from precis.records import KeyPath, Records
from precis.spelling import spaced
from precis.term import CONCEPT, Glossaries, Glossary, Label, Term

Files = Mapping[str, Records]
"The files the glossaries were read from, by language tag."


def joined(glossaries: Glossaries) -> dict[str, Glossary]:
    """The glossaries, with what the source language's says of concepts given to all; related terms name each other."""
    source = next(iter(glossaries.values()), {})
    return {tag: _with_concepts(glossary, {**glossary, **source}) for tag, glossary in glossaries.items()}


def narrower(glossary: Glossary) -> dict[str, list[str]]:
    """Of each term that others name as broader, their ids."""
    found: dict[str, list[str]] = {}
    for term_id, term in glossary.items():
        for other in term.broader:
            found.setdefault(other, []).append(term_id)
    return found


def errors(glossaries: Glossaries, files: Files) -> Iterator[Problem]:
    source = next(iter(glossaries), "")
    for tag, glossary in glossaries.items():
        yield from _shared_labels(glossary, files.get(tag))
        stated = files[tag].data if tag in files else {}
        for term_id, term in glossary.items() if isinstance(stated, dict) else ():
            if term_id not in stated:
                continue  # of the language's base, where it is checked
            if tag != source and term_id in glossaries[source]:
                yield from _stated_again(term_id, term, files[tag], files[source].path)
            else:
                yield from _misrelated(term_id, term, glossary, files[tag])


def missing(glossaries: Glossaries, incomplete: Collection[str] = ()) -> Iterator[Problem]:
    """Terms that a language with a glossary of its own lacks, if it is meant to be complete."""
    for tag, glossary in glossaries.items():
        others = {term_id: other for other, terms in glossaries.items() for term_id in terms}
        for term_id in sorted(others.keys() - glossary.keys()) if glossary and tag not in incomplete else ():
            what = f"has no term “{term_id}”, which locales/{others[term_id]}/glossary.yml has"
            path = f"locales/{tag}/glossary.yml"
            yield Problem(path, None, what, "the same terms in every language", "add it under the same id", "warning")


def _with_concepts(glossary: Glossary, stated: Glossary) -> Glossary:
    related: dict[str, dict[str, None]] = {term_id: {} for term_id in stated}
    for term_id, term in stated.items():
        for other in term.related:
            related[term_id][other] = None
            related.setdefault(other, {})[term_id] = None
    return {
        term_id: term.model_copy(
            update={
                **{name: getattr(stated[term_id], name) for name in CONCEPT},
                "related": tuple(related[term_id]),
            }
        )
        for term_id, term in glossary.items()
    }


def _shared_labels(glossary: Glossary, file: Records | None) -> Iterator[Problem]:
    owners: dict[str, str] = {}
    for term_id, term in glossary.items():
        for label in term.labels():
            owner = owners.setdefault(_key(label), term_id)
            if owner != term_id and file is not None:
                what = f"the label “{label.text}” belongs to “{owner}” and to “{term_id}”"
                yield _problem(file, (term_id,), what, "one term a label", "remove it from one of them")


def _key(label: Label) -> str:
    """Labels with the same key would be found in the same places."""
    text = spaced(label.text)
    return text.lower() if label.capitals == "any" else text


def _stated_again(term_id: str, term: Term, file: Records, source: str) -> Iterator[Problem]:
    for name in CONCEPT:
        if name in term.model_fields_set:
            what = f"“{term_id}” states “{name}”"
            yield _problem(file, (term_id, name), what, f"it once for all languages, in {source}", "remove it here")


def _misrelated(term_id: str, term: Term, glossary: Glossary, file: Records) -> Iterator[Problem]:
    for name in ("broader", "related"):
        for number, other in enumerate(getattr(term, name)):
            said = _MISTAKES[name](term_id, other, glossary) if other in glossary else "which is no term of this file"
            if said:
                what = f"“{term_id}” names “{other}” as {name}, {said}"
                yield _problem(file, (term_id, name, number), what, "ids of other terms", "correct or remove it")


def _no_ancestor(term_id: str, other: str, glossary: Glossary) -> str:
    return "but is more general itself" if term_id in ancestors(other, glossary) | {other} else ""


def _no_relative(term_id: str, other: str, glossary: Glossary) -> str:
    if other == term_id:
        return "which is itself"
    above = other in ancestors(term_id, glossary) or term_id in ancestors(other, glossary)
    return "but one of the two is broader" if above else ""


def ancestors(term_id: str, glossary: Glossary) -> set[str]:
    """Ids of all terms that are more general."""
    found: set[str] = set()
    ahead = [term_id]
    while ahead:
        term = glossary.get(ahead.pop())
        new = set(term.broader) - found if term else set()
        found |= new
        ahead.extend(new)
    return found


def _problem(file: Records, keys: KeyPath, what: str, expected: str, repair: str) -> Problem:
    return Problem(file.path, file.line(keys), what, expected, repair)


_MISTAKES = {"broader": _no_ancestor, "related": _no_relative}
