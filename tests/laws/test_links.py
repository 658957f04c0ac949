"""Every link, picture and anchor leads somewhere, every page is one page, and every feed, sitemap and list of feeds names what is there."""

import re
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import feedparser
import pytest
from hypothesis import Phase, given, settings

from tests.laws.folders import scratch
from tests.laws.outputs import BASE, Seen, dead_ends, is_alive, own_urls, pages_of, repeated
from tests.laws.sample import HARBOUR
from tests.laws.strategies import Sources, sites
from tests.support.sites import CONFIG, article, build, built, tree, write_site

_few = settings(
    max_examples=2,
    derandomize=True,
    phases=[Phase.generate],
)
_many = settings(_few, max_examples=80, phases=[Phase.generate, Phase.shrink])
_SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def _check(site: Mapping[str, bytes]) -> None:
    pages = pages_of(site)
    assert list(dead_ends(site, pages)) == []
    assert {(path, url) for path, url in own_urls(site) if not is_alive(url, site, pages)} == set()
    for path, page in pages.items():
        _check_page(path, page)
    titles = (page.title for page in pages.values() if not page.refresh)
    assert repeated(titles) == []
    _check_machines(site)


def _check_page(path: str, page: Seen) -> None:
    assert (path, page.headings, repeated(iter(page.ids))) == (path, 1, [])
    if not page.refresh:
        assert unquoted(page.canonical) == BASE + page.address
    # A site may be moved into any folder: nothing but the page for lost readers knows where it stands.
    inner = [link for link in page.links if not urlsplit(link).scheme]
    assert [link for link in inner if link.startswith("/") and path != "404.html"] == []
    assert path != "404.html" or all(link.startswith(("/news/", "#")) for link in inner)
    assert [link for link in page.loaded if urlsplit(link).scheme or link.startswith("//")] == []


def unquoted(url: str) -> str:
    return re.sub(r"(?:%[0-9A-F]{2})+", lambda found: bytes.fromhex(found[0].replace("%", "")).decode(), url)


def _check_machines(site: Mapping[str, bytes]) -> None:
    listed = [str(place.text) for place in ET.fromstring(site["sitemap.xml"]).iter(_SITEMAP + "loc")]
    assert repeated(iter(listed)) == []
    feeds = {
        outline.get("xmlUrl") for outline in ET.fromstring(site["opml.xml"]).iter("outline") if outline.get("xmlUrl")
    }
    rss = {path for path, raw in site.items() if b"<rss" in raw[:300]}
    archives = {path for path in rss if b'rel="current"' in site[path]}
    assert {unquoted(str(url)) for url in feeds} == {BASE + path for path in rss - archives}
    for path in rss:
        feed = feedparser.parse(site[path])
        assert not feed.bozo, (path, feed.get("bozo_exception"))
        assert [entry.link for entry in feed.entries if not entry.link.startswith(BASE)] == []
        assert repeated(entry.id for entry in feed.entries) == []


def test_everything_leads_somewhere_in_a_site_of_one_of_everything(tmp_path: Path) -> None:
    site = built(write_site(tmp_path, HARBOUR))
    _check(site)
    public = {path for path in site if path.startswith("articles/")}
    assert {"articles/2024/03/crane-falls/index.html", "articles/2024/01/gone/index.html"} <= public


@pytest.mark.slow
def test_everything_leads_somewhere_in_a_site_of_nothing(tmp_path: Path) -> None:
    _check(built(write_site(tmp_path, {})))


@pytest.mark.slow
def test_everything_leads_somewhere_in_lists_of_many_pages(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        f"content/articles/r{n}.md": article(
            "Report", f"2024-0{1 + n % 9}-11", f"Text {n}.", incident=f"case-{n % 25}", tags="[steel]", source="Post"
        )
        for n in range(60)
    }
    _check(built(write_site(tmp_path, files, CONFIG + "per_page: 5\neditions: week\nfeeds:\n  items: 3\n")))


@_few
@given(sites(least=2))
def test_everything_leads_somewhere_in_some_sites(sources: Sources) -> None:
    _check_sources(sources)


@pytest.mark.slow
@_many
@given(sites(least=2))
def test_everything_leads_somewhere_in_any_site(sources: Sources) -> None:
    _check_sources(sources)


def _check_sources(sources: Sources) -> None:
    with scratch() as folder:
        files = {path: text for path, text in sources.files.items() if path != "templates/redirect.html"}
        if build(write_site(folder, files, sources.config)).code == 0:
            _check(tree(folder / "site"))
