"""How a fact of ours is cited: as a sentence, in BibTeX and in CSL-JSON."""

from __future__ import annotations

import datetime as dt
import json
import re
from dataclasses import dataclass
from typing import Any

from precis.catalogue import N_
from precis.phrase import filled
from precis.writing import Writer

_SPECIAL = re.compile(r"([&%$#_{}])")


@dataclass(frozen=True, slots=True)
class Reference:
    id: str
    title: str
    "The value and what it is."
    container: str
    "The explainer."
    publisher: str
    url: str
    "Absolute."
    checked: dt.date
    language: str

    def text(self, writer: Writer) -> str:
        pattern = writer.message(N_("“{title}”, in “{container}”, {publisher}, checked on {date}, {url}"))
        names = {"title": self.title, "container": self.container, "publisher": self.publisher}
        return filled(pattern, **names, date=writer.day(self.checked), url=self.url)

    def bibtex(self, writer: Writer) -> str:
        """An entry that BibTeX and biblatex both read."""
        fields = {
            "title": f"{{{_escaped(self.title)}}}",
            "howpublished": f"{_escaped(self.container)}, {_escaped(self.publisher)}",
            "year": str(self.checked.year),
            "note": f"{writer.message(N_('Checked on'))} {writer.day(self.checked)}",
            "url": self.url,
            "langid": self.language,
        }
        lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items())
        return f"@misc{{{self.id},\n{lines}}}"

    def csl(self) -> str:
        return json.dumps([self._csl()], ensure_ascii=False, indent=2)

    def _csl(self) -> dict[str, Any]:
        day = {"date-parts": [[self.checked.year, self.checked.month, self.checked.day]]}
        return {
            "id": self.id,
            "type": "webpage",
            "title": self.title,
            "container-title": self.container,
            "publisher": self.publisher,
            "issued": day,
            "URL": self.url,
            "language": self.language,
        }


def _escaped(text: str) -> str:
    """Text with TeX's special signs escaped."""
    return _SPECIAL.sub(r"\\\1", text.replace("\\", "\\textbackslash{}").replace("\u00a0", "~").replace("\u202f", "~"))
