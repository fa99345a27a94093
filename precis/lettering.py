"""What the style sheet cannot know of the languages, added to it: their digits, and what stands between a label and its
value. In the sheet that all pages have, it costs no request, and no exception from the Content-Security-Policy."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from precis.language import Language

SHEET = "assets/precis.css"
COLON = ": "
"What the sheet itself writes."


def rules(languages: Iterable[Language]) -> str:
    return "".join(line for language in languages for line in _rules(language))


def _rules(language: Language) -> Iterator[str]:
    tag, set_ = language.tag, []
    if language.digits:
        symbols = " ".join(map(_string, language.digits))
        yield f"@counter-style digits-{tag} {{ system: numeric; symbols: {symbols}; }}\n"
        set_.append(f"--digits: digits-{tag};")
    if language.colon != COLON:
        set_.append(f"--colon: {_string(language.colon)};")
    if set_:
        yield f':root[lang="{tag}"] {{ {" ".join(set_)} }}\n'


def _string(text: str) -> str:
    """A string of CSS; what could end it, or a tag, is written by its number."""
    return '"' + "".join(f"\\{ord(sign):x} " if sign in '"\\<\n\r\f' else sign for sign in text) + '"'
