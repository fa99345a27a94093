"""Whatever prose says, figures, dates and terms are looked for in it to its end."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from precis.agreement import disagreement
from precis.matching import Matcher
from precis.reading import Reader
from precis.slug import slug
from tests.fuzzing import PIECES, TEXT, project, some

LANGUAGES = project().languages
READERS = {tag: Reader(language) for tag, language in LANGUAGES.items()}
MATCHERS = {tag: Matcher.of_terms(project().glossaries[tag], one.words) for tag, one in LANGUAGES.items()}
TAGS = st.sampled_from(sorted(LANGUAGES))
FACTS = list(project().dossiers["harbour"].facts.values())
WORDS = (
    *("one", "two", "three", "a", "hundred", "thousand", "million", "billion", "bn", "m", "half", "third", "dozen"),
    *("nil", "un", "deux", "vingt", "quatre", "cent", "mille", "millions", "milliards", "demi", "tiers", "ein"),
    *("zwei", "Millionen", "about", "more than", "nearly", "up to", "environ", "plus de", "près de", "between", "and"),
    *("entre", "et", "to", "à", "January", "July", "1er", "mars", "may", "mai", "spring", "summer of", "night of"),
    *("the", "le", "of", "%", "per cent", "£", "€", "$", "US$", "GBP", "euros", ",", ".", "'", "’", "-", "–", "/"),
    *("(", ")", ":", ";", "\u00a0", "\u202f", "\u066b", "0", "1", "27", "2015", "1999", "1,200", "1 200", "1.200,5"),
    *("3.14", "00", "١٢٣", "９", "²", "½", "10^18", "9" * 40, "1e400", "times", "fold", "fois", "a day", "par jour"),
    *("points", "km", "rd", "th", "ème", "pilot", "pilots", "HB", "état", "l’État"),
)  # fmt: skip
PROSE = st.lists(st.sampled_from((*WORDS, " ", " ", " ", "\n")), max_size=24).map("".join) | st.lists(
    st.sampled_from(WORDS), max_size=16
).map(" ".join)


@some(1000)
@given(PROSE | TEXT, TAGS)
def test_any_prose_is_read(text: str, tag: str) -> None:
    reader = READERS[tag]
    for figure in reader.figures(text):
        assert str(figure)
    for span in reader.spans(text):
        assert str(span)
    assert all(isinstance(claim, str) for claim in reader.claims(text))


@some(700)
@given(PROSE | TEXT, TAGS, st.sampled_from(FACTS))
def test_any_words_are_compared_with_any_fact(text: str, tag: str, fact: object) -> None:
    said = disagreement(text, fact, READERS[tag])  # type: ignore[arg-type]
    assert said is None or said


@some(700)
@given(PROSE | TEXT, TAGS)
def test_terms_are_found_in_any_prose(text: str, tag: str) -> None:
    for mention in MATCHERS[tag].mentions(text):
        assert text[mention.start : mention.end]
    LANGUAGES[tag].typeset(text)


@some(300)
@given(st.text(max_size=60) | st.lists(st.sampled_from(PIECES), max_size=6).map("".join), st.integers(0, 40))
def test_any_title_makes_a_part_of_an_address(text: str, longest: int) -> None:
    made = slug(text, longest)
    assert set(made) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert not made.startswith("-")
