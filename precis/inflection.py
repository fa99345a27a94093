"""Inflected forms of a glossary's labels, made by a language's endings and confirmed by a dictionary of its forms."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from precis.rules import WordRules
from precis.words import plain

Lemmas = Mapping[str, str]
"Form to lemma."
_WORDS = {"first": re.compile(r"\w+(?:[-\u2010\u2011]\w+)*['\u2019\u02bc]?"), "last": re.compile(r"\w+")}
"""What changes as one word, by the place of the head: where all words agree, a compound with hyphens must be known as
a whole; where the last word alone changes, it does so after a hyphen too."""
_COLUMNS = 4
"Masculine singular and plural, feminine singular and plural."
_WHOLE = 3
"Letters from which an ending may be a whole word: “et” is not one of préfet and préfète."


@dataclass(frozen=True, slots=True)
class Form:
    text: str
    label: str
    "What it is a form of."
    guessed: tuple[str, ...] = ()
    "Its words that the dictionary does not have: their ending alone speaks for them."


@dataclass(frozen=True, slots=True)
class Inflected:
    """The forms of a label, itself left out."""

    forms: tuple[Form, ...] = ()
    reason: str = ""
    "Why there are none."


@dataclass(frozen=True, slots=True)
class Paradigm:
    """The forms of one word by column: two where its gender is fixed or the language has none, else four."""

    word: str
    cells: tuple[str, ...]
    known: frozenset[str]
    "Those that need no guess."
    whole: bool = False
    "Whether the language lists the word itself."

    def cell(self, column: int) -> str:
        return self.cells[column % len(self.cells)]

    @property
    def columns(self) -> set[int]:
        """Where the word itself may stand."""
        return {column for column in range(_COLUMNS) if self.cell(column) == self.word}

    @property
    def has_feminine(self) -> bool:
        return len(self.cells) == _COLUMNS and self.cell(0) != self.cell(2)

    @property
    def rank(self) -> tuple[bool, int, int]:
        return self.whole, sum(cell in self.known for cell in self.cells), -len(self.cells)

    @property
    def settled(self) -> bool:
        """Whether more than the word itself speaks for it: another form, or that it never changes."""
        return len(self.known) > 1 or len(set(self.cells)) == 1


def inflected(label: str, rules: WordRules, lemmas: Lemmas, *, both: bool = False) -> Inflected:
    """The label in its other numbers and genders. `both`: its head means women and men with one form (ministre)."""
    if reason := _proper(label):
        return Inflected(reason=reason)
    words = changing(label, rules)
    found = [(word[0], paradigm(word[0], rules, lemmas)) for word in words]
    if unknown := [word for word, one in found if one is None]:
        return Inflected(reason=f"the dictionary has no other form of “{'”, “'.join(unknown)}”")
    paradigms = [one for _, one in found if one is not None]
    columns = _columns(paradigms, both=both)
    if not columns:
        return Inflected(reason="its words do not agree" if words else "it begins with what never changes")
    made = dict.fromkeys(_form(label, words, paradigms, column) for column in columns)
    forms = tuple(form for form in made if form.text != label)
    return Inflected(forms, "" if forms else "it does not change")


def changing(label: str, rules: WordRules) -> list[re.Match[str]]:
    """The words that change: all before the complement, or only the last of these."""
    complements = {plain(word).casefold() for word in rules.complements}
    words = list(_WORDS[rules.head].finditer(label))
    end = next((place for place, word in enumerate(words) if _opening(word[0]) & complements), len(words))
    return words[:end] if rules.head == "first" else words[:end][-1:]


def paradigm(word: str, rules: WordRules, lemmas: Lemmas) -> Paradigm | None:
    """The word's forms by the row of endings that speaks best for it, the first of equals; None where none does."""
    best = max(_rows(word, rules, lemmas), key=lambda one: one.rank, default=None)
    if best is not None and best.settled:
        return best
    return _compound(word, rules, lemmas) if "-" in word else None


def _proper(label: str) -> str:
    """Why a label with capitals is left alone."""
    named = [word for word in re.findall(r"\w+", label) if word != word.lower()]
    kind = "an acronym" if any(len(word) > 1 and word.isupper() for word in named) else "a name"
    return f"it holds {kind} (“{named[0]}”): write its forms by hand" if named else ""


def _opening(word: str) -> set[str]:
    """The word, and what it begins with: of sans-papiers, sans."""
    return {plain(word).casefold(), plain(word).casefold().partition("-")[0]}


def _rows(word: str, rules: WordRules, lemmas: Lemmas) -> Iterator[Paradigm]:
    for row in rules.endings:
        for ending in dict.fromkeys(row):
            stem = word.removesuffix(ending)
            if word.endswith(ending) and (stem or len(word) >= _WHOLE):
                cells = tuple(stem + other for other in row)
                known = _known(word, cells, row, lemmas) if stem else frozenset(cells)
                yield Paradigm(word, cells, known, whole=not stem)


def _known(word: str, cells: Sequence[str], row: Sequence[str], lemmas: Lemmas) -> frozenset[str]:
    """Cells that the dictionary has as forms of the word.

    Dictionaries also call feminines words of their own (sénatrice) or forms of a verb (active). Endings that say much
    make them forms of the word all the same; where one is empty, a port would have a “porte” beside it.
    """
    distinctive = all(row)
    kin = {word, lemmas.get(word, word)}
    if distinctive:
        counts = Counter(lemmas[cell] for cell in set(cells) if cell in lemmas)
        kin |= {lemma for lemma, count in counts.items() if count > 1}
    return frozenset(
        cell
        for cell in cells
        if cell == word or (cell in lemmas and (lemmas[cell] in kin or (distinctive and lemmas[cell] == cell)))
    )


def _compound(word: str, rules: WordRules, lemmas: Lemmas) -> Paradigm | None:
    """A word with hyphens whose parts change together, where the dictionary confirms it (chefs-lieux)."""
    parts = [paradigm(part, rules, lemmas) for part in word.split("-")]
    known = [part for part in parts if part is not None]
    if len(known) < len(parts):
        return None
    size = min(len(part.cells) for part in known)
    cells = tuple("-".join(part.cell(column) for part in known) for column in range(size))
    made = Paradigm(word, cells, frozenset(cell for cell in cells if cell == word or lemmas.get(cell) == word))
    return made if made.settled else None


def _columns(paradigms: Sequence[Paradigm], *, both: bool) -> Sequence[int]:
    """The columns to make: those of the label's gender, or all, where its first word shows that people are meant."""
    shared = set(range(_COLUMNS)).intersection(*(one.columns for one in paradigms)) if paradigms else set()
    if not shared:
        return ()
    place = min(shared)
    agreeing = all(len(one.cells) == _COLUMNS for one in paradigms[1:])
    if place < 2 and agreeing and (both or paradigms[0].has_feminine):
        return range(_COLUMNS)
    return range(place // 2 * 2, place // 2 * 2 + 2)


def _form(label: str, words: Sequence[re.Match[str]], paradigms: Sequence[Paradigm], column: int) -> Form:
    pieces, done = [], 0
    for word, one in zip(words, paradigms, strict=True):
        pieces += [label[done : word.start()], one.cell(column)]
        done = word.end()
    guessed = tuple(one.cell(column) for one in paradigms if one.cell(column) not in one.known)
    return Form("".join([*pieces, label[done:]]), label, guessed)
