"""Articles become incidents: with a file or without one, many to many, related or kept apart."""

from dataclasses import replace

from digest.model.content.article import Image, Person, Source
from digest.model.content.incident import Charge, Note, Participant
from digest.model.moment import Span
from digest.model.views.archive import IncidentIndexView
from digest.model.views.article import ArticleView, WithdrawnView
from digest.model.views.common import SourceLine, TimelineEntry
from digest.model.views.incident import IncidentView
from digest.planning.plan import Plan
from digest.reading.yaml.dates import parse_span
from tests.planning.plans import (
    addresses,
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


def case(made: Plan, name: str = "case") -> IncidentView:
    return view(made, f"incidents/{name}/", IncidentView)


def test_an_incident_without_a_file_is_made_from_its_articles() -> None:
    articles = (
        article("b", "2024-03-28", "Later", incidents=("Key Bridge!",), tags=("ships", "x"), places=places("Pier 1")),
        article(
            "a",
            "2024-03-26T05:00:00Z",
            "Earliest",
            incidents=("key-bridge",),
            tags=("ships",),
            places=places("Pier 1", "Pier 2"),
        ),
        article("c", "2024-04-02", "Last", incidents=("key-bridge",), tags=("y",), image=Image("media/x.png", "x")),
    )
    made, _ = plan_all(articles)
    found = case(made, "key-bridge")
    assert (found.title, found.span) == ("Earliest", Span(moment("2024-03-26").day, moment("2024-04-02").day))
    assert ([tag.text for tag in found.tags], [place.text for place in found.places]) == (["ships"], ["Pier 1"])
    assert [report.card.title for report in found.reports] == ["Last", "Later", "Earliest"]
    assert (found.head.description, found.summary, found.kind, found.status) == (
        "3 reports · April 2, 2024: Last",
        "",
        "",
        (),
    )
    assert found.picture is not None
    assert found.picture.src == "media/x.png"
    assert addresses(made, "incidents/") == ["incidents/", "incidents/key-bridge/", "incidents/key-bridge/feed.xml"]


def test_what_few_of_many_reports_name_is_theirs_alone() -> None:
    """Nine reports: three are a quarter of them or more, two are not."""
    named = [("ships",)] * 3 + [("x",)] * 2 + [()] * 4
    articles = [
        article(f"a{number}", incidents=("case",), tags=words, places=places(*words))
        for number, words in enumerate(named)
    ]
    found = case(plan(*articles))
    assert ([tag.text for tag in found.tags], [place.text for place in found.places]) == (["ships"], ["ships"])


def test_an_incident_of_one_article_takes_all_its_tags_and_places() -> None:
    found = case(plan(article("a", incidents=("case",), tags=("x", "y"), places=places("P"))))
    assert ([tag.text for tag in found.tags], [place.text for place in found.places]) == (["x", "y"], ["P"])


def test_what_a_file_says_comes_first() -> None:
    file = incident_file(
        "case",
        "The case",
        date=parse_span("2024-03/2024-04"),
        summary="In short.",
        tags=("x",),
        kind="fall",
        number="7",
        slug="the-case",
    )
    found = case(
        plan(
            article("a", incidents=("case",), tags=("y",)),
            article("b", "2024-05-01", incidents=("the-case",), tags=("x",)),
            incidents=[file],
        ),
        "the-case",
    )
    assert (found.title, found.span.iso, found.summary, found.kind, found.number) == (
        "The case",
        "2024-03/2024-04",
        "In short.",
        "fall",
        "7",
    )
    assert [tag.text for tag in found.tags] == ["x"]
    assert len(found.reports) == 2


def test_an_article_may_report_on_many_incidents() -> None:
    made = plan(
        article("a", "2024-01-01", incidents=("one",)),
        article("b", "2024-02-01", incidents=("one", "two")),
        article("c", "2024-03-01", incidents=("two",)),
    )
    both = view(made, "articles/2024/02/b/", ArticleView)
    assert [
        (n.incident.address, n.position, n.total, n.earlier and n.earlier.text, [one.link.text for one in n.later])
        for n in both.incidents
    ] == [
        ("incidents/one/", 2, 2, "A", []),
        ("incidents/two/", 1, 2, None, ["C"]),
    ]
    assert [feed.address for feed in both.head.feeds] == ["incidents/one/feed.xml", "incidents/two/feed.xml"]
    assert [[card.title for card in case(made, name).related] for name in ("one", "two")] == [["B"], ["A"]]


def test_related_incidents_are_named_in_both_directions_and_kept_apart_in_both() -> None:
    articles = [article(name, incidents=(name,)) for name in "abcd"] + [article("both", incidents=("a", "d"))]
    files = [
        incident_file("a", related=("b",), not_related=("d",)),
        incident_file("b"),
        incident_file("c", related=("b",), not_related=("b",)),
    ]
    made = plan(*articles, incidents=files)
    assert {name: [card.address for card in case(made, name).related] for name in "abcd"} == {
        "a": ["incidents/b/"],
        "b": ["incidents/a/"],
        "c": [],
        "d": [],
    }


def test_of_many_related_incidents_those_come_first_that_the_own_file_names_then_those_that_name_it() -> None:
    shared = [article(f"report-{name}", incidents=(name, "m")) for name in "abcdef"]
    lone = [article(name, incidents=(name,)) for name in ("m", "x", "y", "z")]
    files = [incident_file("m", related=("z", "y")), incident_file("x", related=("m",))]
    made = plan(*shared, *lone, incidents=files)
    assert [card.address for card in case(made, "m").related] == [f"incidents/{name}/" for name in "zyxab"]


def test_an_incident_that_nothing_names_gets_no_page_and_a_word() -> None:
    made, diagnostics = plan_all(
        [article("a", incidents=("case",))], [incident_file("lone"), incident_file("case", related=("nowhere",))]
    )
    assert "incidents/lone/" not in addresses(made)
    assert [(found.code, found.position.file) for found in diagnostics] == [
        ("unused-incident", "content/incidents/lone.md"),
        ("unknown-incident", "content/incidents/case.md"),
    ]


def test_the_timeline_holds_key_moments_by_day_newest_first_without_the_status_that_the_page_begins_with() -> None:
    note = Note(moment("2024-03-25"), "It creaked.")
    status = (Note(moment("2024-04-01"), "Open."), Note(moment("2024-05"), "Closed."))
    person = Participant(
        "Ada", "suspect", "", (Charge("Theft", (Note(moment("2024-04-01"), "Charged."),)), Charge("Fraud"))
    )
    made = plan(
        article(
            "a",
            "2024-03-26",
            incidents=("case",),
            source=Source("Gazette", "https://g.example/"),
            updates=(update("2024-04-01", "New"),),
            corrections=(correction("2024-04-01"),),
        ),
        article("b", "2024-04-01", incidents=("case",), people=(Person("Ada"),)),
        incidents=[incident_file("case", timeline=(note,), status=status, people=(person,))],
    )
    here, nobody, first = "articles/2024/03/a/", SourceLine(""), moment("2024-04-01")
    found = case(made)
    published = {entry.kind: entry.at for day in found.days for entry in day.moments if entry.at}
    midnight = int(first.at.timestamp())  # no two things are published at the same second
    assert published.keys() == {"correction", "update"}
    assert all(midnight <= at < midnight + 3 for at in published.values())
    assert [(day.when, tuple(replace(one, at=0) for one in day.moments), day.reports) for day in found.days] == [
        (
            Span(first.day, first.day),
            (
                TimelineEntry(
                    first, "correction", "A", "Wrong.", f"{here}#correction-2024-04-01", nobody, anchor="corrections"
                ),
                TimelineEntry(first, "update", "New", "", f"{here}#update-2024-04-01", nobody),
                TimelineEntry(first, "status", "", "Open.", "", nobody),
                TimelineEntry(first, "charge", "", "Charged.", "", nobody, "", "Ada", "Theft"),
            ),
            (),
        ),
        (Span(note.date.day, note.date.day), (TimelineEntry(note.date, "event", "", "It creaked.", "", nobody),), ()),
    ]
    assert ([one.text for one in found.status], found.latest) == (["Closed.", "Open."], moment("2024-05"))
    assert [report.card.title for report in found.others] == ["B", "A"], "few reports have a list of their own"


def test_within_a_day_what_has_no_time_of_day_comes_last_by_kind_and_the_rest_by_time() -> None:
    day = "2024-03-26"
    notes = tuple(Note(moment(when), when) for when in (f"{day}T09:00", f"{day}T05:00", day))
    status = tuple(Note(moment(when), when) for when in (f"{day}T07:00", day, "2024-03-27"))
    person = Participant("Ada", "suspect", "", (Charge("Theft", (Note(moment(f"{day}T08:00"), "Freed."),)),))
    made = plan(
        article("bare", day, incidents=("case",)),
        article("early", f"{day}T06:00", incidents=("case",), corrections=(correction(day),)),
        incidents=[incident_file("case", timeline=notes, status=status, people=(person,))],
    )
    (told,) = case(made).days
    assert [(entry.kind, entry.when.iso[10:16]) for entry in told.moments] == [
        ("event", "T09:00"),
        ("charge", "T08:00"),
        ("status", "T07:00"),
        ("event", "T05:00"),
        ("correction", ""),
        ("status", ""),
        ("event", ""),
    ]


def test_incidents_stand_in_the_order_in_which_they_moved_last() -> None:
    made = plan(
        article("a", "2024-01-01", incidents=("old",), corrections=(correction("2024-06-01"),)),
        article("b", "2024-02-01", incidents=("new",)),
        article("c", "2023-02-01", incidents=("status",)),
        incidents=[incident_file("status", status=(Note(moment("2024-04"), "Open."),))],
    )
    cards = view(made, "incidents/", IncidentIndexView).incidents
    assert [(card.address, card.latest.iso, card.news_kind, card.news.text, card.status) for card in cards] == [
        ("incidents/old/", "2024-06-01", "correction", "A", ""),
        ("incidents/status/", "2024-04", "status", "C", "Open."),
        ("incidents/new/", "2024-02-01", "report", "B", ""),
    ]


def test_two_files_of_one_name_are_an_error() -> None:
    _, diagnostics = plan_all(
        [article("a", incidents=("case",))], [incident_file("case"), incident_file("other", slug="case")]
    )
    assert [found.code for found in diagnostics if found.severity == "error"] == ["incident-name-taken"]


def test_the_notice_of_a_withdrawn_article_leads_to_its_incident_by_whatever_name() -> None:
    files = [incident_file("case", slug="the-case")]
    made = plan(
        article("a", incidents=("case",)), article("b", status="withdrawn", incidents=("the-case",)), incidents=files
    )
    assert [link.address for link in view(made, "articles/2024/03/b/", WithdrawnView).incidents] == [
        "incidents/the-case/"
    ]
