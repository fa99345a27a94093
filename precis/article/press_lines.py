"""Lines as newspapers of a language write them: bylines, dates, captions, what leads away from the article."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from precis.dates import DateReader
from precis.language import Language
from precis.words import one_of, plain

SHORT = 14
"Words of a line that may be a byline, a caption or a notice."
_PARTICLES = "de|du|da|des|la|le|van|von|der|den|al|el|bin"
_CAPITALISED = r"[^\W\d_a-zà-ÿ][\w’'.-]*"
_NAME = rf"{_CAPITALISED}(?: (?:d['’]|(?:{_PARTICLES}) ){{0,2}}{_CAPITALISED}){{1,3}}"
_NAMES = rf"{_NAME}(?:, {_NAME})*(?: (?:and|et|&|und|y) {_NAME})?"
_BARE_NAME = re.compile(rf"{_NAMES}(?:(?:, | at | in | à | [-–|] )[^.?!:]+)?")
_ENDED = re.compile(r"[.!?…:;,][”»\"’\s]*\Z")
_CLOCK = r"\d{1,2}(?:[:.]\d{2}|\s?h\s?(?:\d{2})?)?\s?(?:[ap]\.?m\.?)?"
_TRAIL = re.compile(r"(?!.*«)(?:[^>›»|]+\s[>›»|]\s){2,}[^>›»|]+\Z|.*[|–—-]\s*(?:page|p\.)\s*\d+\Z", re.IGNORECASE)
"Where a page stands in its site, or what stands above each page of a newspaper."
_CAPTIONS = (
    r"\A(?:\w+ )?{}(?! \w+ed)(?:\s*[:/|©-]|\s+(?:by|par|de)\s|\s*\Z)|\A©",
    r"[.!?]\s+(?:\w+ )?{}(?: \w+)?\.?\Z",
    r"[.!?)]\s*\(?{0}\s*[:/©]?\s*[\w.’' /-]{{2,40}}\)?\Z|\({0}\W[^)]*\)\Z",
)
"How captions and credits begin and end; `{}` is one of the words for them."
_TIDY = re.compile(r"[\s,;:.|·–—()-]+|(?<!\w)(?:at|à|on|le|and|et|the|of|GMT|BST|UTC|CET|CEST)(?!\w)", re.IGNORECASE)


@dataclass(frozen=True)
class PressLines:
    """Knows the lines of one language's newspapers."""

    language: Language

    def outside(self, text: str) -> str:
        """Why a line is no part of its article; empty where it may be one."""
        if len(text.split()) > 2 * SHORT:
            return ""
        said = plain(text).lower().lstrip("[(>*→»▶ ")
        return next((reason for reason, test in _OUTSIDE.items() if test(self, said)), "")

    def is_byline(self, text: str, *, early: bool = False) -> bool:
        """`early`: before the first paragraph, where a name alone is the writer's."""
        if len(text.split()) > SHORT:
            return False
        alone = early and text != text.upper() and _BARE_NAME.fullmatch(text) is not None
        return alone or self._names_writer(text.strip("–—- "))

    def is_date(self, text: str) -> bool:
        """Whether a line says nothing but when the article was published."""
        said = plain(text)
        undated = self._dates.expression.sub(" ", said)
        rest = self._weekday.sub(" ", self._published.sub(" ", undated))
        rest = _TIDY.sub(" ", re.sub(rf"(?<!\w)(?:{_CLOCK}|\d+)(?!\w)", " ", rest)).strip()
        told = undated != said or self._published.search(said) is not None
        return len(text.split()) <= SHORT and told and not rest and re.search(r"\d", said) is not None

    def is_signature(self, text: str) -> bool:
        return re.fullmatch(_NAME, text.strip("–—- ")) is not None

    def names_role(self, text: str) -> bool:
        """Whether it says correspondent, staff, agency."""
        return self._role.search(plain(text)) is not None

    def names(self, byline: str) -> Iterator[str]:
        """The writers of one byline."""
        found = re.search(_NAMES, self._weekday.sub("|", self._without_prefix(byline)))
        names = re.split(r", | (?:and|et|&|und|y) ", found[0] if found else "")
        yield from (name.strip(" .,") for name in names if name and not self.names_role(name))

    def day(self, text: str) -> str:
        """The full date of a line (EDTF); empty where it has none."""
        spans = (span for span in self._dates.spans(text) if span.start == span.end)
        return next((str(s.start) for s in spans if s.start.year and s.start.month and s.start.day), "")

    def is_caption(self, said: str) -> bool:
        words = one_of(map(str.lower, self.language.press.captions))
        return any(re.search(form.format(words), said) for form in _CAPTIONS)

    def leads_away(self, said: str) -> bool:
        words = one_of(map(str.lower, self.language.press.leads))
        return re.match(rf"{words}\s*(?:[:>→|–-].*)?\Z", said) is not None

    def is_notice(self, said: str) -> bool:
        words = one_of(map(str.lower, self.language.press.notices))
        return re.match(rf"[-–—\s]*{words}(?!\w)", said) is not None

    def is_trail(self, said: str) -> bool:
        return len(said.split()) <= SHORT and is_trail(said) and not said.endswith((".", "?"))

    def _names_writer(self, text: str) -> bool:
        if _ENDED.search(text):
            return False
        named = self._without_prefix(text)
        if named != plain(text):
            return re.match(_NAMES, named) is not None or (self.names_role(text) and len(named.split()) < 6)
        return self.names_role(text) and re.match(rf"{_NAMES}\s*(?:[,(|–-]|in |à |at )", text) is not None

    def _without_prefix(self, text: str) -> str:
        return self._prefix.sub("", plain(text.strip()))

    @cached_property
    def _dates(self) -> DateReader:
        return DateReader(self.language)

    @cached_property
    def _prefix(self) -> re.Pattern[str]:
        rules = self.language.press
        role = rf"(?:\s+(?:\w+\s+){{0,2}}?{one_of(rules.roles)}\s*,?)?"
        return re.compile(rf"\A\W*{one_of(rules.bylines)}{role}\s*:?\s+(?=\S)", re.IGNORECASE)

    @cached_property
    def _role(self) -> re.Pattern[str]:
        return re.compile(rf"(?<!\w){one_of(self.language.press.roles)}(?!\w)", re.IGNORECASE)

    @cached_property
    def _published(self) -> re.Pattern[str]:
        return re.compile(rf"(?<!\w){one_of(self.language.press.published)}(?!\w)", re.IGNORECASE)

    @cached_property
    def _weekday(self) -> re.Pattern[str]:
        names = self.language.locale.days["format"]
        days = {plain(name) for width in ("wide", "abbreviated") for name in names[width].values()}
        return re.compile(rf"(?<!\w){one_of(days)}(?!\w)", re.IGNORECASE)


def is_trail(text: str) -> bool:
    """Where a page stands in its site (Home > Region), or a running head with the number of a page."""
    return _TRAIL.fullmatch(text) is not None


_OUTSIDE: Mapping[str, Callable[[PressLines, str], bool]] = {
    "a caption or credit": PressLines.is_caption,
    "it leads away from the article": PressLines.leads_away,
    "a notice": PressLines.is_notice,
    "a trail of links or a running head": PressLines.is_trail,
}
