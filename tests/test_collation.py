"""The part of the collation table that texts need orders them as the whole does."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from pyuca import Collator

from precis.collation import collator

WHOLE = Collator()


@given(st.lists(st.text(st.characters(exclude_categories=["Cs", "Cn"], max_codepoint=0x2FFF), max_size=8), max_size=8))
def test_any_texts_are_ordered_as_by_the_whole_table(texts: list[str]) -> None:
    part = collator(frozenset("".join(texts)))
    assert [part.sort_key(text) for text in texts] == [WHOLE.sort_key(text) for text in texts]
