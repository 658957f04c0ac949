"""The search in a real browser, under the strictest policy that it can do with: by mouse, by keyboard alone, and without scripts."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, FloatRect, Locator, Page, expect

from tests.browser.browsers import SEARCHABLE, STRICT, noted, served
from tests.support.sites import SEARCHED, article, built, write_site

pytestmark = pytest.mark.slow

FILES: dict[str, str | bytes] = {
    "content/articles/crane.md": article(
        "Crane falls <b>hard & loud",
        "2024-03-26",
        "The crane fell on the <quay> & broke. A zebra saw it.\n\n`<img src=x onerror=alert(1)>` it said of the zebra.",
        incident="crane",
        tags="[steel]",
        places="[North Pier]",
        source="{name: Harbour Gazette}",
    ),
    "content/articles/ferry.md": article("Ferry late", "2023-05-05", "A zebra was on board.", tags="[ferries]"),
    "content/articles/arabic.md": article("سقوط رافعة", "2024-01-02", "حمار وحشي", lang="ar"),
    **{
        f"content/articles/ship-{number:02}.md": article(f"Ship {number} comes", "2022-01-02", "It brought bananas.")
        for number in range(25)
    },
    "content/articles/proto.md": article(
        "Llama", "2023-01-02", "A llama.", tags="[__proto__, constructor]", places="['The \"Old\" Quay', 'C:\\quay']"
    ),
    "content/articles/draft.md": article("Draft of a zebra", "2024-01-06", "Zebra.", status="draft"),
    "content/incidents/crane.yaml": "title: The fall of the crane\n",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = write_site(tmp_path_factory.mktemp("site"), FILES, SEARCHED)
    built(place)
    return place / "site"


@pytest.fixture(scope="module")
def port(folder: Path) -> Iterator[int]:
    with served(folder, SEARCHABLE) as number:
        yield number


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    made = chromium.new_context(locale="en-US")
    yield made
    made.close()


@pytest.fixture
def page(context: BrowserContext, port: int) -> Page:
    made = context.new_page()
    made.goto(f"http://127.0.0.1:{port}/search/")
    expect(made.get_by_role("search")).to_be_visible()
    return made


def hits(page: Page) -> list[str]:
    return page.locator(".hits h2").all_inner_texts()


def test_a_word_finds_articles_with_incident_date_and_excerpt(context: BrowserContext, port: int) -> None:
    page = context.new_page()
    said, asked = noted(page)
    page.goto(f"http://127.0.0.1:{port}/search/")
    page.get_by_label("Words").fill("zebra")
    expect(page.get_by_role("status")).to_have_text("3 results")
    assert set(hits(page)) == {"Crane falls <b>hard & loud", "The fall of the crane", "Ferry late"}
    crane = page.locator(".hits li").filter(has=page.locator("h2", has_text="Crane falls"))
    assert crane.locator(".meta").inner_text() == "Report The fall of the crane · Harbour Gazette · March 26, 2024"
    assert crane.locator("mark").first.inner_text().strip(" .").lower() == "zebra"
    assert "<img src=x onerror=alert(1)>" in crane.inner_text()
    assert page.locator(".hits img, .hits b, .hits script").count() == 0
    crane.get_by_role("link").click()
    expect(page).to_have_url(f"http://127.0.0.1:{port}/articles/2024/03/crane/")
    assert said == []
    assert all(url.startswith(f"http://127.0.0.1:{port}/") for url in asked)


def test_what_nobody_may_see_is_not_found(page: Page) -> None:
    page.get_by_label("Words").fill("draft")
    expect(page.get_by_role("status")).to_have_text("Nothing was found.")
    assert hits(page) == []


@pytest.mark.parametrize(
    ("menu", "choice", "titles"),
    [
        ("Tag", "ferries", {"Ferry late"}),
        ("Year", "2023", {"Ferry late"}),
        ("Place", "North Pier", {"Crane falls <b>hard & loud", "The fall of the crane"}),
        ("Source", "Harbour Gazette", {"Crane falls <b>hard & loud", "The fall of the crane"}),
    ],
)
def test_a_search_is_narrowed(page: Page, menu: str, choice: str, titles: set[str]) -> None:
    page.get_by_label("Words").fill("zebra")
    expect(page.get_by_role("status")).to_have_text("3 results")
    page.get_by_label(menu).select_option(choice)
    expect(page.get_by_role("status")).to_have_text("1 result" if len(titles) == 1 else "2 results")
    assert set(hits(page)) == titles


def test_a_filter_alone_finds_all_that_it_holds_for_and_the_years_come_newest_first(page: Page) -> None:
    page.get_by_label("Tag").select_option("steel")
    expect(page.get_by_role("status")).to_have_text("2 results")
    assert set(hits(page)) == {"Crane falls <b>hard & loud", "The fall of the crane"}
    assert page.get_by_label("Year").locator("option").all_inner_texts() == ["Any year", "2024", "2023", "2022"]


@pytest.mark.parametrize(
    ("menu", "choice"),
    [("Tag", "__proto__"), ("Tag", "constructor"), ("Place", 'The "Old" Quay'), ("Place", "C:\\quay")],
)
def test_a_filter_that_means_something_to_programs_is_one_like_all_others(page: Page, menu: str, choice: str) -> None:
    page.get_by_label(menu).select_option(choice)
    expect(page.get_by_role("status")).to_have_text("1 result")
    assert (hits(page), page.get_by_label(menu).input_value()) == (["Llama"], choice)


def test_results_are_counted_in_the_digits_of_all_pages(page: Page) -> None:
    page.evaluate("document.documentElement.lang = 'fa-IR'")
    page.get_by_label("Words").fill("bananas")
    expect(page.get_by_role("status")).to_have_text("25 results")


def test_the_keyboard_alone_searches_narrows_and_asks_for_more(page: Page) -> None:
    page.get_by_label("Words").focus()
    page.keyboard.type("bananas")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text("25 results")
    assert len(hits(page)) == 10
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.classList.contains('more-hits')"):
            break
    page.keyboard.press("Enter")
    expect(page.locator(".hits li")).to_have_count(20)
    assert page.evaluate("document.activeElement.textContent") == hits(page)[10]
    page.get_by_label("Year").focus()
    page.keyboard.type("2023")
    expect(page.get_by_role("status")).to_have_text("Nothing was found.")


def test_a_search_has_an_address_and_the_way_back_leads_to_it(page: Page, context: BrowserContext) -> None:
    page.get_by_label("Words").fill("zebra")
    page.get_by_label("Tag").select_option("ferries")
    expect(page.get_by_role("status")).to_have_text("1 result")
    assert page.url.endswith("/search/#q=zebra&tag=ferries")
    other = context.new_page()
    other.goto(page.url)
    expect(other.get_by_role("status")).to_have_text("1 result")
    assert (other.get_by_label("Words").input_value(), other.get_by_label("Tag").input_value()) == ("zebra", "ferries")


def test_an_address_of_before_is_understood_and_one_that_no_longer_fits_says_so(
    context: BrowserContext, port: int
) -> None:
    page = context.new_page()
    page.goto(f"http://127.0.0.1:{port}/search/?q=zebra&tag=ferries")
    expect(page.get_by_role("status")).to_have_text("1 result")
    assert page.url.endswith("/search/#q=zebra&tag=ferries")
    page.goto(f"http://127.0.0.1:{port}/search/#tag=gone")
    expect(page.get_by_role("status")).to_have_text("Nothing was found.")
    assert (page.get_by_label("Tag").input_value(), page.url.endswith("/search/#tag=gone")) == ("gone", True)
    page.get_by_text("Skip to content").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text("Nothing was found.")


def test_nobody_learns_what_was_searched_for(context: BrowserContext, port: int) -> None:
    page = context.new_page()
    said: list[str] = []
    page.on("request", lambda request: said.extend((request.url.partition("#")[0], *request.headers.values())))
    page.goto(f"http://127.0.0.1:{port}/search/")
    page.get_by_label("Words").fill("zebra")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text("3 results")
    page.reload()
    expect(page.get_by_role("status")).to_have_text("3 results")
    page.locator(".hits a").first.click()
    page.wait_for_url(re.compile("/(articles|incidents)/"))
    assert len(said) > 20
    assert [one for one in said if "zebra" in one] == []


def test_a_form_whose_script_has_not_come_yet_sends_nothing(context: BrowserContext, port: int) -> None:
    page = context.new_page()
    page.route("**/search.js", lambda route: route.abort())
    page.goto(f"http://127.0.0.1:{port}/search/")
    page.get_by_label("Words").fill("zebra")
    page.keyboard.press("Enter")
    page.wait_for_timeout(200)
    assert page.url == f"http://127.0.0.1:{port}/search/"


def test_results_that_cannot_be_fetched_are_not_passed_over_in_silence(page: Page) -> None:
    page.get_by_label("Words").fill("bananas")
    expect(page.get_by_role("status")).to_have_text("25 results")
    page.route("**/fragment/**", lambda route: route.abort())
    page.get_by_role("button", name="Show more results").click()
    expect(page.get_by_role("status")).to_have_text("The search failed. Try again, or browse below.")


def test_texts_in_other_languages_are_found(page: Page) -> None:
    page.get_by_label("Words").fill("حمار")
    expect(page.get_by_role("status")).to_have_text("1 result")


def test_an_address_of_a_search_is_no_way_for_markup_into_the_page(context: BrowserContext, port: int) -> None:
    page = context.new_page()
    said, _ = noted(page)
    page.goto(f"http://127.0.0.1:{port}/search/?q=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E&tag=%22%3E%3Cb%3E")
    expect(page.get_by_role("search")).to_be_visible()
    expect(page.get_by_role("status")).not_to_have_text("")
    assert page.locator("main img").count() == 0
    assert said == []


def place_of(element: Locator) -> FloatRect:
    """Return where an element is shown."""
    box = element.bounding_box()
    assert box is not None
    return box


def test_each_hit_says_what_it_is_and_incidents_come_first(page: Page) -> None:
    page.get_by_label("Words").fill("zebra")
    expect(page.get_by_role("status")).to_have_text("3 results")
    assert page.locator(".hits .kind").all_inner_texts() == ["Incident", "Report", "Report"]
    assert hits(page)[0] == "The fall of the crane"
    page.get_by_label("Show").select_option("Only reports")
    expect(page.get_by_role("status")).to_have_text("2 results")
    assert page.locator(".hits .kind").all_inner_texts() == ["Report", "Report"]
    assert page.url.endswith("/search/#q=zebra&kind=report")


def test_a_tag_or_a_place_is_found_by_its_name_and_the_excerpt_is_of_the_text(page: Page) -> None:
    page.get_by_label("Words").fill("steel")
    expect(page.get_by_role("status")).to_have_text("2 results")
    crane = page.locator(".hits li").filter(has=page.locator("h2", has_text="Crane falls"))
    assert crane.locator("p").last.inner_text().startswith("The crane fell on the <quay> & broke.")


@pytest.mark.parametrize("wide", [True, False])
def test_the_filters_are_beside_the_results_on_a_wide_screen_and_folded_above_them_on_a_phone(
    wide: bool,  # noqa: FBT001 - said by its name
    chromium: Browser,
    port: int,
) -> None:
    context = chromium.new_context(viewport={"width": 1280 if wide else 360, "height": 800})
    page = context.new_page()
    page.goto(f"http://127.0.0.1:{port}/search/#q=zebra&tag=steel")
    expect(page.get_by_role("status")).to_have_text("2 results")
    button = page.get_by_role("button", name="Search")
    assert place_of(button)["height"] == 44
    tag, first = page.locator("#by-tag"), page.locator(".hits li").first
    if wide:
        assert place_of(tag)["x"] > place_of(first)["x"] + 700
    else:
        assert (tag.is_visible(), page.locator(".narrow summary").inner_text()) == (False, "Narrow the results: steel")
        page.locator(".narrow summary").click()
        assert place_of(tag)["y"] < place_of(first)["y"]
    context.close()


def ways_in(page: Page) -> tuple[bool, list[str]]:
    return page.get_by_role("search").count() == 0, page.locator("main h2").all_inner_texts()


WAYS = (True, ["By time", "By place", "By tag", "By source"])


def test_without_scripts_the_page_says_so_and_offers_the_archives(chromium: Browser, port: int) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"http://127.0.0.1:{port}/search/")
    expect(page.locator(".notice")).to_contain_text("Searching needs JavaScript")
    assert ways_in(page) == WAYS
    assert page.locator("main button:visible").count() == 0
    context.close()


def test_where_the_index_cannot_be_read_the_page_offers_the_archives(context: BrowserContext, folder: Path) -> None:
    with served(folder, STRICT) as port:
        page = context.new_page()
        page.goto(f"http://127.0.0.1:{port}/search/")
        expect(page.get_by_role("status")).to_have_text("The search failed. Try again, or browse below.")
        assert ways_in(page) == WAYS


def test_on_a_phone_nothing_is_wider_than_the_screen(chromium: Browser, port: int) -> None:
    context = chromium.new_context(viewport={"width": 320, "height": 640})
    page = context.new_page()
    page.goto(f"http://127.0.0.1:{port}/search/?q=zebra")
    expect(page.get_by_role("status")).to_have_text("3 results")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    context.close()
