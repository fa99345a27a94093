"""Which language a reader who comes to the site’s root is led to, in the words of nginx and of Caddy.

First the one the reader chose, then the published one that the browser prefers (Accept-Language), else none: the page
of all languages is shown, as it is at `/?choose`. Preferences are compared to the tenth, as browsers send them; of two
alike the first one named counts, and `fr` stands for `fr-BE` too.

A choice is a click that leads from the root, or from a page in one language, to one in another. Only then is a cookie
set: it holds the language and nothing else and works without JavaScript; who never changes the language gets none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

COOKIE = "precis_language"
KEPT = f"Path=/; Max-Age={365 * 24 * 60 * 60}; SameSite=Lax"
VARY = "Accept-Language, Cookie"
NOT_SHARED = "private, no-cache"
"Cache-Control of an answer that sets the cookie: no cache between may hand it to somebody else."
QUALITIES = (
    r"(?:;\s*q=1(?:\.0{0,3})?)?",
    *(rf";\s*q=0\.{tenth}[0-9]{{0,2}}" for tenth in range(9, 0, -1)),
    r";\s*q=0\.0(?:[1-9][0-9]?|0[1-9])",
)
"How a preference is written, from the strongest; 0 refuses and is left out."


def nginx(languages: Sequence[str]) -> str:
    """For the http block: `$precis_tongue` to go to, `$precis_choice` to set, `$precis_kept` and `$precis_vary`.

    Each is empty where it does not apply.
    """
    accepted = [f'    "~*{pattern}" "$precis_wanted";' for pattern in _accepted(languages, "?<precis_wanted>")]
    spelled = [f'    "~*[|]{tag}$" "{tag}";' for tag in languages]
    switched = [
        f'    "~^same-origin [?]1 {elsewhere} /{tag}/" "{COOKIE}={tag}; {KEPT}";'
        for tag, elsewhere in _elsewhere(languages).items()
    ]
    return "\n".join(
        [
            "map $http_accept_language $precis_accepted {",
            *accepted,
            '    default "";',
            "}",
            f'map "$cookie_{COOKIE}" $precis_chosen {{',
            *(f'    "{tag}" "{tag}";' for tag in languages),
            '    default "$precis_accepted";',
            "}",
            'map "$args|$precis_chosen" $precis_tongue {',
            '    "~(?:^|&)choose(?:[=&].*)?[|]" "";',
            *spelled,
            '    default "";',
            "}",
            'map "$http_sec_fetch_site $http_sec_fetch_user $http_referer $uri" $precis_choice {',
            *switched,
            '    default "";',
            "}",
            "map $precis_choice $precis_kept {",
            '    "" "$precis_cache";',
            f'    default "{NOT_SHARED}";',
            "}",
            "map $request_uri $precis_vary {",
            f'    "~^/(?:[?]|$)" "{VARY}";',
            '    default "";',
            "}",
            "",
        ]
    )


def caddy(languages: Sequence[str]) -> str:
    """A snippet: `import precis_negotiation` redirects from the root, and sets the cookie of readers who choose."""
    accepted = [f'\t\t"~(?i){pattern}" "${{1}}"' for pattern in _accepted(languages, "")]
    lines = [
        "(precis_negotiation) {",
        "\tmap {http.request.header.Accept-Language} {precis_accepted} {",
        *accepted,
        '\t\tdefault ""',
        "\t}",
        f'\tmap "{{http.request.cookie.{COOKIE}}} {{precis_accepted}}" {{precis_tongue}} {{',
        *(f'\t\t"~^{tag} " "{tag}"' for tag in languages),
        *(f'\t\t"~(?i) {tag}$" "{tag}"' for tag in languages),
        '\t\tdefault ""',
        "\t}",
    ]
    for tag, elsewhere in _elsewhere(languages).items():
        lines += [
            f"\t@precis_to_{tag} {{",
            f"\t\tpath /{tag}/*",
            "\t\theader Sec-Fetch-Site same-origin",
            "\t\theader Sec-Fetch-User ?1",
            f'\t\theader_regexp Referer "^{elsewhere}$"',
            "\t}",
            f"\theader @precis_to_{tag} {{",
            f'\t\tSet-Cookie "{COOKIE}={tag}; {KEPT}"',
            f'\t\tCache-Control "{NOT_SHARED}"',
            "\t}",
        ]
    lines += [
        "\t@precis_door path /",
        f'\theader @precis_door Vary "{VARY}"',
        "\t@precis_led {",
        "\t\tpath /",
        "\t\tnot query choose=*",
        '\t\texpression {precis_tongue} != ""',
        "\t}",
        "\tredir @precis_led /{precis_tongue}/ 302",
    ]
    return "\n".join([*lines, "}", ""])


def _accepted(languages: Sequence[str], named: str) -> Iterator[str]:
    """Patterns of Accept-Language, the strongest preference first; each captures the language, in any case."""
    longest_first = sorted(languages, key=len, reverse=True)
    wanted = rf"(?:^|,)\s*({named}{'|'.join(map(re.escape, longest_first))})(?:-[a-z0-9]+)*\s*"
    return (rf"{wanted}{quality}\s*(?:,|$)" for quality in QUALITIES)


def _elsewhere(languages: Sequence[str]) -> Mapping[str, str]:
    """For each language a pattern of the pages from which going there is a choice: the root, the other languages."""
    others = {tag: "|".join(other for other in languages if other != tag) or "-" for tag in languages}
    return {tag: rf"https?://[^/ ]+/(?:(?:{names})/[^ ]*|\?[^ ]*)?" for tag, names in others.items()}
