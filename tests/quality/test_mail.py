"""The e-mail of an edition in a real browser, narrow and wide, light and dark: it fits, is easy to read, and loads its picture only."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route

from tests.mail.mails import harbour, mailed, photo
from tests.quality.extremes import CONFIG_OF_EXTREMES, FILES
from tests.quality.tools import RUN_AXE, checker
from tests.support.sites import CONFIG, write_site

pytestmark = pytest.mark.slow

VIEWS: list[tuple[Any, int]] = [(scheme, width) for scheme in ("light", "dark") for width in (360, 640)]
URL = "https://mail.example/"
PICTURE = "https://harbour.example/news/media/crane.jpg"
SHOWN = """[...document.images].map((one) => {
  const box = one.getBoundingClientRect();
  return one.complete && one.naturalWidth > 0 && Math.abs(box.width / box.height - 16 / 9) < .02 && box.right <= innerWidth;
})"""
GROUNDS = "['.ground', '.paper', '.part', 'h2 a'].map((one) => getComputedStyle(document.querySelector(one)))"
COLOURS = f"{GROUNDS}.map((one, index) => index < 2 ? one.backgroundColor : one.color)"


@dataclass(frozen=True, slots=True)
class Opened:
    """An e-mail in a browser, and what it asked for."""

    page: Page
    asked: list[str]


@pytest.fixture(params=["harbour", "accent", "extremes"])
def opened(request: pytest.FixtureRequest, chromium: Browser, tmp_path: Path) -> Iterator[Opened]:
    """The e-mail of each of three sites: a day with everything, with a light accent, and extreme content from right to left."""
    if request.param == "extremes":
        folder = write_site(tmp_path, FILES, CONFIG_OF_EXTREMES)
    else:
        accent = 'theme: {accent: {dark: "#ffe08a", light: "#7a5a00"}}\n'
        folder = harbour(tmp_path, CONFIG + accent if request.param == "accent" else CONFIG)
    html, asked = mailed(folder).html, []

    def answer(route: Route) -> None:
        asked.append(route.request.url)
        if route.request.url == URL:
            route.fulfill(content_type="text/html; charset=utf-8", body=html)
        else:
            route.fulfill(content_type="image/jpeg", body=photo(1600, 900))

    page = chromium.new_page()
    page.route("**/*", answer)
    page.goto(URL)
    yield Opened(page, asked)
    page.close()


def test_it_fits_and_is_easy_to_read_everywhere(opened: Opened) -> None:
    page = opened.page
    page.evaluate(checker("axe-core/axe.min.js").read_text(encoding="utf-8"))
    found: list[object] = []
    colours = {}
    for scheme, width in VIEWS:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        found += [(scheme, width, one) for one in page.evaluate(RUN_AXE)]
        assert page.evaluate("document.documentElement.scrollWidth") == width
        assert page.evaluate("document.querySelector('.sheet').getBoundingClientRect().width") == min(width, 600)
        assert page.evaluate("document.querySelector('.preheader').checkVisibility()") is False
        assert page.evaluate(SHOWN) == [True] * len(page.query_selector_all("img"))
        colours[scheme] = page.evaluate(COLOURS)
    assert found == []
    assert [one for one, other in zip(colours["light"], colours["dark"], strict=True) if one == other] == []
    assert [url for url in opened.asked if url not in {URL, PICTURE, f"{URL}favicon.ico"}] == []
