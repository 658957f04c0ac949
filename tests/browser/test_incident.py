"""The page of an incident of forty-six reports in a real browser: how long it is, on a phone and on paper, and where links into it lead."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.browsers import served
from tests.rendering.feeds import feed_of
from tests.support.sites import built, write_site
from tests.support.story import REPORTS, story

pytestmark = pytest.mark.slow

HIGHEST, MOST_SHEETS = 6000, 6
PAGE = "incidents/lock-gate/"
# Whether what a link leads to is seen: on the screen, below the links to parts of the page, and not in a fold that is closed.
REACHED = """(id) => {
  const one = document.getElementById(id), box = one.getBoundingClientRect();
  const bar = document.querySelector('.jump').getBoundingClientRect();
  return one.checkVisibility() && box.top >= bar.bottom - 1 && box.top < innerHeight;
}"""
# Of the links to articles, those that no reader can see, even with everything unfolded; and how many different ones there are.
LINKED = """(() => {
  document.querySelectorAll('details').forEach((one) => { one.open = true; });
  const links = [...document.querySelectorAll('main a[href*="/articles/"]')].filter((one) => !one.hash);
  return [links.filter((one) => !one.checkVisibility()).length, new Set(links.map((one) => one.href)).size];
})()"""


@pytest.fixture(scope="module", params=[True, False], ids=["with a file", "without a file"])
def site(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[dict[str, bytes], str]]:
    folder: Path = tmp_path_factory.mktemp("story")
    files = built(write_site(folder, story(with_file=request.param)))
    with served(folder / "site") as port:
        yield files, f"http://127.0.0.1:{port}/"


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    made = chromium.new_context(viewport={"width": 360, "height": 800})
    yield made
    made.close()


def opened(context: BrowserContext, url: str) -> Page:
    page = context.new_page()
    page.goto(url)
    return page


def test_forty_six_reports_are_no_longer_than_seven_screens_of_a_phone_and_six_sheets(
    context: BrowserContext, site: tuple[dict[str, bytes], str]
) -> None:
    page = opened(context, site[1] + PAGE)
    assert page.evaluate("document.documentElement.scrollHeight") <= HIGHEST
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    sheets = len(re.findall(rb"/Type\s*/Page\b(?!s)", page.pdf(format="A4")))
    assert 1 < sheets <= MOST_SHEETS


def test_every_report_can_be_reached(context: BrowserContext, site: tuple[dict[str, bytes], str]) -> None:
    assert opened(context, site[1] + PAGE).evaluate(LINKED) == [0, REPORTS]


def test_links_of_feeds_lead_to_what_is_seen(context: BrowserContext, site: tuple[dict[str, bytes], str]) -> None:
    """Anchors of developments, statuses that are folded; updates and corrections are on the pages of their articles."""
    files, url = site
    feeds = ("feed.xml", "updates.xml", f"{PAGE}feed.xml")
    links = {entry.link for feed in feeds for entry in feed_of(files[feed]).entries}
    here = sorted(link.partition("#")[2] for link in links if f"/{PAGE}#" in link)
    assert any(anchor.startswith("news-") for anchor in here)
    statuses = [anchor for anchor in here if anchor.startswith("status-")]
    assert len(statuses) == (3 if b"Earlier statements" in files[f"{PAGE}index.html"] else 0)
    parts = opened(context, url + PAGE).eval_on_selector_all(".jump a", "all => all.map((one) => one.hash.slice(1))")
    for anchor in (*here, *parts):
        page = opened(context, f"{url}{PAGE}#{anchor}")
        assert (anchor, page.evaluate(REACHED, anchor)) == (anchor, True)
        page.close()
    others = sorted(link.partition("/news/")[2] for link in links if "#" in link and f"/{PAGE}#" not in link)
    for link in others:
        address, _, anchor = link.partition("#")
        assert f'id="{anchor}"'.encode() in files[f"{address}index.html"]


def test_the_links_to_parts_stay_and_are_large_enough(
    context: BrowserContext, site: tuple[dict[str, bytes], str]
) -> None:
    page = opened(context, site[1] + PAGE)
    page.evaluate("scrollTo(0, 2500)")
    page.wait_for_function("scrollY > 1500")
    bar = page.locator(".jump").bounding_box()
    assert bar is not None
    assert bar["y"] == 0
    heights = page.eval_on_selector_all(".jump a, .btn", "all => all.map((one) => one.getBoundingClientRect().height)")
    assert min(heights) >= 44
