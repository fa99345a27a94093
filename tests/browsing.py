"""A reader's browser tab, and the pages it is used on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, Response, expect

Serve = Callable[[Path, str], str]
PHONE, DESKTOP = {"width": 360, "height": 740}, {"width": 1280, "height": 900}
SECTION_EN, SECTION_FR = "en/calais-2015/terminal-july-2015/", "fr/calais-2015/terminal-juillet-2015/"
AXE = {
    "resultTypes": ["violations"],
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}
"WCAG 2.2 AA, the size of targets included, and axe’s own best practices."
EVERY_RULE = {"resultTypes": ["violations"]}
COLOURS = {**AXE, "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
"Its only rules that ask for colours."
STANDING = """() => JSON.stringify([...document.querySelectorAll("*")].map(element => [
    element.localName,
    [...element.attributes].map(({ name, value }) => name === "aria-pressed" || `${name}=${value}`),
    element.checkVisibility({ visibilityProperty: true, opacityProperty: true }),
    [...element.getClientRects()].map(({ x, y, width, height }) => [x, y, width, height]),
]))"""
"All elements of a page and where they stand: what axe judges beside colours. That a button is pressed is left out."
PAPER = "getComputedStyle(document.body).backgroundColor"


POLICY = "Content Security Policy"
"What browsers say when a page breaks its own."
VIOLATIONS = f"""addEventListener("securitypolicyviolation", ({{ effectiveDirective, blockedURI, sample }}) =>
    console.error(`{POLICY}: ${{effectiveDirective}} ${{blockedURI}} ${{sample}}`))"""


def restyle(page: Page, css: str) -> None:
    """Adds rules to a page, whose policy allows no `<style>`."""
    add = "css => { const s = new CSSStyleSheet(); s.replaceSync(css); document.adoptedStyleSheets.push(s); }"
    page.evaluate(add, css)


def search(page: Page, text: str) -> list[str]:
    """Titles found for a text, once the page has run its scripts and the search has answered."""
    page.wait_for_load_state()
    page.locator("#search-open").click()
    page.locator(".search__query").fill(text)
    expect(page.locator(".search__results")).to_have_attribute("aria-label", text)
    return page.locator(".search__found > a").all_inner_texts()


def faults(page: Page, options: Mapping[str, object] = AXE) -> list[tuple[str, list[str]]]:
    """What axe finds: each rule that is broken, and by which elements."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(Axe().axe_script)
    told = "({ violations }) => violations.map(({ id, nodes }) => [id, nodes.map(({ target }) => `${target}`)])"
    found: list[tuple[str, list[str]]] = page.evaluate(f"options => axe.run(options).then({told})", options)
    return found


def faults_in_any_light(page: Page, options: Mapping[str, object] = AXE) -> list[tuple[str, list[str]]]:
    """What axe finds on a page in light colours; then in dark ones, where all stands as it did, of colours alone."""
    found = faults(page, options)
    paper, standing = page.evaluate(PAPER), page.evaluate(STANDING)
    page.emulate_media(color_scheme="dark")
    assert page.evaluate(PAPER) != paper
    assert page.evaluate(STANDING) == standing
    found += faults(page, COLOURS)
    page.emulate_media(color_scheme="light")
    return found


def watch_policies(browser: Browser, found: list[str]) -> None:
    """Notes whatever pages of the browser break of their policies from now on."""
    new_context, new_page = browser.new_context, browser.new_page

    def heard(message: ConsoleMessage) -> None:
        if POLICY in message.text:
            found.append(f"{message.page.url if message.page else ''}: {message.text}")

    def watch(context: BrowserContext) -> BrowserContext:
        context.on("console", heard)
        context.add_init_script(VIOLATIONS)
        return context

    def page_of_its_own(**kwargs: Any) -> Page:
        page = new_page(**kwargs)
        watch(page.context)
        return page

    browser.new_context = lambda **kwargs: watch(new_context(**kwargs))  # type: ignore[method-assign]
    browser.new_page = page_of_its_own  # type: ignore[method-assign]


@dataclass
class Visit:
    """A browser tab that remembers what went wrong in it."""

    page: Page
    root: str
    wrong: list[str] = field(default_factory=list)

    def watch(self) -> None:
        self.page.on("console", lambda message: self.wrong.append(f"console: {message.text}"))
        self.page.on("pageerror", lambda error: self.wrong.append(f"error: {error}"))
        self.page.on("requestfailed", self._failed)
        self.page.on("response", self._answered)

    def _failed(self, request: Request) -> None:
        if request.failure != "net::ERR_ABORTED":  # the reader left before it came
            self.wrong.append(f"{request.failure}: {request.url}")

    def _answered(self, response: Response) -> None:
        if response.status >= 400 or urlsplit(response.url).netloc != urlsplit(self.root).netloc:
            self.wrong.append(f"{response.status}: {response.url}")

    def open(self, path: str = "") -> Page:
        self.page.goto(self.root + path)
        return self.page

    def at(self) -> str:
        """The address, once the page there has run its scripts."""
        self.page.wait_for_load_state()
        return self.page.url.removeprefix(self.root)
