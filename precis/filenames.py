"""Names of files and parts of addresses that every system can hold, that clash with nothing and lead nowhere else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

LONGEST = 100
"Signs of a name; addresses and names of files made of it stay below what systems take."
DEVICES = frozenset({"con", "prn", "aux", "nul", *(f"{name}{n}" for name in ("com", "lpt") for n in range(10))})
"Names that Windows keeps for itself, whatever their ending."
WELL_KNOWN = ".well-known"
"The one folder with a dot that is meant for others (RFC 8615); MkDocs publishes it where `exclude_docs` says so."
KINDS = frozenset(
    {"avif", "gif", "jpeg", "jpg", "png", "svg", "webp", "mp3", "ogg", "vtt", "mp4", "webm"}
    | {"csv", "docx", "json", "ods", "odt", "pdf", "txt", "xlsx", "zip"}
)
"Endings of files that are published as they are. Pages are Markdown; what runs or looks belongs to `overrides/`."
OURS = ("data", "assets/fonts", "assets/pagefind", "robots.txt", "llms.txt", "_server")
"What the build writes itself, at the site’s root."
_NAME = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9_-])?")
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def is_slug(name: str) -> bool:
    """Whether it can stand between two slashes of an address, and be a folder’s or a file’s name."""
    return _SLUG.fullmatch(name) is not None and len(name) <= LONGEST and name not in DEVICES


def wrong(path: str) -> str:
    """What is wrong with the path of a file that is published as it is, below the folder of pages; empty where nothing
    is."""
    parts = path.removeprefix(f"{WELL_KNOWN}/").split("/")
    for part in parts:
        if _NAME.fullmatch(part) is None or len(part) > LONGEST or part.partition(".")[0].lower() in DEVICES:
            return f"has the name “{part[:LONGEST]}”, which not every system and address can hold"
    if any(path.lower() == own or path.lower().startswith(f"{own}/") for own in OURS):
        return "stands where the build writes a file of its own"
    if parts[-1] != "CNAME" and parts[-1].rpartition(".")[2].lower() not in KINDS:
        return "is no picture and no document"
    return ""


def doubled(paths: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Pairs of paths that differ in capitals alone: one file on some systems."""
    seen: dict[str, str] = {}
    for path in paths:
        other = seen.setdefault(path.casefold(), path)
        if other != path:
            yield other, path
