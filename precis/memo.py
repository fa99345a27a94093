"""What pure functions gave, for as long as one build after the other of a process asks them the same: a preview reads
and checks again only what was saved.

For functions alone whose result follows from their arguments and is never changed by anybody. What they raise is not
kept: they are asked again, and say it again.
"""

from __future__ import annotations

from collections.abc import Callable
from types import FunctionType, GenericAlias, NoneType
from typing import Any, TypeVar

T = TypeVar("T")
_PLAIN = (str, int, float, bytes, NoneType, bool, type, GenericAlias, FunctionType)
"What is the same if it is equal; tuples are if their parts are, and all else if it is the very same thing."


class Memo:
    def __init__(self) -> None:
        self._now: dict[object, object] = {}
        self._before: dict[object, object] = {}

    def __call__(self, make: Callable[..., T], *args: Any) -> T:
        """What the function gives for these arguments."""
        key = (make, *map(_compared, args))
        found = self._now.get(key, self)
        if found is self:
            found = self._before.get(key, self)
            self._now[key] = found = make(*args) if found is self else found
        return found  # type: ignore[return-value]

    def turn(self) -> None:
        """After a build that succeeded: what it did not ask for is forgotten after the next one."""
        self._before, self._now = self._now, {}

    def forget(self) -> None:
        self._before, self._now = {}, {}


class _Same:
    """Keeps a thing, so that no other one can be taken for it."""

    __slots__ = ("thing",)

    def __init__(self, thing: object) -> None:
        self.thing = thing

    def __hash__(self) -> int:
        return id(self.thing)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.thing is other.thing


def _compared(thing: object) -> object:
    if type(thing) in _PLAIN:
        return thing
    if type(thing) is tuple:
        return tuple(map(_compared, thing))
    return thing if isinstance(thing, _PLAIN) else _Same(thing)


memo = Memo()
"Of this process."


def plainly(make: Callable[..., T], *args: Any) -> T:
    """In place of `memo`, where nobody asks again."""
    return make(*args)
