"""A page that arrives slowly, section by section, does not move what is there already."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.quality.built import Built
from tests.quality.host import hosted
from tests.quality.test_pages import FRAMES, WATCH_SHIFTS

pytestmark = pytest.mark.slow

# A browser lays a page out anew every 17 ms.
PAUSE = 0.04
# What has more than one column: only there can the width of one thing depend on how many others there are.
GRIDS = re.compile(r'class="(?:[^"]* )?(?:columns|grid|halves|names wide|narrow|ways)[ "]')


@pytest.fixture
def slow_page(chromium: Browser, sample_site: Built) -> Iterator[tuple[Page, str]]:
    """A page of a browser, and the URL of a host from which pages arrive slowly."""
    context = chromium.new_context()
    context.add_init_script(WATCH_SHIFTS)
    with hosted(sample_site.folder, "/sample/", PAUSE) as url:
        yield context.new_page(), url
    context.close()


def shift(page: Page, url: str, width: int) -> Any:  # noqa: ANN401 - a number of the browser
    """Return the sum of the layout shifts of a page until it is there."""
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(url)
    page.evaluate(FRAMES)
    return page.evaluate("window.shifts")


def test_pages_with_columns_stay_where_they_are(slow_page: tuple[Page, str], sample_site: Built) -> None:
    page, url = slow_page
    recipes = {sample_site.recipes[address] for address in sample_site.pages()}
    largest = {recipe: sample_site.largest(recipe) for recipe in recipes}
    with_grids = {
        recipe: address
        for recipe, address in largest.items()
        if GRIDS.search(sample_site.file(address).read_text(encoding="utf-8"))
    }
    assert {"home.html", "incident.html", "search.html"} <= with_grids.keys()
    found = {
        (recipe, width): shift(page, url + address, width)
        for recipe, address in with_grids.items()
        for width in (1280, 768)
    }
    assert {where: moved for where, moved in found.items() if moved >= 0.001} == {}


def test_columns_that_take_the_room_of_those_to_come_are_seen(slow_page: tuple[Page, str], sample_site: Built) -> None:
    """With `auto-fit`, columns are as wide as those that have arrived leave them room."""
    page, url = slow_page
    sheet = (sample_site.folder / "static/style.css").read_text(encoding="utf-8")
    assert "auto-fill" in sheet
    page.route(
        "**/style.css*",
        lambda route: route.fulfill(body=sheet.replace("auto-fill", "auto-fit"), content_type="text/css"),
    )
    assert shift(page, f"{url}search/", 1280) > 0.001
