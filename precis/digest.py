"""Digests of what something is made of."""

from __future__ import annotations

import hashlib
import json


def digest(*parts: object) -> str:
    """Forty hexadecimal digits, the same for the same plain data in any process; what is no data of JSON counts as the
    text it is written as."""
    said = json.dumps(parts, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.blake2b(said.encode("utf-8", "surrogatepass"), digest_size=20).hexdigest()


def of_bytes(data: bytes) -> str:
    """Forty hexadecimal digits."""
    return hashlib.blake2b(data, digest_size=20).hexdigest()
