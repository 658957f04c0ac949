"""What axe-core says of every kind of page, light and dark, on a desk and on a phone: nothing."""

from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.quality.built import Built
from tests.quality.tools import RUN_AXE, checker

pytestmark = pytest.mark.slow

VIEWS: list[tuple[Any, int]] = [(scheme, width) for scheme in ("light", "dark") for width in (1280, 360)]


def violations(page: Page, url: str) -> list[object]:
    """Return what axe-core finds on a page."""
    page.goto(url)
    if page.locator("form[role=search]").count():  # it shows then what it has found; all other pages are complete
        page.wait_for_load_state("networkidle")
    page.evaluate(checker("axe-core/axe.min.js").read_text(encoding="utf-8"))
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    found: list[object] = []
    for scheme, width in VIEWS:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        found += [(scheme, width, one) for one in page.evaluate(RUN_AXE)]
    return found


def test_no_kind_of_page_has_a_violation(chromium: Browser, site: Built) -> None:
    page = chromium.new_page()
    kinds = site.kinds()
    assert len(kinds) > 12
    found = {address: violations(page, site.url + address) for address in kinds}
    page.close()
    assert {address: one for address, one in found.items() if one} == {}


def test_what_a_search_finds_has_no_violation_and_fits_on_a_phone(chromium: Browser, site: Built) -> None:
    page = chromium.new_page()
    found = violations(page, f"{site.url}search/#year=2024")
    shown = page.locator(".hits li").count()
    page.set_viewport_size({"width": 320, "height": 700})
    wide = page.evaluate("document.documentElement.scrollWidth")
    page.close()
    assert (found, shown > 5, wide) == ([], True, 320)


def test_axe_sees_what_is_wrong(chromium: Browser, sample_site: Built) -> None:
    page = chromium.new_page()
    page.route(
        "**/*",
        lambda route: route.fulfill(
            content_type="text/html", body="<p style='color:#eee'>Hard to read</p><img src='a'>"
        ),
    )
    found = violations(page, sample_site.url)
    page.close()
    assert {"color-contrast", "image-alt", "html-has-lang"} <= {one[2][0] for one in found if isinstance(one, tuple)}
