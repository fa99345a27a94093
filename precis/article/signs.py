"""What speaks for a bare line being a heading, and what against: a table of reasons with their weights."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from precis.article.surroundings import Place, is_numbered

_CLOSED = re.compile(r"[.][”»\"’)]*\Z")
_ENDED = re.compile(r"[.!?…:;,][”»\"’)\s]*\Z")
_BROKEN_OFF = re.compile(r"(?:[,;…]|\.\.\.)\Z")
_QUOTED = re.compile(r"\A[“«„\"‘].*[”»\"’][.!?,]?\Z")
_QUOTE_AND_MORE = re.compile(r"\A[“«„\"‘][^”»\"]*[”»\"’]\s?[:–—-]")
_CONTACT = re.compile(r"@|https?:|www\.|(?:\+?\d[\d .()/-]{7,}\d)")
_RESULT = re.compile(r"\D+\d{1,3}\s*[-–—:]?\s*\D+\d{1,3}")
_TITLE_CASE_LINKS = 4
"Letters up to which a word of a title in capitals may be small: of, the, with."


@dataclass(frozen=True, slots=True)
class Reason:
    weight: float
    "How much it speaks for a heading; against one where negative."
    words: str


def reasons(place: Place) -> Iterator[Reason]:
    """Every reason that weighs something here."""
    yield Reason(-1.6, "most lines are no headings")
    for words, test in _REASONS.items():
        weight = test(place)
        if weight:
            yield Reason(weight, words)


def _short(place: Place) -> float:
    words = len(place.text.split())
    return 1.2 if words <= 8 else 0.4 if words <= 10 else 0


def _long(place: Place) -> float:
    words = len(place.text.split())
    return -2.5 if words > 16 else -0.3 if words > 12 else 0


def _asks(place: Place) -> float:
    return 1.8 if place.text.endswith("?") else 0


def _open(place: Place) -> float:
    return 0 if _ENDED.search(place.text) else 0.2 if place.setting.sloppy else 1.1


def _closed(place: Place) -> float:
    return -3.2 if _CLOSED.search(place.text) else -1.0 if place.text.endswith("!") else 0


def _broken_off(place: Place) -> float:
    return -3 if _BROKEN_OFF.search(place.text) else 0


def _colon(place: Place) -> float:
    if not place.text.endswith(":"):
        return 0
    return 0.6 if place.after is not None and place.after.role == "paragraph" and place.prose_after else -1.5


def _capitals(place: Place) -> float:
    letters = [sign for sign in place.text if sign.isalpha()]
    return 1.4 if len(letters) > 3 and place.text == place.text.upper() else 0


def _title_case(place: Place) -> float:
    words = [word for word in re.findall(r"[^\W\d_]+", place.text) if len(word) > _TITLE_CASE_LINKS]
    return 0.6 if len(words) > 1 and all(word[0].isupper() for word in words) else 0


def _small(place: Place) -> float:
    return -2.5 if place.text[0].islower() else 0


def _bold(place: Place) -> float:
    return 2.2 if place.block.bold else 0


def _numbered(place: Place) -> float:
    return 0.9 if is_numbered(place.text) else 0


def _quoted(place: Place) -> float:
    if _QUOTED.match(place.text):
        return -2.8
    return -1.2 if place.text[0] in '“«„"' and not _QUOTE_AND_MORE.match(place.text) else 0


def _spoken(place: Place) -> float:
    return -4 if place.setting.is_speech(place.text) else -0.4 if place.setting.label(place.text) else 0


def _bracket(place: Place) -> float:
    return -0.8 if place.text.endswith(")") else 0


def _result(place: Place) -> float:
    return -2.5 if _RESULT.fullmatch(place.text) else 0


def _figures(place: Place) -> float:
    digits = sum(sign.isdigit() for sign in place.text)
    return -2 if digits >= 0.25 * len(place.text) else 0


def _contact(place: Place) -> float:
    return -3 if _CONTACT.search(place.text) else 0


def _prose_after(place: Place) -> float:
    return 1.0 if place.prose_after else 0


def _line_after(place: Place) -> float:
    """Of two short lines above a paragraph the second one heads it."""
    if place.after is None or place.prose_after or place.after.role != "paragraph":
        return 0
    return -1.4


def _last(place: Place) -> float:
    return -4 if place.after is None else 0


def _after_colon(place: Place) -> float:
    return -1.8 if place.before is not None and place.before.text.endswith(":") else 0


def _comma(place: Place) -> float:
    return -0.4 if "," in place.text and not place.text.endswith("?") else 0


def _within(place: Place) -> float:
    """A line of a verse or an address."""
    return -1.6 if place.setting.spaced and not place.block.apart else 0


def _counted(place: Place) -> float:
    """One of a numbered list's items."""
    neighbours = (one for one in (place.before, place.after) if one is not None and not place.setting.is_prose(one))
    return -3 if is_numbered(place.text) and any(is_numbered(one.text) for one in neighbours) else 0


def _glued(place: Place) -> float:
    return 0.4 if place.block.apart and place.after is not None and not place.after.apart else 0


_REASONS: Mapping[str, Callable[[Place], float]] = {
    "it is short": _short,
    "it is long": _long,
    "it asks a question": _asks,
    "no full stop ends it": _open,
    "a full stop or exclamation mark ends it": _closed,
    "it breaks off": _broken_off,
    "a colon ends it": _colon,
    "it is in capitals": _capitals,
    "its words have capitals": _title_case,
    "it begins with a small letter": _small,
    "it is bold": _bold,
    "it has a number": _numbered,
    "it is a quotation": _quoted,
    "someone speaks in it": _spoken,
    "it is a result": _result,
    "a bracket ends it": _bracket,
    "it is mostly figures": _figures,
    "it holds an address or a telephone number": _contact,
    "a paragraph follows": _prose_after,
    "another short line follows": _line_after,
    "nothing follows": _last,
    "it stands below a colon": _after_colon,
    "it stands right above its paragraph": _glued,
    "a comma divides it": _comma,
    "no blank line stands before it": _within,
    "a line before or after it has a number, too": _counted,
}
