"""What the pages say of the glossaries: terms that lack, that nobody uses, or that a translation may have missed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from precis.candidates import Candidates
from precis.passage import passages
from precis.problems import Problem, ordered
from precis.project import Project
from precis.publication import Publication
from precis.site import SitePage
from precis.thesaurus import Files, missing
from precis.usage import Lack, Usage


@dataclass(frozen=True, slots=True)
class Finding:
    path: str
    "File, relative to the project's folder."
    line: int | None
    "None where the whole file is meant."
    about: str
    "Id of the term, or the name that may become one; empty where the words say it."
    what: str
    count: int = 1

    @property
    def where(self) -> str:
        return self.path if self.line is None else f"{self.path}:{self.line}"


@dataclass(frozen=True)
class Audit:
    project: Project
    bodies: Mapping[SitePage, str]
    "HTML of each page in its own language, before anything in it is explained."
    files: Files
    not_terms: Mapping[str, Sequence[str]]
    "By language, names that need no entry."
    today: dt.date

    def findings(self) -> dict[str, list[Finding]]:
        """By kind, in the order of KINDS."""
        return {kind: list(find(self)) for kind, (_, find) in KINDS.items()}

    @cached_property
    def usages(self) -> Mapping[str, Usage]:
        """By language, the source language first."""
        return {tag: self.usage(tag) for tag in self.project.languages}

    def usage(self, tag: str) -> Usage:
        language = self.project.languages[tag]
        own = ((page.source, body) for page, body in self.bodies.items() if page.language == tag)
        texts = tuple(one for source, body in own for one in passages(source, body, language))
        return Usage(self.project.glossaries[tag], language.words, texts)

    def problems(self) -> Iterator[Problem]:
        """What the build says of the words of the pages; their figures are not compared."""
        publication = Publication(self.project, self.today, checks=False)
        for page, body in self.bodies.items():
            publication.annotate(page, body, "", lambda *_: "")
            yield from publication.annotated[page.language, page.key].problems


def _candidates(audit: Audit) -> Iterator[Finding]:
    for tag, usage in audit.usages.items():
        names = Candidates(audit.project.languages[tag], usage.glossary, audit.not_terms.get(tag, ()))
        for one in names.among(usage.passages):
            said = f"“{one.name}” has no entry; found {one.count} time{'s' * (one.count != 1)}"
            yield Finding(one.first.page.path, one.line, one.name, said, one.count)


def _unused(audit: Audit) -> Iterator[Finding]:
    for tag, usage in audit.usages.items():
        for term_id in usage.unused():
            file, pref = audit.files[tag], usage.glossary[term_id].pref
            yield Finding(file.path, file.line([term_id]), term_id, f"no page mentions the term “{term_id}” ({pref})")


def _missing(audit: Audit) -> Iterator[Finding]:
    yield from map(_told, missing(audit.project.glossaries))


def _avoided(audit: Audit) -> Iterator[Finding]:
    """Without figures to compare, a warning of a page is about the newsroom's voice."""
    yield from map(_told, ordered(one for one in audit.problems() if one.severity == "warning"))


def _possible(audit: Audit) -> Iterator[Finding]:
    source, *others = audit.usages.values()
    for other in others:
        for lack in source.lacks(other):
            yield _lacking(lack, other)


def _lacking(lack: Lack, other: Usage) -> Finding:
    place = f"{lack.translation.page.path}:{lack.translation.first_line}"
    what = f"says “{lack.words}”; {place} has no label of “{lack.term}” ({other.glossary[lack.term].pref})"
    return Finding(lack.original.page.path, lack.original.line(lack.words), lack.term, what)


def _told(problem: Problem) -> Finding:
    return Finding(problem.path, problem.line, "", f"{problem.what}; expected: {problem.expected}")


KINDS: Mapping[str, tuple[str, Callable[[Audit], Iterator[Finding]]]] = {
    "candidates": ("names and acronyms without an entry, where they first stand", _candidates),
    "unused": ("terms that no page of the language mentions", _unused),
    "missing": ("terms that a language lacks", _missing),
    "avoided": ("words kept out of our own voice", _avoided),
    "possible": ("terms that a translated section may call something else", _possible),
}
QUESTIONS = frozenset({"candidates", "unused", "possible"})
"Kinds that may well be right as they are."
