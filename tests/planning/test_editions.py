"""Editions hold what was new in a day, a week or a month, in the zone of the site."""

from dataclasses import replace
from typing import Any

import pytest

from digest.model.config import Period
from digest.model.content.article import Article, Source
from digest.model.content.incident import Note
from digest.model.views.archive import EditionIndexView, EditionNews, EditionStory, EditionView, HomeView
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
    listed = [one for group in view(made, "editions/", EditionIndexView).groups for one in group.editions]
    assert [(one.address, (one.title, one.reports + one.news)) for one in listed] == list(expected.items())[::-1]
    views = [view(made, address, EditionView) for address in expected]
    assert [one.title.endswith(title) for one, (title, _) in zip(views, expected.values(), strict=True)] == [
        True
    ] * len(views)
    assert [one.head.title for one in views] == [f"Edition: {title}" for title, _ in expected.values()]
    assert [one.earlier and one.earlier.address for one in views] == [None, *list(expected)[:-1]]
    assert [one.later and one.later.address for one in views] == [*list(expected)[1:], None]
    assert views[-1].span.iso == SPANS[period]


def edition_of(*articles: Article, address: str = "editions/2024/03/26/", **more: Any) -> EditionView:  # noqa: ANN401 - as `plan` has them
    return view(plan(*articles, **more), address, EditionView)


def told(stories: tuple[EditionStory, ...]) -> list[tuple[str, list[str], list[str]]]:
    """Return the incidents of an edition, each with the headlines of its reports and of its updates."""
    return [
        (one.incident.address, [report.card.title for report in one.articles], [news.title for news in one.news])
        for one in stories
    ]


def test_an_edition_is_told_by_incident_the_one_that_weighs_most_first_and_reports_newest_first() -> None:
    found = edition_of(
        *(article(f"a{n}", incidents=("few",) if n < 2 else ("many",) if n < 5 else ()) for n in range(7)),
        article("old", "2023-01-01", incidents=("few",), updates=(update("2024-03-26"),)),
        article("alone", incidents=("one",)),
        *(article(f"b{n}", incidents=("outlets",), source=Source(f"Outlet {n}")) for n in range(2)),
    )
    assert told(found.stories) == [
        ("incidents/outlets/", ["B1", "B0"], []),
        ("incidents/few/", ["A1", "A0"], ["Old"]),
        ("incidents/many/", ["A4", "A3", "A2"], []),
    ]
    assert [report.card.title for report in found.briefs] == ["Alone", "A6", "A5"]


def test_a_new_status_weighs_more_than_reports_and_copies_weigh_nothing() -> None:
    wave = [article(f"w{n}", incidents=("wave",), source=Source(f"Paper {n}"), summary="One text.") for n in range(9)]
    status = incident_file("ruling", status=(Note(moment("2024-03-26"), "Guilty."),))
    found = edition_of(
        *wave,
        article("verdict", incidents=("ruling",)),
        *(article(f"f{n}", incidents=("fire",), source=Source(f"Paper {n}")) for n in range(2)),
        incidents=[status],
    )
    assert [one.incident.address for one in found.stories] == [
        "incidents/ruling/",
        "incidents/fire/",
        "incidents/wave/",
    ]


def test_an_article_of_two_incidents_is_told_once() -> None:
    found = edition_of(article("a", incidents=("one", "two")))
    assert (found.stories, [report.card.title for report in found.briefs]) == ((), ["A"])


def test_an_edition_begins_with_a_status_else_an_update_else_what_the_newest_report_says_first() -> None:
    reports = (article("a", incidents=("case",)), article("b", "2024-03-26T10:00", incidents=("case",)))
    later = replace(reports[0], updates=(update("2024-03-26T09:00", "Found", "One was found. " + "More. " * 50),))
    file = incident_file("case", status=(Note(moment("2024-03-26"), "It *burns*.\n\nStill."),))

    def lead(*articles: Article, **more: Any) -> tuple[str, str, bool]:  # noqa: ANN401 - as `plan` has them
        found = edition_of(*articles, **more).lead
        assert found is not None
        return found.text, found.note, found.incident is not None

    other = article("other", "2024-03-26", incidents=("other",))
    assert lead(*reports) == ("Text of b.", "", False)
    assert lead(*reports, other) == ("Text of b.", "", True)
    assert lead(reports[0], replace(reports[1], opening=(), summary="")) == ("B", "", False)
    assert lead(later, reports[1]) == ("", "One was found. " + " ".join(["More."] * 37) + "…", False)
    assert lead(later, reports[1], incidents=[file]) == ("", "It *burns*.\n\nStill.", False)
    assert lead(article("lone")) == ("Text of lone.", "", False)
    said = ("Two men are missing since this morning.", "More follows.")
    assert lead(article("lone", opening=said)) == (said[0], "", False)
    assert lead(article("lone", opening=("Follow us.", *said))) == (" ".join(("Follow us.", *said)), "", False)
    alone = article("b", "2024-01-01", corrections=(correction("2024-03-26"),))
    assert edition_of(article("a", "2024-01-01"), alone).lead is None


def test_updates_and_statuses_are_one_list_newest_first() -> None:
    later = article(
        "a",
        incidents=("case",),
        language="fr",
        updates=(update("2024-03-26T09:00", "Found"), update("2024-03-26T11:00")),
    )
    file = incident_file("case", status=(Note(moment("2024-03-26T10:00"), "It burns."),))
    [story] = edition_of(later, incidents=[file]).stories
    assert [(one.kind, one.title, one.address, one.text, one.language) for one in story.news] == [
        ("update", "A", "articles/2024/03/a/#update-2024-03-26T11:00", "New.", "fr"),
        ("status", "", story.news[1].address, "It burns.", ""),
        ("update", "Found", "articles/2024/03/a/#update-2024-03-26T09:00", "New.", "fr"),
    ]
    assert isinstance(story.news[0], EditionNews)


