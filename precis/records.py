"""YAML and front matter as plain data that remembers its lines, and its validation by pydantic models.

YAML is read as YAML 1.2 core: `on`, `no` and `12:30` are strings and so are dates. Refused are aliases (they can blow
up), tags (they can make other things than data), duplicate keys, control characters, and what is too long or too deep.
"""

from __future__ import annotations

import difflib
import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, TypeVar

import yaml
from pydantic import AfterValidator, BaseModel, ConfigDict, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails, PydanticCustomError
from yaml.events import CollectionEndEvent, CollectionStartEvent
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from precis import filenames
from precis.problems import InvalidInput, Problem

LONGEST, DEEPEST = 16_000_000, 20
"Characters of a file; how many lists and mappings may stand in each other."
_MANY = 2_000
"How many levels PyYAML’s parser, which recurses in C, is surely safe with: beyond, levels are counted first."
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
"What is no text: signs that HTML, XML and JSON cannot carry."
T = TypeVar("T")
KeyPath = tuple[str | int, ...]


class Record(BaseModel):
    """Base of everything validated: unknown keys are errors, values never change."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True, use_attribute_docstrings=True)


@dataclass(frozen=True, slots=True)
class Records:
    path: str
    "File, relative to the project's folder."
    data: Any
    "Mappings, lists and scalars."
    lines: dict[KeyPath, int]
    "The 1-based line of each key and list item."

    def line(self, keys: Sequence[str | int]) -> int | None:
        """The line of the deepest part of the path that stands in the file."""
        path = tuple(keys)
        while path not in self.lines and path:
            path = path[:-1]
        return self.lines.get(path)


class Core(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """The scalars of YAML 1.2's core schema."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012 - PyYAML declares it on instances


_TAGS = frozenset(f"tag:yaml.org,2002:{name}" for name in ("null", "bool", "int", "float", "str", "seq", "map"))
Core.add_implicit_resolver("tag:yaml.org,2002:null", re.compile(r"(null|Null|NULL|~|)$"), ["n", "N", "~", ""])
Core.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"(true|True|false|False)$"), list("tTfF"))
Core.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"[-+]?(0|[1-9][0-9]*)$"), list("-+0123456789"))
Core.add_implicit_resolver(
    "tag:yaml.org,2002:float",
    re.compile(r"[-+]?([0-9]+\.[0-9]*|\.[0-9]+)([eE][-+]?[0-9]+)?$"),
    list("-+.0123456789"),
)


def refuse(what: str, expected: str, repair: str) -> PydanticCustomError:
    """What a model's validator raises: the rest of a sentence that starts with the field's name."""
    return PydanticCustomError("refused", "{what}", {"what": what, "expected": expected, "repair": repair})


def number_as_text(value: object) -> object:
    """YAML reads a bare number where a text is meant: a year, an entry's number."""
    return str(value) if type(value) is int else value


def url_part(value: str) -> str:
    """The value, where it can stand between two slashes of an address."""
    if not filenames.is_slug(value):
        expected = "small letters without accents, digits and single hyphens"
        if len(value) > filenames.LONGEST or value in filenames.DEVICES:
            expected = f"at most {filenames.LONGEST} signs, and no name that Windows keeps for itself"
        raise refuse(f"is “{value[: filenames.LONGEST]}”", expected, "write it as in “terminal-july-2015”")
    return value


UrlPart = Annotated[str, AfterValidator(url_part)]


def parse(text: str, path: str, first_line: int = 1) -> Records:
    """Reads one YAML document. `first_line` is where it starts in its file. Raises InvalidInput."""
    if len(text) > LONGEST:
        what, expected = f"has {len(text):,} characters", f"at most {LONGEST:,}"
        raise InvalidInput([Problem(path, None, what, expected, "divide the file, or take out what is not read")])
    try:
        _check_depth(text)
        loader = Core(text)
        walk = _Walk(loader, first_line)
        node = loader.get_single_node()
        data = {} if node is None else walk.value(node)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise InvalidInput([_malformed(error, path, first_line)]) from error
    return Records(path, data, walk.lines)


def validated(records: Records, model: type[T] | Any) -> T:
    """The records as the model's type. Raises InvalidInput with one problem a faulty field."""
    adapter: TypeAdapter[T] = TypeAdapter(model)
    try:
        return adapter.validate_python(records.data)
    except ValidationError as error:
        raise InvalidInput(_faulty_field(records, detail) for detail in error.errors()) from error


def _check_depth(text: str) -> None:
    """Raises MarkedYAMLError for what may be deeper than the parser can bear."""
    within = max((len(line) - len(line.lstrip(" -?")) for line in text.splitlines()), default=0)
    if text.count("[") + text.count("{") + 2 * within < _MANY:
        return
    depth = 0
    for event in yaml.parse(text, Loader=Core):
        depth += isinstance(event, CollectionStartEvent) - isinstance(event, CollectionEndEvent)
        if depth > DEEPEST:
            raise _refusal(TOO_DEEP, event.start_mark, FLATTEN)


def _refusal(what: str, mark: Any, repair: str) -> yaml.MarkedYAMLError:
    return yaml.MarkedYAMLError(problem=what, problem_mark=mark, note=repair)


TOO_DEEP, FLATTEN = f"lists and mappings stand in each other more than {DEEPEST} deep", "close a bracket, or flatten it"


