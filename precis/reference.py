"""How a page of ours is cited: as a sentence, in BibTeX and in CSL-JSON."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass

from precis.address import CITATIONS
from precis.catalogue import N_
from precis.linked import Node, stated
from precis.phrase import filled
from precis.writing import Writer

_PATTERNS: Mapping[tuple[bool, bool], str] = {
    (True, True): N_("“{title}”, in “{container}”, {publisher}, checked on {date}, {url}"),
    (True, False): N_("“{title}”, in “{container}”, {publisher}, {url}"),
    (False, True): N_("“{title}”, {publisher}, checked on {date}, {url}"),
    (False, False): N_("“{title}”, {publisher}, {url}"),
}
"By whether it is a part of something, and was checked."
_TEX = str.maketrans(
    {
        **{sign: f"\\{sign}" for sign in "&%$#_"},
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",  # BibTeX counts \{ as a brace
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        "\u00a0": "~",
        "\u202f": "~",
    }
)


@dataclass(frozen=True, slots=True)
class Reference:
    id: str
    title: str
    "Of a fact, the value and what it is."
    container: str
    "The explainer; empty for the explainer itself."
    publisher: str
    author: str
    url: str
    "Absolute."
    checked: dt.date | None
    "The day on which its figures were checked last."
    issued: dt.date | None
    "The day of the version that is cited, where the page states one."
    language: str

    def files(self, writer: Writer) -> Mapping[str, str]:
        """Texts by the names of their files."""
        texts = (self.text(writer) + "\n", self.bibtex(writer) + "\n", self.csl() + "\n")
        return dict(zip(CITATIONS, texts, strict=True))

    def text(self, writer: Writer) -> str:
        pattern = writer.message(_PATTERNS[bool(self.container), self.checked is not None])
        names = {"title": self.title, "container": self.container, "publisher": self.publisher, "url": self.url}
        return filled(pattern, **names, date=writer.day(self.checked) if self.checked else "")

    def bibtex(self, writer: Writer) -> str:
        """An entry that BibTeX and biblatex both read."""
        checked = f"{writer.message(N_('Checked on'))} {writer.day(self.checked)}" if self.checked else ""
        fields = {
            "author": f"{{{_escaped(self.author)}}}",
            "title": f"{{{_escaped(self.title)}}}",
            "howpublished": _escaped(", ".join(filter(None, (self.container, self.publisher)))),
            "year": str(self._day.year) if self._day else "",
            "note": _escaped(checked),
            "url": self.url,
            "langid": (writer.language.locale.get_language_name("en") or "").lower(),
        }
        lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
        return f"@misc{{{self.id},\n{lines}}}"

    def csl(self) -> str:
        return json.dumps([stated(self._csl())], ensure_ascii=False, indent=2)

    def _csl(self) -> Node:
        day = self._day
        return {
            "id": self.id,
            "type": "webpage",
            "title": self.title,
            "container-title": self.container,
            "author": [{"literal": self.author}],
            "publisher": self.publisher,
            "issued": {"date-parts": [[day.year, day.month, day.day]]} if day else None,
            "URL": self.url,
            "language": self.language,
        }

    @property
    def _day(self) -> dt.date | None:
        return self.issued or self.checked


def _escaped(text: str) -> str:
    """Text with TeX's special signs escaped."""
    return text.translate(_TEX)
