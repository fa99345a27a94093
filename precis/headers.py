"""What every answer of a host says besides the page: one table for all hosts, and how long each file may be kept.

The build writes it into the site, in the words of each server: `_headers` (Netlify, Cloudflare Pages) and `_server/`.
The policy stands in every page too, for hosts that send no headers of ours, and for files.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

FOLDER = "_server"
"Of the site: what servers include. No server hands it out, and nothing uploads it."
NETLIFY = "_headers"
YEAR = 365 * 24 * 60 * 60
HSTS = f"max-age={YEAR}"
"Strict-Transport-Security; only ever sent over TLS."
IMMUTABLE = f"public, max-age={YEAR}, immutable"
"For files whose name changes with what they hold."
REVALIDATED = "no-cache"
"For all others: kept, and asked about each time (ETag), so that a correction is seen at once."
FINGERPRINTED = r"^/assets/(.+\.[0-9a-f]{10}\.[a-z0-9]+|pagefind/.+_[0-9a-f]{7,}\.pf_[a-z]+)$"
"Paths of files whose name holds a digest, ours (`precis.fingerprint`) and Pagefind’s; for Python, PCRE and Go alike."
DENIED = (
    *("accelerometer", "autoplay", "browsing-topics", "camera", "display-capture", "encrypted-media", "fullscreen"),
    *("geolocation", "gyroscope", "hid", "idle-detection", "local-fonts", "magnetometer", "microphone", "midi"),
    *("payment", "picture-in-picture", "publickey-credentials-get", "screen-wake-lock", "serial", "usb"),
    "xr-spatial-tracking",
)
"Powers of browsers that no page needs; the clipboard is not among them."
POLICY: Mapping[str, tuple[str, ...]] = {
    "default-src": ("'none'",),
    "script-src": ("'self'", "'wasm-unsafe-eval'"),  # Pagefind searches in WebAssembly
    "style-src": ("'self'",),
    "img-src": ("'self'", "data:"),  # the drawings of icons in the style sheet
    "font-src": ("'self'",),
    "connect-src": ("'self'",),
    "base-uri": ("'none'",),
    "form-action": ("'self'",),
    "frame-ancestors": ("'none'",),
}
IN_PAGES: Mapping[str, tuple[str, ...]] = {
    "default-src": ("'self'", "file:"),
    "script-src": ("'self'", "file:", "'wasm-unsafe-eval'"),
    "img-src": ("'self'", "file:", "data:"),
    "base-uri": ("'none'",),
    "form-action": ("'self'",),
}
"""The same within each page, in fewer bytes and without what a page cannot say. Firefox knows no `'self'` of a site
opened from files; pages of the web load no files, whatever their policy says."""
PREVIEW = "'unsafe-inline'"
"Of scripts, under `mkdocs serve`, which writes one into each page as it sends it."
REFERRER = "strict-origin-when-cross-origin"
"Other hosts learn from which site a reader comes, not from which page."


@dataclass(frozen=True, slots=True)
class Allowed:
    """What pages hold inline and browsers may use, by digests: `'sha256-…'`."""

    scripts: tuple[str, ...] = ()
    styles: tuple[str, ...] = ()


NOTHING = Allowed()


def policy(allowed: Allowed = NOTHING) -> str:
    """The Content-Security-Policy as a header."""
    return _written(POLICY, allowed, "; ")


def policy_in_page(allowed: Allowed = NOTHING, *, preview: bool = False) -> str:
    """The same as a page says it. A preview may show pages beside each other, which name their base."""
    if not preview:
        return _written(IN_PAGES, allowed, ";")
    return _written({**IN_PAGES, "base-uri": ("'self'",)}, Allowed((PREVIEW,), (PREVIEW,)), ";")


def _written(table: Mapping[str, tuple[str, ...]], allowed: Allowed, between: str) -> str:
    added = {"script-src": allowed.scripts, "style-src": allowed.styles}
    base = {**table, **({"style-src": table["default-src"]} if allowed.styles and "style-src" not in table else {})}
    lines = (" ".join((name, *values, *added.get(name, ()))) for name, values in base.items())
    return between.join(lines)


def security(allowed: Allowed = NOTHING) -> Mapping[str, str]:
    """Header names and values for every answer, errors among them. No value holds a quotation mark."""
    return {
        "Content-Security-Policy": policy(allowed),
        "Cross-Origin-Opener-Policy": "same-origin",
        "Permissions-Policy": ", ".join(f"{power}=()" for power in DENIED),
        "Referrer-Policy": REFERRER,
        "X-Content-Type-Options": "nosniff",
    }


def cache_control(path: str) -> str:
    """How long the file at a path of the site, from its root without a slash, may be kept."""
    return IMMUTABLE if re.match(FINGERPRINTED, f"/{path}") else REVALIDATED


def netlify(paths: Iterable[str], allowed: Allowed = NOTHING) -> str:
    """`_headers`, read by Netlify and Cloudflare Pages, for a site of these files; their default is to revalidate.

    Of Pagefind’s many files and of cards the folders are named, since Cloudflare reads a hundred rules.
    """
    kept = [path for path in paths if cache_control(path) == IMMUTABLE]
    rules = sorted({re.sub(r"((?:pagefind/[a-z]+|cards)/).*", r"\1*", path) for path in kept})
    lines = ["/*", *(f"  {name}: {value}" for name, value in security(allowed).items())]
    for rule in rules:
        lines += [f"/{rule}", f"  Cache-Control: {IMMUTABLE}"]
    return "\n".join(lines) + "\n"


def nginx(allowed: Allowed = NOTHING) -> str:
    """For a server block, with the variables of `nginx_maps` and `precis.negotiation`.

    A location that adds a header of its own would lose all of these.
    """
    lines = [f'add_header {name} "{value}" always;' for name, value in security(allowed).items()]
    variables = {"Strict-Transport-Security": "hsts", "Cache-Control": "kept", "Vary": "vary"}
    lines += [f"add_header {name} $precis_{variable} always;" for name, variable in variables.items()]
    return "\n".join([*lines, "add_header Set-Cookie $precis_choice;", ""])


def nginx_maps() -> str:
    """For the http block. An answer that is an error is never kept, whatever its path; empty values send nothing."""
    return f"""map $scheme $precis_hsts {{
    https "{HSTS}";
    default "";
}}
map $uri $precis_fingerprinted {{
    "~{FINGERPRINTED}" 1;
    default 0;
}}
map "$precis_fingerprinted $status" $precis_cache {{
    "~^1 (200|206|304)$" "{IMMUTABLE}";
    default "{REVALIDATED}";
}}
"""


def caddy(allowed: Allowed = NOTHING) -> str:
    """A snippet for a Caddyfile: `import precis_headers`, in the site and again where it handles errors."""
    lines = [f'\t\t{name} "{value}"' for name, value in security(allowed).items()]
    return "\n".join(
        [
            "(precis_headers) {",
            "\theader {",
            *lines,
            f'\t\tCache-Control "{REVALIDATED}"',
            "\t}",
            "\theader -Server",  # apart: what deletes is put off until the end, with all that stands beside it
            "\t@precis_tls protocol https",
            f'\theader @precis_tls Strict-Transport-Security "{HSTS}"',
            "}",
            "(precis_cache) {",
            f"\t@precis_fingerprinted path_regexp {FINGERPRINTED}",
            f'\theader @precis_fingerprinted Cache-Control "{IMMUTABLE}"',
            "}",
            "",
        ]
    )
