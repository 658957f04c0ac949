"""Long lists are cut into pages, and names of tags, places and sources become addresses that collide with nothing."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.model.content.article import Source
from digest.model.feed_formats import FeedFormat
from digest.model.ledger import Entry, Ledger
from digest.model.url import fold, name_key, path_of, slugify
from digest.model.views.archive import ArchiveView, IncidentIndexView, IndexView, ListView, YearView
from digest.model.views.article import ArticleView
from digest.model.views.common import Link, Pagination
from digest.model.views.feed import SITE_FEEDS, FeedView
from digest.model.views.incident import IncidentView
from digest.model.views.service_pages import FeedListView
from digest.planning.plan import Plan
from digest.planning.site.pagination import paginate
from tests.planning.plans import (
    CONFIG,
    addresses,
    article,
    correction,
    incident_file,
    own_page,
    places,
    plan,
    plan_all,
    view,
)

PAGES = {
    0: [("x/", Pagination(1, 1, "", ""), [])],
    5: [("x/", Pagination(1, 1, "", ""), [0, 1, 2, 3, 4])],
    6: [
        ("x/", Pagination(1, 2, "", "x/page-2.html"), [0, 1, 2, 3, 4]),
        ("x/page-2.html", Pagination(2, 2, "x/", ""), [5]),
    ],
    11: [
        ("x/", Pagination(1, 3, "", "x/page-2.html"), [0, 1, 2, 3, 4]),
        ("x/page-2.html", Pagination(2, 3, "x/", "x/page-3.html"), [5, 6, 7, 8, 9]),
        ("x/page-3.html", Pagination(3, 3, "x/page-2.html", ""), [10]),
    ],
}


@pytest.mark.parametrize("length", PAGES)
def test_a_list_is_cut_into_pages(length: int) -> None:
    assert paginate(list(range(length)), "x/", 5) == PAGES[length]


def test_every_list_has_its_pages_newest_first() -> None:
    fields: dict[str, Any] = {"tags": ("x",), "places": places("y"), "source": Source("z")}
    articles = [
        article(
            f"a{n:02d}",
            f"2024-03-{n:02d}",
            incidents=(f"i{n:02d}",),
            corrections=(correction(f"2024-05-{n:02d}"),),
            **fields,
        )
        for n in range(1, 13)
    ]
    made = plan(*articles, config=replace(CONFIG, per_page=5))
    for room, kind in (
        ("tags/x/", "tag"),
        ("places/y/", "place"),
        ("sources/z/", "source"),
        ("archive/2024/03/", "month"),
    ):
        pages = [path for path in addresses(made, room) if not path.endswith("feed.xml")]
        assert pages == [room, f"{room}page-2.html", f"{room}page-3.html"]
        views = [view(made, page, ListView) for page in pages]
        assert [report.card.title for one in views for report in one.articles] == [
            f"A{n:02d}" for n in range(12, 0, -1)
        ]
        assert [(one.kind, one.total, len(one.articles), len(one.incidents)) for one in views] == [
            (kind, 12, 5, 12),
            (kind, 12, 5, 0),
            (kind, 12, 2, 0),
        ]
        assert [one.head.title.partition(",")[2] for one in views] == ["", " page 2", " page 3"]
    assert addresses(made, "corrections/") == ["corrections/", "corrections/page-2.html", "corrections/page-3.html"]
    incidents = [view(made, f"incidents/{page}", IncidentIndexView) for page in ("", "page-2.html", "page-3.html")]
    assert [card.address for one in incidents for card in one.incidents] == [
        f"incidents/i{n:02d}/" for n in range(12, 0, -1)
    ]


NAMES = (
    "page-2",
    "2",
    "page-2.html",
    "feed.xml",
    "index.html",
    "Feed",
    "index",
    "con",
    "a b",
    "Ä",
    "日本",
    "C++",
    "a/b",
)


def test_no_name_of_a_term_collides_with_a_page_of_a_list() -> None:
    articles = [
        article(f"a{n}", tags=NAMES, places=places(*NAMES), source=Source(NAMES[n % len(NAMES)])) for n in range(40)
    ]
    made = plan(*articles, config=replace(CONFIG, per_page=5))
    paths = [fold(path_of(address)) for address in addresses(made)]
    assert len(set(paths)) == len(paths)
    assert "tags/page-2/" in addresses(made)
    assert "tags/2/page-2.html" in addresses(made)


def test_names_that_differ_only_in_their_writing_are_one_term_called_as_it_was_first() -> None:
    made = plan(article("b", "2024-02-01", tags=("HARBOUR",)), article("a", "2024-01-01", tags=("Harbour", "harbour")))
    index = view(made, "tags/", IndexView)
    assert [(link.text, link.address, link.count) for link in index.links] == [("Harbour", "tags/harbour/", 2)]
    assert [report.card.title for report in view(made, "tags/harbour/", ListView).articles] == ["B", "A"]


def shown(made: Plan, address: str) -> list[tuple[str, str]]:
    """Return the terms of a list, each with its address."""
    return [(link.text, link.address) for link in view(made, address, IndexView).links]


def test_different_names_have_different_pages_even_if_their_slugs_are_the_same() -> None:
    one = article("a", "2024-01-01", tags=("C#",), source=Source("Canal+"), places=places("Baden-Baden"))
    other = article("b", "2024-01-02", tags=("C++", "C"), source=Source("Canal"), places=places("Baden Baden"))
    made = plan(one, other)
    assert shown(made, "tags/") == [("C", "tags/c/"), ("C#", "tags/c-2/"), ("C++", "tags/c-3/")]
    assert shown(made, "sources/") == [("Canal", "sources/canal/"), ("Canal+", "sources/canal-2/")]
    assert shown(made, "places/") == [("Baden Baden", "places/baden-baden-2/"), ("Baden-Baden", "places/baden-baden/")]
    assert [report.card.title for report in view(made, "sources/canal-2/", ListView).articles] == ["A"]
    assert view(made, "articles/2024/01/a/", ArticleView).outlet.address == "sources/canal-2/"
    assert {"tags/c/feed.xml", "tags/c-2/feed.xml", "tags/c-3/feed.xml"} < set(addresses(made))


def test_a_name_keeps_its_address_for_ever_and_no_other_name_gets_it() -> None:
    first = plan(article("a", tags=("C#",)))
    assert shown(first, "tags/") == [("C#", "tags/c/")]
    second = plan(article("a", tags=("C++",)), ledger=first.ledger)
    assert shown(second, "tags/") == [("C++", "tags/c-2/")]
    third = plan(article("b", "2023-01-01", tags=("C", "c#")), article("a", tags=("C++",)), ledger=second.ledger)
    assert shown(third, "tags/") == [("C", "tags/c-3/"), ("c#", "tags/c/"), ("C++", "tags/c-2/")]


def test_a_ledger_of_an_earlier_version_keeps_its_addresses() -> None:
    names = ("C#", "Чайка")
    old = tuple(
        Entry("tag", slug, f"urn:{slug}", (f"tags/{slug}/",), formats=(FeedFormat.RSS,)) for slug in ("c", "чаика")
    )
    made = plan(article("a", tags=names), ledger=Ledger(old))
    assert shown(made, "tags/") == [("C#", "tags/c/"), ("Чайка", "tags/чаика/")]
    again = plan(article("a", tags=names), article("b", "2023-01-01", tags=("C", "чаика")), ledger=made.ledger)
    assert shown(again, "tags/") == [
        ("C", "tags/c-2/"),
        ("C#", "tags/c/"),
        ("чаика", "tags/чаика-2/"),
        ("Чайка", "tags/чаика/"),
    ]


def test_each_article_shows_its_own_spelling_of_a_name_and_is_found_by_the_one_on_its_page() -> None:
    made = plan(
        article("a", "2024-01-01", tags=("Café",), source=Source("The Gazette"), places=places("Łódź")),
        article("b", "2024-01-02", tags=("CAFE", "café"), source=Source("the gazette"), places=places("ŁÓDZ")),
    )
    page = view(made, "articles/2024/01/b/", ArticleView)
    assert page.tags == (Link("CAFE", "tags/cafe/", 2, "Café"),)
    assert page.places == (Link("ŁÓDZ", "places/łodz/", 2, "Łódź"),)
    assert (page.outlet.name, page.outlet.term, page.outlet.address) == (
        "the gazette",
        "The Gazette",
        "sources/the-gazette/",
    )


SPELLED = st.sampled_from(
    (
        "C",
        "c",
        "C#",
        "C++",
        "C 2",
        "c-2",
        "Ç",
        "Canal+",
        "Canal",
        "canal!",
        "A/B",
        "a b",
        "a-b",
        "мой",
        "мои",
        "...",
        "CON",
        "con-",
    )
)
STEPS = st.lists(st.lists(st.lists(SPELLED, max_size=3), min_size=4, max_size=4), min_size=1, max_size=4)


@settings(max_examples=60)
@given(steps=STEPS)
def test_whatever_was_tagged_when_no_two_names_ever_share_an_address_and_none_changes_it(
    steps: list[list[list[str]]],
) -> None:
    ledger, known = Ledger(), dict[str, str]()
    for step in steps:
        articles = [
            article(f"a{number}", f"2024-01-{number + 1:02d}", tags=tuple(tags)) for number, tags in enumerate(step)
        ]
        made = plan(*articles, ledger=ledger)
        assert plan(*articles[::-1], ledger=ledger).ledger == made.ledger
        for name, address in shown(made, "tags/"):
            assert known.setdefault(name_key(name), address) == address
        assert plan(*articles, ledger=made.ledger).ledger == made.ledger
        tagged = {name_key(tag) for tags in step for tag in tags if slugify(tag)}
        assert tagged == {name_key(name) for name, _ in shown(made, "tags/")}
        ledger = made.ledger
    assert len(set(known.values())) == len(known)


def test_the_archive_lists_years_and_months_in_the_zone_of_the_site() -> None:
    made = plan(
        article("new-year", "2023-12-31T23:30:00Z"), article("spring", "2024-03-01"), article("old", "2019-07-01")
    )
    years = view(made, "archive/", ArchiveView).years
    assert [
        (year.name, year.total, [(month.text, month.address, month.count) for month in year.months]) for year in years
    ] == [
        ("2024", 2, [("March", "archive/2024/03/", 1), ("January", "archive/2024/01/", 1)]),
        ("2019", 1, [("July", "archive/2019/07/", 1)]),
    ]
    assert addresses(made, "articles/") == [
        "articles/2019/07/old/",
        "articles/2024/01/new-year/",
        "articles/2024/03/spring/",
    ]


def test_a_year_has_a_page_with_its_months_each_named_after_what_was_told_most() -> None:
    made = plan(
        article("old", "2019-07-01"),
        *(article(f"f{n}", f"2024-01-1{n}", incidents=("fire",)) for n in range(3)),
        article("new", "2024-01-31", "Newest of January", language="fr"),
        article("spring", "2024-03-01", "Spring"),
        incidents=[incident_file("fire", "The fire")],
    )
    found = view(made, "archive/2024/", YearView)
    assert [(one.span.iso, one.address, one.count, one.headline, one.language) for one in found.months] == [
        ("2024-03", "archive/2024/03/", 1, "Spring", ""),
        ("2024-01", "archive/2024/01/", 4, "The fire", ""),
    ]
    assert (found.year.total, found.head.title, found.later) == (5, "Archive: 2024", None)
    assert found.earlier == Link("2019", "archive/2019/")
    assert [crumb.address for crumb in found.head.crumbs] == ["", "archive/"]
    assert view(made, "archive/2024/03/", ListView).head.crumbs[-1] == Link("2024", "archive/2024/")


@pytest.mark.parametrize(("amount", "days"), [(29, 0), (30, 30)])
def test_a_calendar_begins_with_thirty_reports_a_year(amount: int, days: int) -> None:
    made = plan(*(article(f"a{n:02}", f"2024-03-{n + 1:02}") for n in range(amount)))
    found = view(made, "archive/2024/", YearView).year.days
    assert [(one.address, one.count) for one in found] == [(f"editions/2024/03/{n + 1:02}/", 1) for n in range(days)]


def test_the_page_of_a_year_that_is_gone_leads_to_the_archive() -> None:
    before = plan(article("old", "2019-07-01"), article("new", "2024-03-01"))
    after = plan(article("new", "2024-03-01"), article("old", "2018-07-01"), ledger=before.ledger)
    assert (after.redirects["archive/2019/"], after.redirects["archive/2019/07/"]) == ("archive/", "archive/")


def test_the_archive_leaves_out_what_shall_not_be_found_by_chance_and_its_incident_does_not() -> None:
    made = plan(
        article("old", "2019-07-01", noindex=True, incidents=("case",)),
        article("spring", "2024-03-01", incidents=("case",)),
    )
    assert [(year.name, year.total) for year in view(made, "archive/", ArchiveView).years] == [("2024", 1)]
    assert {"archive/2019/", "archive/2019/07/"}.isdisjoint(addresses(made))
    assert [report.card.title for report in view(made, "incidents/case/", IncidentView).reports] == ["Spring", "Old"]


def test_an_empty_site_has_every_list_and_nothing_in_it() -> None:
    made = plan()
    files = ("articles.csv", "articles.json", "articles.schema.json", "incidents.csv", "incidents.json")
    schemas = ("incidents.schema.json", "lookup.json", "lookup.schema.json")
    assert addresses(made, "data/") == ["data/", *(f"data/v1/{file}" for file in (*files, *schemas))]
    feeds = [f"{stem}{ending}" for stem in SITE_FEEDS for ending in (".xml", ".atom.xml", ".json")]
    assert [address for address in addresses(made) if not address.startswith("data/")] == sorted(
        [
            *(
                "",
                "404.html",
                "archive/",
                "corrections/",
                "editions/",
                "feeds/",
                "incidents/",
                "news-sitemap.xml",
            ),
            *("opml.xml", "places/", "robots.txt", "sitemap.xml", "sources/", "tags/", *feeds),
        ]
    )


@pytest.mark.parametrize("slug", ["incidents", "feeds", "archive", "index", "data", "static", "media"])
def test_an_own_page_that_takes_the_place_of_another_is_an_error(slug: str) -> None:
    _, diagnostics = plan_all([], [], [own_page(slug)])
    taken = {"incidents", "feeds", "archive", "data"}
    assert [found.code for found in diagnostics] == (["address-taken"] if slug in taken else [])


def test_a_tag_of_an_incident_is_a_way_in_to_it() -> None:
    made = plan(article("a", incidents=("case",)), incidents=[incident_file("case", tags=("ports",))])
    assert "tags/ports/" in addresses(made)


def feed_pages(made: Plan) -> list[FeedListView]:
    """Return the views of the pages of all feeds, in order."""
    first = view(made, "feeds/", FeedListView)
    return [
        first,
        *(view(made, f"feeds/page-{number}.html", FeedListView) for number in range(2, first.pages.total + 1)),
    ]


def test_the_list_of_feeds_is_cut_into_pages_and_its_further_ones_name_every_feed_once() -> None:
    made = plan(*(article(f"a{number}", incidents=(f"case-{number}",)) for number in range(120)))
    first, *further = feed_pages(made)
    rows = [row for page in further for group in page.groups for row in group.rows]
    feeds = {
        page.address: page.view.page
        for page in made.pages
        if isinstance(page.view, FeedView) and not page.view.is_archive and page.address.startswith("incidents/")
    }
    assert sorted((place.address, row.page) for row in rows for place in row.addresses) == sorted(feeds.items())
    assert [row.name for row in rows] == sorted((row.name for row in rows), key=str.casefold)
    assert [(page.pages.number, len(page.groups), page.rates != ()) for page in (first, *further)] == [
        (1, 1, True),
        *((number, 1, False) for number in range(2, 7)),
    ]


def test_the_first_page_of_feeds_has_the_newest_of_each_kind_and_leads_to_all_of_one_that_has_more() -> None:
    many = [
        article(f"a{n:02d}", f"2024-01-{n % 28 + 1:02d}", incidents=(f"case-{n:02d}",), tags=("x", f"tag-{n:02d}"))
        for n in range(1, 41)
    ]
    made = plan(*many, article("old", "2020-01-01", source=Source("Gazette")))
    first, *further = feed_pages(made)
    incidents, tags, sources = first.groups
    assert [(one.title, one.total, len(one.rows)) for one in first.groups] == [
        ("Incidents", 40, 20),
        ("Tags", 41, 20),
        ("Sources", 1, 1),
    ]
    assert [row.name for row in incidents.rows[:3]] == ["A27", "A26", "A25"]
    assert tags.rows[0].name in {"x", "tag-27"}
    begins = {page.head.address: page.groups[0].title for page in further}
    assert (begins[incidents.more], sources.more) == ("Incidents", "")
    assert "Tags" in [group.title for page in further if page.head.address == tags.more for group in page.groups]
    assert {group.title for page in further for group in page.groups} == {"Incidents", "Tags"}
