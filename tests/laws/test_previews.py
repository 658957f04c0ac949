"""What is not public is nowhere in the site. A preview changes nothing but its own folder, and says on every page that it is one."""

import re
import shutil
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tests.laws.folders import scratch, states
from tests.support.sites import CONFIG, NOW, SEARCHED, article, build, built, tree, write_site

HIDING = {
    "draft": {"status": "draft"},
    "draft that would have expired": {"status": "draft", "expires": "2025-01-01"},
    "embargoed": {"publish_at": "2026-01-01T00:00:01Z"},
    "dated tomorrow": {"date": "2026-01-02"},
    "expired": {"expires": "2025-12-31T23:59:59Z"},
    "expired this moment": {"expires": "2026-01-01T00:00:00Z"},
    "withdrawn": {"status": "withdrawn"},
    "withdrawn and embargoed": {"status": "withdrawn", "publish_at": "2027-01-01"},
}
GONE = {"expired", "expired this moment", "withdrawn"}

_SECRET = "Zyxwvut"

# Every field of an article that a page, a feed or a list could show.
_TELLING = {
    "incident": f"[crane, {_SECRET}-case]",
    "tags": f"[{_SECRET} tag]",
    "places": f"[{_SECRET} place]",
    "source": f"{{name: {_SECRET} Post, url: 'https://{_SECRET.lower()}.example/', author: {_SECRET}}}",
    "summary": f"{_SECRET} summary",
    "updates": f"[{{date: 2025-01-01, title: {_SECRET} news, text: {_SECRET}}}]",
    "corrections": f"[{{date: 2025-01-02, text: {_SECRET}}}]",
    "people": f"[{_SECRET} Smith]",
    "image": f"{{src: media/x.png, alt: {_SECRET}}}",
}


def _site(folder: Path, hidden: dict[str, str]) -> Path:
    return write_site(folder, _files(hidden))


def _files(hidden: dict[str, str]) -> dict[str, str | bytes]:
    story = article(
        **{"title": f"{_SECRET} title", "date": "2024-03-27", "text": f"{_SECRET} text.", **_TELLING, **hidden}
    )
    return {
        "content/articles/hidden.md": story,
        "content/articles/open.md": article(incident="crane"),
        "content/media/x.png": b"x",
    }


def _assert_nowhere(files: dict[str, bytes]) -> None:
    assert [
        path
        for path, raw in files.items()
        if _SECRET.lower() in path.lower() or _SECRET.lower().encode() in raw.lower()
    ] == []


_QUICK = {"draft", "dated tomorrow", "withdrawn"}


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=() if name in _QUICK else pytest.mark.slow) for name in HIDING]
)
def test_what_cannot_be_seen_is_nowhere_in_the_site_nor_in_the_ledger(tmp_path: Path, name: str) -> None:
    files = built(_site(tmp_path, HIDING[name]))
    notices = {path for path in files if path.endswith("hidden/index.html")}
    assert len(notices) == (name in GONE)
    assert b"Crane falls" in files["index.html"]
    _assert_nowhere(files | {"ledger": (tmp_path / "content/ledger.jsonl").read_bytes()})
    assert [path for path, raw in files.items() if b"articles/2024/03/hidden" in raw and path not in notices] == []
    assert [path for path in notices if b"withdrawn" not in files[path]] == []


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(GONE))
def test_what_was_public_once_is_nowhere_in_the_site_afterwards(tmp_path: Path, name: str) -> None:
    assert any(_SECRET.encode() in raw for raw in built(_site(tmp_path, {})).values())
    files = built(_site(tmp_path, HIDING[name]))
    for was in ("incidents/{}-case/", "tags/{}-tag/", "places/{}-place/", "sources/{}-post/"):
        address = was.format(_SECRET.lower())  # one that was public says for ever what became of it
        assert f"{address}index.html" in files
        assert f"{address}feed.xml" in files
        files = {path.replace(address, ""): raw.replace(address.encode(), b"") for path, raw in files.items()}
    _assert_nowhere(files)
    assert "articles/2024/03/hidden/index.html" in files


def test_what_was_public_once_is_not_hidden_again_without_a_word(tmp_path: Path) -> None:
    before = built(_site(tmp_path, {}))
    ended = build(_site(tmp_path, HIDING["draft"]), "--json")
    assert (ended.code, {one["code"] for one in ended.report["diagnostics"]}) == (1, {"lost-address"})
    assert tree(tmp_path / "site") == before


@pytest.mark.slow
@settings(
    max_examples=12,
    derandomize=True,
    phases=[Phase.generate],
)
@given(st.sampled_from(sorted(HIDING)), st.sampled_from([["--drafts"], ["--future"], ["--drafts", "--future"]]))
def test_a_preview_leaves_no_trace_in_content_nor_in_the_next_build(name: str, options: list[str]) -> None:
    with scratch() as folder:
        expected = built(_site(folder, HIDING[name]))
        content = states(folder, "content")
        assert build(folder, *options).code == 0
        assert states(folder, "content") == content
        assert built(folder) == expected
        assert states(folder, "content") == content


