"""An article in Markdown: its front matter, and its text by way of the HTML that Python-Markdown makes of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from html import unescape

from lxml.html import HtmlElement
from markdown import Markdown

from precis.intake.address import is_web
from precis.intake.block import Article, Block, Metadata, Role
from precis.intake.decoding import Decoded
from precis.intake.dom import OUT
from precis.intake.escape import SPACE, escaped
from precis.intake.fragment import fragment
from precis.intake.statement import day
from precis.intake.wordcount import listed, words
from precis.problems import InvalidInput, Problem
from precis.records import parse

_FRONT = re.compile(r"\A---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_TITLES = ("title", "headline", "titre")
_AUTHORS = ("author", "authors", "byline", "by", "auteur", "auteurs")
_STANDFIRSTS = ("standfirst", "subtitle", "deck", "dek", "lede", "lead", "chapo", "chapeau", "chapô", "sous-titre")
_DESCRIPTIONS = ("description", "summary", "excerpt")
_DATES = ("date", "published", "issued", "pubdate", "publishdate")
_OUTLETS = ("outlet", "publication", "newspaper", "source", "site", "journal")
_ADDRESSES = ("url", "canonical", "canonical_url", "permalink", "link")
_LEAK = re.compile("\x02?(?:klzzwxh|wzxhzdk|hzzhzkh):\\d+\x03|[\x02\x03]")
"What Python-Markdown leaves in place of mark-up that it mistook; the words in it are then found to be unseen."
_FIRST_WORDS = 4
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_HASH = re.compile(r"#{1,6}(?=[^#\s])")
_ITEM = re.compile(r"(?:[-*+]|1\.)\s+\S")
_GOES_ON = re.compile(r"\s*(?:[-*+]|\d+\.)\s|\s{2,}|[>|#]|\s*<")
"A line after which an item needs no empty line, or must have none."
_MARKUP = re.compile(
    r"<!--.*?-->|<(?:script|style)\b.*?</(?:script|style)\s*>|</?[A-Za-z][^<>]*>|<[a-z]+:[^\s<>]*>"  # HTML
    r"|\]\([^()\s]*(?:\([^()]*\)[^()\s]*)*|^[ ]{0,3}\[\^?[^\]\n]*\]:[ ]*\S*|\]\[[^\]\n]*\]|\[\^[^\]\n]*\]"  # addresses
    r"|\{:?[^{}\n]*\}|^[ ]*(?:`{3,}|~{3,}).*$|&\#?\w+;|^[ ]{0,3}\d+\.(?=\s)",  # attributes, fences, numbers
    re.DOTALL | re.MULTILINE | re.IGNORECASE,
)
"What shows no words of its own, widely taken: what is taken too widely is not missed."


@dataclass(frozen=True, slots=True)
class _Entry:
    """A text of the front matter."""

    key: str
    text: str


def read(decoded: Decoded, name: str) -> Article:
    """Raises InvalidInput where it is nested too deeply or holds no text."""
    entries, text, notes = _front(decoded.text, name)
    reading = fragment(_html(text, name), name, mark=_mark)
    has_title = any(block.role == "title" for block in reading.blocks)
    opening = tuple(_opening(entries, has_title))
    unseen = _unseen(text, reading.counted)
    blocks = (*opening, *_with_lines(reading.blocks, decoded.text, text), *unseen)
    if not blocks:
        raise InvalidInput([Problem(name, None, "holds no text", "an article in Markdown", "name the article’s file")])
    return Article(
        format="markdown",
        blocks=blocks,
        words=words(reading.counted, *(entry.text for entry in entries), *(block.text for block in unseen)),
        structured=any(block.role == "heading" for block in reading.blocks),
        metadata=_metadata(entries),
        encoding=decoded.encoding,
        guessed=decoded.guessed,
        notes=(*decoded.notes, *notes, *reading.notes),
    )


def _front(text: str, name: str) -> tuple[list[_Entry], str, tuple[str, ...]]:
    """The texts of the front matter, what follows it, and a note where it is none."""
    found = _FRONT.match(text)
    if found is None:
        return [], text, ()
    try:
        data = parse(found[1], name, first_line=2).data
    except InvalidInput as error:
        return [], text, (f"what looks like front matter is read as text: {error.problems[0].what}",)
    if not isinstance(data, dict):
        return [], text, ("what looks like front matter is read as text: it has no keys",)
    return list(_entries(data)), text[found.end() :], ()


def _entries(data: dict[str, object]) -> Iterator[_Entry]:
    waiting: list[tuple[str, object]] = list(reversed(data.items()))
    while waiting:
        key, value = waiting.pop()
        if isinstance(value, dict):
            waiting += [(f"{key}.{name}", part) for name, part in reversed(value.items())]
        elif isinstance(value, list):
            waiting += [(key, part) for part in reversed(value)]
        elif isinstance(value, str) and value.strip():
            yield _Entry(key, SPACE.sub(" ", value).strip(" "))


def _html(text: str, name: str) -> str:
    markdown = Markdown(
        extensions=["tables", "footnotes", "fenced_code", "sane_lists", "attr_list", "admonition"],
        extension_configs={"footnotes": {"BACKLINK_TEXT": ""}},
    )
    try:
        return _LEAK.sub(" ", markdown.convert("\n".join(_as_elsewhere(text.split("\n")))))
    except RecursionError as error:
        what = "its quotations or lists are nested too deeply to be read"
        problem = Problem(name, None, what, "an article in Markdown", "save its text alone, as plain text")
        raise InvalidInput([problem]) from error


def _as_elsewhere(lines: list[str]) -> Iterator[str]:
    """Lines as other readers of Markdown take them: no heading without a space, and lists right after a paragraph."""
    fence, before = "", ""
    for line in lines:
        mark = _FENCE.match(line)
        if mark and (not fence or mark[1].startswith(fence)):
            fence = "" if fence else mark[1]
        elif not fence and _HASH.match(line) and (before.strip() or line.lstrip("#")[:1].isdigit()):
            line = f"\\{line}"
        elif not fence and _ITEM.match(line) and before.strip() and not _GOES_ON.match(before):
            yield ""
        yield line
        before = line


def _mark(body: HtmlElement) -> None:
    for element in body.iter("sup", "div"):
        if element.tag == "sup" and element.get("id", "").startswith("fnref"):
            element.set(OUT, "number of a footnote")
        elif element.get("class") == "footnote":
            element.set(OUT, "footnotes")


def _opening(entries: list[_Entry], has_title: bool) -> Iterator[Block]:
    """Title, standfirst and byline of the front matter, which pages show, and the rest of it, which they do not."""
    roles: tuple[tuple[Role, tuple[str, ...]], ...] = (
        *(() if has_title else (("title", _TITLES),)),
        ("standfirst", _STANDFIRSTS),
        ("byline", _AUTHORS),
        ("date", _DATES),
    )
    used: set[int] = set()
    for role, keys in roles:
        of_role = [entry for entry in entries if entry.key.casefold() in keys]
        for entry in of_role[:1] if role == "title" else of_role:
            if listed(entry.text):
                used.add(id(entry))
                yield Block(role, entry.text, escaped(entry.text), reason=f"front matter: {entry.key}")
    for entry in entries:
        if id(entry) not in used and listed(entry.text):
            yield Block("left-out", entry.text, reason=f"front matter: {entry.key}")


def _unseen(text: str, shown: str) -> tuple[Block, ...]:
    """Words of the source that its HTML does not show, such as titles of links: so that none is lost unnoticed."""
    lost = words(unescape(_MARKUP.sub(" ", text))) - words(shown)
    if not lost:
        return ()
    return (Block("left-out", " ".join(lost.elements()), reason="mark-up of Markdown that shows no text"),)


def _with_lines(blocks: tuple[Block, ...], source: str, body: str) -> Iterator[Block]:
    """Each block with the line of its first words, looked for from where the block before it was found."""
    place = len(source) - len(body)
    for block in blocks:
        first = listed(block.text)[:_FIRST_WORDS]
        found = re.compile(r"[\W_]+".join(map(re.escape, first))).search(source, place) if first else None
        place = found.start() if found else place
        yield replace(block, line=source.count("\n", 0, place) + 1) if found else block


def _metadata(entries: list[_Entry]) -> Metadata:
    def first(keys: tuple[str, ...]) -> str:
        return next((entry.text for entry in entries if entry.key.casefold() in keys), "")

    address, language = first(_ADDRESSES), first(("language", "lang", "langue"))
    return Metadata(
        title=first(_TITLES),
        description=first(_DESCRIPTIONS),
        authors=tuple(entry.text for entry in entries if entry.key.casefold().partition(".")[0] in _AUTHORS),
        issued=next((day(entry.text) for entry in entries if entry.key.casefold() in _DATES and day(entry.text)), ""),
        outlet=first(_OUTLETS),
        url=address if is_web(address) else "",
        language=language if re.fullmatch(r"[A-Za-z]{2,3}(-\w+)*", language) else "",
    )
