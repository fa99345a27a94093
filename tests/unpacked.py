"""Everything that a built file holds, as it would be found by somebody who looks: as it is, and unpacked."""

from __future__ import annotations

import gzip
import io
import struct
import zlib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import brotli
from pypdf import PdfReader
from pypdf.generic import DictionaryObject, StreamObject

PNG = b"\x89PNG\r\n\x1a\n"


def unpacked(path: Path) -> Iterator[bytes]:
    data = path.read_bytes()
    yield data
    suffix = path.suffix if not path.suffix.startswith(".pf_") else ".gz"
    yield from _OPENERS.get(suffix, _nothing)(data)


def _nothing(_: bytes) -> Iterator[bytes]:
    return iter(())


def _gzip(data: bytes) -> Iterator[bytes]:
    if data[:2] == b"\x1f\x8b":
        yield gzip.decompress(data)


def _brotli(data: bytes) -> Iterator[bytes]:
    yield brotli.decompress(data)


def _pdf(data: bytes) -> Iterator[bytes]:
    """Every object: streams decoded, texts of dictionaries."""
    reader = PdfReader(io.BytesIO(data))
    for number in range(1, int(str(reader.trailer["/Size"]))):
        found = reader.get_object(number)
        if isinstance(found, StreamObject):
            yield found.get_data()
        if isinstance(found, DictionaryObject):
            yield repr(dict(found)).encode()
    yield repr(reader.metadata).encode()


def _png(data: bytes) -> Iterator[bytes]:
    """Chunks of text, packed or not."""
    place = len(PNG)
    while place < len(data):
        length, kind = struct.unpack(">I4s", data[place : place + 8])
        body = data[place + 8 : place + 8 + length]
        if kind == b"zTXt":
            yield zlib.decompress(body.partition(b"\0")[2][1:])
        if kind == b"iTXt" and body.partition(b"\0")[2][:1] == b"\1":
            yield zlib.decompress(body.split(b"\0", 4)[4])
        place += 12 + length


_OPENERS: Mapping[str, Callable[[bytes], Iterator[bytes]]] = {
    ".br": _brotli,
    ".gz": _gzip,
    ".pdf": _pdf,
    ".png": _png,
}
