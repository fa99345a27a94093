"""Names and phrases of other languages in a page’s text, marked so that they are read aloud as what they are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from html import escape

_SILENT = "script|style|title|textarea|select|pre|code|svg|cite"
"Elements whose text is no running text, or says itself what language it is in."
_LETTERS = re.compile(r"[\s'’]")
"Between the parts of a phrase, where pages may write it otherwise."
_ATTRIBUTES = r"""(?:"[^"]*"|[^">])*"""
_IN_LANGUAGE = re.compile(rf'<(?P<element>\w+)\b{_ATTRIBUTES}\slang="(?P<language>[^"]*)"{_ATTRIBUTES}>')


@cache
def _finder(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """What is passed over, any tag, or else one of the phrases; the longest first."""
    spaced = (re.escape(escape(phrase, quote=False)).replace(r"\ ", r"\s+") for phrase in phrases)
    either = "|".join(sorted(spaced, key=len, reverse=True)).replace("’", "['’]")
    silent = rf"<(?P<silent>{_SILENT})\b.*?</(?P=silent)>"
    return re.compile(rf"{silent}|(?P<tag><{_ATTRIBUTES}>)|(?<![\w-])(?P<phrase>{either})(?![\w-])", re.DOTALL)


def marked(html: str, tag: str, foreign: Mapping[str, Sequence[str]]) -> str:
    """The HTML of a page of a language with `<span lang>` around each phrase; `foreign` has them by their languages.
    What stands in an element of another language is left alone."""
    phrases = tuple(phrase for names in foreign.values() for phrase in names if _holds(html, phrase))
    if not phrases:
        return html
    languages = {_key(escape(phrase, quote=False)): other for other, names in foreign.items() for phrase in names}
    return "".join(_parts(html, tag, _finder(phrases), languages))


def _parts(html: str, tag: str, finder: re.Pattern[str], languages: Mapping[str, str]) -> Iterator[str]:
    written = place = 0
    while match := finder.search(html, place):
        place = match.end()
        if words := match["phrase"]:
            yield f'{html[written : match.start()]}<span lang="{languages[_key(words)]}">{words}</span>'
            written = place
        elif match["tag"] and "lang=" in match["tag"]:
            place = max(place, _end_of_other(html, tag, match.start()))
    yield html[written:]


def _end_of_other(html: str, tag: str, start: int) -> int:
    """Where an element ends that begins there and is of another language than the page; -1 for others."""
    found = _IN_LANGUAGE.match(html, start)
    if found is None or found["language"] == tag:
        return -1
    end = f"</{found['element']}>"
    at = html.find(end, found.end())
    return at if at < 0 else at + len(end)


def _holds(html: str, phrase: str) -> bool:
    """Whether the page may hold the phrase: quick, since most pages hold few of them."""
    return _longest(phrase) in html


@cache
def _longest(phrase: str) -> str:
    """Of its words, as HTML."""
    return max(_LETTERS.split(escape(phrase, quote=False)), key=len)


def _key(phrase: str) -> str:
    """HTML text with one kind of space and apostrophe."""
    return " ".join(phrase.replace("’", "'").split())
