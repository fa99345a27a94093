"""Languages that rest on another: what `fr-CA` does not say, `fr` says."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, TypeVar

from precis.problems import InvalidInput, Problem
from precis.records import Records

T = TypeVar("T")
OWN = frozenset({"tag", "name", "locale", "base", "complete"})
"Keys of `language.yml` that no language takes from its base."


def base_of(records: Records, tag: str, tags: Collection[str]) -> str:
    """The base that a language names, else the longest beginning of its tag that is a language; empty where there is
    none. Raises InvalidInput for one that does not exist."""
    stated = records.data.get("base") if isinstance(records.data, dict) else None
    if stated is None:
        parts = tag.split("-")
        beginnings = ("-".join(parts[:length]) for length in range(len(parts) - 1, 0, -1))
        return next((beginning for beginning in beginnings if beginning in tags), "")
    if stated not in tags or stated == tag:
        what, expected = f"“base” is “{stated}”", f"another language of the site: {', '.join(sorted({*tags} - {tag}))}"
        raise InvalidInput([Problem(records.path, records.line(["base"]), what, expected, "correct or remove it")])
    return str(stated)


def circular(records: Records, tags: Collection[str]) -> InvalidInput:
    what = f"“base” leads back to itself: {' → '.join(tags)}"
    repair = "remove “base:” from one of them"
    return InvalidInput([Problem(records.path, records.line(["base"]), what, "a base that rests on no other", repair)])


def completed(own: Records, base: Records, tag: str) -> Records:
    """A language's rules with those of its base where it states none, key by key, at every depth."""
    if not isinstance(own.data, dict):
        return own
    below = {key: value for key, value in base.data.items() if key not in OWN}
    return Records(own.path, {**_joined(below, own.data), "base": tag}, own.lines)


def _joined(base: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    joined = dict(base)
    for key, value in own.items():
        other = base.get(key)
        joined[key] = _joined(other, value) if isinstance(value, dict) and isinstance(other, dict) else value
    return joined


def ancestry(tag: str, bases: Mapping[str, str]) -> tuple[str, ...]:
    """The language, its base, the base of that, and so on."""
    base = bases.get(tag, "")
    return (tag, *ancestry(base, bases)) if base else (tag,)


def inherited(things: Mapping[str, Mapping[str, T]], bases: Mapping[str, str]) -> dict[str, dict[str, T]]:
    """Each language's things by their ids, with its bases' where it has none of that id."""
    return {
        tag: {key: one for ancestor in reversed(ancestry(tag, bases)) for key, one in things[ancestor].items()}
        for tag in things
    }
