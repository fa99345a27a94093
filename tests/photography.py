"""Pictures of pages that can be compared between machines: small, and in the fonts that the site ships."""

from __future__ import annotations

import io

from PIL import Image, ImageChops
from playwright.sync_api import Page

from tests.browsing import restyle

SCALE = 3
"How many pixels of the page, each way, make one of the picture."
SHIPPED_FONTS = ":root { --sans: var(--serif) !important } code, pre, kbd { font-family: var(--serif) !important }"
"System fonts differ between machines."
NOTABLE = 40
"From which difference of a colour channel, of 255, a pixel counts as changed."


def photograph(page: Page, url: str) -> Image.Image:
    """The whole page, made smaller."""
    page.goto(url)
    restyle(page, SHIPPED_FONTS)
    page.evaluate("document.fonts.ready")
    picture = Image.open(io.BytesIO(page.screenshot(full_page=True, animations="disabled"))).convert("RGB")
    return picture.reduce(SCALE)


def changed(one: Image.Image, other: Image.Image) -> float:
    """Share of the pixels that differ notably; what one has and the other has not, counts whole."""
    width, height = max(one.width, other.width), max(one.height, other.height)
    common = (0, 0, min(one.width, other.width), min(one.height, other.height))
    difference = ImageChops.difference(one.crop(common), other.crop(common))
    strongest = ImageChops.lighter(ImageChops.lighter(*difference.split()[:2]), difference.split()[2])
    same = sum(strongest.histogram()[:NOTABLE])
    return 1 - same / (width * height)
