"""What translations were made from: `locales/<tag>/translated.yml`, written by scripts/translations.py.

By page, then by section, the source's passages by their digests, each with its text. One line a passage: the file reads
and merges well. Sections and passages stand in the order of the source.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import Literal

import yaml
from pydantic import Field

from precis.page import PageSource
from precis.records import Record
from precis.segment import Segment, by_section, segments
from precis.wording import digest

STATE = "locales/{}/translated.yml"
"The file, by language."
Sections = Mapping[str, Mapping[str, str]]
How = Literal["human", "machine", "machine-reviewed"]


class PageState(Record):
    source: str = Field(alias="from")
    "Tag of the language it was translated from."
    checked: dt.date
    "The day on which the translation was last compared with its source."
    how: How = "human"
    sections: Sections
    "By section, the passages that were translated: digest to Markdown."

    def digests(self) -> set[str]:
        return {one for passages in self.sections.values() for one in passages}


State = Mapping[str, PageState]
"By page key, as `calais-2015/terminal.md`."


def passages(found: Sequence[Segment]) -> dict[str, dict[str, str]]:
    """The passages of a source page as the state keeps them."""
    return {section: {digest(one.text): one.unwrapped for one in parts} for section, parts in by_section(found).items()}


def confirmed(
    state: PageState | None, source: PageSource, today: dt.date, *, how: How | None = None, section: str = ""
) -> PageState:
    """The state of a page whose translation says what its source says today; of one section, or of all."""
    found = passages(segments(source))
    old = state.sections if state else {}
    sections = {name: parts if section in {"", name} else old.get(name, {}) for name, parts in found.items()}
    kept = {name: parts for name, parts in sections.items() if parts}
    how = how or (state.how if state else "human")
    return PageState.model_validate({"from": source.language, "checked": today, "how": how, "sections": kept})


def rewritten(state: State, explainer: str, change: Callable[[str], str]) -> State:
    """The state with other texts for the passages of an explainer's pages."""
    return {
        key: page.model_copy(update={"sections": _rewritten(page.sections, change)})
        if key.startswith(f"{explainer}/")
        else page
        for key, page in state.items()
    }


def _rewritten(sections: Sections, change: Callable[[str], str]) -> Sections:
    return {
        name: {mark if change(text) == text else digest(change(text)): change(text) for mark, text in found.items()}
        for name, found in sections.items()
    }


def dumped(state: State) -> str:
    """The file's text, the same for the same state."""
    data = {key: page.model_dump(by_alias=True) for key, page in sorted(state.items())}
    head = "# What this translation was made from. Written by scripts/translations.py; do not edit.\n"
    text: str = yaml.dump(data, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=1 << 30)
    return head + text


class _Dumper(yaml.SafeDumper):
    """Keeps every passage on one line, and days that are the same apart."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002 - PyYAML's signature
        return True


def _one_line(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"' if "\n" in text else None)


_Dumper.add_representer(str, _one_line)
