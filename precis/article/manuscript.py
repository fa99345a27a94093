"""An outline as pages: Markdown with front matter, its figures linked to their candidates."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from precis.article.findings import Findings, Link
from precis.article.outline import Outline
from precis.fact import Facts
from precis.intake.block import Block
from precis.intake.escape import escaped
from precis.slug import slug
from precis.wrapping import front, wrapped

LONGEST = 40
"Characters of a page's file name."
BOXED = 4
"Facts of a page's box."
_BOX_KINDS = frozenset({"count", "money", "percent", "points", "ratio", "rate"})
_TAKEN = re.compile(r"(?<!\\)\[[^\[\]]*(?<!\\)\]\([^()]*\)|(`+).*?\1", re.DOTALL)
"Links and code, in which no other link may stand."


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page of the explainer, in the language of the article or prepared for its translators."""

    key: str
    "Below its language's folder: night-ferry/index.md."
    title: str
    text: str
    "The whole file."


@dataclass(frozen=True, slots=True)
class Manuscript:
    pages: tuple[Leaf, ...]
    "The overview first."
    cited: Mapping[str, str]
    "Facts that the pages link to; each with the key of the first page that does."
    untied: tuple[tuple[int, str], ...]
    "Parts, and their words that stand within a link or code and could not be linked."


class Scribe:
    """Writes the pages of one explainer."""

    def __init__(self, name: str, title: str, names: Mapping[str, str], *, original: bool) -> None:
        """`name`: the explainer's folder; `names`: keys that headings had before, kept so that addresses stay;
        `original`: whether the pages must say that they are originals, not being in the source language."""
        self.name, self.title, self._names, self._original = name, title, names, original
        self._taken: set[str] = set()

    def manuscript(self, outline: Outline, found: Findings, known: Facts) -> Manuscript:
        """`known`: facts that the explainer has."""
        pages, cited, untied = [], dict[str, str](), []
        for part, section in enumerate(outline.parts):
            key = f"{self.name}/index.md" if part == 0 else self._key(section.title)
            links = [link for link in found.links if link.part == part]
            blocks = outline.pages[part]
            linked = [_linked(block, [link for link in links if link.block == n]) for n, block in enumerate(blocks)]
            there = list(dict.fromkeys(fact for _, facts, _ in linked for fact in facts))
            untied += [(part, words) for _, _, lost in linked for words in lost]
            cited = {**dict.fromkeys(there, key), **cited}
            answer = linked[0][0] if part == 0 and outline.standfirst else ""
            body = linked[1:] if answer else linked
            boxed = [one for one in there if {**known, **found.facts}[one].kind in _BOX_KINDS][:BOXED]
            head = self._front(section.title or self.title, order=part, facts=boxed, answer=answer)
            pages.append(
                Leaf(key, section.title or self.title, head + _body(section.blocks, [md for md, _, _ in body]))
            )
        return Manuscript(tuple(pages), cited, tuple(untied))

    def _front(self, title: str, *, order: int, facts: Sequence[str], answer: str) -> str:
        lines = [front("title", title), f"order: {order}"]
        lines += ["original: true"] if self._original else []
        lines += [f"facts: [{', '.join(facts)}]"] if facts else []
        lines += [front("answer", answer)] if answer else []
        return "\n".join(["---", *lines, "---", ""])

    def _key(self, title: str) -> str:
        known = self._names.get(title)
        name = slug(title, LONGEST) or "section"
        names = (f"{self.name}/{name}{end}.md" for end in ("", *(f"-{number}" for number in range(2, 1000))))
        reserved = {f"{self.name}/index.md", f"{self.name}/readme.md"} | self._taken
        key = known if known and known not in self._taken else next(one for one in names if one not in reserved)
        self._taken.add(key)
        return key


def skeleton(leaf: Leaf) -> Leaf:
    """The page for translators: the title in the article's language, the headings with their ids, nothing else."""
    headings = [line for line in leaf.text.split("\n") if re.match(r"#{2,6} .*\{#[\w-]+\}\Z", line)]
    name = leaf.key.rpartition("/")[2].removesuffix(".md")
    shown = leaf.key.partition("/")[0] if name == "index" else name
    head = ["---", front("title", leaf.title), f"slug: {shown}", "translated: false", "---", ""]
    return Leaf(leaf.key, leaf.title, "\n".join([*head, *(f"{line}\n" for line in headings)]))


def _body(blocks: Sequence[Block], written: Sequence[str]) -> str:
    """Paragraphs in lines of readable width, headings with ids."""
    ids: set[str] = set()
    highest = min((block.level for block in blocks if block.role == "heading"), default=2)
    texts = []
    for block, text in zip(blocks, written, strict=True):
        if block.role == "heading":
            marks = "#" * min(block.level - highest + 2, 6)
            texts.append(f"{marks} {escaped(block.text)} {{#{_id(block.text, ids)}}}")
        else:
            texts.append(wrapped(text) if block.role in {"paragraph", "quote", "list"} else text)
    return "".join(f"\n{text}\n" for text in texts)


def _id(title: str, taken: set[str]) -> str:
    name = slug(title, LONGEST) or "section"
    names = (name, *(f"{name}-{number}" for number in range(2, 10_000)))
    chosen = next(one for one in names if one not in taken)
    taken.add(chosen)
    return chosen


def _linked(block: Block, links: Iterable[Link]) -> tuple[str, list[str], list[str]]:
    """The block's Markdown with its links; the facts they lead to; words that could not be linked."""
    markdown, at = block.markdown or escaped(block.text), 0
    facts, lost = [], []
    for link in sorted(links, key=lambda one: one.start):
        words = block.text[link.start : link.end]
        place = _place(markdown, words, at)
        if place is None:
            lost.append(words)
            continue
        before = re.sub(r"!\Z", r"\!", markdown[: place[0]])  # else the link were a picture
        linked = f"{before}[{markdown[place[0] : place[1]]}](fact:{link.fact})"
        markdown, at = linked + markdown[place[1] :], len(linked)
        facts.append(link.fact)
    return markdown, facts, lost


def _place(markdown: str, words: str, start: int) -> tuple[int, int] | None:
    """Where the words stand next, outside links and code, whatever is escaped in them."""
    wanted = re.compile(rf"(?<!\w){''.join(map(_spelled, words))}(?!\w)")
    taken = [found.span() for found in _TAKEN.finditer(markdown)]
    for found in wanted.finditer(markdown, start):
        before = markdown[: found.start()]
        literal = words[0] != "^" and (len(before) - len(before.rstrip("\\"))) % 2 == 0
        if literal and not any(a < found.end() and found.start() < b for a, b in taken):
            return found.span()
    return None


def _spelled(sign: str) -> str:
    """An expression for a sign of a text in Markdown, where it may be escaped."""
    if sign == " ":
        return r"\s+"
    return re.escape(sign) if sign.isalnum() else {"<": "(?:<|&lt;)"}.get(sign, rf"\\?{re.escape(sign)}")