@pytest.mark.slow
def test_the_first_build_may_be_a_preview(tmp_path: Path) -> None:
    built(_site(tmp_path, HIDING["draft"]), "--drafts")
    assert not (tmp_path / "content/ledger.jsonl").exists()
    _assert_nowhere(built(_site(tmp_path, HIDING["draft"])))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "option"),
    [("draft", "--drafts"), ("embargoed", "--future"), ("dated tomorrow", "--future")],
    ids=lambda value: value,
)
def test_a_preview_shows_what_it_is_asked_for_and_nothing_else(tmp_path: Path, name: str, option: str) -> None:
    other = {"--drafts": "--future", "--future": "--drafts"}[option]
    assert any(_SECRET.encode() in raw for raw in built(_site(tmp_path, HIDING[name]), option).values())
    _assert_nowhere(built(tmp_path, other))


_OPTIONS = [["--drafts"], ["--future"], ["--drafts", "--future"]]
# Folders and files that previews have for themselves, and caches of what was read, which are the same for all builds.
_OF_PREVIEWS = (".digest/preview/", ".digest/preview-state/")
_OF_READING = {".digest/.gitignore", ".digest/cache", ".digest/lock", ".digest/templates"}


def _public(folder: Path) -> dict[str, tuple[int, int, bytes]]:
    """Return everything in a folder that no preview may touch: times, inodes and bytes."""
    return {
        path: state
        for path, state in states(folder, ".").items()
        if not path.startswith(_OF_PREVIEWS) and path not in _OF_READING
    }


@pytest.mark.parametrize(
    ("host", "options"),
    [
        ("nginx", _OPTIONS[2]),
        *(pytest.param(host, one, marks=pytest.mark.slow) for host in ("s3", "netlify") for one in _OPTIONS),
    ],
)
def test_a_preview_touches_nothing_but_its_own_folders(tmp_path: Path, host: str, options: list[str]) -> None:
    config = f"{CONFIG}host: {host}\n".replace("https://harbour.example/news/", "https://harbour.example/")
    old = {"content/articles/old.md": article(slug="former", incident="crane")}
    built(write_site(tmp_path, {**old, **_files(HIDING["embargoed"])}, config))
    write_site(tmp_path, {"content/articles/old.md": article(slug="present", incident="crane, boom")}, config)
    built(tmp_path)  # now there are redirects, too, and rules for the host
    (tmp_path / ".digest/record").write_bytes(b"of a build whose files are all older than two seconds")
    before = _public(tmp_path)
    assert {".digest/published", ".digest/ledger", ".digest/manifest.jsonl", "content/ledger.jsonl"} <= before.keys()
    for draft in ("draft", "embargoed"):
        (tmp_path / "content/articles/draft.md").write_text(article("Not yet", aliases="[/alias/]", **HIDING[draft]))
        expected = before | _public_of(tmp_path, "content/articles/draft.md")
        assert build(tmp_path, *options).code == 0
        assert _public(tmp_path) == expected
    (tmp_path / "content/articles/draft.md").unlink()
    after = _public(tmp_path)
    assert after == before
    assert "0 files written, 0 removed" in build(tmp_path).out


def _public_of(folder: Path, path: str) -> dict[str, tuple[int, int, bytes]]:
    return {path: _public(folder)[path]}


@pytest.mark.slow
def test_an_incremental_preview_equals_a_clean_one(tmp_path: Path) -> None:
    for first, second in combinations(HIDING, 2):
        write_site(tmp_path, _files(HIDING[first]))
        built(tmp_path, "--drafts", "--future")
        write_site(tmp_path, _files(HIDING[second]))
        found = built(tmp_path, "--drafts", "--future")
        shutil.rmtree(tmp_path / ".digest/preview")
        shutil.rmtree(tmp_path / ".digest/preview-state")
        assert built(tmp_path, "--drafts", "--future") == found


def test_a_preview_without_its_manifest_is_made_anew_with_nothing_left_of_it(tmp_path: Path) -> None:
    found = built(_site(tmp_path, HIDING["draft"]), "--drafts")
    (tmp_path / ".digest/preview/left.html").write_text("left")
    shutil.rmtree(tmp_path / ".digest/preview-state")
    ended = build(tmp_path, "--drafts", "--json")
    assert ended.report["diagnostics"] == []
    assert tree(tmp_path / ".digest/preview") == found


_NOTICE = "Preview. Not for publication."


def _banner(page: bytes) -> list[str]:
    """Return what the banner of a page says: its sentences; none without a banner, which is the first thing in the body."""
    found = re.search(r'<body[^>]*>\s*<aside class="digest-preview"[^>]*><p>(.*?)</p></aside>', page.decode())
    return re.split(r" ?</?strong>", found[1]) if found else []


