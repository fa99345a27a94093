"""What publishing a built site to object storage takes: which files go up, as what, in which order, and which leave.

An order in which a reader never meets a page without its assets, wherever publishing stops: what pages load goes first,
then pages that are new, then changed ones, then what lists pages; what left the site goes last. Files with a digest in
their name stay for a while, for readers who still have an old page open.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Literal

from precis import redirects
from precis.compression import METHODS
from precis.filenames import WELL_KNOWN
from precis.headers import FOLDER, IMMUTABLE, NETLIFY, cache_control

Stage = Literal["kept files", "other files", "new pages", "changed pages", "lists", "removed"]
STAGES: tuple[Stage, ...] = ("kept files", "other files", "new pages", "changed pages", "lists", "removed")
RECORD = "_precis.json"
"Key of what was published: digests, entity tags, and since when a file has been gone."
TYPES: Mapping[str, str] = {
    "atom": "application/atom+xml; charset=utf-8",
    "bib": "text/plain; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "jpg": "image/jpeg",
    "js": "text/javascript; charset=utf-8",
    "json": "application/json",
    "jsonld": "application/ld+json",
    "md": "text/markdown; charset=utf-8",
    "pdf": "application/pdf",
    "png": "image/png",
    "svg": "image/svg+xml",
    "txt": "text/plain; charset=utf-8",
    "webmanifest": "application/manifest+json",
    "webp": "image/webp",
    "woff2": "font/woff2",
    "xml": "application/xml; charset=utf-8",
}
LISTS = ("assets/pagefind/", "feed", "llms", "robots.txt", "sitemap")
"What names pages, by how its path or its file’s name begins: it follows them."


@dataclass(frozen=True, slots=True)
class Upload:
    """A file of the site as it is to stand in the bucket."""

    key: str
    digest: str
    "Of what it holds and of how it is sent."
    size: int
    headers: Mapping[str, str]

    @property
    def kept(self) -> bool:
        return self.headers["Cache-Control"] == IMMUTABLE


@dataclass(frozen=True, slots=True)
class Past:
    """What the record says of a key."""

    digest: str = ""
    "Empty while an upload is under way."
    tag: str = ""
    "Entity tag that the storage gave it."
    gone: str = ""
    "Day since which it has not been part of the site."


@dataclass(frozen=True, slots=True)
class Plan:
    uploads: Mapping[Stage, tuple[Upload, ...]]
    unchanged: Mapping[Stage, int]
    deletions: tuple[str, ...]
    waiting: tuple[str, ...]
    "Keys that left the site and are kept for a while."
    record: Mapping[str, Past]
    "What the bucket may hold from now on; written before anything else."

    @property
    def size(self) -> int:
        return sum(len(uploads) for uploads in self.uploads.values()) + len(self.deletions)


def upload(key: str, data: bytes, compressed: bytes | None = None) -> Upload:
    """`compressed` is what is sent instead, under the same key, where there is any: gzip."""
    sent = data if compressed is None else compressed
    headers = {"Content-Type": TYPES.get(key.rpartition(".")[2], "application/octet-stream")}
    headers["Cache-Control"] = cache_control(key)
    if compressed is not None:
        headers["Content-Encoding"] = "gzip"
    digest = hashlib.sha256(sent + json.dumps(headers, sort_keys=True).encode()).hexdigest()
    return Upload(key, digest, len(sent), headers)


def published(key: str) -> bool:
    """Whether a file of the site goes up: not what is only there for servers, nor dotfiles."""
    parts = key.split("/")
    hidden = any(part.startswith(".") for part in parts if part != parts[0] or part != WELL_KNOWN)
    inner = parts[0] == FOLDER or key in {NETLIFY, redirects.NETLIFY} or hidden
    return not inner and not key.endswith(tuple(METHODS))


def plan(site: Iterable[Upload], record: Mapping[str, Past], bucket: Mapping[str, str], today: date, days: int) -> Plan:
    """From the site as built, the record, and the bucket’s keys with their entity tags.

    What the record does not name is somebody else’s and stays. `days`: how long kept files stay when they are gone.
    """
    files = {one.key: one for one in site}
    pending: dict[Stage, list[Upload]] = {stage: [] for stage in STAGES}
    unchanged: dict[Stage, int] = dict.fromkeys(STAGES, 0)
    for one in sorted(files.values(), key=lambda one: (-one.key.count("/"), one.key)):
        stage = _stage(one, bucket)
        past = record.get(one.key, Past())
        if past.digest == one.digest and past.tag == bucket.get(one.key):
            unchanged[stage] += 1
        else:
            pending[stage].append(one)
    gone = {key: past for key, past in record.items() if key not in files and key in bucket}
    since = {key: past.gone or today.isoformat() for key, past in gone.items()}
    waiting = {key for key, day in since.items() if _waits(key, date.fromisoformat(day), today, days)}
    ahead = {one.key: Past() for uploads in pending.values() for one in uploads}
    held = {key: Past(past.digest, past.tag, since.get(key, "")) for key, past in record.items() if key in bucket}
    return Plan(
        uploads={stage: tuple(uploads) for stage, uploads in pending.items()},
        unchanged=unchanged,
        deletions=tuple(sorted(gone.keys() - waiting)),
        waiting=tuple(sorted(waiting)),
        record={**held, **ahead},
    )


def written(record: Mapping[str, Past]) -> bytes:
    """The record as JSON; the same record gives the same bytes."""
    text = json.dumps({key: asdict(past) for key, past in record.items()}, indent=0, sort_keys=True)
    return text.encode("utf-8")


def read(data: bytes) -> dict[str, Past]:
    """A record; raises ValueError for anything else."""
    try:
        return {key: Past(**past) for key, past in json.loads(data).items()}
    except (AttributeError, TypeError) as error:
        raise ValueError("no record of a publication") from error


def _stage(one: Upload, bucket: Mapping[str, str]) -> Stage:
    if one.kept:
        return "kept files"
    if one.key.startswith(LISTS) or one.key.rpartition("/")[2].startswith(LISTS):
        return "lists"
    if not one.key.endswith(".html"):
        return "other files"
    return "changed pages" if one.key in bucket else "new pages"


def _waits(key: str, gone: date, today: date, days: int) -> bool:
    return cache_control(key) == IMMUTABLE and gone + timedelta(days=days) > today
