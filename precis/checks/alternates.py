"""Whether the versions of a page name each other, and pages and sitemap say the same of their addresses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lxml import etree

from precis.checks.built import Built, BuiltPage
from precis.checks.inspection import Inspection
from precis.checks.outcome import Outcome, outcome
from precis.problems import Problem

Alternates = Mapping[str, str]
"Addresses by `hreflang`."
_SPACES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
_TEMPLATE = "correct the template that writes it; a page’s address comes from its “slug:” and “site_url”"
_BOTH = "alternates that name each other, on the page itself too"


def check(inspection: Inspection) -> Outcome:
    built = inspection.site
    pages = [page for page in inspection.built_pages if page.address and not page.address.endswith(".html")]
    found = [problem for page in pages for problem in (*_canonical(built, page), *_mutual(built, page))]
    if built.sitemap is not None:
        found += _sitemap(built, built.sitemap)
    return outcome(len(pages), "pages", found)


def stated(page: BuiltPage) -> Alternates:
    links = page.tree.xpath("//head/link[@rel='alternate'][@hreflang]")
    return {link.get("hreflang", ""): link.get("href", "") for link in links}


def _canonical(built: Built, page: BuiltPage) -> Iterator[Problem]:
    said = [str(href) for href in page.tree.xpath("//head/link[@rel='canonical']/@href")]
    own = built.home + page.address
    if len(said) != 1:
        yield Problem(page.path, None, f"states {len(said)} canonical addresses", own, _TEMPLATE)
    elif not page.passing and said[0] != own:
        yield Problem(page.path, None, f"says that its canonical address is {said[0]}", own, _TEMPLATE)
    elif page.passing and not _there(built, said[0]):
        what = f"says that its canonical address is {said[0]}, which does not exist"
        yield Problem(page.path, None, what, "the address of a page of the site", _TEMPLATE)


def _mutual(built: Built, page: BuiltPage) -> Iterator[Problem]:
    ours, own = stated(page), built.home + page.address
    if page.passing:
        return
    if not ours or own not in ours.values():
        yield Problem(page.path, None, "does not name itself among its alternates", f"hreflang for {own}", _TEMPLATE)
    if "x-default" not in ours:
        yield Problem(page.path, None, "has no alternate “x-default”", "one for readers of other languages", _TEMPLATE)
    for tag, address in ours.items():
        if not _there(built, address):
            what = f"names {address} as its version “{tag}”, which does not exist"
            yield Problem(page.path, None, what, "addresses of pages of the site", _TEMPLATE)
        elif (other := built.pages.get(address.removeprefix(built.home))) is not None and tag != "x-default":
            yield from _answered(page, other, tag, ours, own)


def _answered(page: BuiltPage, other: BuiltPage, tag: str, ours: Alternates, own: str) -> Iterator[Problem]:
    """Whether the other version is in the language and names this one."""
    language = other.tree.get("lang")
    if language != tag:
        what = f"names {other.path} as its version “{tag}”, whose language is “{language}”"
        yield Problem(page.path, None, what, f"a page with lang=“{tag}”", _TEMPLATE)
    if own not in stated(other).values():
        what = f"names {other.path} as its version “{tag}”, which does not name it"
        yield Problem(page.path, None, what, _BOTH, _TEMPLATE)
    elif stated(other) != ours:
        what = f"names other versions than {other.path}, its version “{tag}”"
        yield Problem(page.path, None, what, "the same alternates on all versions", _TEMPLATE)


def _sitemap(built: Built, text: str) -> Iterator[Problem]:
    """Whether the sitemap lists the pages, with the alternates that they state."""
    try:
        root = etree.fromstring(text.encode("utf-8"))
    except etree.XMLSyntaxError as error:
        yield Problem("site/sitemap.xml", None, f"is no XML: {error}", "a sitemap", "correct its template")
        return
    listed = {
        url.findtext("s:loc", "", namespaces=_SPACES): {
            str(link.get("hreflang")): str(link.get("href")) for link in url.iterfind("x:link", _SPACES)
        }
        for url in root.iterfind("s:url", _SPACES)
    }
    wanted = {built.home + page.address: page for page in built.pages.values() if not page.passing and page.address}
    for address in listed.keys() - wanted.keys():
        what = f"lists {address}, which is no page, or one that repeats another"
        yield Problem("site/sitemap.xml", None, what, "the canonical address of a page", "correct its template")
    for address, page in wanted.items():
        if address not in listed:
            yield Problem(page.path, None, "is not in the sitemap", f"{address} in sitemap.xml", "correct its template")
        elif listed[address] != stated(page):
            what = "has other alternates in the sitemap than on the page"
            yield Problem(page.path, None, what, "the same in both places", "correct the template of either")


def _there(built: Built, address: str) -> bool:
    place = address.removeprefix(built.home)
    return address.startswith(built.home) and (place in built.pages or place in built.unbuilt)