def test_every_page_of_a_preview_says_so_and_is_for_no_search_engine(tmp_path: Path) -> None:
    _site(tmp_path, HIDING["draft"])
    mine = "<!doctype html><title>{{ page.head.title }}</title>{{ page.title }}"
    write_site(tmp_path, {"templates/incident.html": mine, "content/articles/moved.md": article(aliases="[/old/]")})
    files = built(tmp_path, "--drafts", "--future")
    pages = {path: raw for path, raw in files.items() if path.endswith(".html")}
    assert {"404.html", "index.html", "old/index.html", "incidents/crane/index.html"} <= pages.keys()
    assert [path for path, raw in pages.items() if _NOTICE.encode() not in raw] == []
    assert {path for path, raw in pages.items() if not _banner(raw)} == {
        "incidents/crane/index.html",  # has no tag of the body: a browser begins it at the banner
        f"incidents/{_SECRET.lower()}-case/index.html",
    }
    assert [path for path, raw in pages.items() if raw.count(b'<meta name="robots" content="noindex">') != 1] == []
    assert [path for path, raw in built(tmp_path).items() if _NOTICE.encode() in raw or "digest-preview" in path] == []


def test_the_page_of_a_hidden_article_says_why_and_links_to_it_are_marked(tmp_path: Path) -> None:
    files = {
        "content/articles/draft.md": article("A", status="draft", incident="crane"),
        "content/articles/later.md": article("B", publish_at="2026-12-01T09:00:00+01:00", incident="crane"),
        "content/articles/both.md": article("C", "2026-07-01", status="draft"),
        "content/articles/open.md": article("D", incident="crane"),
    }
    pages = built(write_site(tmp_path, files), "--drafts", "--future")
    assert {name: _banner(pages[f"articles/{name}/index.html"])[1::2] for name in _ARTICLES} == _ARTICLES
    style = pages["static/digest-preview.css"].decode()
    assert (
        'a[href$="articles/2024/03/draft/"]::after,\na[href*="articles/2024/03/draft/#"]::after {\n  content: "Draft";'
        in style
    )
    assert 'content: "Draft · Embargoed until July 1, 2026";' in style
    assert "open" not in style
    assert "nowrap" not in style  # a long note would be wider than a phone
    assert b'<link rel="stylesheet" href="../../static/digest-preview.css">' in pages["incidents/crane/index.html"]
    assert b'<link rel="stylesheet" href="/news/static/digest-preview.css">' in pages["404.html"]


_ARTICLES = {
    "2024/03/draft": ["Draft"],
    "2024/03/later": ["Embargoed until December 1, 2026, 9:00\u202fAM CET"],
    "2026/07/both": ["Draft", "Embargoed until July 1, 2026"],
    "2024/03/open": [],
}


@pytest.mark.parametrize("language", ["ar", "de", "es", "fr"])
def test_the_banner_is_in_the_language_of_the_site(tmp_path: Path, language: str) -> None:
    files = {"content/articles/later.md": article(status="draft", publish_at="2026-12-01T09:00")}
    pages = built(write_site(tmp_path, files, f"{CONFIG}language: {language}\n"), "--drafts", "--future")
    said = "".join(_banner(pages["articles/2024/03/later/index.html"]))
    assert said
    assert not re.search("Preview|Draft|Embargoed", said)


def test_a_preview_has_no_search_index_and_offers_none(tmp_path: Path) -> None:
    files = built(write_site(tmp_path, _files(HIDING["draft"]), SEARCHED), "--drafts")
    assert [path for path in files if path.startswith("pagefind/")] == []
    assert b"pagefind" not in files["search/index.html"]


@pytest.mark.slow
def test_an_article_appears_and_expires_at_its_moment(tmp_path: Path) -> None:
    _site(tmp_path, {"publish_at": "2026-01-01T00:00:00Z", "expires": "2026-02-01T00:00:00Z"})
    seen = {
        now: any(_SECRET.encode() in raw for raw in built(tmp_path, now=now).values())
        for now in ("2025-12-31T23:59:59Z", NOW, "2026-01-31T23:59:59Z")
    }
    assert seen == {"2025-12-31T23:59:59Z": False, NOW: True, "2026-01-31T23:59:59Z": True}
    built(tmp_path, now="2026-02-01T00:00:00Z")
    left = {path: raw for path, raw in tree(tmp_path / "site").items() if _SECRET.encode() in raw}
    assert left == {}


def test_a_preview_of_everything_records_nothing(tmp_path: Path) -> None:
    ended = build(_site(tmp_path, HIDING["draft"]), "--drafts", "--future")
    assert (ended.code, (tmp_path / "content/ledger.jsonl").exists()) == (0, False)
    assert any(_SECRET.encode() in raw for raw in tree(tmp_path / ".digest/preview").values())
    assert not (tmp_path / "site").exists()
