"""Two folders that change names in one step, where the system can: Linux and macOS on their usual file systems."""

from __future__ import annotations

import ctypes
import errno
import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

_HERE = -100
"AT_FDCWD: paths are those of the process."
_EXCHANGE = 2
"RENAME_EXCHANGE of Linux, RENAME_SWAP of macOS."
Call = Callable[[bytes, bytes], int]


def _linux(library: ctypes.CDLL, one: bytes, other: bytes) -> int:
    return int(library.renameat2(_HERE, one, _HERE, other, _EXCHANGE))


def _macos(library: ctypes.CDLL, one: bytes, other: bytes) -> int:
    return int(library.renamex_np(one, other, _EXCHANGE))


CALLS: Mapping[str, Callable[[ctypes.CDLL, bytes, bytes], int]] = MappingProxyType({"linux": _linux, "darwin": _macos})
"By `sys.platform`. Python has no function for it."
UNKNOWN = frozenset({errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP})
"How a system says that this file system cannot."


def exchange(one: Path, other: Path) -> bool:
    """Whether the two have changed names; False where this system or file system cannot do it in one step. Raises
    OSError, FileNotFoundError where one is missing."""
    call = CALLS.get(sys.platform)
    if call is None:
        return False
    try:
        failed = call(ctypes.CDLL(None, use_errno=True), os.fsencode(one), os.fsencode(other))
    except AttributeError:  # an older C library
        return False
    number = ctypes.get_errno() if failed else 0
    if number and number not in UNKNOWN:
        raise OSError(number, os.strerror(number), str(one), None, str(other))
    return not number
