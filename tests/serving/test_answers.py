"""What the server answers: as a host would, and to this machine only."""

import asyncio
import re
from pathlib import Path
from typing import Any

import pytest

from digest.app.looking.live import LiveSite
from digest.app.looking.serve import is_watched
from digest.model.diagnostic import Diagnostic
from digest.serving.answers import Answer
from digest.serving.application import application
from digest.serving.changes import Changes
from digest.serving.marks import with_script
from tests.support.live import live_site
from tests.support.sites import CONFIG, article, build, write_site

CRANE = "content/articles/crane.md"
SITE: dict[str, str | bytes] = {
    CRANE: article(incident="crane", aliases="[old/crane/]"),
    "content/articles/gone.md": article(
        "Gone", "2024-03-27", "Gone.", status="withdrawn", withdrawal="{date: 2024-04-01, reason: Wrong.}"
    ),
    "content/articles/draft.md": article("Not yet", "2024-04-03", "Not yet.", status="draft"),
    "content/articles/later.md": article("Later", "2030-04-03", "Later on."),
    "content/media/plan.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>",
    "content/media/list.pdf": b"%PDF-1.4\n",
}


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory) -> LiveSite:
    return live_site(write_site(tmp_path_factory.mktemp("answers"), SITE))


def ask(live: LiveSite, path: str, method: str = "GET", **headers: str) -> tuple[int, dict[str, str], bytes]:
    """Ask the application as a server does; return status, headers and body."""
    given = {"host": "127.0.0.1:8000", **{name.replace("_", "-"): value for name, value in headers.items()}}
    scope = {
        "type": "http", "method": method, "path": path, "raw_path": path.encode(), "query_string": b"", "scheme": "http",
        "headers": [(name.encode(), value.encode()) for name, value in given.items()], "root_path": "",
    }  # fmt: skip
    sent: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    asyncio.run(application(live, Changes())(scope, receive, send))  # type: ignore[arg-type] # messages are dictionaries
    found = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    return sent[0]["status"], found, b"".join(message.get("body", b"") for message in sent[1:])


def test_types_are_those_that_hosts_should_send(live: LiveSite) -> None:
    known = {
        "": "text/html; charset=utf-8",
        "feed.xml": "application/xml; charset=utf-8",
        "feed.json": "application/feed+json; charset=utf-8",
        "data/v1/articles.json": "application/json; charset=utf-8",
        "data/v1/articles.csv": "text/csv; charset=utf-8",
        "static/style.css": "text/css; charset=utf-8",
        "robots.txt": "text/plain; charset=utf-8",
        "opml.xml": "application/xml; charset=utf-8",
        "media/plan.svg": "image/svg+xml; charset=utf-8",
        "media/list.pdf": "application/pdf",
    }
    assert {path: ask(live, f"/news/{path}")[1].get("content-type") for path in known} == known


def test_a_site_below_a_path_is_served_there_and_the_root_leads_to_it(live: LiveSite) -> None:
    found = [ask(live, path) for path in ("/", "/news", "/feed.xml")]
    assert [(status, headers.get("location")) for status, headers, _ in found] == [
        (302, "/news/"),
        (302, "/news/"),
        (404, None),
    ]


def test_redirects_gone_pages_and_missing_ones_have_the_status_that_hosts_give_them(live: LiveSite) -> None:
    old, bare = ask(live, "/news/old/crane/"), ask(live, "/news/articles/2024/03/crane")
    assert (old[0], old[1]["location"]) == (301, "/news/articles/2024/03/crane/")
    assert (bare[0], bare[1]["location"]) == (301, "/news/articles/2024/03/crane/")
    status, _, body = ask(live, "/news/articles/2024/03/gone/")
    assert (status, b"This article has been withdrawn" in body) == (410, True)
    status, headers, body = ask(live, "/news/nowhere/")
    assert (status, headers["content-type"], b"</html>" in body) == (404, "text/html; charset=utf-8", True)


