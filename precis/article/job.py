"""One import: what the editor asks for, what is there before, and all that it does."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from precis.article.conservation import Render
from precis.article.findings import Doubt, Findings
from precis.article.imported import Imported
from precis.article.manuscript import Manuscript
from precis.article.outline import Outline
from precis.article.ruling import Ruling
from precis.article.threeway import Change
from precis.candidacy import DroppedFact, TermCandidate
from precis.fact import Fact
from precis.intake.block import Article
from precis.language import Language
from precis.project import Project


@dataclass(frozen=True, slots=True)
class Request:
    """What the editor asks for."""

    article: Article
    name: str
    "Of the article's file."
    data: bytes
    explainer: str
    "The folder of its pages, part of their addresses."
    language: Language
    how: str
    "How the language is known."
    outlet: str
    "Who published it: as the editor or the file says, else the site."
    outlet_said: bool = True
    "Whether one of them did."
    title: str = ""
    "In place of the article's own."
    url: str = ""
    issued: str = ""
    "The day of the article (EDTF), in place of its own."
    ruling: Ruling | None = None


@dataclass(frozen=True)
class Desk:
    """What is there before."""

    project: Project
    files: Mapping[str, str]
    "Texts of the explainer, by path below the folder of pages."
    not_terms: Sequence[str]
    "Names of the article's language that need no entry."
    render: Render
    today: dt.date
    before: Imported | None = None
    "The last import of the explainer."
    dropped: Sequence[DroppedFact] = ()
    terms: Mapping[str, TermCandidate] = field(default_factory=dict)
    "Candidates that wait for their review."


@dataclass(frozen=True)
class Import:
    """All that an import does."""

    request: Request
    outline: Outline
    title: str
    issued: dt.date | None
    first_language: str
    "Tag of the site's, in which records are kept."
    manuscript: Manuscript
    found: Findings
    facts: Mapping[str, Fact]
    "New candidates that the pages cite."
    elsewhere: tuple[tuple[str, str, str], ...]
    "Candidates, and facts of other explainers that say the same."
    terms: Mapping[str, TermCandidate]
    changes: tuple[Change, ...]
    "Of pages, in the article's language and prepared in others."
    kept: Mapping[str, str | None]
    "Other files, whole: records, copies, what is remembered; None for copies that go."

    @property
    def foreign(self) -> bool:
        """Whether the article is not in the language of the records."""
        return self.request.language.tag != self.first_language

    @property
    def files(self) -> Mapping[str, str | None]:
        """Everything to write, by path below the folder of pages; None for what goes."""
        made = {one.path: one.text for one in self.changes if one.action in {"created", "updated", "removed"}}
        return {**made, **self.kept}

    @cached_property
    def doubts(self) -> tuple[Doubt, ...]:
        why = "it stands within a link or code: tie it to a fact by hand"
        return (*self.found.doubts, *(Doubt(part, words, why) for part, words in self.manuscript.untied))
