"""Pages of an article imported again keep their files, and so their addresses, also under another heading."""

from __future__ import annotations

from collections.abc import Mapping

from precis.article.imported import Imported, copy_of
from precis.article.outline import Outline, Section
from precis.intake.wordcount import words

ALIKE = 0.5
"Share of a section's words that the page had before, from which it is the same under another heading."


def kept_keys(outline: Outline, before: Imported | None, files: Mapping[str, str]) -> Mapping[str, str]:
    """Headings to keys of pages. `files`: texts by path below the folder of pages."""
    if before is None:
        return {}
    keys = {heading: key for key, heading in before.pages.items() if heading}
    found = {section.title: keys[section.title] for section in outline.sections if section.title in keys}
    free = [key for key in keys.values() if key not in found.values()]
    for section in outline.sections:
        if section.title not in found:
            shares = {
                key: _share(section, files.get(copy_of(f"{before.language}/{key}", _folder(key)), "")) for key in free
            }
            best = max(shares, key=lambda key: shares[key], default="")
            if best and shares[best] >= ALIKE:
                found[section.title] = best
                free.remove(best)
    return found


def _folder(key: str) -> str:
    return key.partition("/")[0]


def _share(section: Section, text: str) -> float:
    new, old = words(*(block.text for block in section.blocks)), words(text)
    return sum((new & old).values()) / max(sum(new.values()), 1)