@pytest.mark.parametrize(
    "path",
    ["/../config.yaml", "/news/../config.yaml", "/news/..%2fconfig.yaml", "//etc/passwd", "/news/\0", "/config.yaml"],
)
def test_no_path_leads_out_of_the_site(live: LiveSite, path: str) -> None:
    status, _, body = ask(live, path)
    assert (status, b"0b9f2c1e" in body, b"root:" in body) == (404, False, False)


def test_another_host_is_refused(live: LiveSite) -> None:
    hosts = [
        "127.0.0.1",
        "127.0.0.1:8000",
        "localhost:8000",
        "evil.example",
        "evil.example:8000",
        "127.0.0.1.evil.example",
    ]
    assert [ask(live, "/news/", host=host)[0] for host in hosts] == [200, 200, 200, 400, 400, 400]


def test_what_has_not_changed_is_not_sent_again(live: LiveSite) -> None:
    status, headers, body = ask(live, "/news/feed.xml")
    assert headers["cache-control"] == "no-cache"
    again, same, nothing = ask(live, "/news/feed.xml", if_none_match=headers["etag"])
    assert (status, again, nothing, same["etag"]) == (200, 304, b"", headers["etag"])
    assert body == live.file("feed.xml")
    assert ask(live, "/news/feed.xml", "POST")[0] == 405


def test_only_pages_have_the_script_and_nothing_else_of_a_page_is_changed(live: LiveSite) -> None:
    _, _, body = ask(live, "/news/")
    added = re.findall(rb'<script src="/_live/live.js" data-path="/news/" data-tag="\w+" defer></script>', body)
    assert len(added) == 1
    assert body.replace(added[0], b"") == live.file("index.html")
    assert ask(live, "/_live/live.js")[2].startswith(b"// Reloads the page")


def test_a_policy_that_forbids_scripts_allows_this_one_where_it_is_served() -> None:
    strict = (
        b'<head><meta http-equiv="Content-Security-Policy" content="default-src &#39;none&#39;; script-src x"></head>'
    )
    page = with_script(strict, '/a"b/', "tag").decode()
    policy = re.search('content="([^"]*)"', page)
    assert policy is not None
    allowed = policy[1].replace("&#x27;", "'").split("; ")
    assert allowed == ["default-src 'none'", "script-src x 'self'", "connect-src 'self'"]
    assert page.endswith('data-path="/a&quot;b/" data-tag="tag" defer></script>')


def test_drafts_and_embargoes_are_shown_and_marked_and_nothing_is_written(live: LiveSite) -> None:
    folder = live.look.job.folder if live.look else Path()
    said = [ask(live, f"/news/articles/{path}/")[2] for path in ("2024/04/draft", "2030/04/later")]
    assert [b"Draft" in said[0], b"Embargoed until" in said[1], b"noindex" in said[0]] == [True] * 3
    assert sorted(path.name for path in folder.iterdir()) == [".digest", "config.yaml", "content"]
    assert not (folder / "content/ledger.jsonl").exists()


def test_the_bar_says_file_warnings_and_what_is_new_to_subscribers(tmp_path: Path) -> None:
    folder = write_site(tmp_path, {CRANE: article(incident="crane", text="See [the quay](/quay/).")})
    assert build(folder).code == 0
    write_site(folder, {"content/articles/mast.md": article("Mast", "2025-12-31", "The mast.", incident="crane")})
    write_site(folder, {"content/articles/draft.md": article("Not yet", "2024-04-03", "Not yet.", status="draft")})
    live = live_site(folder)
    crane = live.notes("/news/articles/2024/03/crane/")
    assert (crane.file, [one.code for one in crane.warnings]) == (CRANE, ["broken-link"])
    assert crane.warnings[0].place == f"{CRANE}:6:16"
    assert crane.news == ("Nothing of it is new to subscribers.",)
    assert live.notes("/news/articles/2025/12/mast/").news == ("New to subscribers: a report",)
    assert live.notes("/news/incidents/crane/").news == ("New to subscribers: a report",)
    assert live.notes("/news/articles/2024/04/draft/").news == ("A draft: subscribers see nothing of it.",)
    home = live.notes("/news/")
    assert (home.file, "broken-link" in [one.code for one in home.warnings], home.news) == ("", True, ())
    assert len(home.warnings) == home.all_warnings == crane.all_warnings


