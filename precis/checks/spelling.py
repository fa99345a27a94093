"""Words that neither a dictionary nor the newsroom knows, each where it first stands in a file."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping

from precis import lineage
from precis.chart.mapbase import MapBase
from precis.checks.inspection import Inspection
from precis.checks.outcome import Outcome, outcome
from precis.checks.speller import Speller
from precis.checks.texts import Text, every
from precis.checks.wordlist import PATH, WordList
from precis.problems import Problem
from precis.words import plain

_NAME = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")


def check(inspection: Inspection) -> Outcome:
    texts, names = every(inspection), names_of(inspection)
    spellers = {tag: _speller(inspection, tag, names) for tag in inspection.project.languages}
    found = [*_unknown(texts, spellers), *_mute(spellers)]
    if inspection.whole:
        found += [one for tag, words in inspection.words.items() for one in _unused(words, texts, spellers[tag])]
    judged = {(text.language, word) for text in texts for word in _NAME.findall(plain(text.text))}
    return outcome(len(judged), "words", found)


def names_of(inspection: Inspection) -> frozenset[str]:
    """Names that need no entry anywhere: of who says something, of places and sources, in all languages."""
    project = inspection.project
    said = {text for dossier in project.dossiers.values() for fact in dossier.facts.values() for text in _said(fact)}
    said |= {name for dossier in project.dossiers.values() for base in dossier.bases.values() for name in _named(base)}
    told = said | {writer.message(text) for writer in project.writers.values() for text in sorted(said)}
    for dossier in project.dossiers.values():
        for source in dossier.sources.values():
            told |= {source.title, source.outlet, source.publisher, *map(str, source.author)}
    return frozenset(told.union(*inspection.audit.not_terms.values()))


def _said(fact: object) -> Iterator[str]:
    for one in (fact, *getattr(fact, "disputed_by", ())):
        yield from filter(None, (getattr(one, "stated_by", ""), getattr(one, "place", "")))


def _named(base: MapBase) -> Iterator[str]:
    for group in (base.places, base.routes, base.areas):
        yield from (one.name for one in group.values())


def _speller(inspection: Inspection, tag: str, names: Collection[str]) -> Speller:
    """Knows the newsroom's list, the names' words with capitals, and all labels of the language's terms."""
    labels = {label.text for term in inspection.project.glossaries[tag].values() for label in term.labels()}
    bases = {one: language.base for one, language in inspection.project.languages.items()}
    lists = [inspection.words[one].words for one in lineage.ancestry(tag, bases) if one in inspection.words]
    listed = frozenset().union(*lists)
    capital = {word for name in names for word in _parts(name) if word[:1].isupper()}
    words = {word for label in labels for word in _parts(label)} | capital | {one for one in listed if " " not in one}
    return Speller(inspection.project.languages[tag], words, {one for one in {*names, *listed} if " " in one})


def _parts(name: str) -> Iterator[str]:
    for word in _NAME.findall(plain(name)):
        yield from {word, *word.split("-")}


def _unknown(texts: list[Text], spellers: Mapping[str, Speller]) -> Iterator[Problem]:
    """A word once a file, with how often it stands there."""
    first: dict[tuple[str, str, str], Text] = {}
    counts: Counter[tuple[str, str, str]] = Counter()
    for text in texts:
        speller = spellers.get(text.language)
        for word in speller.unknown(text.text) if speller and speller.able else ():
            key = (text.path, text.language, word)
            first.setdefault(key, text)
            counts[key] += 1
    for (path, tag, word), text in first.items():
        near, count = spellers[tag].nearest(word), counts[path, tag, word]
        shown = word.replace("'", "’")
        what = f"“{shown}” is in no dictionary of “{tag}”{f' ({count} times)' if count > 1 else ''}"
        expected = f"“{near}”, perhaps" if near else "a word that is known"
        repair = f"correct it; or, if it is right, add it to {PATH.format(tag)}"
        yield Problem(path, text.line(word), what, expected, repair, "warning")


def _mute(spellers: Mapping[str, Speller]) -> Iterator[Problem]:
    for tag, speller in spellers.items():
        if not speller.able:
            path, expected = f"locales/{tag}/language.yml", "one of pyspellchecker’s, named below “spelling:”"
            yield Problem(path, None, "there is no dictionary of the language", expected, "nothing, else", "note")


def _unused(words: WordList, texts: list[Text], speller: Speller) -> Iterator[Problem]:
    used = {form for text in texts if text.language == speller.language.tag for form in speller.uses(text.text)}
    for word, line in words.lines.items():
        if word not in used:
            yield Problem(words.path, line, f"no text has “{word}”", "words that texts use", "remove the line", "note")
