"""What servers do with old addresses: on to the new one for good (301), or gone (410), in the words of each.

Hosts that read none of it have the small pages that the build writes at each old address (overrides/moved.html).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

NETLIFY = "_redirects"


def netlify(moved: Mapping[str, str]) -> str:
    """`_redirects`, read by Cloudflare Pages and Netlify: by path from the site's root, old and new. Netlify hands out
    a file that is there first: the page that leads on. Cloudflare reads 2,000 lines; a folder's slash matters to it."""
    lines = []
    for old, new in moved.items():
        lines += [f"{one} {new} 301" for one in dict.fromkeys((old, old.rstrip("/")))]
    return "".join(f"{line}\n" for line in lines)


def nginx(moved: Mapping[str, str], gone: Iterable[str]) -> str:
    """For the http block: `$precis_moved`, the address to go to, and `$precis_gone`, the page that says so; each empty
    where it does not apply. Patterns, since a table of names has a size that a server may have set already."""
    return "\n".join(
        [
            "map $uri $precis_moved {",
            *(f'    "~{_pattern(old)}" "{new}";' for old, new in moved.items()),
            '    default "";',
            "}",
            "map $uri $precis_gone {",
            *(f'    "~{_pattern(old)}" "{_file(old)}";' for old in gone),
            '    default "";',
            "}",
            "",
        ]
    )


def caddy(moved: Mapping[str, str], gone: Iterable[str]) -> str:
    """A snippet: `import precis_moved` leads on, and raises 410, for which `{precis_gone}` is the page that says so."""
    return "\n".join(
        [
            "(precis_moved) {",
            "\tmap {path} {precis_moved} {",
            *(f'\t\t"~{_pattern(old)}" "{new}"' for old, new in moved.items()),
            '\t\tdefault ""',
            "\t}",
            "\tmap {path} {precis_gone} {",
            *(f'\t\t"~{_pattern(old)}" "{_file(old)}"' for old in gone),
            '\t\tdefault ""',
            "\t}",
            '\t@precis_moved_with expression {precis_moved} != "" && {query} != ""',
            "\tredir @precis_moved_with {precis_moved}?{query} 301",
            '\t@precis_moved expression {precis_moved} != ""',
            "\tredir @precis_moved {precis_moved} 301",
            '\t@precis_gone expression {precis_gone} != ""',
            "\terror @precis_gone 410",
            "}",
            "",
        ]
    )


def _pattern(old: str) -> str:
    """Of an address from the root; that of a folder counts without its slash, and with its page's name, too."""
    return rf"^{re.escape(old.rstrip('/'))}/?(?:index\.html)?$" if old.endswith("/") else f"^{re.escape(old)}$"


def _file(address: str) -> str:
    return f"{address}index.html" if address.endswith("/") else address
