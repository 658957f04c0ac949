"""Files for machines: sitemaps, robots.txt and the list of feeds, as bytes; none of their dates comes from the clock."""

from xml.etree import ElementTree

import pytest

from digest.model.content.article import Source
from digest.model.diagnostic import Position
from digest.model.ledger import Ledger
from digest.model.page import Page, PublishPhase, ReadyPage
from digest.model.site import Content
from digest.model.views.common import PageMeta
from digest.model.views.feed import FeedView
from digest.model.views.files import OpmlView, RobotsView, SitemapView
from digest.model.views.service_pages import NotFoundView
from digest.planning.content.assemble import Assembly
from digest.planning.content.visibility import VisibilityContext
from digest.planning.pages.sitemaps import plan_sitemaps
from digest.planning.plan import Plan
from digest.planning.site.index import index_site
from digest.rendering.sitemaps import render_opml, render_robots, render_sitemap
from tests.planning.plans import CONFIG, NOW, article, correction, own_page, places, plan, update, view

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"
BASE = "https://digest.example/"


def sitemap(made: Plan, address: str = "sitemap.xml") -> list[dict[str, str]]:
    """Read a sitemap back, each entry with everything that it says."""
    root = ElementTree.fromstring(render_sitemap(view(made, address, SitemapView), made.site))
    entries = [{leaf.tag: leaf.text or "" for leaf in entry.iter() if not len(leaf)} for entry in root]
    return [{tag.replace(SITEMAP, "").replace(NEWS, "news:"): text for tag, text in entry.items()} for entry in entries]


def test_the_sitemap_lists_every_page_that_engines_may_list() -> None:
    made = plan(
        article(
            "a",
            incidents=("case",),
            tags=("Tag & more",),
            places=places("日本"),
            updates=(update("2024-04-01"),),
            aliases=("old/",),
        ),
        article("b", "2024-03-27", noindex=True),
        article("c", status="withdrawn"),
        article("d", status="draft"),
        own_pages=[own_page("about"), own_page("hidden", noindex=True)],
    )
    entries = {entry["loc"]: entry.get("lastmod", "") for entry in sitemap(made)}
    editions = {f"{BASE}editions/{day}/": "" for day in ("2024/03/26", "2024/03/27", "2024/04/01")}
    assert {loc: entries[loc] for loc in entries if "/editions/2" in loc} == editions
    assert {loc: when for loc, when in entries.items() if loc not in editions} == {
        **{
            f"{BASE}{page}": ""
            for page in (
                "",
                "archive/",
                "archive/2024/",
                "archive/2024/03/",
                "data/",
                "editions/",
                "feeds/",
                "incidents/",
                "places/",
            )
        },
        **{f"{BASE}{page}": "" for page in ("tags/", "tags/tag-more/", "places/%E6%97%A5%E6%9C%AC/", "about/")},
        f"{BASE}articles/2024/03/a/": "2024-04-01",
        f"{BASE}incidents/case/": "2024-04-01",
    }
    assert list(entries) == sorted(entries)


def test_a_list_without_entries_is_not_in_the_sitemap() -> None:
    nothing = {entry["loc"].removeprefix(BASE) for entry in sitemap(plan())}
    assert nothing == {"", "data/", "feeds/"}
    listed = {
        entry["loc"].removeprefix(BASE)
        for entry in sitemap(plan(article("a", corrections=(correction("2024-04-01"),))))
    }
    assert listed - nothing >= {"archive/", "corrections/", "editions/"}
    assert listed & {"incidents/", "places/", "tags/", "sources/"} == set()


def test_the_sitemap_of_news_holds_what_was_published_two_days_before_the_last_publication() -> None:
    articles = [
        article("newest", "2024-03-28T12:00:00Z", "Newest <&>"),
        article("edge", "2024-03-26T12:00:00Z", language="es"),
        article("before", "2024-03-26T11:59:59Z"),
        article("hidden", "2024-03-28", noindex=True),
    ]
    made = plan(*articles)
    common = {"news:name": "Digest"}
    assert sitemap(made, "news-sitemap.xml") == [
        {
            "loc": f"{BASE}articles/2024/03/newest/",
            **common,
            "news:language": "en",
            "news:publication_date": "2024-03-28T13:00:00+01:00",
            "news:title": "Newest <&>",
        },
        {
            "loc": f"{BASE}articles/2024/03/edge/",
            **common,
            "news:language": "es",
            "news:publication_date": "2024-03-26T13:00:00+01:00",
            "news:title": "Edge",
        },
    ]
    later = plan(*articles, visibility=VisibilityContext(NOW.replace(year=2040)))
    assert later.pages == made.pages