def test_a_long_edition_tells_the_heaviest_and_folds_the_rest_and_loses_nothing() -> None:
    month = replace(CONFIG, editions="month")
    stories = [article(f"s{n:02}-{m}", incidents=(f"case-{n:02}",)) for n in range(12) for m in range(4)]
    first = [article(f"t-{n}", incidents=("top",), source=Source(f"Paper {n}")) for n in range(8)]
    alone = [article(f"z{n:02}", incidents=(f"one-{n:02}",)) for n in range(20)]
    found = edition_of(*stories, *first, *alone, address="editions/2024/03/", config=month)
    assert found.is_long
    assert [(len(one.articles), len(one.folded)) for one in found.stories] == [(5, 3), *[(3, 1)] * 4]
    assert [(len(one.articles), len(one.folded)) for one in found.others] == [(4, 0)] * 6
    assert [(len(one.articles), len(one.folded)) for one in found.last] == [(4, 0)] * 2
    assert (len(found.briefs), len(found.more)) == (10, 10)
    shown = {
        report.card.title
        for reports in (
            *(one.articles + one.folded for one in (*found.stories, *found.others, *found.last)),
            found.briefs,
            found.more,
        )
        for report in reports
    }
    assert len(shown) == found.counts.reports == 48 + 8 + 20
    short = edition_of(*stories[:12], address="editions/2024/03/", config=month)
    assert (short.is_long, [len(one.articles) for one in short.stories]) == (False, [4, 4, 4])


def test_what_an_incident_is_about_is_said_unless_a_report_shown_says_it() -> None:
    reports = (article("a", incidents=("case",)), article("b", incidents=("case",)))
    [story] = edition_of(*reports).stories
    assert (story.sentence, story.is_new, story.name) == ("", True, "incidents-case")
    [story] = edition_of(*reports, incidents=[incident_file("case", summary="A fire.")]).stories
    assert story.sentence == "A fire."
    before = article("before", "2024-01-01", incidents=("case",))
    [story] = edition_of(before, *reports).stories
    assert (story.sentence, story.is_new) == ("Text of before.", False)


def test_an_edition_says_what_came_next_of_its_incidents_and_else_what_the_next_one_says() -> None:
    made = plan(
        article("a", "2024-03-01", incidents=("case",)),
        article("b", "2024-03-01", incidents=("other",)),
        article("between", "2024-03-02"),
        article("c", "2024-03-03", "Found", incidents=("case",)),
        article("d", "2024-03-04", "Tried", incidents=("case",)),
    )

    def following(day: str) -> list[tuple[str, str]]:
        return [(one.address, one.headline) for one in view(made, f"editions/2024/03/{day}/", EditionView).following]

    assert following("01") == [("editions/2024/03/03/", "Found")]
    assert following("02") == [("editions/2024/03/03/", "Found")]
    assert following("04") == []


def test_the_list_of_editions_has_the_newest_headline_of_what_weighs_most() -> None:
    status = incident_file("case", status=(Note(moment("2024-04-02"), "The gate of the lock is open. Ships pass."),))
    made = plan(
        article("a", "2024-03-01", incidents=("case",)),
        article("b", "2024-03-01T10:00", "Second", incidents=("case",)),
        article("c", "2024-03-30", corrections=(correction("2024-04-03"),)),
        article("d", "2024-04-02", updates=(update("2024-04-04", "Later", "More."),)),
        incidents=[status],
    )
    found = view(made, "editions/", EditionIndexView)
    assert [
        (group.name, [(one.headline, one.reports, one.news) for one in group.editions]) for group in found.groups
    ] == [
        (
            "April 2024",
            [
                ("Later", 0, 1),
                ("Correction: C", 0, 1),
                ("The gate of the lock is open.", 1, 1),
            ],
        ),
        ("March 2024", [("C", 1, 0), ("Second", 2, 0)]),
    ]
    assert found.total == 5


def test_corrections_stand_in_the_edition_of_their_day() -> None:
    found = view(plan(*ARTICLES), "editions/2024/01/31/", EditionView)
    assert [(one.date.iso, one.article.address, one.text) for one in found.corrections] == [
        ("2024-01-31", "articles/2024/01/c/#correction-2024-01-31", "Wrong.")
    ]


def test_corrections_alone_are_the_latest_edition_and_just_in_on_the_home_page() -> None:
    made = plan(article("a", "2024-03-01"), article("b", "2024-01-01", corrections=(correction("2024-05-20"),)))
    home = view(made, "", HomeView)
    assert home.edition is not None
    assert (home.edition.address, home.editions) == ("editions/2024/05/20/", 3)
    assert [(card.line.title, card.line.date.iso) for card in home.cards] == [("B", "2024-05-20"), ("A", "2024-03-01")]


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
    assert home.lead is not None
    assert (home.lead.incident.address, home.lead.incident.status, home.lead.news) == (
        "incidents/dam/",
        "It has *burst*.",
        (),
    )
    assert [card.line.address for card in home.cards] == ["incidents/fire/", "incidents/quay/"]
    assert addresses(made, "editions/2024/") == [
        *("editions/2024/03/01/", "editions/2024/04/01/", "editions/2024/05/01/", "editions/2024/05/20/"),
        "editions/2024/06/15/",
    ]
    assert [item.title for item in view(made, "editions.xml", FeedView).items][:1] == ["June 15, 2024"]
