"""Whether a word is written as a dictionary or the newsroom writes it. Dictionaries are those of pyspellchecker."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache, cached_property

from spellchecker import SpellChecker

from precis.language import Language
from precis.words import blanked, one_of, plain

_OTHER = re.compile(r"\S*(?:://|@|www\.)\S*|\S*\.(?:com|org|net|fr|uk|eu|gov)\b\S*|[\w.-]*\d[\w.-]*")
"What stands in texts beside words: addresses, figures and names with digits."
_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f]|['-](?=[^\W\d_])|·(?=\w))*")
_ACRONYM = re.compile(r"[^\W\d_a-zà-ÿœ]{2,}s?|(?:[^\W\d_]\.)+")


@cache
def dictionary(code: str) -> SpellChecker | None:
    return SpellChecker(language=code, distance=1) if code in set(SpellChecker.languages()) else None


@dataclass(frozen=True)
class Speller:
    language: Language
    words: Collection[str]
    "Those that the newsroom writes so; capitals count, small letters stand for both."
    phrases: Collection[str] = ()
    "Names of several words, no word of which need be known."

    @property
    def able(self) -> bool:
        """Whether there is a dictionary of the language."""
        return self._dictionary is not None

    def unknown(self, text: str) -> Iterator[str]:
        """The words of a text that are not known, as it has them, in its order."""
        for match in _WORD.finditer(blanked(blanked(plain(text), _OTHER), self._names)):
            if not self.knows(match[0]):
                yield match[0]

    def knows(self, word: str) -> bool:
        if word not in self._judged:
            self._judged[word] = any(map(self._is_whole, self._bare(plain(word))))
        return self._judged[word]

    def uses(self, text: str) -> Iterator[str]:
        """The forms of a text's words that a list of the newsroom may have."""
        yield from self._names.findall(plain(text))
        for match in _WORD.finditer(plain(text)):
            for form in self._bare(match[0]):
                yield from {form, form.lower(), *form.split("-"), *form.lower().split("-")}

    def nearest(self, word: str) -> str:
        """What may be meant: one letter away, the same without accents first, then the most frequent; or nothing."""
        known = self._dictionary
        if known is None:
            return ""
        bare = min(self._bare(plain(word)), key=len)
        near = [one for one in known.edit_distance_1(bare.lower()) if self._is_known(one)]
        ranked = sorted(near, key=lambda one: (_skeleton(one) != _skeleton(bare.lower()), -known[one], one))
        found = next(iter(ranked), "")
        return found[:1].upper() + found[1:] if bare[:1].isupper() else found

    @cached_property
    def _judged(self) -> dict[str, bool]:
        return {}

    @cached_property
    def _dictionary(self) -> SpellChecker | None:
        return dictionary(self.language.spelling.dictionary or self.language.locale.language)

    @cached_property
    def _names(self) -> re.Pattern[str]:
        return re.compile(rf"(?<![\w-]){one_of(self.phrases)}(?![\w-])")

    @cached_property
    def _listed(self) -> frozenset[str]:
        return frozenset(map(plain, self.words))

    @cached_property
    def _affixes(self) -> tuple[re.Pattern[str], re.Pattern[str]]:
        rules = self.language.words
        ends = f"{one_of(rules.enclitics)}|{rules.inclusive}" if rules.inclusive else one_of(rules.enclitics)
        return re.compile(one_of(rules.elided), re.IGNORECASE), re.compile(f"(?:{ends})$", re.IGNORECASE)

    @cached_property
    def _alike(self) -> tuple[tuple[re.Pattern[str], str], ...]:
        return tuple((re.compile(rule.find), rule.replace) for rule in self.language.spelling.alike)

    def _bare(self, word: str) -> list[str]:
        """The word, and what it is without elided words before it and what hangs on after it."""
        before, after = self._affixes
        start = before.match(word)
        found = [word, word[start.end() :]] if start else [word]
        found += [after.sub("", one) for one in found]
        return list(dict.fromkeys(filter(None, found)))

    def _is_whole(self, word: str) -> bool:
        if len(word) == 1 or self._is_known(word) or _ACRONYM.fullmatch(word):
            return True
        parts = word.split("-")
        return len(parts) > 1 and all(map(self.knows, parts))

    def _is_known(self, word: str) -> bool:
        small = word.lower()
        if word in self._listed or small in self._listed or self._dictionary is None:
            return True
        shown = [small, *(pattern.sub(new, small) for pattern, new in self._alike)]
        both = small
        for pattern, new in self._alike:
            both = pattern.sub(new, both)
        return any(one in self._dictionary for one in (*shown, both))


def _skeleton(word: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFD", word) if not unicodedata.combining(sign))
