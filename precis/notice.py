"""What the preview says of a build’s problems within each page: without scripts, styles or templates of the site, since
any of these may be what is broken."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

from precis.problems import Problem

_TITLE = re.compile(rb"<title>", re.IGNORECASE)
_BODY = re.compile(rb"<body[^>]*>", re.IGNORECASE)
STYLE = """
.preview-notice{position:fixed;inset:auto 0 0;z-index:99;display:flex;pointer-events:none;color-scheme:light dark;
font:1rem/1.5 system-ui,sans-serif;color:light-dark(#1b1b1b,#f2f2f2)}
.preview-notice details{pointer-events:auto;margin:.5rem;max-block-size:60vh;overflow:auto;overflow-wrap:anywhere;
background:light-dark(#fff,#1f1f1f);border:1px solid light-dark(#767676,#8a8a8a);border-radius:.25rem;text-align:start}
.preview-notice [open]{flex:1;max-inline-size:60rem;margin-inline:auto}
.preview-notice--error details{border:3px solid light-dark(#b3261e,#f2b8b5)}
.preview-notice summary{padding:.5rem .75rem;cursor:pointer;font-weight:600}
.preview-notice summary:focus-visible{outline:3px solid;outline-offset:-3px}
.preview-notice ol{margin:0;padding:0 .75rem .5rem 2rem}.preview-notice li{padding-block:.25rem}
.preview-notice p{margin:0;white-space:pre-wrap}.preview-notice code{font:600 .9em ui-monospace,monospace}
@media print{.preview-notice{display:none}}
"""


def notice(problems: Sequence[Problem], *, built: bool) -> str:
    """A region of HTML, open where something is an error; `built` says whether the page is of this build. Empty where
    there is nothing to say."""
    if not problems:
        return ""
    errors = sum(problem.severity == "error" for problem in problems)
    kind, opened = ("error", " open") if errors else ("warning", "")
    items = "".join(map(_item, problems))
    return (
        f'<aside class="preview-notice preview-notice--{kind}" aria-label="Preview" lang="en" dir="ltr">'
        f"<style>{STYLE}</style><details{opened}><summary>{escape(summary(problems, built=built))}</summary>"
        f"<ol>{items}</ol></details></aside>"
    )


def summary(problems: Sequence[Problem], *, built: bool) -> str:
    errors = sum(problem.severity == "error" for problem in problems)
    warnings = len(problems) - errors
    if not errors:
        return _counted(warnings, "warning")
    counted = f"{errors} to repair" + (f", {_counted(warnings, 'warning')}" if warnings else "")
    return f"{counted}. " + ("Until then nothing is published." if built else "You see the last good state.")


def inserted(page: bytes, notice: str, count: int) -> bytes:
    """A page with the notice as the first thing in its body, and the number of problems in its title."""
    if not notice:
        return page
    page = _TITLE.sub(lambda found: found[0] + f"({count}) ".encode(), page, count=1)
    body = _BODY.search(page)
    at = body.end() if body else 0
    return page[:at] + notice.encode() + page[at:]


def _counted(number: int, word: str) -> str:
    return f"{number} {word}" + ("s" if number > 1 else "")


def _item(problem: Problem) -> str:
    where = f"<code>{escape(problem.where)}</code>: " if problem.path else ""
    parts = {"Expected": problem.expected, "Repair": problem.repair}
    told = "".join(f"<p>{name}: {escape(text)}</p>" for name, text in parts.items() if text)
    return f"<li><p>{where}{escape(problem.what)}</p>{told}</li>"
