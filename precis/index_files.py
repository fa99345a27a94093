"""The files of a Pagefind index, put in order: the same pages give the same bytes.

Pagefind 1.5 writes them the same at each run but for two orders, which change (its issue 638): that of the languages in
the list of indexes, and that of the values in a filter. A filter’s file is named in the index of its language, whose
file is named in the list; names are digests, which browsers keep for good, so new ones are given here.

A file is gzip over the word `pagefind_dcd` and one value in CBOR (RFC 8949), a filter’s `[name, [[value, pages], …]]`.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath

from precis.compression import gzipped

ENTRY = "pagefind-entry.json"
"The list of indexes, by language."
_MARK = b"pagefind_dcd"
_STRINGS, _LIST = (2, 3), 4
"Major types of CBOR."


def merged(indexes: Iterable[Mapping[str, bytes]]) -> dict[str, bytes]:
    """The indexes of several languages as one, which lists them all."""
    files, languages = dict[str, bytes](), dict[str, object]()
    for index in indexes:
        files |= index
        languages |= json.loads(index[ENTRY])["languages"]
    return {**files, ENTRY: _listed({**json.loads(files[ENTRY]), "languages": languages})} if files else {}


def in_order(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files of an index by path, in an order of their own, and what names them."""
    rest = {name: data for name, data in files.items() if not name.endswith((".pf_filter", ".pf_meta", ENTRY))}
    filters = {name: _filter(name, data) for name, data in files.items() if name.endswith(".pf_filter")}
    names = {_stem(old): _stem(new) for old, (new, _) in filters.items()}
    entry = json.loads(files[ENTRY])
    for language in entry["languages"].values():
        name = language["hash"]
        language["hash"], index = _renaming(name, files[f"pagefind.{name}.pf_meta"], names)
        rest[f"pagefind.{language['hash']}.pf_meta"] = index
    return {**rest, **dict(filters.values()), ENTRY: _listed(entry)}


def _listed(entry: object) -> bytes:
    return json.dumps(entry, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()


def _filter(name: str, data: bytes) -> tuple[str, bytes]:
    """A filter’s new path and content."""
    content = sorted_filter(gzip.decompress(data))
    return str(PurePosixPath(name).with_stem(_named(_stem(name), content))), gzipped(content, 9)


def _renaming(name: str, data: bytes, names: Mapping[str, str]) -> tuple[str, bytes]:
    """The index of a language with the new names of its filters, which are as long as the old ones; and its own."""
    content = gzip.decompress(data)
    for old, new in names.items():
        content = content.replace(old.encode(), new.encode())
    return _named(name, content), gzipped(content, 9)


def _stem(name: str) -> str:
    return PurePosixPath(name).stem


def _named(old: str, data: bytes) -> str:
    """A name like the old one, `en_` and a digest of the same length."""
    language, _, digest = old.rpartition("_")
    return f"{language}_{hashlib.sha256(data).hexdigest()[: len(digest)]}"


def sorted_filter(data: bytes) -> bytes:
    """A filter’s content with its values sorted. Raises ValueError for anything else."""
    if not data.startswith(_MARK):
        raise ValueError("no file of Pagefind’s")
    _, _, name_at = _head(data, len(_MARK))
    major, count, start = _head(data, _end(data, name_at))
    if major != _LIST:
        raise ValueError("no filter of Pagefind’s")
    values, at = [], start
    for _ in range(count):
        end = _end(data, at)
        values.append(data[at:end])
        at = end
    return data[:start] + b"".join(sorted(values)) + data[at:]


def _head(data: bytes, at: int) -> tuple[int, int, int]:
    """Major type, number and end of the head of the value that begins there."""
    major, number = data[at] >> 5, data[at] & 31
    if number < 24:
        return major, number, at + 1
    if number > 27:
        raise ValueError("a length that is not said")
    end = at + 1 + (1 << (number - 24))
    return major, int.from_bytes(data[at + 1 : end], "big"), end


def _end(data: bytes, at: int) -> int:
    major, number, at = _head(data, at)
    if major in _STRINGS:
        return at + number
    for _ in range(number if major == _LIST else 0):
        at = _end(data, at)
    return at
