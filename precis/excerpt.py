"""Pages as plain Markdown for machines and readers of text: figures, terms and sources as ordinary links."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urljoin

from precis.address import MARKDOWN
from precis.chart.figure import address, figure
from precis.listing import cited, lines
from precis.literal import literal, target
from precis.page import LEADS
from precis.presentation import Presentation

_CODE = re.compile(r"^ {0,3}(`{3,}|~{3,}).*?^ {0,3}\1`*~*[ \t]*$|(`+)[^`\n]+\2", re.DOTALL | re.MULTILINE)
_LINK = re.compile(r"(?P<mark>!?)\[(?P<words>[^\[\]]*)\]\(\s*<?(?P<target>[^()\s<>]+)>?(?:\s+\"[^\"]*\")?\s*\)")
_ATTRIBUTES = re.compile(r"[ \t]*\{:?[ \t]*[#.][^{}\n]*\}")
_COMMENT = re.compile(r"<!--.*?-->[ \t]*\n?", re.DOTALL)
_ADMONITION = re.compile(
    r"^!!! \w+(?: \"(?P<title>[^\"\n]*)\")?[ \t]*\n(?:[ \t]*\n)*(?P<text>(?: {4}.*\n?|[ \t]*\n)+)", re.MULTILINE
)


@dataclass(frozen=True)
class Excerpt:
    here: Presentation

    @property
    def path(self) -> str:
        """File in the built site."""
        return self.here.page.dest_uri.removesuffix("index.html") + MARKDOWN

    def markdown(self) -> str:
        """The page's text with its sources, its addresses absolute."""
        here, page = self.here, self.here.page
        leads = [self._resolved(str(getattr(page.front, name))) for name in LEADS if getattr(page.front, name)]
        leads = leads or [page.front.description]
        head = [f"# {literal(here.title)}", here.absolute(page.url), *leads]
        listed = "\n".join(lines(here))
        parts = [*head, self._resolved(_plain(page.source.body)).strip(), listed, *self._sources()]
        return "\n\n".join(filter(None, parts)) + "\n"

    def _sources(self) -> Iterator[str]:
        sources = [self.here.views.dossier.sources[one.id] for one in self.here.sources]
        if sources:
            yield f"## {self.here.views.writer.message('Sources of this page')}"
            yield "\n".join(f"- {cited(source)}" for source in sources)

    def _resolved(self, text: str) -> str:
        """Text with its links as any reader of Markdown follows them; code stays as it is."""
        parts, last = [], 0
        for code in _CODE.finditer(text):
            parts += [_LINK.sub(self._link, text[last : code.start()]), code[0]]
            last = code.end()
        return self.here.text_language.typeset("".join([*parts, _LINK.sub(self._link, text[last:])]))

    def _link(self, link: re.Match[str]) -> str:
        scheme, colon, name = link["target"].partition(":")
        made, known = self._schemes.get(scheme, (None, ())) if colon else (None, ())
        if made:
            return made(name, link["words"]) if name in known else link["words"]
        return f"{link['mark']}[{link['words']}]({self._absolute(link['target'])})"

    @cached_property
    def _schemes(self) -> Mapping[str, tuple[Callable[[str, str], str], Container[str]]]:
        """What is made of a link, and of which records; those that do not exist are errors, told elsewhere."""
        dossier, tag = self.here.views.dossier, self.here.page.source.language
        return {
            "fact": (self._fact, dossier.facts),
            "term": (self._term, self.here.publication.project.glossaries[tag]),
            "source": (self._source, dossier.sources),
            "chart": (self._chart, dossier.charts),
        }

    def _fact(self, name: str, words: str) -> str:
        page = self.here.fact_page(name)
        words = words or literal(self.here.views.fact(name).written)
        return f"[{words}]({self.here.absolute(page.url)})" if page else words

    def _term(self, name: str, words: str) -> str:
        glossary = self.here.glossary
        return f"[{words}]({self.here.absolute(glossary.url)}#{name})" if glossary else words

    def _source(self, name: str, words: str) -> str:
        url = self.here.views.dossier.sources[name].url
        return f"[{words}]({target(url)})" if url else words

    def _chart(self, name: str, _words: str) -> str:
        drawn = figure(name, name, self.here.views)
        data = self.here.absolute(address(self.here.page.explainer, name))
        return f"**{literal(drawn.title)}.** {literal(drawn.drawing.says)} ([CSV]({data}))"

    def _absolute(self, target: str) -> str:
        """Of a page, named by its file, its published address."""
        path, hash_, anchor = target.partition("#")
        if re.match(r"[a-z][a-z0-9+.-]*:", target, re.IGNORECASE):
            return target
        page = self.here.page
        folder = page.key.rpartition("/")[0]
        key = urljoin(f"{folder}/" if folder else "", path) if path else page.key
        other = self.here.publication.project.site.page(page.language, key)
        return self.here.absolute(other.url if other else urljoin(page.url, path)) + hash_ + anchor


def _plain(body: str) -> str:
    """Markdown without what only our extensions read, and without authors’ notes."""
    body = _ADMONITION.sub(_quoted, _COMMENT.sub("", body))
    return _ATTRIBUTES.sub("", body)


def _quoted(admonition: re.Match[str]) -> str:
    lines = re.sub(r"^ {4}", "", admonition["text"], flags=re.MULTILINE).strip().splitlines()
    title = [f"**{admonition['title']}**", ""] if admonition["title"] else []
    return "".join(f"> {line}".rstrip() + "\n" for line in [*title, *lines]) + "\n"
