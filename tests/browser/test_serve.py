"""digest serve in a process of its own, in a real browser: reloading, mistakes, the bar, two at once, the end."""

import contextlib
import json
import re
import shutil
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.sites import CONFIG, NOW, article, write_site

pytestmark = pytest.mark.slow

CRANE = "content/articles/crane.md"
PAGE = "articles/2024/03/crane/"
# In seconds; on a busy machine.
PATIENCE = 30


@dataclass(frozen=True)
class Served:
    """A server in a process of its own."""

    process: subprocess.Popen[str]
    url: str

    def get(self, address: str = "", method: str = "GET") -> bytes:
        request = urllib.request.Request(f"{self.url}{address}", method=method)
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
            body: bytes = answer.read()
        return body

    def status(self, address: str) -> int:
        try:
            self.get(address)
        except urllib.error.HTTPError as answer:
            return answer.code
        return 200

    def shows(self, words: bytes, address: str = PAGE) -> bool:
        return within(lambda: self.status(address) == 200 and words in self.get(address))


def within(holds: Callable[[], bool], seconds: float = PATIENCE) -> bool:
    """Return whether something becomes true in time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if holds():
            return True
        time.sleep(0.05)
    return False


@contextlib.contextmanager
def serving(folder: Path, *arguments: str) -> Iterator[Served]:
    """Serve a folder, and end the server however the test ends."""
    command = [sys.executable, "-m", "digest", "serve", str(folder), "--json", "--now", NOW, *arguments]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2]
    ) as process:
        try:
            assert process.stdout is not None
            line = process.stdout.readline()
            assert line, process.stderr.read() if process.stderr else ""
            yield Served(process, json.loads(line)["url"])
        finally:
            process.kill()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_site(
        tmp_path, {CRANE: article(incident="crane"), "content/media/p.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>"}
    )


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(
        permissions=["clipboard-read", "clipboard-write"], color_scheme="dark", viewport={"width": 360, "height": 700}
    )
    opened = context.new_page()
    problems: list[str] = []
    opened.on("pageerror", lambda problem: problems.append(str(problem)))
    opened.on("console", lambda message: problems.append(message.text) if "Content Security" in message.text else None)
    yield opened
    context.close()
    assert problems == []


def test_saving_a_text_reloads_the_page_and_its_scroll_position_stays(folder: Path, page: Page) -> None:
    (folder / CRANE).write_text(
        article(text="The crane fell.\n\n" + "Long.\n\n" * 200, incident="crane"), encoding="utf-8"
    )
    with serving(folder) as served:
        page.goto(f"{served.url}{PAGE}")
        page.evaluate("window.scrollTo(0, 900)")
        (folder / CRANE).write_text(
            article(text="The mast fell.\n\n" + "Long.\n\n" * 200, incident="crane"), encoding="utf-8"
        )
        expect(page.get_by_text("The mast fell.").first).to_be_attached(timeout=PATIENCE * 1000)
        assert page.evaluate("window.scrollY") == 900


def test_a_page_that_shows_nothing_of_an_edit_is_not_reloaded(folder: Path, page: Page) -> None:
    write_site(folder, {"content/pages/about.md": "---\ntitle: About\n---\nAbout us.\n"})
    with serving(folder) as served:
        page.goto(f"{served.url}about/")
        page.evaluate("window.same = true")
        (folder / CRANE).write_text(article(text="The mast fell.", incident="crane"), encoding="utf-8")
        assert served.shows(b"The mast fell.")
        time.sleep(2)
        assert page.evaluate("window.same") is True


def test_a_mistake_appears_over_the_last_good_page_and_vanishes_when_it_is_mended(folder: Path, page: Page) -> None:
    with serving(folder) as served:
        page.goto(f"{served.url}{PAGE}")
        (folder / CRANE).write_text(article("<img src=x onerror=alert(1)>", date="2024-02-30"), encoding="utf-8")
        overlay = page.get_by_role("alertdialog")
        expect(overlay).to_contain_text(f"{CRANE}:3:7", timeout=PATIENCE * 1000)
        expect(overlay).to_contain_text("[impossible-date]")
        expect(page.get_by_role("heading", name="Crane falls", level=1)).to_be_visible()
        page.keyboard.press("Escape")
        expect(overlay).to_have_count(0)
        (folder / CRANE).write_text(article("<b>", date="2024-02-31"), encoding="utf-8")
        expect(overlay).to_be_visible(timeout=PATIENCE * 1000)
        (folder / CRANE).write_text(article("Mended", incident="crane"), encoding="utf-8")
        expect(page.get_by_role("heading", name="Mended", level=1)).to_be_visible(timeout=PATIENCE * 1000)
        expect(overlay).to_have_count(0)


def test_a_site_that_cannot_be_built_shows_why_and_then_appears(folder: Path, page: Page) -> None:
    (folder / "config.yaml").write_text("title: [", encoding="utf-8")
    with serving(folder) as served:
        response = page.goto(served.url)
        assert response is not None
        assert response.status == 500
        expect(page.get_by_text("config.yaml:2:1").first).to_be_visible()
        (folder / "config.yaml").write_text(CONFIG, encoding="utf-8")
        expect(page.get_by_role("heading", name="Harbour Digest")).to_be_visible(timeout=PATIENCE * 1000)
        assert page.url == f"{served.url}news/"


def test_the_bar_names_the_file_copies_it_and_can_be_folded_by_keyboard(folder: Path, page: Page) -> None:
    (folder / CRANE).write_text(article(incident="crane", text="See [the quay](/quay/)."), encoding="utf-8")
    with serving(folder) as served:
        page.goto(f"{served.url}{PAGE}")
        bar = page.get_by_role("region", name="Preview")
        file = bar.get_by_role("button", name=CRANE)
        file.click()
        expect(bar).to_contain_text("copied")
        assert page.evaluate("navigator.clipboard.readText()") == CRANE
        bar.get_by_role("button", name="1 warning").focus()
        page.keyboard.press("Enter")
        expect(bar).to_contain_text("[broken-link]")
        expect(bar).to_contain_text(f"{CRANE}:6:")
        expect(bar).to_contain_text("New to subscribers: a report")
        expect(bar.get_by_role("link", name="Desk")).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
        page.evaluate("window.scrollTo(0, document.documentElement.scrollHeight)")
        end, edge = page.locator("footer").last.bounding_box(), bar.bounding_box()
        assert end is not None
        assert edge is not None
        assert end["y"] + end["height"] <= edge["y"] + 1  # the bar hides nothing of the page's end
        bar.get_by_role("button", name="Hide").focus()
        page.keyboard.press("Enter")
        expect(file).to_be_hidden()
        page.reload()
        bar.get_by_role("button", name="Preview").click()
        expect(file).to_be_visible()


def test_two_servers_take_two_ports_and_a_port_that_is_taken_is_refused(folder: Path) -> None:
    with serving(folder) as one, serving(folder) as other:
        assert one.url != other.url
        assert one.get() == other.get()
        port = re.findall(r":(\d+)/", one.url)[0]
        refused = run("serve", str(folder), "--port", port)
        assert (refused.returncode, refused.stderr.splitlines()[0]) == (
            1,
            f"digest serve: error: port {port} is in use by another program",
        )


def test_a_build_runs_beside_the_server(folder: Path) -> None:
    with serving(folder) as served:
        for number in range(3):
            (folder / CRANE).write_text(article(text=f"Number {number}.", incident="crane"), encoding="utf-8")
            ended = run("build", str(folder), "--now", NOW)
            assert (ended.returncode, ended.stderr) == (0, "")
            assert served.shows(f"Number {number}.".encode())


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM"])
def test_it_stops_at_once_while_a_browser_is_connected_and_leaves_nothing_behind(
    folder: Path, page: Page, name: str
) -> None:
    with serving(folder) as served:
        page.goto(f"{served.url}{PAGE}")
        expect(page.get_by_role("region", name="Preview")).to_be_visible()
        start = time.monotonic()
        served.process.send_signal(getattr(signal, name))
        _, said = served.process.communicate(timeout=PATIENCE)
        assert time.monotonic() - start < 5
        assert served.process.returncode == (130 if name == "SIGINT" else -signal.SIGTERM)
        assert "Traceback" not in said
        assert [file.name for file in (folder / ".digest").glob("serve-*")] == []


def test_saves_renames_checkouts_and_many_changes_at_once_are_shown(folder: Path) -> None:
    (folder / ".gitignore").write_text(".digest/\nsite/\n", encoding="utf-8")
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", ".")
    git(folder, "commit", "-q", "-m", "one")
    with serving(folder) as served:
        for number in range(3):  # as editors save: a new file takes the place of the old one
            (folder / "content/articles/.crane.md.new").write_text(article(text=f"Save {number}."), encoding="utf-8")
            (folder / "content/articles/.crane.md.new").replace(folder / CRANE)
            assert served.shows(f"Save {number}.".encode())
        git(folder, "checkout", "-q", "-b", "other")
        reports = {
            f"content/articles/new/{number % 7}/report-{number}.md": article(f"Report {number}", text=f"Text {number}.")
            for number in range(300)
        }
        write_site(folder, reports)
        assert served.shows(b"Text 299.", "articles/2024/03/report-299/")
        (folder / "content/articles/new").rename(folder / "content/articles/old")
        write_site(folder, {"content/articles/old/1/report-1.md": article("Report 1", text="Moved.")})
        assert served.shows(b"Moved.", "articles/2024/03/report-1/")
        git(folder, "add", ".")
        git(folder, "commit", "-q", "-m", "two")
        git(folder, "checkout", "-q", "main")
        assert served.shows(b"The crane fell.")
        assert within(lambda: served.status("articles/2024/03/report-299/") == 404)


def test_folders_that_vanish_and_come_back_are_watched_again(folder: Path) -> None:
    with serving(folder) as served:
        assert served.shows(b"The crane fell.")
        (folder / "content").rename(folder / "away")
        time.sleep(1)
        assert served.shows(b"The crane fell.")
        (folder / "away").rename(folder / "content")
        (folder / CRANE).write_text(article(text="After all."), encoding="utf-8")
        assert served.shows(b"After all.")
        write_site(folder, {"templates/home.html": "<p>our own home</p>"})
        assert served.shows(b"our own home", "")
        write_site(folder, {"templates/home.html": "<p>a better home</p>"})
        assert served.shows(b"a better home", "")
        shutil.rmtree(folder / "templates")
        assert within(lambda: b"a better home" not in served.get(""))


def test_a_head_has_no_body(folder: Path) -> None:
    with serving(folder) as served:
        assert (served.get(PAGE, "HEAD"), len(served.get(PAGE)) > 500) == (b"", True)


def git(folder: Path, *arguments: str) -> None:
    command = ["git", "-c", "user.name=a", "-c", "user.email=a@harbour.example", *arguments]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "digest", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=Path(__file__).parents[2])
