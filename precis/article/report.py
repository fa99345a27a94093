"""What an import tells the editor: sections with their reasons, words left out, candidates, doubts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from precis.article.headings import Guess
from precis.article.job import Import
from precis.article.relative import RelativeDays
from precis.article.rivals import rivals
from precis.article.splitting import offers
from precis.article.threeway import MEANINGS
from precis.fact import Fact
from precis.intake.escape import escaped
from precis.writing import Writer

LONG_TITLE = 45
"Characters of a title from which navigation wants a shorter one."
Section = Callable[[Import, Writer], Iterator[str]]


def report(done: Import, writer: Writer) -> str:
    """Markdown. `writer`: of the article's language."""
    parts = [f"# Import of {escaped(done.request.name)}", *_about(done, writer)]
    for title, section in _SECTIONS.items():
        lines = list(section(done, writer))
        if lines:
            parts += ["", f"## {title}", "", *lines]
    return "\n".join(parts) + "\n"


def summary(done: Import, writer: Writer) -> str:
    """A few lines for the end of the command."""
    left = sum(len(block.text.split()) for block in done.outline.left_out)
    doubts = len(list(_by_hand(done, writer)))
    return (
        f"{len(done.manuscript.pages)} pages, {len(done.facts)} candidate facts, {len(done.terms)} candidate terms; "
        f"{left} words left out; {doubts} things to check by hand."
    )


def _about(done: Import, _: Writer) -> Iterator[str]:
    article, outline = done.request.article, done.outline
    guessed = f"; {article.guessed}" if article.guessed else ""
    encoding = f", {article.encoding}{guessed}" if article.encoding else ""
    yield ""
    yield f"- {sum(article.words.values())} words, {article.format}{encoding}"
    yield f"- language: {done.request.language.tag} ({done.request.how})"
    yield f"- title: {escaped(done.title)}{'' if outline.title else ' (made from the slug: the article has none)'}"
    yield f"- by: {escaped(', '.join(outline.authors)) or 'nobody named'}"
    yield f"- published: {done.issued or outline.issued or 'not said: relative dates are not resolved'}"
    yield from (f"- {escaped(note)}" for note in article.notes)


def _pages(done: Import, _: Writer) -> Iterator[str]:
    yield from _table(("page", "", "what"), ((one.path, one.action, MEANINGS[one.action]) for one in done.changes))
    for change in done.changes:
        if change.difference:
            yield from ("", f"What changed in the article since its last import, for {change.path}:", "", "```diff")
            yield from change.difference
            yield "```"


def _sections(done: Import, _: Writer) -> Iterator[str]:
    leaves = zip(done.manuscript.pages, done.outline.parts, strict=True)
    rows = ((leaf.key, section.title or "(overview)", str(section.words), section.reason) for leaf, section in leaves)
    yield from _table(("page", "heading", "words", "why"), rows)
    for offer in (one for section in done.outline.parts for one in offers(section)):
        heading = f"“{offer.section}”" if offer.section else "The lead"
        yield ""
        yield f"{heading} has {offer.words} words. To split it, put a line into a file of headings and import again:"
        yield from ("", f"    Your heading | {offer.begins}")


def _lines(done: Import, _: Writer) -> Iterator[str]:
    rows = ((one.text, f"{one.confidence:.0%}", _decision(one), _reasons(one)) for one in done.outline.guesses)
    yield from _table(("line", "heading?", "", "reasons"), rows)


def _decision(guess: Guess) -> str:
    return "heading" if guess.chosen else "text"


def _reasons(guess: Guess) -> str:
    return "; ".join(f"{reason.words} ({reason.weight:+.1f})" for reason in guess.reasons[1:])


def _left_out(done: Import, _: Writer) -> Iterator[str]:
    if not done.outline.left_out:
        yield "Nothing: every word of the article stands on a page."
        return
    yield "Every other word of the article stands on a page; the import has counted them."
    yield ""
    kinds = {"byline": "the writer: in the source’s record", "date": "the day: in the source’s record"}
    rows = ((block.reason or kinds.get(block.role, ""), block.text) for block in done.outline.left_out)
    yield from _table(("why", "text"), rows)


