"""The public test set of the glossary: sentences in which the words to explain are marked, `[words]{term-id}`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import markdown
import yaml
from lxml import html

from precis.annotation import PageAnnotator
from precis.catalogue import Translations
from precis.dossier import Dossier
from precis.draft import Context
from precis.language import Language
from precis.matching import Matcher
from precis.page import parse_page
from precis.records import parse, validated
from precis.rules import WordRules
from precis.site import SitePage
from precis.term import Glossary, Term
from precis.writing import Writer
from tests.conftest import ROOT

FOLDER = Path(__file__).parent / "cases" / "terms"
TAGS = ("en", "fr", "de", "ar")
MARK = re.compile(r"\[([^\[\]]+)\]\{([a-z0-9-]+)\}")
Explained = tuple[str, str]
"Words, and the id of the term they are explained by."


@dataclass(frozen=True, slots=True)
class Case:
    where: str
    "File and line."
    kind: str
    "The heading it stands under."
    text: str
    "Markdown."
    expected: tuple[Explained, ...]


def cases(tag: str) -> Iterator[Case]:
    """What stands in the file of a language; the words to explain are typeset, as the build does."""
    kind, typeset = "", language(tag).typeset
    for number, line in enumerate((FOLDER / f"{tag}.md").read_text("utf-8").splitlines(), 1):
        if line.startswith("## "):
            kind = line[3:].strip()
        elif line.startswith("- "):
            marked = line[2:].replace("\\n", "\n")
            expected = tuple((typeset(words), term) for words, term in MARK.findall(marked))
            yield Case(f"{tag}.md:{number}", kind, MARK.sub(r"\1", marked), expected)


def language(tag: str) -> Language:
    """The project's language; where it has none of that name, its English with the words of another."""
    folder = ROOT / "locales" / tag
    path = folder if folder.is_dir() else ROOT / "locales" / "en"
    found: Language = validated(parse((path / "language.yml").read_text("utf-8"), str(path)), Language)
    other = {"tag": tag, "locale_id": tag, "words": WordRules(), "typography": ()}
    return found if folder.is_dir() else found.model_copy(update=other)


def glossary(tag: str) -> Glossary:
    path = FOLDER / f"{tag}.yml"
    found: Glossary = validated(parse(path.read_text("utf-8"), path.name), dict[str, Term])
    return found


class Explainer:
    """Explains texts with a language's test glossary, or another, as the build does."""

    def __init__(self, tag: str, terms: Glossary | None = None) -> None:
        self.terms, rules = glossary(tag) if terms is None else terms, language(tag).words
        matcher, avoided = Matcher.of_terms(self.terms, rules), Matcher.of_avoided(self.terms, rules)
        writer = Writer(language(tag), Translations(source=True))
        self._context = Context(writer, None, self.terms, matcher, avoided, "glossary/", lambda *_: "")
        settings = yaml.load((ROOT / "mkdocs.yml").read_text("utf-8"), yaml.SafeLoader)["markdown_extensions"]
        names = [next(iter(one)) if isinstance(one, dict) else one for one in settings]
        self._markdown = markdown.Markdown(extensions=["fenced_code", *names])  # which MkDocs adds
        source = parse_page("---\ntitle: A page\n---\n", "page.md", tag, "page.md")
        self._page = SitePage(tag, "page.md", source, source.front, "page/index.html")

    def explained(self, text: str) -> tuple[Explained, ...]:
        """The words that a Markdown text has explained, in its order."""
        return tuple(_explained(self.html(text)))

    def html(self, text: str) -> str:
        return self.annotated(self.markdown(text))

    def annotated(self, rendered: str) -> str:
        return PageAnnotator(self._page, Dossier("", {}, {}, {}), self._context).annotate(rendered)

    def markdown(self, text: str) -> str:
        """HTML in which nothing is explained yet."""
        return str(self._markdown.reset().convert(text))


def _explained(text: str) -> Iterator[Explained]:
    for words in html.fragment_fromstring(text, create_parent="div").find_class("explained--term"):
        link = words.find("a")
        assert link is not None
        yield "".join(link.itertext()), link.get("href", "").partition("#")[2]
