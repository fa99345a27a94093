"""An article divided: its title, its lead, and its sections, each under its heading."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from precis.article.headings import Guess, guesses
from precis.article.recognition import recognised
from precis.article.ruling import Ruling, ruled
from precis.intake.block import Article, Block
from precis.language import Language

LONG = 700
"Words of a section that is offered for splitting."
MARKED = "the file marks it as a heading"
_APART = frozenset({"left-out", "byline", "date", "title", "standfirst"})


@dataclass(frozen=True, slots=True)
class Section:
    title: str
    "The heading's words; empty for the lead."
    blocks: tuple[Block, ...]
    "Paragraphs, lists and the like, and headings of lower levels."
    reason: str
    "Why it begins here."

    @property
    def words(self) -> int:
        return sum(len(block.text.split()) for block in self.blocks)


@dataclass(frozen=True, slots=True)
class Outline:
    title: str
    "Empty where the article has none."
    standfirst: Block | None
    lead: Section
    sections: tuple[Section, ...]
    left_out: tuple[Block, ...]
    "What stands on no page: byline and date, which go to the source's record, and all that is no part of the article."
    guesses: tuple[Guess, ...]
    "Bare lines and what speaks for and against them; empty where the file marks its headings."
    authors: tuple[str, ...]
    issued: str
    "EDTF; empty where the article does not say it in full."
    added: tuple[str, ...] = ()
    "Headings that the editor wrote."

    @property
    def pages(self) -> tuple[tuple[Block, ...], ...]:
        """The blocks of each page, those of the overview first, which begin with the standfirst."""
        first = (self.standfirst,) if self.standfirst else ()
        return ((*first, *self.lead.blocks), *(section.blocks for section in self.sections))

    @property
    def parts(self) -> tuple[Section, ...]:
        """The lead and the sections: a page each."""
        return (self.lead, *self.sections)


def divided(article: Article, language: Language, ruling: Ruling | None = None) -> Outline:
    """`ruling`: the editor's headings. Raises InvalidInput where it names lines that the article does not have."""
    known = recognised(article.blocks, language)
    found = [] if article.structured else guesses(known.blocks)
    blocks = [replace(block, apart=True) for block in known.blocks]
    if ruling is not None:
        blocks = ruled(blocks, ruling)
    else:
        for guess in filter(lambda one: one.chosen, found):
            reason = f"{guess.confidence:.0%} likely: {'; '.join(guess.speaking)}"
            blocks[guess.at] = replace(blocks[guess.at], role="heading", level=2, reason=reason)
    blocks = list(_one_each(blocks))
    parts = _sections(blocks)
    return Outline(
        title=next((block.text for block in blocks if block.role == "title"), article.metadata.title),
        standfirst=next((block for block in blocks if block.role == "standfirst"), None),
        lead=parts[0],
        sections=tuple(parts[1:]),
        left_out=tuple(block for block in blocks if block.role in _APART - {"title", "standfirst"}),
        guesses=tuple(found),
        authors=known.authors or article.metadata.authors,
        issued=known.issued or article.metadata.issued,
        added=tuple(line.words for line in ruling.lines if line.before) if ruling else (),
    )


def _one_each(blocks: Iterable[Block]) -> Iterator[Block]:
    """With one title and one standfirst; others are told as what they are."""
    seen: set[str] = set()
    for block in blocks:
        again = block.role in seen
        if block.role in {"title", "standfirst"}:
            seen.add(block.role)
        if again and block.role == "title":
            yield replace(block, role="left-out", reason="the title again")
        else:
            yield replace(block, role="paragraph") if again and block.role == "standfirst" else block


def _sections(blocks: Sequence[Block]) -> list[Section]:
    """The lead, and a section at each heading of the highest level that the article has."""
    body = [block for block in blocks if block.role not in _APART]
    highest = min((block.level for block in body if block.role == "heading"), default=0)
    starts = [i for i, block in enumerate(body) if block.role == "heading" and block.level == highest]
    edges = [*starts, len(body)]
    lead = Section("", tuple(body[: edges[0]]), "what stands before the first heading")
    return [
        lead,
        *(Section(body[a].text, tuple(body[a + 1 : b]), body[a].reason or MARKED) for a, b in pairwise(edges)),
    ]
