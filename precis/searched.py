"""What the search reads of some pages in one language, compressed: a large site has much of it, read but once."""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from precis.digest import of_bytes


@dataclass(frozen=True, slots=True)
class Searched:
    digest: str
    data: bytes

    @classmethod
    def of(cls, texts: Mapping[str, str]) -> Self:
        """`texts`: by file in the site."""
        told = json.dumps(texts, ensure_ascii=False, sort_keys=True).encode("utf-8", "surrogatepass")
        return cls(of_bytes(told), zlib.compress(told, 1))

    @property
    def texts(self) -> Mapping[str, str]:
        """In the order of their files."""
        found: dict[str, str] = json.loads(zlib.decompress(self.data).decode("utf-8", "surrogatepass"))
        return found
