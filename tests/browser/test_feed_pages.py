"""Feeds in a real browser: the buttons that copy addresses, and feeds that people open."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.browsers import PLAIN_HOST, noted, served
from tests.support.sites import CONFIG, article, built, write_site

pytestmark = pytest.mark.slow

CONFIG_OF_FEEDS = f"{CONFIG}feeds:\n  items: 5\n  also: [atom, json]\n"
LONG = "Überlandstraßenbahnhaltestellenverzeichnisänderungsverordnung" * 3
FILES: dict[str, str | bytes] = {
    "content/articles/crane.md": article(
        "Crane falls on New Year's Day & blocks <Pier 1>",
        "2024-01-01T05:30:00+01:00",
        "The *crane* fell.",
        summary="'\"It fell at New Year''s,\" said the harbour & its office.'",
        incident="crane",
        tags="[steel]",
        source="{name: Harbour Gazette, url: 'https://gazette.example/crane?a=1&b=2', author: Ada Byron}",
        corrections="[{date: 2024-01-03, text: It was *one* crane.}]",
    ),
    "content/articles/arabic.md": article(
        "سقوط رافعة في الميناء (Pier 1)",
        "2024-01-02",
        "نص",
        summary="سقطت رافعة في الميناء.",
        lang="ar",
        incident="crane",
    ),
    "content/articles/emoji.md": article(
        "🚢 Ship leaves 👩‍👩‍👧", "2024-01-04", "It left. 🎉", summary="It left. 🎉", incident="crane"
    ),
    "content/articles/long.md": article(LONG, "2024-01-05", "Long.", summary=LONG + LONG, incident="crane"),
    "content/articles/old.md": article("Ship comes", "2023-05-05"),
    "content/incidents/crane.yaml": "title: The crane\nsummary: A crane fell.\ntags: [steel]\n",
}
FEEDS = (
    "feed.xml",
    "feed.atom.xml",
    "updates.xml",
    "updates.atom.xml",
    "incidents/crane/feed.xml",
    "tags/steel/feed.atom.xml",
)

# What is shown of a feed: the text of each element that has a box, by its name, and the addresses that are written after links.
SHOWN = """() => {
  const shown = [];
  for (const element of document.documentElement.querySelectorAll('*')) {
    const box = element.getBoundingClientRect();
    if (!box.width || !box.height) continue;
    const own = [...element.childNodes].filter((node) => node.nodeType === 3).map((node) => node.data).join('').trim();
    const after = getComputedStyle(element, '::after').content;
    const text = own || (after === 'none' ? '' : element.getAttribute('href') || '');
    if (!text) continue;
    const style = getComputedStyle(element);
    const ground = element.nodeName === 'BUTTON' && style.backgroundColor;  // a filled button is its own ground
    shown.push({name: element.nodeName, text, right: box.right, color: style.color,
      ground: ground && !ground.endsWith(', 0)') ? ground : null});
  }
  return shown;
}"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = write_site(tmp_path_factory.mktemp("site"), FILES, CONFIG_OF_FEEDS)
    built(place)
    return place / "site"


@pytest.fixture(scope="module")
def port(folder: Path) -> Iterator[int]:
    with served(folder) as number:
        yield number


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    made = chromium.new_context(permissions=["clipboard-read", "clipboard-write"])
    yield made
    made.close()


def test_every_feed_has_a_button_that_puts_its_address_on_the_clipboard(context: BrowserContext, port: int) -> None:
    page = context.new_page()
    said, asked = noted(page)
    page.goto(f"http://127.0.0.1:{port}/feeds/")
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    buttons = page.locator("main button")
    # Three to choose from, and those of an incident, a tag and a source.
    assert buttons.count() == 6
    labels = [buttons.nth(number).get_attribute("aria-label") for number in range(6)]
    assert len(set(labels)) == 6
    for number in range(6):
        address = buttons.nth(number).evaluate("(one) => one.closest('li').querySelector('.address').textContent")
        assert (buttons.nth(number).bounding_box() or {"height": 0})["height"] >= 44
        buttons.nth(number).click()
        expect(page.get_by_role("status")).to_have_text(f"Copied: {address}")
        assert page.evaluate("navigator.clipboard.readText()") == address
    assert said == []
    assert all(url.startswith(f"http://127.0.0.1:{port}/") for url in asked)


