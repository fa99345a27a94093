"""What a reviewer decides about the candidate terms of an imported article, and what becomes of its files.

Each decision takes the desk and gives the new texts of the files that change, by path; the file that says that the
decision was taken comes last. Raises InvalidInput where a decision cannot be followed.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from precis import record_text, thesaurus
from precis.candidacy import TermCandidate
from precis.desk import Desk
from precis.problems import InvalidInput, Problem
from precis.records import parse
from precis.term import Term
from precis.words import plain

Changes = Mapping[str, str]
ORDER = tuple(Term.model_fields)
NOT_TERMS = "locales/{}/not-terms.txt"
_HEAD = "# Names that need no entry in the glossary, one a line: scripts/terms.py check leaves them alone.\n"


def accepted(desk: Desk, term_id: str, values: Mapping[str, Any]) -> Changes:
    """The term in the glossary of its language; `values`: keys of its entry, the definition at least."""
    new_id = str(values.get("id") or term_id)
    keys = {**drafted(desk.term(term_id)), **values}
    stated = {name: value for name, value in keys.items() if name != "id" and value not in ("", None)}
    return entered(desk, term_id, record_text.entry(new_id, stated, ORDER))


def drafted(candidate: TermCandidate) -> dict[str, str]:
    """What is known of the entry."""
    return {"pref": candidate.name, **({"acronym": candidate.acronym} if candidate.acronym else {})}


def entered(desk: Desk, term_id: str, entry: str) -> Changes:
    """The term in the glossary of its language, with the lines of its entry, perhaps under another id."""
    path = desk.glossary_path(desk.term(term_id).language)
    new_id = record_text.name_of(entry, path)
    if new_id in parse(desk.text(path), path).data:
        line = parse(desk.text(path), path).line([new_id])
        what = f"“{new_id}” is a term of the glossary already"
        raise InvalidInput([Problem(path, line, what, "an id of its own", "merge the two, or choose another id")])
    return _decided(desk, term_id, {path: record_text.appended(desk.text(path), path, entry)})


def merged(desk: Desk, term_id: str, other: str) -> Changes:
    """The name as another label of a term that the glossary of its language has, or as its acronym."""
    candidate = desk.term(term_id)
    path, glossary = desk.glossary_path(candidate.language), desk.glossaries[candidate.language]
    if other not in glossary:
        what = f"“{term_id}” cannot be merged with “{other}”"
        raise InvalidInput([Problem(path, None, what, "the id of a term of this glossary", "correct the id")])
    values = _with_names(glossary[other], candidate)
    return _decided(desk, term_id, {path: record_text.with_values(desk.text(path), path, other, values, ORDER)})


def dropped(desk: Desk, term_id: str) -> Changes:
    """The name, and its acronym, among those that need no entry."""
    candidate = desk.term(term_id)
    path = NOT_TERMS.format(candidate.language)
    before = desk.text(path) or _HEAD
    known = {line.strip() for line in before.splitlines()}
    new = [name for name in (candidate.name, candidate.acronym) if name and name not in known]
    gap = "" if before.endswith("\n") else "\n"
    return _decided(desk, term_id, {path: before + gap * bool(new) + "".join(f"{name}\n" for name in new)})


def _with_names(term: Term, candidate: TermCandidate) -> dict[str, Any]:
    """The keys of a term that change where it is called as the candidate too."""
    known = {plain(label.text) for label in term.labels()}
    names = [name for name in (candidate.name, candidate.acronym) if name and plain(name) not in known]
    short = next((name for name in names if _is_acronym(name, candidate)), "") if not term.acronym else ""
    others = [name for name in names if name != short]
    return {**({"alt": [*term.alt, *others]} if others else {}), **({"acronym": short} if short else {})}


def _is_acronym(name: str, candidate: TermCandidate) -> bool:
    return name == candidate.acronym or (name.isupper() and name.replace("-", "").isalnum())


def _decided(desk: Desk, term_id: str, changes: Changes) -> Changes:
    """The changes, if the glossaries hold with them, and the term no more among those to review."""
    terms = record_text.removed(desk.text(desk.terms_path), desk.terms_path, term_id)
    after = desk.after({**changes, desk.terms_path: terms})
    known = {one.what for one in thesaurus.errors(desk.glossaries, desk.glossary_files)}
    errors = thesaurus.errors(after.glossaries, after.glossary_files)
    if problems := [one for one in errors if one.what not in known]:
        raise InvalidInput(problems)
    changed = {path: text for path, text in changes.items() if text != desk.text(path)}
    return {**changed, desk.terms_path: terms}
