"""What the data say: one row for everything that can be seen, none for the rest, and the same counts as on the home page."""

from itertools import permutations
from typing import Any

import pytest

from digest.model.content.article import Article, Citation, Person, Place, Source
from digest.model.content.incident import Charge, Dispute, Fact, Note, Participant
from digest.model.ledger import Entry, Ledger
from digest.model.views.archive import HomeView
from digest.model.views.data import (
    ArticleRow,
    ArticlesView,
    DataView,
    IncidentRow,
    IncidentsView,
    LookupRow,
    LookupView,
    UpdateRow,
)
from digest.planning.content.visibility import VisibilityContext
from digest.planning.plan import Plan
from tests.planning.plans import (
    CONFIG,
    NOW,
    article,
    correction,
    incident_file,
    moment,
    places,
    plan,
    plan_all,
    update,
    view,
)

GAZETTE = Source(
    "Gazette", "https://gazette.example/a", "Ada", "https://archive.example/1", "CC BY 4.0", moment("2024-03-28")
)
HIDDEN: dict[str, dict[str, Any]] = {
    "draft": {"status": "draft"},
    "embargoed": {"publish_at": moment("2030-01-01")},
    "expired": {"expires": moment("2025-12-31")},
    "withdrawn": {"status": "withdrawn"},
}


def articles_of(made: Plan) -> tuple[ArticleRow, ...]:
    return tuple(row.make() for row in view(made, "data/v1/articles.json", ArticlesView).rows)


def incidents_of(made: Plan) -> tuple[IncidentRow, ...]:
    return tuple(row.make() for row in view(made, "data/v1/incidents.json", IncidentsView).rows)


def test_a_row_of_an_article_says_everything_but_its_text_and_its_people() -> None:
    made = plan(
        article(
            "crane",
            "2024-03-26T05:30:00Z",
            incidents=("case", "other"),
            source=GAZETTE,
            places=(Place("Pier", 53.5, 9.9),),
            tags=("steel",),
            people=(Person("Bo Berg", "suspect"),),
            updates=(update("2024-04-01", "More"),),
            corrections=(correction("2024-04-02"),),
            summary="In short.",
            language="de",
            noindex=True,
        ),
        ledger=Ledger((Entry("article", "crane", "urn:old", ("articles/2024/03/crane/",)),)),
    )
    expected = ArticleRow(
        id="crane",
        guid="urn:old",
        address="articles/2024/03/crane/",
        title="Crane",
        date=moment("2024-03-26T05:30:00Z"),
        updated=moment("2024-04-02"),
        language="de",
        translation_of="",
        summary="In short.",
        source=GAZETTE,
        incidents=("case", "other"),
        places=("Pier",),
        tags=("steel",),
        corrections=(correction("2024-04-02"),),
        updates=(UpdateRow(moment("2024-04-01"), "More", "update-2024-04-01"),),
        words=4,
        show="full",
        noindex=True,
    )
    assert articles_of(made) == (expected,)
    assert view(made, "data/v1/articles.json", ArticlesView).updated == moment("2024-04-02")


def test_a_row_of_an_incident_says_everything_but_its_people() -> None:
    court = Citation("Court", "https://court.example/1")
    status = (Note(moment("2024-05"), "Acquitted.", court), Note(moment("2024-04-01"), "On trial."))
    dispute = Dispute(
        "It was open.", ("Bo",), ("Di", "Ed"), moment("2024-04"), court, Note(moment("2024-05"), "It was.")
    )
    file = incident_file(
        "case",
        "The case",
        place=Place("Pier", 53.5, 9.9, "street"),
        kind="accident",
        number="7",
        status=status,
        facts=(Fact("Injured", "none", moment("2024"), court),),
        disputed=(dispute,),
        people=(Participant("Bo Berg", "defendant", charges=(Charge("Neglect"),)),),
        tags=("court",),
        noindex=True,
    )
    made = plan(
        article("a", incidents=("case",), summary="In short.", tags=("steel",), places=places("Yard")),
        article("b", "2024-03-28", incidents=("case",), tags=("steel",)),
        incidents=[file],
    )
    [row] = incidents_of(made)
    assert row == IncidentRow(
        id="case",
        guid=row.guid,
        address="incidents/case/",
        feed="incidents/case/feed.xml",
        title="The case",
        span=row.span,
        kind="accident",
        number="7",
        place=Place("Pier", 53.5, 9.9, "street"),
        places=("Pier",),
        tags=("court", "steel"),
        summary="In short.",
        status=status,
        facts=(Fact("Injured", "none", moment("2024"), court),),
        disputed=(dispute,),
        latest=moment("2024-05"),
        first_report=moment("2024-03-26"),
        last_report=moment("2024-03-28"),
        articles=("a", "b"),
        noindex=True,
    )
    assert row.span.iso == "2024-03-26/2024-03-28"
    assert row.guid.startswith("urn:uuid:")


