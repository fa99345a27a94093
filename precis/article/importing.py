"""An article turned into an explainer: every file as it will be; nothing is written here."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from precis.article import conservation, imported
from precis.article.candidates import Context, Search, iterate
from precis.article.carryover import carried_over
from precis.article.conservation import Render
from precis.article.elsewhere import elsewhere
from precis.article.findings import Findings
from precis.article.imported import Imported
from precis.article.job import Desk, Import, Request
from precis.article.keys import kept_keys
from precis.article.manuscript import Leaf, Manuscript, Scribe, skeleton
from precis.article.names import term_candidates
from precis.article.outline import Outline, divided
from precis.article.recordfiles import RecordFiles
from precis.article.threeway import changes
from precis.candidacy import TermCandidate
from precis.fact import Fact, Noun
from precis.factlinks import links
from precis.page import PageSource, parse_page
from precis.passage import Passage, passages
from precis.reading import Reader

Told = Callable[[int, int], None]
"Called with how many of how many texts are read."


def carry_out(request: Request, desk: Desk, told: Told) -> Import:
    """Raises InvalidInput where a heading of the ruling is not found, or a word of the article would be lost."""
    outline = divided(request.article, request.language, request.ruling)
    title = request.title or outline.title or made_title(request.explainer)
    if request.issued:
        outline = replace(outline, issued=request.issued)
    issued = _day(outline.issued)
    records = RecordFiles(request.explainer, request.language, desk.files)
    source_id, source = records.source(request, outline, title, desk.before)
    found = _candidates(request, outline, desk, issued, source_id, told)
    first_language = desk.project.site.languages[0]
    original = request.language.tag != first_language
    scribe = Scribe(request.explainer, title, kept_keys(outline, desk.before, desk.files), original=original)
    manuscript = scribe.manuscript(outline, found, desk.project.dossier(request.explainer).facts)
    pages = [
        parse_page(leaf.text, f"docs/{request.language.tag}/{leaf.key}", request.language.tag, leaf.key)
        for leaf in manuscript.pages
    ]
    _conserve(request, outline, title, pages, desk.render)
    made = dict(_carried(_made(manuscript.pages, request, desk), _bases(request, desk)))
    done = tuple(changes(made, _bases(request, desk), desk.files))
    after = {change.path: change.text for change in done if change.text is not None}
    cited = {link.fact for text in after.values() for link in links(text)}
    facts = {fact_id: _foreign(fact, original) for fact_id, fact in found.facts.items() if fact_id in cited}
    terms = _terms(request, pages, desk, outline)
    copies = {imported.copy_of(path, request.explainer): text for path, text in made.items()}
    gone = {imported.copy_of(change.path, request.explainer): None for change in done if change.path not in made}
    kept = {
        **gone,
        **copies,
        **records.texts(facts, cited, {source_id: source}, terms, desk.terms),
        **_remembered(request, desk, source_id, manuscript, outline),
    }
    project, tag = desk.project, request.language.tag
    same = elsewhere(facts, request.explainer, project.dossiers, project.writers[tag], Reader(request.language))
    return Import(
        request, outline, title, issued, first_language, manuscript, found, facts, tuple(same), terms, done, kept
    )


def made_title(explainer: str) -> str:
    """What an explainer is called whose article has no title."""
    return explainer.replace("-", " ").capitalize()


def _candidates(
    request: Request, outline: Outline, desk: Desk, issued: dt.date | None, source_id: str, told: Told
) -> Findings:
    known = desk.project.dossier(request.explainer).facts
    language, outlet = request.language, request.outlet
    context = Context(language, Reader(language), issued, desk.today, source_id, outlet, known, desk.dropped)
    search = Search(context)
    texts = list(iterate(outline.pages))
    for number, (part, place, block) in enumerate(texts, 1):
        search.read(part, place, block)
        told(number, len(texts))
    return search.result


def _foreign(fact: Fact, other_language: bool) -> Fact:
    """Without its noun where the article is not in the language of the records: a person must find the word."""
    return fact.model_copy(update={"unit": None}) if other_language and isinstance(fact.unit, Noun) else fact


def _made(leaves: Sequence[Leaf], request: Request, desk: Desk) -> Iterator[tuple[str, str]]:
    """Path and text of each page: in the article's language, and prepared in those that rest on no other."""
    for leaf in leaves:
        yield f"{request.language.tag}/{leaf.key}", leaf.text
    others = (one for one in desk.project.languages.values() if not one.base and one.tag != request.language.tag)
    for other in others:
        yield from ((f"{other.tag}/{leaf.key}", skeleton(leaf).text) for leaf in leaves)


def _carried(made: Iterable[tuple[str, str]], bases: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """With the passages of the last import where their words are the same."""
    for path, text in made:
        tag, _, key = path.partition("/")
        base = bases.get(path)
        same = base is not None and parse_page(text, path, tag, key).front.translated
        yield path, carried_over(*(parse_page(one, path, tag, key) for one in (text, base))) if same and base else text


def _bases(request: Request, desk: Desk) -> Mapping[str, str]:
    """The pages as the last import made them."""
    start = imported.copy_of("", request.explainer)
    return {path.removeprefix(start): text for path, text in desk.files.items() if path.startswith(start)}


def _conserve(request: Request, outline: Outline, title: str, pages: Sequence[PageSource], render: Render) -> None:
    own = any(block.role == "title" for block in request.article.blocks) or title == outline.title
    replaced = [outline.title] if outline.title and title != outline.title else []
    left_out = [*(block.text for block in outline.left_out), *replaced]
    conservation.check(
        request.article, pages, left_out, [*([] if own and not replaced else [title]), *outline.added], render
    )


def _terms(request: Request, pages: Sequence[PageSource], desk: Desk, outline: Outline) -> Mapping[str, TermCandidate]:
    tag = request.language.tag
    glossary = desk.project.glossaries.get(tag, {})
    read: list[Passage] = [one for page in pages for one in passages(page, desk.render(page.body), request.language)]
    others = (*desk.not_terms, *outline.authors, request.outlet)
    return term_candidates(read, request.language, glossary, others)


def _remembered(
    request: Request, desk: Desk, source_id: str, manuscript: Manuscript, outline: Outline
) -> Mapping[str, str]:
    sections = ["", *(section.title for section in outline.sections)]
    state = Imported(
        article=request.name,
        sha256=hashlib.sha256(request.data).hexdigest(),
        format=request.article.format,
        language=request.language.tag,
        imported=desk.today,
        source=source_id,
        pages={leaf.key: title for leaf, title in zip(manuscript.pages, sections, strict=True)},
    )
    folder = imported.folder(request.explainer)
    ruling = {f"{folder}/headings.txt": str(request.ruling)} if request.ruling else {}
    return {f"{folder}/import.yml": str(state), **ruling}


def _day(edtf: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(edtf)
    except ValueError:
        return None