class _Walk:
    """Turns the nodes of one document into plain data and keeps their lines."""

    def __init__(self, loader: Core, first_line: int) -> None:
        self.loader, self.first_line = loader, first_line
        self.lines: dict[KeyPath, int] = {}
        self._seen: set[int] = set()

    def value(self, node: Node, keys: KeyPath = ()) -> Any:
        self._check(node, len(keys))
        self.lines.setdefault(keys, node.start_mark.line + self.first_line)
        if isinstance(node, SequenceNode):
            return [self.value(item, (*keys, i)) for i, item in enumerate(node.value)]
        return dict(self._pairs(node, keys)) if isinstance(node, MappingNode) else self._scalar(node)

    def _check(self, node: Node, depth: int) -> None:
        if id(node) in self._seen:
            raise _refusal("aliases (*name) are not used here", node.start_mark, "write the value out")
        if depth > DEEPEST:
            raise _refusal(TOO_DEEP, node.start_mark, FLATTEN)
        if node.tag not in _TAGS:
            raise _refusal("tags (!name) are not used here", node.start_mark, "remove it")
        self._seen.add(id(node))

    def _scalar(self, node: Node) -> Any:
        if found := CONTROL.search(node.value):
            what = f"holds the control character U+{ord(found[0]):04X}"
            raise _refusal(what, node.start_mark, "delete it; it often comes with text from a PDF")
        try:
            value = self.loader.construct_object(node)
        except (ValueError, KeyError):
            value = math.nan
        if isinstance(value, float) and not math.isfinite(value):
            raise _refusal(f"“{node.value[:40]}” is no value", node.start_mark, "put it in quotation marks")
        return value

    def _pairs(self, node: MappingNode, keys: KeyPath) -> Iterator[tuple[str, Any]]:
        names: set[str] = set()
        for key_node, value_node in node.value:
            if not isinstance(key_node, ScalarNode):
                raise _refusal("a key is a list or mapping", key_node.start_mark, "write a word as key")
            self._check(key_node, len(keys))
            self._scalar(key_node)
            key = str(key_node.value)
            if key in names:
                raise _refusal(f"the key “{key}” stands twice", key_node.start_mark, "rename or remove one of the two")
            names.add(key)
            self.lines[(*keys, key)] = key_node.start_mark.line + self.first_line
            yield key, self.value(value_node, (*keys, key))


def _malformed(error: Exception, path: str, offset: int) -> Problem:
    mark = getattr(error, "problem_mark", None)
    line = None if mark is None else mark.line + offset
    what = getattr(error, "problem", None) or str(error).split("\n")[0]
    usual = "correct the line; a value that holds “: ” or starts with a special sign needs quotation marks"
    repair = getattr(error, "note", None) or usual
    return Problem(path, line, f"malformed YAML: {what}", "well-formed YAML", repair)


def _faulty_field(records: Records, detail: ErrorDetails) -> Problem:
    keys = [key for key in detail["loc"] if key in _known_keys(records.lines)]
    of_key = detail["loc"][-1:] == ("[key]",)
    field = "id" if of_key else ".".join(str(key) for key in detail["loc"] if not _is_branch(key))
    line = records.line(keys)
    what, expected, repair = _said(detail, field, records.path)
    return Problem(records.path, line, what, expected, repair)


def _known_keys(lines: dict[KeyPath, int]) -> set[str | int]:
    return {key for keys in lines for key in keys}


def _is_branch(key: str | int) -> bool:
    """True for the marks pydantic puts in a location for a branch of a union or a validator."""
    return isinstance(key, str) and (
        "[" in key or key in {"str", "int", "float", "decimal", "stated", "derived", "by-fact", "by-field", "Noun"}
    )


def _said(detail: ErrorDetails, field: str, path: str) -> tuple[str, str, str]:
    last = str(detail["loc"][-1]) if detail["loc"] else "the file"
    match detail["type"]:
        case "missing":
            return f"“{field}” is missing", f"a value for “{last}”", f"add “{last}:”"
        case "extra_forbidden":
            return _unknown_key(field, last, path.partition("/")[0])
        case "literal_error":
            expected = str(detail.get("ctx", {}).get("expected", ""))
            return f"“{field}” is {detail['input']!r}", f"one of {expected}", _nearest(str(detail["input"]), expected)
        case "refused":
            context = detail.get("ctx", {})
            return f"“{field}” {detail['msg']}", str(context["expected"]), str(context["repair"])
        case _:
            return f"“{field}” is {detail['input']!r}", _expected(detail), f"correct “{last}”"


def _unknown_key(field: str, last: str, folder: str) -> tuple[str, str, str]:
    what, repair = f"unknown key “{field}”", f"remove or rename “{last}”"
    if folder in {"docs", "locales"}:
        return what, f"a key that {folder}/README.md lists", repair
    return what, "a key that is known here", f"{repair}; in braces, a value with a comma wants quotation marks"


def _expected(detail: ErrorDetails) -> str:
    return detail["msg"].removeprefix("Value error, ").removeprefix("Input should be ")


def _nearest(word: str, expected: str) -> str:
    words = re.findall(r"'([^']+)'", expected)
    close = difflib.get_close_matches(word, words, 1)
    return f"write “{close[0]}”" if close else "use one of these"