@pytest.mark.parametrize("case", HIDDEN)
def test_what_cannot_be_seen_is_in_no_row_and_no_count(case: str) -> None:
    source = Source("Post", "https://post.example/secret")
    seen = article("seen", incidents=("case",))
    made = plan(seen, article("hidden", incidents=("case", "other"), source=source, **HIDDEN[case]))
    assert [row.id for row in articles_of(made)] == ["seen"]
    assert [(row.id, row.articles) for row in incidents_of(made)] == [("case", ("seen",))]
    assert view(made, "data/v1/lookup.json", LookupView).rows == ()
    assert view(made, "data/", DataView).counts == view(made, "", HomeView).counts


def test_the_data_count_as_the_home_page_does_and_an_article_once() -> None:
    reports = [
        article("a", incidents=("x", "y"), source=Source("Gazette")),
        article("b", incidents=("y",), source=Source("Post")),
        article("lone", source=Source("Gazette")),
    ]
    made = plan(*reports)
    home, page = view(made, "", HomeView), view(made, "data/", DataView)
    assert (home.counts.incidents, home.counts.articles, home.counts.sources) == (2, 3, 2)
    assert page.counts == home.counts
    assert (len(incidents_of(made)), len(articles_of(made))) == (2, 3)
    assert sum(len(row.articles) for row in incidents_of(made)) == 3


def test_a_preview_shows_drafts_as_pages_for_no_search_engine() -> None:
    made, _ = plan_all([article("a", status="draft")], visibility=VisibilityContext(NOW, drafts=True))
    assert [(row.id, row.noindex) for row in articles_of(made)] == [("a", True)]


def test_the_order_of_rows_does_not_depend_on_the_order_of_files() -> None:
    reports: list[Article] = [
        article("b", incidents=("y",)),
        article("a", incidents=("x",)),
        article("c", "2024-03-25", incidents=("z", "x")),
    ]
    files = [incident_file("x"), incident_file("y")]
    made = [plan(*one, incidents=two) for one in permutations(reports) for two in permutations(files)]
    assert {tuple(row.id for row in articles_of(one)) for one in made} == {("c", "a", "b")}
    assert {tuple(row.id for row in incidents_of(one)) for one in made} == {("x", "y", "z")}


def test_the_lookup_names_each_report_elsewhere_with_its_page_and_its_incidents() -> None:
    made = plan(
        article("a", incidents=("x", "y"), source=GAZETTE),
        article("own"),
        article("lone", source=Source("Post", "https://post.example/")),
    )
    found = view(made, "data/v1/lookup.json", LookupView)
    assert found.rows == (
        LookupRow("https://gazette.example/a", "articles/2024/03/a/", ("x", "y")),
        LookupRow("https://post.example/", "articles/2024/03/lone/", ()),
    )
    assert found.incidents == (("x", "incidents/x/"), ("y", "incidents/y/"))


def test_the_newest_moment_of_the_rows_says_when_the_data_moved_never_the_clock() -> None:
    reports = [article("a", corrections=(correction("2024-06-01"),)), article("b", "2024-05-01")]
    for made in (plan(*reports), plan(*reports, visibility=VisibilityContext(NOW.replace(year=2027)))):
        assert view(made, "data/v1/articles.json", ArticlesView).updated == moment("2024-06-01")
        assert view(made, "data/v1/incidents.json", IncidentsView).updated is None


def test_how_much_is_shown_follows_from_the_rights() -> None:
    source, other = Source("Gazette", "https://gazette.example/a"), Source("Gazette", "https://gazette.example/b")
    made = plan(
        article("a", source=source), article("b", source=other, show="link"), article("c", show="full"), config=CONFIG
    )
    assert [(row.show, row.summary) for row in articles_of(made)] == [
        ("excerpt", ""),
        ("link", ""),
        ("full", "Text of c."),
    ]