def test_without_a_first_plan_there_is_a_page_that_says_why_and_then_the_site(tmp_path: Path) -> None:
    live = live_site(write_site(tmp_path, {CRANE: article(date="2024-02-30", text="<b>")}))
    status, _, body = ask(live, "/news/")
    assert (status, f"{CRANE}:3:7" in body.decode(), b"<li><code>" in body) == (500, True, True)
    write_site(tmp_path, {CRANE: article()})
    before = live.answer("/news/").tag
    live.plan_again(frozenset([CRANE]))
    assert (live.answer("/news/").status, live.answer("/news/").tag == before) == (200, False)


@pytest.mark.parametrize(
    ("path", "broken", "whole"),
    [
        (CRANE, article(date="2024-02-30"), article()),
        ("config.yaml", "title: [", CONFIG),
        ("templates/parts/own.html", "{% if %}", ""),
        ("templates/home.html", "{{ page.nothing }}", "<p>home</p>"),
    ],
)
def test_a_mistake_leaves_the_last_good_page_and_is_told_until_it_is_mended(
    tmp_path: Path, path: str, broken: str, whole: str
) -> None:
    live = live_site(write_site(tmp_path, {CRANE: article()}))
    good = live.answer("/news/")
    (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / path).write_text(broken, encoding="utf-8")
    live.plan_again(frozenset([path]))
    assert live.answer("/news/") == good
    (problem,) = live.notes("/news/").problems
    assert problem.place.startswith(path)
    (tmp_path / path).write_text(whole, encoding="utf-8")
    live.plan_again(frozenset([path]))
    assert live.notes("/news/").problems == ()
    assert not isinstance(live.file("index.html"), Diagnostic)


def test_content_that_is_deleted_and_comes_back_is_shown_again(tmp_path: Path) -> None:
    live = live_site(write_site(tmp_path, {CRANE: article()}))
    good = live.answer("/news/")
    (tmp_path / "content").rename(tmp_path / "away")
    live.plan_again(frozenset(["content"]))
    assert [problem.code for problem in live.notes("/news/").problems] == ["no-content"]
    assert live.answer("/news/") == good
    (tmp_path / "away").rename(tmp_path / "content")
    live.plan_again(frozenset(["content"]))
    assert (live.notes("/news/").problems, live.answer("/news/")) == ((), good)


def test_a_style_sheet_that_changes_changes_the_tag_of_every_page(tmp_path: Path) -> None:
    live = live_site(write_site(tmp_path, {CRANE: article()}))
    before = live.answer("/news/")
    style = tmp_path / "templates/static/style.css"
    style.parent.mkdir(parents=True)
    style.write_text("p { color: red }", encoding="utf-8")
    live.plan_again(frozenset(["templates"]))
    after = live.answer("/news/")
    assert (before.body == after.body, before.tag == after.tag) == (True, False)


def test_what_a_browser_need_not_reload_has_no_tag() -> None:
    assert Answer(200, "text/css").tag == ""


def test_what_editors_and_systems_leave_behind_is_not_watched(tmp_path: Path) -> None:
    seen = ["config.yaml", CRANE, "content", "templates/static/a.css", ".git/logs/HEAD"]
    unseen = ["site/index.html", ".git/index", ".digest/cache", "content/articles/.crane.md.swp", "content/.x/a.md"]
    assert [path for path in (*seen, *unseen) if is_watched(tmp_path, str(tmp_path / path))] == seen
