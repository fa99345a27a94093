"""Text and addresses as Markdown that shows them as they are: records and titles are no markup."""

from __future__ import annotations

import re

_MARKUP = re.compile(r"([\\`*_\[\]<>])")
_BREAKS = re.compile("[ \\t\\n\\r\\x0b\\x0c\\x85\\u2028\\u2029]+")


def literal(text: str) -> str:
    """In one line."""
    return _MARKUP.sub(r"\\\1", _BREAKS.sub(" ", text).strip())


def link(words: str, url: str) -> str:
    """Text as a link; the text alone where there is no address."""
    return f"[{literal(words)}]({target(url)})" if url else literal(words)


def target(url: str) -> str:
    """An address as it stands in a link."""
    return f"<{url}>" if set("()") & set(url) else url