def test_what_is_found_late_is_no_news_and_what_follows_makes_news_old() -> None:
    first = plan(article("a"), visibility=VisibilityContext(NOW.replace(year=2024, month=3, day=27)))
    assert [one["news:title"] for one in sitemap(first, "news-sitemap.xml")] == ["A"]
    later = VisibilityContext(NOW.replace(year=2024, month=4, day=7))
    found = plan(article("a"), article("late", "2024-03-01"), ledger=first.ledger, visibility=later)
    assert sitemap(found, "news-sitemap.xml") == []
    told = plan(
        article("a"), article("late", "2024-03-01"), article("new", "2024-04-06"), ledger=first.ledger, visibility=later
    )
    assert [one["news:title"] for one in sitemap(told, "news-sitemap.xml")] == ["New"]


def test_a_site_without_articles_has_an_empty_sitemap_of_news() -> None:
    assert sitemap(plan(), "news-sitemap.xml") == []


def test_a_sitemap_that_is_too_long_becomes_an_index_of_parts() -> None:
    head = PageMeta("T", "")
    pages = [
        Page(address, "404.html", ReadyPage(NotFoundView(head, "T")), PublishPhase.PAGE, Position("x"), title="T")
        for address in (f"a/{number:06d}/" for number in range(40_001))
    ]
    made = {
        page.address: page.view
        for page in plan_sitemaps(
            pages, index_site(CONFIG, Assembly((), (), (), (), 0, 0, NOW), Content((), (), (), (), Ledger()))
        )
    }
    assert isinstance(made["sitemap.xml"], SitemapView)
    assert (made["sitemap.xml"].parts, made["sitemap.xml"].entries) == (("sitemap-1.xml", "sitemap-2.xml"), ())
    parts = [made[f"sitemap-{number}.xml"] for number in (1, 2)]
    assert [len(part.entries) for part in parts if isinstance(part, SitemapView)] == [40_000, 1]
    assert render_sitemap(made["sitemap.xml"], plan().site) == (
        b'<?xml version="1.0" encoding="UTF-8"?>\n<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
        b"<sitemap><loc>https://digest.example/sitemap-1.xml</loc></sitemap>"
        b"<sitemap><loc>https://digest.example/sitemap-2.xml</loc></sitemap></sitemapindex>\n"
    )


def test_robots_may_read_everything_and_find_the_sitemaps() -> None:
    made = plan()
    assert render_robots(view(made, "robots.txt", RobotsView), made.site).decode() == (
        f"User-agent: *\nDisallow:\n\nSitemap: {BASE}sitemap.xml\nSitemap: {BASE}news-sitemap.xml\n"
    )


def test_the_list_of_feeds_names_every_feed_by_kind_with_its_page_and_what_it_brings() -> None:
    made = plan(
        article("a", incidents=("case",), tags=("b", "A"), places=places("P"), source=Source("Gazette"), title='"<&>')
    )
    root = ElementTree.fromstring(render_opml(view(made, "opml.xml", OpmlView), made.site))
    groups = {
        group.get("text"): [(feed.get("text"), feed.get("xmlUrl"), feed.get("htmlUrl")) for feed in group]
        for group in root.iter("outline")
        if len(group)
    }
    assert groups == {
        "The whole digest": [
            ("Digest: stories", f"{BASE}feed.xml", BASE),
            ("Digest: everything", f"{BASE}updates.xml", BASE),
            ("Digest: register", f"{BASE}incidents.xml", BASE),
            ("Digest: editions", f"{BASE}editions.xml", f"{BASE}editions/"),
        ],
        "Incidents": [('"<&>', f"{BASE}incidents/case/feed.xml", f"{BASE}incidents/case/")],
        "Places": [("Place: P", f"{BASE}places/p/feed.xml", f"{BASE}places/p/")],
        "Tags": [
            ("Tag: A", f"{BASE}tags/a/feed.xml", f"{BASE}tags/a/"),
            ("Tag: b", f"{BASE}tags/b/feed.xml", f"{BASE}tags/b/"),
        ],
        "Sources": [("Source: Gazette", f"{BASE}sources/gazette/feed.xml", f"{BASE}sources/gazette/")],
    }
    feeds = {
        page.address: page.view for page in made.pages if isinstance(page.view, FeedView) and page.renderer == "rss"
    }
    listed = [dict(outline.attrib) for outline in root.iter("outline") if not len(outline)]
    said = [
        {
            "type": "rss",
            "text": feed.title,
            "title": feed.title,
            "description": feed.description,
            "xmlUrl": BASE + address,
            "htmlUrl": BASE + feed.page,
        }
        for address, feed in feeds.items()
    ]
    assert sorted(listed, key=str) == sorted(said, key=str)
    assert [one for one in said if not one["description"].endswith(".")] == []


@pytest.mark.parametrize("year", [2027, 2040])
def test_no_page_depends_on_when_it_is_planned(year: int) -> None:
    articles = [article(f"a{n}", f"2024-03-{n + 1:02d}", incidents=(f"i{n % 3}",), tags=("x",)) for n in range(9)]
    assert plan(*articles, visibility=VisibilityContext(NOW.replace(year=year, month=6))).pages == plan(*articles).pages
