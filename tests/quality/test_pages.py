"""Every kind of page in a real browser: it says nothing on the console, asks nobody else, does not move, and obeys the keyboard."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route

from digest.model.views.security_policy import HEADERS, PLAIN, SEARCH
from docs.renew import template_views
from tests.browser.browsers import noted
from tests.quality.built import Built, sends_on

pytestmark = pytest.mark.slow

WATCH_SHIFTS = """window.shifts = 0; new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) window.shifts += entry.value;
}).observe({type: 'layout-shift', buffered: true});"""
FRAMES = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 50))))"
MOVING = """[...document.querySelectorAll('*')].filter((one) => {
  const style = getComputedStyle(one);
  return style.animationName !== 'none' || !/^[0s, ]+$/.test(style.transitionDuration) || style.scrollBehavior === 'smooth';
}).length + document.getAnimations().length"""
FOCUSED = """(() => {
  const one = document.activeElement, style = getComputedStyle(one), box = one.getBoundingClientRect();
  return {name: one.outerHTML.slice(0, 120), body: one === document.body,
    outlined: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
    seen: box.right > 0 && box.left < innerWidth && box.bottom > 0 && box.top < innerHeight};
})()"""
PRINTED = """(() => {
  const shown = (one) => one.checkVisibility();
  const links = [...document.querySelectorAll('main a')].filter(shown);
  return {navigation: [...document.querySelectorAll('header nav, footer nav, .skip')].filter(shown).length,
    text: document.querySelector('main').checkVisibility(),
    colors: [...new Set(links.map((one) => getComputedStyle(one).color))],
    folded: [...document.querySelectorAll('main details:not(.warned, .chart *) > :not(summary, .more)')]
      .filter((one) => !shown(one)).length,
    warned: [...document.querySelectorAll('details.warned:not([open]) img')].filter(shown).length,
    paper: getComputedStyle(document.documentElement).backgroundColor};
})()"""


COLORS = """[...document.querySelectorAll('body *')].map((one) => {
  const style = getComputedStyle(one);
  const colors = [style.color, style.backgroundColor, style.borderTopColor, style.fill];
  return [one.localName, one.className.baseVal ?? one.className, ...colors].join(' ');
})"""
# Of the names of months in calendars, those that are cut off.
CUT_OFF = """[...document.querySelectorAll('.days text')].filter((one) => {
  const box = one.getBoundingClientRect(), room = one.ownerSVGElement.getBoundingClientRect();
  return box.left < room.left - 1 || box.right > room.right + 1;
}).map((one) => one.textContent)"""


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    made = chromium.new_context(reduced_motion="reduce")
    made.add_init_script(WATCH_SHIFTS)
    yield made
    made.close()


def test_every_template_of_a_page_is_looked_at(sample_site: Built, extreme_site: Built) -> None:
    """But that of redirects: browsers leave them at once. The checker of HTML sees them, and what they may do is asked below.

    E-mails are no pages: `test_mail.py` looks at them.
    """
    looked_at = {site.recipes[address] for site in (sample_site, extreme_site) for address in site.kinds()}
    assert looked_at == template_views().keys() - {"redirect.html", "mail.html"}
    assert "redirect.html" in sample_site.recipes.values()


def test_pages_are_quiet_load_their_own_files_and_neither_move_nor_scroll_sideways(
    context: BrowserContext, site: Built
) -> None:
    page = context.new_page()
    failed: list[str] = []
    page.on("requestfailed", lambda request: failed.append(request.url))
    page.on("response", lambda answer: failed.append(answer.url) if answer.status >= 400 else None)
    said, asked = noted(page)
    found = {}
    for address in site.kinds():
        shifts = 0.0
        widest = []
        for width in (1280, 360):
            page.set_viewport_size({"width": width, "height": 900})
            page.goto(site.url + address)
            page.evaluate(FRAMES)
            if page.locator("form[role=search]").count():  # it fetches its index; who leaves before that breaks it off
                page.wait_for_load_state("networkidle")
            shifts += page.evaluate("window.shifts")
            widest.append(page.evaluate("document.documentElement.scrollWidth"))
        moving = page.evaluate(MOVING)
        page.set_viewport_size({"width": 320, "height": 700})
        page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
        widest.append(page.evaluate("document.documentElement.scrollWidth"))
        # While the page still arrives, columns may settle by a fraction of a pixel: nobody sees a thousandth of a screen.
        found[address] = (shifts < 0.001, moving, widest)
    assert found == dict.fromkeys(found, (True, 0, [1280, 360, 320]))
    origin = site.url.split("/", 3)[2]
    assert (said, failed, [url for url in asked if url.split("/", 3)[2] != origin]) == ([], [], [])


def test_on_paper_there_is_no_navigation_and_links_can_be_read(chromium: Browser, site: Built) -> None:
    context = chromium.new_context(color_scheme="dark")
    page = context.new_page()
    found = {}
    for address in site.kinds():
        page.goto(site.url + address)
        page.emulate_media(media="print")
        printed = page.evaluate(PRINTED)
        dark = all(max(map(int, re.findall(r"\d+", color)[:3])) < 90 for color in printed["colors"])
        folds = printed["folded"] + printed["warned"]
        found[address] = (printed["navigation"], printed["text"], dark, folds, printed["paper"])
        in_the_dark = page.evaluate(COLORS)
        page.emulate_media(media="print", color_scheme="light")
        assert (address, page.evaluate(COLORS)) == (address, in_the_dark)
        page.emulate_media(media="screen", color_scheme="dark")
    context.close()
    assert found == dict.fromkeys(found, (0, True, True, 0, "rgb(255, 255, 255)"))


def test_a_calendar_names_its_months_within_it(context: BrowserContext, extreme_site: Built) -> None:
    page = context.new_page()
    page.goto(f"{extreme_site.url}archive/2024/")
    assert page.locator(".days text").count() >= 12
    assert page.evaluate(CUT_OFF) == []


def test_the_keyboard_reaches_what_it_should_and_shows_where_it_is(context: BrowserContext, site: Built) -> None:
    page = context.new_page()
    for address in site.kinds():
        page.goto(site.url + address)
        page.keyboard.press("Tab")
        first = page.evaluate(FOCUSED)
        assert 'class="skip"' in first["name"], address
        steps = [first]
        whole = address == "" or address == site.largest("incident.html") or address == "search/"
        for _ in range(500 if whole else 15):
            page.keyboard.press("Tab")
            step = page.evaluate(FOCUSED)
            if step["body"]:
                break
            steps.append(step)
        assert not whole or step["body"], f"{address} has no end"
        assert [(address, step) for step in steps if not (step["outlined"] and step["seen"])] == []


def test_the_skip_link_leads_past_the_navigation(context: BrowserContext, sample_site: Built) -> None:
    page = context.new_page()
    page.goto(sample_site.url)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.url == f"{sample_site.url}#main"
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_folds_open_and_close_by_the_keyboard(context: BrowserContext, site: Built) -> None:
    folded = [address for address in site.kinds() if b"<details" in site.file(address).read_bytes()]
    assert folded != []
    page = context.new_page()
    for address in folded:
        page.goto(site.url + address)
        summaries = page.locator("details:not([open]) > summary:visible")  # on wide screens the menu shows none
        if not summaries.count():
            continue
        summary = summaries.first.element_handle()
        assert summary is not None
        handle = summary.evaluate_handle("(one) => one.parentElement")
        for key, wanted in (("Enter", True), ("Space", False)):
            summary.focus()
            page.keyboard.press(key)
            assert (address, handle.evaluate("(one) => one.open")) == (address, wanted)


def test_pages_are_light(sample_site: Built) -> None:
    heavy = []
    for file in sorted(sample_site.folder.rglob("*.html")):
        raw = file.read_bytes()
        html = raw.decode()
        sheets = re.findall(r'<link rel="stylesheet"', html)
        scripts = re.findall(r'<script[^>]* src="([^"]+)"', html)
        sizes = [(file.parent / script).stat().st_size for script in scripts]
        most = 7_500 if 'role="search"' in html else 3_000
        if len(raw) > 50_000 or len(sheets) > 1 or len(scripts) > 1 or sum(sizes) > most:
            heavy.append((file.relative_to(sample_site.folder).as_posix(), len(raw), sheets, scripts, sizes))
    assert heavy == []


def test_each_page_says_its_policy_before_anything_else_but_its_encoding(site: Built) -> None:
    begin = re.compile(
        r'<head>\s*<meta charset="utf-8">\s*<meta http-equiv="Content-Security-Policy" content="([^"]*)">'
    )
    for file in sorted(site.folder.rglob("*.html")):
        html = file.read_text(encoding="utf-8")
        said = begin.search(html)
        assert said, file
        assert said[1].replace("&#39;", "'") in ({"default-src 'none'"} if sends_on(file) else {PLAIN, SEARCH}), file


ATTACK = """<script>window.ran = 'inline'</script><p id="styled" style="color: rgb(1, 2, 3)" onclick="window.ran = 'handler'">x</p>
<img src="x" onerror="window.ran = 'error'"><img src="https://foreign.example/x.png"><script src="https://foreign.example/x.js"></script>
<iframe srcdoc="<script>parent.ran = 'frame'</script>"></iframe></body>"""
META = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')


@pytest.mark.parametrize("by", ["page", "host", "nobody"])
def test_a_script_that_got_into_a_page_does_not_run(by: str, chromium: Browser, sample_site: Built) -> None:
    html = sample_site.file("").read_text(encoding="utf-8").replace("</body>", ATTACK)
    if by != "page":
        html = META.sub("", html)
    headers = {"Content-Type": "text/html; charset=utf-8", **(dict(HEADERS) if by == "host" else {})}
    page = chromium.new_page()
    asked: list[str] = []

    def refuse(route: Route) -> None:
        asked.append(route.request.url)
        route.abort()

    page.route("https://foreign.example/**", refuse)
    page.route(sample_site.url, lambda route: route.fulfill(headers=headers, body=html))
    page.goto(sample_site.url)
    page.locator("#styled").click()
    page.evaluate(FRAMES)
    color = page.evaluate("getComputedStyle(document.getElementById('styled')).color")
    ran = page.evaluate("window.ran ?? null")
    page.close()
    safe = (ran, color == "rgb(1, 2, 3)", asked) == (None, False, [])
    assert safe == (by != "nobody")


@pytest.mark.parametrize(("policy", "runs"), [(PLAIN, False), (SEARCH, True)])
def test_only_a_page_that_searches_runs_web_assembly(
    policy: str,
    runs: bool,  # noqa: FBT001 - a row of the table
    chromium: Browser,
    sample_site: Built,
) -> None:
    page: Page = chromium.new_page()
    html = f'<!DOCTYPE html><meta http-equiv="Content-Security-Policy" content="{policy}"><title>x</title>'
    page.route(
        sample_site.url, lambda route: route.fulfill(headers={"Content-Type": "text/html", **dict(HEADERS)}, body=html)
    )
    page.goto(sample_site.url)
    done = page.evaluate(
        "WebAssembly.compile(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])).then(() => true, () => false)"
    )
    page.close()
    assert done == runs