# How high the page is, and where its buttons and headings are.
LAYOUT = """() => [document.documentElement.scrollHeight, ...[...document.querySelectorAll('.btn, h2, summary')].map((one) => {
  const box = one.getBoundingClientRect(); return [box.x, box.y, box.width, box.height];
})]"""


@pytest.mark.parametrize("width", [1280, 360])
def test_nothing_moves_when_the_script_runs(width: int, context: BrowserContext, port: int) -> None:
    page = context.new_page()
    page.set_viewport_size({"width": width, "height": 800})
    page.route("**/copy.js", lambda route: route.abort())
    page.goto(f"http://127.0.0.1:{port}/feeds/")
    before = page.evaluate(LAYOUT)
    page.unroute("**/copy.js")
    page.reload()
    assert page.locator("main button").count() > 0
    assert page.evaluate(LAYOUT) == before


def test_a_phone_scrolls_no_more_than_three_screens_however_many_feeds_there_are(
    chromium: Browser, tmp_path: Path
) -> None:
    """At most 2,500 pixels, on each page of the list."""
    long = "The inquiry into the fall of the crane hears its"
    files: dict[str, str | bytes] = {
        f"content/articles/a{number:03}.md": article(
            f"{long} {number}th witness",
            f"2024-{number % 12 + 1:02}-{number % 28 + 1:02}",
            incident=f"case-{number:03}",
            tags=f"[tag {number}]",
            places=f"[Place {number}]",
            source=f"{{name: Gazette {number}}}",
        )
        for number in range(60)
    }
    built(write_site(tmp_path, files, CONFIG))
    context = chromium.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    names = sorted(file.name for file in (tmp_path / "site/feeds").glob("*.html"))
    heights = {}
    with served(tmp_path / "site") as port:
        for name in names:
            page.goto(f"http://127.0.0.1:{port}/feeds/{name}")
            heights[name] = page.evaluate("document.documentElement.scrollHeight")
    assert len(names) == 11
    assert {name: height for name, height in heights.items() if height > 2500} == {}
    context.close()


def test_the_keyboard_alone_copies_an_address(context: BrowserContext, port: int) -> None:
    page = context.new_page()
    page.goto(f"http://127.0.0.1:{port}/feeds/")
    first = page.locator("main button").first
    assert first.get_attribute("aria-label") == "Copy address: Harbour Digest: stories (RSS)"
    for _ in range(60):
        page.keyboard.press("Tab")
        if first.evaluate("(button) => button === document.activeElement"):
            break
    style = first.evaluate("(button) => [getComputedStyle(button).outlineStyle, getComputedStyle(button).outlineWidth]")
    assert style == ["solid", "3px"]
    for key in ("Enter", "Space"):
        expect(first).to_have_text("Copy address")
        page.evaluate("navigator.clipboard.writeText('other')")
        page.keyboard.press(key)
        expect(first).to_have_text("Copied")
        assert page.evaluate("navigator.clipboard.readText()") == "https://harbour.example/news/feed.xml"
    assert first.evaluate("(button) => button === document.activeElement")
    expect(first).to_have_text("Copy address")
    expect(page.get_by_role("status")).to_have_text("", timeout=10_000)


def test_a_page_without_https_copies_too(context: BrowserContext, port: int) -> None:
    page = context.new_page()
    page.goto(f"http://{PLAIN_HOST}:{port}/feeds/")
    assert page.evaluate("[isSecureContext, typeof navigator.clipboard]") == [False, "undefined"]
    page.locator("main button").first.click()
    expect(page.get_by_role("status")).to_have_text("Copied: https://harbour.example/news/feed.xml")
    other = context.new_page()
    other.goto(f"http://127.0.0.1:{port}/")
    assert other.evaluate("navigator.clipboard.readText()") == "https://harbour.example/news/feed.xml"


def test_where_nothing_can_be_copied_the_address_is_selected_for_the_reader(context: BrowserContext, port: int) -> None:
    page = context.new_page()
    page.add_init_script("document.execCommand = () => false;")
    page.goto(f"http://{PLAIN_HOST}:{port}/feeds/")
    button = page.locator("main button").first
    button.click()
    expect(page.get_by_role("status")).to_contain_text("Copy this address with Ctrl+C")
    assert page.evaluate("getSelection().toString()") == "https://harbour.example/news/feed.xml"
    assert button.inner_text() == "Copy address"


