"""Files and what is said of them in one piece of bytes, with a digest in front that tells whether it is whole."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

_MARK = b"precis pack 1\n"
_DIGEST = 32
"Bytes."
_START = len(_MARK) + _DIGEST


def packed(said: object, files: Mapping[str, bytes]) -> bytes:
    """What is said must be fit for JSON. A file that stands there compressed as well (`.gz`) is kept once."""
    blobs = [b"" if f"{path}.gz" in files else data for path, data in files.items()]
    told = [[path, len(blob)] for path, blob in zip(files, blobs, strict=True)]
    head = zlib.compress(json.dumps([said, told], ensure_ascii=False).encode("utf-8", "surrogatepass"), 1)
    body = b"".join([len(head).to_bytes(8, "big"), head, *blobs])
    return _MARK + _digest(body) + body


def name(pack: bytes) -> str:
    """Of a pack: another one for another content."""
    return pack[len(_MARK) : _START].hex()


def unpacked(data: bytes) -> tuple[Any, dict[str, bytes]] | None:
    """What was said, and the files; None for what is damaged or no pack."""
    if data[:_START] != _MARK + _digest(memoryview(data)[_START:]):
        return None
    end = _START + 8 + int.from_bytes(data[_START : _START + 8], "big")
    said, told = json.loads(zlib.decompress(data[_START + 8 : end]).decode("utf-8", "surrogatepass"))
    return said, dict(_files(told, memoryview(data)[end:]))


def _files(told: Sequence[tuple[str, int]], blobs: memoryview) -> Iterator[tuple[str, bytes]]:
    found, at = dict[str, bytes](), 0
    for path, size in told:
        found[path] = bytes(blobs[at : at + size])
        at += size
    for path, data in found.items():
        compressed = found.get(f"{path}.gz")
        yield path, data if compressed is None else zlib.decompress(compressed, wbits=31)


def _digest(data: bytes | memoryview) -> bytes:
    return hashlib.blake2b(data, digest_size=_DIGEST).digest()
