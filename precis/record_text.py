"""Files of records edited as text: a record or some of its keys change, everything else stays byte for byte."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import yaml
from yaml.nodes import CollectionNode, MappingNode, Node, ScalarNode

from precis.problems import InvalidInput, Problem
from precis.records import Core, parse

_ENDLESS = 1 << 30
"Columns: every value stays in its line."


@dataclass(frozen=True, slots=True)
class Place:
    """Where a key and its value stand."""

    key: str
    column: int
    start: int
    "0-based line."
    end: int
    "The line after the last one; comments and blank lines that follow are left out."
    value: Node


def field(key: str, value: object) -> str:
    """A key with its value as one line of YAML; lists and mappings in brackets."""
    name = _dumped({key: None}, flow=False).removesuffix(" null\n")
    if isinstance(value, Mapping | list | tuple):
        return f"{name} {flow(value)}"
    return _dumped({key: value}, flow=False).rstrip("\n")


def flow(value: Mapping[str, Any] | Sequence[Any]) -> str:
    """A list or mapping in brackets, in one line."""
    return _dumped(value, flow=True).rstrip("\n")


def entry(name: str, data: Mapping[str, Any], order: Sequence[str]) -> str:
    """A record with a line a key, in an order of keys; others follow."""
    keys = sorted(data, key=lambda key: order.index(key) if key in order else len(order))
    return "".join([f"{name}:\n", *(f"  {field(key, data[key])}\n" for key in keys)])


def entry_text(text: str, path: str, name: str) -> str:
    """The lines of a record as they stand in the file."""
    place, lines = _found(text, path, name)
    return "".join(lines[place.start : place.end])


def name_of(entry: str, path: str) -> str:
    """The id of a record's lines. Raises InvalidInput where they are not one record."""
    data = parse(entry, path).data
    if not isinstance(data, Mapping) or len(data) != 1 or not isinstance(next(iter(data.values())), Mapping):
        what, expected = "is not one record", "“id:” and, below it, “key: value” lines"
        raise InvalidInput([Problem(path, None, what, expected, "write one record, or remove what is too much")])
    return str(next(iter(data)))


def replaced(text: str, path: str, name: str, new: str) -> str:
    """The file with other lines for a record."""
    place, lines = _found(text, path, name)
    return "".join([*lines[: place.start], new.rstrip("\n") + "\n", *lines[place.end :]])


def removed(text: str, path: str, name: str) -> str:
    """The file without a record, and without one of two gaps around it."""
    place, lines = _found(text, path, name)
    before, after = lines[: place.start], lines[place.end :]
    while after and not after[0].strip() and not (before and before[-1].strip()):
        after = after[1:]
    while before and not before[-1].strip() and not any(line.strip() for line in after):
        before = before[:-1]
    return "".join([*before, *after])


def appended(text: str, path: str, new: str) -> str:
    """The file with a record at its end, after a blank line."""
    base = text if places(text, path) else text.replace("{}", "", 1).rstrip("\n ")
    base = base if base.endswith("\n") or not base else base + "\n"
    gap = "" if not base.strip() or base.endswith("\n\n") else "\n"
    return f"{base}{gap}{new}"


def with_values(text: str, path: str, name: str, values: Mapping[str, Any], order: Sequence[str]) -> str:
    """The file with other values for some keys of a record, None for none. A new key stands behind those that precede
    it in the order."""
    place, lines = _found(text, path, name)
    data = parse(text, path).data[name]
    kept = {key: value for key, value in {**data, **values}.items() if value is not None}
    if not isinstance(place.value, MappingNode) or place.value.flow_style:
        return replaced(text, path, name, entry(name, kept, order))
    there = {one.key: one for one in _places(place.value, lines, place.end)}
    indent = " " * next(iter(there.values())).column
    for key, one in reversed(there.items()):
        if key in values and values[key] != data[key]:
            new = [] if values[key] is None else [f"{indent}{field(key, values[key])}{_comment(one, lines)}\n"]
            lines[one.start : one.end] = new
    text = "".join(lines)
    for key in (key for key in values if key in kept and key not in data):
        text = _with_key(text, path, name, key, f"{indent}{field(key, kept[key])}\n", order)
    return text


