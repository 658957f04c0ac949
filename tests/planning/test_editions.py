"""Editions hold what was new in a day, a week or a month, in the zone of the site."""

from dataclasses import replace

import pytest

from digest.model.config import Period
from digest.model.content.incident import Note
from digest.model.views.archive import EditionView, HomeView, IndexView
from digest.model.views.feed import FeedView
from tests.planning.plans import CONFIG, addresses, article, correction, incident_file, moment, plan, update, view

ARTICLES = (
    article("a", "2023-12-31", incidents=("case",)),
    article("b", "2024-01-01T00:30:00+01:00", incidents=("case",)),
    article(
        "c", "2024-01-01T23:30:00Z", updates=(update("2024-01-31", "New"),), corrections=(correction("2024-01-31"),)
    ),
    article("d", "2024-01-01", incidents=("other",)),
)
EDITIONS: dict[Period, dict[str, tuple[str, int]]] = {
    "day": {
        "editions/2023/12/31/": ("December 31, 2023", 1),
        "editions/2024/01/01/": ("January 1, 2024", 2),
        "editions/2024/01/02/": ("January 2, 2024", 1),
        "editions/2024/01/31/": ("January 31, 2024", 2),
    },
    "week": {
        "editions/2023/12/25/": ("Week of December 25, 2023", 1),
        "editions/2024/01/01/": ("Week of January 1, 2024", 3),
        "editions/2024/01/29/": ("Week of January 29, 2024", 2),
    },
    "month": {"editions/2023/12/": ("December 2023", 1), "editions/2024/01/": ("January 2024", 5)},
}
SPANS: dict[Period, str] = {"day": "2024-01-31", "week": "2024-01-29/2024-02-04", "month": "2024-01"}


@pytest.mark.parametrize("period", EDITIONS)
def test_every_period_with_news_has_an_edition(period: Period) -> None:
    made = plan(*ARTICLES, config=replace(CONFIG, editions=period))
    expected = EDITIONS[period]
    assert addresses(made, "editions/") == ["editions/", *expected]
    links = view(made, "editions/", IndexView).links
    assert [(link.address, (link.text, link.count)) for link in links] == list(expected.items())[::-1]
    views = [view(made, address, EditionView) for address in expected]
    assert [one.title for one in views] == [title for title, _ in expected.values()]
    assert [one.head.title for one in views] == [f"Edition: {title}" for title, _ in expected.values()]
    assert [one.earlier and one.earlier.address for one in views] == [None, *list(expected)[:-1]]
    assert [one.later and one.later.address for one in views] == [*list(expected)[1:], None]
    assert views[-1].span.iso == SPANS[period]


def test_an_edition_is_told_by_incident_those_with_the_most_news_first() -> None:
    made = plan(
        *(article(f"a{n}", incidents=("few",) if n < 2 else ("many",) if n < 5 else ()) for n in range(7)),
        article("old", "2023-01-01", incidents=("few",), updates=(update("2024-03-26"),)),
    )
    sections = view(made, "editions/2024/03/26/", EditionView).sections
    told = [
        (
            one.incident and one.incident.address,
            [report.card.title for report in one.articles],
            [u.article.text for u in one.updates],
        )
        for one in sections
    ]
    assert told == [
        ("incidents/few/", ["A0", "A1"], ["Old"]),
        ("incidents/many/", ["A2", "A3", "A4"], []),
        (None, ["A5", "A6"], []),
    ]


def test_an_article_of_two_incidents_is_told_once() -> None:
    made = plan(article("a", incidents=("one", "two")))
    sections = view(made, "editions/2024/03/26/", EditionView).sections
    assert [
        (one.incident and one.incident.address, [report.card.title for report in one.articles]) for one in sections
    ] == [("incidents/one/", ["A"])]


def test_corrections_stand_in_the_edition_of_their_day() -> None:
    found = view(plan(*ARTICLES), "editions/2024/01/31/", EditionView)
    assert [(one.date.iso, one.article.address, one.text) for one in found.corrections] == [
        ("2024-01-31", "articles/2024/01/c/#correction-2024-01-31", "Wrong.")
    ]


def test_the_home_page_shows_the_latest_edition_and_names_those_before_it() -> None:
    home = view(plan(*ARTICLES), "", HomeView)
    assert home.edition is not None
    assert (home.edition.address, [one.address for one in home.editions]) == (
        "editions/2024/01/31/",
        ["editions/2024/01/02/", "editions/2024/01/01/", "editions/2023/12/31/"],
    )
    assert [(year.text, year.address, year.count) for year in home.years] == [
        ("2024", "archive/#y2024", 3),
        ("2023", "archive/#y2023", 1),
    ]


def test_an_edition_of_corrections_alone_says_so_on_the_home_page() -> None:
    made = plan(article("a", "2024-03-01"), article("b", "2024-01-01", corrections=(correction("2024-05-20"),)))
    home = view(made, "", HomeView)
    assert home.edition is not None
    assert (home.edition.address, home.sections) == ("editions/2024/05/20/", ())
    assert [(entry.article.text, entry.text) for entry in home.corrections] == [("B", "Wrong.")]


def test_what_the_latest_edition_tells_is_not_told_again_and_lone_reports_stay() -> None:
    many = [article(f"a{number:02}", "2024-03-01", incidents=(f"case-{number:02}",)) for number in range(12)]
    made = plan(*many, article("lone", "2024-03-01"), article("old", "2024-02-01", incidents=("before",)))
    home = view(made, "", HomeView)
    assert [
        section.incident.address if section and section.incident else "" for section in (home.lead, *home.sections)
    ] == [
        *(f"incidents/case-{number:02}/" for number in range(8)),
        "",
    ]
    assert (home.left_out, [card.address for card in home.incidents]) == (4, ["incidents/before/"])


def test_a_status_makes_an_edition_of_its_day_as_a_report_does() -> None:
    made = plan(
        article("a", "2024-03-01", incidents=("dam",)),
        article("b", "2024-05-20", incidents=("fire",)),
        article("c", "2024-04-01", incidents=("quay",)),
        incidents=[
            incident_file("dam", status=(Note(moment("2024-06-15"), "It has *burst*."),)),
            incident_file("quay", status=(Note(moment("2024-05-01"), "Closed."),)),
        ],
    )
    home = view(made, "", HomeView)
    section = home.lead
    assert section is not None
    assert section.incident is not None
    assert home.sections == ()
    assert (section.incident.address, section.articles, section.updates) == ("incidents/dam/", (), ())
    assert [(one.date.iso, one.text) for one in section.statuses] == [("2024-06-15", "It has *burst*.")]
    assert (home.since, [card.address for card in home.incidents]) == ((), ["incidents/fire/", "incidents/quay/"])
    assert addresses(made, "editions/2024/") == [
        *("editions/2024/03/01/", "editions/2024/04/01/", "editions/2024/05/01/", "editions/2024/05/20/"),
        "editions/2024/06/15/",
    ]
    assert [item.title for item in view(made, "editions.xml", FeedView).items][:1] == ["June 15, 2024"]