def _facts(done: Import, writer: Writer) -> Iterator[str]:
    cited = done.manuscript.cited
    rows = ((name, _said(one, writer), one.stated_by, cited[name], one.context) for name, one in done.facts.items())
    yield from _table(("fact", "value", "stated by", "page", "sentence"), rows)
    for candidate, explainer, other in done.elsewhere:
        yield ""
        same = f"{candidate} says what “{other}” of {explainer} says"
        yield f"{same}: if it is the same, take its label and sources over."
    if done.found.matched:
        yield ""
        yield f"Already among the facts, and linked: {', '.join(sorted(done.found.matched))}."


def _terms(done: Import, _: Writer) -> Iterator[str]:
    rows = ((name, one.name, str(one.count), one.first, one.context) for name, one in done.terms.items())
    yield from _table(("term", "name", "times", "first", "sentence"), rows)


def _by_hand(done: Import, writer: Writer) -> Iterator[str]:
    yield from (f"- {escaped(line)}" for line in _doubtful(done, writer))


def _doubtful(done: Import, writer: Writer) -> Iterator[str]:
    pages = [leaf.key for leaf in done.manuscript.pages]
    counted = {name: done.found.facts[name] for name in done.facts}
    for pair in rivals(counted, done.request.language.press):
        one, other = done.facts[pair.one], done.facts[pair.other]
        shared = f"both sentences speak of {', '.join(pair.shared)}"
        told = f"{_said(one, writer)} ({pair.one}) and {_said(other, writer)} ({pair.other})"
        yield f"Two counts of one event? {told}; {shared}. If so, say that accounts differ (disputed_by)."
    for doubt in done.found.doubts:
        yield f"{pages[doubt.part]}: “{_short(doubt.words)}”: {doubt.why}"
    days = RelativeDays(done.request.language, done.issued)
    for part, blocks in enumerate(done.outline.pages):
        for block in blocks:
            for found in days.found(block.text):
                when = f"{found.when}, reckoned from the day of the article" if found.when else "the article has no day"
                yield f"{pages[part]}: “{found.text}”: write the date ({when})"
    yield from _missing(done)


def _missing(done: Import) -> Iterator[str]:
    metadata = done.request.article.metadata
    if not done.outline.title and not done.request.title:
        yield "The article has no title: write one in the overview’s front matter."
    if not done.request.outlet_said:
        yield f"Who published the article is not said: “{done.request.outlet}” stands in; --outlet names another one."
    if done.foreign:
        yield "The records are kept in the site’s first language: labels, nouns, stated_by, notes."
    if not done.issued:
        yield "The article has no full date: import it again with --issued, so that relative dates are reckoned."
    if any(len(leaf.title) > LONG_TITLE for leaf in done.manuscript.pages):
        yield f"Titles of more than {LONG_TITLE} letters want a “short:” for navigation."
    if not (done.request.url or metadata.url):
        yield "The article’s record among the sources has no address: add “URL:” if it is on the web."
    yield "Each page wants an “answer:” of one or two sentences in its front matter, in your own words."
    yield "Labels of facts are the article’s sentences until you write your own: what exactly is counted."


def _said(fact: Fact, writer: Writer) -> str:
    return writer.fact(fact)


def _short(text: str) -> str:
    return text if len(text) <= 80 else text[:79].rstrip() + "…"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    lines = [" | ".join(escaped(cell) for cell in row) for row in rows]
    if lines:
        yield f"| {' | '.join(head)} |"
        yield f"|{'---|' * len(head)}"
        yield from (f"| {line} |" for line in lines)


_SECTIONS: dict[str, Section] = {
    "To check by hand": _by_hand,
    "Pages": _pages,
    "Sections": _sections,
    "Lines that could be headings": _lines,
    "Candidate facts": _facts,
    "Candidate terms": _terms,
    "Left out": _left_out,
}