def _with_key(text: str, path: str, name: str, key: str, line: str, order: Sequence[str]) -> str:
    place, lines = _found(text, path, name)
    earlier = set(order[: order.index(key)] if key in order else order)
    found = list(_places(place.value, lines, place.end))
    last = max((one.end for one in found if one.key in earlier), default=place.start + 1 if key in order else place.end)
    if not lines[last - 1].endswith("\n"):
        lines[last - 1] += "\n"
    return "".join([*lines[:last], line, *lines[last:]])


def places(text: str, path: str) -> list[Place]:
    """The records of a file. Raises InvalidInput where they do not stand one below the other."""
    parse(text, path)
    root = yaml.compose(text, Loader=Core)
    if root is None or (isinstance(root, MappingNode) and not root.value):
        return []
    if not isinstance(root, MappingNode) or root.flow_style:
        what, repair = "does not have its records one below the other", "write each id in a line of its own"
        raise InvalidInput([Problem(path, 1, what, "“id:”, and its keys below it", repair)])
    lines = text.splitlines(keepends=True)
    return list(_places(root, lines, len(lines)))


def _found(text: str, path: str, name: str) -> tuple[Place, list[str]]:
    lines = text.splitlines(keepends=True)
    place = next((one for one in places(text, path) if one.key == name), None)
    if place is None:
        raise InvalidInput([Problem(path, None, f"has no “{name}” any more", "the record", "look what became of it")])
    return place, lines


def _places(mapping: Node, lines: Sequence[str], end: int) -> Iterator[Place]:
    assert isinstance(mapping, MappingNode)
    starts = [key.start_mark.line for key, _ in mapping.value]
    for (key, value), start, stop in zip(mapping.value, starts, [*starts[1:], end], strict=True):
        column = key.start_mark.column
        yield Place(str(key.value), column, start, trimmed(lines, start, stop, column), value)


def trimmed(lines: Sequence[str], start: int, stop: int, column: int) -> int:
    """Where a value ends that stands between two lines: before the blank lines and outer comments that follow it."""
    while stop > start + 1 and _is_outer(lines[stop - 1], column):
        stop -= 1
    return stop


def _is_outer(line: str, column: int) -> bool:
    said = line.strip()
    return not said or said in {"---", "..."} or (said[0] == "#" and len(line) - len(line.lstrip()) <= column)


def _comment(place: Place, lines: Sequence[str]) -> str:
    """What stands behind a value in its line."""
    block = place.value.style in {"|", ">"} if isinstance(place.value, ScalarNode) else not _is_flow(place.value)
    mark = place.value.end_mark
    rest = "" if block or mark is None else lines[mark.line][mark.column :].rstrip()
    return rest if rest.lstrip().startswith("#") else ""


def _is_flow(node: Node) -> bool:
    return isinstance(node, CollectionNode) and bool(node.flow_style)


class _Dumper(yaml.SafeDumper):
    """Writes what is read as YAML 1.2: days without quotation marks, every text in its line."""

    yaml_implicit_resolvers = Core.yaml_implicit_resolvers


def _one_line(dumper: yaml.SafeDumper, text: str) -> ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"' if "\n" in text else None)


_Dumper.add_representer(str, _one_line)
_Dumper.add_representer(tuple, yaml.SafeDumper.represent_list)


def _dumped(data: object, *, flow: bool) -> str:
    settings: dict[str, Any] = {"allow_unicode": True, "sort_keys": False, "width": _ENDLESS}
    return str(yaml.dump(data, Dumper=_Dumper, default_flow_style=flow, **settings))