def test_without_scripts_there_is_no_dead_button(chromium: Browser, port: int) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"http://127.0.0.1:{port}/feeds/")
    assert page.locator("button").count() == 0
    assert page.locator("main code").first.inner_text() == "https://harbour.example/news/feed.xml"
    page.locator("main summary").first.click()
    assert page.locator("main details code").first.is_visible()
    assert page.locator("main .btn").first.get_attribute("href") == "../feed.xml"
    context.close()


def opened(chromium: Browser, url: str, **settings: Any) -> tuple[BrowserContext, Page]:  # noqa: ANN401 - options of a browser
    context = chromium.new_context(**settings)
    page = context.new_page()
    page.goto(url)
    return context, page


@pytest.mark.parametrize("path", FEEDS)
def test_an_opened_feed_reads_as_a_page(path: str, chromium: Browser, port: int) -> None:
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    said, asked = noted(page)
    page.goto(f"http://127.0.0.1:{port}/{path}")
    notice = page.evaluate("getComputedStyle(document.documentElement, '::before').content")
    assert notice.startswith('"This is a feed,')
    shown = page.evaluate(SHOWN)
    names = {one["name"] for one in shown}
    form = {"title", "description", "link", "pubDate", "dc:creator"}
    if ".atom." in path:
        form = {"title", "subtitle", "link", "published", "name", "summary"}
    assert names <= form
    assert {"title", "link"} <= names
    texts = [one["text"] for one in shown]
    assert [text for text in texts if text.startswith("urn:") or "</" in text or "&#" in text or "&amp;" in text] == []
    assert said == []
    assert {url.rpartition("/")[2] for url in asked} == {path.rpartition("/")[2], "feed.css"}
    context.close()


@pytest.mark.parametrize("path", ["updates.xml", "updates.atom.xml"])
def test_an_opened_feed_shows_each_item_with_title_date_author_summary_and_address(
    path: str, chromium: Browser, port: int
) -> None:
    context, page = opened(chromium, f"http://127.0.0.1:{port}/{path}")
    shown = page.evaluate(SHOWN)
    texts = [one["text"] for one in shown]
    base = "https://harbour.example/news/"
    assert texts[0] == "Harbour Digest: everything"
    assert {base, "Each report, update, correction and status, one by one."} <= set(texts)
    assert {"🚢 Ship leaves 👩‍👩‍👧", "It left. 🎉", LONG, LONG + LONG} <= set(texts)
    assert {"سقوط رافعة في الميناء (Pier 1)", "سقطت رافعة في الميناء."} <= set(texts)
    assert f"{base}articles/2024/01/emoji/" in texts
    assert {
        "Crane falls on New Year's Day & blocks <Pier 1>",
        '"It fell at New Year\'s," said the harbour & its office.',
    } <= set(texts)
    assert "Ada Byron" in texts
    assert "Harbour Digest" in texts
    whens = page.evaluate(
        "[...document.querySelectorAll('pubDate, published')].map((one) => [one.clientWidth / one.scrollWidth, one.textContent])"
    )
    # The moment is cut after its day.
    kept = {when[: round(len(when) * part)] for part, when in whens}
    assert kept >= ({"Thu, 04 Jan 2024"} if path == "updates.xml" else {"2024-01-04"})
    context.close()


def test_arabic_stands_on_the_right_of_an_opened_feed_and_addresses_on_the_left(chromium: Browser, port: int) -> None:
    for path in ("updates.xml", "updates.atom.xml"):
        context, page = opened(chromium, f"http://127.0.0.1:{port}/{path}", viewport={"width": 800, "height": 900})
        ends = page.evaluate("""() => [...document.querySelectorAll('item > title, entry > title')].map((title) => {
          const range = document.createRange(); range.selectNodeContents(title);
          const [text, box] = [range.getBoundingClientRect(), title.getBoundingClientRect()];
          return [title.textContent, text.left - box.left, box.right - text.right];
        })""")
        gaps = {title: (round(left), round(right)) for title, left, right in ends}
        arabic, emoji = gaps["سقوط رافعة في الميناء (Pier 1)"], gaps["🚢 Ship leaves 👩‍👩‍👧"]
        assert (arabic[1], arabic[0] > 100) == (0, True)
        assert (emoji[0], emoji[1] > 100) == (0, True)
        context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["updates.xml", "updates.atom.xml", "feeds/"])
