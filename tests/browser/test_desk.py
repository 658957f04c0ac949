"""The desk in a real browser, from a real server: what it shows, by keyboard alone, and while files change."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.browsers import noted
from tests.quality.tools import RUN_AXE, checker
from tests.support.sites import article, write_site

pytestmark = pytest.mark.slow

REPOSITORY = Path(__file__).parents[2]
NOW = "2026-11-30T12:00Z"
HOSTILE = "Crane \"falls\" <script>document.title = 'run'</script> & $(reboot)"
LONG = "Überlandstraßenbahnhaltestellenverzeichnisänderungsverordnung"
CRANE = "content/articles/it's a crane.md"
FILES: dict[str, str | bytes] = {
    CRANE: article(HOSTILE, "2026-11-29", status="draft"),
    "content/articles/b.md": article(
        "Court opens the case",
        "2025-03-01",
        incident="case",
        corrections="\n- {date: 2026-11-27, text: The wrong pier.}",
    ),
    "content/articles/verdict.md": article(
        "Verdict in the case", "2026-11-30", incident="case", publish_at="2026-12-01T09:00"
    ),
    "content/articles/e.md": article(LONG * 3, "2026-10-29", "See [the quay](/quay/).", expires="2026-12-24"),
    "content/incidents/case.md": "---\ntitle: The case\npeople:\n  - name: Jan Example\n    role: defendant\n    charges:\n"
    "      - {charge: bribery, outcomes: [{date: 2025-02-10, text: Charged.}]}\n"
    "status: [{date: 2025-02-01, text: It begins.}]\nfollow_up: 2026-11-25\n---\n",
}
SECTIONS = [
    ("Follow-ups due", "1"),
    ("Drafts", "1"),
    ("Embargoes", "1"),
    ("Reports without an incident", "1"),
    ("Statuses older than the news", "1"),
    ("Cases without an outcome", "1"),
    ("Suspicions", "1"),
    ("Corrections of the week", "1"),
    ("What changes next", "2"),
]


@dataclass(frozen=True)
class Served:
    """A site that `digest serve` serves: its folder, and the URL of the server."""

    folder: Path
    url: str


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = write_site(tmp_path_factory.mktemp("desk") / "site", FILES)
    command = [sys.executable, "-m", "digest", "serve", str(folder), "--now", NOW]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        assert process.stdout is not None
        found = next(filter(None, (re.search(r"http://127\.0\.0\.1:\d+", line) for line in process.stdout)), None)
        assert found is not None
        yield Served(folder, found[0])
        process.terminate()


@pytest.fixture
def context(chromium: Browser, served: Served) -> Iterator[BrowserContext]:
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=served.url)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


def copied(page: Page) -> str:
    return str(page.evaluate("navigator.clipboard.readText()"))


def focused(page: Page) -> str:
    """Return the words of what has the focus."""
    return " ".join(str(page.evaluate("document.activeElement.textContent")).split())


def test_it_shows_each_section_with_its_count_and_runs_nothing_of_the_content(page: Page, served: Served) -> None:
    said, asked = noted(page)
    page.goto(f"{served.url}/_desk/")
    assert [
        (one.get_by_role("link").locator("span").inner_text(), one.locator("b").inner_text())
        for one in page.locator("nav li").all()
    ] == SECTIONS
    assert [one.inner_text() for one in page.locator("h2").all()] == [f"{name} {count}" for name, count in SECTIONS]
    expect(page.get_by_role("heading", name=HOSTILE, exact=True)).to_be_visible()
    expect(page).to_have_title("The desk of Harbour Digest")
    assert (said, {url.startswith((served.url, "data:")) for url in asked}) == ([], {True})


def test_every_entry_leads_to_its_page_in_the_preview(page: Page, served: Served) -> None:
    page.goto(f"{served.url}/_desk/")
    links = [str(one.get_attribute("href")) for one in page.locator("main h3 a").all()]
    assert len(links) == 10
    assert {page.request.get(served.url + link).status for link in links} == {200}


def test_by_keyboard_alone_one_comes_to_an_entry_and_copies_its_file_and_its_command(
    page: Page, served: Served
) -> None:
    page.goto(f"{served.url}/_desk/")
    page.keyboard.press("Tab")
    assert focused(page) == "Skip to what waits"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert focused(page) == "The case"
    page.keyboard.press("ArrowDown")
    assert focused(page).startswith("Crane")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert focused(page) == f"Copy the path {CRANE}, line 4"
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text(f"Copied the path: {CRANE}")
    assert copied(page) == CRANE
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    command = """${EDITOR:-vi} 'content/articles/it'"'"'s a crane.md'"""
    expect(page.get_by_role("status")).to_have_text(f"Copied the command: {command}")
    assert copied(page) == command
    page.keyboard.press("ArrowUp")
    assert focused(page).startswith("The case Due since 25 November 2026.")


def test_every_command_does_in_a_shell_what_it_says(page: Page, served: Served) -> None:
    page.goto(f"{served.url}/_desk/")
    commands = [str(one.get_attribute("data-copy")) for one in page.locator(".command button").all()]
    environment = {**os.environ, "EDITOR": "/bin/cat", "PYTHONPATH": str(REPOSITORY), "PYTHON": sys.executable}
    said = {}
    for command in dict.fromkeys(commands):
        line = f'digest() {{ "$PYTHON" -m digest "$@"; }}\n{command}'
        ended = subprocess.run(["sh", "-c", line], cwd=served.folder, env=environment, capture_output=True, check=True)
        said[command] = ended.stdout.decode()
    assert [text for command, text in said.items() if command.startswith("${EDITOR")] == [
        (served.folder / file).read_text(encoding="utf-8")
        for file in ("content/incidents/case.md", CRANE, "content/articles/verdict.md", "content/articles/e.md")
    ]
    assert ", text: Where matters stand now.}]" in said["digest status case 'Where matters stand now.'"]
    assert said["digest explain broken-link"].startswith("broken-link")


def test_it_is_loaded_anew_when_a_file_has_changed_and_the_focus_stays(page: Page, served: Served) -> None:
    page.goto(f"{served.url}/_desk/")
    page.locator("#drafts .file button").focus()
    file = served.folder / "content/articles/new.md"
    file.write_text(article("New draft", "2026-01-01", status="draft"), encoding="utf-8")
    expect(page.locator("#drafts .count")).to_have_text("2", timeout=20_000)
    assert focused(page) == f"Copy the path {CRANE}, line 4"
    file.unlink()
    expect(page.locator("#drafts .count")).to_have_text("1", timeout=20_000)


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_nothing_is_wider_than_the_window_and_buttons_are_large_enough(page: Page, served: Served, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{served.url}/_desk/")
    assert page.evaluate("document.documentElement.scrollWidth") == width
    boxes = [box for one in page.locator("main button").all() if (box := one.bounding_box())]
    assert len(boxes) > 10
    assert min(box["height"] for box in boxes) >= 24


def test_axe_finds_nothing_light_or_dark_on_a_desk_or_a_phone(page: Page, served: Served) -> None:
    page.goto(f"{served.url}/_desk/")
    page.evaluate(checker("axe-core/axe.min.js").read_text(encoding="utf-8"))
    found = []
    for scheme in ("light", "dark"):
        for width in (1280, 360):
            page.set_viewport_size({"width": width, "height": 900})
            page.emulate_media(color_scheme="dark" if scheme == "dark" else "light", reduced_motion="reduce")
            found += [(scheme, width, one) for one in page.evaluate(RUN_AXE)]
    assert found == []
