"""What is new since the last visit, in a real browser: remembered there alone, said in place, and nothing without a script or storage."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route

from tests.browser.browsers import noted, served
from tests.support.sites import CONFIG, article, built, write_site

pytestmark = pytest.mark.slow

START = datetime(2026, 1, 2, 8, 0, tzinfo=UTC)
PLAIN = "This article has been corrected."
AFTER = "Corrected after you read it."
CRANE = "articles/2024/03/crane/"
# Without storage, as in a browser that blocks it: to ask for it raises an error (https://html.spec.whatwg.org/#dom-localstorage).
BLOCKED = "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('', 'SecurityError'); }});"
SHIFTS = """window.shifts = 0; new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) window.shifts += entry.value;
}).observe({type: 'layout-shift', buffered: true});"""


def publish(folder: Path, day: int, **fields: str) -> None:
    """Build the site as of a day of January; `fields` are those of the article on the crane."""
    files: dict[str, str | bytes] = {
        "content/articles/crane.md": article("Crane falls", incident="crane", **fields),
        "content/articles/quay.md": article("Quay is closed", "2024-03-27", incident="crane"),
        "content/articles/ferry.md": article("Ferry sails", "2024-03-28", incident="ferry"),
    }
    built(write_site(folder, files, CONFIG), now=f"2026-01-{day:02d}T00:00:00Z")


def report(folder: Path, day: int) -> None:
    """Build the site again, with two more reports on the crane: one is dated today without a time of day."""
    more: dict[str, str | bytes] = {
        "content/articles/inquiry.md": article("Inquiry begins", f"2026-01-{day:02d}", "An inquiry.", incident="crane"),
        "content/articles/late.md": article(
            "What we know of the crane", "2024-04-02", "We know little.", incident="crane"
        ),
    }
    built(write_site(folder, more, CONFIG), now=f"2026-01-{day:02d}T14:00:00Z")


def marked(page: Page) -> list[str]:
    """Return the headlines that have a badge."""
    return [one.inner_text() for one in page.locator(":has(> .new) a:not(.kind):not(.thumb)").all() if one.inner_text()]


def correct(folder: Path) -> None:
    """Build the site again, with a correction that is dated long before."""
    publish(folder, 3, corrections="[{date: 2024-03-27, text: It was one crane.}]")


@pytest.fixture
def site(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    folder = tmp_path / "a"
    publish(folder, 1)
    with served(tmp_path) as port:
        yield folder, f"http://127.0.0.1:{port}/a/site/"


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    made = chromium.new_context(viewport={"width": 360, "height": 800})
    made.add_init_script(SHIFTS)
    yield made
    made.close()


def at(page: Page, minutes: float, url: str) -> str:
    """Open a page so many minutes after the start, and return what its notice says first; empty if it has none."""
    page.clock.set_fixed_time(START + timedelta(minutes=minutes))
    page.goto(url)
    notice = page.locator(".changed [role=status]")
    return notice.inner_text() if notice.count() else ""


def test_an_article_says_that_it_was_corrected_after_it_was_read(
    context: BrowserContext, site: tuple[Path, str]
) -> None:
    folder, url = site
    page = context.new_page()
    said, asked = noted(page)
    assert at(page, 0, url + CRANE) == ""
    correct(folder)
    day = 24 * 60
    assert at(page, day, url + CRANE) == AFTER
    assert at(page, day + 29, url + CRANE) == AFTER  # a reload, and a look a little later
    assert at(page, day + 58, f"{url}{CRANE}index.html") == AFTER
    assert at(page, day + 90, url + CRANE) == PLAIN
    assert said == []
    assert [one for one in asked if not one.startswith(url)] == []


def test_who_reads_an_article_for_the_first_time_is_told_nothing_of_before(
    context: BrowserContext, site: tuple[Path, str]
) -> None:
    folder, url = site
    page = context.new_page()
    assert at(page, 0, f"{url}articles/2024/03/ferry/") == ""
    correct(folder)
    assert at(page, 60, url + CRANE) == PLAIN
    assert at(page, 120, url + CRANE) == PLAIN


@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_moves_when_the_script_comes_late(context: BrowserContext, site: tuple[Path, str], width: int) -> None:
    folder, url = site
    page = context.new_page()
    page.set_viewport_size({"width": width, "height": 800})
    at(page, 0, url + CRANE)
    correct(folder)

    def late(route: Route) -> None:
        page.wait_for_timeout(400)
        route.continue_()

    context.route("**/reader.js", late)
    assert at(page, 60, url + CRANE) == AFTER
    page.wait_for_timeout(300)
    assert page.evaluate("window.shifts") < 0.001


def test_blocked_storage_and_damaged_storage_are_silent(chromium: Browser, site: tuple[Path, str]) -> None:
    folder, url = site
    for script, later in ((BLOCKED, PLAIN), (f"localStorage.setItem('digest:/a/site/', '{{}}');{SHIFTS}", PLAIN)):
        publish(folder, 1)
        context = chromium.new_context()
        context.add_init_script(script)
        page = context.new_page()
        said, _ = noted(page)
        at(page, 0, url + CRANE)
        correct(folder)
        assert (at(page, 60, url + CRANE), said) == (later, [])
        context.close()


def test_without_scripts_an_article_says_what_it_always_says(chromium: Browser, site: tuple[Path, str]) -> None:
    folder, url = site
    correct(folder)
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(url + CRANE)
    assert page.locator(".changed").inner_text() == PLAIN
    context.close()


def test_two_sites_on_one_host_do_not_mix_and_each_remembers_a_bounded_number_of_pages(
    context: BrowserContext, site: tuple[Path, str]
) -> None:
    folder, url = site
    publish(folder.parent / "b", 1)
    page = context.new_page()
    at(page, 0, url + CRANE)
    many = [[f"articles/{number}/", 0, 0, number] for number in range(400, 0, -1)]
    page.evaluate("([key, value]) => localStorage.setItem(key, value)", ["digest:/a/site/", json.dumps(many)])
    at(page, 1, url + CRANE)
    at(page, 2, url.replace("/a/", "/b/") + CRANE)
    kept = {key: json.loads(value) for key, value in page.evaluate("({...localStorage})").items()}
    assert sorted(kept) == ["digest:/a/site/", "digest:/b/site/"]
    assert [[one[0] for one in kept["digest:/b/site/"]], len(kept["digest:/a/site/"])] == [[CRANE], 300]
    assert kept["digest:/a/site/"][0][0] == CRANE
    assert kept["digest:/a/site/"][-1] == ["articles/102/", 0, 0, 102]


def test_home_and_incident_say_how_much_is_new_since_the_last_visit(
    context: BrowserContext, site: tuple[Path, str]
) -> None:
    folder, url = site
    page = context.new_page()
    said, _ = noted(page)
    line, day = page.locator(".since"), 24 * 60
    for minutes in (0, 40):
        for path in ("", "incidents/crane/"):
            at(page, minutes, url + path)
            assert (line.inner_text(), page.locator(".new").count()) == ("", 0)
    report(folder, 3)
    for minutes in (day, day + 20):
        at(page, minutes, url)
        assert line.inner_text() == "1 story has news since your last visit"
        assert "Crane falls" in marked(page)
        assert "Ferry sails" not in marked(page)
        at(page, minutes, f"{url}incidents/crane/")
        assert line.inner_text() == "2 new since your last visit"
        assert {"Inquiry begins", "What we know of the crane"} <= set(marked(page))
        assert not {"Crane falls", "Quay is closed"} & set(marked(page))
    at(page, day + 60, url)
    assert (line.inner_text(), marked(page)) == ("", [])
    assert said == []


@pytest.mark.parametrize("path", ["", "incidents/crane/"])
@pytest.mark.parametrize("width", [360, 1280])
def test_badges_and_the_line_move_nothing(
    context: BrowserContext, site: tuple[Path, str], width: int, path: str
) -> None:
    folder, url = site
    page = context.new_page()
    page.set_viewport_size({"width": width, "height": 800})
    at(page, 0, url + path)
    report(folder, 3)

    def late(route: Route) -> None:
        page.wait_for_timeout(400)
        route.continue_()

    context.route("**/reader.js", late)
    at(page, 60, url + path)
    page.wait_for_timeout(300)
    assert page.locator(".new").count() > 0
    assert page.evaluate("window.shifts") < 0.001
    assert page.evaluate("document.documentElement.scrollWidth") == width
