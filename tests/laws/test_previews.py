"""What is not public is nowhere in the site, and a preview records nothing."""

from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tests.laws.folders import scratch, states
from tests.support.sites import NOW, article, build, built, tree, write_site

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
    story = article(
        **{"title": f"{_SECRET} title", "date": "2024-03-27", "text": f"{_SECRET} text.", **_TELLING, **hidden}
    )
    files: dict[str, str | bytes] = {
        "content/articles/hidden.md": story,
        "content/articles/open.md": article(incident="crane"),
    }
    return write_site(folder, {**files, "content/media/x.png": b"x"})


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
    assert any(_SECRET.encode() in raw for raw in tree(tmp_path / "site").values())
