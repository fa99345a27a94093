"""Names and phrases of other languages in a page’s text, marked so that they are read aloud as what they are."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from html import escape

_SILENT = "script|style|title|textarea|select|pre|code|svg|cite"
"Elements whose text is no running text, or says itself what language it is in."
_LETTERS = re.compile(r"[\s'’]")
"Between the parts of a phrase, where pages may write it otherwise."
_ATTRIBUTES = r"""(?:"[^"]*"|[^">])*"""


@cache
def _finder(tag: str, phrases: tuple[str, ...]) -> re.Pattern[str]:
    """What is passed over, in a page of a language, or else one of the phrases; the longest first."""
    spaced = (re.escape(escape(phrase, quote=False)).replace(r"\ ", r"\s+") for phrase in phrases)
    either = "|".join(sorted(spaced, key=len, reverse=True)).replace("’", "['’]")
    silent = rf"<(?P<silent>{_SILENT})\b.*?</(?P=silent)>"
    foreign = rf"""<(?P<element>\w+)\b{_ATTRIBUTES}\slang="(?!{tag}")[^"]*"{_ATTRIBUTES}>.*?</(?P=element)>"""
    return re.compile(rf"{silent}|{foreign}|<{_ATTRIBUTES}>|(?<![\w-])(?P<phrase>{either})(?![\w-])", re.DOTALL)


def marked(html: str, tag: str, foreign: Mapping[str, Sequence[str]]) -> str:
    """The HTML of a page of a language with `<span lang>` around each phrase; `foreign` has them by their languages.
    What stands in an element of another language is left alone."""
    phrases = tuple(phrase for names in foreign.values() for phrase in names if _holds(html, phrase))
    if not phrases:
        return html
    languages = {_key(escape(phrase, quote=False)): other for other, names in foreign.items() for phrase in names}

    def mark(match: re.Match[str]) -> str:
        words = match["phrase"]
        return match[0] if words is None else f'<span lang="{languages[_key(words)]}">{words}</span>'

    return _finder(tag, phrases).sub(mark, html)


def _holds(html: str, phrase: str) -> bool:
    """Whether the page may hold the phrase: quick, since most pages hold few of them."""
    return max(_LETTERS.split(escape(phrase, quote=False)), key=len) in html


def _key(phrase: str) -> str:
    """HTML text with one kind of space and apostrophe."""
    return " ".join(phrase.replace("’", "'").split())