def test_nothing_is_wider_than_a_phone_and_everything_can_be_read(
    path: str,
    scheme: Literal["light", "dark"],
    chromium: Browser,
    port: int,
) -> None:
    url = f"http://127.0.0.1:{port}/{path}"
    context, page = opened(chromium, url, viewport={"width": 360, "height": 740}, color_scheme=scheme)
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    shown = page.evaluate(SHOWN)
    assert len(shown) > 10
    assert [one["text"] for one in shown if one["right"] > 360] == []
    paper = luminance(page.evaluate("getComputedStyle(document.documentElement).backgroundColor"))
    assert (paper > 0.5) == (scheme == "light")
    assert [one for one in shown if contrast_on(paper, one) < 4.5] == []
    context.close()


def luminance(color: str) -> float:
    """Return the relative luminance of a colour such as `rgb(21, 22, 23)` (WCAG 2.2)."""
    parts = [int(part) / 255 for part in color.removeprefix("rgb(").removesuffix(")").split(",")]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast_on(paper: float, shown: dict[str, Any]) -> float:
    """Return the contrast of a shown text with its own ground, or with that of the page."""
    return contrast(luminance(shown["color"]), luminance(shown["ground"]) if shown["ground"] else paper)


def contrast(one: float, other: float) -> float:
    """Return the contrast of two luminances (WCAG 2.2)."""
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)


def test_a_phone_shows_an_opened_feed_in_letters_of_the_usual_size(chromium: Browser, port: int) -> None:
    """A feed cannot ask for a page of a phone's width: it is laid out as wide as 980 px and shown smaller."""
    context, page = opened(
        chromium,
        f"http://127.0.0.1:{port}/updates.xml",
        viewport={"width": 360, "height": 740},
        screen={"width": 360, "height": 740},
        is_mobile=True,
        has_touch=True,
    )
    wide, letters = page.evaluate("[innerWidth, parseFloat(getComputedStyle(document.documentElement).fontSize)]")
    assert wide > 900
    assert 15 <= letters * 360 / wide <= 18
    assert page.evaluate("document.documentElement.scrollWidth") == wide
    context.close()


def test_an_archive_says_that_it_is_one_and_where_the_feed_is(chromium: Browser, folder: Path, port: int) -> None:
    for ending in (".xml", ".atom.xml"):
        archive = next(file.name for file in folder.glob(f"updates-2023-05{ending}"))
        context, page = opened(chromium, f"http://127.0.0.1:{port}/{archive}")
        notice = page.evaluate("getComputedStyle(document.documentElement, '::before').content")
        assert notice.startswith('"These are older items')
        assert f"https://harbour.example/news/updates{ending}" in [one["text"] for one in page.evaluate(SHOWN)]
        context.close()


def test_an_opened_feed_has_the_accent_and_the_words_of_the_site_whatever_they_are(
    chromium: Browser, tmp_path: Path
) -> None:
    english = (
        "This is a feed, for feed readers: copy its address from the address bar into one, "
        "and it will tell you what is new. The newest items come first."
    )
    hostile = r"هذه خلاصة \"; } * { display: block } /*"
    files = FILES | {"templates/words/ar.po": f'msgid "{english}"\nmsgstr "{hostile}"\n'}
    built(write_site(tmp_path, files, f"{CONFIG_OF_FEEDS}language: ar\ntheme: {{accent: '#a5371f'}}\n"))
    archive = next(file.name for file in (tmp_path / "site").glob("updates-2023-05.xml"))
    with served(tmp_path / "site") as port:
        for path, words in (("updates.xml", f'"{hostile}"'), (archive, '"هذه مداخل قديمة')):
            context, page = opened(chromium, f"http://127.0.0.1:{port}/{path}")
            notice = "getComputedStyle(document.documentElement, '::before')"
            bar, bidi = page.evaluate(f"[{notice}.borderInlineStartColor, {notice}.unicodeBidi]")
            assert (bar, bidi) == ("rgb(165, 55, 31)", "plaintext")
            assert page.evaluate(f"{notice}.content").startswith(words)
            assert "guid" not in {one["name"] for one in page.evaluate(SHOWN)}
            context.close()
