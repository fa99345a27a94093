"""A bucket of object storage that speaks S3, by obstore; what goes wrong with it is said in a sentence."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any, ParamSpec, Protocol, TypeVar

P = ParamSpec("P")
T = TypeVar("T")
REASONS: tuple[tuple[str, str], ...] = (
    ("NoSuchBucket", "There is no bucket “{bucket}” at {endpoint}. Create it, or name another one: --bucket NAME."),
    ("InvalidAccessKeyId", "{endpoint} does not know this access key. See AWS_ACCESS_KEY_ID."),
    ("SignatureDoesNotMatch", "{endpoint} does not accept the secret key. See AWS_SECRET_ACCESS_KEY."),
    (
        "AccessDenied",
        "These credentials may not do that in “{bucket}”: listing, reading, writing and deleting is needed.",
    ),
    ("403", "These credentials may not do that in “{bucket}”: listing, reading, writing and deleting is needed."),
    ("401", "{endpoint} does not accept these credentials."),
    ("ermanentRedirect", "The bucket “{bucket}” is in another region: --region NAME."),
    ("169.254.169.254", "There are no credentials: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY."),
    ("error sending request", "{endpoint} cannot be reached. Check the address and the network, then run this again."),
    ("NotFound", "There is no bucket “{bucket}” at {endpoint}. Create it, or name another one: --bucket NAME."),
)
"What a message of the library holds, and what is said instead; the first that fits."
NAMES = (
    (r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]", "“{}” cannot be the name of a bucket: small letters, digits, hyphens, dots."),
    (r"([\w.-]+(/[\w.-]+)*)?", "“{}” cannot be a folder in a bucket: letters, digits, hyphens, dots."),
    (r"(https?://[\w.:\[\]-]+(/[\w./-]*)?)?", "“{}” is not an address: --endpoint https://HOST."),
)
"What bucket, prefix and endpoint may be, and what is said of others; obstore would panic."
CREDENTIALS = ("AWS_ACCESS_KEY_ID", "AWS_WEB_IDENTITY_TOKEN_FILE", "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI")
NO_CREDENTIALS = "There are no credentials: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY."


class Failed(Exception):
    """Says what to do, in a sentence, without a secret."""


class Bucket(Protocol):
    """The four things that publishing does; each raises Failed. Keys are below the bucket’s prefix."""

    def tags(self) -> dict[str, str]: ...
    def get(self, key: str) -> bytes | None: ...
    def put(self, key: str, data: bytes, headers: Mapping[str, str]) -> str: ...
    def delete(self, key: str) -> None: ...


class S3:
    def __init__(self, bucket: str, prefix: str, endpoint: str, region: str, timeout: int = 30) -> None:
        """`endpoint` is empty for Amazon’s own; credentials come from the environment, as obstore finds them."""
        try:
            import obstore
            from obstore.store import S3Store
        except ImportError:
            raise Failed("Publishing needs obstore: pip install -e '.[publish]'") from None
        for (pattern, said), given in zip(NAMES, (bucket, prefix, endpoint), strict=True):
            if not re.fullmatch(pattern, given, re.ASCII):
                raise Failed(said.format(given))
        if not any(os.environ.get(name) for name in CREDENTIALS):
            raise Failed(NO_CREDENTIALS)
        self._obstore, self._names = obstore, {"bucket": bucket, "endpoint": endpoint or "Amazon S3"}
        settings: dict[str, Any] = {"region": region or "us-east-1"}
        if endpoint:
            settings |= {"endpoint": endpoint, "virtual_hosted_style_request": False}
        self._store = self._tried(
            S3Store,
            bucket,
            prefix=prefix or None,
            client_options={"timeout": timedelta(seconds=timeout), "allow_http": endpoint.startswith("http://")},
            retry_config={"max_retries": 4, "retry_timeout": timedelta(seconds=timeout)},
            **settings,
        )

    def tags(self) -> dict[str, str]:
        """Entity tags of all objects, by key."""

        def listed() -> dict[str, str]:
            batches = self._obstore.list(self._store)
            return {one["path"]: _bare(one["e_tag"]) for batch in batches for one in batch}

        return self._tried(listed)

    def get(self, key: str) -> bytes | None:
        try:
            return bytes(self._tried(lambda: self._obstore.get(self._store, key).bytes(), missing=FileNotFoundError))
        except FileNotFoundError:
            return None

    def put(self, key: str, data: bytes, headers: Mapping[str, str]) -> str:
        """Writes an object at once, whole or not at all; gives its entity tag."""
        put = self._obstore.put
        result = self._tried(lambda: put(self._store, key, data, attributes=dict(headers), use_multipart=False))
        return _bare(result["e_tag"])

    def delete(self, key: str) -> None:
        self._tried(lambda: self._obstore.delete(self._store, key))

    def _tried(self, do: Callable[..., T], *args: Any, missing: type[Exception] | None = None, **kwargs: Any) -> T:
        """The result; what the library raises becomes a sentence."""
        try:
            return do(*args, **kwargs)
        except FileNotFoundError as error:
            if missing is not None and "NoSuchBucket" not in str(error):
                raise
            raise Failed(self._sentence(str(error) + " NotFound")) from None
        except (self._obstore.exceptions.BaseError, OSError, ValueError) as error:
            raise Failed(self._sentence(f"{error} {error!r}")) from None

    def _sentence(self, message: str) -> str:
        known = next((reason for sign, reason in REASONS if sign in message), None)
        return known.format_map(self._names) if known else " ".join(message.split())[:200]


def _bare(tag: str | None) -> str:
    """Some storages quote entity tags in one answer and not in another."""
    return (tag or "").strip('"')
